"""Compile ``herindelingen.csv``: which gemeente went where, since 2011.

The raw table has one successor per gemeente; what became of a gemeente that was split is added
here by hand, from the acts of parliament. Before 2011 nobody looked up which gemeenten were split.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from facts import check, check_equal, read_rows, write_rows

FIRST = "20110101"
NUMBER = 120  # rows of the raw table since then
HEADING = ("oud", "nieuw", "oude_naam", "datum", "soort", "aandeel", "toelichting")

# What went where when a gemeente was split: the gemeente it went to, the share of the inhabitants
# where it is known, and the places.
#
# Maasdonk: 6,719 inhabitants went to 's-Hertogenbosch and 4,629 to Oss (plan of 2013). Winsum:
# 1,581 went to Westerkwartier (the gemeente in December 2016) of the 14,086 in the register.
_BOARNSTERHIM = "Staatsblad 2013, 286"
_MAASDONK = "Staatsblad 2014, 187; inwoners volgens het herindelingsplan van 2013"
_LITTENSERADIEL = "Staatsblad 2017, 104"
_WINSUM = "inwoners volgens de gemeente (december 2016) en het register"
_HAAREN = "Staatsblad 2020, 260"
SPLIT: dict[str, tuple[tuple[str, str, str], ...]] = {
    "GM0055": (
        ("GM0074", "", f"Akkrum, Aldeboarn, Nes naar Heerenveen ({_BOARNSTERHIM})"),
        ("GM0080", "", f"Grou, Jirnsum, Reduzum, Wergea naar Leeuwarden ({_BOARNSTERHIM})"),
        ("GM1900", "", f"Raerd, Sibrandabuorren, Tersoal naar Súdwest-Fryslân ({_BOARNSTERHIM})"),
        ("GM1921", "", f"Terherne naar De Friese Meren ({_BOARNSTERHIM})"),
    ),
    "GM1671": (
        ("GM0796", "0.592", f"Nuland en Vinkel naar 's-Hertogenbosch ({_MAASDONK})"),
        ("GM0828", "0.408", f"Geffen naar Oss ({_MAASDONK})"),
    ),
    "GM0140": (
        ("GM0080", "", f"tien dorpen, waaronder Mantgum en Weidum ({_LITTENSERADIEL})"),
        ("GM1900", "", f"vijftien dorpen, waaronder Wommels ({_LITTENSERADIEL})"),
        ("GM1949", "", f"Baaium, Spannum, Winsum en Wjelsryp ({_LITTENSERADIEL})"),
    ),
    "GM0053": (
        ("GM1966", "0.888", f"ten oosten van het Reitdiep (Staatsblad 2018, 278; {_WINSUM})"),
        ("GM1969", "0.112", f"Ezinge, Feerwerd en Garnwerd (Staatsblad 2018, 280; {_WINSUM})"),
    ),
    "GM0788": (
        ("GM0757", "", f"Esch ({_HAAREN})"),
        ("GM0824", "", f"Haaren ({_HAAREN})"),
        ("GM0855", "", f"Biezenmortel ({_HAAREN})"),
        ("GM0865", "", f"Helvoirt ({_HAAREN})"),
    ),
}


@dataclass(frozen=True, order=True)
class Change:
    """One row of ``herindelingen.csv``, as it is written."""

    datum: str
    oud: str
    nieuw: str
    oude_naam: str
    soort: str
    aandeel: str
    toelichting: str


def compile_herindelingen(raw: Path) -> list[Change]:
    """Compile every change since 2011, by date.

    Raises
    ------
    CheckError
        When the raw table is not the one that was looked through, another table has a change
        that it lacks, or a gemeente that was split did not go where the raw table says.
    """
    rows = [
        row
        for row in read_rows(raw / "herindeling/herindeling_oud_nieuw.csv")
        if row["datum"] >= FIRST
    ]
    check_equal("changes since 2011", len(rows), NUMBER)
    ended = Counter(row["oude_code"] for row in rows)
    check(max(ended.values()) == 1, "a gemeente ended twice")
    _check_against_older_list(raw, {(row["oude_code"], row["datum"][:4]) for row in rows})
    began = {
        row["92.10 Gemeentecode"]: row["99.98 Datum ingang"]
        for row in read_rows(raw / "herindeling/rvig_tabel33_gemeenten_20221103.csv")
    }
    formed_from = Counter(row["nieuwe_code"] for row in rows)
    changes = []
    for row in rows:
        oud, nieuw = f"GM{row['oude_code']}", f"GM{row['nieuwe_code']}"
        datum = datetime.strptime(row["datum"], "%Y%m%d").date().isoformat()
        if oud in SPLIT:
            check(nieuw in {part[0] for part in SPLIT[oud]}, f"{oud} did not go to {nieuw}")
            changes += [
                Change(datum, oud, part, row["oude_naam"], "gesplitst", aandeel, note)
                for part, aandeel, note in SPLIT[oud]
            ]
            continue
        renamed = formed_from[row["nieuwe_code"]] == 1 and began[row["nieuwe_code"]] == row["datum"]
        soort = "hernoemd" if renamed else "samengevoegd"
        changes.append(Change(datum, oud, nieuw, row["oude_naam"], soort, "1", ""))
    missing = SPLIT.keys() - {change.oud for change in changes}
    check(not missing, f"split but not in the raw table: {sorted(missing)}")
    return sorted(changes)


def _check_against_older_list(raw: Path, found: set[tuple[str, str]]) -> None:
    text = (raw / "herindeling/gm_changes_before_2018.csv").read_text(encoding="cp1252")
    for row in csv.DictReader(text.splitlines(), delimiter=";", strict=True):
        if row["Eindjaar"] >= FIRST[:4] and row["Oude"] != row["Nieuwe"]:
            check(
                (row["Oude"].removeprefix("GM"), row["Eindjaar"]) in found,
                f"{row['Oude']} ended in {row['Eindjaar']} according to the older list only",
            )


def write_herindelingen(out: Path, changes: list[Change]) -> None:
    """Write ``herindelingen.csv``."""
    write_rows(
        out / "herindelingen.csv",
        HEADING,
        (
            [c.oud, c.nieuw, c.oude_naam, c.datum, c.soort, c.aandeel, c.toelichting]
            for c in changes
        ),
    )
