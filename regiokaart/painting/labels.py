"""Names on the map, each with a halo, in the font of the interface."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from regiokaart.cartography.labels import PlacedLabel, place
from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.viewport import Viewport
from regiokaart.painting import furniture

_HALO = QColor(255, 255, 255, 225)
_HALO_WIDTH = 1.4  # pixels on paper
# Of regions and of gemeenten, by rank.
_SIZES = (11, 10)  # pixels
_INK = (QColor("#1a1a1a"), QColor("#444444"))


class LabelPainter:
    """Places and draws names in the font that the interface has when this is made.

    Keeps what it measured and drew, so make a new one when the font changes.

    Parameters
    ----------
    letters : float
        Size of the letters as a multiple of that on paper.
    """

    def __init__(self, letters: float = 1.0) -> None:
        self._halo = _HALO_WIDTH * letters
        self._fonts = [
            furniture.font(size * letters, bold=rank == 0) for rank, size in enumerate(_SIZES)
        ]
        self._metrics = [QFontMetricsF(font) for font in self._fonts]
        self._sizes: dict[tuple[str, int], tuple[float, float]] = {}
        self._pixmaps: dict[tuple[tuple[str, ...], int, float], QPixmap] = {}

    def place(
        self,
        specification: MapSpecification,
        viewport: Viewport,
        blocked: tuple[QRectF, ...] = (),
    ) -> list[PlacedLabel]:
        """Give the names a place, clear of the `blocked` rectangles in pixels."""
        taken = [PlacedLabel((), r.x(), r.y(), r.width(), r.height(), 0) for r in blocked]
        return place(specification.labels, viewport, self._size, taken)

    def paint(self, painter: QPainter, labels: list[PlacedLabel]) -> None:
        """Draw names as outlines, for print."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        for label in labels:
            path = QPainterPath()
            for line, baseline in self._baselines(label):
                path.addText(baseline, self._fonts[label.rank], line)
            halo = QPen(_HALO, 2 * self._halo)
            halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, halo)
            painter.fillPath(path, _INK[label.rank])

    def steps(
        self, painter: QPainter, labels: list[PlacedLabel], pixel_ratio: float
    ) -> Iterator[None]:
        """Draw names for the screen one by one, from pixmaps that are kept."""
        for label in labels:
            key = label.lines, label.rank, pixel_ratio
            if key not in self._pixmaps:
                self._pixmaps[key] = self._pixmap(label, pixel_ratio)
            corner = QPointF(label.x - self._halo, label.y - self._halo)
            painter.drawPixmap(corner, self._pixmaps[key])
            yield

    def _pixmap(self, label: PlacedLabel, pixel_ratio: float) -> QPixmap:
        """Name whose halo is the text itself, drawn around its place: quicker than an outline."""
        pixmap = QPixmap(
            math.ceil((label.width + 2 * self._halo) * pixel_ratio),
            math.ceil((label.height + 2 * self._halo) * pixel_ratio),
        )
        pixmap.setDevicePixelRatio(pixel_ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.translate(self._halo - label.x, self._halo - label.y)
        painter.setFont(self._fonts[label.rank])
        painter.setPen(_HALO)
        for step in range(8):
            angle = math.tau * step / 8
            shift = QPointF(self._halo * math.cos(angle), self._halo * math.sin(angle))
            for line, baseline in self._baselines(label):
                painter.drawText(baseline + shift, line)
        painter.setPen(_INK[label.rank])
        for line, baseline in self._baselines(label):
            painter.drawText(baseline, line)
        painter.end()
        return pixmap

    def _baselines(self, label: PlacedLabel) -> Iterator[tuple[str, QPointF]]:
        """Each line with the left end of its baseline."""
        y = label.y + self._metrics[label.rank].ascent()
        for line in label.lines:
            width, height = self._size(line, label.rank)
            yield line, QPointF(label.x + (label.width - width) / 2, y)
            y += height

    def _size(self, line: str, rank: int) -> tuple[float, float]:
        if (line, rank) not in self._sizes:
            metrics = self._metrics[rank]
            self._sizes[line, rank] = metrics.horizontalAdvance(line), metrics.height()
        return self._sizes[line, rank]
