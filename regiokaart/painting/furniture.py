"""What stands around the map: legend, scale bar, north arrow and source line."""

from __future__ import annotations

import math

import numpy as np
from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen, QPolygonF

from regiokaart.cartography.legend import LegendLine, legend_lines
from regiokaart.cartography.specification import MapSpecification
from regiokaart.model.notation import number

INK = QColor("#1f1f1f")
MUTED = QColor("#555555")
PAPER = QColor(255, 255, 255, 235)
FRAME = QColor("#d0d4da")
BAR = QColor("#dfe6ee")

_LETTER = 12.0  # pixels of the interface font for which the sizes here are meant
_PADDING = 8.0
_SWATCH = 18.0
_GAP = 8.0
_TEXT_WIDTH = 230.0
_SIZES = (1.5, 1.25, 1.0)  # of letters, as multiples of those on paper


def font(size: float, *, bold: bool = False) -> QFont:
    """Return the interface font at `size` pixels, with what to use where a file lacks it."""
    result = QFont()
    result.setFamilies([QFontInfo(result).family(), "sans-serif"])
    result.setPixelSize(round(size))
    if bold:
        result.setWeight(QFont.Weight.DemiBold)
    return result


def letters() -> float:
    """Return how much larger than on paper letters on the screen are: as those of the interface."""
    return QFontInfo(QFont()).pixelSize() / _LETTER


def sizes_from(largest: float) -> tuple[float, ...]:
    """Return the sizes of letters to try where the largest may leave no room.

    Examples
    --------
    >>> sizes_from(2.0), sizes_from(1.25), sizes_from(0.9)
    ((2.0, 1.5, 1.25, 1.0), (1.25, 1.0), (0.9,))
    """
    return (largest, *(size for size in _SIZES if size < largest))


def text_height(text: str, width: float, with_font: QFont) -> float:
    """Height in pixels of a text that is wrapped at `width`."""
    bounds = QRectF(0, 0, width, 10_000)
    metrics = QFontMetricsF(with_font)
    return metrics.boundingRect(bounds, int(Qt.TextFlag.TextWordWrap), text).height()


def paint_text(
    painter: QPainter, rect: QRectF, text: str, with_font: QFont, colour: QColor = INK
) -> None:
    """Draw a text wrapped inside a rectangle."""
    painter.setFont(with_font)
    painter.setPen(colour)
    painter.drawText(rect, int(Qt.TextFlag.TextWordWrap), text)


def paint_sheet(painter: QPainter, rect: QRectF) -> None:
    """Draw a sheet of paper with a thin frame, for what stands on it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(FRAME, 1))
    painter.setBrush(PAPER)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)


class Legend:
    """The legend of a map specification: how large it is, and drawing it.

    Parameters
    ----------
    specification : MapSpecification
    heading : bool
        Whether title and subtitle of the map stand on top.
    letters : float
        Size of everything but the lines, as a multiple of that on paper.
    widest : float
        Pixels that the width stays within, as far as words do not have to be cut.
    columns : int
        One, or two for where there is more width than height.

    Attributes
    ----------
    width, height : float
        Pixels.
    """

    def __init__(
        self,
        specification: MapSpecification,
        *,
        heading: bool = True,
        letters: float = 1.0,
        widest: float = math.inf,
        columns: int = 1,
    ) -> None:
        self._lines = legend_lines(specification)
        self._unit = letters
        self._normal, self._small = font(12 * letters), font(11 * letters)
        self._texts: list[tuple[str, QFont, QColor]] = []
        if heading:
            self._texts.append((specification.title, font(14 * letters, bold=True), INK))
            self._texts.append((specification.subtitle, self._normal, MUTED))
        if specification.legend_title:
            self._texts.append((specification.legend_title, font(12 * letters, bold=True), INK))
        self._subtitle = specification.subtitle
        self._note = specification.legend_note
        self._columns = columns
        key = (_SWATCH + _GAP) * letters
        around = 2 * (_PADDING + (columns - 1) * _GAP) * letters
        room = (widest - around) / columns - key
        most = max(min(_TEXT_WIDTH * letters, room), self._longest_word())
        self._text_width = min(most, self._widest())
        self.width = around + columns * (key + self._text_width)
        self.height = self._layout(None, QPointF(0, 0))

    def _widest(self) -> float:
        """Width of the longest text beside a key, were none wrapped."""
        normal, key = QFontMetricsF(self._normal), (_SWATCH + _GAP) * self._unit
        wide = [normal.horizontalAdvance(line.text) + 1 for line in self._lines]
        for text, with_font, _ in [*self._texts, (self._note, self._small, MUTED)]:
            wide.append(QFontMetricsF(with_font).horizontalAdvance(text) + 1 - key)
        return max(wide)

    def _longest_word(self) -> float:
        """Width beside a key at which no word is cut."""
        normal, key = QFontMetricsF(self._normal), (_SWATCH + _GAP) * self._unit
        wide = [
            normal.horizontalAdvance(word) for each in self._lines for word in each.text.split()
        ]
        for text, with_font, _ in [*self._texts, (self._note, self._small, MUTED)]:
            metrics = QFontMetricsF(with_font)
            wide += [metrics.horizontalAdvance(word) - key for word in text.split()]
        return max(wide, default=0.0) + 1

    def _in_columns(self) -> list[list[tuple[LegendLine, float]]]:
        """Return the lines with their heights, by column: as low as two columns can be."""
        lines = [
            (line, max(text_height(line.text, self._text_width, self._normal), 16 * self._unit))
            for line in self._lines
        ]
        if self._columns == 1:
            return [lines]

        def height(cut: int) -> float:
            return max(sum(each for _, each in part) for part in (lines[:cut], lines[cut:]))

        cut = min(range(1, len(lines) + 1), key=height, default=0)
        return [lines[:cut], lines[cut:]]

    def paint(self, painter: QPainter, top_left: QPointF) -> None:
        """Draw the legend on a sheet of paper with a thin frame."""
        paint_sheet(painter, QRectF(top_left.x(), top_left.y(), self.width, self.height))
        self._layout(painter, top_left)

    def _layout(self, painter: QPainter | None, top_left: QPointF) -> float:
        """Draw the contents, or only measure them, and return the height."""
        unit = self._unit
        padding, swatch, gap = _PADDING * unit, _SWATCH * unit, _GAP * unit
        x, y = top_left.x() + padding, top_left.y() + padding
        inner = self.width - 2 * padding
        for text, with_font, colour in self._texts:
            height = text_height(text, inner, with_font)
            if painter:
                paint_text(painter, QRectF(x, y, inner, height + 1), text, with_font, colour)
            y += height + (6 if text == self._subtitle else 2) * unit
        y += 2 * unit if self._texts else 0
        top = bottom = y
        left = x
        for column in self._in_columns():
            y = top
            for line, height in column:
                if painter:
                    _paint_key(painter, QRectF(left, y, swatch, 16 * unit), line)
                    rect = QRectF(left + swatch + gap, y, self._text_width, height + 1)
                    bar = QRectF(rect.left() - 4, y, line.share * (rect.width() + 4), height + 1)
                    painter.fillRect(bar, BAR)
                    paint_text(painter, rect, line.text, self._normal)
                y += height + 3 * unit
            bottom = max(bottom, y)
            left += swatch + 3 * gap + self._text_width
        y = bottom
        if self._note:
            height = text_height(self._note, inner, self._small)
            if painter:
                rect = QRectF(x, y + 2 * unit, inner, height + 1)
                paint_text(painter, rect, self._note, self._small, MUTED)
            y += height + 4 * unit
        return y - top_left.y() + padding - 3 * unit


def _paint_key(painter: QPainter, rect: QRectF, line: LegendLine) -> None:
    if line.width:
        middle = rect.center().y()
        if QColor(line.colour).lightnessF() > 0.9:  # a white line needs something to show on
            painter.fillRect(rect.adjusted(0, 2, 0, -2), QColor("#b9cfdf"))
        painter.setPen(QPen(QColor(line.colour), line.width))
        painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.right(), middle))
    else:
        painter.setPen(QPen(QColor("#8a8a8a"), 0.7))
        painter.setBrush(QColor(line.colour))
        painter.drawRect(rect.adjusted(0.5, 2.5, -0.5, -1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)


def scale_length(resolution: float, longest: float = 140.0) -> float:
    """Return the round length in metres (1, 2 or 5 times a power of ten) of a scale bar.

    Parameters
    ----------
    resolution : float
        Metres per pixel.
    longest : float
        Most pixels it may take.
    """
    room = resolution * longest
    power = 10.0 ** np.floor(np.log10(room))
    return float(max(step * power for step in (1, 2, 5) if step * power <= room))


def paint_scale_bar(
    painter: QPainter,
    bottom_left: QPointF,
    resolution: float,
    longest: float = 140.0,
    letters: float = 1.0,
) -> None:
    """Draw a scale bar upwards from a point; other parameters as for `scale_length`, `Legend`."""
    metres = scale_length(resolution, longest)
    width = metres / resolution
    text = f"{number(metres / 1000)} km" if metres >= 1000 else f"{number(metres)} m"
    x, y, tick = bottom_left.x(), bottom_left.y(), 6 * letters
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.fillRect(QRectF(x - 6, y - 26 * letters, width + 12, 26 * letters + 4), PAPER)
    painter.setPen(QPen(INK, 1.5))
    painter.drawPolyline(
        QPolygonF(
            [
                QPointF(x, y - tick),
                QPointF(x, y),
                QPointF(x + width, y),
                QPointF(x + width, y - tick),
            ]
        )
    )
    painter.setFont(font(11 * letters))
    painter.drawText(
        QRectF(x - 40 * letters, y - 24 * letters, width + 80 * letters, 16 * letters),
        int(Qt.AlignmentFlag.AlignHCenter),
        text,
    )


def paint_north_arrow(painter: QPainter, top_centre: QPointF, letters: float = 1.0) -> None:
    """Draw a north arrow, 34 pixels high on paper.

    It points to grid north of RD; true north differs by under 2°.
    """
    painter.save()
    painter.translate(top_centre)
    painter.scale(letters, letters)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(INK)
    painter.drawPolygon(QPolygonF([QPointF(0, 0), QPointF(-6, 19), QPointF(0, 15), QPointF(6, 19)]))
    painter.setPen(INK)
    painter.setFont(font(11, bold=True))
    painter.drawText(QRectF(-10, 20, 20, 16), int(Qt.AlignmentFlag.AlignHCenter), "N")
    painter.restore()
