from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PyQt6.QtGui import QFontMetricsF

from regiokaart.cartography.legend import legend_lines
from regiokaart.cartography.specification import BorderLayer, Fill, FillClass, MapSpecification
from regiokaart.painting.furniture import Legend, font, scale_length


def specification(classes: list[int]) -> MapSpecification:
    return MapSpecification(
        title="Een heel lange titel die zeker niet op één regel van de legenda past",
        subtitle="2 regio's",
        fill=Fill(np.array(classes), (FillClass("#111111", "eerste"), FillClass("#222222"))),
        borders=(
            BorderLayer(np.arange(2), "#333333", 0.5, text="dun"),
            BorderLayer(np.arange(2), "#444444", 2, text="dik"),
            BorderLayer(np.arange(2), "#555555", 2),
        ),
        labels=(),
        tooltips=(),
        legend_title="",
        source="",
        alt_text="",
        facts=(),
    )


def test_legend_lists_what_has_a_text_with_the_top_border_first() -> None:
    assert [line.text for line in legend_lines(specification([0, 1]))] == ["eerste", "dik", "dun"]


def test_legend_explains_missing_data() -> None:
    assert "geen gegevens" in [line.text for line in legend_lines(specification([0, -1]))]


@pytest.mark.usefixtures("qapp")
def test_legend_grows_with_its_contents() -> None:
    small, large = Legend(specification([0, 1])), Legend(specification([0, -1]))
    assert large.height > small.height
    assert Legend(specification([0, 1]), heading=False).height < small.height


@given(st.floats(1, 5000))
def test_scale_bar_is_round_and_fits(resolution: float) -> None:
    metres = scale_length(resolution, longest=140)
    assert 140 / 2.5 * resolution * 0.999 <= metres <= 140 * resolution
    assert f"{metres:.0e}"[0] in "125"


@pytest.mark.usefixtures("qapp")
def test_legend_with_larger_letters_is_larger_and_keeps_within_its_room() -> None:
    paper = Legend(specification([0, -1]))
    screen = Legend(specification([0, -1]), letters=2)
    assert screen.width == pytest.approx(2 * paper.width, rel=0.1)
    assert screen.height == pytest.approx(2 * paper.height, rel=0.1)
    narrow = Legend(specification([0, -1]), letters=2, widest=300)
    assert narrow.width <= 300
    assert narrow.height > screen.height  # in more lines


@pytest.mark.usefixtures("qapp")
def test_legend_never_cuts_a_word() -> None:
    one_word = replace(specification([0, 1]), title="Arbeidsmarktregio's")
    heading = QFontMetricsF(font(28, bold=True)).horizontalAdvance(one_word.title)
    assert Legend(one_word, letters=2, widest=200).width > heading
