"""Every measure of a pair in a sentence with its own figures, and where the method explains it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from regiokaart.congruence.table import Table
from regiokaart.congruence.wording import counted, names_in_sentence
from regiokaart.model import Gewicht, Indeling
from regiokaart.model.notation import number, percentage


@dataclass(frozen=True)
class Explained:
    """One measure of a pair.

    Attributes
    ----------
    key : str
        Column of `regiokaart.congruence.pair.pairtable.pairs_table`.
    heading, value : str
        Its name and its figure as they are written.
    sentence : str
        What the figure says, in plain Dutch.
    anchor : str
        Heading in ``docs/methode.md``.
    """

    key: str
    heading: str
    value: str
    sentence: str
    anchor: str


@dataclass(frozen=True)
class _Words:
    """What two indelingen and a weight are called inside a sentence."""

    one_a: str
    more_a: str
    one_b: str
    more_b: str
    units: str
    across: str
    gewicht: Gewicht


_UNITS = {  # any two, and two that are not together by construction
    Gewicht.GEMEENTEN: ("gemeenten (ook tweemaal dezelfde)", "gemeenten"),
    Gewicht.INWONERS: (
        "inwoners (ook van dezelfde gemeente)",
        "inwoners uit verschillende gemeenten",
    ),
    Gewicht.OPPERVLAKTE: (
        "plekken (ook in dezelfde gemeente)",
        "plekken in verschillende gemeenten",
    ),
}

_Sentence = Callable[[float, _Words], str]

PLAIN = ("wisselaars", "v_maat", "wallace_tussen_ab", "wallace_tussen_ba")
"""Keys of the measures for everyone; the others are for specialists."""


def explained(table: Table, row: int, a: Indeling, b: Indeling) -> tuple[Explained, ...]:
    """Explain the measures of one pair.

    Parameters
    ----------
    table : Table
        Made by `regiokaart.congruence.pair.pairtable.pairs_table`.
    row : int
        The row of the pair.
    a, b : Indeling
        The pair, in the order of the row.

    Returns
    -------
    tuple of Explained
        In the order of what can be counted, the most used and the more technical measures; those
        without a value are left out.
    """
    gewicht = Gewicht(str(table["gewicht"].values[row]))
    words = _Words(*names_in_sentence(a), *names_in_sentence(b), *_UNITS[gewicht], gewicht)
    found = []
    for key, (anchor, sentence) in _SENTENCES.items():
        column = table[key]
        value = column.values[row]
        if isinstance(value, int | float):
            text = sentence(float(value), words)
            found.append(Explained(key, column.title, column.text(row), text, anchor))
    return tuple(found)


def _v(value: float, w: _Words) -> str:
    return (
        f"Op een schaal van 0 (geen verband) tot 1 (gelijk) lijken de {w.more_a} en de {w.more_b} "
        f"voor {number(value, 3)} op elkaar. Hoog is het alleen als elke {w.one_a} vrijwel in één "
        f"{w.one_b} ligt en andersom."
    )


def _homogeneity(value: float, w: _Words) -> str:
    return (
        f"Wie van iemand de {w.one_b} weet, weet daarmee {percentage(value, 0)} van wat nodig is "
        f"om ook de {w.one_a} te noemen; 100% als elke {w.one_b} binnen één {w.one_a} ligt."
    )


def _completeness(value: float, w: _Words) -> str:
    return (
        f"Wie van iemand de {w.one_a} weet, weet daarmee {percentage(value, 0)} van wat nodig is "
        f"om ook de {w.one_b} te noemen; 100% als elke {w.one_a} binnen één {w.one_b} ligt."
    )


def _information(value: float, w: _Words) -> str:
    return (
        f"Om van iemand uit de {w.one_a} de {w.one_b} te raden en andersom, zijn samen gemiddeld "
        f"{number(value, 2)} goedgekozen ja-neevragen nodig; geen enkele als zij gelijk zijn."
    )


def _share(across: bool, from_a: bool) -> _Sentence:
    def sentence(value: float, w: _Words) -> str:
        units = w.across if across else w.units
        here, there = (w.one_a, w.one_b) if from_a else (w.one_b, w.one_a)
        return (
            f"Van twee {units} in dezelfde {here} is de kans {percentage(value, 0)} dat zij ook in "
            f"dezelfde {there} zitten."
        )

    return sentence


def _jaccard(value: float, w: _Words) -> str:
    return (
        f"Van alle tweetallen {w.across} die een {w.one_a} of een {w.one_b} delen, deelt "
        f"{percentage(value, 0)} ze allebei."
    )


def _mapcurves(from_a: bool) -> _Sentence:
    def sentence(value: float, w: _Words) -> str:
        here, there = (w.one_a, w.one_b) if from_a else (w.one_b, w.one_a)
        return (
            f"Een {here} past gemiddeld voor {percentage(value, 0)} op een {there}: 100% als elke "
            f"{here} ook een {there} is."
        )

    return sentence


def _cramer(value: float, w: _Words) -> str:
    return (
        f"Het verband tussen de {w.more_a} en de {w.more_b} is {number(value, 3)}, van 0 (geen) "
        "tot 1 (de ene volgt geheel uit de andere)."
    )


def _rand(value: float, w: _Words) -> str:
    return (
        f"Over {percentage(value, 1)} van alle tweetallen gemeenten zijn beide het eens: samen in "
        "een regio, of niet. Dat is altijd hoog, want de meeste gemeenten liggen ver van elkaar."
    )


def _adjusted_rand(value: float, w: _Words) -> str:
    return (
        f"Van de ruimte tussen willekeurig gehusselde gemeenten (0) en gelijke indelingen (1) is "
        f"{number(value, 3)} bereikt, geteld in tweetallen gemeenten."
    )


def _movers(value: float, w: _Words) -> str:
    return (
        f"Er is een wissel van {_amount(value, w.gewicht)} nodig om de {w.more_a} gelijk te maken "
        f"aan de {w.more_b}; met minder kan het niet."
    )


def _nesting(from_a: bool) -> _Sentence:
    def sentence(value: float, w: _Words) -> str:
        here, there = (w.one_a, w.one_b) if from_a else (w.one_b, w.one_a)
        if not value:
            return f"Elke {here} ligt al binnen één {there}."
        return (
            f"Een verhuizing van {_amount(value, w.gewicht)} volstaat om elke {here} binnen één "
            f"{there} te laten vallen."
        )

    return sentence


def _covered(value: float, w: _Words) -> str:
    if value == 1:
        return "De vergelijking gaat over het hele land."
    return (
        f"De vergelijking gaat over {percentage(value)} van het geheel; de rest hoort niet in "
        "beide bij een regio."
    )


def _amount(value: float, gewicht: Gewicht) -> str:
    match gewicht:
        case Gewicht.GEMEENTEN:
            return counted(value, "gemeente", "gemeenten")
        case Gewicht.INWONERS:
            return counted(value, "inwoner", "inwoners")
        case Gewicht.OPPERVLAKTE:
            return f"{number(value)} km²"


_HC = "homogeniteit-en-volledigheid"
_SENTENCES: dict[str, tuple[str, _Sentence]] = {
    "wisselaars": ("wisselaars", _movers),
    "v_maat": ("v-maat", _v),
    "wallace_tussen_ab": ("wallace", _share(across=True, from_a=True)),
    "wallace_tussen_ba": ("wallace", _share(across=True, from_a=False)),
    "nestafstand_ab": ("nestafstand", _nesting(from_a=True)),
    "nestafstand_ba": ("nestafstand", _nesting(from_a=False)),
    "gedekt_aandeel": ("waar-u-op-moet-letten", _covered),
    "homogeniteit": (_HC, _homogeneity),
    "volledigheid": (_HC, _completeness),
    "vi_bits": ("variatie-van-informatie-vi", _information),
    "wallace_ab": ("wallace", _share(across=False, from_a=True)),
    "wallace_ba": ("wallace", _share(across=False, from_a=False)),
    "jaccard": ("jaccard-van-paren", _jaccard),
    "mapcurves_ab": ("mapcurves", _mapcurves(from_a=True)),
    "mapcurves_ba": ("mapcurves", _mapcurves(from_a=False)),
    "cramers_v": ("cramérs-v", _cramer),
    "rand": ("rand-aangepaste-rand-en-ami", _rand),
    "aangepaste_rand": ("rand-aangepaste-rand-en-ami", _adjusted_rand),
}
