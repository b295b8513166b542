"""`regiokaart profiel`: with whom a gemeente works, as sentences, table or map."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regiokaart.cartography.classes import Klassen
from regiokaart.cli.dutch import DutchCommand, as_path, one_of
from regiokaart.cli.output import print_text, report_written, write_map_file
from regiokaart.export.files import check_place, check_suffix
from regiokaart.model import Catalogus, Gebied, Indeling

if TYPE_CHECKING:
    from regiokaart.cartography.specification import MapSpecification
    from regiokaart.congruence.profile import Profiles
    from regiokaart.congruence.table import Table

_TABLES = ("partners", "profiel", "matrix")
_VIEWS = ("partners", "drukte", "congruentie", "samen")
_COUNTS = ("partners", "lidmaatschappen", "groepen")
_MAPS = (".png", ".svg", ".pdf", ".html")
_PRINTED = {
    "profiel": (
        "gemeente", "partners", "altijd", "eenmalig", "aandeel_altijd", "groepen",
        "territoriale_congruentie", "hoogst_haalbaar", "wijkt_af_in",
    ),
    "partners": ("gemeente", "inwoners", "gedeeld", "aandeel", "indelingen"),
}  # fmt: skip


def _weights(
    ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> dict[str, float]:
    """Read ``ID=GETAL``, each once."""
    weights: dict[str, float] = {}
    for each in value:
        indeling_id, _, text = each.partition("=")
        try:
            weight = float(text.replace(",", "."))
        except ValueError:
            weight = math.nan
        if not 0 <= weight <= 1000:
            raise click.BadParameter(
                f"'{each}' kan niet; geef ID=GETAL met een getal van 0 tot en met 1000, zoals "
                "jeugdregio=2",
                ctx,
                param,
            )
        if indeling_id in weights:
            raise click.BadParameter(
                f"'{indeling_id}' is twee keer gewogen; laat er één weg", ctx, param
            )
        weights[indeling_id] = weight
    return weights


@click.command("profiel", cls=DutchCommand)
@click.argument("gemeente", required=False, metavar="[GEMEENTE]")
@click.option(
    "--indeling",
    "ids",
    metavar="ID",
    multiple=True,
    help="Indeling die meetelt; herhaal de optie voor meer. Zonder deze optie tellen de "
    "intergemeentelijke mee.",
)
@click.option(
    "--regelingen",
    "with_regelingen",
    is_flag=True,
    help="Tel ook de formele samenwerkingen (Wgr) mee.",
)
@click.option(
    "--wat",
    "name",
    metavar="|".join(_TABLES),
    callback=one_of(_TABLES),
    help="Welke tabel: de partners van de gemeente, het profiel van alle gemeenten, of van elk "
    "paar gemeenten het aantal gedeelde indelingen.",
)
@click.option(
    "--weeg",
    "weights",
    metavar="ID=GETAL",
    multiple=True,
    callback=_weights,
    help="Hoe zwaar een indeling telt in de matrix, zonder deze optie 1; herhaal haar voor meer.",
)
@click.option(
    "--tabel",
    "output",
    metavar="BESTAND",
    callback=as_path,
    help="Schrijf een tabel (.csv, .json) of partners en profiel samen (.xlsx).",
)
@click.option(
    "--kaart",
    "picture",
    metavar="BESTAND",
    callback=as_path,
    help="Schrijf een kaart: .png, .svg, .pdf of .html.",
)
@click.option(
    "--weergave",
    "view",
    metavar="|".join(_VIEWS),
    callback=one_of(_VIEWS),
    help="Welke kaart: partners van de gemeente, bestuurlijke drukte, territoriale congruentie, of "
    "gemeenten die overal samen zitten.",
)
@click.option(
    "--telling",
    "count",
    metavar="|".join(_COUNTS),
    default="partners",
    callback=one_of(_COUNTS),
    help="Wat de kaart met bestuurlijke drukte telt; zonder deze optie de partners.",
)
@click.option(
    "--klassen",
    metavar="|".join(Klassen),
    default="natuurlijk",
    callback=one_of(tuple(Klassen)),
    help="Hoe de kaart in klassen is verdeeld; zonder deze optie natuurlijk.",
)
@click.option("--json", "as_json", is_flag=True, help="Druk het profiel af als JSON.")
def profiel(
    gemeente: str | None,
    ids: tuple[str, ...],
    with_regelingen: bool,
    name: str | None,
    weights: dict[str, float],
    output: Path | None,
    picture: Path | None,
    view: str | None,
    count: str,
    klassen: str,
    as_json: bool,
) -> None:
    """Toon met wie een gemeente samenwerkt, hoe vaak, en hoe vast dat is.

    GEMEENTE is een CBS-code zoals GM0518, of een naam. Zonder gemeente krijgt u alle gemeenten, op
    volgorde van code.
    """
    from regiokaart.congruence.comembership import usable
    from regiokaart.congruence.profile import profiles
    from regiokaart.sources.embedded import load_catalogus, load_regelingen
    from regiokaart.sources.library import with_named
    from regiokaart.sources.register import register_source

    _check_choices(gemeente, name, weights, output, picture, view, as_json)
    catalogus = with_named(load_catalogus(), ids)
    position = None if gemeente is None else _position(catalogus, gemeente)
    chosen, left_out = usable(_choose(catalogus, ids))
    if not chosen:
        raise click.UsageError(f"geen indeling over om te tellen; {left_out[0]}")
    regelingen = load_regelingen(catalogus.gemeenten) if with_regelingen else ()
    bron = register_source() if with_regelingen else ""
    found = profiles(catalogus, chosen, regelingen)
    make = _tables(catalogus, found, position, left_out, bron, weights)
    wanted = name or ("profiel" if position is None else "partners")
    if as_json:
        print_text(_json(catalogus, found, position, make, wanted))
        return
    if picture is not None:
        from regiokaart.sources.boundaries import load_gebied

        gebied = load_gebied()
        which = view or ("drukte" if position is None else "partners")
        shown = _map(catalogus, gebied, found, which, position, count, Klassen(klassen), bron)
        write_map_file(shown, gebied, catalogus, picture)
        report_written(picture)
    if output is not None:
        _write(make, wanted, name is not None, output)
    if picture is None and output is None:
        _print(catalogus, found, position, make[wanted]())


def _check_choices(
    gemeente: str | None,
    name: str | None,
    weights: dict[str, float],
    output: Path | None,
    picture: Path | None,
    view: str | None,
    as_json: bool,
) -> None:
    """Refuse what does not go together and files that cannot be, before anything is read."""
    from regiokaart.export.tables import table_files

    if as_json and (picture is not None or output is not None):
        raise click.UsageError("'--json' drukt af; laat het weg, of laat --kaart en --tabel weg")
    if gemeente is None and "partners" in (name, view):
        raise click.UsageError("voor partners is een gemeente nodig; noem haar code of naam")
    if view is not None and picture is None:
        raise click.UsageError("'--weergave' hoort bij een kaart; noem het bestand met --kaart")
    if weights and name != "matrix":
        raise click.UsageError("'--weeg' hoort bij de matrix; kies --wat matrix")
    if name == "matrix" and output is None and not as_json:
        raise click.UsageError("de matrix past niet op het scherm; noem een bestand met --tabel")
    if picture is not None:
        check_suffix(picture, _MAPS)
        check_place(picture)
    if output is not None:
        check_suffix(output, (".csv", ".xlsx", ".json"))
        for path in table_files(output):
            check_place(path)


def _position(catalogus: Catalogus, wanted: str) -> int:
    """Find a gemeente by its code or name."""
    from regiokaart.sources.names import GemeenteFinder

    finder = GemeenteFinder(catalogus.gemeenten)
    position = finder.find(wanted)
    if position is None:
        raise click.UsageError("; ".join(finder.problem(wanted)))
    return position


def _choose(catalogus: Catalogus, ids: Sequence[str]) -> list[Indeling]:
    """Return the indelingen that are named, or those that count by default."""
    for i, indeling_id in enumerate(ids):
        if indeling_id in ids[:i]:
            raise click.UsageError(
                f"indeling '{indeling_id}' is twee keer gekozen; laat er één weg"
            )
    if ids:
        return [catalogus[indeling_id] for indeling_id in ids]
    return [indeling for indeling in catalogus if indeling.telt_standaard_mee]


def _tables(
    catalogus: Catalogus,
    found: Profiles,
    position: int | None,
    left_out: Sequence[str],
    bron: str,
    weights: dict[str, float],
) -> dict[str, Callable[[], Table]]:
    """Return how to make each table."""
    from regiokaart.congruence.profiletables import matrix_table, partners_table, profile_table

    ids = [indeling.id for indeling in found.indelingen]
    for indeling_id in weights:
        if indeling_id not in ids:
            raise click.UsageError(
                f"indeling '{indeling_id}' telt niet mee en kan dus niet wegen; kies uit: "
                + ", ".join(ids)
            )
    each = [weights.get(indeling_id, 1.0) for indeling_id in ids]
    make = {
        "profiel": lambda: profile_table(catalogus, found, left_out=left_out, bron=bron),
        "matrix": lambda: matrix_table(catalogus, found, each, left_out=left_out),
    }
    if position is not None:
        make["partners"] = lambda: partners_table(
            catalogus, found, position, left_out=left_out, bron=bron
        )
    return make


def _map(
    catalogus: Catalogus,
    gebied: Gebied,
    found: Profiles,
    view: str,
    position: int | None,
    count: str,
    klassen: Klassen,
    bron: str,
) -> MapSpecification:
    from regiokaart.cartography import profile, together

    if view == "partners" and position is not None:
        return together.partners_of(catalogus, gebied, found, [position], klassen)
    if view == "congruentie":
        return profile.territorial_congruence(catalogus, gebied, found, klassen)
    if view == "samen":
        return together.inseparable(catalogus, gebied, found.indelingen)
    drukte = profile.Drukte(count)
    return profile.administrative_density(catalogus, gebied, found, drukte, klassen, bron)


def _write(make: dict[str, Callable[[], Table]], wanted: str, only: bool, output: Path) -> None:
    from regiokaart.export.tables import table_files, write_csv, write_json, write_xlsx

    match output.suffix.lower():
        case ".csv":
            write_csv(make[wanted](), output)
        case ".json":
            write_json(make[wanted](), output)
        case _:
            names = [wanted] if only else [each for each in ("partners", "profiel") if each in make]
            write_xlsx([make[each]() for each in names], output)
    report_written(*table_files(output))


def _json(
    catalogus: Catalogus,
    found: Profiles,
    position: int | None,
    make: dict[str, Callable[[], Table]],
    wanted: str,
) -> bytes:
    """Write a table, or of one gemeente its profile, partners, sentences and account."""
    from regiokaart.export.tables import json_text

    if position is None or wanted != "partners":
        return json_text(make[wanted]()).encode()
    from regiokaart.congruence.profilesentences import profile_sentences

    every = make["profiel"]()
    account = every.provenance
    content = {
        "profiel": every.records()[position],
        "zinnen": profile_sentences(catalogus, found, position),
        "partners": make["partners"]().records(),
        "verantwoording": {
            "keuzes": dict(account.parameters),
            "methode": account.method,
            "indelingen": account.indelingen,
            "bronnen": account.sources,
            "opmerkingen": account.remarks,
            "programma": account.program,
        },
    }
    return (json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def _print(catalogus: Catalogus, found: Profiles, position: int | None, table: Table) -> None:
    from regiokaart.congruence.profilesentences import profile_sentences
    from regiokaart.export.text import text_table

    keys = _PRINTED[table.name]
    if found.regelingen:
        keys = (*keys, "regelingen")
    sections = [f"{table.title}\n\n{text_table(table, keys)}"]
    if position is not None and table.name == "partners":
        code, naam = catalogus.gemeenten.codes[position], catalogus.gemeenten.namen[position]
        sentences = "\n".join(profile_sentences(catalogus, found, position))
        sections.insert(0, f"{naam} ({code})\n\n{sentences}\n")
    account = table.provenance
    for heading, lines in (
        ("Opmerkingen", account.remarks),
        ("Bronnen", (*account.sources, *account.indelingen)),
    ):
        if lines:
            sections.append("\n".join((heading, *(f"- {line}" for line in lines), "")))
    print_text("\n".join((*sections, f"{account.program}\n")))
