"""Draws a page with maps: the same on the screen, as PNG, as SVG and, figure by figure, for PDF."""

from __future__ import annotations

import numpy as np
from PyQt6.QtCore import QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from regiokaart.cartography.fitting import Box
from regiokaart.cartography.framing import Framing, frame_map
from regiokaart.cartography.layout import (
    BASELINE,
    WATERMARK,
    TextBlock,
    TextStyle,
    arrange,
)
from regiokaart.cartography.page import Page
from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.tableexcerpt import Excerpt
from regiokaart.cartography.viewport import Viewport
from regiokaart.model import Gebied
from regiokaart.model.layoutsettings import PIXELS_PER_MM, LayoutSettings, LegendPlace
from regiokaart.painting import furniture
from regiokaart.painting.labels import LabelPainter
from regiokaart.painting.map import MapPainter
from regiokaart.painting.page import Sheet, sheet_svg

_RULE = QColor("#c3c8cf")
_WATERMARK = QColor(0, 0, 0, 26)
_EDGE = QColor("#8a9099")
_LAND = QColor("#c3cad3")
_MARK = QColor("#ca005d")
_SMOOTH = Qt.TransformationMode.SmoothTransformation
_LEAST_MARK = 6.0  # pixels
_FROM_EDGE = 4.0  # pixels between a name and the line around a map


class LayoutPainter:
    """Draws one page.

    Parameters
    ----------
    page : Page
    gebied : Gebied

    Attributes
    ----------
    page : Page
    arrangement : Arrangement
    framings : tuple of Framing
        One for each map.
    """

    def __init__(self, page: Page, gebied: Gebied) -> None:
        self.page = page
        self._fonts = _Fonts()
        self.arrangement = arrange(page, self._fonts.width)
        self._map = MapPainter(gebied, exact=True)
        frame = self.arrangement.frames[0]  # they are of one size
        self._scale = frame.scale
        self._drawn = [page.drawn_map(i) for i in range(len(page.maps))]
        self._legends: list[furniture.Legend] = []
        largest = None
        if page.settings.legend is not LegendPlace.NONE:
            self._legends = [furniture.Legend(each, heading=False) for each in self._drawn]
            largest = (
                max(each.width for each in self._legends),
                max(each.height for each in self._legends),
            )
        width, height = frame.box.width / frame.scale, frame.box.height / frame.scale
        self.framings = tuple(
            frame_map(gebied, width, height, page.settings, largest, page.area(i))
            for i in range(len(page.maps))
        )

    def paint(self, painter: QPainter, pixel_ratio: float) -> None:
        """Draw the page in pixels of 1/96 inch, `pixel_ratio` being device pixels per pixel."""
        arrangement = self.arrangement
        painter.fillRect(QRectF(0, 0, arrangement.width, arrangement.height), Qt.GlobalColor.white)
        for block in arrangement.texts:
            _paint_block(painter, self._fonts, block)
        for i, frame in enumerate(arrangement.frames):
            for block in frame.heading:
                _paint_block(painter, self._fonts, block)
            painter.save()
            painter.translate(frame.box.x, frame.box.y)
            self.paint_frame(painter, i, pixel_ratio)
            painter.restore()
        if arrangement.table is not None:
            _paint_table(painter, self._fonts, arrangement.table)
        if arrangement.logo is not None:
            self._paint_logo(painter, _rect(arrangement.logo))
        if self.page.settings.watermark:
            self.paint_watermark(painter)

    def paint_frame(self, painter: QPainter, i: int, pixel_ratio: float) -> None:
        """Draw one map with its legend, scale bar and north arrow, from the origin."""
        framing, specification = self.framings[i], self._drawn[i]
        view = framing.view
        painter.save()
        painter.scale(self._scale, self._scale)
        painter.setClipRect(QRectF(0, 0, view.width, view.height))
        self._map.paint(painter, specification, view, pixel_ratio * self._scale)
        self._paint_names(painter, specification, framing)
        painter.setClipping(False)
        if framing.is_part:
            painter.setPen(QPen(_EDGE, 0.75))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(0, 0, view.width, view.height))
        if framing.locator is not None:
            self._paint_locator(painter, _rect(framing.locator), view)
        if self._legends:
            legend = self._legends[i]
            legend.paint(painter, QPointF(*framing.legend_corner((legend.width, legend.height))))
        if framing.is_part and framing.corner is not None:  # there may be land below
            furniture.paint_sheet(painter, _rect(framing.corner))
        if framing.scale_bar is not None:
            box = framing.scale_bar
            corner = QPointF(box.x + 6, box.bottom - 6)
            furniture.paint_scale_bar(painter, corner, view.resolution, box.width - 12)
        if framing.north_arrow is not None:
            box = framing.north_arrow
            furniture.paint_north_arrow(painter, QPointF(box.x + box.width / 2, box.y + 2))
        painter.restore()

    def _paint_names(
        self, painter: QPainter, specification: MapSpecification, framing: Framing
    ) -> None:
        """Write the names, clear of what lies over the map and of the line around it."""
        away = _FROM_EDGE if framing.is_part else 0.0
        view = framing.view.resized(framing.view.width - 2 * away, framing.view.height - 2 * away)
        blocked = tuple(_rect(box).translated(-away, -away) for box in framing.over_the_map)
        names = LabelPainter()
        painter.save()
        painter.translate(away, away)
        names.paint(painter, names.place(specification, view, blocked))
        painter.restore()

    def _paint_locator(self, painter: QPainter, rect: QRectF, view: Viewport) -> None:
        """Draw the country small, with a frame around what the map shows."""
        furniture.paint_sheet(painter, rect)
        gebied = self._map.gebied
        small = Viewport.fitting(gebied.bounds, rect.width(), rect.height(), margin=6)
        everything = np.ones(len(gebied), dtype=bool)
        painter.save()
        painter.translate(rect.topLeft())
        self._map.paint_members(painter, everything, _LAND, small)
        xmin, ymin, xmax, ymax = view.bounds
        left, top = small.to_pixel(xmin, ymax)
        right, bottom = small.to_pixel(xmax, ymin)
        inside = QRectF(1, 1, small.width - 2, small.height - 2)
        frame = QRectF(QPointF(left, top), QPointF(right, bottom))
        more = max(_LEAST_MARK - min(frame.width(), frame.height()), 0) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(_MARK, 1.5))
        painter.drawRect(frame.adjusted(-more, -more, more, more).intersected(inside))
        painter.restore()

    def _paint_logo(self, painter: QPainter, rect: QRectF) -> None:
        image = QImage.fromData(self.page.logo)
        size = painter.deviceTransform().mapRect(rect).size().toSize()
        if size.width() < image.width() / 2:  # the painter leaves out pixels, so that letters break
            image = image.scaled(size.expandedTo(QSize(1, 1)), transformMode=_SMOOTH)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(rect, image)

    def frame_svg(self, i: int) -> bytes:
        """Draw one map as an SVG of its own."""
        box = self.arrangement.frames[i].box

        def paint(painter: QPainter, pixel_ratio: float) -> None:
            self.paint_frame(painter, i, pixel_ratio)

        return sheet_svg(Sheet(box.width, box.height, self.page.maps[i].title, "", paint))

    def logo_svg(self) -> bytes:
        """Draw the logo as an SVG of its own."""
        box = self.arrangement.logo or Box(0, 0, 0, 0)

        def paint(painter: QPainter, pixel_ratio: float) -> None:
            self._paint_logo(painter, QRectF(0, 0, box.width, box.height))

        return sheet_svg(Sheet(box.width, box.height, "Logo", "", paint))

    def watermark_svg(self) -> bytes:
        """Draw the watermark alone as an SVG of the page."""

        def paint(painter: QPainter, pixel_ratio: float) -> None:
            self.paint_watermark(painter)

        return sheet_svg(Sheet(self.arrangement.width, self.arrangement.height, "", "", paint))

    def paint_watermark(self, painter: QPainter) -> None:
        """Write that it is a draft, from corner to corner."""
        width, height = self.arrangement.width, self.arrangement.height
        painter.save()
        font = furniture.font(min(width, height) / 6, bold=True)
        painter.translate(width / 2, height / 2)
        painter.rotate(-float(np.degrees(np.arctan2(height, width))))
        painter.setFont(font)
        painter.setPen(_WATERMARK)
        metrics = QFontMetricsF(font)
        at = QPointF(-metrics.horizontalAdvance(WATERMARK) / 2, metrics.capHeight() / 2)
        painter.drawText(at, WATERMARK)
        painter.restore()


def layout_sheet(page: Page, gebied: Gebied) -> Sheet:
    """Return a page as a sheet; everything is laid out on the thread that paints it."""

    def paint(painter: QPainter, pixel_ratio: float) -> None:
        LayoutPainter(page, gebied).paint(painter, pixel_ratio)

    width, height = (side * PIXELS_PER_MM for side in page.settings.size)
    return Sheet(width, height, page.title, page.alt_text, paint)


def map_page(specification: MapSpecification) -> Page:
    """Return the page of one map, A4 portrait."""
    return Page(LayoutSettings(), (specification,))


def map_sheet(specification: MapSpecification, gebied: Gebied) -> Sheet:
    """Return the page of one map as a sheet."""
    return layout_sheet(map_page(specification), gebied)


class _Fonts:
    """Fonts and their measures; of one painter, because they are not to be shared by threads."""

    def __init__(self) -> None:
        self._made: dict[TextStyle, tuple[QFont, QFontMetricsF]] = {}

    def font(self, style: TextStyle) -> QFont:
        return self._both(style)[0]

    def width(self, text: str, style: TextStyle) -> float:
        return self._both(style)[1].horizontalAdvance(text)

    def _both(self, style: TextStyle) -> tuple[QFont, QFontMetricsF]:
        if style not in self._made:
            font = furniture.font(style.size, bold=style.bold)
            self._made[style] = font, QFontMetricsF(font)
        return self._made[style]


def _paint_block(painter: QPainter, fonts: _Fonts, block: TextBlock) -> None:
    painter.setFont(fonts.font(block.style))
    painter.setPen(furniture.MUTED if block.style.muted else furniture.INK)
    baseline = block.box.y + BASELINE * block.style.size
    for i, line in enumerate(block.lines):
        painter.drawText(QPointF(block.box.x, baseline + i * block.style.line_height), line)


def _paint_table(painter: QPainter, fonts: _Fonts, table: Excerpt) -> None:
    bold, normal = TextStyle(table.letters, bold=True), TextStyle(table.letters)
    box, rule = table.box, QPen(_RULE, 0.75)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for column in table.columns:
        lines = len(column.heading)
        bottom = box.y + table.heading_height - 0.5 * table.letters
        for i, line in enumerate(column.heading):
            y = bottom - (lines - i - 1) * bold.line_height - 0.2 * table.letters
            _paint_cell(painter, fonts, line, column.x, y, column.width, column.numeric, bold)
        for row, cell in enumerate(column.cells):
            y = box.y + table.heading_height + (row + 0.72) * table.row_height
            _paint_cell(painter, fonts, cell, column.x, y, column.width, column.numeric, normal)
    rows = len(table.columns[0].cells) if table.columns else 0
    painter.setPen(QPen(furniture.INK, 1))
    top = box.y + table.heading_height - 0.2 * table.letters
    painter.drawLine(QPointF(box.x, top), QPointF(box.right, top))
    painter.setPen(rule)
    for row in range(1, rows + 1):
        y = box.y + table.heading_height + row * table.row_height
        painter.drawLine(QPointF(box.x, y), QPointF(box.right, y))


def _paint_cell(
    painter: QPainter,
    fonts: _Fonts,
    text: str,
    x: float,
    baseline: float,
    width: float,
    numeric: bool,
    style: TextStyle,
) -> None:
    painter.setFont(fonts.font(style))
    painter.setPen(furniture.INK)
    shift = width - fonts.width(text, style) if numeric else 0.0
    painter.drawText(QPointF(x + shift, baseline), text)


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)
