"""Lines per border on the map, exact for print and in the quick way for the screen."""

from __future__ import annotations

import numpy as np
import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QColor, QImage, QPainter, QTransform

from regiokaart.cartography.borders import RAMP, borders
from regiokaart.cartography.viewport import Viewport
from regiokaart.model import Catalogus, Gebied
from regiokaart.painting.map import MapPainter, draw_lines, line_steps, thickness
from regiokaart.painting.paths import Pieces

pytestmark = pytest.mark.usefixtures("qapp")


def pixels(image: QImage) -> np.ndarray:
    """Return the blue channel, rows first."""
    bits = image.constBits()
    assert bits is not None
    bits.setsize(image.sizeInBytes())
    return np.asarray(bits).reshape(image.height(), -1, 4)[:, :, 0].copy()


def fan(turn: float) -> Pieces:
    """Return one straight line of 160 pixels through (100, 100)."""
    step = 80 * np.array([np.cos(turn), np.sin(turn)])
    return Pieces(np.array([100 - step, 100 + step]), np.array([0, 2]))


@pytest.mark.parametrize("ratio", [1, 2])
@pytest.mark.parametrize("width", [2.1, 2.8, 3.4, 3.6])
def test_quick_lines_are_as_wide_as_exact_ones_and_closed(width: float, ratio: int) -> None:
    for turn in np.linspace(0.02, np.pi, 11):
        images = []
        for quick in (False, True):
            image = QImage(200 * ratio, 200 * ratio, QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.white)
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            painter.scale(ratio, ratio)
            line = painter, fan(turn), np.array([0]), QTransform(), QColor("black"), width
            if quick:
                for _ in line_steps(*line, ratio):
                    pass
            else:
                draw_lines(*line)
            painter.end()
            images.append(pixels(image)[60 * ratio : 140 * ratio, 60 * ratio : 140 * ratio])
        exact, fast = (255.0 - image for image in images)
        assert fast.sum() == pytest.approx(exact.sum(), rel=0.2)
        assert fast[exact == 255].mean() > 215  # black inside, without a light middle


def test_a_map_of_borders_has_its_lines_where_they_run(
    catalogus: Catalogus, gebied: Gebied
) -> None:
    specification = borders(catalogus, gebied, [catalogus["provincie"]])
    painter_of = MapPainter(gebied)
    image = QImage(700, 800, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    viewport = Viewport.fitting(gebied.bounds, 700, 800)
    painter = QPainter(image)
    painter_of.paint(painter, specification, viewport)
    painter.end()
    dark = pixels(image) < 40
    detail = gebied.levels[0]
    provincies = np.array([hash(name) for name in catalogus.gemeenten.provincies])
    province = detail.borders_between(provincies, coast=False)
    others = np.setdiff1d(detail.borders_between(np.arange(len(gebied)), coast=False), province)

    def share_dark(arcs: np.ndarray) -> float:
        middles = [(detail.arc_start[a] + detail.arc_start[a + 1]) // 2 for a in arcs]
        places = [viewport.to_pixel(*detail.points[i]) for i in middles]
        return float(np.mean([dark[round(y - 0.5), round(x - 0.5)] for x, y in places]))

    assert share_dark(province) > 0.85
    assert share_dark(others) < 0.2  # where it is near a province border
    assert RAMP[-1] == specification.pair_lines[0].palette[0].colour


def test_lines_are_thinner_on_a_very_small_map_only() -> None:
    sizes = [thickness(Viewport(0, 0, resolution, 100, 100)) for resolution in (100, 900, 2000)]
    assert sizes[:2] == [1, 1]
    assert 0.5 < sizes[2] < 0.8
    assert thickness(Viewport(0, 0, 1e6, 100, 100)) == 0.5
