"""`regiokaart profiel`: with whom a gemeente works, as sentences, tables or a map."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regiokaart.cartography.classes import Classification, Klassen
from regiokaart.cli.classes import check_range, chosen_classes, classes_options
from regiokaart.cli.dutch import DutchCommand, one_of
from regiokaart.cli.options import JSON_OPTION, MAP_OPTION, SET_OPTION, TABLES_OPTION
from regiokaart.cli.output import Progress, print_text, report_written, write_map_file
from regiokaart.cli.project import COUNTED_OF_PROJECT, load_data
from regiokaart.cli.sets import check_output, deliver, load_set
from regiokaart.export.files import check_place, check_suffix
from regiokaart.model import Catalogus, Gebied, Indeling

if TYPE_CHECKING:
    from regiokaart.cartography.specification import MapSpecification
    from regiokaart.congruence.chance.chance import TerritorialChance
    from regiokaart.congruence.gemeente.profile import Profiles
    from regiokaart.congruence.table import Table

_VIEWS = ("partners", "drukte", "congruentie", "samen")
_COUNTS = ("partners", "lidmaatschappen", "groepen")
_MAPS = (".png", ".svg", ".pdf", ".html")
_PROFILE = (
    "gemeente", "partners", "altijd", "eenmalig", "aandeel_altijd", "groepen",
    "territoriale_congruentie", "hoogst_haalbaar", "wijkt_af_in",
)  # fmt: skip
_SPARE = {"profiel": ("wijkt_af_in", "groepen")}
_PARTNERS = ("gemeente", "inwoners", "gedeeld", "aandeel", "indelingen")
_NOT_WHOLE = (
    "Territoriale congruentie bij toeval is niet bepaald: van een indeling met regio's die elkaar "
    "overlappen zijn geen toevallige te trekken."
)


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


@click.command(
    "profiel",
    cls=DutchCommand,
    examples=(
        "profiel Ede",
        "profiel --kaart drukte.png --tabel profiel.xlsx",
    ),
)
@click.argument("gemeente", required=False, metavar="[GEMEENTE]")
@SET_OPTION
@COUNTED_OF_PROJECT
@click.option(
    "--regelingen",
    "with_regelingen",
    is_flag=True,
    help="Tel ook de formele samenwerkingen (Wgr) mee.",
)
@click.option(
    "--toeval",
    "with_chance",
    is_flag=True,
    help="Zet naast de territoriale congruentie wat toevallige regio's geven. Dat kost de eerste "
    "keer ongeveer twintig seconden rekentijd per indeling, verdeeld over de processors.",
)
@click.option(
    "--matrix",
    "as_matrix",
    is_flag=True,
    help="Geef van elk paar gemeenten het aantal gedeelde indelingen, in plaats van het profiel.",
)
@click.option(
    "--weeg",
    "weights",
    metavar="ID=GETAL",
    multiple=True,
    callback=_weights,
    help="Hoe zwaar een indeling telt in de matrix, zonder deze optie 1; herhaal haar voor meer.",
)
@TABLES_OPTION
@MAP_OPTION
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
@classes_options(Klassen.NATUURLIJK)
@JSON_OPTION
def profiel(
    gemeente: str | None,
    ids: tuple[str, ...],
    with_regelingen: bool,
    with_chance: bool,
    as_matrix: bool,
    weights: dict[str, float],
    output: Path | None,
    picture: Path | None,
    view: str | None,
    count: str,
    klassen: Classification,
    class_count: int | None,
    as_json: bool,
) -> None:
    """Toon met wie een gemeente samenwerkt, hoe vaak, en hoe vast dat is.

    GEMEENTE is een CBS-code zoals GM0518, of een naam. Zonder gemeente krijgt u alle gemeenten, op
    volgorde van code.
    """
    from regiokaart.congruence.gemeente.comembership import usable
    from regiokaart.congruence.gemeente.profile import profiles
    from regiokaart.sources.embedded import load_regelingen
    from regiokaart.sources.register import register_source

    _check_choices(gemeente, as_matrix, weights, output, picture, view, as_json)
    how = chosen_classes(klassen, class_count, drawn=picture is not None)
    catalogus, named = load_set(ids)
    position = None if gemeente is None else _position(catalogus, gemeente)
    chosen, left_out = usable(named)
    if not chosen:
        raise click.UsageError(f"geen indeling over om te tellen: {' '.join(left_out)}")
    _check_weights(weights, chosen)
    regelingen = load_regelingen(catalogus.gemeenten) if with_regelingen else ()
    bron = register_source() if with_regelingen else ""
    found = profiles(catalogus, chosen, regelingen)
    _, gebied = load_data()
    chance = _chance(catalogus, gebied, chosen) if with_chance else None
    if with_chance and chance is None:
        left_out = (*left_out, _NOT_WHOLE)
    if picture is not None:
        which = view or ("drukte" if position is None else "partners")
        shown = _map(catalogus, gebied, found, which, position, count, how, bron, chance)
        write_map_file(shown, gebied, catalogus, picture)
        report_written(picture)
        if output is None:
            print_text("".join(f"{reason}\n" for reason in left_out))
            return
    made = _tables(catalogus, found, position, left_out, bron, chance, as_matrix, weights)
    columns = {"partners": _PARTNERS, **({} if position is not None else {"profiel": _PROFILE})}
    deliver(_sentences(catalogus, found, position, chance), columns, made, as_json, output, _SPARE)


def _check_choices(
    gemeente: str | None,
    as_matrix: bool,
    weights: Mapping[str, float],
    output: Path | None,
    picture: Path | None,
    view: str | None,
    as_json: bool,
) -> None:
    """Refuse what does not go together and files that cannot be, before anything is read."""
    if gemeente is None and view == "partners":
        raise click.UsageError("voor partners is een gemeente nodig; noem haar code of naam")
    if view is not None and picture is None:
        raise click.UsageError("'--weergave' hoort bij een kaart; noem het bestand met --kaart")
    if as_matrix and gemeente is not None:
        raise click.UsageError("de matrix is van alle gemeenten; laat de gemeente of --matrix weg")
    if weights and not as_matrix:
        raise click.UsageError("'--weeg' hoort bij de matrix; zet er --matrix bij")
    if as_matrix and output is None and not as_json:
        raise click.UsageError("de matrix past niet op het scherm; noem een bestand met --tabel")
    if as_json and picture is not None:
        raise click.UsageError("'--json' drukt af; laat het weg, of laat --kaart weg")
    check_output(output, as_json, ("profiel",) if gemeente is None else ("partners", "profiel"))
    if picture is not None:
        check_suffix(picture, _MAPS)
        check_place(picture)


def _check_weights(weights: Mapping[str, float], chosen: Sequence[Indeling]) -> None:
    ids = [indeling.id for indeling in chosen]
    for indeling_id in weights:
        if indeling_id not in ids:
            raise click.UsageError(
                f"indeling '{indeling_id}' telt niet mee en kan dus niet wegen; kies uit: "
                + ", ".join(ids)
            )


def _position(catalogus: Catalogus, wanted: str) -> int:
    """Find a gemeente by its code or name."""
    from regiokaart.sources.names import GemeenteFinder

    finder = GemeenteFinder(catalogus.gemeenten)
    position = finder.find(wanted)
    if position is None:
        raise click.UsageError("; ".join(finder.problem(wanted, in_file=False)))
    return position


def _chance(
    catalogus: Catalogus, gebied: Gebied, chosen: Sequence[Indeling]
) -> TerritorialChance | None:
    """Draw random indelingen, or take those of an earlier time; None where that has no meaning."""
    from regiokaart.computing.divisions import random_indelingen
    from regiokaart.computing.processes import ProcessError
    from regiokaart.congruence.chance.chance import territorial_chance
    from regiokaart.congruence.chance.nullmodel import Sampling
    from regiokaart.model.contiguity import Contiguity
    from regiokaart.sources.connections import load_verbindingen

    contiguity = Contiguity.of(gebied, load_verbindingen(catalogus.gemeenten))
    shown = Progress("Trekken")
    try:
        drawn = random_indelingen(
            catalogus, contiguity, chosen, Sampling(), shown.report, workers=os.cpu_count()
        )
    except ProcessError as error:
        raise click.ClickException(str(error)) from error
    finally:
        shown.end()
    whole = [ensemble for ensemble in drawn if ensemble is not None]
    return territorial_chance(whole) if len(whole) == len(drawn) else None


def _map(
    catalogus: Catalogus,
    gebied: Gebied,
    found: Profiles,
    view: str,
    position: int | None,
    count: str,
    how: Classification,
    bron: str,
    chance: TerritorialChance | None,
) -> MapSpecification:
    from regiokaart.cartography import profile, together
    from regiokaart.cartography.pergemeente import counts

    if view == "partners" and position is not None:
        check_range(how, together.partner_figures(found, [position])[0])
        return together.partners_of(catalogus, gebied, found, [position], how)
    if view == "congruentie":
        check_range(how, profile.territorial_figures(found))
        return profile.territorial_congruence(catalogus, gebied, found, how, chance)
    if view == "samen":
        return together.inseparable(catalogus, gebied, found.indelingen)
    drukte = profile.Drukte(count)
    check_range(how, counts(profile.density(found, drukte)[0]))
    return profile.administrative_density(catalogus, gebied, found, drukte, how, bron)


def _tables(
    catalogus: Catalogus,
    found: Profiles,
    position: int | None,
    left_out: Sequence[str],
    bron: str,
    chance: TerritorialChance | None,
    as_matrix: bool,
    weights: Mapping[str, float],
) -> list[Table]:
    from regiokaart.congruence.gemeente.profiletables import (
        matrix_table,
        partners_table,
        profile_table,
    )

    if as_matrix:
        each = [weights.get(indeling.id, 1.0) for indeling in found.indelingen]
        return [matrix_table(catalogus, found, each, left_out=left_out)]
    profile = profile_table(
        catalogus, found, left_out=left_out, bron=bron, by_chance=chance, gemeente=position
    )
    if position is None:
        return [profile]
    return [partners_table(catalogus, found, position, left_out=left_out, bron=bron), profile]


def _sentences(
    catalogus: Catalogus, found: Profiles, position: int | None, chance: TerritorialChance | None
) -> Sequence[str]:
    from regiokaart.congruence.gemeente.profilesentences import profile_sentences

    return () if position is None else profile_sentences(catalogus, found, position, chance)
