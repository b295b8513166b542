"""Qt's Fusion style with edges that can be seen on a dark ground, and a clear keyboard focus."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import QPoint, QRect, QSize, Qt
from PyQt6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPalette, QPen
from PyQt6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionToolButton,
    QWidget,
)

from regiokaart.gui.look.colours import Look

_Primitive, _State = QStyle.PrimitiveElement, QStyle.StateFlag
_ROUND = _Primitive.PE_IndicatorRadioButton
_EDGED = (
    _Primitive.PE_IndicatorCheckBox,
    _Primitive.PE_IndicatorItemViewItemCheck,
    _ROUND,
    _Primitive.PE_PanelButtonCommand,
    _Primitive.PE_PanelLineEdit,
    _Primitive.PE_FrameMenu,
)
_BOXES = (QStyle.ComplexControl.CC_ComboBox, QStyle.ComplexControl.CC_SpinBox)
_SLIDER, _SCROLL_BAR = QStyle.ComplexControl.CC_Slider, QStyle.ComplexControl.CC_ScrollBar
_KNOB = 15  # pixels across, where there is room
_RAIL = 3
_LABEL = QStyle.ControlElement.CE_ComboBoxLabel
_TAB = QStyle.ControlElement.CE_TabBarTab
_BESIDE_TEXT = (
    QStyle.PixelMetric.PM_IndicatorWidth,
    QStyle.PixelMetric.PM_IndicatorHeight,
    QStyle.PixelMetric.PM_ExclusiveIndicatorWidth,
    QStyle.PixelMetric.PM_ExclusiveIndicatorHeight,
)
_CAPITAL = 0.9  # of the ascent of a font
_OF_DOCKS = {
    QStyle.StandardPixmap.SP_TitleBarCloseButton: "dock-close",
    QStyle.StandardPixmap.SP_TitleBarNormalButton: "dock-float",
}
_FOCUS_WIDTH = 2


class Style(QProxyStyle):
    """Fusion, which draws edges darker than the ground and the focus of a list not at all.

    Parameters
    ----------
    look : callable
        Returns the colours of now.
    icon : callable
        Returns one of our icons.
    """

    def __init__(self, look: Callable[[], Look], icon: Callable[[str], QIcon]) -> None:
        super().__init__("Fusion")
        self._look, self._icon = look, icon

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption | None,
        painter: QPainter | None,
        widget: QWidget | None = None,
    ) -> None:
        """Draw as Fusion does, and the edge; the focus in our own way."""
        if option is None or painter is None:
            super().drawPrimitive(element, option, painter, widget)
            return
        if element is _Primitive.PE_FrameFocusRect:
            if option.state & _State.State_KeyboardFocusChange:
                self._draw_focus(painter, option.rect)
            return
        super().drawPrimitive(element, option, painter, widget)
        if element in (_Primitive.PE_PanelLineEdit, _Primitive.PE_FrameLineEdit) and _inside(
            widget
        ):
            return
        look, focused = self._look(), bool(option.state & _State.State_HasFocus)
        if element is _Primitive.PE_Frame and isinstance(widget, QAbstractScrollArea):
            edge = look.outline if _is_field(widget) else look.line
            self._draw_edge(painter, option.rect, edge)
            if widget.hasFocus() and _by_keyboard(widget):
                self._draw_focus(painter, option.rect)
        elif element in _EDGED:
            self._draw_edge(painter, option.rect, look.outline, round_=element is _ROUND)
        if (element is _Primitive.PE_PanelLineEdit and focused) or (
            element is _Primitive.PE_PanelButtonCommand and focused and _by_keyboard(widget)
        ):
            self._draw_focus(painter, option.rect)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption | None,
        painter: QPainter | None,
        widget: QWidget | None = None,
    ) -> None:
        """Draw as Fusion does, and the edge and focus of a tab; dots where a choice is cut off."""
        if element is _LABEL and isinstance(option, QStyleOptionComboBox):
            option = self._elided(option, widget)
        super().drawControl(element, option, painter, widget)
        if option is None or painter is None or element is not _TAB:
            return
        look = self._look()
        self._draw_edge(painter, option.rect, look.line)
        if option.state & _State.State_Selected:
            top = QRect(option.rect.topLeft(), QSize(option.rect.width(), _FOCUS_WIDTH))
            painter.fillRect(top, QColor(look.accent))
        if option.state & _State.State_HasFocus and option.state & _State.State_Selected:
            self._draw_focus(painter, option.rect.adjusted(1, 1, -1, -1))

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex | None,
        painter: QPainter | None,
        widget: QWidget | None = None,
    ) -> None:
        """Draw as Fusion does, and the edge; of a scroll bar, that of its handle."""
        if control is _SLIDER and option is not None and painter is not None:
            self._draw_slider(option, painter, widget)
            return
        super().drawComplexControl(control, option, painter, widget)
        if option is None or painter is None:
            return
        outline = self._look().outline
        if control is _SCROLL_BAR:
            part = QStyle.SubControl.SC_ScrollBarSlider
            self._draw_edge(painter, self.subControlRect(control, option, part, widget), outline)
        elif control in _BOXES:
            self._draw_edge(painter, option.rect, outline)
            if option.state & _State.State_HasFocus:
                self._draw_focus(painter, option.rect)

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption | None,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        """Give a button with a text beside its icon as much room on its right as on its left."""
        result = super().sizeFromContents(kind, option, size, widget)
        if kind is QStyle.ContentsType.CT_ToolButton and isinstance(option, QStyleOptionToolButton):
            beside = option.toolButtonStyle is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            menu = option.features & QStyleOptionToolButton.ToolButtonFeature.HasMenu
            if beside and option.text and not option.icon.isNull() and not menu:
                result.setWidth(result.width() - 2 * option.fontMetrics.horizontalAdvance(" "))
        return result

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Let boxes grow with the letters beside them."""
        size = super().pixelMetric(metric, option, widget)
        if metric in _BESIDE_TEXT:
            return max(size, round(_CAPITAL * QFontMetrics(QApplication.font()).ascent()))
        return size

    def standardIcon(
        self,
        standard: QStyle.StandardPixmap,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> QIcon:
        """Give the buttons of docks icons that can be seen on any ground."""
        if standard in _OF_DOCKS:
            return self._icon(_OF_DOCKS[standard])
        return super().standardIcon(standard, option, widget)

    def _elided(self, option: QStyleOptionComboBox, widget: QWidget | None) -> QStyleOptionComboBox:
        control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.subControlRect(control, option, field, widget).width()
        result = QStyleOptionComboBox(option)
        mode = Qt.TextElideMode.ElideRight
        result.currentText = option.fontMetrics.elidedText(option.currentText, mode, room)
        return result

    def _draw_slider(
        self, option: QStyleOptionComplex, painter: QPainter, widget: QWidget | None
    ) -> None:
        """Draw a rail and a knob that lies on it, whole also in a row that is low."""
        look, middle = self._look(), option.rect.center()
        rail = self.subControlRect(_SLIDER, option, QStyle.SubControl.SC_SliderGroove, widget)
        rail = QRect(rail.left(), middle.y() - _RAIL // 2, rail.width(), _RAIL)
        outline = look.outline if option.state & _State.State_Enabled else look.line
        painter.fillRect(rail, QColor(outline))
        handle = self.subControlRect(_SLIDER, option, QStyle.SubControl.SC_SliderHandle, widget)
        across = min(_KNOB, option.rect.height())
        knob = QRect(0, 0, across, across)
        knob.moveCenter(QPoint(handle.center().x(), middle.y()))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(option.state & _State.State_HasFocus)
        width = _FOCUS_WIDTH if focused else 1
        painter.setPen(QPen(QColor(look.accent if focused else outline), width))
        painter.setBrush(option.palette.brush(QPalette.ColorRole.Base))
        painter.drawEllipse(knob.toRectF().adjusted(width / 2, width / 2, -width / 2, -width / 2))
        painter.restore()

    def _draw_edge(
        self, painter: QPainter, rect: QRect, colour: str, *, round_: bool = False
    ) -> None:
        painter.save()
        painter.setPen(QColor(colour))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        if round_:
            painter.drawEllipse(inside)
        else:
            painter.drawRoundedRect(inside, 2, 2)
        painter.restore()

    def _draw_focus(self, painter: QPainter, rect: QRect) -> None:
        painter.save()
        painter.setPen(QPen(QColor(self._look().accent), _FOCUS_WIDTH))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = _FOCUS_WIDTH / 2
        painter.drawRoundedRect(rect.toRectF().adjusted(half, half, -half, -half), 2, 2)
        painter.restore()


def _by_keyboard(widget: QWidget | None) -> bool:
    window = widget.window() if widget is not None else None
    return window is not None and window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def _is_field(widget: QWidget) -> bool:
    """Tell whether a scroll area is a field to write in."""
    return isinstance(widget, QPlainTextEdit) and not widget.isReadOnly()


def _inside(widget: QWidget | None) -> bool:
    """Whether a field to type in is part of another control, which has the edge."""
    return widget is not None and isinstance(widget.parent(), QAbstractSpinBox | QComboBox)
