"""The steps as tables and sentences, with who decides on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from regiokaart.congruence import columns
from regiokaart.congruence.pair.crosstab import BoolArray, FloatArray, IntArray
from regiokaart.congruence.provenance import gewicht_parameter, provenance
from regiokaart.congruence.steps.regionsteps import RegionSteps, region_steps
from regiokaart.congruence.steps.steps import Steps, WholeSteps, steps
from regiokaart.congruence.table import Column, Provenance, Table
from regiokaart.congruence.wording import join_names
from regiokaart.model import Catalogus, Gewicht, Indeling, Verdeling
from regiokaart.model.indeling import ONBEKEND

STEP = (
    "Indeling A krijgt de regio's van B. Wie B niet dekt, houdt de regio die hij had. Van twee "
    "stappen tussen dezelfde indelingen is de winst van de ene het verlies van de andere."
)
SMALL_STEP = (
    "Eén regio van B wordt een regio van A. Haar gemeenten verlaten hun regio's van A; die houden "
    "wat er overblijft. Regio's die A al heeft, staan er niet bij. Hebben meer indelingen precies "
    "deze regio, dan is B die met de kleinste winst."
)
GAIN = (
    "Hoeveel de gemiddelde V-maat van de set verandert. Het paar A en B zelf telt niet mee, want "
    "dat wordt vanzelf beter: het gaat om wat de stap doet met de andere indelingen."
)
GAIN_PER = (
    "Die verandering per 100.000 inwoners die van regio wisselen; leeg als niemand wisselt. "
    "Hierop is de lijst geordend: de goedkoopste stap eerst."
)
MOVING = (
    "Kleinste groep die van regio wisselt, geteld in inwoners; als meer groepen even klein zijn, "
    "één daarvan."
)
TOGETHER = (
    "Wisselaars die met het grootste deel van hun regio meegaan: hun regio gaat op in een andere. "
    "De andere wisselaars verlaten hun regio."
)
UNCERTAIN = "Aantal gemeenten van wie onzeker is bij welke regio van A of B zij horen."
SMALL_UNCERTAIN = (
    "Aantal gemeenten van de betrokken regio's van A en B van wie onzeker is bij welke regio zij "
    "horen."
)
DECIDED = (
    "Wie de indeling A bepaalt: Rijk, gemeenten of semi (samen). Zie de catalogus voor bronnen."
)
_GAIN_DECIMALS = 4
_GAIN_PER_DECIMALS = 5


@dataclass(frozen=True, eq=False)
class Ranking:
    """The steps within a set of indelingen.

    Attributes
    ----------
    catalogus : Catalogus
    indelingen : tuple of Indeling
        Those that the steps are about.
    left_out : tuple of Indeling
        Those that cannot take part: gemeenten are in several regio's, or in one for a share.
    gewicht : Gewicht
        What the V-measure is weighted by. Who changes region is always counted in inhabitants.
    """

    catalogus: Catalogus
    indelingen: tuple[Indeling, ...]
    left_out: tuple[Indeling, ...]
    gewicht: Gewicht

    @cached_property
    def labels(self) -> IntArray:
        """Region of each gemeente in each indeling, shape (k, n)."""
        return np.array([self.catalogus.labels(i) for i in self.indelingen], dtype=np.int64)

    @cached_property
    def steps(self) -> WholeSteps:
        """Every step of a whole indeling, the cheapest first. May load scipy."""
        return steps(self.labels, self._weights(self.gewicht), self._weights(Gewicht.INWONERS))

    @cached_property
    def small(self) -> RegionSteps:
        """Every step of one region, the cheapest first."""
        weights = self._weights(self.gewicht)
        return region_steps(self.labels, weights, self._weights(Gewicht.INWONERS))

    @cached_property
    def uncertain(self) -> BoolArray:
        """Which memberships are uncertain, shape (k, n)."""
        found = np.zeros(self.labels.shape, dtype=bool)
        for row, indeling in zip(found, self.indelingen, strict=True):
            row[indeling.onzeker] = True
        return found

    @cached_property
    def provenance(self) -> Provenance:
        """Where it comes from, without definitions."""
        parameters = (
            gewicht_parameter([self.gewicht]),
            columns.set_parameter("Indelingen in de set", self.indelingen),
        )
        account = provenance(self.catalogus, self.indelingen, parameters, ())
        if not self.left_out:
            return account
        names = join_names([indeling.naam_meervoud for indeling in self.left_out])
        left_out = (
            f"Niet meegerekend: {names}. Gemeenten liggen daar in meer regio's of voor een deel "
            "in een regio."
        )
        return replace(account, remarks=(left_out, *account.remarks))

    def _weights(self, gewicht: Gewicht) -> FloatArray:
        return self.catalogus.gemeenten.weights(gewicht)


def ranking(catalogus: Catalogus, indelingen: Sequence[Indeling], gewicht: Gewicht) -> Ranking:
    """Prepare the steps within a set of indelingen; they are computed when asked for.

    Raises
    ------
    ValueError
        When fewer than three of the indelingen have whole gemeenten.
    """
    whole = tuple(i for i in indelingen if i.verdeling is Verdeling.HEEL)
    if len(whole) < 3:
        raise ValueError("steps need at least three indelingen with whole gemeenten")
    left_out = tuple(i for i in indelingen if i.verdeling is not Verdeling.HEEL)
    return Ranking(catalogus, whole, left_out, gewicht)


def steps_table(ranked: Ranking) -> Table:
    """Tabulate every step of a whole indeling, one row each, the cheapest first. May load scipy."""
    found = ranked.steps
    uncertain = ranked.uncertain[found.follower] | ranked.uncertain[found.leader]
    shown = (
        _rank(len(found)),
        *_who(ranked, found.follower, found.leader, "volgt B"),
        *_gains(found),
        *_moved(ranked, found.moving, found.inhabitants),
        columns.count("mee", "Waarvan met hun regio mee", found.together.sum(axis=1), TOGETHER),
        *_decided(ranked, found.follower),
        columns.count("onzeker", "Onzekere gemeenten", uncertain.sum(axis=1), UNCERTAIN),
        *_means(found),
        *_years_and_ids(ranked, found.follower, found.leader),
        _names(ranked, found.moving),
    )
    return _table(ranked, "stappen", "Als een indeling een andere volgt", shown, STEP)


def region_steps_table(ranked: Ranking) -> Table:
    """Tabulate every step of one region, one row each, the cheapest first."""
    found = ranked.small
    taken = [
        ranked.indelingen[b].regios[region]
        for b, region in zip(found.leader.tolist(), found.region.tolist(), strict=True)
    ]
    grown = [
        ranked.indelingen[a].regios[region].naam if region >= 0 else None
        for a, region in zip(found.follower.tolist(), found.grown_from.tolist(), strict=True)
    ]
    having = [_plurals(ranked, np.flatnonzero(row)) for row in found.having]
    uncertain = [_small_uncertain(ranked, s) for s in range(len(found))]
    shown = (
        _rank(len(found)),
        *_who(ranked, found.follower, found.leader, "Indeling B"),
        columns.text("regio", "Regio van B", [regio.naam for regio in taken]),
        columns.text("wordt", "Wordt in plaats van", grown, "Regio van A; leeg bij een nieuwe."),
        columns.text("heeft", "Zo bij", having, "Indelingen die precies deze regio hebben."),
        columns.count("aantal_heeft", "Aantal zo", found.having.sum(axis=1)),
        *_gains(found),
        *_moved(ranked, found.moving, found.inhabitants),
        *_decided(ranked, found.follower),
        columns.count("onzeker", "Onzekere gemeenten", uncertain, SMALL_UNCERTAIN),
        *_means(found),
        *_years_and_ids(ranked, found.follower, found.leader),
        columns.text("code_b", "Code van de regio", [regio.code for regio in taken]),
        _names(ranked, found.moving),
    )
    title = "Als een indeling één regio van een andere overneemt"
    return _table(ranked, "regiostappen", title, shown, SMALL_STEP)


def _small_uncertain(ranked: Ranking, s: int) -> int:
    """Count the gemeenten of the regions of a small step whose membership is uncertain."""
    found = ranked.small
    a, b = int(found.follower[s]), int(found.leader[s])
    involved = (ranked.labels[b] == found.region[s]) | found.moving[s]
    return int((involved & (ranked.uncertain[a] | ranked.uncertain[b])).sum())


def _table(ranked: Ranking, name: str, title: str, shown: tuple[Column, ...], what: str) -> Table:
    account = replace(ranked.provenance, method=(what, *columns.definitions(shown)))
    return Table(name, f"{title}, naar {ranked.gewicht}", shown, account)


def _rank(length: int) -> Column:
    return columns.count("rang", "Rang", range(1, length + 1))


def _who(ranked: Ranking, follower: IntArray, leader: IntArray, other: str) -> tuple[Column, ...]:
    return (
        columns.text("naam_a", "Indeling A", _facts(ranked, follower, "naam_meervoud")),
        columns.text("naam_b", other, _facts(ranked, leader, "naam_meervoud")),
    )


def _gains(found: Steps) -> tuple[Column, ...]:
    return (
        columns.number("winst", "Verandering V-maat", found.gain, GAIN, "", _GAIN_DECIMALS),
        columns.number(
            "winst_per", "Per 100.000 inwoners", found.gain_per, GAIN_PER, "", _GAIN_PER_DECIMALS
        ),
    )


def _means(found: Steps) -> tuple[Column, ...]:
    return (
        columns.number("v_voor", "Gemiddelde V-maat nu", found.before, GAIN),
        columns.number("v_na", "Gemiddelde V-maat na de stap", found.after, GAIN),
    )


def _moved(ranked: Ranking, moving: BoolArray, inhabitants: FloatArray) -> tuple[Column, ...]:
    total = float(ranked.catalogus.gemeenten.inwoners.sum())
    return (
        columns.count("gemeenten", "Gemeenten die wisselen", moving.sum(axis=1), MOVING),
        columns.count("inwoners", "Inwoners die wisselen", inhabitants, MOVING),
        columns.share(
            "inwoners_aandeel",
            "Deel van de inwoners",
            inhabitants / total,
            columns.inwoners_on(ranked.catalogus),
        ),
    )


def _decided(ranked: Ranking, follower: IntArray) -> tuple[Column, ...]:
    ministeries = [_ministeries(ranked.indelingen[a]) for a in follower.tolist()]
    return (
        columns.text(
            "bepaald_door",
            "Indeling A bepaald door",
            _facts(ranked, follower, "indeling_bepaald_door"),
            DECIDED,
        ),
        columns.text(
            "verplicht",
            "Samenwerking verplicht",
            _facts(ranked, follower, "samenwerking_verplicht"),
        ),
        columns.text("grondslag", "Grondslag A", _facts(ranked, follower, "grondslag")),
        columns.text("ministeries", "Ministeries A", ministeries),
    )


def _years_and_ids(ranked: Ranking, follower: IntArray, leader: IntArray) -> tuple[Column, ...]:
    return (
        columns.year("peiljaar_a", "Peiljaar A", [ranked.indelingen[a] for a in follower]),
        columns.year("peiljaar_b", "Peiljaar B", [ranked.indelingen[b] for b in leader]),
        columns.text("indeling_a", "Indeling A (id)", _facts(ranked, follower, "id")),
        columns.text("indeling_b", "Indeling B (id)", _facts(ranked, leader, "id")),
    )


def _names(ranked: Ranking, moving: BoolArray) -> Column:
    namen = ranked.catalogus.gemeenten.namen
    texts = [join_names([namen[i] for i in np.flatnonzero(row)]) or None for row in moving]
    return columns.text("wie", "Wie wisselt", texts)


def _facts(ranked: Ranking, positions: IntArray, name: str) -> list[str | None]:
    return [str(getattr(ranked.indelingen[i], name)) for i in positions.tolist()]


def _plurals(ranked: Ranking, positions: IntArray) -> str:
    return join_names([ranked.indelingen[i].naam_meervoud for i in positions])


def _ministeries(indeling: Indeling) -> str:
    return join_names(indeling.ministeries) or ONBEKEND
