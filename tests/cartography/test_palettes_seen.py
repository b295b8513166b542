"""Every palette in grey print and through the eyes of who is colour-blind.

Simulated after Machado, Oliveira and Fernandes (2009), "A physiologically-based model for
simulation of color vision deficiency", severity 1; differences are distances in CIELAB.
"""

from itertools import combinations, pairwise, product

import numpy as np
import pytest

from regiokaart.cartography import borders, steps, together
from regiokaart.cartography.classes import FEWEST, MOST
from regiokaart.cartography.palettes import (
    NO_DATA,
    SOFT,
    between,
    shades,
)
from regiokaart.cartography.pergemeente import PLAIN
from regiokaart.cartography.views import RELATION_COLOURS, relation_tints

EYES = {
    "normal": np.eye(3),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
SEQUENCES = {
    **{f"shades {number}": shades(number) for number in range(FEWEST, MOST + 1)},
    "borders": tuple(between(borders.RAMP, place) for place in np.linspace(0, 1, 5)),
    "steps": steps._FILLS,
}


def lab(colour: str, eyes: str = "normal") -> np.ndarray:
    """L*, a* and b* of a hex colour as these eyes see it, under D65."""
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(EYES[eyes] @ linear, 0, 1) / (TO_XYZ @ np.ones(3))
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (xyz * 24389 / 27 + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(one: str, other: str, eyes: str) -> float:
    return float(np.linalg.norm(lab(one, eyes) - lab(other, eyes)))


def lightness(colour: str) -> float:
    """What is left of a colour in grey print, 0 to 100."""
    return float(lab(colour)[0])


@pytest.mark.parametrize("name", SEQUENCES)
def test_sequences_go_one_way_in_grey_print(name: str) -> None:
    light = [lightness(colour) for colour in SEQUENCES[name]]
    assert light == sorted(light, reverse=True)
    assert min(a - b for a, b in pairwise(light)) > 7


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("name", SEQUENCES)
def test_steps_of_sequences_are_seen_by_everyone(name: str, eyes: str) -> None:
    assert min(difference(a, b, eyes) for a, b in pairwise(SEQUENCES[name])) > 7.5


@pytest.mark.parametrize("eyes", EYES)
def test_relations_are_told_apart_by_everyone(eyes: str) -> None:
    colours = RELATION_COLOURS.values()
    assert min(difference(a, b, eyes) for a, b in combinations(colours, 2)) > 25


def test_relations_differ_in_grey_print() -> None:
    light = sorted(lightness(colour) for colour in RELATION_COLOURS.values())
    assert min(b - a for a, b in pairwise(light)) > 10


@pytest.mark.parametrize("eyes", EYES)
def test_no_tint_of_a_relation_looks_like_another_relation(eyes: str) -> None:
    tints = [relation_tints(relatie, len(SOFT)) for relatie in RELATION_COLOURS]
    for one, other in combinations(tints, 2):
        assert min(difference(a, b, eyes) for a, b in product(one, other)) > 18


def test_tints_of_relations_do_not_cross_in_grey_print() -> None:
    tints = [relation_tints(relatie, len(SOFT)) for relatie in RELATION_COLOURS]
    ranges = sorted([lightness(each[0]), lightness(each[-1])] for each in tints)
    assert min(low - high for (_, high), (low, _) in pairwise(ranges)) > 3


@pytest.mark.parametrize("eyes", EYES)
def test_regions_and_no_data_are_told_apart_by_everyone(eyes: str) -> None:
    five = (*SOFT[:5], NO_DATA)  # those that neighbours nearly always have
    assert min(difference(a, b, eyes) for a, b in combinations(five, 2)) > 11
    assert min(difference(a, b, eyes) for a, b in combinations(SOFT, 2)) > 7.5


@pytest.mark.parametrize("eyes", EYES)
def test_what_is_chosen_stands_out_of_any_shade(eyes: str) -> None:
    for colour in (PLAIN, *shades(MOST)):
        assert difference(together._CHOSEN, colour, eyes) > 30


def test_simulation_is_that_of_the_paper() -> None:
    """Red and green that differ much become alike; blue and yellow stay apart."""
    red, green = "#c8553d", "#6b8e23"
    assert difference(red, green, "normal") > 60
    assert difference(red, green, "deuteranopia") < difference(red, green, "normal") / 2
    assert difference("#0072b2", "#f0e442", "deuteranopia") > 80
    for eyes in EYES:
        assert lightness("#ffffff") == pytest.approx(lab("#ffffff", eyes)[0], abs=0.5)
