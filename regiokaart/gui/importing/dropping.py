"""Files that are dropped on the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt6.QtCore import QEvent, QMimeData, QObject, Qt
from PyQt6.QtGui import QDragEnterEvent, QDropEvent
from PyQt6.QtWidgets import QLabel, QWidget

from regiokaart.gui.look import theme

_BESIDE_SHP = (".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix")


class DropTarget(QObject):
    """Takes files that are dropped on a window, and shows while they hang above it that it will.

    Parameters
    ----------
    window : QWidget
    take : callable
        Called with the paths that were dropped.

    Attributes
    ----------
    sign : QLabel
        What is shown over the window.
    """

    def __init__(self, window: QWidget, take: Callable[[Sequence[Path]], None]) -> None:
        super().__init__(window)
        self._window, self._take = window, take
        self.sign = QLabel(window)
        self.sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.sign.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Take what is dropped; leave all other events alone."""
        if isinstance(event, QDragEnterEvent):  # a drop event too, so first
            paths = local_files(event.mimeData())
            if paths:
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                self._show(len(paths))
            return bool(paths)
        if event is not None and event.type() is QEvent.Type.DragLeave:
            self.sign.hide()
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            self.sign.hide()
            paths = local_files(event.mimeData())
            if paths:
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                self._take(paths)
            return bool(paths)
        return False

    def _show(self, count: int) -> None:
        ground, accent = self.sign.palette().window().color(), theme.accent()
        self.sign.setStyleSheet(
            f"background: rgba({ground.red()}, {ground.green()}, {ground.blue()}, 225);"
            f"border: 3px dashed {accent}; color: {accent}; font-size: 16pt;"
        )
        what = "het bestand" if count == 1 else f"{count} bestanden"
        self.sign.setText(f"Laat los om {what} te openen")
        self.sign.setGeometry(self._window.rect())
        self.sign.raise_()
        self.sign.show()


def local_files(data: QMimeData | None) -> tuple[Path, ...]:
    """Return the files on this computer among what is dragged.

    The parts of a Shapefile are one file.
    """
    urls = data.urls() if data is not None else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    shapes = {path.with_suffix("") for path in paths if path.suffix.lower() == ".shp"}
    return tuple(
        path
        for path in dict.fromkeys(paths)
        if not (path.suffix.lower() in _BESIDE_SHP and path.with_suffix("") in shapes)
    )
