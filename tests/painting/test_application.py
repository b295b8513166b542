"""What draws without a window keeps one Qt application: a process cannot have a second."""

import subprocess
import sys

_SCRIPT = """
from PyQt6.QtCore import QCoreApplication
from regiokaart.painting.application import drawing_application
drawing_application()
assert QCoreApplication.instance() is not None
assert drawing_application() is QCoreApplication.instance()
"""


def test_stays_when_nobody_holds_it():
    subprocess.run([sys.executable, "-c", _SCRIPT], check=True, timeout=60)
