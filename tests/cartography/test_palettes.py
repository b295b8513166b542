import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokaart.cartography.palettes import (
    SOFT,
    colour_regions,
    contrast,
    luminance,
    mix,
    shades,
)
from regiokaart.model import Catalogus, Gebied


def test_neighbours_differ_in_every_indeling(catalogus: Catalogus, gebied: Gebied) -> None:
    pairs, _ = gebied.neighbours
    for indeling in catalogus:
        labels = catalogus.labels(indeling)
        colours = colour_regions(labels, pairs, len(indeling))[labels]
        across = labels[pairs[:, 0]] != labels[pairs[:, 1]]
        assert (colours[pairs[across, 0]] != colours[pairs[across, 1]]).all(), indeling.id


@given(st.lists(st.integers(-1, 7), min_size=12, max_size=12))
def test_colours_on_a_grid(labels: list[int]) -> None:
    grid = np.arange(12).reshape(3, 4)
    pairs = np.concatenate(
        [np.stack([grid[:, :-1].ravel(), grid[:, 1:].ravel()], 1),
         np.stack([grid[:-1].ravel(), grid[1:].ravel()], 1)]
    )  # fmt: skip
    regions = np.array(labels)
    colours = colour_regions(regions, pairs, 8)
    assert colours.min() >= 0
    assert colours.max() < len(SOFT)
    for i, j in regions[pairs]:
        if i >= 0 and j >= 0 and i != j:
            assert colours[i] != colours[j]


def test_names_are_legible_on_every_fill() -> None:
    assert min(contrast(colour, "#1a1a1a") for colour in SOFT) > 7


@pytest.mark.parametrize(
    ("colour", "expected"), [("#000000", 0.0), ("#ffffff", 1.0), ("#ff0000", 0.2126)]
)
def test_luminance(colour: str, expected: float) -> None:
    assert luminance(colour) == pytest.approx(expected)


def test_contrast_of_black_and_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_mix_ends_at_either_colour() -> None:
    assert mix("#102030", "#ffffff", 0) == "#102030"
    assert mix("#102030", "#ffffff", 1) == "#ffffff"


def test_shades_darken_in_even_steps_that_can_be_told_apart() -> None:
    light = [luminance(colour) for colour in shades(6)]
    assert light == sorted(light, reverse=True)
    assert min(contrast(a, b) for a, b in zip(shades(6), shades(6)[1:], strict=False)) > 1.15
    assert len(shades(1)) == 1
