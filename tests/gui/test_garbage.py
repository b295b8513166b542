"""Garbage of a thread that computes is collected on the thread of the window."""

import gc
import threading

from PyQt6.QtCore import QObject

from regiokaart.gui.garbage import collect_here


class Witness:
    """In a cycle with itself, so that only the collector ends it; tells on which thread."""

    def __init__(self, ended: list[int]) -> None:
        self.itself, self.ended = self, ended

    def __del__(self) -> None:
        self.ended.append(threading.get_ident())


def test_garbage_of_another_thread_is_collected_here(qtbot):
    gc.enable()
    parent, ended = QObject(), []
    collect_here(parent)

    def work() -> None:
        for _ in range(5000):
            Witness(ended)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ended == []
    qtbot.waitUntil(lambda: len(ended) == 5000)
    assert set(ended) == {threading.get_ident()}
