"""A picture on paper, as PNG or SVG."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PyQt6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PyQt6.QtGui import QImage, QPainter
from PyQt6.QtSvg import QSvgGenerator

_PIXELS_PER_INCH = 96
_METRES_PER_INCH = 0.0254
_SVG_UNITS_PER_INCH = 2540  # hundredths of a millimetre: Qt writes whole numbers of these

_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
"""Characters that a file may have brought into a name, in UTF-8; Qt writes them as they are."""

FORMATS = (".png", ".svg")


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


def save_sheet(sheet: Sheet, path: Path, dpi: int = 300) -> None:
    """Write a sheet; the suffix decides the format.

    Needs a QGuiApplication for its fonts.

    Parameters
    ----------
    sheet : Sheet
    path : Path
        Ends in .png or .svg. Overwritten; writing in one go is up to the caller.
    dpi : int
        Dots per inch of a PNG.

    Raises
    ------
    ValueError
        For another suffix.
    OSError
        When the file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise ValueError(f"{path.name}: kies een naam die eindigt op {', '.join(FORMATS)}")
    path.write_bytes(sheet_svg(sheet) if suffix == ".svg" else _png(sheet, dpi))


def sheet_image(sheet: Sheet, pixel_ratio: float) -> QImage:
    """Draw a sheet with `pixel_ratio` pixels per pixel of 1/96 inch."""
    size = QSize(round(sheet.width * pixel_ratio), round(sheet.height * pixel_ratio))
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    try:
        painter.scale(pixel_ratio, pixel_ratio)
        sheet.paint(painter, pixel_ratio)
    finally:
        painter.end()  # or Qt crashes when Ctrl+C stops the drawing
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


def sheet_svg(sheet: Sheet) -> bytes:
    """Draw a sheet as SVG, as large in other programs as on paper."""
    buffer = _open_buffer()
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)  # the other does not clip
    generator.setOutputDevice(buffer)
    units = _SVG_UNITS_PER_INCH / _PIXELS_PER_INCH
    generator.setResolution(_SVG_UNITS_PER_INCH)
    generator.setSize(QSize(round(sheet.width * units), round(sheet.height * units)))
    generator.setViewBox(QRectF(0, 0, sheet.width, sheet.height))
    generator.setTitle(sheet.title)
    generator.setDescription(sheet.description)
    painter = QPainter(generator)
    try:
        sheet.paint(painter, 2)
    finally:
        painter.end()
    return _NOT_XML.sub(b"", buffer.data().data())


def _open_buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
