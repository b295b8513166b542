from __future__ import annotations

from collections.abc import Callable

import numpy as np

from regiokaart.congruence.chance.chance import TerritorialChance
from regiokaart.congruence.gemeente.profile import profiles
from regiokaart.congruence.gemeente.profilesentences import profile_sentences
from regiokaart.model import Catalogus, Indeling, Regeling

Make = Callable[..., Indeling]
ABOUT = "De indelingen zijn: zorg's, plan's en vuur's."


def test_a_profile_in_sentences(klein: Catalogus, indeling: Make) -> None:
    indelingen = [
        indeling("aaabbb", "Zorg"),
        indeling("aabbbb", "Plan"),
        indeling("abaabb", "Vuur", uncertain="0"),
    ]
    assert profile_sentences(klein, profiles(klein, indelingen), 0) == (
        "Aa zit in 3 indelingen samen met 3 andere gemeenten, waar 5.400 inwoners wonen: met geen "
        "daarvan in alle 3 indelingen, en met 1 in maar één.",
        "Haar 3 regio's zijn 3 verschillende groepen gemeenten; wie precies dezelfde gemeenten "
        "heeft, telt één keer.",
        "Met een partner is zij gemiddeld in 56% van haar indelingen samen (territoriale "
        "congruentie). Lagen haar regio's, even groot als nu, geheel in elkaar, dan was dat 83%; "
        "bepaalde het lot wie er in zaten, dan 47%.",
        "Van de 5 gemeenten die in inwoners het dichtst bij haar liggen (1 tot 3.000) hebben er "
        "geen minder partners en 5 meer; de territoriale congruentie is bij 2 lager.",
        "Zij heeft 2 vaste partners, met wie zij in meer dan de helft van haar indelingen samen "
        "is. In geen enkele indeling zit zij zonder de meeste daarvan, alleen of vooral met "
        "anderen.",
        "Onzeker is bij welke regio zij hoort van de vuur's; geteld is zoals het in de gegevens "
        "staat.",
        ABOUT,
    )


def test_deviations_cooperations_and_chance_are_named(klein: Catalogus, indeling: Make) -> None:
    indelingen = [
        indeling("aaabbb", "Zorg"),
        indeling("aaabbb", "Plan"),
        indeling("aabbbb", "Vuur"),
    ]
    regeling = Regeling("1", "r", "v", "", "", np.array([2, 3]), ())
    found = profiles(klein, indelingen, [regeling])
    chance = TerritorialChance(*(np.full(6, share) for share in (0.5, 0.25, 0.75)))
    text = " ".join(profile_sentences(klein, found, 2, chance))
    assert "met geen daarvan in alle 3 indelingen, en met 3 in maar één." in text
    assert "Haar 3 regio's en 1 formele regeling zijn samen 3 verschillende groepen" in text
    assert "Met de regelingen erbij heeft zij 5 partners." in text
    assert "Zij heeft 2 vaste partners" in text
    assert "In de vuur's zit zij zonder de meeste daarvan" in text
    assert "dan is het gemiddeld 50%, en in negen van de tien gevallen 25% tot 75%." in text
    unknown = TerritorialChance(*(np.full(6, np.nan),) * 3)
    assert "is voor regio's van deze groottes onbekend" in " ".join(
        profile_sentences(klein, found, 2, unknown)
    )
    assert not any("toevallig" in line for line in profile_sentences(klein, found, 2))
    always = profile_sentences(klein, found, 0)[0]
    assert "met 1 daarvan in alle 3 indelingen (Bee), en met geen in maar één." in always


def test_there_may_be_little_to_say(klein: Catalogus, indeling: Make) -> None:
    found = profiles(klein, [indeling("aabc..", "Zorg")])
    assert profile_sentences(klein, found, 5)[0] == (
        "Ef heeft in geen van de indelingen een regio."
    )
    assert profile_sentences(klein, found, 2)[0] == (
        "Cee zit in 1 indeling steeds alleen in een regio."
    )
    assert profile_sentences(klein, found, 0) == (
        "Aa zit in 1 indeling samen met 1 andere gemeente, waar 2.000 inwoners wonen.",
        "De indelingen zijn: zorg's.",
    )


def test_two_indelingen_that_are_the_same(klein: Catalogus, indeling: Make) -> None:
    found = profiles(klein, [indeling("aabbbb", "Zorg"), indeling("aabbcc", "Plan")])
    first, second, *_ = profile_sentences(klein, found, 0)
    assert "met 1 daarvan in beide indelingen (Bee)" in first
    assert second == "Haar 2 regio's hebben alle precies dezelfde gemeenten."
