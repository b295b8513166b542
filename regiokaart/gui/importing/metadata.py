"""What an indeling of the user's own says about itself: a form, and a dialog around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from regiokaart.congruence.wording import decider
from regiokaart.gui.look import theme
from regiokaart.model import Indeling
from regiokaart.model.indeling import ONBEKEND
from regiokaart.sources.own import MAX_NAME

FIRST_YEAR, LAST_YEAR = 1900, 2100
_MAX_TEXT = 5000

# Attribute, heading and explanation of what is one line of text.
_TEXTS = (
    ("naam", "&Naam:", "Naam in de lijst, in het enkelvoud: Jeugdregio voorstel"),
    (
        "naam_meervoud",
        "Naam van de &regio's:",
        "Naam van alle regio's samen, voor titels en zinnen: Jeugdregio's voorstel",
    ),
    ("ministeries", "&Ministeries:", "Afkortingen, met een komma ertussen: VWS, JenV"),
    ("grondslag", "&Grondslag:", "De wet of afspraak waarop de indeling berust"),
    ("peiljaar", "&Peiljaar:", "Jaar waarvoor de indeling geldt"),
    ("bron", "&Bron:", "Waar de indeling vandaan komt; dit staat bij elke kaart en tabel"),
    ("licentie", "&Licentie:", "Wat anderen met de gegevens mogen, bijvoorbeeld CC0"),
    ("opmerking", "&Opmerking:", "Wat een lezer moet weten"),
)
_LINES = frozenset(name for name, *_ in _TEXTS)
_DOMEINEN = (ONBEKEND, "sociaal", "fysiek", "veiligheid", "economie", "onderwijs", "bestuurlijk")
_VERPLICHT = (ONBEKEND, "ja", "nee", "deels")
_BEPAALD = (ONBEKEND, "Rijk", "provincies", "gemeenten", "semi")
_IN_WORDS = {value: decider(value) for value in _BEPAALD}
_CHOICES = (
    ("domein", "&Domein:", "Beleidsterrein, of een eigen woord daarvoor", _DOMEINEN),
    (
        "samenwerking_verplicht",
        "Samenwerking &verplicht:",
        "Of gemeenten in deze indeling moeten samenwerken",
        _VERPLICHT,
    ),
    ("indeling_bepaald_door", "B&epaald door:", "Wie de kaart tekent", _BEPAALD),
)
_ORDER = (
    "naam",
    "naam_meervoud",
    "ministeries",
    "domein",
    "grondslag",
    "samenwerking_verplicht",
    "indeling_bepaald_door",
    "peiljaar",
    "bron",
    "licentie",
    "opmerking",
)
_MAY_BE_EMPTY = ("opmerking",)


class MetadataForm(QWidget):
    """Fields for what an indeling says about itself; what is left empty is unknown.

    Attributes
    ----------
    fields : dict of str to QLineEdit or QComboBox
        By attribute of `Indeling`.

    Signals
    -------
    changed
        The user changed something.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._indeling: Indeling | None = None
        self.fields: dict[str, QLineEdit | QComboBox] = {}
        headings = {name: heading for name, heading, *_ in (*_TEXTS, *_CHOICES)}
        for name, _, tip in _TEXTS:
            self.fields[name] = self._line(name, tip)
        for name, _, tip, values in _CHOICES:
            self.fields[name] = self._choice(tip, values, free=name == "domein")
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(theme.STEP // 2)
        form.setHorizontalSpacing(theme.STEP)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for name in _ORDER:
            form.addRow(headings[name], self.fields[name])
            self.fields[name].setAccessibleName(headings[name].replace("&", "").rstrip(":"))

    def set_indeling(self, indeling: Indeling, changes: Mapping[str, Any] | None = None) -> None:
        """Show what an indeling says about itself, with what was changed before."""
        self._indeling = None  # not listening
        for name, field in self.fields.items():
            text = _text(name, (changes or {}).get(name, getattr(indeling, name)))
            if isinstance(field, QLineEdit):
                field.setText(text)
                field.setCursorPosition(0)
            else:
                if field.findData(text) < 0:
                    field.addItem(text, text)
                field.setCurrentIndex(field.findData(text))
        self._indeling = indeling

    def changes(self) -> dict[str, Any]:
        """Return the attributes that differ from those of the indeling, with their new values."""
        if self._indeling is None:
            return {}
        values = {name: self._value(name) for name in self.fields}
        return {
            name: value for name, value in values.items() if value != getattr(self._indeling, name)
        }

    def problem(self) -> str:
        """Say in Dutch what cannot be kept; empty when all is well."""
        if not self._shown("naam"):
            return "Geef de indeling een naam."
        year = self._shown("peiljaar")
        if year and not (year.isdecimal() and FIRST_YEAR <= int(year) <= LAST_YEAR):
            return f"Het peiljaar is een jaartal van {FIRST_YEAR} tot en met {LAST_YEAR}."
        return ""

    def _shown(self, name: str) -> str:
        field = self.fields[name]
        if isinstance(field, QLineEdit):
            return " ".join(field.text().split())
        place = field.currentIndex()
        known = place >= 0 and field.itemText(place) == field.currentText()
        return str(field.itemData(place)) if known else " ".join(field.currentText().split())

    def _value(self, name: str) -> Any:
        text = self._shown(name)
        if name == "ministeries":
            return tuple(filter(None, (each.strip() for each in text.split(","))))
        if name == "peiljaar":
            return int(text) if text.isdecimal() else None
        if name == "naam_meervoud":
            return text or self._shown("naam")
        return text if text or name in _MAY_BE_EMPTY else ONBEKEND

    def _line(self, name: str, tip: str) -> QLineEdit:
        field = QLineEdit()
        field.setToolTip(tip)
        field.setMaxLength(MAX_NAME if name.startswith("naam") else _MAX_TEXT)
        if name not in ("naam", "naam_meervoud", *_MAY_BE_EMPTY):
            field.setPlaceholderText(ONBEKEND)
        field.textEdited.connect(lambda text: self._on_edited(name))
        return field

    def _choice(self, tip: str, values: tuple[str, ...], *, free: bool) -> QComboBox:
        field = QComboBox()
        field.setToolTip(tip)
        field.setEditable(free)
        field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for value in values:
            field.addItem(_IN_WORDS.get(value, value), value)
        field.currentTextChanged.connect(self._on_chosen)
        popup = field.view()
        if popup is not None:
            popup.setAccessibleName(tip)
        return field

    def _on_chosen(self) -> None:
        if self._indeling is not None:
            self.changed.emit()

    def _on_edited(self, name: str) -> None:
        if name == "naam" and self._indeling is not None:
            plural = self.fields["naam_meervoud"]
            alike = self._indeling.naam == self._indeling.naam_meervoud
            if alike and isinstance(plural, QLineEdit) and not plural.isModified():
                plural.setText(self._shown("naam"))
        self.changed.emit()


class MetadataDialog(QDialog):
    """Changes what one indeling of the library says about itself.

    Parameters
    ----------
    indeling : Indeling
    keep : callable
        Called with the attributes that changed, when the user keeps them.
    parent : QWidget

    Attributes
    ----------
    form : MetadataForm
    keep_button, cancel : QPushButton
    """

    def __init__(
        self, indeling: Indeling, keep: Callable[[dict[str, Any]], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._keep = keep
        self.setWindowTitle(f"Kenmerken van {indeling.naam}")
        self.form = MetadataForm()
        self.form.set_indeling(indeling)
        self.form.changed.connect(self._check)
        self._problem = QLabel()
        self.keep_button = QPushButton("Be&waren")
        self.keep_button.setDefault(True)
        self.keep_button.clicked.connect(self._on_keep)
        self.cancel = QPushButton("&Annuleren")
        self.cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self._problem, 1)
        buttons.addWidget(self.keep_button)
        buttons.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP)
        layout.setSpacing(2 * theme.STEP)
        layout.addWidget(self.form)
        layout.addStretch()
        layout.addLayout(buttons)
        self.resize(64 * theme.STEP, self.sizeHint().height())

    def _check(self) -> None:
        self._problem.setText(self.form.problem())
        self.keep_button.setEnabled(not self.form.problem())

    def _on_keep(self) -> None:
        changes = self.form.changes()
        self.accept()
        if changes:
            self._keep(changes)


def _text(name: str, value: Any) -> str:
    if name == "ministeries":
        return ", ".join(value)
    unknown = value is None or value == ONBEKEND
    return "" if unknown and name in _LINES else str(value)
