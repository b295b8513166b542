"""What stands around the map: legend, scale bar, north arrow and source line."""

from __future__ import annotations

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

_PADDING = 8.0
_SWATCH = 18.0
_GAP = 8.0
_TEXT_WIDTH = 230.0


def font(size: float, *, bold: bool = False) -> QFont:
    """Return the interface font at `size` pixels, with what to use where a file lacks it."""
    result = QFont()
    result.setFamilies([QFontInfo(result).family(), "sans-serif"])
    result.setPixelSize(round(size))
    if bold:
        result.setWeight(QFont.Weight.DemiBold)
    return result


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

    Attributes
    ----------
    width, height : float
        Pixels.
    """

    def __init__(self, specification: MapSpecification, *, heading: bool = True) -> None:
        self._lines = legend_lines(specification)
        self._texts: list[tuple[str, QFont, QColor]] = []
        if heading:
            self._texts.append((specification.title, font(14, bold=True), INK))
            self._texts.append((specification.subtitle, font(12), MUTED))
        if specification.legend_title:
            self._texts.append((specification.legend_title, font(12, bold=True), INK))
        self._subtitle = specification.subtitle
        self._note = specification.legend_note
        self._text_width = min(_TEXT_WIDTH, self._widest())
        self.width = _SWATCH + _GAP + self._text_width + 2 * _PADDING
        self.height = self._layout(None, QPointF(0, 0))

    def _widest(self) -> float:
        """Width of the longest text beside a key, were none wrapped."""
        normal = QFontMetricsF(font(12))
        wide = [normal.horizontalAdvance(line.text) + 1 for line in self._lines]
        for text, with_font, _ in [*self._texts, (self._note, font(11), MUTED)]:
            wide.append(QFontMetricsF(with_font).horizontalAdvance(text) + 1 - _SWATCH - _GAP)
        return max(wide)

    def paint(self, painter: QPainter, top_left: QPointF) -> None:
        """Draw the legend on a sheet of paper with a thin frame."""
        paint_sheet(painter, QRectF(top_left.x(), top_left.y(), self.width, self.height))
        self._layout(painter, top_left)

    def _layout(self, painter: QPainter | None, top_left: QPointF) -> float:
        """Draw the contents, or only measure them, and return the height."""
        x, y = top_left.x() + _PADDING, top_left.y() + _PADDING
        inner = self.width - 2 * _PADDING
        for text, with_font, colour in self._texts:
            height = text_height(text, inner, with_font)
            if painter:
                paint_text(painter, QRectF(x, y, inner, height + 1), text, with_font, colour)
            y += height + (6 if text == self._subtitle else 2)
        y += 2 if self._texts else 0
        normal = font(12)
        for line in self._lines:
            height = max(text_height(line.text, self._text_width, normal), 16)
            if painter:
                _paint_key(painter, QRectF(x, y, _SWATCH, 16), line)
                rect = QRectF(x + _SWATCH + _GAP, y, self._text_width, height + 1)
                bar = QRectF(rect.left() - 4, y, line.share * (self._text_width + 4), height + 1)
                painter.fillRect(bar, BAR)
                paint_text(painter, rect, line.text, normal)
            y += height + 3
        if self._note:
            small = font(11)
            height = text_height(self._note, inner, small)
            if painter:
                paint_text(painter, QRectF(x, y + 2, inner, height + 1), self._note, small, MUTED)
            y += height + 4
        return y - top_left.y() + _PADDING - 3


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
    painter: QPainter, bottom_left: QPointF, resolution: float, longest: float = 140.0
) -> None:
    """Draw a scale bar upwards from a point; other parameters as for `scale_length`."""
    metres = scale_length(resolution, longest)
    width = metres / resolution
    text = f"{number(metres / 1000)} km" if metres >= 1000 else f"{number(metres)} m"
    x, y = bottom_left.x(), bottom_left.y()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.fillRect(QRectF(x - 6, y - 26, width + 12, 30), PAPER)
    painter.setPen(QPen(INK, 1.5))
    painter.drawPolyline(
        QPolygonF(
            [QPointF(x, y - 6), QPointF(x, y), QPointF(x + width, y), QPointF(x + width, y - 6)]
        )
    )
    painter.setFont(font(11))
    painter.drawText(
        QRectF(x - 40, y - 24, width + 80, 16), int(Qt.AlignmentFlag.AlignHCenter), text
    )


def paint_north_arrow(painter: QPainter, top_centre: QPointF) -> None:
    """Draw a north arrow, 34 pixels high. Grid north of RD; true north differs by under 2°."""
    x, y = top_centre.x(), top_centre.y()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(INK)
    painter.drawPolygon(
        QPolygonF(
            [QPointF(x, y), QPointF(x - 6, y + 19), QPointF(x, y + 15), QPointF(x + 6, y + 19)]
        )
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(INK)
    painter.setFont(font(11, bold=True))
    painter.drawText(QRectF(x - 10, y + 20, 20, 16), int(Qt.AlignmentFlag.AlignHCenter), "N")
