"""A map as a widget that nobody touches: drawn sharp when it rests, shifted while it moves."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QRectF, QSize, QSizeF, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget

from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.viewport import Viewport
from regiokaart.gui.map.camera import Camera
from regiokaart.gui.map.scene import Drawer
from regiokaart.gui.map.stage import Stage
from regiokaart.model import Gebied

_SLICE = 0.008  # seconds of drawing between two looks at what the user does


class DrawnMap(QWidget):
    """Shows a map specification at the place where its camera looks.

    While the map moves, the last drawing is shifted and scaled; once it rests it is drawn sharp. A
    second map may lie over the first, beyond a divider or in its place.

    Parameters
    ----------
    gebied : Gebied
        Boundaries of the n gemeenten.
    parent : QWidget, optional
    drawer : Drawer, optional
        That of another map of the same area, to share what it prepared.

    Attributes
    ----------
    camera : Camera
        Where the map looks.
    stage : Stage
        What it shows.

    Signals
    -------
    arranged()
        Another map is shown, or something else stands on it.
    first_painted()
        A map is on the screen for the first time.
    divided(float)
        The divider was moved to this share of the width.
    """

    arranged = pyqtSignal()
    first_painted = pyqtSignal()
    divided = pyqtSignal(float)

    def __init__(
        self, gebied: Gebied, parent: QWidget | None = None, drawer: Drawer | None = None
    ) -> None:
        super().__init__(parent)
        self.stage = Stage(drawer or Drawer(gebied))
        self.camera = Camera(gebied, self._room, self)
        self.camera.moved.connect(self._on_moved)
        self.camera.rested.connect(self._draw_again)
        self._selection: frozenset[int] = frozenset()
        self._highlight: frozenset[int] = frozenset()
        self._pointed = -1
        self._announced = False
        self._slices = QTimer(self)
        self._slices.timeout.connect(self._draw_slice)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 200)

    def sizeHint(self) -> QSize:
        """Room the map likes to have."""
        return QSize(900, 650)

    # What is shown

    def set_gebied(self, gebied: Gebied, drawer: Drawer | None = None) -> None:
        """Draw other boundaries; nothing is selected and a specification of them must follow."""
        before, self.stage = self.stage, Stage(drawer or Drawer(gebied))
        self.stage.legend_visible = before.legend_visible
        self.stage.locator_visible = before.locator_visible
        self.stage.resize(QSizeF(self.size()), self.devicePixelRatioF())
        self._selection = self._highlight = frozenset()
        self._pointed = -1
        self.camera.set_gebied(gebied)

    @property
    def viewport(self) -> Viewport:
        """The part of the map in view."""
        return self.camera.viewport

    @property
    def specification(self) -> MapSpecification | None:
        """The map that is shown."""
        return self.stage.first

    def set_specification(self, specification: MapSpecification) -> None:
        """Show another map at the same place and scale."""
        if specification is not self.stage.first:
            self.stage.set_first(specification)
            self._arrange()

    def set_second(
        self, specification: MapSpecification | None, divider: float | None = None
    ) -> None:
        """Lay a second map over the first, or take it away.

        Parameters
        ----------
        specification : MapSpecification or None
        divider : float, optional
            Share of the width from where the second map shows; without it the second map shows
            when asked for by `show_second`.
        """
        same = (divider is None) == (self.stage.divider is None)
        if specification is not self.stage.second or not same:
            self.stage.set_second(specification, divider)
            self._arrange()

    @property
    def is_swiping(self) -> bool:
        """Whether a divider stands between two maps."""
        return self.stage.divider is not None

    @property
    def is_blinking(self) -> bool:
        """Whether a second map can be shown in place of the first."""
        return self.stage.second is not None and not self.is_swiping

    def show_second(self, shown: bool) -> None:
        """Show the second map of two that blink, or the first again."""
        self.stage.second_shown = shown and self.is_blinking
        self.update()

    def move_divider(self, share: float) -> None:
        """Move the divider by a share of the width."""
        if self.stage.divider is not None:
            self.stage.divider = min(max(self.stage.divider + share, 0.0), 1.0)
            self.divided.emit(self.stage.divider)
            self.update()

    @property
    def selection(self) -> frozenset[int]:
        """Positions of the selected gemeenten."""
        return self._selection

    def set_selection(self, gemeenten: frozenset[int]) -> None:
        """Outline these gemeenten; no signal is sent."""
        if gemeenten != self._selection:
            self._selection = gemeenten
            self._draw_again()

    def set_highlight(self, gemeenten: frozenset[int]) -> None:
        """Light up these gemeenten for as long as something points at them."""
        if gemeenten != self._highlight:
            self._highlight = gemeenten
            self.update()

    def set_pointed(self, gemeente: int) -> None:
        """Light up the gemeente that is pointed at here, -1 for none."""
        if gemeente != self._pointed:
            self._pointed = gemeente
            self.update()

    def set_legend_visible(self, visible: bool) -> None:
        """Show or hide the legend."""
        self.stage.legend_visible = visible
        self.stage.forget_furniture()
        self._arrange()

    def set_beside(self, beside: bool) -> None:
        """Make the most of less room, beside other maps."""
        if beside != self.stage.is_beside:
            self.stage.set_beside(beside)
            self._arrange()

    def set_locator_visible(self, visible: bool) -> None:
        """Show or hide the small map of the country."""
        self.stage.locator_visible = visible
        self._draw_again()

    @property
    def locator_rect(self) -> QRectF:
        """Room of the small map of the country; empty when it is not shown."""
        return self.stage.locator(self.viewport, self.camera.whole)

    # Drawing

    def _room(self) -> list[QRectF]:
        return [self.stage.legend, self.stage.source, *self.stage.blocked]

    def _arrange(self) -> None:
        """Fit the country beside what stands on the map now, and draw."""
        self.arranged.emit()
        self.camera.fit_again()
        self._draw_again()

    def _draw_again(self) -> None:
        self.stage.forget_pictures()
        self.update()

    def _on_moved(self) -> None:
        """Give up what is being drawn: it is of where the map was."""
        self._slices.stop()
        self.stage.give_up()
        self.update()

    def _draw_slice(self) -> None:
        """Draw for a moment; show the drawing once it is complete."""
        camera = self.camera
        if self.stage.go_on(camera.viewport, camera.whole, self._selection, _SLICE):
            self._slices.stop()
            self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Show the drawing at hand; a small map is drawn first, a large one piece by piece."""
        painter = QPainter(self)
        camera, stage = self.camera, self.stage
        if stage.first is None:
            painter.fillRect(self.rect(), Qt.GlobalColor.white)
            return
        if stage.is_small:
            stage.go_on(camera.viewport, camera.whole, self._selection)
        elif not stage.is_complete and not camera.is_moving:
            self._slices.start()
        stage.paint_maps(painter, camera.viewport)
        pointed = self._highlight | frozenset({self._pointed} - {-1})
        if pointed and not camera.is_moving:
            ratio = self.devicePixelRatioF()
            stage.drawer.paint_pointed(painter, pointed, camera.viewport, ratio)
        stage.paint_furniture(painter, camera.viewport, camera.whole)
        self.paint_marks(painter)
        if not self._announced and stage.is_complete:
            self._announced = True
            QTimer.singleShot(0, self.first_painted.emit)
            QTimer.singleShot(0, self.warm_up)

    def paint_marks(self, painter: QPainter) -> None:
        """Draw what a subclass lays over the map."""

    def warm_up(self) -> None:
        """Prepare what the first zoom needs, while the user looks."""
        self.stage.drawer.warm_up()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep the country fitted, or else the centre."""
        self._measure()
        self.camera.resize(self.width(), self.height())
        self._draw_again()

    def changeEvent(self, event: QEvent | None) -> None:
        """Draw anew when the font changes, with the country beside a legend of that size."""
        assert event is not None
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.stage.drawer.renew_names()
            self.stage.forget_furniture()
            self.camera.fit_again()
            self._draw_again()
        super().changeEvent(event)

    def event(self, event: QEvent | None) -> bool:
        """Draw anew on a screen with other pixels."""
        if event is not None and event.type() == QEvent.Type.DevicePixelRatioChange:
            self._measure()
            self._draw_again()
        return super().event(event)

    def _measure(self) -> None:
        self.stage.resize(QSizeF(self.size()), self.devicePixelRatioF())
