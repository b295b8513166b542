"""Steps in plain Dutch, with their figures, who decides, and what to mind."""

from __future__ import annotations

import numpy as np

from regiokaart.congruence.pair.crosstab import BoolArray
from regiokaart.congruence.steps.steptables import Ranking
from regiokaart.congruence.wording import counted, join_names, names_in_sentence, some_names
from regiokaart.model import Indeling, notation
from regiokaart.model.indeling import ONBEKEND

_DECIMALS = 4
_DECIMALS_PER = 5


def step_headline(ranked: Ranking, s: int) -> tuple[str, ...]:
    """Say what a step of a whole indeling does, and who moves.

    Parameters
    ----------
    ranked : Ranking
    s : int
        Which of `ranked.steps`, from 0.
    """
    found = ranked.steps
    a, b = (ranked.indelingen[int(i)] for i in (found.follower[s], found.leader[s]))
    more_a, more_b = names_in_sentence(a)[1], names_in_sentence(b)[1]
    if np.isnan(found.gain[s]):
        return (_unknown(more_a, more_b),)
    if not found.moving[s].any():
        return (f"De {more_a} en de {more_b} zijn gelijk: er is geen stap te zetten.",)
    moving, together = int(found.moving[s].sum()), int(found.together[s].sum())
    go = f"{_people(ranked, found.moving[s])} {_verb(moving, 'wisselt', 'wisselen')} dan van regio"
    if together:
        who = "zij" if together == moving else f"{notation.number(together)} daarvan"
        go += f"; {who} {_verb(together, 'gaat', 'gaan')} met het grootste deel van hun regio mee"
    return (
        f"Als de {more_a} de {more_b} volgen, {_change(ranked, found.before[s], found.after[s])}.",
        f"{go}.",
    )


def step_sentences(ranked: Ranking, s: int) -> tuple[str, ...]:
    """Describe a step of a whole indeling: the gain, who moves, who decides, what to mind.

    Parameters as those of `step_headline`.
    """
    found = ranked.steps
    headline = step_headline(ranked, s)
    if np.isnan(found.gain[s]) or not found.moving[s].any():
        return headline
    i, j = int(found.follower[s]), int(found.leader[s])
    a, b = ranked.indelingen[i], ranked.indelingen[j]
    return (
        *headline,
        *_per(float(found.gain_per[s])),
        _decision(a),
        *_mind(ranked, a, b, ranked.uncertain[i] | ranked.uncertain[j]),
    )


def region_step_headline(ranked: Ranking, s: int) -> tuple[str, ...]:
    """Say what a step of one region does, and who moves.

    Parameters
    ----------
    ranked : Ranking
    s : int
        Which of `ranked.small`, from 0.
    """
    found = ranked.small
    follower, leader = int(found.follower[s]), int(found.leader[s])
    a, b = ranked.indelingen[follower], ranked.indelingen[leader]
    regio = b.regios[int(found.region[s])].naam
    more_a, more_b = names_in_sentence(a)[1], names_in_sentence(b)[1]
    if np.isnan(found.gain[s]):
        return (_unknown(more_a, more_b),)
    members = ranked.labels[leader] == found.region[s]
    joining = found.moving[s] & members
    leaving = found.moving[s] & ~members
    others = [
        names_in_sentence(ranked.indelingen[i])[1]
        for i in np.flatnonzero(found.having[s])
        if i != leader
    ]
    also = f" (ook zo bij de {join_names(others)})" if others else ""
    sentences = [
        f"Als de {more_a} de regio {regio} van de {more_b} overnemen{also}, "
        f"{_change(ranked, found.before[s], found.after[s])}."
    ]
    if found.grown_from[s] < 0:
        sentences.append(f"Dat is een nieuwe regio, van {_who(ranked, joining)}.")
    else:
        grown = a.regios[int(found.grown_from[s])].naam
        if joining.any():
            verb = _verb(int(joining.sum()), "komt", "komen")
            sentences.append(f"Bij {grown} {verb} {_who(ranked, joining)}.")
        if leaving.any():
            verb = _verb(int(leaving.sum()), "blijft", "blijven")
            sentences.append(f"Van {grown} {verb} {_who(ranked, leaving)} als rest over.")
    return tuple(sentences)


def region_step_sentences(ranked: Ranking, s: int) -> tuple[str, ...]:
    """Describe a step of one region; parameters as those of `region_step_headline`."""
    found = ranked.small
    headline = region_step_headline(ranked, s)
    if np.isnan(found.gain[s]):
        return headline
    i, j = int(found.follower[s]), int(found.leader[s])
    a, b = ranked.indelingen[i], ranked.indelingen[j]
    involved = (ranked.labels[j] == found.region[s]) | found.moving[s]
    return (
        *headline,
        *_per(float(found.gain_per[s])),
        _decision(a),
        *_mind(ranked, a, b, (ranked.uncertain[i] | ranked.uncertain[j]) & involved),
    )


def ranking_sentences(ranked: Ranking) -> tuple[str, ...]:
    """Say what the ranking is over and how many steps bring the others together."""
    found = ranked.steps
    gains, changes = int((found.gain > 0).sum()), int(found.moving.any(axis=1).sum())
    names = join_names([names_in_sentence(indeling)[1] for indeling in ranked.indelingen])
    return (
        f"De set heeft {len(ranked.indelingen)} indelingen: {names}.",
        f"Van de {notation.number(len(found))} stappen waarin de ene indeling de andere volgt, "
        f"veranderen er {notation.number(changes)} iets; {notation.number(gains)} daarvan brengen "
        "de andere indelingen dichter bij elkaar.",
    )


def _unknown(more_a: str, more_b: str) -> str:
    return (
        f"Wat het met de andere indelingen doet als de {more_a} de {more_b} volgen, is niet te "
        "zeggen: er zijn geen gemeenten die zij gemeen hebben."
    )


def _change(ranked: Ranking, before: float, after: float) -> str:
    verb = "stijgt" if after > before else "daalt" if after < before else "blijft"
    figures = f"van {notation.number(before, _DECIMALS)} naar {notation.number(after, _DECIMALS)}"
    if after == before:
        figures = notation.number(before, _DECIMALS)
    return (
        f"{verb} de gemiddelde V-maat van de {len(ranked.indelingen)} indelingen naar "
        f"{ranked.gewicht}, het paar zelf niet meegeteld, {figures}"
    )


def _per(gain: float) -> tuple[str, ...]:
    if np.isnan(gain):
        return ()
    more = "erbij" if gain >= 0 else "eraf"
    return (
        f"Per 100.000 inwoners die wisselen is dat {notation.number(abs(gain), _DECIMALS_PER)} "
        f"{more}.",
    )


def _decision(a: Indeling) -> str:
    ministeries = join_names(a.ministeries) or ONBEKEND
    noun = "ministerie" if len(a.ministeries) < 2 else "ministeries"
    return (
        f"Indeling van de {names_in_sentence(a)[1]} bepaald door: {a.indeling_bepaald_door}; "
        f"grondslag: {a.grondslag}; samenwerking verplicht: {a.samenwerking_verplicht}; {noun}: "
        f"{ministeries}."
    )


def _mind(ranked: Ranking, a: Indeling, b: Indeling, uncertain: BoolArray) -> tuple[str, ...]:
    found = []
    if uncertain.any():
        names = [ranked.catalogus.gemeenten.namen[i] for i in np.flatnonzero(uncertain)]
        who = counted(len(names), "gemeente", "gemeenten")
        belongs = "hoort" if len(names) == 1 else "horen"
        found.append(
            f"Let op: van {who} is onzeker bij welke regio ze {belongs} ({some_names(names)})."
        )
    if a.peiljaar != b.peiljaar:
        found.append(
            f"Let op: de peiljaren verschillen ({a.peiljaar_tekst} en {b.peiljaar_tekst})."
        )
    return tuple(found)


def _verb(count: int, one: str, more: str) -> str:
    return one if count == 1 else more


def _people(ranked: Ranking, gemeenten: BoolArray) -> str:
    inwoners = int(ranked.catalogus.gemeenten.inwoners[gemeenten].sum())
    who = counted(int(gemeenten.sum()), "gemeente", "gemeenten")
    return f"{who} met {counted(inwoners, 'inwoner', 'inwoners')}"


def _who(ranked: Ranking, gemeenten: BoolArray) -> str:
    names = [ranked.catalogus.gemeenten.namen[i] for i in np.flatnonzero(gemeenten)]
    inwoners = int(ranked.catalogus.gemeenten.inwoners[gemeenten].sum())
    return f"{some_names(names)} ({counted(inwoners, 'inwoner', 'inwoners')})"
