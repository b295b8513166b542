"""Shared by all tests: no display, no settings of the user, the embedded data read once."""

import gc
import multiprocessing
import os
import tempfile
import threading
from collections.abc import Iterator
from multiprocessing import resource_tracker
from pathlib import Path

import pytest
from hypothesis import settings
from PyQt6.QtWidgets import QApplication

from regiokaart.gui.garbage import collect_due
from regiokaart.model import Catalogus, Gebied

gc.disable()  # pytest-xdist and servers in tests have threads of their own: see `gui.garbage`

# Before Qt or the program looks: `QT_QPA_PLATFORM=xcb pytest` shows the windows.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("COLUMNS", None)  # pytest-xdist sets it; what is printed is then as wide as that
_HOME = tempfile.TemporaryDirectory(prefix="regiokaart-tests-")
for _name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
    _folder = Path(_HOME.name, _name.lower())
    _folder.mkdir(mode=0o700)
    os.environ[_name] = str(_folder)


resource_tracker.ensure_running()  # Python's own, for as long as tests start processes
settings.register_profile("snel", max_examples=20)  # for `make test-snel`


@pytest.fixture(scope="session")
def catalogus() -> Catalogus:
    """Return the embedded gemeenten and indelingen."""
    from regiokaart.sources.embedded import load_catalogus

    return load_catalogus()


@pytest.fixture(scope="session")
def gebied() -> Gebied:
    """Return the embedded boundaries."""
    from regiokaart.sources.boundaries import load_gebied

    return load_gebied()


@pytest.fixture(scope="session", autouse=True)
def _one_application(qapp: QApplication) -> None:
    """Start it before a command in a test starts one without widgets: a process can have one."""


@pytest.fixture(autouse=True)
def _collect_on_this_thread() -> Iterator[None]:
    yield
    collect_due()


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    """Fail a test that leaves a Python thread or a process behind.

    The threads of Qt are not seen here: `tests/gui/conftest.py` looks after those.
    """
    before, processes = set(threading.enumerate()), _children()
    yield
    left = [
        thread
        for thread in threading.enumerate()
        # Python's stand-in for a thread of Qt lives on after that thread has ended
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
    for thread in left:
        thread.join(timeout=5)
    alive = [thread.name for thread in left if thread.is_alive()]
    multiprocessing.active_children()  # takes leave of those that have ended
    children = sorted(_children() - processes)
    assert not alive + children, f"left running: {alive + children}"


def _children() -> set[str]:
    """Return the ids of the processes that this one started, where the system tells."""
    lists = Path("/proc/self/task").glob("*/children")
    return {child for each in lists for child in each.read_text().split()}
