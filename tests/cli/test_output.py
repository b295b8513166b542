"""Patience: one line on a terminal when a command is slow, and none where nobody watches."""

import io
import sys
import time

import pytest

from regiokaart.cli.output import Patience, Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    shown = Terminal()  # not in a fixture: pytest replaces stderr between fixture and test
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setattr(Patience, "_present", None)
    return shown


def wait_for_text(shown: Terminal) -> None:
    for _ in range(500):
        if shown.getvalue():
            return
        time.sleep(0.01)


def test_slow_command_says_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    waiting = Patience(0.0)
    wait_for_text(terminal)
    waiting.end()
    assert terminal.getvalue() == "Bezig; dit duurt even ...\n"


def test_quick_command_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    waiting = Patience(60.0)
    waiting.end()
    waiting._timer.join()
    assert terminal.getvalue() == ""


def test_progress_says_more(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    waiting = Patience(60.0)
    shown = Progress("Trekken")
    shown.report(1, 4)
    shown.end()
    waiting._timer.join()  # ended, though nobody called `end`
    assert terminal.getvalue() == "\rTrekken: 25%; Ctrl+C stopt\n"


def test_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.StringIO()
    monkeypatch.setattr(sys, "stderr", shown)
    waiting = Patience(0.0)
    waiting.end()
    assert not waiting._timer.is_alive()
    assert shown.getvalue() == ""
