"""Compile what follows from other indelingen: the provisional jeugdregio's and the NUTS areas."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from facts import Deviation, check, check_equal, read_rows
from facts_carried import leden_of
from facts_gemeenten import check_names
from facts_indelingen import Lid

from regiokaart.model import Catalogus, Jaargang

JEUGD = "jeugdregio-2026"
MERGED = "JZ42+JZ43"  # no official code is known
_DECREE = (
    "resolved by source: ontwerpbesluit merges the two Midden-Limburg regions; "
    "official 2026 code not found"
)
_CARRIED = "carried over, unconfirmed"

# By definition of the CBS and Eurostat. In the CBS table of 2016 three gemeenten have no NUTS 3
# area: they had just been formed, partly across its borders. The Regioatlas of that year gives
# them an area elsewhere, and so it does for COROP.
NUTS = {"nuts-1": "landsdeel", "nuts-2": "provincie", "nuts-3": "corop"}
ATLAS = "regioatlas2016:NUTS-3 Regio's"
WITHOUT_NUTS3 = {"GM0361", "GM1931", "GM1940"}


def compile_jeugdregio(raw: Path, catalogus: Catalogus) -> list[Lid]:
    """Compile the jeugdregio's of the draft decree: those of 2025 but for one merger.

    Raises
    ------
    CheckError
        When the list holds other gemeenten, or differs from 2025 in more than that merger.
    """
    path = raw / "facts/jeugdregio_2026_afgeleid.csv"
    rows = read_rows(path)
    names = dict(zip(catalogus.gemeenten.codes, catalogus.gemeenten.namen, strict=True))
    check_names(path.name, ((row["gm_code"], row["gm_naam"]) for row in rows), names)
    check_equal(f"{path.name}: gemeenten", sorted(row["gm_code"] for row in rows), list(names))
    now = {lid.gemeente: lid for lid in leden_of(catalogus["jeugdregio"], catalogus.gemeenten)}
    parts = set(MERGED.split("+"))
    leden = []
    for row in rows:
        lid = now[row["gm_code"]]
        if row["methode"] == _DECREE:
            check_equal(f"code of {row['gm_naam']}", row["regio_code"], MERGED)
            check(lid.code in parts, f"{row['gm_naam']} was in {lid.naam}")
            note = f"in 2025: {lid.naam}; het ontwerpbesluit voegt Midden-Limburg samen"
            leden.append(Lid(lid.gemeente, MERGED, row["regio_naam"], toelichting=note))
            continue
        check(row["methode"].startswith(_CARRIED), f"{row['gm_naam']}: {row['methode']!r}")
        check_equal(f"jeugdregio of {row['gm_naam']}", row["regio_code"], lid.code)
        if lid.methode == "direct":
            lid = replace(lid, methode="overgenomen")
        leden.append(replace(lid.noted("uit 2025, niet bevestigd")))
    left = {lid.gemeente for lid in leden if lid.code in parts}
    check(not left, f"not merged: {left}")
    return leden


def compile_nuts(
    raw: Path, catalogus: Catalogus, year: Jaargang
) -> tuple[dict[str, list[Lid]], list[Deviation]]:
    """Compile the NUTS areas: the present national areas under the NUTS codes of 2016.

    Raises
    ------
    CheckError
        When the two were not the same in 2016, or the Regioatlas gives other gemeenten than the
        known ones another area.
    """
    members = {
        indeling_id: _renamed(
            indeling_id,
            leden_of(catalogus[national], catalogus.gemeenten),
            _same_areas(year, indeling_id, national),
        )
        for indeling_id, national in NUTS.items()
    }
    return members, _against_atlas(raw, members["nuts-3"])


def _against_atlas(raw: Path, leden: list[Lid]) -> list[Deviation]:
    rows = read_rows(raw / "historisch/indelingen_geharmoniseerd_naar_342_long.csv")
    certain = [r for r in rows if r["indeling"] == ATLAS and not r["methode"].startswith("AMBIGU")]
    ours = {lid.gemeente: lid.naam for lid in leden}
    others = [row for row in certain if row["regio"] != ours[row["gm_code"]]]
    check_equal(
        "nuts-3: other area in the Regioatlas", {r["gm_code"] for r in others}, WITHOUT_NUTS3
    )
    return [
        Deviation(
            "nuts-3",
            row["gemeente"],
            f"de CBS-tabel van 2016 geeft geen gebied, de Regioatlas van 2016 {row['regio']}",
            f"{ours[row['gm_code']]}, het COROP-gebied van 2023",
        )
        for row in others
    ]


def _same_areas(year: Jaargang, indeling_id: str, national: str) -> dict[str, str]:
    """Return the NUTS code of each national area by its code, one to one."""
    ours, theirs = (
        {lid.gemeente: lid.code for lid in _leden_of_year(year, each)}
        for each in (national, indeling_id)
    )
    without = WITHOUT_NUTS3 if indeling_id == "nuts-3" else set()
    check_equal(f"{indeling_id}: gemeenten without", ours.keys() - theirs.keys(), without)
    pairs = {(ours[gemeente], code) for gemeente, code in theirs.items()}
    codes = dict(pairs)
    check(
        len(pairs) == len(codes) == len(set(codes.values())),
        f"{indeling_id} was not the same as {national} in {year.jaar}",
    )
    return codes


def _leden_of_year(year: Jaargang, indeling_id: str) -> list[Lid]:
    indeling = year.get(indeling_id)
    check(indeling is not None, f"no {indeling_id} in {year.jaar}")
    assert indeling is not None
    return leden_of(indeling, year.gemeenten)


def _renamed(indeling_id: str, leden: list[Lid], codes: dict[str, str]) -> list[Lid]:
    check_equal(f"{indeling_id}: areas", {lid.code for lid in leden}, set(codes))
    result = []
    for lid in leden:
        area = Lid(lid.gemeente, codes[lid.code], lid.naam, methode="overgenomen")
        if indeling_id == "nuts-3" and lid.gemeente in WITHOUT_NUTS3:
            area = area.noted("in de CBS-tabel van 2016 zonder NUTS 3-gebied")
        result.append(area)
    return result
