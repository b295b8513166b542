"""The Qt application that fonts need, for programs without a window."""

from __future__ import annotations

from PyQt6.QtCore import QCoreApplication
from PyQt6.QtGui import QGuiApplication


def drawing_application() -> QCoreApplication:
    """Return the running Qt application, or start one; keep it for as long as you draw."""
    return QCoreApplication.instance() or QGuiApplication(["regiokaart"])
