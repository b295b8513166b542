"""Importing files in the window: the dialog with its preview, and files that are dropped."""

import json
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import shapely
from openpyxl import Workbook
from pyogrio.raw import write
from PyQt6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PyQt6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PyQt6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from regiokaart.gui.importing import reading
from regiokaart.gui.importing.dialog import ImportDialog
from regiokaart.gui.importing.dropping import local_files
from regiokaart.gui.window import MainWindow
from regiokaart.model import Catalogus, Gebied
from regiokaart.model.project import Weergave
from regiokaart.sources.library import library_dir
from tests.gui.conftest import settle

Left, Key = Qt.MouseButton.LeftButton, Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
Open = Callable[[Path], ImportDialog]


@pytest.fixture(autouse=True)
def _library_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "gegevens"))


@pytest.fixture
def rows(catalogus: Catalogus) -> list[tuple[str, str, str]]:
    """Return for every gemeente its code, jeugdregio and ggd-regio."""
    named = []
    for each in ("jeugdregio", "ggd-regio"):
        indeling = catalogus[each]
        labels = catalogus.labels(indeling)
        named.append([indeling.regios[label].naam for label in labels])
    return list(zip(catalogus.gemeenten.codes, *named, strict=True))


@pytest.fixture
def table(tmp_path: Path, rows: list[tuple[str, str, str]]) -> Path:
    """Return a table of which one gemeente is missing."""
    return write_table(tmp_path / "Jeugd voorstel.csv", ["gemeente;regio"], rows[1:])


@pytest.fixture
def import_file(window: MainWindow, qtbot: QtBot) -> Open:
    """Return a function that asks the window to import a file and waits until it is read."""

    def import_it(path: Path) -> ImportDialog:
        window.imports.ask_to_open = lambda *arguments: path
        activate(window, qtbot)
        qtbot.keyClick(window, Key.Key_I, Ctrl)
        return opened(window, qtbot)

    return import_it


def opened(window: MainWindow, qtbot: QtBot) -> ImportDialog:
    qtbot.waitUntil(lambda: window.imports.dialog is not None and window.imports.dialog.isVisible())
    settle(qtbot, window)
    assert window.imports.dialog is not None
    return window.imports.dialog


def write_table(path: Path, heading: list[str], rows: list[tuple[str, ...]]) -> Path:
    width = heading[0].count(";") + 1
    lines = [*heading, *(";".join(row[:width]) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def activate(window: MainWindow, qtbot: QtBot) -> None:
    """Give the window the keyboard again after a dialog, as a desktop does."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def own_files() -> list[str]:
    return sorted(path.name for path in library_dir().glob("*")) if library_dir().exists() else []


def choose(combo: QComboBox, value: object) -> None:
    """Choose as a user does, with a signal."""
    index = combo.findData(value)
    assert index >= 0
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


def type_in(field: QLineEdit, text: str, qtbot: QtBot) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_preview_says_what_was_understood_and_changes_nothing(
    window: MainWindow, import_file: Open, table: Path, qtbot: QtBot
) -> None:
    before = window.state.catalogus
    dialog = import_file(table)
    assert dialog.metadata.fields["naam"].text() == "Jeugd voorstel"
    assert dialog._tally.text() == "341 van de 342 gemeenten hebben een regio; 1 in geen regio."
    assert "puntkomma in UTF-8" in dialog._understood.text()
    assert dialog.options.columns["gemeente"].currentText() == "automatisch: gemeente"
    assert dialog.preview.canvas.isVisible()
    assert "Jeugd voorstel" in dialog.preview.canvas.accessibleDescription()
    assert not dialog.several.isVisible()
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert window.imports.dialog is None
    assert window.state.catalogus is before
    assert own_files() == []
    assert not window.state.undo_stack.canUndo()


def test_import_is_kept_shown_and_undone_with_its_file(
    window: MainWindow, import_file: Open, table: Path, qtbot: QtBot
) -> None:
    dialog = import_file(table)
    type_in(dialog.metadata.fields["naam"], "Jeugd & zorg", qtbot)
    type_in(dialog.metadata.fields["ministeries"], "VWS, J&V", qtbot)
    type_in(dialog.metadata.fields["peiljaar"], "2027", qtbot)
    assert dialog.metadata.fields["naam_meervoud"].text() == "Jeugd & zorg"
    qtbot.mouseClick(dialog.import_button, Left)
    qtbot.waitUntil(lambda: window.imports.dialog is None)
    settle(qtbot, window)
    assert own_files() == ["jeugd-zorg.regiokaart-indeling"]
    own = window.state.catalogus["jeugd-zorg"]
    assert (own.naam, own.ministeries, own.peiljaar) == ("Jeugd & zorg", ("VWS", "J&V"), 2027)
    assert own.grondslag == "onbekend"
    assert window.state.view is Weergave.INDELING
    assert window.state.a is own
    assert window.indelingen.current() is own
    assert window.commands["undo"].text() == "&Ongedaan maken: Jeugd && zorg importeren"

    activate(window, qtbot)
    qtbot.keyClick(window, Key.Key_Z, Ctrl)
    settle(qtbot, window)
    assert own_files() == []
    assert "jeugd-zorg" not in window.state.catalogus
    assert window.state.a.id == "arbeidsmarktregio"
    assert not window.commands["undo"].isEnabled()
    qtbot.keyClick(window, Key.Key_Y, Ctrl)
    settle(qtbot, window)
    assert own_files() == ["jeugd-zorg.regiokaart-indeling"]
    assert window.state.a.id == "jeugd-zorg"
    assert window.state.catalogus["jeugd-zorg"].peiljaar == 2027


def test_unreadable_file_is_told_in_the_dialog_and_another_can_be_chosen(
    window: MainWindow, import_file: Open, tmp_path: Path, table: Path, qtbot: QtBot
) -> None:
    wrong = tmp_path / "plaatje.xlsx"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    dialog = import_file(wrong)
    assert dialog.preview.text.isVisible()
    assert dialog.preview.text.text().startswith("plaatje.xlsx is niet te importeren.")
    assert "kies een ander bestand" in dialog.preview.text.text()
    assert not dialog.import_button.isEnabled()
    window.imports.ask_to_open = lambda *arguments: table
    qtbot.mouseClick(dialog.other, Left)
    settle(qtbot, window)
    assert dialog.import_button.isEnabled()
    assert dialog._file.text() == "Jeugd voorstel.csv"


def test_wrong_rows_name_row_and_value_and_can_be_skipped(
    window: MainWindow,
    import_file: Open,
    tmp_path: Path,
    rows: list[tuple[str, str, str]],
    qtbot: QtBot,
) -> None:
    path = write_table(
        tmp_path / "fout.csv", ["gemeente;regio"], [*rows[:4], ("GM9999", "Nergens"), *rows[4:]]
    )
    dialog = import_file(path)
    assert "Rij 6: 'GM9999'" in dialog.preview.text.text()
    qtbot.mouseClick(dialog.options.skip_wrong, Left, pos=QPoint(8, 8))
    settle(qtbot, window)
    assert dialog.import_button.isEnabled()
    table = dialog.preview.messages.table
    assert table is not None
    assert 6 in table["rij"].values
    assert "GM9999" in table["waarde"].values
    dialog.preview.tabs.setCurrentWidget(dialog.preview.messages)
    dialog.preview.messages.view.selectRow(0)
    assert dialog.preview.row_text.text().endswith(".")
    dialog.preview.messages.view.setFocus()
    qtbot.keyClick(dialog.preview.messages.view, Key.Key_C, Ctrl)
    clipboard = QApplication.clipboard()
    assert clipboard is not None
    assert clipboard.text().startswith("Rij\tWaarde\tWat er opviel\n")


def test_several_indelingen_in_one_table_are_chosen_with_boxes(
    window: MainWindow,
    import_file: Open,
    tmp_path: Path,
    rows: list[tuple[str, str, str]],
    qtbot: QtBot,
) -> None:
    from regiokaart.sources.imported import Layout

    path = write_table(tmp_path / "breed.csv", ["code;jeugd;ggd"], rows)
    dialog = import_file(path)
    assert "kies links de opbouw of de kolommen" in dialog.preview.text.text()
    choose(dialog.options.layout_kind, Layout.WIDE)
    settle(qtbot, window)
    assert dialog.several.isVisible()
    assert dialog.several.count() == 2
    assert dialog.import_button.text() == "&Importeren (2)"
    dialog.several.setCurrentRow(1)
    type_in(dialog.metadata.fields["naam"], "GGD straks", qtbot)
    assert dialog.several.item(1).text() == "GGD straks"
    dialog.several.setCurrentRow(0)
    dialog.several.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.import_button.text() == "&Importeren (1)"
    dialog.several.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.import_button.isEnabled()
    dialog.several.item(1).setCheckState(Qt.CheckState.Checked)
    qtbot.mouseClick(dialog.import_button, Left)
    qtbot.waitUntil(lambda: window.imports.dialog is None)
    settle(qtbot, window)
    assert own_files() == ["ggd-straks.regiokaart-indeling"]


def test_sheet_is_chosen_where_there_are_more(
    window: MainWindow,
    import_file: Open,
    tmp_path: Path,
    rows: list[tuple[str, str, str]],
    qtbot: QtBot,
) -> None:
    book = Workbook()
    for name, column in (("Nu", 1), ("Straks", 2)):
        sheet = book.create_sheet(name)
        sheet.append(["gemeente", "regio"])
        for row in rows:
            sheet.append([row[0], row[column]])
    del book["Sheet"]
    book.save(tmp_path / "twee.xlsx")
    dialog = import_file(tmp_path / "twee.xlsx")
    assert "#" not in dialog.preview.text.text()
    assert "Kies links het blad" in dialog.preview.text.text()
    choose(dialog.options.part, "Straks")
    settle(qtbot, window)
    assert dialog.import_button.isEnabled()
    assert "25" in dialog._understood.text()


def test_polygons_that_cut_gemeenten_are_imported_and_every_view_shows_them(
    window: MainWindow, import_file: Open, tmp_path: Path, gebied: Gebied, qtbot: QtBot
) -> None:
    path = tmp_path / "helften.geojson"
    write_halves(path, gebied)
    dialog = import_file(path)
    assert "verdeeld over regio's" in dialog._tally.text()
    assert dialog.options.columns["regio"].isVisible()
    assert not dialog.options.layout_kind.isVisible()
    qtbot.mouseClick(dialog.import_button, Left)
    qtbot.waitUntil(lambda: window.imports.dialog is None)
    settle(qtbot, window)
    state = window.state
    own = state.catalogus["helften"]
    state.set_counted([*(each.id for each in state.counted), own.id])
    failures: list[Exception] = []
    window.results.failed.connect(failures.append)
    for weergave in Weergave:
        state.set_map(weergave, own, state.catalogus["jeugdregio"])
        settle(qtbot, window)
        window.showing.select_around(0)
        settle(qtbot, window)
    assert failures == []
    assert own in window.results.latest.choices.shown
    assert len(window.tables.relations.table) > 0


def write_halves(path: Path, gebied: Gebied) -> None:
    """Cut the country in two along a straight line."""
    xmin, ymin, xmax, ymax = gebied.bounds
    middle = (xmin + xmax) / 2
    parts = [shapely.box(xmin, ymin, middle, ymax), shapely.box(middle, ymin, xmax, ymax)]
    write(
        str(path),
        shapely.to_wkb(parts),
        [np.array(["West", "Oost"], dtype=object)],
        ["regio"],
        geometry_type="Polygon",
        crs="EPSG:28992",
        driver={".geojson": "GeoJSON", ".gpkg": "GPKG", ".shp": "ESRI Shapefile"}[path.suffix],
    )


@pytest.mark.parametrize("suffix", [".gpkg", ".shp", ".zip"])
def test_geodata_of_each_kind_is_read(
    window: MainWindow, import_file: Open, tmp_path: Path, gebied: Gebied, suffix: str
) -> None:
    path = tmp_path / f"helften{suffix}"
    if suffix == ".zip":
        write_halves(tmp_path / "helften.shp", gebied)
        with zipfile.ZipFile(path, "w") as archive:
            for part in (".shp", ".shx", ".dbf", ".prj"):
                archive.write(tmp_path / f"helften{part}", f"helften{part}")
    else:
        write_halves(path, gebied)
    dialog = import_file(path)
    assert dialog.import_button.isEnabled(), dialog.preview.text.text()
    assert "verdeeld over regio's" in dialog._tally.text()
    dialog.reject()


def test_reading_can_be_stopped_and_started_again(
    window: MainWindow, table: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, go_on = threading.Event(), threading.Event()
    choices = reading.choices

    def slow(path: Path) -> object:
        started.set()
        assert go_on.wait(20)
        return choices(path)

    monkeypatch.setattr(reading, "choices", slow)
    window.open_files([table])
    qtbot.waitUntil(started.is_set)
    dialog = window.imports.dialog
    assert dialog is not None
    assert dialog.stop.isVisible()
    qtbot.mouseClick(dialog.stop, Left)
    assert dialog.preview.text.text().startswith("Het lezen is gestopt.")
    assert not dialog.stop.isVisible()
    assert not dialog.import_button.isEnabled()
    go_on.set()
    settle(qtbot, window)
    assert dialog.preview.text.text().startswith("Het lezen is gestopt.")  # what came is dropped
    qtbot.mouseClick(dialog.again, Left)
    settle(qtbot, window)
    assert dialog.import_button.isEnabled()
    dialog.reject()
    assert own_files() == []


def test_closing_in_the_middle_of_reading_changes_nothing(
    window: MainWindow, table: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, go_on = threading.Event(), threading.Event()
    choices = reading.choices

    def slow(path: Path) -> object:
        started.set()
        assert go_on.wait(20)
        return choices(path)

    monkeypatch.setattr(reading, "choices", slow)
    before = window.state.catalogus
    window.open_files([table])
    qtbot.waitUntil(started.is_set)
    assert window.imports.dialog is not None
    qtbot.keyClick(window.imports.dialog, Key.Key_Escape)
    assert window.imports.dialog is None
    go_on.set()
    settle(qtbot, window)
    assert window.state.catalogus is before


def test_shared_file_keeps_its_metadata(
    window: MainWindow, import_file: Open, table: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = import_file(table)
    type_in(dialog.metadata.fields["grondslag"], "Jeugdwet", qtbot)
    qtbot.mouseClick(dialog.import_button, Left)
    qtbot.waitUntil(lambda: window.imports.dialog is None)
    settle(qtbot, window)
    shared = tmp_path / "van een collega.regiokaart-indeling"
    window.own.ask = lambda *arguments: shared
    window.commands["export_own"].trigger()
    settle(qtbot, window)
    assert json.loads(shared.read_text("utf-8"))["grondslag"] == "Jeugdwet"
    dialog = import_file(shared)
    assert dialog.metadata.fields["grondslag"].text() == "Jeugdwet"
    assert not dialog.options.columns["gemeente"].isVisible()
    qtbot.mouseClick(dialog.import_button, Left)
    qtbot.waitUntil(lambda: window.imports.dialog is None)
    settle(qtbot, window)
    assert own_files() == [
        "jeugd-voorstel-2.regiokaart-indeling",
        "jeugd-voorstel.regiokaart-indeling",
    ]


def drag(window: MainWindow, paths: list[Path]) -> tuple[QMimeData, QDragEnterEvent]:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDragEnterEvent(
        QPoint(50, 50), Qt.DropAction.CopyAction, data, Left, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(window, event)
    return data, event


def drop(window: MainWindow, paths: list[Path]) -> None:
    data, _ = drag(window, paths)
    event = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, data, Left, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, event)


def test_dragging_files_shows_that_they_can_be_dropped(window: MainWindow, table: Path) -> None:
    _, event = drag(window, [table])
    assert event.isAccepted()
    assert window.drops.sign.isVisible()
    assert window.drops.sign.text() == "Laat los om het bestand te openen"
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window.drops.sign.isVisible()
    _, event = drag(window, [])
    assert not event.isAccepted()
    assert not window.drops.sign.isVisible()


def test_dropped_files_are_imported_one_after_another(
    window: MainWindow,
    tmp_path: Path,
    table: Path,
    rows: list[tuple[str, str, str]],
    qtbot: QtBot,
) -> None:
    second = write_table(tmp_path / "Tweede.csv", ["gemeente;regio"], rows)
    drop(window, [table, second])
    dialog = opened(window, qtbot)
    assert dialog.windowTitle() == "Indeling importeren (1 van 2)"
    qtbot.keyClick(dialog, Key.Key_Escape)
    dialog = opened(window, qtbot)
    assert dialog.windowTitle() == "Indeling importeren (2 van 2)"
    qtbot.keyClick(dialog, Key.Key_Return)
    qtbot.waitUntil(lambda: window.imports.dialog is None)
    settle(qtbot, window)
    assert own_files() == ["tweede.regiokaart-indeling"]


def test_dropped_project_is_opened(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    project = tmp_path / "keuze.regiokaart"
    window.projects.ask = lambda *arguments: project
    window.state.set_map(Weergave.VERGELIJK)
    window.commands["save_project"].trigger()
    window.state.set_map(Weergave.INDELING)
    drop(window, [project])
    settle(qtbot, window)
    assert window.state.view is Weergave.VERGELIJK
    assert window.imports.dialog is None


def test_parts_of_a_shapefile_are_one_file(tmp_path: Path) -> None:
    data = QMimeData()
    names = ["a.shp", "a.dbf", "a.shx", "a.prj", "b.dbf"]
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    assert [path.name for path in local_files(data)] == ["a.shp", "b.dbf"]
    data.setUrls([QUrl("https://example.org/x.csv")])
    assert local_files(data) == ()


def test_every_control_has_a_name_and_is_reached_by_keyboard(
    window: MainWindow, import_file: Open, table: Path
) -> None:
    dialog = import_file(table)
    fields = [*dialog.options.columns.values(), *dialog.metadata.fields.values()]
    assert all(field.accessibleName() for field in fields)
    for widget in (*fields, dialog.other, dialog.import_button, dialog.cancel):
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    dialog.reject()


def test_wrong_metadata_is_told_and_not_kept(
    window: MainWindow, import_file: Open, table: Path, qtbot: QtBot
) -> None:
    dialog = import_file(table)
    type_in(dialog.metadata.fields["peiljaar"], "12", qtbot)
    assert dialog._problem.text() == "Het peiljaar is een jaartal van 1900 tot en met 2100."
    assert not dialog.import_button.isEnabled()
    type_in(dialog.metadata.fields["peiljaar"], "2025", qtbot)
    assert dialog.import_button.isEnabled()
    dialog.metadata.fields["naam"].clear()
    dialog.metadata.changed.emit()
    assert dialog._problem.text() == "Geef de indeling een naam."
    dialog.reject()


def test_library_that_cannot_be_written_is_told_and_nothing_changes(
    window: MainWindow, import_file: Open, table: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = import_file(table)
    folder = tmp_path / "gegevens"
    folder.write_text("geen map")
    before = window.state.catalogus
    qtbot.mouseClick(dialog.import_button, Left)
    settle(qtbot, window)
    assert dialog.isVisible()
    assert dialog._problem.text().startswith("Niet bewaard. ")
    assert window.state.catalogus is before
    assert not window.state.undo_stack.canUndo()
    dialog.reject()


def test_tally_counts_one_row_as_one() -> None:
    counts = reading.Counts(
        covered=10, partial=0, missing=332, double=1, divided=1, unknown=1, skipped=2
    )
    assert reading.tally(counts).endswith("2 rijen overgeslagen (1 met een onbekende gemeente).")


def test_tally_counts_a_row_of_an_unknown_gemeente_once() -> None:
    counts = reading.Counts(
        covered=341, partial=0, missing=1, double=0, divided=0, unknown=1, skipped=1
    )
    assert reading.tally(counts).endswith(" en 1 rij met een onbekende gemeente overgeslagen.")
