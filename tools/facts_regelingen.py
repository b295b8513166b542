"""Compile the current Wgr-regelingen with their deelnemers."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from facts import Deviation, Row, check, read_rows, write_rows
from facts_gemeenten import Gemeente

NUMBER = 451
PURPOSE_LENGTH = 300
REGELINGEN = ("id", "naam", "vorm", "sinds", "doel")
DEELNEMERS = ("regeling", "gemeente", "deelnemer", "toelichting")


@dataclass(frozen=True)
class Deelnemer:
    """One participant: a gemeente by code, or anybody else by name."""

    code: str
    naam: str
    toelichting: str


@dataclass(frozen=True)
class RegelingRow:
    """One current regeling."""

    id: str
    naam: str
    vorm: str
    sinds: str
    doel: str
    deelnemers: tuple[Deelnemer, ...]

    @property
    def gemeenten(self) -> frozenset[str]:
        """Codes of the participating gemeenten."""
        return frozenset(d.code for d in self.deelnemers if d.code)


def compile_regelingen(
    raw: Path, gemeenten: list[Gemeente]
) -> tuple[list[RegelingRow], list[Deviation]]:
    """Compile the current regelingen in order of name; abolished gemeenten become successors.

    Raises
    ------
    CheckError
        When their number is not as expected, or an abolished gemeente has no successor.
    """
    current = [
        row
        for row in read_rows(raw / "samenwerking/roo_gr_2026-05.csv")
        if not row["uitwerking"] and not row["valid_until"]
    ]
    check(len(current) == NUMBER, f"{len(current)} current regelingen, expected {NUMBER}")
    participants: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows(raw / "samenwerking/roo_gr_deelnemers_2026-05.csv"):
        participants[row["gr_id"]].append(row)
    names = {g.code: g.naam for g in gemeenten}
    successors = {
        f"GM{row['oude_code']}": f"GM{row['huidige_code_2023']}"
        for row in read_rows(raw / "herindeling/herindeling_oud_nieuw.csv")
    }
    deviations: list[Deviation] = []
    regelingen = []
    for head in sorted(current, key=lambda row: (row["naam"].casefold(), row["roo_id"])):
        rows = participants[head["gr_id"]]
        deelnemers, found = _participants(head["naam"], rows, names, successors)
        deviations += found
        check(bool(deelnemers), f"{head['naam']}: no deelnemers")
        regelingen.append(
            RegelingRow(
                id=head["roo_id"],
                naam=" ".join(head["naam"].split()),
                vorm=head["vorm"].strip("'") or "onbekend",
                sinds=head["inwerking"],
                doel=_purpose(head["doel"]),
                deelnemers=deelnemers,
            )
        )
    check(len({r.id for r in regelingen}) == NUMBER, "ids of regelingen are not unique")
    return regelingen, deviations


def _participants(
    regeling: str, rows: list[Row], names: dict[str, str], successors: dict[str, str]
) -> tuple[tuple[Deelnemer, ...], list[Deviation]]:
    """Gemeenten in order of code, then the others in order of name."""
    current = {row["gm_code"] for row in rows if row["gm_code"] in names}
    abolished: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row["gm_code"] and row["gm_code"] not in names:
            successor = successors.get(row["gm_code"], "")
            check(successor in names, f"{regeling}: no successor of {row['deelnemer']}")
            abolished[successor].append(row["deelnemer"].removeprefix("Gemeente "))
    deviations = [
        Deviation(
            "regelingen",
            regeling,
            f"het register noemt nog de opgeheven gemeente(n) {', '.join(sorted(old))}",
            f"opvolger {names[code]}" + (" (stond er ook al)" if code in current else ""),
        )
        for code, old in sorted(abolished.items())
    ]
    notes = {code: f"voorheen {', '.join(sorted(old))}" for code, old in abolished.items()}
    codes = sorted(current | set(abolished))
    others = sorted(_other_name(row) for row in rows if not row["gm_code"])
    return (
        *(Deelnemer(c, "", "" if c in current else notes[c]) for c in codes),
        *(Deelnemer("", naam, "") for naam in others),
    ), deviations


def _other_name(row: Row) -> str:
    """Name of a participant that is not a gemeente, saying what it is."""
    naam = " ".join(row["deelnemer"].split())
    if "/id/ministerie/" in row["tooi"]:
        return f"Ministerie van {naam}"
    is_named = re.match(r"(Waterschap|Hoogheemraadschap|Wetterskip)\b", naam)
    if "/id/waterschap/" in row["tooi"] and not is_named:
        return f"Waterschap {naam}"
    return naam


def _purpose(text: str) -> str:
    """Purpose on one line; where the register was cut off, cut at a word and say so."""
    # The register glues list items and sentences: "taken:a. heffen;b. innen.Voorts".
    line = re.sub(
        r"(?<=[:;,.])(?=[a-z]\. )|(?<=[a-z]\.)(?=[A-Z][a-z])", " ", " ".join(text.split())
    )
    if len(text) < PURPOSE_LENGTH and len(line) <= PURPOSE_LENGTH:
        return line
    return line[: PURPOSE_LENGTH - 2].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def write_regelingen(out: Path, regelingen: list[RegelingRow]) -> None:
    """Write ``regelingen.csv`` and ``deelnemers.csv``."""
    write_rows(
        out / "regelingen.csv",
        REGELINGEN,
        ([r.id, r.naam, r.vorm, r.sinds, r.doel] for r in regelingen),
    )
    write_rows(
        out / "deelnemers.csv",
        DEELNEMERS,
        ([r.id, d.code, d.naam, d.toelichting] for r in regelingen for d in r.deelnemers),
    )
