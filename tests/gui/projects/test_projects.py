"""Projects in the window: new, open, save, what is not saved yet, and recent ones."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6 import sip
from PyQt6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PyQt6.QtGui import QDragEnterEvent, QDropEvent
from PyQt6.QtWidgets import QApplication, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from regiokaart.export.library import add
from regiokaart.gui.projects.asking import Answer, ask_to_save
from regiokaart.gui.window import MainWindow
from regiokaart.model import Catalogus, Gewicht
from regiokaart.model.project import Notitie, Onderwerp, Weergave
from regiokaart.sources.library import library_dir
from tests.gui.fulldisk import full_disk, needs_full_disk

CTRL = Qt.KeyboardModifier.ControlModifier
OWN = {
    "id": "proefregios",
    "soort": "regiokaart-indeling",
    "versie": 1,
    "naam": "Proefregio",
    "ingelezen": "2026-11-22",
    "gemeenten_peiljaar": 2026,
    "regios": [{"code": "A", "naam": "Noord"}, {"code": "B", "naam": "Zuid"}],
    "leden": [{"gemeente": "GM0034", "regio": "B"}, {"gemeente": "GM0014", "regio": "A"}],
}


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "gegevens"))


@pytest.fixture(autouse=True)
def _no_dialog_left(_own_data: None) -> Iterator[None]:
    yield
    for box in boxes():
        box.close()


def boxes() -> list[QMessageBox]:
    return [
        w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()
    ]


def rest(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until nothing runs any more, and the account of changes is made up."""
    qtbot.waitUntil(lambda: not window.tasks.running, timeout=20_000)
    qtbot.wait(1)


def answer_with(window: MainWindow, path: Path | None) -> None:
    window.projects.ask = lambda *arguments: path
    window.projects.ask_to_open = lambda *arguments: path


def trigger(window: MainWindow, qtbot: QtBot, command: str) -> None:
    window.commands[command].trigger()
    rest(window, qtbot)


def choose(window: MainWindow, catalogus: Catalogus) -> None:
    window.state.set_counted(["jeugdregio", "corop"])
    window.state.set_gewicht(Gewicht.OPPERVLAKTE)
    window.state.set_map(Weergave.VERGELIJK, catalogus["corop"], catalogus["provincie"])
    window.state.select([3, 17])


def choices(window: MainWindow) -> tuple[object, ...]:
    state = window.state
    counted = [indeling.id for indeling in state.counted]
    pair = (state.a.id, state.b.id)
    return counted, state.gewicht, state.view, pair, state.selection, window.notes.all


def saved(window: MainWindow, qtbot: QtBot, path: Path) -> Path:
    answer_with(window, path)
    trigger(window, qtbot, "save_project_as")
    return path


def test_save_by_keyboard_and_open_again(
    window: MainWindow, open_window, catalogus: Catalogus, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "visie.regiokaart"
    answer_with(window, path)
    choose(window, catalogus)
    window.notes.write((Onderwerp.GEMEENTE, ("GM0059",)), "Ga na.")
    rest(window, qtbot)
    assert window.isWindowModified()
    before = choices(window)
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    rest(window, qtbot)
    assert path.exists()
    assert window.windowTitle() == "visie[*] – Regiokaart"
    assert not window.isWindowModified()

    other = open_window("andere.ini")
    answer_with(other, path)
    qtbot.keyClick(other, Qt.Key.Key_O, CTRL)
    rest(other, qtbot)
    assert choices(other) == before
    assert not other.isWindowModified()
    assert not other.commands["undo"].isEnabled()


def test_saving_again_asks_nothing(
    window: MainWindow, catalogus: Catalogus, tmp_path: Path, qtbot: QtBot
) -> None:
    path = saved(window, qtbot, tmp_path / "visie.regiokaart")
    answer_with(window, None)
    choose(window, catalogus)
    trigger(window, qtbot, "save_project")
    assert json.loads(path.read_text("utf-8"))["a"] == "corop"


def test_the_last_of_two_saves_in_a_row_stays(
    window: MainWindow, catalogus: Catalogus, tmp_path: Path, qtbot: QtBot
) -> None:
    path = saved(window, qtbot, tmp_path / "visie.regiokaart")
    for gewicht in (Gewicht.GEMEENTEN, Gewicht.OPPERVLAKTE):
        window.state.set_gewicht(gewicht)
        window.commands["save_project"].trigger()
    rest(window, qtbot)
    assert json.loads(path.read_text("utf-8"))["gewicht"] == "oppervlakte"
    assert not window.isWindowModified()


def test_thinking_better_of_it_changes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    answer_with(window, None)
    before = choices(window)
    for command in ("open_project", "save_project", "save_project_as"):
        trigger(window, qtbot, command)
    assert choices(window) == before
    assert window.project.path is None


def test_wrong_file_is_told_and_changes_nothing(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "x.regiokaart"
    path.write_text("{}")
    answer_with(window, path)
    before = choices(window)
    trigger(window, qtbot, "open_project")
    (box,) = boxes()
    assert box.text().startswith("Dit is geen project van Regiokaart")
    assert choices(window) == before
    assert window.project.path is None


def test_unwritable_place_is_told(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    answer_with(window, tmp_path / "weg" / "x.regiokaart")
    trigger(window, qtbot, "save_project")
    (box,) = boxes()
    assert "bestaat niet" in box.text()
    assert window.project.path is None


def test_everything_that_changes_the_project_marks_it_and_undo_takes_it_back(
    window: MainWindow, catalogus: Catalogus, tmp_path: Path, qtbot: QtBot
) -> None:
    saved(window, qtbot, tmp_path / "visie.regiokaart")
    state = window.state
    a, b = state.a, state.b
    for change, back in (
        (lambda: state.select([2]), lambda: state.select(())),
        (lambda: state.set_gewicht(Gewicht.GEMEENTEN), lambda: state.set_gewicht(Gewicht.INWONERS)),
        (lambda: state.set_map(a=catalogus["corop"]), lambda: state.set_map(a=a, b=b)),
        (lambda: state.set_counted(["corop"]), window.commands["undo"].trigger),
        (
            lambda: window.notes.write((Onderwerp.INDELING, ("corop",)), "x"),
            window.commands["undo"].trigger,
        ),
    ):
        change()
        rest(window, qtbot)
        assert window.isWindowModified()
        back()
        rest(window, qtbot)
        assert not window.isWindowModified()


def test_new_project_begins_with_the_first_choices(
    window: MainWindow, catalogus: Catalogus, tmp_path: Path, qtbot: QtBot
) -> None:
    before = choices(window)
    choose(window, catalogus)
    window.notes.write((Onderwerp.INDELING, ("corop",)), "weg ermee")
    saved(window, qtbot, tmp_path / "visie.regiokaart")
    assert window.status.message.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    rest(window, qtbot)
    assert choices(window) == before
    assert not window.status.message.isVisible()
    assert window.windowTitle() == "Regiokaart[*]"
    assert not window.isWindowModified()
    assert not window.commands["undo"].isEnabled()


@pytest.mark.parametrize("answer", list(Answer))
def test_leaving_a_changed_project_asks(
    window: MainWindow, catalogus: Catalogus, tmp_path: Path, qtbot: QtBot, answer: Answer
) -> None:
    path = saved(window, qtbot, tmp_path / "visie.regiokaart")
    window.state.set_gewicht(Gewicht.OPPERVLAKTE)
    rest(window, qtbot)
    asked = []

    def reply(parent: object, name: str) -> Answer:
        asked.append(name)
        return answer

    window.projects.ask_to_save = reply
    trigger(window, qtbot, "new_project")
    assert asked == ["'visie'"]
    stayed = answer is Answer.CANCEL
    assert window.project.path == (path if stayed else None)
    written = json.loads(path.read_text("utf-8"))["gewicht"]
    assert written == ("oppervlakte" if answer is Answer.SAVE else "inwoners")
    window.projects.ask_to_save = lambda *arguments: Answer.DISCARD


@pytest.mark.parametrize("answer", list(Answer))
def test_closing_a_changed_project_asks(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, answer: Answer
) -> None:
    path = saved(window, qtbot, tmp_path / "visie.regiokaart")
    window.state.set_gewicht(Gewicht.OPPERVLAKTE)
    window.projects.ask_to_save = lambda *arguments: answer
    window.close()
    if answer is Answer.CANCEL:
        assert window.isVisible()
        window.projects.ask_to_save = lambda *arguments: Answer.DISCARD
    else:
        qtbot.waitUntil(lambda: sip.isdeleted(window), timeout=20_000)
    written = json.loads(path.read_text("utf-8"))["gewicht"]
    assert written == ("oppervlakte" if answer is Answer.SAVE else "inwoners")


def test_closing_that_cannot_save_stays_open(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    path = saved(window, qtbot, folder / "visie.regiokaart")
    path.unlink()
    folder.rmdir()
    window.state.set_gewicht(Gewicht.OPPERVLAKTE)
    window.projects.ask_to_save = lambda *arguments: Answer.SAVE
    window.close()
    rest(window, qtbot)
    assert window.isVisible()
    assert "bestaat niet" in boxes()[0].text()
    window.projects.ask_to_save = lambda *arguments: Answer.DISCARD


def test_without_a_file_closing_asks_for_notes_only(
    window: MainWindow, catalogus: Catalogus, qtbot: QtBot
) -> None:
    asked = []

    def reply(parent: object, name: str) -> Answer:
        asked.append(name)
        return Answer.CANCEL

    window.projects.ask_to_save = reply
    choose(window, catalogus)  # the settings remember these
    assert window.projects.may_close()
    assert asked == []
    window.notes.write((Onderwerp.GEMEENTE, ("GM0059",)), "niet verliezen")
    assert not window.projects.may_close()
    assert asked == ["het nieuwe project"]
    window.projects.ask_to_save = lambda *arguments: Answer.DISCARD


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        (Qt.Key.Key_Return, Answer.SAVE),
        (Qt.Key.Key_N, Answer.DISCARD),
        (Qt.Key.Key_Escape, Answer.CANCEL),
    ],
)
def test_the_question_is_answered_by_keyboard(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, answer: Answer
) -> None:
    def press() -> None:
        (box,) = boxes()
        assert box.text() == "Wilt u de wijzigingen in visie bewaren?"
        alt = Qt.KeyboardModifier.AltModifier
        plain = Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(box, key, alt if key is Qt.Key.Key_N else plain)

    QTimer.singleShot(50, press)
    assert ask_to_save(window, "visie") is answer


def test_recent_projects(window: MainWindow, open_window, tmp_path: Path, qtbot: QtBot) -> None:
    paths = [tmp_path / f"p{i} & co.regiokaart" for i in range(10)]
    for path in paths:
        saved(window, qtbot, path)
    menu = window.projects.recent.menu
    paths[9].unlink()
    menu.aboutToShow.emit()
    actions = menu.actions()
    texts = [action.text() for action in actions[:8]]
    assert texts[:2] == ["&1 p9 && co (niet gevonden)", "&2 p8 && co"]
    assert texts[-1] == "&8 p2 && co"
    assert [action.isEnabled() for action in actions[:2]] == [False, True]
    assert actions[1].toolTip() == str(paths[8])
    actions[2].trigger()
    rest(window, qtbot)
    assert window.project.path == paths[7]
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == "&1 p7 && co"

    other = open_window()  # with the same settings
    other.projects.recent.fill()
    assert other.projects.recent.menu.actions()[0].text() == "&1 p7 && co"
    other.projects.recent.menu.actions()[-1].trigger()
    other.projects.recent.fill()
    assert [a.text() for a in other.projects.recent.menu.actions()] == ["Nog geen projecten"]


def test_dropped_on_the_window(
    window: MainWindow, catalogus: Catalogus, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(window, catalogus)
    before = choices(window)
    path = saved(window, qtbot, tmp_path / "visie.regiokaart")
    trigger(window, qtbot, "new_project")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    rest_of_it = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    place = QPointF(300, 300)
    entered = QDragEnterEvent(place.toPoint(), Qt.DropAction.CopyAction, *rest_of_it)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(window, QDropEvent(place, Qt.DropAction.CopyAction, *rest_of_it))
    rest(window, qtbot)
    assert choices(window) == before
    assert window.project.path == path


def two_projects(window: MainWindow, qtbot: QtBot, folder: Path) -> tuple[Path, Path]:
    second = saved(window, qtbot, folder / "plan.regiokaart")
    first = saved(window, qtbot, folder / "visie.regiokaart")
    trigger(window, qtbot, "new_project")
    return first, second


def own_table(folder: Path) -> Path:
    path = folder / "eigen.csv"
    path.write_text("gemeente;regio\nGM0014;A\nGM0034;B\n", "utf-8")
    return path


def test_of_two_projects_the_first_is_opened_and_the_user_is_told(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = two_projects(window, qtbot, tmp_path)
    window.open_files([first, own_table(tmp_path), second])
    rest(window, qtbot)
    assert window.project.path == first
    (box,) = boxes()
    assert box.text() == (
        "visie.regiokaart is geopend. plan.regiokaart niet: er kan één project tegelijk open zijn."
    )
    assert window.imports.dialog is None  # what is to be imported waits
    box.close()
    assert window.imports.dialog is not None
    rest(window, qtbot)
    window.imports.dialog.reject()


def test_an_indeling_beside_a_project_is_imported_when_that_is_open(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    first, _ = two_projects(window, qtbot, tmp_path)
    window.open_files([own_table(tmp_path), first])
    assert window.imports.dialog is None
    qtbot.waitUntil(lambda: window.imports.dialog is not None)
    assert window.project.path == first
    assert boxes() == []
    rest(window, qtbot)
    window.imports.dialog.reject()


def test_when_the_first_of_several_files_is_wrong_the_others_are_named(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = two_projects(window, qtbot, tmp_path)
    first.write_text("{}")
    window.open_files([first, second, own_table(tmp_path)])
    rest(window, qtbot)
    (box,) = boxes()
    assert box.text().startswith("Dit is geen project")
    told = window.status.message.text()
    assert told.startswith("Ook niet geopend: plan.regiokaart en eigen.csv.")
    assert window.project.path is None
    assert window.imports.dialog is None


@needs_full_disk
def test_a_full_disk_keeps_the_file_and_the_work(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = saved(window, qtbot, tmp_path / "visie.regiokaart")
    before = path.read_bytes()
    window.notes.write((Onderwerp.INDELING, ("corop",)), "niet kwijtraken")
    with full_disk():
        trigger(window, qtbot, "save_project")
    (box,) = boxes()
    assert box.text().startswith("De schijf is vol")
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.glob("*visie*")] == [path.name]
    assert window.isWindowModified()
    trigger(window, qtbot, "save_project")
    assert "niet kwijtraken" in path.read_text("utf-8")
    assert not window.isWindowModified()


def test_own_indelingen_come_along(
    window: MainWindow, open_window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = saved(window, qtbot, tmp_path / "visie.regiokaart")
    content = json.loads(path.read_text("utf-8"))
    content |= {"eigen": [OWN], "a": OWN["id"], "telt_mee": [*content["telt_mee"], OWN["id"]]}
    content["notities"] = [{"onderwerp": "regio", "ids": [OWN["id"], "A"], "tekst": "Klein."}]
    path.write_text(json.dumps(content), "utf-8")
    for _ in range(2):  # the second time they are there already
        window.projects.open_path(path)
        rest(window, qtbot)
        assert window.state.a.naam == "Proefregio"
        assert window.state.counts(window.state.a)
        assert [entry.indeling.id for entry in window.state.library.entries] == [OWN["id"]]
        assert [each.name for each in library_dir().iterdir()] == [
            "proefregios.regiokaart-indeling"
        ]
        assert not window.isWindowModified()
    window.state.select([1])
    trigger(window, qtbot, "save_project")
    again = json.loads(path.read_text("utf-8"))
    assert [each["id"] for each in again["eigen"]] == [OWN["id"]]
    assert again["eigen"][0]["leden"][0]["gemeente"] == "GM0014"

    library_dir().joinpath("proefregios.regiokaart-indeling").unlink()
    other = open_window("andere.ini")  # of a colleague who does not have it
    assert OWN["id"] not in other.state.catalogus
    other.projects.open_path(path)
    rest(other, qtbot)
    assert other.state.a.naam == "Proefregio"
    assert other.notes.all == (Notitie(Onderwerp.REGIO, (OWN["id"], "A"), "Klein."),)


def test_an_id_that_is_taken_here_becomes_another(
    window: MainWindow, catalogus: Catalogus, tmp_path: Path, qtbot: QtBot
) -> None:
    add(catalogus["corop"], catalogus.gemeenten, [], tmp_path / "gegevens/regiokaart/bibliotheek")
    path = saved(window, qtbot, tmp_path / "visie.regiokaart")
    content = json.loads(path.read_text("utf-8"))
    content |= {"eigen": [{**OWN, "id": "jeugdregio"}], "a": "jeugdregio", "b": "provincie"}
    path.write_text(json.dumps(content), "utf-8")
    window.projects.open_path(path)
    rest(window, qtbot)
    assert (window.state.a.id, window.state.a.naam) == ("jeugdregio-2", "Proefregio")
    assert "jeugdregio-2" in [each.id for each in window.state.counted]


def test_what_is_missing_is_told_and_nothing_is_kept(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = saved(window, qtbot, tmp_path / "visie.regiokaart")
    content = json.loads(path.read_text("utf-8"))
    content |= {"eigen": [OWN], "b": "wolkenregio"}
    path.write_text(json.dumps(content), "utf-8")
    window.projects.open_path(path)
    rest(window, qtbot)
    (box,) = boxes()
    assert "'wolkenregio' bestaat niet" in box.text()
    assert not library_dir().exists()


def test_other_data_is_told_and_opens_all_the_same(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = saved(window, qtbot, tmp_path / "visie.regiokaart")
    content = json.loads(path.read_text("utf-8"))
    content |= {"gegevens": {"jaar": None, "sha256": "0" * 64}, "gewicht": "gemeenten"}
    path.write_text(json.dumps(content), "utf-8")
    window.projects.open_path(path)
    rest(window, qtbot)
    assert window.state.gewicht is Gewicht.GEMEENTEN
    (box,) = boxes()
    assert "cijfers kunnen anders zijn" in box.text()


def test_a_year_that_is_not_there_can_be_fetched(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = saved(window, qtbot, tmp_path / "visie.regiokaart")
    content = json.loads(path.read_text("utf-8"))
    content["gegevens"] = {"jaar": 2021, "sha256": "0" * 64}
    path.write_text(json.dumps(content), "utf-8")
    before = choices(window)
    window.projects.open_path(path)
    rest(window, qtbot)
    (box,) = boxes()
    assert "gegevens van 2021" in box.text()
    assert choices(window) == before
    next(each for each in box.buttons() if "2021" in each.text()).click()
    from regiokaart.gui.updating import UpdateDialog

    (dialog,) = window.findChildren(UpdateDialog)
    assert dialog.selected() == 2021
    dialog.close()


def test_controls_of_a_view_come_back(
    window: MainWindow, open_window, tmp_path: Path, qtbot: QtBot
) -> None:
    window.state.set_map(Weergave.GRENZEN)
    view = window.views[Weergave.GRENZEN]
    view.domein.setCurrentIndex(view.domein.findText("Sociaal"))
    view.domein.activated.emit(view.domein.currentIndex())
    view.threshold.setValue(2)
    window.state.set_map(Weergave.INDELING)
    path = saved(window, qtbot, tmp_path / "visie.regiokaart")
    for other in (window, open_window("andere.ini")):
        other.projects.open_path(path)
        rest(other, qtbot)
        other.state.set_map(Weergave.GRENZEN)
        rest(other, qtbot)
        again = other.views[Weergave.GRENZEN]
        assert (again.domein.currentText(), again.threshold.value()) == ("Sociaal", 2)
    trigger(window, qtbot, "new_project")


def test_controls_that_wait_for_a_result_come_back_too(
    window: MainWindow, open_window, tmp_path: Path, qtbot: QtBot
) -> None:
    window.state.set_map(Weergave.STAPPEN)
    rest(window, qtbot)
    combo = window.views[Weergave.STAPPEN].ministerie
    combo.setCurrentIndex(combo.count() - 1)
    combo.activated.emit(combo.currentIndex())
    rest(window, qtbot)
    wanted = combo.currentText()
    path = saved(window, qtbot, tmp_path / "visie.regiokaart")
    other = open_window("andere.ini")
    other.projects.open_path(path)
    rest(other, qtbot)
    again = other.views[Weergave.STAPPEN].ministerie
    qtbot.waitUntil(lambda: again.currentText() == wanted, timeout=10_000)
    assert again.currentIndex() > 0
    rest(other, qtbot)
    assert not other.isWindowModified()


def test_what_was_pasted_in_a_control_is_kept_and_can_be_opened(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.state.set_map(Weergave.SAMENWERKINGEN)
    rest(window, qtbot)
    view = window.views[Weergave.SAMENWERKINGEN]
    field = next(each for each in view.kept() if isinstance(each, QLineEdit))
    field.setText("10\u00a0000\t\u200bjeugd")
    path = saved(window, qtbot, tmp_path / "visie.regiokaart")
    trigger(window, qtbot, "new_project")
    window.projects.open_path(path)
    rest(window, qtbot)
    assert window.project.path == path
    assert field.text() == "10 000 jeugd"
