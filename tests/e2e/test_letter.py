"""A page and a table for a letter, made with real keys under a window manager."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.e2e.desktop import Desktop, on_screen, wait

NEEDED = ("Xvfb", "openbox", "xdotool", "xprop")
pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(
        "CI" not in os.environ and not all(map(shutil.which, NEEDED)),
        reason=f"needs {', '.join(NEEDED)}",
    ),
]

# Prints what another program finds on the clipboard when it asks for formatted text.
_PASTE = """
from PyQt6.QtGui import QGuiApplication
app = QGuiApplication([])
data = app.clipboard().mimeData()
print(data.html() if data.hasHtml() else "")
"""


@pytest.fixture(params=["96", "144"], ids=["letters 100%", "letters 150%"])
def desktop(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desktop]:
    """Return a small screen, with letters as large as a user may set them."""
    with on_screen(tmp_path, 1280, 800) as found:
        found.environment["QT_FONT_DPI"] = request.param
        yield found


def pasted(desktop: Desktop) -> str:
    return subprocess.run(
        [sys.executable, "-c", _PASTE],
        env=desktop.environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=30,
    ).stdout


def test_a_page_and_a_table_by_keyboard(desktop: Desktop, tmp_path: Path) -> None:
    desktop.start()
    desktop.wait_for_picture()
    desktop.key("Escape")  # the tour
    desktop.key("ctrl+2", "ctrl+shift+p")
    desktop.wait_for_active("^Kaart opmaken$")
    desktop.key("alt+i")
    desktop.type("Jeugd en arbeid")
    desktop.key("alt+e")
    desktop.wait_for_active("^Pagina exporteren$")
    path = tmp_path / "brief.pdf"
    desktop.key("ctrl+a")
    desktop.type(str(path))
    desktop.key("Return")
    wait(path.exists, lambda: str(path))
    found = PdfReader(path)
    assert found.metadata is not None
    assert found.metadata.title == "Jeugd en arbeid"
    assert "Jeugd en arbeid" in found.pages[0].extract_text()
    desktop.wait_for_active("^Kaart opmaken$")
    desktop.key("Escape")
    desktop.wait_for_active("Regiokaart")
    desktop.key("ctrl+c")
    html = wait(lambda: pasted(desktop).strip(), lambda: "a table on the clipboard")
    assert "<table" in html
    assert "Gewicht: inwoners" in html
    assert desktop.program is not None
    assert desktop.program.poll() is None
