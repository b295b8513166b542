"""Compile the current Wgr-regelingen with their deelnemers."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from facts import Deviation, Row, check, read_rows, write_rows
from facts_gemeenten import Gemeente
from facts_text import cleaned, visible

NUMBER = 451
PURPOSE_LENGTH = 300  # characters, at which the register was cut off
REGELINGEN = ("id", "naam", "vorm", "sinds", "doel")
DEELNEMERS = ("regeling", "gemeente", "deelnemer", "toelichting")

# Merged on 1 January 2016; the register still names them, without an identifier.
WATERSCHAP_SUCCESSORS = {
    "Groot Salland": "Waterschap Drents Overijsselse Delta",
    "Reest en Wieden": "Waterschap Drents Overijsselse Delta",
}


@dataclass(frozen=True)
class Deelnemer:
    """One participant: a gemeente by code, or anybody else by name."""

    code: str
    naam: str
    toelichting: str


@dataclass(frozen=True)
class RegelingRow:
    """One current regeling.

    Attributes
    ----------
    id, naam, vorm : str
    sinds : str
        ISO date on which the oldest version that the register knows came into force.
    doel : str
        Purpose, shortened.
    deelnemers : tuple of Deelnemer
    """

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
    """Compile the current regelingen in order of name; abolished members become successors.

    Raises
    ------
    CheckError
        When their number is not as expected, or an abolished gemeente has no successor.
    """
    versions = read_rows(raw / "samenwerking/roo_gr_2026-05.csv", verbatim=["doel"])
    current = [row for row in versions if not row["uitwerking"] and not row["valid_until"]]
    since = first_dates(versions)
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
    for head in current:
        naam = visible(head["naam"])
        deelnemers, found = _participants(naam, participants[head["gr_id"]], names, successors)
        deviations += found
        check(bool(deelnemers), f"{naam}: no deelnemers")
        regelingen.append(
            RegelingRow(
                id=head["roo_id"],
                naam=naam,
                vorm=head["vorm"].strip("'") or "onbekend",
                sinds=since[head["roo_id"]],
                doel=purpose(head["doel"]),
                deelnemers=deelnemers,
            )
        )
    regelingen.sort(key=lambda regeling: (regeling.naam.casefold(), regeling.id))
    check(len({r.id for r in regelingen}) == NUMBER, "ids of regelingen are not unique")
    return regelingen, deviations


def first_dates(versions: list[Row]) -> dict[str, str]:
    """Return the first date in force of every version's chain of earlier versions, by id.

    Raises
    ------
    CheckError
        When a version has two predecessors, or comes before its own.
    """
    row_of = {row["roo_id"]: row for row in versions}
    previous: dict[str, str] = {}
    for row in versions:
        if row["next_version"]:
            check(row["next_version"] not in previous, f"two versions before {row['roo_id']}")
            previous[row["next_version"]] = row["roo_id"]
    dates = {}
    for version in row_of:
        chain = [version]
        while chain[-1] in previous:
            chain.append(previous[chain[-1]])
            check(len(chain) <= len(versions), f"versions of {version} go round")
        dates[version] = min(row_of[each]["inwerking"] for each in chain)
    return dates


def _participants(
    regeling: str, rows: list[Row], names: dict[str, str], successors: dict[str, str]
) -> tuple[tuple[Deelnemer, ...], list[Deviation]]:
    """Gemeenten in order of code, then the others in order of name."""
    present: set[tuple[str, str]] = set()  # code of a gemeente, or name of anybody else
    abolished: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        code, naam = row["gm_code"], visible(row["deelnemer"])
        if code in names:
            present.add((code, ""))
        elif code:
            successor = successors.get(code, "")
            check(successor in names, f"{regeling}: no successor of {naam}")
            abolished[successor, ""].append(naam.removeprefix("Gemeente "))
        elif naam in WATERSCHAP_SUCCESSORS:
            abolished["", WATERSCHAP_SUCCESSORS[naam]].append(f"Waterschap {naam}")
        else:
            present.add(("", _other_name(naam, row["tooi"])))
    deviations = [
        Deviation(
            "regelingen",
            regeling,
            f"het register noemt nog, hoewel opgeheven: {', '.join(sorted(old))}",
            f"opvolger {names.get(code, naam)}"
            + (" (stond er ook al)" if (code, naam) in present else ""),
        )
        for (code, naam), old in sorted(abolished.items())
    ]
    notes = {
        who: f"voorheen {', '.join(sorted(old))}"
        for who, old in abolished.items()
        if who not in present
    }
    members = sorted(present | abolished.keys(), key=lambda who: (not who[0], who))
    return tuple(Deelnemer(*who, notes.get(who, "")) for who in members), deviations


def _other_name(naam: str, identifier: str) -> str:
    """Name of a participant that is not a gemeente, saying what it is."""
    if "/id/ministerie/" in identifier:
        return f"Ministerie van {naam}"
    is_named = re.match(r"(Waterschap|Hoogheemraadschap|Wetterskip)\b", naam)
    if "/id/waterschap/" in identifier and not is_named:
        return f"Waterschap {naam}"
    return naam


def purpose(text: str) -> str:
    """Clean a registered purpose; where the register was cut off, cut at a word and say so.

    `text` must be unstripped: a space may be the last character before the cut.
    """
    line = cleaned(text)
    cut_off = len(text) >= PURPOSE_LENGTH
    if not cut_off and len(line) <= PURPOSE_LENGTH:
        return line
    if cut_off and not text[-1].isspace():
        line = line.rsplit(" ", 1)[0]  # the last word may be half
    if len(line) > PURPOSE_LENGTH - 2:
        line = line[: PURPOSE_LENGTH - 1].rsplit(" ", 1)[0]
    return line.rstrip(" ,;:.-–•") + " …"


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
