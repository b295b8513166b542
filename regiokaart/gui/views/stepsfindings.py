"""What the view Naar meer congruentie shows, computed from its choices on any thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from regiokaart.cartography.pergemeente import uncoloured
from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.steps import step_map
from regiokaart.congruence.sets.whole import whole
from regiokaart.congruence.sets.wholetables import groups_table, tree_table, whole_table
from regiokaart.congruence.steps.stepchange import Change, region_change, whole_change
from regiokaart.congruence.steps.stepsentences import region_step_headline, step_headline
from regiokaart.congruence.steps.steptables import Ranking, ranking, region_steps_table, steps_table
from regiokaart.congruence.table import Table
from regiokaart.model import Catalogus, Gebied, Gewicht, Indeling, Verdeling

TOO_FEW = (
    "Voor een stap zijn ten minste drie indelingen nodig die meetellen en hele gemeenten volgen: "
    "het gaat om wat de stap doet met de andere. Vink er in de lijst meer aan."
)
_NO_STEP = "Geen stap van zo'n indeling. Kies bij Bepaald door of Ministerie iets anders."


@dataclass(frozen=True)
class Choices:
    """What the steps are computed from.

    Attributes
    ----------
    catalogus : Catalogus
    gebied : Gebied
    counted : tuple of Indeling
    gewicht : Gewicht
    small : bool
        Steps of one region instead of whole indelingen.
    bepaald_door, ministerie : str
        Only of indelingen that they decide on; empty for all.
    """

    catalogus: Catalogus
    gebied: Gebied
    counted: tuple[Indeling, ...]
    gewicht: Gewicht
    small: bool
    bepaald_door: str
    ministerie: str

    def same_ranking(self, other: Choices) -> bool:
        """Whether the steps are the same, apart from which of them are shown."""
        ours = self.catalogus, self.counted, self.gewicht
        return ours == (other.catalogus, other.counted, other.gewicht)


@dataclass(frozen=True, eq=False)
class Found:
    """What the view shows.

    Attributes
    ----------
    choices : Choices
    ranked : Ranking or None
        None for too few indelingen.
    steps : Table or None
    places : tuple of int
        Which step each row of `steps` is.
    wholes : tuple of Table
        The set as a whole, per ministry, per domein and its tree; none for fewer than two.
    """

    choices: Choices
    ranked: Ranking | None
    steps: Table | None
    places: tuple[int, ...]
    wholes: tuple[Table, ...]


@dataclass(frozen=True, eq=False)
class Shown:
    """The step on the map.

    Attributes
    ----------
    found : Found
        What it was chosen from.
    row : int
        Row of `Found.steps`; -1 for none.
    change : Change or None
    specification : MapSpecification
    sentence : str
    """

    found: Found
    row: int
    change: Change | None
    specification: MapSpecification
    sentence: str


def find(choices: Choices, ranked: Ranking | None) -> Found:
    """Compute the steps and the set as a whole.

    Parameters
    ----------
    choices : Choices
    ranked : Ranking or None
        Computed before from the same indelingen and weight.
    """
    catalogus, counted, gewicht = choices.catalogus, choices.counted, choices.gewicht
    wholes: tuple[Table, ...] = ()
    if len(counted) > 1:
        as_whole = whole(catalogus, counted, gewicht)
        wholes = (
            whole_table(as_whole),
            groups_table(as_whole, as_whole.by_ministerie(), "ministerie"),
            groups_table(as_whole, as_whole.by_domein(), "domein"),
            tree_table(as_whole),
        )
    if sum(i.verdeling is Verdeling.HEEL for i in counted) < 3:
        return Found(choices, None, None, (), wholes)
    ranked = ranked or ranking(catalogus, counted, gewicht)
    table = region_steps_table(ranked) if choices.small else steps_table(ranked)
    follower = (ranked.small if choices.small else ranked.steps).follower.tolist()
    places = [s for s, i in enumerate(follower) if _fits(ranked.indelingen[i], choices)]
    return Found(choices, ranked, _only_rows(table, places, choices), tuple(places), wholes)


def show(found: Found, row: int) -> Shown:
    """Draw a step; the first where there is no such row."""
    choices, ranked = found.choices, found.ranked
    if ranked is None or not found.places:
        why = TOO_FEW if ranked is None else _NO_STEP
        empty = uncoloured(
            choices.catalogus, choices.gebied, "Naar meer congruentie", "Geen stap om te tonen", why
        )
        return Shown(found, -1, None, empty, why)
    row = row if 0 <= row < len(found.places) else 0
    s = found.places[row]
    change = (region_change if choices.small else whole_change)(ranked, s)
    sentences = (region_step_headline if choices.small else step_headline)(ranked, s)
    return Shown(
        found,
        row,
        change,
        step_map(choices.catalogus, choices.gebied, change),
        " ".join(sentences),
    )


def _fits(indeling: Indeling, choices: Choices) -> bool:
    return choices.bepaald_door in ("", indeling.indeling_bepaald_door) and (
        not choices.ministerie or choices.ministerie in indeling.ministeries
    )


def _only_rows(table: Table, rows: Sequence[int], choices: Choices) -> Table:
    """Keep these rows; the provenance says by what they were chosen."""
    chosen = (
        ("Alleen indelingen bepaald door", choices.bepaald_door),
        ("Alleen indelingen van ministerie", choices.ministerie),
    )
    account = table.provenance
    return replace(
        table,
        columns=tuple(replace(c, values=[c.values[row] for row in rows]) for c in table.columns),
        provenance=replace(
            account,
            parameters=(*account.parameters, *((name, value) for name, value in chosen if value)),
        ),
    )
