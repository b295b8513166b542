"""The map, or several beside each other that move, point and select as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PyQt6.QtCore import QPoint, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QHideEvent, QShowEvent
from PyQt6.QtWidgets import QGridLayout, QLabel, QSlider, QToolButton, QVBoxLayout, QWidget

from regiokaart.cartography.coordinates import rd_text, wgs84_text
from regiokaart.cartography.specification import MapSpecification
from regiokaart.gui.actions import Actions
from regiokaart.gui.look import theme
from regiokaart.gui.map.canvas import MapCanvas
from regiokaart.gui.map.surface import Tool
from regiokaart.model import Gebied

_LEAST = {1: QSize(240, 96), 2: QSize(120, 96), 4: QSize(120, 32)}  # of each of so many maps
_TOOLS = {"frame": Tool.FRAME, "measure": Tool.MEASURE}


class Arrangement(StrEnum):
    """How several maps are laid beside or over each other."""

    OVER = "over elkaar"
    BESIDE = "naast elkaar"
    FOUR = "vier kaarten"
    SWIPE = "schuif"
    BLINK = "knipper"


@dataclass(frozen=True, eq=False)
class Arranged:
    """Several maps to show in place of one.

    Attributes
    ----------
    arrangement : Arrangement
        Anything but over each other, which is a map of its own.
    specifications : tuple of MapSpecification
        Two, or four.
    choosers : tuple of QWidget
        What stands above the last maps in place of their titles.
    divider : QSlider or None
        Where the divider stands, in percent; in step with the one on the map.
    """

    arrangement: Arrangement
    specifications: tuple[MapSpecification, ...]
    choosers: tuple[QWidget, ...] = ()
    divider: QSlider | None = None


class _Pane(QWidget):
    """One map with its title, or with what chooses it."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__()
        self.canvas = canvas
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setMargin(theme.STEP // 2)
        self._title.setMinimumWidth(1)
        self._chooser: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._title)
        self._layout.addWidget(canvas, 1)

    def head(self, title: str, chooser: QWidget | None = None) -> None:
        """Write a title, empty for none, or show what chooses the map."""
        if self._chooser is not None and self._chooser is not chooser:
            self._chooser.hide()
        self._chooser = chooser
        if chooser is not None:
            self._layout.insertWidget(0, chooser)
            chooser.show()
        self._title.setText(title)
        self._title.setVisible(bool(title) and chooser is None)


class MapBoard(QWidget):
    """Shows one map, or several that are linked.

    Parameters
    ----------
    canvas : MapCanvas
        The first map, which is always there.
    commands : Actions

    Attributes
    ----------
    canvases : list of MapCanvas
        All that were made, the first one first; those that are not needed now are hidden.

    Signals
    -------
    selection_changed(object), activated(int)
        As those of a canvas, from any of them.
    told(str)
        Where the pointer is, or how long the line is that is measured; empty for nothing.
    menu_requested(object, object)
        The menu was asked for on a canvas, at a QPoint of it.
    """

    selection_changed = pyqtSignal(object)
    activated = pyqtSignal(int)
    told = pyqtSignal(str)
    menu_requested = pyqtSignal(object, object)

    def __init__(self, canvas: MapCanvas, commands: Actions) -> None:
        super().__init__()
        self.canvas, self._commands = canvas, commands
        self._panes: list[_Pane] = []
        self._measured = ""
        self._blink = QToolButton(self)
        self._blink.setText("Houd B ingedrukt")
        self._blink.setToolTip("Houd ingedrukt om de andere kaart te zien (B)")
        self._blink.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._blink.pressed.connect(lambda: canvas.show_second(True))
        self._blink.released.connect(lambda: canvas.show_second(False))
        self._blink.hide()
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.STEP // 2)
        self._add(canvas)
        self._slider: QSlider | None = None
        canvas.divided.connect(self._tell_slider)
        for key, tool in _TOOLS.items():
            commands.connect(key, partial(self._toggle, tool))
        commands.connect("extent_back", canvas.camera.back)
        commands.connect("extent_forward", canvas.camera.forward)
        commands.connect("locator", self._show_locator)
        canvas.camera.rested.connect(self._show_extents)
        self._show_extents()

    @property
    def canvases(self) -> list[MapCanvas]:
        """Every map that was made."""
        return [pane.canvas for pane in self._panes]

    def show_maps(
        self, specification: MapSpecification | None, arranged: Arranged | None = None
    ) -> None:
        """Show one map, or several in its place.

        Parameters
        ----------
        specification : MapSpecification or None
            None leaves what is shown.
        arranged : Arranged, optional
        """
        if arranged is None:
            if specification is None:
                return
            specifications: tuple[MapSpecification, ...] = (specification,)
        else:
            specifications = arranged.specifications
        self.canvas.set_specification(specifications[0])
        arrangement = arranged.arrangement if arranged is not None else Arrangement.OVER
        second = specifications[1] if len(specifications) > 1 else None
        slider = arranged.divider if arranged is not None else None
        self._take_slider(slider)
        if slider is not None:
            self.canvas.set_second(second, divider=slider.value() / 100)
        else:
            self.canvas.set_second(second if arrangement is Arrangement.BLINK else None)
        beside = arrangement in (Arrangement.BESIDE, Arrangement.FOUR)
        self.canvas.set_beside(beside)
        self._lay_out(
            specifications if beside else specifications[:1],
            arranged.choosers if arranged is not None and beside else (),
        )
        if arrangement is Arrangement.SWIPE:
            self._panes[0].head(
                f"Links {specifications[0].title}, rechts {specifications[1].title}"
            )
        elif arrangement is Arrangement.BLINK:
            self._blink.setText(f"Houd B ingedrukt: {specifications[1].title}")
            self._panes[0].head(specifications[0].title, self._blink)

    def _take_slider(self, slider: QSlider | None) -> None:
        """Keep the divider in step with a slider, for as long as there is one."""
        if slider is self._slider:
            return
        if self._slider is not None:
            self._slider.valueChanged.disconnect(self._place_divider)
        if slider is not None:
            slider.valueChanged.connect(self._place_divider)
        self._slider = slider

    def _place_divider(self, percent: int) -> None:
        now = self.canvas.stage.divider
        if now is not None and round(100 * now) != percent:
            self.canvas.move_divider(percent / 100 - now)

    def _tell_slider(self, share: float) -> None:
        if self._slider is not None:
            self._slider.setValue(round(100 * share))

    def _lay_out(
        self, specifications: tuple[MapSpecification, ...], choosers: tuple[QWidget, ...]
    ) -> None:
        """Show as many maps as asked for, two in a row."""
        count = len(specifications)
        while len(self._panes) < count:
            self._add_companion()
        titled = count - len(choosers)
        for number, pane in enumerate(self._panes):
            pane.setVisible(number < count)
            if number < count:
                pane.canvas.setMinimumSize(_LEAST[count])
                pane.canvas.set_specification(specifications[number])
                title = specifications[number].title if count > 1 else ""
                pane.head(title, choosers[number - titled] if number >= titled else None)
            else:
                pane.head("")

    def _add_companion(self) -> None:
        first = self.canvas
        canvas = MapCanvas(self._gebied(), drawer=first.stage.drawer)
        canvas.setAccessibleName(f"Kaart {len(self._panes) + 1}")
        canvas.stage.legend_visible = first.stage.legend_visible
        canvas.stage.locator_visible = False  # that of the first map serves all
        canvas.set_beside(True)
        canvas.set_selection(first.selection)
        canvas.set_tool(first.tool)
        canvas.camera.look_at(first.viewport)
        self._add(canvas)

    def _gebied(self) -> Gebied:
        return self.canvas.stage.drawer.gebied

    def _add(self, canvas: MapCanvas) -> None:
        canvas.setMinimumSize(_LEAST[1])
        pane = _Pane(canvas)
        row, column = divmod(len(self._panes), 2)
        self._layout.addWidget(pane, row, column)
        self._panes.append(pane)
        canvas.camera.moved.connect(lambda: self._follow(canvas))
        canvas.hovered.connect(lambda gemeente: self._point_along(canvas, gemeente))
        canvas.selection_changed.connect(self.selection_changed)
        canvas.activated.connect(self.activated)
        canvas.located.connect(self._tell)
        canvas.walked.connect(self.told)
        canvas.measured.connect(self._tell_measured)
        canvas.tool_changed.connect(lambda: self._take(canvas.tool))
        canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        canvas.customContextMenuRequested.connect(lambda at: self._ask_menu(canvas, at))

    def _ask_menu(self, canvas: MapCanvas, at: QPoint) -> None:
        self.menu_requested.emit(canvas, at)

    # What all maps do as one

    def _others(self, canvas: MapCanvas) -> Iterator[MapCanvas]:
        return (each for each in self.canvases if each is not canvas)

    def _follow(self, canvas: MapCanvas) -> None:
        for other in self._others(canvas):
            other.camera.look_at(canvas.viewport)

    def _point_along(self, canvas: MapCanvas, gemeente: int) -> None:
        for other in self._others(canvas):
            other.set_highlight(frozenset({gemeente} - {-1}))

    def set_gebied(self, gebied: Gebied) -> None:
        """Draw other boundaries; a map of them must follow."""
        self.show_maps(self.canvas.specification)  # one map only
        for pane in self._panes[1:]:
            self._layout.removeWidget(pane)
            pane.deleteLater()
        del self._panes[1:]
        self.canvas.set_gebied(gebied)

    def set_selection(self, gemeenten: frozenset[int]) -> None:
        """Outline these gemeenten on every map."""
        for canvas in self.canvases:
            canvas.set_selection(gemeenten)

    def set_highlight(self, gemeenten: frozenset[int]) -> None:
        """Light up these gemeenten on every map."""
        for canvas in self.canvases:
            canvas.set_highlight(gemeenten)

    def set_legend_visible(self, visible: bool) -> None:
        """Show or hide the legend of every map."""
        for canvas in self.canvases:
            canvas.set_legend_visible(visible)

    # Tools and what they tell

    def _toggle(self, tool: Tool) -> None:
        self._take(Tool.POINT if self.canvas.tool is tool else tool)

    def _take(self, tool: Tool) -> None:
        for canvas in reversed(self.canvases):  # the first map gets the focus
            canvas.set_tool(tool)
        for key, each in _TOOLS.items():
            self._commands[key].setChecked(tool is each)

    def _tell(self, place: tuple[float, float] | None) -> None:
        if not self._measured:
            self.told.emit(f"{rd_text(*place)} · {wgs84_text(*place)}" if place is not None else "")

    def _tell_measured(self, text: str) -> None:
        self._measured = text
        self.told.emit(f"Afstand: {text}" if text else "")

    def _show_locator(self) -> None:
        self.canvas.set_locator_visible(self._commands["locator"].isChecked())

    def _show_extents(self) -> None:
        history, shown = self.canvas.camera.history, self.isVisible()
        self._commands["extent_back"].setEnabled(shown and history.can_go_back)
        self._commands["extent_forward"].setEnabled(shown and history.can_go_forward)

    def showEvent(self, event: QShowEvent | None) -> None:
        """Offer to go back to where the map looked."""
        super().showEvent(event)
        self._show_extents()

    def hideEvent(self, event: QHideEvent | None) -> None:
        """Put the tools away with the map."""
        super().hideEvent(event)
        self._take(Tool.POINT)
        self._show_extents()
