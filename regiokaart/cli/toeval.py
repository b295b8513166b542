"""`regiokaart toeval`: how congruent two indelingen would be by chance, beside what they are."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regiokaart.cli.dutch import DutchCommand, whole_number
from regiokaart.cli.options import JSON_OPTION, gewichten_option, table_option
from regiokaart.cli.output import (
    Progress,
    listed,
    print_result,
    report_written,
    titled,
)
from regiokaart.cli.project import COUNTED_OF_PROJECT, load_data
from regiokaart.cli.sets import print_json
from regiokaart.export.files import check_place, check_suffix
from regiokaart.model import Catalogus, Gewicht, Indeling

if TYPE_CHECKING:
    from regiokaart.congruence.chance.nulltables import Standing
    from regiokaart.congruence.table import Table

_SUFFIXES = (".csv", ".xlsx", ".json")
_FEWEST, _MOST = 100, 100_000
_PRINTED = (
    "naam_getrokken",
    "naam_ander",
    "gewicht",
    "samenvallend",
    "samenvallend_toeval",
    "v_maat",
    "v_verwacht",
    "v_laag",
    "v_hoog",
    "percentiel",
    "gecorrigeerd",
)
_SPARE = ("gecorrigeerd", "gewicht", "percentiel")


@click.command("toeval", cls=DutchCommand, examples=("toeval arbeidsmarktregio jeugdregio",))
@click.argument("ids", metavar="[ID]...", nargs=-1)
@gewichten_option("gemeenten")
@click.option(
    "--monsters",
    metavar="AANTAL",
    default="1000",
    callback=whole_number(_FEWEST, _MOST),
    help="Hoeveel toevallige indelingen er van elke indeling komen; zonder deze optie 1000.",
)
@click.option(
    "--zaad",
    metavar="GETAL",
    default="1",
    callback=whole_number(0, 999_999_999),
    help="Begin van de toevalsgetallen; hetzelfde zaad geeft hetzelfde antwoord.",
)
@click.option(
    "--binnen-provincies",
    is_flag=True,
    help="Regio's veranderen alleen binnen hun provincie. Een regio die in meer provincies ligt, "
    "blijft dan zoals zij is.",
)
@click.option(
    "--tolerantie",
    metavar="PROCENT",
    default="5",
    callback=whole_number(0, 100),
    help="Hoeveel procent de toevallige regio's in inwoners of oppervlakte mogen schelen van de "
    "echte; zonder deze optie 5. Is het meer, dan is toeval niet bepaald.",
)
@JSON_OPTION
@table_option()
@COUNTED_OF_PROJECT
def toeval(
    ids: tuple[str, ...],
    gewichten: tuple[str, ...],
    monsters: int,
    zaad: int,
    binnen_provincies: bool,
    tolerantie: int,
    as_json: bool,
    output: Path | None,
) -> None:
    """Toon hoe congruent indelingen bij toeval zouden zijn, naast hoe zij zijn.

    Noem twee of meer indelingen; zonder namen zijn het de intergemeentelijke. Van elk paar wordt om
    beurten de ene indeling vervangen door toevallige met aaneengesloten regio's van dezelfde
    groottes. Trekken kost ongeveer twintig seconden rekentijd per indeling, verdeeld over de
    processors; wat getrokken is, blijft bewaard.
    """
    from regiokaart.computing.divisions import random_indelingen
    from regiokaart.computing.processes import ProcessError
    from regiokaart.congruence.chance.nullmodel import Sampling
    from regiokaart.congruence.chance.nulltables import (
        chance_sentences,
        chance_table,
        standings,
    )
    from regiokaart.model.contiguity import Contiguity
    from regiokaart.sources.connections import load_verbindingen

    if as_json and output is not None:
        raise click.UsageError("'--json' drukt af; laat het weg, of laat --tabel weg")
    if output is not None:
        _check_output(output)
    catalogus, gebied = load_data(ids=ids)
    chosen = _choose(catalogus, ids)
    weights = [g for g in Gewicht if g in gewichten] or [Gewicht.GEMEENTEN]
    sampling = Sampling(draws=monsters, seed=zaad)
    tolerance = tolerantie / 100
    contiguity = Contiguity.of(gebied, load_verbindingen(catalogus.gemeenten))
    shown = Progress("Trekken")
    try:
        drawn = random_indelingen(
            catalogus,
            contiguity,
            chosen,
            sampling,
            shown.report,
            inside_provinces=binnen_provincies,
            workers=os.cpu_count(),
        )
    except ProcessError as error:
        raise click.ClickException(str(error)) from error
    finally:
        shown.end()
    found = standings(catalogus, chosen, drawn, weights, tolerance)
    table = chance_table(
        catalogus,
        chosen,
        found,
        sampling,
        inside_provinces=binnen_provincies,
        tolerance=tolerance,
    )
    if as_json:
        said = [line for standing in found for line in chance_sentences(standing)]
        print_json(said, [table])
    elif output is not None:
        _write(table, output)
    else:
        _print(table, found)


def _check_output(output: Path) -> None:
    from regiokaart.export.tables import table_files

    check_suffix(output, _SUFFIXES)
    for written in table_files(output):
        check_place(written)


def _choose(catalogus: Catalogus, ids: Sequence[str]) -> list[Indeling]:
    """Return the indelingen that are named, or those that count by default."""
    for number, indeling_id in enumerate(ids):
        if indeling_id in ids[:number]:
            raise click.UsageError(
                f"indeling '{indeling_id}' is twee keer gekozen; laat er één weg"
            )
    if len(ids) == 1:
        raise click.UsageError(
            "voor een vergelijking zijn ten minste twee indelingen nodig; noem er nog een"
        )
    if ids:
        return [catalogus[indeling_id] for indeling_id in ids]
    return [indeling for indeling in catalogus if indeling.telt_standaard_mee]


def _write(table: Table, path: Path) -> None:
    from regiokaart.export.tables import table_files, write_table

    write_table(table, path)
    report_written(*table_files(path))


def _print(table: Table, found: Sequence[Standing]) -> None:
    from regiokaart.congruence.chance.nulltables import chance_sentences

    indelingen = {standing.drawn.id for standing in found}
    said = [line for standing in found for line in chance_sentences(standing)]
    missing = {
        f"{s.drawn.naam_meervoud} tegenover {s.other.naam_meervoud}, naar {s.gewicht}: {s.reason}."
        for s in found
        if s.reason
    }
    in_words = listed("In woorden", said) if len(indelingen) == 2 else ""
    not_known = "" if in_words else listed("Niet bepaald", sorted(missing))
    print_result([titled(table, _PRINTED, _SPARE), in_words, not_known], [table.provenance])
