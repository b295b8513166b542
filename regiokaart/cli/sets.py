"""What the commands on a set of indelingen share: which ones, and where the tables go."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from regiokaart.cli.output import (
    paragraphs,
    print_result,
    print_text,
    report_written,
    titled,
)
from regiokaart.cli.project import load_data
from regiokaart.export.files import check_place, check_suffix
from regiokaart.model import Catalogus, Indeling, Verdeling

if TYPE_CHECKING:
    from regiokaart.congruence.table import Provenance, Table

_SUFFIXES = (".csv", ".xlsx", ".json")
_NOT_WHOLE = {
    Verdeling.AANDELEN: "volgt geen hele gemeenten",
    Verdeling.OVERLAPPEND: "heeft gemeenten die in meer regio's tegelijk liggen",
}


def check_whole(indeling: Indeling, what: str) -> None:
    """Refuse an indeling that is not of whole gemeenten, each in one regio; `what` is impossible.

    Raises
    ------
    UsageError
        With the reason.
    """
    if indeling.verdeling is not Verdeling.HEEL:
        raise click.UsageError(
            f"indeling '{indeling.id}' {_NOT_WHOLE[indeling.verdeling]}; {what}; kies een andere"
        )


def load_set(ids: Sequence[str]) -> tuple[Catalogus, list[Indeling]]:
    """Load the data, and the indelingen that are named or that count by default.

    Raises
    ------
    UsageError
        When one is named twice.
    OnbekendeIndelingError
        When one does not exist.
    """
    named = list(ids)
    for i, name in enumerate(named):
        if name in named[:i]:
            raise click.UsageError(f"indeling '{name}' is twee keer gekozen; laat er één weg")
    catalogus, _ = load_data(ids=named)
    if named:
        return catalogus, [catalogus[name] for name in named]
    return catalogus, [indeling for indeling in catalogus if indeling.telt_standaard_mee]


def check_number(indelingen: Sequence[Indeling], least: int, *, whole: bool = False) -> None:
    """Refuse a set that is too small.

    Raises
    ------
    UsageError
        When it has fewer than `least` indelingen, or fewer with whole gemeenten if `whole`.
    """
    counting = [i for i in indelingen if not whole or i.verdeling is Verdeling.HEEL]
    if len(counting) < least:
        of_whole = " met hele gemeenten" if whole else ""
        raise click.UsageError(
            f"hiervoor zijn ten minste {least} indelingen{of_whole} nodig, gekozen: "
            f"{len(counting)}; geef nog een --indeling"
        )


def check_output(output: Path | None, as_json: bool, names: Sequence[str]) -> None:
    """Refuse what cannot be written, before anything is computed.

    Raises
    ------
    UsageError
        When both a file and printed JSON are asked for.
    ExportError
        When a file cannot be written.
    """
    if output is None:
        return
    if as_json:
        raise click.UsageError("'--json' drukt af; laat het weg, of laat --tabel weg")
    check_suffix(output, _SUFFIXES)
    for path in _written(output, names):
        check_place(path)


def deliver(
    sentences: Sequence[str],
    tables: Mapping[str, Sequence[str]],
    made: Sequence[Table],
    as_json: bool,
    output: Path | None,
    spare: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Print sentences and tables, or write the tables.

    Parameters
    ----------
    sentences : sequence of str
    tables : mapping of str to sequence of str
        By name of a table the keys of the columns to print; others are not printed.
    made : sequence of Table
    as_json : bool
    output : Path or None
    spare : mapping of str to sequence of str, optional
        By name of a table the keys of columns that a narrow screen may do without.
    """
    if as_json:
        print_json(sentences, made)
    elif output is not None:
        _write(made, output)
        report_written(*_written(output, [table.name for table in made]))
    else:
        _print(sentences, tables, made, spare or {})


def first_rows(table: Table, count: int | None) -> Table:
    """Return the first rows of a table; its provenance says how many of how many."""
    if count is None or count >= len(table):
        return table
    shown = tuple(replace(column, values=column.values[:count]) for column in table.columns)
    part = (f"Rijen in {table.name}", f"de eerste {count} van {len(table)}")
    account = replace(table.provenance, parameters=(*table.provenance.parameters, part))
    return replace(table, columns=shown, provenance=account)


def print_json(sentences: Sequence[str], made: Sequence[Table]) -> None:
    """Print sentences, the rows of each table by its name, and one account of them all."""
    from regiokaart.export.tables import json_text

    result: dict[str, Any] = {"zinnen": list(sentences)}
    result |= {table.name: json.loads(json_text(table)) for table in made}
    result["verantwoording"] = _account([table.provenance for table in made])
    text = json.dumps(result, ensure_ascii=False, indent=2, allow_nan=False)
    print_text(f"{text}\n".encode())


def _account(accounts: Sequence[Provenance]) -> dict[str, Any]:
    """Say of the tables what was chosen, what to mind and where they come from, each once."""
    remarks = dict.fromkeys(line for account in accounts for line in account.remarks)
    indelingen = dict.fromkeys(line for account in accounts for line in account.indelingen)
    sources = dict.fromkeys(line for account in accounts for line in account.sources)
    return {
        "keuzes": dict(choice for account in accounts for choice in account.parameters),
        "opmerkingen": list(remarks),
        "indelingen": list(indelingen),
        "bronnen": list(sources),
        "programma": accounts[0].program,
    }


def _write(made: Sequence[Table], output: Path) -> None:
    from regiokaart.export.tables import write_table
    from regiokaart.export.workbook import write_xlsx

    if output.suffix.lower() == ".xlsx":
        write_xlsx(made, output)
        return
    for table, path in zip(made, _paths(output, [table.name for table in made]), strict=True):
        write_table(table, path)


def _paths(output: Path, names: Sequence[str]) -> list[Path]:
    """Name a file per table: the first as asked for, the others beside it."""
    beside = [name.replace(" ", "-") for name in names[1:]]
    return [output, *(output.with_name(f"{output.stem}-{n}{output.suffix}") for n in beside)]


def _written(output: Path, names: Sequence[str]) -> list[Path]:
    from regiokaart.export.tables import table_files

    if output.suffix.lower() == ".xlsx":
        return table_files(output)
    return [path for each in _paths(output, names) for path in table_files(each)]


def _print(
    sentences: Sequence[str],
    tables: Mapping[str, Sequence[str]],
    made: Sequence[Table],
    spare: Mapping[str, Sequence[str]],
) -> None:
    shown = [table for table in made if table.name in tables and len(table)]
    print_result(
        [paragraphs(sentences), *(titled(t, tables[t.name], spare.get(t.name, ())) for t in shown)],
        [table.provenance for table in made],
    )
