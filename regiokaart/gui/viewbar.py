"""The bar above the map with the controls of the view that is open."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QEvent, QObject, QSize, Qt
from PyQt6.QtGui import QPalette
from PyQt6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from regiokaart.gui.look import theme
from regiokaart.gui.look.flow import FlowLayout

_ICON, _WORDS = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_LETTERS = 2  # of a name that is needed, such as A


class ViewBar(QScrollArea):
    """Shows the controls of one view at a time, and scrolls where these have too many rows."""

    def __init__(self) -> None:
        super().__init__()
        self._content = QWidget()
        self._layout = QVBoxLayout(self._content)
        self._layout.setContentsMargins(theme.STEP // 2, theme.STEP // 2, theme.STEP // 2, 0)
        self._layout.setSpacing(0)
        self._rows: dict[int, _Row] = {}
        self.setWidgetResizable(True)
        self.setWidget(self._content)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._reveal)

    def add(self, key: int, widgets: Sequence[QWidget], others: Sequence[QWidget] = ()) -> None:
        """Take in the controls of a view, from left to right, hidden until `show_only`.

        A button is there only while its command can be given. Those that stand elsewhere, when
        they are shown, are the bar's until then.
        """
        row = _Row(widgets)
        for widget in others:
            widget.setParent(row)
        row.hide()
        self._layout.addWidget(row)
        self._rows[key] = row

    def show_only(self, key: int) -> None:
        """Show the controls of one view."""
        for each, row in self._rows.items():
            row.setVisible(each == key)
        self.setVisible(key in self._rows)

    def clear(self) -> None:
        """Drop all controls."""
        for row in self._rows.values():
            row.deleteLater()
        self._rows.clear()

    def fit(self, width: int, most: int) -> int:
        """Take as many whole rows as there are, and as fit a height, but one; return the height.

        Parameters
        ----------
        width : int
            In pixels, that the bar has or gets.
        most : int
            Height in pixels.
        """
        height = self._layout.totalHeightForWidth(width)
        if height > most:
            row = next((each for each in self._rows.values() if not each.isHidden()), None)
            line = row.line_height() if row is not None else 0
            margin = theme.STEP // 2
            height = max((most - margin) // (line + margin), 1) * (line + margin) + margin
        self.setFixedHeight(height)
        return height

    def minimumSizeHint(self) -> QSize:
        """Be as wide as the widest control."""
        return QSize(self._content.minimumSizeHint().width(), 0)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Tell who gives the bar its place that the controls need another one."""
        done = super().eventFilter(watched, event)
        if event is not None and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return done

    def _reveal(self, before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to the control that the keyboard goes to."""
        if now is not None and self._content.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, theme.STEP // 2)


class _Row(QWidget):
    """The controls of one view, in as few words as the width asks for.

    Where names would be cut, buttons show their icon only; where a row would not do, what the
    first choice is about is told by its tooltip only.
    """

    def __init__(self, widgets: Sequence[QWidget]) -> None:
        super().__init__()
        self._flow = FlowLayout(self, theme.STEP // 2)
        buttons = [each for each in widgets if isinstance(each, QToolButton)]
        self._with_words = [each for each in buttons if each.toolButtonStyle() is _WORDS]
        first, *others = widgets or (None,)
        before_choice = bool(others) and isinstance(others[0], QComboBox)
        letters = len(first.text()) if isinstance(first, QLabel) and before_choice else 0
        self._heading = first if letters > _LETTERS else None
        for before, widget in zip((None, *widgets), widgets, strict=False):
            self._flow.addWidget(widget)
            if isinstance(before, QLabel) and not isinstance(widget, QLabel):
                before.setBuddy(widget)  # on Linux the name of a choice for a screen reader
            command = widget.defaultAction() if isinstance(widget, QToolButton) else None
            if command is not None:
                widget.setVisible(command.isEnabled())
                command.enabledChanged.connect(widget.setVisible)

    def event(self, event: QEvent | None) -> bool:
        """Follow another width, and other controls."""
        done = super().event(event)
        if event is not None and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._arrange()
        return done

    def line_height(self) -> int:
        """Height in pixels of the highest control."""
        return self._flow.sizeHint().height()

    def _arrange(self) -> None:
        shown = [each for each in self._with_words if not each.isHidden()]
        heading = self._heading
        items = (self._flow.itemAt(i) for i in range(self._flow.count()))
        widths = [i.minimumSize().width() for i in items if i is not None and not i.isEmpty()]
        wanted = sum(widths) + self._flow.spacing() * (len(widths) - 1)
        for each in shown:
            if each.toolButtonStyle() is _ICON:
                wanted += _width_of_words(each)
        if heading is not None and heading.isHidden():
            wanted += heading.sizeHint().width() + self._flow.spacing()
        style = _WORDS if wanted <= self.width() else _ICON
        for each in shown:
            if each.toolButtonStyle() is not style:
                each.setToolButtonStyle(style)
        if heading is not None:
            shortest = wanted - sum(map(_width_of_words, shown))
            heading.setHidden(shortest > self.width())


def _width_of_words(button: QToolButton) -> int:
    return button.fontMetrics().horizontalAdvance(button.text()) + theme.STEP
