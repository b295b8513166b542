"""A map on paper: title, map, legend, scale bar, north arrow and source, as PNG, SVG or PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PyQt6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from PyQt6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PyQt6.QtSvg import QSvgGenerator

from regiokaart import __version__
from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.viewport import Viewport
from regiokaart.model import Gebied
from regiokaart.painting import furniture
from regiokaart.painting.labels import LabelPainter
from regiokaart.painting.map import MapPainter

WIDTH, HEIGHT = 794.0, 1123.0  # A4 portrait, in pixels of 1/96 inch as on screen
_MARGIN = 48.0
_PIXELS_PER_INCH = 96
_POINTS_PER_INCH = 72
_BELOW_MAP = 44.0  # for the scale bar
_METRES_PER_INCH = 0.0254

FORMATS = (".png", ".svg", ".pdf")


def paint_page(
    painter: QPainter, specification: MapSpecification, gebied: Gebied, pixel_ratio: float
) -> None:
    """Draw the page in pixels of 1/96 inch, `pixel_ratio` being device pixels per pixel."""
    painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), Qt.GlobalColor.white)
    inner = WIDTH - 2 * _MARGIN
    title, body, small = (
        furniture.font(24, bold=True),
        furniture.font(14),
        furniture.font(10),
    )

    y = _MARGIN
    for text, with_font, colour in (
        (specification.title, title, furniture.INK),
        (specification.subtitle, body, furniture.MUTED),
    ):
        height = furniture.text_height(text, inner, with_font)
        furniture.paint_text(
            painter, QRectF(_MARGIN, y, inner, height + 1), text, with_font, colour
        )
        y += height + 4

    source = f"{specification.source} Gemaakt met Regiokaart {__version__}."
    footer = furniture.text_height(source, inner, small)
    furniture.paint_text(
        painter,
        QRectF(_MARGIN, HEIGHT - _MARGIN - footer, inner, footer + 1),
        source,
        small,
        furniture.MUTED,
    )

    area = QRectF(_MARGIN, y + 8, inner, HEIGHT - _MARGIN - footer - 12 - (y + 8))
    viewport = Viewport.fitting(gebied.bounds, area.width(), area.height(), margin=4)
    # The free corner of the country is at the top left: a low map leaves the legend more room.
    spare = viewport.height * viewport.resolution - (gebied.bounds[3] - gebied.bounds[1])
    low = spare / 2 - _BELOW_MAP * viewport.resolution
    viewport = replace(viewport, y=viewport.y + max(0.0, low))
    legend = furniture.Legend(specification, heading=False)
    legend_at = QPointF(0, 0)
    scale_at = QPointF(8, area.height() - 8)
    north_at = QPointF(area.width() - 16, 4)
    painter.save()
    painter.translate(area.topLeft())
    painter.setClipRect(QRectF(0, 0, area.width(), area.height()))
    MapPainter(gebied, exact=True).paint(painter, specification, viewport, pixel_ratio)
    blocked = (
        QRectF(legend_at.x(), legend_at.y(), legend.width, legend.height),
        QRectF(0, area.height() - 40, 160, 40),
    )
    names = LabelPainter()
    names.paint(painter, names.place(specification, viewport, blocked))
    legend.paint(painter, legend_at)
    furniture.paint_scale_bar(painter, scale_at, viewport.resolution)
    furniture.paint_north_arrow(painter, north_at)
    painter.restore()


@dataclass(frozen=True, eq=False)
class Sheet:
    """A picture that can be written in every format.

    Attributes
    ----------
    width, height : float
        Pixels of 1/96 inch.
    title, description : str
        For who cannot see it; they go along in the file.
    paint : callable
        Draws on a painter in these pixels, given the device pixels per pixel.
    """

    width: float
    height: float
    title: str
    description: str
    paint: Callable[[QPainter, float], None]


def map_sheet(specification: MapSpecification, gebied: Gebied) -> Sheet:
    """Return the page of a map as a sheet."""

    def paint(painter: QPainter, pixel_ratio: float) -> None:
        paint_page(painter, specification, gebied, pixel_ratio)

    description = f"{specification.alt_text} {specification.source}"
    return Sheet(WIDTH, HEIGHT, specification.title, description, paint)


def save_map(specification: MapSpecification, gebied: Gebied, path: Path, dpi: int = 300) -> None:
    """Write a map page; see `save_sheet`."""
    save_sheet(map_sheet(specification, gebied), path, dpi)


def save_sheet(sheet: Sheet, path: Path, dpi: int = 300) -> None:
    """Write a sheet; the suffix decides the format.

    Needs a QGuiApplication for its fonts.

    Parameters
    ----------
    sheet : Sheet
    path : Path
        Ends in .png, .svg or .pdf. Overwritten; writing in one go is up to the caller.
    dpi : int
        Dots per inch of a PNG.

    Raises
    ------
    ValueError
        For another suffix.
    OSError
        When the file cannot be written.
    """
    draw = {".png": _png, ".svg": _svg, ".pdf": _pdf}
    suffix = path.suffix.lower()
    if suffix not in draw:
        raise ValueError(f"{path.name}: kies een naam die eindigt op {', '.join(FORMATS)}")
    path.write_bytes(draw[suffix](sheet, dpi))


def sheet_image(sheet: Sheet, pixel_ratio: float) -> QImage:
    """Draw a sheet with `pixel_ratio` pixels per pixel of 1/96 inch."""
    size = QSize(round(sheet.width * pixel_ratio), round(sheet.height * pixel_ratio))
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(pixel_ratio, pixel_ratio)
    sheet.paint(painter, pixel_ratio)
    painter.end()
    return image


def png_bytes(image: QImage) -> bytes:
    """Encode an image. In memory, because Qt does not tell why a file cannot be written."""
    buffer = _open_buffer()
    if not image.save(buffer, "PNG"):
        raise OSError("the image cannot be encoded")
    return buffer.data().data()


def _png(sheet: Sheet, dpi: int) -> bytes:
    image = sheet_image(sheet, dpi / _PIXELS_PER_INCH)
    dots_per_metre = round(dpi / _METRES_PER_INCH)
    image.setDotsPerMeterX(dots_per_metre)
    image.setDotsPerMeterY(dots_per_metre)
    image.setText("Title", sheet.title)
    image.setText("Description", sheet.description)
    return png_bytes(image)


def _svg(sheet: Sheet, dpi: int) -> bytes:
    buffer = _open_buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(_PIXELS_PER_INCH)
    generator.setSize(QSize(round(sheet.width), round(sheet.height)))
    generator.setViewBox(QRectF(0, 0, sheet.width, sheet.height))
    generator.setTitle(sheet.title)
    generator.setDescription(sheet.description)
    _paint_vector(generator, sheet)
    return buffer.data().data()


def _pdf(sheet: Sheet, dpi: int) -> bytes:
    buffer = _open_buffer()
    writer = QPdfWriter(buffer)
    writer.setResolution(_PIXELS_PER_INCH)
    points = QSizeF(sheet.width, sheet.height) * _POINTS_PER_INCH / _PIXELS_PER_INCH
    page = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    writer.setTitle(sheet.title)
    writer.setCreator(f"Regiokaart {__version__}")
    _paint_vector(writer, sheet)
    return buffer.data().data()


def _paint_vector(device: QSvgGenerator | QPdfWriter, sheet: Sheet) -> None:
    painter = QPainter(device)
    sheet.paint(painter, 2)
    painter.end()


def _open_buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
