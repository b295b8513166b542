"""`regiokaart stappen`: what if one indeling followed another, the cheapest step first."""

from __future__ import annotations

from pathlib import Path

import click

from regiokaart.cli.dutch import DutchCommand, whole_number
from regiokaart.cli.options import SET_OPTION, delivery_options
from regiokaart.cli.project import SET_OF_PROJECT
from regiokaart.cli.sets import check_number, check_output, deliver, first_rows, load_set
from regiokaart.model import Gewicht

_ON_SCREEN = 10
_DESCRIBED = 3
_TABLES = ("stappen", "regiostappen")
_PRINTED = {
    "stappen": ("rang", "naam_a", "naam_b", "winst", "gemeenten", "inwoners", "winst_per",
                "bepaald_door", "verplicht", "onzeker"),
    "regiostappen": ("rang", "naam_a", "regio", "naam_b", "aantal_heeft", "winst", "gemeenten",
                     "inwoners", "winst_per", "bepaald_door", "onzeker"),
}  # fmt: skip
_SPARE = {
    "stappen": ("verplicht", "onzeker", "bepaald_door"),
    "regiostappen": ("bepaald_door", "aantal_heeft", "onzeker"),
}


@click.command("stappen", cls=DutchCommand, examples=("stappen --top 5",))
@SET_OPTION
@SET_OF_PROJECT
@click.option(
    "--top",
    metavar="AANTAL",
    callback=whole_number(1, 9999),
    help="Alleen zoveel stappen; zonder deze optie 10 op het scherm, en alle in bestanden en JSON.",
)
@delivery_options
def stappen(
    ids: tuple[str, ...], top: int | None, gewicht: str, as_json: bool, output: Path | None
) -> None:
    """Toon wat het oplevert als de ene indeling de andere volgt, de goedkoopste stap eerst.

    Bij elke stap staat wat zij doet met de andere indelingen, wie van regio wisselt, en wie de
    indeling bepaalt. Daarna de kleine stappen: één regio die overgenomen wordt.
    """
    from regiokaart.congruence.steps.stepsentences import (
        ranking_sentences,
        region_step_sentences,
        step_sentences,
    )
    from regiokaart.congruence.steps.steptables import ranking, region_steps_table, steps_table

    check_output(output, as_json, _TABLES)
    catalogus, chosen = load_set(ids)
    check_number(chosen, 3, whole=True)
    ranked = ranking(catalogus, chosen, Gewicht(gewicht))
    on_screen = not as_json and output is None
    count = _ON_SCREEN if top is None and on_screen else top
    tables = [
        first_rows(table, count) for table in (steps_table(ranked), region_steps_table(ranked))
    ]
    described = min(_DESCRIBED, top or _DESCRIBED)
    sentences = [
        *ranking_sentences(ranked),
        *(
            " ".join((f"{kind} {s + 1}.", *say(ranked, s)))
            for kind, say, length in (
                ("Stap", step_sentences, len(ranked.steps)),
                ("Kleine stap", region_step_sentences, len(ranked.small)),
            )
            for s in range(min(described, length))
        ),
    ]
    deliver(sentences, _PRINTED, tables, as_json, output, _SPARE)
