"""An indeling of the user's own: a table with gemeenten and regio's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from regiokaart.model import Gemeenten, notation
from regiokaart.sources.columns import (
    NAME_THE_COLUMNS,
    Columns,
    NoTableError,
    find_columns,
    splitting_column,
)
from regiokaart.sources.eras import load_eras
from regiokaart.sources.errors import DataError
from regiokaart.sources.headings import column_values
from regiokaart.sources.imported import (
    Choices,
    Imported,
    ImportOptions,
    Layout,
    Part,
    examples,
)
from regiokaart.sources.members import agreement_error, read_members
from regiokaart.sources.names import GemeenteFinder, shown
from regiokaart.sources.sheets import Sheet, read_sheets
from regiokaart.sources.tabular import build


def read_tables(
    path: Path,
    gemeenten: Gemeenten,
    taken: Collection[str] = (),
    options: ImportOptions | None = None,
) -> tuple[Imported, ...]:
    """Read the indeling in a table, or every one where it holds several.

    A table has a row for each gemeente and a column with regio's. With `Layout.WIDE` every
    column that divides the gemeenten is an indeling; a table with a column "indeling" is long,
    with a row for each gemeente in each indeling. Gemeenten are codes (``GM0363``, ``0363``, 363)
    or names in any common spelling, of now or of another year since 2011; those of another year
    are carried to the gemeenten of now. A gemeente in several regio's stays in each.

    Parameters
    ----------
    path : Path
        See `regiokaart.sources.sheets.read_sheets`.
    gemeenten : Gemeenten
        The list that the indelingen must fit.
    taken : collection of str
        Ids that the new indelingen may not get.
    options : ImportOptions, optional

    Returns
    -------
    tuple of Imported
        Of soort `Soort.EIGEN`, with an id made of the file name. Gemeenten that the file does not
        mention, or whose regio is ``geen`` or ``n.v.t.``, have no regio.

    Raises
    ------
    DataError
        When the file cannot be read, the columns cannot be told apart or contradict each other,
        or rows have an unknown gemeente or no regio.
    """
    options = options or ImportOptions()
    finder = GemeenteFinder(gemeenten, lambda: load_eras(gemeenten))
    sheet, found = _find_sheet(path, read_sheets(path, options.part), finder, options)
    result: list[Imported] = []
    for columns in found:
        part = None
        if columns.indeling is not None:
            part = ("indeling", columns.titel)
        elif len(found) > 1:
            part = ("kolom", columns.titel)
        elif options.part:
            part = ("blad", options.part)
        read = read_members(path, columns, finder, skip_wrong=options.skip_wrong)
        _check_no_long_table(path, columns, read.in_several, options)
        ids = [*taken, *(imported.indeling.id for imported in result)]
        imported = build(path, part, columns, read, finder, ids)
        result.append(
            replace(
                imported,
                understood=(*_about(sheet), *imported.understood),
                options=_filled_in(sheet, columns, len(found), options),
            )
        )
    return tuple(result)


def table_choices(path: Path) -> Choices:
    """List the sheets and columns of a table, for a user to choose from.

    Raises
    ------
    DataError
        When the file cannot be read.
    """
    sheets = read_sheets(path, hidden=True)
    parts = []
    for sheet in sheets:
        columns = column_values(sheet.rows)
        parts.append(Part(sheet.name, tuple(columns), tuple(map(examples, columns.values()))))
    return Choices("blad" if sheets and sheets[0].name else "", tuple(parts))


def _find_sheet(
    path: Path, sheets: Sequence[Sheet], finder: GemeenteFinder, options: ImportOptions
) -> tuple[Sheet, tuple[Columns, ...]]:
    """Return the sheet that holds an indeling with its columns, else say what is wrong."""
    found: list[tuple[Sheet, tuple[Columns, ...]]] = []
    errors: list[tuple[int, NoTableError]] = []
    for sheet in sheets:
        try:
            found.append((sheet, find_columns(path, sheet.rows, finder, options)))
        except NoTableError as error:
            errors.append((len(sheet.rows), error))
    if len(found) > 1:
        names = ", ".join(shown(sheet.name) for sheet, _ in found[:5])
        names += " ..." if len(found) > 5 else ""
        raise DataError(
            path,
            f"meer dan één blad heeft een tabel met gemeenten en regio's ({names})",
            remedy=f"zet het blad achter de bestandsnaam: '{path.name}#{found[0][0].name}'",
        )
    for sheet in [sheet for sheet, _ in found] or sheets:
        if sheet.formula is not None:
            raise DataError(
                path,
                "de uitkomst van een formule is niet bewaard",
                row=sheet.formula,
                remedy="open het bestand in Excel of LibreOffice, sla het op en probeer opnieuw",
            )
    if found:
        wrong = agreement_error(path, found[0][1][0], finder)
        if wrong is not None:
            raise wrong
        return found[0]
    if not errors:
        raise DataError(path, "dit bestand heeft geen zichtbaar blad", remedy=NAME_THE_COLUMNS)
    # Of the longest sheet, which is most likely the one that is meant.
    raise max(errors, key=lambda each: each[0])[1]


def _check_no_long_table(
    path: Path, columns: Columns, in_several: float, options: ImportOptions
) -> None:
    """Refuse to take the indelingen of a long table for one in which all regio's overlap."""
    if in_several <= 0.5 or columns.indeling is not None or options.layout is not Layout.AUTO:
        return
    splitting = splitting_column(columns)
    if splitting:
        raise DataError(
            path,
            f"{notation.percentage(in_several, 0)} van de gemeenten staat in meer dan één regio, "
            f"en kolom {shown(splitting)} lijkt te zeggen bij welke indeling een rij hoort",
            remedy="noem die kolom 'indeling'",
        )


def _about(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    if sheet.name:
        return (("Blad", sheet.name),)
    return (("Scheiding en tekens", sheet.notation),)


def _filled_in(sheet: Sheet, columns: Columns, found: int, options: ImportOptions) -> ImportOptions:
    layout = Layout.ONE
    if columns.indeling is not None:
        layout = Layout.LONG
    elif found > 1:
        layout = Layout.WIDE
    several = layout is Layout.WIDE  # then no column is the one with regio's
    no_code = several or columns.code == columns.naam
    return replace(
        options,
        part=sheet.name,
        gemeente=columns.names[columns.gemeente],
        regio="" if several else columns.names[columns.naam],
        code="" if no_code else columns.names[columns.code],
        indeling="" if columns.indeling is None else columns.names[columns.indeling],
        layout=layout,
    )
