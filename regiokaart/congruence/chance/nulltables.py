"""What the comparison with chance amounts to: sentences, and the table of a set."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from regiokaart.congruence import columns as column
from regiokaart.congruence.chance.chance import TOLERANCE, Chance, Counts, against_chance
from regiokaart.congruence.chance.nullmodel import Ensemble, Sampling
from regiokaart.congruence.provenance import gewicht_parameter, provenance
from regiokaart.congruence.table import Table
from regiokaart.congruence.wording import counted, names_in_sentence
from regiokaart.model import Catalogus, Gewicht, Indeling
from regiokaart.model.indeling import Verdeling
from regiokaart.model.notation import number, percentage

_NOT_WHOLE = "bij {0} horen gemeenten bij meer regio's, of maar voor een deel"
_METHOD = (
    "Toeval: indelingen met aaneengesloten regio's die precies evenveel gemeenten hebben als de "
    "echte, getrokken met ReCom op uniforme opspannende bomen (DeFord, Duchin en Solomon 2021; "
    "Cannon, Duchin, Randall en Rule 2022)."
)
_GETROKKEN = "De indeling die door toevallige is vervangen; de andere blijft zoals zij is."
_V_MAAT = "V-maat van de twee echte indelingen."
_VERWACHT = "Gemiddelde V-maat als de ene indeling toevallig was."
_BAND = "Tussen deze twee ligt de V-maat in 90% van de toevallige indelingen."
_PERCENTIEL = (
    "Percentage toevallige indelingen met een lagere V-maat dan de echte; gelijke tellen half."
)
_GECORRIGEERD = (
    "(V − verwacht) / (1 − verwacht): 0 is niet meer dan toeval, 1 is gelijk, en onder 0 is minder "
    "dan toeval."
)
_SAMEN = "Aantal regio's van de getrokken indeling dat samenvalt met een regio van de andere."
_BINNEN = (
    "Aantal regio's van de getrokken indeling dat geheel binnen één regio van de andere ligt, "
    "samenvallende meegeteld."
)
_BIJ_TOEVAL = "Het gemiddelde daarvan als de ene indeling toevallig was."
_VAST = "Aantal regio's dat in alle trekkingen gelijk is: dat kan niet anders, of mag niet."
_EFFECTIEF = "Hoeveel onafhankelijke trekkingen even precies zouden zijn (Geyer 1992)."
_FOUT = "Standaardfout van het verwachte gemiddelde."
_RHAT = "Of de wandelingen hetzelfde zeggen: 1 als dat zo is (Gelman e.a. 2013)."
_AFWIJKING = (
    "Deel van het gewicht dat de toevallige regio's in grootte van de echte schelen, beide op "
    "volgorde van grootte."
)
_NIET_BEPAALD = "Waarom toeval niet bepaald is."


@dataclass(frozen=True, eq=False)
class Standing:
    """Where one drawn indeling stands against another, for one weight.

    Attributes
    ----------
    drawn, other : Indeling
        The side that was made random, and the one that stays as it is.
    gewicht : Gewicht
    draws : int
        Number of random ones.
    counts : Counts or None
    chance : Chance or None
        None where an indeling does not divide gemeenten whole.
    reason : str
        Dutch clause that says why chance is not determined; empty when it is.
    """

    drawn: Indeling
    other: Indeling
    gewicht: Gewicht
    draws: int
    counts: Counts | None
    chance: Chance | None
    reason: str

    def figure(self, name: str) -> float:
        """Return an attribute of `chance`; NaN where there is none."""
        return math.nan if self.chance is None else float(getattr(self.chance, name))

    def count(self, name: str) -> int | None:
        """Return an attribute of `counts`; None where there is none."""
        return None if self.counts is None else int(getattr(self.counts, name))

    def mean(self, name: str) -> float:
        """Return a mean of `counts`; NaN where there is none."""
        return math.nan if self.counts is None else float(getattr(self.counts, name))


def standings(
    catalogus: Catalogus,
    indelingen: Sequence[Indeling],
    ensembles: Sequence[Ensemble | None],
    gewichten: Sequence[Gewicht],
    tolerance: float = TOLERANCE,
) -> tuple[Standing, ...]:
    """Place every pair of a set against chance, both ways and for each weight.

    Parameters
    ----------
    catalogus : Catalogus
    indelingen : sequence of Indeling, length k
    ensembles : sequence of Ensemble or None, length k
        The random ones of each; None for an indeling that does not divide gemeenten whole.
    gewichten : sequence of Gewicht
    tolerance : float
        See `chance.against_chance`.

    Raises
    ------
    ValueError
        When the random ones of an indeling that can be drawn are not given.
    """
    return tuple(
        standing
        for drawn, ensemble in zip(indelingen, ensembles, strict=True)
        for other in indelingen
        if other is not drawn
        for standing in _standings(catalogus, drawn, other, ensemble, gewichten, tolerance)
    )


def chance_sentences(standing: Standing) -> tuple[str, ...]:
    """Say in plain Dutch what chance would give and where the real pair stands.

    What can be counted comes first, then the V-measure; where chance is not determined there is
    one sentence, which says why.
    """
    one, more = names_in_sentence(standing.drawn)
    other_one, other_more = names_in_sentence(standing.other)
    counts, chance, draws = standing.counts, standing.chance, standing.draws
    if counts is None or chance is None or standing.reason:
        return (
            f"Wat de V-maat zou zijn als de {more} toevallig waren, is naar {standing.gewicht} "
            f"niet bepaald: {standing.reason}.",
        )
    together = "valt samen" if counts.coinciding == 1 else "vallen samen"
    sentences = [
        f"{number(counts.coinciding)} van de {counted(counts.regions, one, more)} {together} met "
        f"een {other_one}; als de {more} toevallig waren, gold dat gemiddeld voor "
        f"{number(counts.expected_coinciding, 1)}.",
        f"Met toevallige {more} van dezelfde groottes zou de V-maat met de {other_more} naar "
        f"{standing.gewicht} gemiddeld {number(chance.expected, 3)} zijn, en in 90% van de "
        f"gevallen tussen {number(chance.low, 3)} en {number(chance.high, 3)}; zij is "
        f"{number(chance.real, 3)}, {_place(chance, draws)}, en daarmee {_adjusted(chance)}.",
    ]
    if counts.fixed:
        lies = "ligt" if counts.fixed == 1 else "liggen"
        sentences.append(
            f"Let op: {number(counts.fixed)} van de {counted(counts.regions, one, more)} {lies} in "
            "alle trekkingen vast."
        )
    return tuple(sentences)


def chance_table(
    catalogus: Catalogus,
    indelingen: Sequence[Indeling],
    rows: Sequence[Standing],
    sampling: Sampling,
    *,
    inside_provinces: bool = False,
    tolerance: float = TOLERANCE,
) -> Table:
    """Tabulate standings against chance: one row each.

    Parameters
    ----------
    catalogus : Catalogus
    indelingen : sequence of Indeling
        The set that the rows are about.
    rows : sequence of Standing
    sampling : Sampling
        How the random ones were drawn.
    inside_provinces : bool
        Whether they were drawn within provinces.
    tolerance : float
        That of the standings.
    """
    columns = (
        column.text(
            "naam_getrokken", "Getrokken", [r.drawn.naam_meervoud for r in rows], _GETROKKEN
        ),
        column.text("naam_ander", "Ander", [r.other.naam_meervoud for r in rows]),
        column.text("indeling_getrokken", "Getrokken (id)", [r.drawn.id for r in rows]),
        column.text("indeling_ander", "Ander (id)", [r.other.id for r in rows]),
        column.year("peiljaar_getrokken", "Peiljaar getrokken", [r.drawn for r in rows]),
        column.year("peiljaar_ander", "Peiljaar ander", [r.other for r in rows]),
        column.text("gewicht", "Gewicht", [str(r.gewicht) for r in rows]),
        column.count("regios", "Regio's", [r.count("regions") for r in rows]),
        column.count("samenvallend", "Samenvallend", [r.count("coinciding") for r in rows], _SAMEN),
        column.number(
            "samenvallend_toeval",
            "Samenvallend bij toeval",
            [r.mean("expected_coinciding") for r in rows],
            _BIJ_TOEVAL,
            decimals=1,
        ),
        column.count("binnen", "Binnen of gelijk", [r.count("within") for r in rows], _BINNEN),
        column.number(
            "binnen_toeval",
            "Binnen of gelijk bij toeval",
            [r.mean("expected_within") for r in rows],
            _BIJ_TOEVAL,
            decimals=1,
        ),
        column.number("v_maat", "V-maat", [r.figure("real") for r in rows], _V_MAAT),
        column.number("v_verwacht", "Bij toeval", [r.figure("expected") for r in rows], _VERWACHT),
        column.number("v_laag", "5%", [r.figure("low") for r in rows], _BAND),
        column.number("v_hoog", "95%", [r.figure("high") for r in rows], _BAND),
        column.number(
            "percentiel",
            "Percentiel",
            [r.figure("percentile") for r in rows],
            _PERCENTIEL,
            decimals=1,
        ),
        column.number(
            "gecorrigeerd", "Boven toeval", [r.figure("adjusted") for r in rows], _GECORRIGEERD
        ),
        column.count("vast", "Liggen vast", [r.count("fixed") for r in rows], _VAST),
        column.number(
            "effectief",
            "Effectieve trekkingen",
            [r.figure("effective") for r in rows],
            _EFFECTIEF,
            decimals=0,
        ),
        column.number(
            "standaardfout", "Standaardfout", [r.figure("error") for r in rows], _FOUT, decimals=4
        ),
        column.number("r_hat", "R̂", [r.figure("rhat") for r in rows], _RHAT),
        column.share("afwijking", "Afwijking", [r.figure("deviation") for r in rows], _AFWIJKING),
        column.text("niet_bepaald", "Niet bepaald", [r.reason for r in rows], _NIET_BEPAALD),
    )
    account = provenance(
        catalogus,
        indelingen,
        (
            gewicht_parameter(list(dict.fromkeys(r.gewicht for r in rows))),
            column.set_parameter("Indelingen in Toeval", indelingen),
            *_parameters(sampling, inside_provinces, tolerance),
        ),
        (_METHOD, *column.definitions(columns)),
    )
    return Table("toeval", "Congruentie tegenover toeval", columns, account)


def is_whole(indeling: Indeling) -> bool:
    """Whether an indeling can be drawn at random: each gemeente is in one regio at most."""
    return indeling.verdeling is Verdeling.HEEL


def _standings(
    catalogus: Catalogus,
    drawn: Indeling,
    other: Indeling,
    ensemble: Ensemble | None,
    gewichten: Sequence[Gewicht],
    tolerance: float,
) -> list[Standing]:
    for indeling in (drawn, other):
        if not is_whole(indeling):
            reason = _NOT_WHOLE.format(indeling.naam_meervoud)
            return [Standing(drawn, other, gewicht, 0, None, None, reason) for gewicht in gewichten]
    if ensemble is None:
        raise ValueError(f"{drawn.id} can be drawn, but was not")
    weights = np.array([catalogus.gemeenten.weights(gewicht) for gewicht in gewichten])
    counts, chances = against_chance(ensemble, catalogus.labels(other), weights, tolerance)
    return [
        Standing(drawn, other, gewicht, len(ensemble.divisions), counts, chance, chance.reason)
        for gewicht, chance in zip(gewichten, chances, strict=True)
    ]


def _place(chance: Chance, draws: int) -> str:
    """Say among which of the random ones the real one is, not rounding to none or all."""
    if chance.percentile == 100:
        return f"hoger dan bij alle {number(draws)} toevallige"
    if chance.percentile == 0:
        return f"lager dan bij alle {number(draws)} toevallige"
    close = not 1 <= chance.percentile <= 99
    lower = percentage(min(max(chance.percentile, 0.1), 99.9) / 100, 1 if close else 0)
    return f"hoger dan bij {lower} van de {number(draws)} toevallige"


def _adjusted(chance: Chance) -> str:
    if chance.adjusted < 0:
        return "verder van gelijk dan toeval"
    return f"{percentage(chance.adjusted, 0)} van de afstand tussen toeval en gelijk"


def _parameters(
    sampling: Sampling, inside_provinces: bool, tolerance: float
) -> tuple[tuple[str, str], ...]:
    return (
        ("Regio's veranderen", "binnen provincies" if inside_provinces else "in het hele land"),
        ("Trekkingen", f"{number(sampling.draws_per_walk * sampling.walks)} per indeling"),
        ("Wandelingen", f"{number(sampling.walks)} per indeling, met elk een eigen begin"),
        ("Inloop", f"{number(sampling.burn_in)} stappen per wandeling"),
        ("Uitdunning", f"elke {number(sampling.thinning)} stappen een trekking"),
        ("Zaad", str(sampling.seed)),
        ("Tolerantie op de groottes in gemeenten", "0%: precies gelijk"),
        ("Tolerantie op de groottes in een ander gewicht", percentage(tolerance)),
    )
