"""What the pictures of the window show, and how it comes to be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PyQt6.QtCore import QEventLoop, QSize, QTimer
from PyQt6.QtWidgets import QApplication, QComboBox

from regiokaart.cartography.classes import Klassen
from regiokaart.gui.figures.results import Choices
from regiokaart.gui.look.colours import Thema
from regiokaart.gui.views.gemeenten import GemeentenView
from regiokaart.gui.window import MainWindow
from regiokaart.model.project import Weergave

Prepare = Callable[[MainWindow], None]

LARGE, SMALL, HUGE = QSize(1600, 1000), QSize(1280, 800), QSize(3840, 2160)
_REST_MS = 300  # longer than the map waits before it is drawn sharp
_NAMES = {Weergave.INDELING: "een-indeling", Weergave.VERGELIJK: "venster"}


@dataclass(frozen=True)
class Scene:
    """One picture.

    Attributes
    ----------
    name : str
        Of the file.
    size : QSize
        Of the window.
    prepare : callable
        Brings the window where the picture is taken.
    thema : Thema
    settles : bool
        Whether to wait until nothing runs any more.
    """

    name: str
    size: QSize
    prepare: Prepare
    thema: Thema = Thema.LICHT
    settles: bool = True


def settle(app: QApplication, window: MainWindow) -> None:
    """Wait until the results belong to the choices and the map is drawn sharp."""

    def settled() -> bool:
        latest = window.results.latest
        return latest is not None and latest.choices == Choices.of(window.state)

    while window.tasks.running or not settled():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    wait(_REST_MS)


def wait(milliseconds: int) -> None:
    """Let the window go on for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _settled(window: MainWindow) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settle(app, window)


def _view(weergave: Weergave) -> Prepare:
    return lambda window: window.state.set_map(weergave)


def _command(key: str) -> Prepare:
    return lambda window: window.commands[key].trigger()


def _regions(window: MainWindow) -> None:
    window.state.set_map(Weergave.VERGELIJK)
    window.tables.tabs.setCurrentIndex(2)
    zwolle = window.state.catalogus.gemeenten.namen.index("Zwolle")
    window.canvas.activated.emit(zwolle)


def _layout(window: MainWindow) -> None:
    _regions(window)
    _settled(window)  # the dialog offers the tables that there are when it opens
    window.commands["layout_map"].trigger()
    dialog = window.outgoing.layout_dialog
    assert dialog is not None
    table = next(c for c in dialog.findChildren(QComboBox) if c.accessibleName() == "Tabel")
    table.setCurrentIndex(table.findText("Regio's"))
    dialog.form.watermark.setChecked(True)


def _own_classes(window: MainWindow) -> None:
    window.state.set_map(Weergave.GEMEENTEN)
    view = window.views[Weergave.GEMEENTEN]
    assert isinstance(view, GemeentenView)
    kind = view.klassen.kind
    kind.setCurrentIndex(kind.findData(Klassen.EIGEN))
    kind.activated.emit(kind.currentIndex())
    view.klassen.breaks.setText("10; 20; 30")


def _histogram(window: MainWindow) -> None:
    _own_classes(window)
    _settled(window)
    view = window.views[Weergave.GEMEENTEN]
    assert isinstance(view, GemeentenView)
    view.klassen.draw.click()


def _wrong_limits(window: MainWindow) -> None:
    _own_classes(window)
    view = window.views[Weergave.GEMEENTEN]
    assert isinstance(view, GemeentenView)
    view.klassen.breaks.setText("30; 20")


def _nothing_counts(window: MainWindow) -> None:
    window.commands["count_none"].trigger()
    window.indelingen.search.setText("waterschap")


def _one_counts(window: MainWindow) -> None:
    window.state.set_counted(("jeugdregio",))


def _nothing_counts_in(weergave: Weergave) -> Prepare:
    def prepare(window: MainWindow) -> None:
        window.commands["count_none"].trigger()
        window.state.set_map(weergave)

    return prepare


def _nothing_found(window: MainWindow) -> None:
    window.tables.tabs.setCurrentIndex(3)
    window.tables.gemeenten.filter.setText("waterschap")


def _nothing_listed(window: MainWindow) -> None:
    window.indelingen.search.setText("xyz")


def _search(text: str) -> Prepare:
    def prepare(window: MainWindow) -> None:
        window.commands["find"].trigger()
        window.search.setText(text)
        window.search.textEdited.emit(text)  # as when it is typed

    return prepare


def _selected(window: MainWindow) -> None:
    namen = window.state.catalogus.gemeenten.namen
    window.state.select({namen.index("Ede"), namen.index("Zwolle")})
    window.tables.tabs.setCurrentIndex(3)


def _busy(window: MainWindow) -> None:
    """Draw random divisions, of which progress is shown."""
    window.state.set_map(Weergave.VERGELIJK)
    _settled(window)
    window.commands["chance"].trigger()
    wait(600)


def _error(window: MainWindow) -> None:
    window.exporter.show_error(PermissionError(13, "Permission denied", "tabel.csv"))


def _all(window: MainWindow) -> None:
    window.state.set_show_all(True)


def _tree(window: MainWindow) -> None:
    window.state.set_counted({indeling.id for indeling in window.state.catalogus})
    window.tables.matrix.by_likeness.setChecked(True)


def _every_view(sizes: tuple[QSize, ...], themas: tuple[Thema, ...]) -> Iterator[Scene]:
    for thema in themas:
        for size in sizes:
            middle = "" if thema is Thema.LICHT else f"-{thema.replace(' ', '-')}"
            for weergave in Weergave:
                name = f"{_NAMES.get(weergave, weergave)}{middle}-{size.width()}"
                yield Scene(name, size, _view(weergave), thema)


DOCUMENTED = (
    *_every_view((SMALL, LARGE), (Thema.LICHT, Thema.DONKER)),
    Scene("vergelijk-regios-1600", LARGE, _regions),
    Scene("klassen-histogram", SMALL, _histogram),
    Scene("opmaken-1280", SMALL, _layout),
)
_STATES: dict[str, Prepare] = {
    "alle-indelingen": _all,
    "boom": _tree,
    "klassen": _own_classes,
    "klassen-histogram": _histogram,
    "klassen-fout": _wrong_limits,
    "niets-telt-mee": _nothing_counts,
    "een-telt-mee": _one_counts,
    "niets-gevonden": _nothing_found,
    "geen-indeling-gevonden": _nothing_listed,
    "zoeken": _search("zw"),
    "zoeken-niets": _search("qqqqxyz"),
    "selectie": _selected,
    "fout": _error,
    "opmaken": _layout,
    **{f"niets-telt-mee-{w}": _nothing_counts_in(w) for w in Weergave},
}
_DIALOGS = ("update", "quality", "shortcuts", "manual", "about", "tour", "notes")


def every_scene() -> Iterator[Scene]:
    """Everything that there is to look at."""
    yield from _every_view((SMALL, LARGE), tuple(Thema)[1:])
    for thema in (Thema.LICHT, Thema.DONKER, Thema.HOOG_CONTRAST):
        tail = thema.replace(" ", "-")
        for name, prepare in _STATES.items():
            yield Scene(f"staat-{name}-{tail}", SMALL, prepare, thema)
        for key in _DIALOGS:
            yield Scene(f"dialoog-{key}-{tail}", SMALL, _command(key), thema)
        yield Scene(f"staat-bezig-{tail}", SMALL, _busy, thema, settles=False)
    yield from _every_view((HUGE,), (Thema.LICHT,))
