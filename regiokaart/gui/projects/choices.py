"""What a user chose with the controls of the views: to undo, to keep, and to set again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PyQt6.QtCore import QMetaObject, QObject, pyqtSignal
from PyQt6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSlider, QSpinBox

from regiokaart.gui.state import State
from regiokaart.gui.steps import Step
from regiokaart.gui.views.pair import IndelingCombo
from regiokaart.gui.views.view import View
from regiokaart.model.project import Choice, Weergave, clean_choice

Control = QComboBox | QCheckBox | QLineEdit | QSlider | QSpinBox
Choices = Mapping[Weergave, Mapping[str, Choice]]

_MAX_STEP = 60  # letters of a step in the menu


class ViewChoices(QObject):
    """The choices of the user with the controls of each view, by their Dutch names.

    What was chosen is kept while a control has no room for it, such as a domein of which nothing
    counts for a moment, and is chosen again when it has.

    Parameters
    ----------
    state : State

    Signals
    -------
    changed
    """

    changed = pyqtSignal()

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self._state = state
        self._chosen: dict[Weergave, dict[str, Choice]] = {}
        self._first: dict[Weergave, dict[str, Choice]] = {}  # what views chose of themselves
        self._views: dict[Weergave, View] = {}
        self._waiting: dict[Weergave, frozenset[str]] = {}  # controls without room for the choice
        self._connections: list[QMetaObject.Connection] = []

    def add(self, weergave: Weergave, view: View) -> None:
        """Set the controls of a view that is opened for the first time, and follow them."""
        controls = _controls(view)
        first = {name: _value(control) for name, control in controls.items()}
        self._views[weergave], self._first[weergave] = view, first
        self._chosen[weergave] = {**first, **self._chosen.get(weergave, {})}
        for name, control in controls.items():
            listen = partial(self._on_control, weergave, name, control)
            match control:
                case QComboBox():
                    control.activated.connect(listen)
                case QCheckBox():
                    control.toggled.connect(listen)
                case QLineEdit():
                    control.textChanged.connect(listen)
                case _:
                    control.valueChanged.connect(listen)
        fill = partial(self._set, weergave)
        for signal in (self._state.counted_changed, self._state.catalogus_changed):
            self._connections.append(signal.connect(fill))  # after the view filled its controls
        view.changed.connect(partial(self._set_waiting, weergave))
        self._set(weergave)

    def forget_views(self) -> None:
        """Go on without the views of another year; what was chosen in them stays."""
        for connection in self._connections:
            QObject.disconnect(connection)
        self._connections.clear()
        self._views.clear()

    def all(self) -> Choices:
        """Return what is chosen now in every view that was opened or that has choices."""
        found = {weergave: dict(values) for weergave, values in self._chosen.items() if values}
        for weergave, view in self._views.items():
            for name, control in _controls(view).items():
                if name not in self._waiting[weergave]:
                    found[weergave][name] = _value(control)
        return found

    def restore(self, choices: Choices) -> None:
        """Choose as in a project or the settings, and all else as at first; no step to undo."""
        self._chosen = {weergave: dict(values) for weergave, values in choices.items()}
        for weergave in self._views:
            self._chosen[weergave] = {**self._first[weergave], **self._chosen.get(weergave, {})}
            self._set(weergave)
        self.changed.emit()

    def differs_from(self, choices: Choices) -> bool:
        """Whether something else is chosen; what is not among them is compared with the first."""
        for weergave, values in self.all().items():
            others = {**self._first.get(weergave, {}), **choices.get(weergave, {})}
            if any(value != others.get(name, value) for name, value in values.items()):
                return True
        return False

    def _on_control(
        self, weergave: Weergave, name: str, control: Control, *_of_signal: object
    ) -> None:
        """Make a step of what the user chose; what the control did of itself is no choice."""
        before, after = self._chosen[weergave].get(name), _value(control)
        if after in (before, _nearest(control, before)):
            return
        step = Step(
            _step_text(name, after),
            before,
            after,
            partial(self._choose, weergave, name),
            (weergave, name),
        )
        self._state.undo_stack.push(step)

    def _choose(self, weergave: Weergave, name: str, value: Choice | None) -> None:
        """Choose a value in its view, opened first when a step is undone or redone elsewhere."""
        self._state.apply_map(weergave)
        if value is None:
            self._chosen[weergave].pop(name, None)
        else:
            self._chosen[weergave][name] = value
        self._set(weergave)
        self.changed.emit()

    def _set(self, weergave: Weergave, *_of_signal: object) -> None:
        view = self._views.get(weergave)
        if view is not None:
            self._waiting[weergave] = apply_choices(view, self._chosen[weergave])

    def _set_waiting(self, weergave: Weergave) -> None:
        """Set what had no room, when the view has filled its controls."""
        if self._waiting.get(weergave):
            self._set(weergave)


def apply_choices(view: View, choices: Mapping[str, Choice]) -> frozenset[str]:
    """Set the controls of a view; return the names of those that do not have the value."""
    waiting = set()
    for name, control in _controls(view).items():
        value = choices.get(name)
        if value is None or _value(control) == value:
            continue
        match control:
            case QComboBox() if (index := _index(control, value)) >= 0:
                control.setCurrentIndex(index)
                control.activated.emit(index)  # as when the user had chosen it
            case QCheckBox() if isinstance(value, bool):
                control.setChecked(value)
            case QLineEdit() if isinstance(value, str):
                control.setText(value)
            case QSlider() | QSpinBox() if _nearest(control, value) == value:
                control.setValue(int(value))
            case _:
                waiting.add(name)
    return frozenset(waiting)


def _controls(view: View) -> dict[str, Control]:
    """Return the controls by name, without those for A and B, which a project names itself."""
    return {
        name: control
        for control in view.kept()
        if isinstance(control, Control)
        and not isinstance(control, IndelingCombo)
        and (name := _name(control))
    }


def _name(control: Control) -> str:
    return control.accessibleName() or (control.text() if isinstance(control, QCheckBox) else "")


def _value(control: Control) -> Choice:
    match control:
        case QComboBox():
            return clean_choice(control.currentText())
        case QCheckBox():
            return control.isChecked()
        case QLineEdit():
            return clean_choice(control.text())
        case _:
            return control.value()


def _index(combo: QComboBox, value: Choice) -> int:
    """Return where a combo box has a value; -1 for nowhere."""
    texts = (clean_choice(combo.itemText(i)) for i in range(combo.count()))
    return next((i for i, text in enumerate(texts) if text == value), -1)


def _nearest(control: Control, value: Choice | None) -> Choice | None:
    """Return the number nearest to a value that a control can have; None for no number."""
    if not isinstance(control, QSlider | QSpinBox) or type(value) is not int:
        return None
    return min(max(value, control.minimum()), control.maximum())


def _step_text(name: str, value: Choice) -> str:
    """Name a step for the menu.

    Examples
    --------
    >>> _step_text("Domein", "Sociaal"), _step_text("Ook regelingen", True)
    ('Domein Sociaal', 'Ook regelingen aan')
    """
    said: str = {True: "aan", False: "uit"}[value] if isinstance(value, bool) else str(value)
    text = f"{name} {said or 'leeg'}"
    return text if len(text) <= _MAX_STEP else f"{text[: _MAX_STEP - 1]}…"
