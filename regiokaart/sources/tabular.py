"""From who belongs where in a table to an import over the gemeenten of now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from regiokaart.model import Gemeentelijst, Gemeenten, Indeling, Methode
from regiokaart.model.notation import number
from regiokaart.sources.columns import Columns
from regiokaart.sources.eras import Era, Eras
from regiokaart.sources.errors import DataError
from regiokaart.sources.harmonise import harmonise, membership
from regiokaart.sources.imported import Counts, Imported, Message, bounded, divided
from regiokaart.sources.members import Members
from regiokaart.sources.names import GemeenteFinder, shown
from regiokaart.sources.own import own_indeling

_NAMED = 5  # gemeenten that one message names


@dataclass(frozen=True)
class _Year:
    """Of which year the gemeenten of a file are."""

    era: Era
    lijst: Gemeentelijst


def build(
    path: Path,
    part: tuple[str, str] | None,
    columns: Columns,
    members: Members,
    finder: GemeenteFinder,
    taken: Collection[str],
) -> Imported:
    """Make an import of what a table says.

    Parameters
    ----------
    path, part, taken
        See `regiokaart.sources.own.own_indeling`.
    columns : Columns
    members : Members
        Over gemeenten of any year; those of another year than `finder.gemeenten` are carried.
    finder : GemeenteFinder
    """
    gemeenten = finder.gemeenten
    year, eras = _year(members, finder)
    lijst = gemeenten if year is None else year.lijst
    found = [
        (lijst.index[code], (regio, 1.0, Methode.DIRECT, "", ()))
        for code in sorted(members.of)
        for regio in sorted(members.of[code])
    ]
    indeling = own_indeling(
        path, part, members.regios, membership(found), taken, landsdekkend=False
    )
    indeling = replace(indeling, peiljaar=_peiljaar(columns))
    messages = list(members.messages)
    if year is not None and eras is not None:
        messages += _former(columns, members, finder, eras)
        indeling = _carried(path, indeling, lijst, gemeenten, eras)
        messages += _uncertain(indeling, gemeenten)
    rows = indeling.lidmaatschap
    covered = len(set(rows.gemeente.tolist()))
    double = int((np.bincount(rows.gemeente, minlength=len(gemeenten)) > 1).sum())
    indeling = replace(
        indeling,
        landsdekkend=covered == len(gemeenten),
        opmerking=_remark(members, year, len(lijst), double),
    )
    counts = Counts(
        covered=covered,
        partial=0,
        missing=len(gemeenten) - covered,
        double=double,
        divided=len(divided(indeling)),
        unknown=members.unknown,
        skipped=members.skipped,
    )
    return Imported(
        indeling, _understood(columns, members, year, gemeenten), counts, tuple(messages)
    )


def _year(members: Members, finder: GemeenteFinder) -> tuple[_Year | None, Eras | None]:
    """Find of which year the gemeenten are; None when they are those of now."""
    gemeenten = finder.gemeenten
    if members.of.keys() <= gemeenten.index.keys():
        return None, None
    eras = finder.eras
    if eras is None:  # then only gemeenten of now are found
        raise AssertionError("a finder without years found a gemeente of another")
    era = eras.recognise(members.of)
    lijst = eras.of_year(era.last)
    if not era.exact:
        codes = tuple(sorted({*lijst.codes, *members.of}))
        names = tuple(eras.names.get(code, (code,))[0] for code in codes)
        lijst = Gemeentelijst(era.last, codes, names)
    return _Year(era, lijst), eras


def _carried(
    path: Path, indeling: Indeling, lijst: Gemeentelijst, gemeenten: Gemeenten, eras: Eras
) -> Indeling:
    try:
        return harmonise(indeling, lijst, gemeenten, eras.herindelingen, eras.inwoners)
    except ValueError as error:
        raise DataError(
            path,
            f"{error} is van een gemeente die niet naar {gemeenten.peiljaar} te volgen is",
            remedy="verwijder die gemeente, of gebruik de gemeenten van nu",
        ) from error


def _former(
    columns: Columns, members: Members, finder: GemeenteFinder, eras: Eras
) -> list[Message]:
    """Tell of each row with a gemeente of another year what became of it."""
    messages = []
    for code, rows in members.of.items():
        if code not in finder.gemeenten.index and rows:
            row = next(iter(rows.values()))
            text = f"{shown(row[columns.gemeente])} {eras.became(code)}"
            messages.append(Message(text, row=row.number, value=row[columns.gemeente]))
    return bounded(messages, "rijen")


def _uncertain(indeling: Indeling, gemeenten: Gemeenten) -> list[Message]:
    positions = indeling.onzeker.tolist()
    if not positions:
        return []
    who = "1 gemeente is" if len(positions) == 1 else f"{number(len(positions))} gemeenten zijn"
    names = ", ".join(gemeenten.namen[i] for i in positions[:_NAMED])
    names += " ..." if len(positions) > _NAMED else ""
    text = f"{who} gevormd uit delen die niet in dezelfde regio waren; dat is onzeker"
    return [Message(text, value=names)]


def _peiljaar(columns: Columns) -> int | None:
    """Return the year that a column "peiljaar" gives every row."""
    headings = [name.casefold() for name in columns.names]
    if "peiljaar" not in headings:
        return None
    years = {row[headings.index("peiljaar")] for row in columns.rows} - {""}
    year = next(iter(years)) if len(years) == 1 else ""
    return int(year) if year.isascii() and year.isdigit() and 1900 <= int(year) <= 2100 else None


def _remark(members: Members, year: _Year | None, total: int, double: int) -> str:
    sentences = []
    mentioned = len(members.of)
    if mentioned < total:
        stands = "staat" if mentioned == 1 else "staan"
        of = "" if year is None else f" van {year.lijst.peiljaar}"
        sentences.append(f"{mentioned} van de {total} gemeenten{of} {stands} erin.")
    without = sum(not regios for regios in members.of.values())
    if without:
        who = "1 gemeente" if without == 1 else f"{without} gemeenten"
        sentences.append(f"Bij {who} staat dat er geen regio is.")
    if members.skipped:
        who = "1 rij die niet klopt is"
        if members.skipped > 1:
            who = f"{members.skipped} rijen die niet kloppen zijn"
        sentences.append(f"{who} weggelaten.")
    if members.beside:
        many = len(members.beside)
        what = "1 rij gaat" if many == 1 else f"{number(many)} rijen gaan"
        first = shown(members.beside[0])
        sentences.append(f"{what} niet over een gemeente ({first}).")
    if double:
        who = "1 gemeente zit" if double == 1 else f"{double} gemeenten zitten"
        sentences.append(f"{who} in meer dan één regio.")
    return " ".join(sentences)


def _understood(
    columns: Columns, members: Members, year: _Year | None, gemeenten: Gemeenten
) -> tuple[tuple[str, str], ...]:
    code = "" if columns.code == columns.naam else columns.names[columns.code]
    group = "" if columns.indeling is None else columns.names[columns.indeling]
    return tuple(
        (heading, value)
        for heading, value in (
            ("Kolom met gemeenten", columns.names[columns.gemeente]),
            ("Kolom met regio's", columns.names[columns.naam]),
            ("Kolom met codes", code),
            ("Kolom met indelingen", group),
            ("Indeling", columns.titel if group else ""),
            ("Rijen", number(len(columns.rows))),
            ("Gemeenten in het bestand", number(len(members.of))),
            ("Regio's", number(len(members.regios))),
            ("Gemeenten van", "" if year is None else str(year.era)),
            ("Overgebracht naar", "" if year is None else f"de gemeenten van {gemeenten.peiljaar}"),
        )
        if value
    )
