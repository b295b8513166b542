"""What the user may choose about a file: the sheet or layer, how it is built up, its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from regiokaart.gui.importing.reading import Reading
from regiokaart.gui.look import theme
from regiokaart.sources.files import is_polygons
from regiokaart.sources.imported import ImportOptions, Layout, Part
from regiokaart.sources.libraryfile import SUFFIX

_AUTO = "automatisch"
_LAYOUTS = (
    (Layout.AUTO, _AUTO),
    (Layout.ONE, "één indeling"),
    (Layout.WIDE, "een kolom per indeling"),
    (Layout.LONG, "een rij per gemeente en indeling"),
)
_COLUMNS = (
    ("gemeente", "Kolom met gemeenten:", "De kolom met codes of namen van gemeenten"),
    ("regio", "Kolom met regio's:", "De kolom met de namen van de regio's"),
    ("code", "Kolom met &codes:", "De kolom met de codes van de regio's, als die er is"),
    ("indeling", "Kolom met indeling:", "De kolom die zegt bij welke indeling een rij hoort"),
)
_LETTERS = 16


class OptionsForm(QWidget):
    """Shows how a file was read and lets the user choose otherwise; only what applies is shown.

    What the user did not choose is found by the content of the file, also when it is read again.

    Attributes
    ----------
    part, layout_kind : QComboBox
    columns : dict of str to QComboBox
        By attribute of `ImportOptions`.
    skip_wrong : QCheckBox

    Signals
    -------
    changed
        The user chose something else; the file is to be read again.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = ImportOptions()
        self.part = _combo("Het blad of de laag met de indeling")
        self.layout_kind = _combo("Hoe de tabel is opgebouwd")
        self.columns = {name: _combo(tip) for name, _, tip in _COLUMNS}
        self.skip_wrong = QCheckBox("Sla rijen over die niet &kloppen")
        self.skip_wrong.setToolTip("Laat rijen met een onbekende gemeente of zonder regio weg")
        self.part.activated.connect(lambda: self._on_part())
        self.layout_kind.activated.connect(lambda: self._on_layout())
        for combo in self.columns.values():
            combo.activated.connect(lambda: self._on_column())
        self.skip_wrong.clicked.connect(lambda: self._on_skip())
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(theme.STEP // 2)
        self._form.setHorizontalSpacing(theme.STEP)
        self._form.addRow("&Welk blad:", self.part)
        self._form.addRow("Opbo&uw:", self.layout_kind)
        self._name(self.layout_kind, "Opbouw")
        for name, heading, _ in _COLUMNS:
            self._form.addRow(heading, self.columns[name])
            self._name(self.columns[name], heading.replace("&", "").rstrip(":"))
        self._form.addRow("", self.skip_wrong)

    @property
    def options(self) -> ImportOptions:
        """What the user chose; empty where the content decides."""
        return self._options

    def forget(self) -> None:
        """Let the content of the next file decide on everything."""
        self._options = ImportOptions()

    def show_reading(self, reading: Reading) -> None:
        """Offer what there is to choose in a file, with what was found."""
        parts = reading.choices.parts
        found = reading.found[0].options if reading.found else ImportOptions()
        shared = reading.path.suffix.lower() == SUFFIX
        table = bool(parts) and not shared and not is_polygons(reading.path)
        kind = reading.choices.kind or "deel"
        self._name(self.part, kind.capitalize())
        label = self._form.labelForField(self.part)
        if label is not None:
            label.setProperty("text", f"&{kind.capitalize()}:")
        _fill(self.part, [each.name for each in parts], self._options.part, found.part)
        self._form.setRowVisible(self.part, len(parts) > 1)
        self._show_layout(found)
        self._form.setRowVisible(self.layout_kind, table)
        columns = _columns(parts, self._options.part or found.part)
        layout = self._options.layout if self._options.layout is not Layout.AUTO else found.layout
        wanted = {
            "gemeente": table,
            "regio": bool(parts) and layout is not Layout.WIDE,
            "code": bool(parts) and layout is not Layout.WIDE,
            "indeling": table and layout is Layout.LONG,
        }
        for name, combo in self.columns.items():
            _fill(combo, columns, getattr(self._options, name), getattr(found, name))
            self._form.setRowVisible(combo, wanted[name])
        self.skip_wrong.setChecked(self._options.skip_wrong)
        self._form.setRowVisible(self.skip_wrong, table)

    def _show_layout(self, found: ImportOptions) -> None:
        self.layout_kind.clear()
        names = dict(_LAYOUTS)
        for layout, text in _LAYOUTS:
            known = layout is Layout.AUTO and found.layout is not Layout.AUTO
            self.layout_kind.addItem(f"{text}: {names[found.layout]}" if known else text, layout)
        self.layout_kind.setCurrentIndex(self.layout_kind.findData(self._options.layout))

    def _name(self, combo: QComboBox, name: str) -> None:
        combo.setAccessibleName(name)
        popup = combo.view()
        if popup is not None:
            popup.setAccessibleName(name)

    def _on_part(self) -> None:
        self._set(ImportOptions(part=self.part.currentData(), skip_wrong=self._options.skip_wrong))

    def _on_layout(self) -> None:
        self._set(replace(self._options, layout=self.layout_kind.currentData(), regio="", code=""))

    def _on_column(self) -> None:
        chosen = {name: combo.currentData() for name, combo in self.columns.items()}
        self._set(replace(self._options, **chosen))

    def _on_skip(self) -> None:
        self._set(replace(self._options, skip_wrong=self.skip_wrong.isChecked()))

    def _set(self, options: ImportOptions) -> None:
        if options != self._options:
            self._options = options
            self.changed.emit()


def _columns(parts: Sequence[Part], name: str) -> tuple[str, ...]:
    """Columns of the part that is read, or of the only one."""
    for part in parts:
        if part.name == name or len(parts) == 1:
            return part.columns
    return ()


def _fill(combo: QComboBox, names: Sequence[str], chosen: str, found: str) -> None:
    """Offer names after the choice of the content, which says what it came to."""
    combo.clear()
    combo.addItem(f"{_AUTO}: {found}" if found and not chosen else _AUTO, "")
    for name in names:
        combo.addItem(name, name)
    combo.setCurrentIndex(max(combo.findData(chosen), 0))


def _combo(tip: str) -> QComboBox:
    combo = QComboBox()
    combo.setToolTip(tip)
    combo.setMinimumContentsLength(_LETTERS)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return combo
