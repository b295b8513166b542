"""`regiokaart jaren`: congruence over the years, and what changed in between."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from regiokaart.cli.dutch import DutchCommand
from regiokaart.cli.options import gewichten_option, indelingen_option, table_option
from regiokaart.cli.output import listed, print_result, report_written, titled
from regiokaart.cli.project import SET_OF_PROJECT, load_data
from regiokaart.export.files import check_place, check_suffix
from regiokaart.model import Gewicht

if TYPE_CHECKING:
    from regiokaart.congruence.overyears.years import Year
    from regiokaart.congruence.table import Table

_SUFFIXES = (".csv", ".xlsx", ".json")
_PRINTED = (
    "naam_a",
    "naam_b",
    "jaar",
    "gewicht",
    "v_maat",
    "v_laagste",
    "v_hoogste",
    "v_toen",
    "samenvallend",
    "wisselaars_aandeel",
    "onzeker",
)
_SPARE = ("v_toen", "onzeker", "wisselaars_aandeel")
_SUMMARY = (
    "naam",
    "van",
    "tot",
    "regios_van",
    "regios_tot",
    "gewijzigd",
    "inwoners",
    "samengevoegd",
    "keuze",
)


@click.command(
    "jaren",
    cls=DutchCommand,
    examples=("jaren --indelingen jeugdregio,provincie --gewicht inwoners",),
)
@indelingen_option(
    "Indeling die meedoet, ten minste twee",
    "Zonder deze optie alle intergemeentelijke die er in meer jaren zijn.",
)
@gewichten_option("alle drie")
@table_option("Bij CSV en JSON komen de wijzigingen per gemeente in naam-wijzigingen ernaast.")
@SET_OF_PROJECT
@click.pass_context
def jaren(
    ctx: click.Context, ids: tuple[str, ...], gewichten: tuple[str, ...], output: Path | None
) -> None:
    """Toon hoe de congruentie van paren indelingen door de jaren verandert.

    Alle jaren worden geteld op de gemeenten van nu. Wat herindeling deed staat apart van wat
    hertekening deed.
    """
    from regiokaart.congruence.overyears.changesentences import course_sentence
    from regiokaart.congruence.overyears.changetables import changes_table, summary_table
    from regiokaart.congruence.overyears.years import courses, harmonise
    from regiokaart.congruence.overyears.yeartable import years_table
    from regiokaart.sources.history import load_herindelingen
    from regiokaart.sources.years import other_years

    if output is not None:
        check_suffix(output, _SUFFIXES)
        for written in _files(output):
            check_place(written)
    catalogus, herindelingen = load_data()[0], load_herindelingen()
    years = harmonise(catalogus, other_years(catalogus), herindelingen)
    named = ctx.get_parameter_source("ids") is ParameterSource.COMMANDLINE
    chosen = _choose(years, ids if named else _of_several(years, ids))
    weights = [g for g in Gewicht if g in gewichten] or list(Gewicht)
    table = years_table(catalogus, years, list(combinations(chosen, 2)), weights)
    found = courses(years, chosen, herindelingen)
    changes = changes_table(catalogus, years, found)
    summary = summary_table(catalogus, years, found)
    if output is not None:
        _write(table, summary, changes, output)
        report_written(*_files(output))
        return
    changed = listed("Wat er veranderde", [course_sentence(course) for course in found])
    print_result(
        [titled(table, _PRINTED, _SPARE), titled(summary, _SUMMARY), changed], [table.provenance]
    )


def _choose(years: Sequence[Year], ids: tuple[str, ...]) -> list[str]:
    """Return the ids that are named, or every intergemeentelijke one of several years."""
    from regiokaart.congruence.overyears.years import having

    known = having(years)
    several = [indeling_id for indeling_id, found in known.items() if len(found) > 1]
    if not ids:
        return [
            indeling.id
            for indeling in years[-1].now.indelingen
            if indeling.id in several and indeling.telt_standaard_mee
        ]
    for i, indeling_id in enumerate(ids):
        if indeling_id not in known:
            close = get_close_matches(indeling_id, several, n=1)
            hint = f"bedoelt u '{close[0]}'?" if close else "kies uit: " + ", ".join(several)
            raise click.UsageError(f"indeling '{indeling_id}' bestaat niet; {hint}")
        if indeling_id not in several:
            raise click.UsageError(
                f"indeling '{indeling_id}' is er alleen van {known[indeling_id][0]}; kies uit: "
                + ", ".join(several)
            )
        if indeling_id in ids[:i]:
            raise click.UsageError(
                f"indeling '{indeling_id}' is twee keer gekozen; laat er één weg"
            )
    if len(ids) < 2:
        raise click.UsageError(
            "voor een vergelijking zijn ten minste twee indelingen nodig; geef nog een --indeling"
        )
    return list(ids)


def _of_several(years: Sequence[Year], ids: Sequence[str]) -> tuple[str, ...]:
    """Return those that are there in several years, of what counts in a project."""
    from regiokaart.congruence.overyears.years import having

    known = having(years)
    return tuple(each for each in ids if len(known.get(each, ())) > 1)


def _write(table: Table, summary: Table, changes: Table, output: Path) -> None:
    from regiokaart.export.tables import write_table
    from regiokaart.export.workbook import write_xlsx

    if output.suffix.lower() == ".xlsx":
        write_xlsx([table, summary, changes], output)
        return
    write_table(table, output)
    write_table(changes, _beside(output))


def _beside(output: Path) -> Path:
    """Return the file for the changes beside a CSV or JSON with the years."""
    return output.with_name(f"{output.stem}-wijzigingen{output.suffix}")


def _files(output: Path) -> tuple[Path, ...]:
    """Every file that is written for this one."""
    from regiokaart.export.tables import table_files

    if output.suffix.lower() == ".xlsx":
        return tuple(table_files(output))
    return (*table_files(output), *table_files(_beside(output)))
