"""`regiokaart data controle`: the quality of indelingen, those of the program or one's own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regiokaart.cli.dutch import DutchCommand, as_path
from regiokaart.cli.options import (
    JSON_OPTION,
    OF_YEAR,
    gewicht_option,
    indelingen_option,
    table_option,
)
from regiokaart.cli.output import (
    columns_text,
    listed,
    paragraphs,
    print_text,
    report_written,
    screen_width,
)
from regiokaart.cli.project import COUNTED_OF_PROJECT, load_data, year_in_use
from regiokaart.cli.sets import print_json
from regiokaart.export.files import check_place, check_suffix
from regiokaart.model import Catalogus, Gebied, Gewicht, Indeling

if TYPE_CHECKING:
    from regiokaart.congruence.quality.findings import Finding
    from regiokaart.congruence.table import Table

_SUFFIXES = (".csv", ".xlsx", ".json")
_RANGES_PRINTED = (
    "naam_a",
    "naam_b",
    "v_maat",
    "v_maat_laagste",
    "v_maat_hoogste",
    "samenvallend",
    "samenvallend_laagste",
    "samenvallend_hoogste",
    "gezocht",
)
_SPARE = ("gezocht", "samenvallend")


@click.command(
    "controle",
    cls=DutchCommand,
    examples=(
        "data controle --bandbreedte",
        "data controle --bestand eigen.csv --streng",
    ),
)
@indelingen_option(
    "Indeling die wordt gecontroleerd",
    "Zonder deze optie en zonder --bestand alle landelijke.",
)
@click.option(
    "--bestand",
    "files",
    metavar="BESTAND",
    callback=as_path,
    multiple=True,
    help="Eigen indeling (tabel of vlakken, zie 'regiokaart congruentie --help'); "
    "'naam.xlsx#Blad1' kiest een blad, 'naam.gpkg#laag' een laag.",
)
@OF_YEAR
@click.option(
    "--bandbreedte",
    "with_ranges",
    is_flag=True,
    help="Reken ook uit tussen welke waarden de cijfers liggen als onzekere rijen anders zijn.",
)
@gewicht_option("Waarin de bandbreedte wordt geteld")
@click.option("--alles", "everything", is_flag=True, help="Toon ook wat alleen ter informatie is.")
@JSON_OPTION
@table_option(
    "De bandbreedte komt in XLSX op eigen bladen, en bij CSV en JSON in naam-bandbreedte ernaast."
)
@click.option("--streng", "strict", is_flag=True, help="Geef uitgangscode 1 als er fouten zijn.")
@COUNTED_OF_PROJECT
def controle(
    ids: tuple[str, ...],
    files: tuple[Path, ...],
    jaar: int | None,
    with_ranges: bool,
    gewicht: str,
    everything: bool,
    as_json: bool,
    output: Path | None,
    strict: bool,
) -> None:
    """Toon de kwaliteit van indelingen: dekking, losse delen, namen, onzekere rijen, peiljaren.

    Eerst staat er hoeveel van elke soort is gevonden, daarna wat, en wat u eraan kunt doen.
    """
    from regiokaart.congruence.quality.findings import errors, findings_table, summary_table
    from regiokaart.congruence.quality.quality import choices

    if as_json and output is not None:
        raise click.UsageError("'--json' drukt af; laat het weg, of laat --tabel weg")
    if output is not None:
        check_suffix(output, _SUFFIXES)
        for written in _files(output, with_ranges):
            check_place(written)
            if os.path.realpath(written) in map(os.path.realpath, files):
                raise click.UsageError(f"'{written}' is ook de invoer; kies een andere naam")
    catalogus, gebied, chosen, notes = _load(ids, files, jaar)
    findings = _check(catalogus, gebied, chosen, embedded=year_in_use(jaar) is None)
    table = findings_table(catalogus, chosen, findings, choices())
    summary = summary_table(catalogus, chosen, findings, choices())
    found = _ranges(catalogus, gebied, chosen, Gewicht(gewicht)) if with_ranges else None
    if output is not None:
        _write(summary, table, found[1] if found else (), output)
        report_written(*_files(output, with_ranges))
    elif as_json:
        from regiokaart.congruence.quality.findings import summary_sentence

        print_json([summary_sentence(findings)], [summary, table, *(found[1] if found else ())])
    else:
        print_text(_report(summary, findings, notes, found, everything))
    if strict and errors(findings):
        raise click.exceptions.Exit(1)


def _load(
    ids: Sequence[str], files: Sequence[Path], jaar: int | None
) -> tuple[Catalogus, Gebied, list[Indeling], list[str]]:
    """Load what is checked, and what there is to say about reading the user's own files."""
    from regiokaart.sources.files import read_indelingen, split_part
    from regiokaart.sources.imported import ImportOptions

    catalogus, gebied = load_data(jaar, ids)
    for i, indeling_id in enumerate(ids):
        if indeling_id in ids[:i]:
            raise click.UsageError(
                f"indeling '{indeling_id}' is twee keer gekozen; laat er één weg"
            )
    chosen = [catalogus[indeling_id] for indeling_id in ids]
    notes, seen = [], set()
    for path, part in map(split_part, files):
        place = os.path.realpath(path), part.casefold()
        if place in seen:
            raise click.UsageError(f"bestand '{path}' is twee keer gekozen; laat er één weg")
        seen.add(place)
        taken = [indeling.id for indeling in (*catalogus, *chosen)]
        options = ImportOptions(part)
        for imported in read_indelingen(path, catalogus.gemeenten, gebied, taken, options):
            chosen.append(imported.indeling)
            notes += [f"{path.name}: {message.text}" for message in imported.messages]
    return catalogus, gebied, chosen or list(catalogus), notes


def _check(
    catalogus: Catalogus, gebied: Gebied, chosen: Sequence[Indeling], *, embedded: bool
) -> tuple[Finding, ...]:
    """Check them, with what is known of the embedded gemeenten where these are the ones."""
    from regiokaart.congruence.quality.quality import check_set

    if not embedded:
        return check_set(catalogus, gebied, chosen)
    from regiokaart.sources.connections import load_verbindingen
    from regiokaart.sources.deviations import load_afwijkingen
    from regiokaart.sources.embedded import load_regelingen
    from regiokaart.sources.history import load_jaargangen

    return check_set(
        catalogus,
        gebied,
        chosen,
        verbindingen=load_verbindingen(catalogus.gemeenten),
        jaargangen=load_jaargangen(),
        regelingen=load_regelingen(catalogus.gemeenten),
        afwijkingen=load_afwijkingen() if any(i.id in catalogus for i in chosen) else (),
    )


def _ranges(
    catalogus: Catalogus, gebied: Gebied, chosen: Sequence[Indeling], gewicht: Gewicht
) -> tuple[str, tuple[Table, Table]]:
    """Compute the ranges: what to print of them, and their tables."""
    from regiokaart.congruence.quality.uncertainty import ranges
    from regiokaart.congruence.quality.uncertaintytables import (
        doubts_table,
        mean_sentence,
        ranges_table,
    )

    if len(chosen) < 2:
        raise click.UsageError(
            "voor een bandbreedte zijn ten minste twee indelingen nodig; geef nog een --indeling"
        )
    found = ranges(catalogus, gebied, chosen, gewicht)
    table = ranges_table(catalogus, found)
    shown = columns_text(table, _RANGES_PRINTED, _SPARE)
    text = f"{table.title}\n\n{paragraphs([mean_sentence(found)])}\n{shown}"
    return text, (table, doubts_table(catalogus, found))


def _report(
    summary: Table,
    findings: Sequence[Finding],
    notes: Sequence[str],
    found: tuple[str, tuple[Table, Table]] | None,
    everything: bool,
) -> str:
    from regiokaart.congruence.quality.findings import Severity, summary_sentence
    from regiokaart.export.text import text_table

    sections = [f"{summary.title}\n\n{paragraphs([summary_sentence(findings)])}"]
    if findings:
        keys = [column.key for column in summary.columns]
        sections.append(text_table(summary, keys, screen_width()))
    if notes:
        sections.append(listed("Bij het lezen", notes))
    if found is not None:
        sections.append(found[0])
    left = 0
    for (severity, check), group in groupby(findings, lambda f: (f.severity, f.check)):
        those = list(group)
        if severity is Severity.NOTE and not everything:
            left += len(those)
            continue
        text = f"{severity}: {check}".capitalize() + "\n"
        for action, same in groupby(those, lambda f: f.action):
            text += paragraphs([f"- {finding.text}" for finding in same], "  ")
            text += paragraphs([f"  Wat u kunt doen: {action}"], "  ")
        sections.append(text)
    if left:
        sections.append(f"Wat ter informatie is ({left} keer) staat er met --alles bij.\n")
    return "\n".join((*sections, f"{summary.provenance.program}\n"))


def _write(summary: Table, findings: Table, extra: Sequence[Table], output: Path) -> None:
    from regiokaart.export.tables import write_table
    from regiokaart.export.workbook import write_xlsx

    if output.suffix.lower() == ".xlsx":
        write_xlsx([summary, findings, *extra], output)
        return
    write_table(findings, output)
    if extra:
        write_table(extra[0], _beside(output))


def _beside(output: Path) -> Path:
    """Return the file for the ranges beside a CSV or JSON with the findings."""
    return output.with_name(f"{output.stem}-bandbreedte{output.suffix}")


def _files(output: Path, with_ranges: bool) -> tuple[Path, ...]:
    """Every file that is written for this one."""
    from regiokaart.export.tables import table_files

    beside = with_ranges and output.suffix.lower() != ".xlsx"
    return (*table_files(output), *(table_files(_beside(output)) if beside else ()))
