"""What the hand of the user may ask of a map, whatever that map is made of."""

from __future__ import annotations

from enum import Enum, auto
from typing import Protocol

from PyQt6.QtCore import QPoint, QPointF, QRectF, Qt
from PyQt6.QtGui import QCursor

from regiokaart.cartography.viewport import Viewport
from regiokaart.gui.map.camera import Camera
from regiokaart.gui.map.measuring import Measurement
from regiokaart.gui.map.stage import Stage


class Tool(Enum):
    """What a press of the left button does."""

    POINT = auto()
    """Select by clicking, move by dragging."""
    FRAME = auto()
    """Draw a frame to zoom in on, once."""
    MEASURE = auto()
    """Measure from click to click."""


class Surface(Protocol):
    """A map that can be handled; `MapCanvas` tells what each member means."""

    tool: Tool
    camera: Camera
    stage: Stage
    measurement: Measurement

    @property
    def viewport(self) -> Viewport: ...  # noqa: D102
    @property
    def selection(self) -> frozenset[int]: ...  # noqa: D102
    @property
    def locator_rect(self) -> QRectF: ...  # noqa: D102
    @property
    def is_swiping(self) -> bool: ...  # noqa: D102
    @property
    def is_blinking(self) -> bool: ...  # noqa: D102

    def gemeente_at(self, position: QPointF) -> int: ...  # noqa: D102
    def point_at(self, position: QPointF | None, at: QPoint | None = None) -> None: ...  # noqa: D102
    def describe(self, gemeente: int = -1) -> None: ...  # noqa: D102
    def click(self, gemeente: int, adding: bool) -> None: ...  # noqa: D102
    def activate(self, gemeente: int) -> None: ...  # noqa: D102
    def set_band(self, band: QRectF | None) -> None: ...  # noqa: D102
    def take_frame(self, frame: QRectF) -> None: ...  # noqa: D102
    def move_divider(self, share: float) -> None: ...  # noqa: D102
    def show_second(self, shown: bool) -> None: ...  # noqa: D102
    def set_tool(self, tool: Tool) -> None: ...  # noqa: D102

    # Of every widget

    def setCursor(self, cursor: QCursor | Qt.CursorShape, /) -> None: ...  # noqa: D102
    def unsetCursor(self) -> None: ...  # noqa: D102
    def mapToGlobal(self, point: QPoint, /) -> QPoint: ...  # noqa: D102
    def mapFromGlobal(self, point: QPoint, /) -> QPoint: ...  # noqa: D102
