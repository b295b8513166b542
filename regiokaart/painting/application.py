"""The Qt application that fonts need, for programs without a window."""

from __future__ import annotations

from functools import cache

from PyQt6.QtCore import QCoreApplication
from PyQt6.QtGui import QGuiApplication


@cache
def drawing_application() -> QCoreApplication:
    """Return the running Qt application, or start one.

    It is kept as long as the process lives: a process can have one only, also one after another.
    """
    return QCoreApplication.instance() or QGuiApplication(["regiokaart"])
