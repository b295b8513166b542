"""What a user chose with the controls of a view, to keep it in a project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PyQt6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSlider, QSpinBox, QWidget

from regiokaart.gui.views.pair import IndelingCombo
from regiokaart.gui.views.view import View
from regiokaart.model.project import Choice

_MAX_TEXT = 200  # as much as a project takes


def read_choices(view: View) -> dict[str, Choice]:
    """Return the value of each control, by its name for who cannot see the screen."""
    found: dict[str, Choice] = {}
    for control in _controls(view):
        match control:
            case QComboBox():
                found[_name(control)] = control.currentText()
            case QCheckBox():
                found[_name(control)] = control.isChecked()
            case QLineEdit():
                found[_name(control)] = control.text()[:_MAX_TEXT]
            case QSlider() | QSpinBox():
                found[_name(control)] = control.value()
    return {name: value for name, value in found.items() if name}


def apply_choices(view: View, choices: Mapping[str, Choice]) -> None:
    """Set the controls as they were; a value that a control does not have is passed over."""
    for control in _controls(view):
        value = choices.get(_name(control))
        match control:
            case QComboBox() if isinstance(value, str) and control.findText(value) >= 0:
                index = control.findText(value)
                if index != control.currentIndex():
                    control.setCurrentIndex(index)
                    control.activated.emit(index)  # as when the user had chosen it
            case QCheckBox() if isinstance(value, bool):
                control.setChecked(value)
            case QLineEdit() if isinstance(value, str):
                control.setText(value)
            case QSlider() | QSpinBox() if type(value) is int:
                control.setValue(value)


def _name(control: QWidget) -> str:
    return control.accessibleName() or (control.text() if isinstance(control, QCheckBox) else "")


def _controls(view: View) -> Iterator[QWidget]:
    """Return the controls, without those for the indelingen, which the project names itself."""
    return (each for each in view.controls() if not isinstance(each, IndelingCombo))
