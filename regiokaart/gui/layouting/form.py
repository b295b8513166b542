"""All choices about the page, one below the other."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from regiokaart.cartography.composing import Material
from regiokaart.cartography.page import Page
from regiokaart.gui.layouting.controls import (
    LeaveWheel,
    button,
    check,
    choice_of,
    heading,
    number_of,
)
from regiokaart.gui.layouting.mapform import MapForm
from regiokaart.gui.layouting.tableform import TableForm
from regiokaart.gui.look import theme
from regiokaart.model.layoutsettings import (
    DPI,
    MAP_COUNTS,
    NOTE_LENGTH,
    TITLE_LENGTH,
    LayoutSettings,
    LegendPlace,
    Paper,
)

_LEGENDS = (
    (LegendPlace.TOP_LEFT, "op de kaart, linksboven"),
    (LegendPlace.BOTTOM_RIGHT, "op de kaart, rechtsonder"),
    (LegendPlace.BESIDE, "naast de kaart"),
    (LegendPlace.NONE, "geen legenda"),
)
_NOTE_LINES = 3
_OF_THE_MAP = "van de kaart"


class LayoutForm(QWidget):
    """Shows and changes the choices about a page.

    Parameters
    ----------
    material : Material

    Attributes
    ----------
    paper, orientation, count, legend : QComboBox
    maps : list of MapForm
    table : TableForm
    title, subtitle : QLineEdit
        Empty for the text of the map, which is shown in grey.
    note : QPlainTextEdit
    show_subtitle, scale_bar, north_arrow, date, watermark : QCheckBox
    dpi : QSpinBox
    choose_logo, no_logo : QPushButton

    Signals
    -------
    changed
    logo_wanted
        The user wants to choose a file.
    """

    changed = pyqtSignal()
    logo_wanted = pyqtSignal()

    def __init__(self, material: Material) -> None:
        super().__init__()
        self._logo = ""
        self._make_page_controls()
        self.maps = [MapForm(number, material) for number in range(1, max(MAP_COUNTS) + 1)]
        self._make_text_controls()
        self._make_part_controls()
        self.table = TableForm(material.tables, self)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, theme.STEP, 0)
        self._form = QFormLayout()
        around.addLayout(self._form)
        around.addStretch()
        self._form.setVerticalSpacing(theme.STEP // 2)
        self._form.setHorizontalSpacing(theme.STEP)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._fill_form()
        self._connect()
        self._wheel = LeaveWheel(self)
        for widget in (*self.findChildren(QComboBox), *self.findChildren(QSpinBox)):
            self._wheel.watch(widget)
        self._show_needed()

    def _make_page_controls(self) -> None:
        self.paper = choice_of("Papier", [(each, str(each)) for each in Paper])
        self.orientation = choice_of("Stand", [(False, "staand"), (True, "liggend")])
        counts = [(count, str(count)) for count in MAP_COUNTS]
        self.count = choice_of("Aantal kaarten", counts)

    def _make_text_controls(self) -> None:
        self.title, self.subtitle = QLineEdit(), QLineEdit()
        for line, name in ((self.title, "Titel"), (self.subtitle, "Ondertitel")):
            line.setMaxLength(TITLE_LENGTH)
            line.setAccessibleName(name)
            line.setToolTip(f"{name}; laat leeg voor die {_OF_THE_MAP}")
            line.setPlaceholderText(_OF_THE_MAP)
        self.show_subtitle = check("Ondertitel to&nen", "Zet de ondertitel onder de titel")
        self.note = QPlainTextEdit()
        self.note.setAccessibleName("Toelichting")
        self.note.setToolTip(f"Uw eigen tekst bij de kaart, tot {NOTE_LENGTH} tekens")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_LINES * self.fontMetrics().lineSpacing() + 2 * theme.STEP)

    def _make_part_controls(self) -> None:
        self.legend = choice_of("Legenda", _LEGENDS)
        self.scale_bar = check("&Schaalbalk", "Zet een schaalbalk bij elke kaart")
        self.north_arrow = check("Noordpi&jl", "Zet een noordpijl bij elke kaart")
        self.date = check("&Datum van vandaag", "Zet de datum achter de bron")
        self.watermark = check(
            "CON&CEPT dwars over de pagina", "Laat zien dat dit nog geen eindversie is"
        )
        self.logo_name = QLabel()
        tip = (
            "Kies een PNG of SVG als logo, rechtsboven op de pagina; u kunt het ook hierheen slepen"
        )
        self.choose_logo = button("&Kiezen…", tip)
        self.no_logo = button("Weg&halen", "Haal het logo van de pagina")
        self.dpi = number_of("Punten per inch van een PNG", *DPI)
        self.dpi.setSuffix(" dpi")
        self.dpi.setSingleStep(50)

    def _fill_form(self) -> None:
        form = self._form
        form.addRow(heading("Pagina"))
        form.addRow("&Papier:", self.paper)
        form.addRow("S&tand:", self.orientation)
        form.addRow("K&aarten:", self.count)
        for number, each in enumerate(self.maps, 1):
            form.addRow(f"Kaart {number}:", each)
        form.addRow(heading("Tekst"))
        form.addRow("T&itel:", self.title)
        form.addRow("&Ondertitel:", self.subtitle)
        form.addRow("", self.show_subtitle)
        form.addRow("Toe&lichting:", self.note)
        form.addRow(heading("Onderdelen"))
        form.addRow("Le&genda:", self.legend)
        for box in (self.scale_bar, self.north_arrow, self.date, self.watermark):
            form.addRow("", box)
        logo = QHBoxLayout()
        logo.setSpacing(theme.STEP // 2)
        logo.addWidget(self.choose_logo)
        logo.addWidget(self.no_logo)
        logo.addStretch()
        form.addRow("Logo:", self.logo_name)
        form.addRow("", logo)
        form.addRow("PNG:", self.dpi)
        form.addRow(heading("Tabel"))
        self.table.add_rows(form)

    def _connect(self) -> None:
        combos = (self.paper, self.orientation, self.count, self.legend)
        for combo in combos:
            combo.currentIndexChanged.connect(self._on_changed)
        for each in self.maps:
            each.changed.connect(self._on_changed)
        self.table.changed.connect(self._on_changed)
        for line in (self.title, self.subtitle):
            line.textChanged.connect(self._on_changed)
        for box in (
            self.show_subtitle,
            self.scale_bar,
            self.north_arrow,
            self.date,
            self.watermark,
        ):
            box.toggled.connect(self._on_changed)
        self.note.textChanged.connect(self._on_changed)
        self.dpi.valueChanged.connect(self._on_changed)
        self.choose_logo.clicked.connect(lambda: self.logo_wanted.emit())
        self.no_logo.clicked.connect(lambda: self.set_logo(""))

    def settings(self) -> LayoutSettings:
        """Return what is chosen."""
        chosen = LayoutSettings(
            paper=self.paper.currentData(),
            landscape=self.orientation.currentData(),
            maps=tuple(each.choice() for each in self.maps[: self.count.currentData()]),
            title=self.title.text().strip(),
            subtitle=self.subtitle.text().strip(),
            show_subtitle=self.show_subtitle.isChecked(),
            note=self.note.toPlainText()[:NOTE_LENGTH],
            legend=self.legend.currentData(),
            scale_bar=self.scale_bar.isChecked(),
            north_arrow=self.north_arrow.isChecked(),
            date=self.date.isChecked(),
            watermark=self.watermark.isChecked(),
            logo=self._logo,
            dpi=self.dpi.value(),
        )
        return self.table.taken_into(chosen)

    def set_material(self, material: Material) -> None:
        """Offer what there is now; what was chosen stays."""
        for each in self.maps:
            each.set_material(material)
        self.table.set_tables(material.tables)
        self._on_changed()

    def show_settings(self, settings: LayoutSettings) -> list[str]:
        """Show choices, as one change; return what of them there is not now, in Dutch."""
        self.blockSignals(True)
        self.count.setCurrentIndex(self.count.findData(len(settings.maps)))
        self._show_needed()  # so that all maps have their controls
        for combo, value in (
            (self.paper, settings.paper),
            (self.orientation, settings.landscape),
            (self.legend, settings.legend),
        ):
            combo.setCurrentIndex(max(combo.findData(value), 0))
        missing = [
            problem
            for each, choice in zip(self.maps, settings.maps, strict=False)
            for problem in each.show_choice(choice)
        ]
        missing += self.table.show_settings(settings)
        self.title.setText(settings.title)
        self.subtitle.setText(settings.subtitle)
        self.note.setPlainText(settings.note)
        for box, ticked in (
            (self.show_subtitle, settings.show_subtitle),
            (self.scale_bar, settings.scale_bar),
            (self.north_arrow, settings.north_arrow),
            (self.date, settings.date),
            (self.watermark, settings.watermark),
        ):
            box.setChecked(ticked)
        self.dpi.setValue(settings.dpi)
        self._logo = settings.logo
        self.blockSignals(False)
        self._on_changed()
        return list(dict.fromkeys(missing))

    def set_logo(self, path: str) -> None:
        """Take another logo, or none."""
        self._logo = path
        self._on_changed()

    def show_own_texts(self, page: Page) -> None:
        """Show in grey what is printed where title and subtitle are left empty."""
        one = len(page.maps) == 1
        own = page.title if not page.settings.title else _OF_THE_MAP
        self.title.setPlaceholderText(own)
        self.subtitle.setPlaceholderText(page.map_subtitle(0) if one else "geen")

    def _on_changed(self) -> None:
        self._show_needed()
        self.changed.emit()

    def _show_needed(self) -> None:
        for number, each in enumerate(self.maps):
            needed = number < self.count.currentData()
            if needed and each.build(self.maps[number - 1].place if number else self.count):
                for combo in each.findChildren(QComboBox):
                    self._wheel.watch(combo)
            self._form.setRowVisible(each, needed)
        self.table.show_needed()
        self.subtitle.setEnabled(self.show_subtitle.isChecked())
        name = Path(self._logo).name
        width = 26 * self.fontMetrics().averageCharWidth()
        self.logo_name.setText(
            self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, width)
            if name
            else "geen"
        )
        self.no_logo.setEnabled(bool(name))
