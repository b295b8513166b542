"""`regiokaart geheel` and `regiokaart ministerie`: a set of indelingen, and a part of it."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regiokaart.cli.dutch import DutchCommand
from regiokaart.cli.options import SET_OPTION, delivery_options
from regiokaart.cli.project import SET_OF_PROJECT
from regiokaart.cli.sets import check_number, check_output, deliver, load_set
from regiokaart.model import Gewicht, Verdeling

if TYPE_CHECKING:
    from regiokaart.congruence.table import Table

_WHOLE = {
    "geheel": ("plaats", "naam", "peiljaar", "gemiddelde", "zonder", "verschil", "dichtstbij",
               "v_dichtstbij", "gedekt"),
    "per ministerie": ("ministerie", "aantal", "onderling", "met_rest", "zonder"),
    "per domein": ("domein", "aantal", "onderling", "met_rest", "zonder"),
    "provincies": ("naam", "regios", "gelijk", "binnen", "omvat", "kruist", "kruist_inwoners"),
}  # fmt: skip
_TABLES = ("geheel", "per ministerie", "per domein", "boom", "provincies")
_MINISTRY = {
    "ministerie": ("naam", "peiljaar", "regios", "met_eigen", "met_rest", "bepaald_door",
                   "verplicht"),
    "ministerieparen": ("naam_a", "naam_b", "onderling", "v_maat", "samenvallend", "a_binnen_b",
                        "regios_a", "wisselaars", "wisselaars_aandeel"),
}  # fmt: skip
_PROVINCIE = "provincie"


@click.command(
    "geheel",
    cls=DutchCommand,
    examples=(
        "geheel",
        "geheel --gewicht gemeenten --tabel geheel.xlsx",
    ),
)
@SET_OPTION
@SET_OF_PROJECT
@delivery_options
def geheel(ids: tuple[str, ...], gewicht: str, as_json: bool, output: Path | None) -> None:
    """Toon hoe een set indelingen als geheel op elkaar past.

    Het gemiddelde van de set en zonder elke indeling, welke indeling het best bij de andere past,
    de boom die gelijkende indelingen naast elkaar zet, per ministerie en per domein, en welke
    regio's over een provinciegrens gaan.
    """
    from regiokaart.congruence.region.provincetables import provinces_table
    from regiokaart.congruence.sets.whole import whole
    from regiokaart.congruence.sets.wholetables import (
        groups_table,
        tree_table,
        whole_sentences,
        whole_table,
    )

    check_output(output, as_json, _TABLES)
    catalogus, chosen = load_set(ids)
    check_number(chosen, 2)
    found = whole(catalogus, chosen, Gewicht(gewicht))
    provincies = catalogus[_PROVINCIE]
    in_provinces = [i for i in chosen if i.verdeling is Verdeling.HEEL and i.id != provincies.id]
    tables = [
        whole_table(found),
        groups_table(found, found.by_ministerie(), "ministerie"),
        groups_table(found, found.by_domein(), "domein"),
        tree_table(found),
    ]
    crossing = provinces_table(catalogus, in_provinces, provincies, Gewicht(gewicht))
    tables.append(_named_remarks(crossing, tables[0]))
    deliver(whole_sentences(found), _WHOLE, tables, as_json, output)


def _named_remarks(table: Table, first: Table) -> Table:
    """Say of the remarks that another table has not, that they are about this one."""
    account = table.provenance
    named = tuple(
        line if line in first.provenance.remarks else f"Bij '{table.title}': {line}"
        for line in account.remarks
    )
    return replace(table, provenance=replace(account, remarks=named))


@click.command("ministerie", cls=DutchCommand, examples=("ministerie VWS",))
@click.argument("names", metavar="MINISTERIE", nargs=-1)
@SET_OPTION
@SET_OF_PROJECT
@delivery_options
def ministerie(
    names: tuple[str, ...],
    ids: tuple[str, ...],
    gewicht: str,
    as_json: bool,
    output: Path | None,
) -> None:
    """Toon hoe de indelingen van een ministerie op elkaar en op de rest passen.

    MINISTERIE is een afkorting, zoals VWS. Een indeling kan van meer ministeries zijn.
    """
    from regiokaart.congruence.sets.ministries import (
        ministry_pairs_table,
        ministry_sentences,
        ministry_table,
    )
    from regiokaart.congruence.sets.whole import whole

    check_output(output, as_json, tuple(_MINISTRY))
    catalogus, chosen = load_set(ids)
    check_number(chosen, 2)
    name = _ministry(names, {m for i in chosen for m in i.ministeries})
    found = whole(catalogus, chosen, Gewicht(gewicht))
    tables = [ministry_table(found, name), ministry_pairs_table(found, name)]
    sentences = ministry_sentences(found, name, tuple(catalogus))
    deliver(sentences, _MINISTRY, tables, as_json, output)


def _ministry(names: tuple[str, ...], known: set[str]) -> str:
    """Find the ministry that is meant; capitals do not matter."""
    if len(names) != 1:
        raise click.UsageError(f"noem één ministerie; kies uit: {', '.join(sorted(known))}")
    spelled = {name.casefold(): name for name in sorted(known)}
    wanted = names[0].casefold()
    if wanted not in spelled:
        close = get_close_matches(wanted, spelled, n=1)
        others = f"kies uit: {', '.join(spelled.values())}, of neem met --indeling andere op"
        hint = f"bedoelt u '{spelled[close[0]]}'?" if close else others
        raise click.UsageError(f"ministerie '{names[0]}' heeft geen indeling in de set; {hint}")
    return spelled[wanted]
