"""Reads a logo. It may come from anywhere: it is bounded, and nothing outside it is fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from PyQt6.QtCore import QBuffer, QByteArray, QRectF, QSize, Qt
from PyQt6.QtGui import QImage, QImageReader, QPainter
from PyQt6.QtSvg import QSvgRenderer

from regiokaart.painting.page import png_bytes
from regiokaart.sources.errors import DataError

SUFFIXES = (".png", ".svg")
MOST_BYTES = 5_000_000
_MOST_PIXELS = 6000  # along each side
_LARGEST = QSize(1600, 480)  # as it is kept: ten times the room it has on A4
_MOST_ELEMENTS, _DEEPEST = 20_000, 64
_ADDRESS = re.compile(r"url\((?!\s*['\"]?\s*#)", re.IGNORECASE)
_FORBIDDEN = {"script", "foreignobject", "use", "pattern", "image", "feimage", "animate", "set"}
"""Elements that fetch, that run, or that can multiply without end."""


@dataclass(frozen=True)
class Logo:
    """A logo as the page takes it.

    Attributes
    ----------
    png : bytes
    size : tuple of float
        Width and height in pixels.
    """

    png: bytes
    size: tuple[float, float]


def read_logo(path: Path) -> Logo:
    """Read a PNG or SVG.

    Raises
    ------
    DataError
        When it is no such picture, too large, or refers to something outside the file.
    """
    try:
        if not path.is_file():  # a device or a pipe has no end
            raise OSError
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise DataError(
            path, "dit bestand is niet te lezen", remedy="kies een ander logo"
        ) from None
    if len(content) > MOST_BYTES:
        raise DataError(path, "het logo is te groot", remedy="kies een bestand tot 5 MB")
    image = _from_svg(path, content) if path.suffix.lower() == ".svg" else _from_png(path, content)
    return Logo(png_bytes(image), (float(image.width()), float(image.height())))


def _from_png(path: Path, content: bytes) -> QImage:
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"png"))
    reader.setDecideFormatFromContent(False)
    size = reader.size()
    if not size.isValid():
        raise _no_picture(path)
    if max(size.width(), size.height()) > _MOST_PIXELS:
        raise DataError(
            path,
            f"het logo is {size.width()} bij {size.height()} pixels groot",
            remedy=f"kies er een van hoogstens {_MOST_PIXELS} bij {_MOST_PIXELS}",
        )
    image = reader.read()
    if image.isNull():
        raise _no_picture(path)
    fits = image.width() <= _LARGEST.width() and image.height() <= _LARGEST.height()
    smooth = Qt.TransformationMode.SmoothTransformation
    return image if fits else image.scaled(_LARGEST, Qt.AspectRatioMode.KeepAspectRatio, smooth)


def _from_svg(path: Path, content: bytes) -> QImage:
    _check_svg(path, content)
    renderer = QSvgRenderer(QByteArray(content))
    shape = renderer.viewBoxF() if renderer.isValid() else QRectF()
    if shape.width() <= 0 or shape.height() <= 0:
        raise _no_picture(path)
    size = shape.size().scaled(_LARGEST.toSizeF(), Qt.AspectRatioMode.KeepAspectRatio).toSize()
    image = QImage(size.expandedTo(QSize(1, 1)), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def _check_svg(path: Path, content: bytes) -> None:
    """Refuse what is no plain drawing."""
    refused = DataError(
        path,
        "deze SVG bevat meer dan een tekening (een verwijzing, script of ingesloten beeld)",
        remedy="sla het logo op als gewone SVG of als PNG",
    )
    count = depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count, depth
        count, depth = count + 1, depth + 1
        tag = name.rpartition(":")[2].lower()
        if count > _MOST_ELEMENTS or depth > _DEEPEST or tag in _FORBIDDEN:
            raise refused
        for key, value in attributes.items():
            short = key.rpartition(":")[2].lower()
            elsewhere = short in ("href", "src") and not value.strip().startswith("#")
            if elsewhere or short.startswith("on") or _ADDRESS.search(value):
                raise refused

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    style: list[str] = []

    def refuse(*details: object) -> None:
        raise refused

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = style.append
    parser.StartDoctypeDeclHandler = refuse
    parser.ProcessingInstructionHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise _no_picture(path) from None
    text = "".join(style)
    if "@import" in text.lower() or _ADDRESS.search(text):
        raise refused


def _no_picture(path: Path) -> DataError:
    return DataError(path, "dit is geen leesbare PNG of SVG", remedy="kies een ander logo")
