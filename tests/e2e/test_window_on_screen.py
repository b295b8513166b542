"""The program as a person runs it: its own process, a window manager, real keys and clicks."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtGui import QImage

from tests.e2e.desktop import Desktop, colours, on_screen, wait

NEEDED = ("Xvfb", "openbox", "xdotool", "xprop", "wmctrl")
pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(
        "CI" not in os.environ and not all(map(shutil.which, NEEDED)),
        reason=f"needs {', '.join(NEEDED)}",
    ),
]

# A window from which a file is dragged, as from a file manager.
SOURCE = """
import sys
from PyQt6.QtCore import QMimeData, Qt, QUrl
from PyQt6.QtGui import QDrag
from PyQt6.QtWidgets import QApplication, QLabel
class Source(QLabel):
    def mouseMoveEvent(self, event):
        drag, data = QDrag(self), QMimeData()
        data.setUrls([QUrl.fromLocalFile(sys.argv[1])])
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)
app = QApplication([])
source = Source("bestand")
source.setWindowTitle("Verkenner")
source.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
source.setGeometry(40, 700, 120, 80)
source.show()
app.exec()
"""


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    with on_screen(tmp_path) as found:
        yield found


def skip_tour(desktop: Desktop) -> None:
    """Leave the tour of the first start; the keyboard goes back to the window."""
    desktop.wait_for_picture()
    desktop.key("Escape")


def test_first_start_shows_a_map_and_the_program_remembers(desktop: Desktop) -> None:
    desktop.start()
    first = desktop.wait_for_picture()
    assert len(colours(first)) > 100  # a map, not an empty window
    desktop.key("Escape")
    desktop.key("ctrl+2")  # compare two
    compared = desktop.wait_for_picture(different_from=first)

    desktop.xdotool("mousemove", "1000", "400", "click", "4", "click", "4")
    zoomed = desktop.wait_for_picture(different_from=compared)
    desktop.xdotool("mousemove", "1000", "400", "click", "1")
    desktop.wait_for_picture(different_from=zoomed)
    desktop.quit()

    desktop.start()
    again = desktop.wait_for_picture()
    legend = [image.copy(380, 60, 300, 300) for image in (again, first)]
    assert legend[0] != legend[1], "the second start shows the first view again"
    desktop.quit()


def test_closing_while_it_starts_is_clean(desktop: Desktop) -> None:
    desktop.start()
    desktop.quit()


def test_a_morning_of_work_by_keyboard(desktop: Desktop) -> None:
    desktop.start()
    skip_tour(desktop)
    desktop.key("ctrl+2")
    desktop.key("ctrl+k")
    desktop.type("foodvalley")
    desktop.key("Return")
    desktop.key("ctrl+shift+n")
    desktop.type("Hier valt alles samen.")
    desktop.key("alt+Left")  # back to the pair
    desktop.key("ctrl+shift+n")
    desktop.type("Dit paar knelt.")
    desktop.wait_for_active(r"^Regiokaart\*$")  # not saved

    path = desktop.folder / "visie.regiokaart"
    desktop.key("ctrl+s")
    desktop.wait_for_active("^Project bewaren")
    desktop.key("ctrl+a")
    desktop.type(str(path))
    desktop.key("Return")
    desktop.wait_for_active("^visie .*Regiokaart$")  # with its name and without the mark
    wait(path.exists, lambda: "the project file")
    notes = json.loads(path.read_text(encoding="utf-8"))["notities"]
    told = {note["onderwerp"]: note["tekst"] for note in notes}
    assert told == {"regio": "Hier valt alles samen.", "paar": "Dit paar knelt."}

    desktop.type(" Zeer.")  # the keyboard is back where it was
    desktop.wait_for_active(r"^visie\*.*Regiokaart$")
    desktop.key("alt+F4")  # the window manager's own way to close
    desktop.wait_for_active("^Project bewaren[?]")
    desktop.key("Escape")
    desktop.wait_for_active(r"^visie\*.*Regiokaart$")
    desktop.key("alt+F4")
    desktop.wait_for_active("^Project bewaren[?]")
    desktop.key("Return")
    desktop.wait_until_closed()
    assert "Dit paar knelt. Zeer." in path.read_text(encoding="utf-8")

    desktop.start(str(path))
    desktop.wait_for_active("^visie .*Regiokaart$")
    desktop.quit()


def test_window_is_maximised_restored_and_minimised(desktop: Desktop) -> None:
    window = desktop.start()
    skip_tour(desktop)
    desktop.xdotool("windowsize", "--sync", window, "1280", "800")
    small = desktop.wait_for_picture()
    assert desktop.size(window) == (1280, 800)
    desktop.maximise(window)
    wait(lambda: desktop.size(window)[0] == 1600 or None, lambda: "a large window")
    large = desktop.wait_for_picture(different_from=small)
    assert len(colours(large.copy(600, 300, 600, 300))) > 50  # the map grew along
    desktop.maximise(window, "remove")
    wait(lambda: desktop.size(window) == (1280, 800), lambda: "the size before")
    desktop.xdotool("windowminimize", window)
    wait(lambda: "Iconic" in desktop.state(window), lambda: "an icon")
    desktop.xdotool("windowactivate", "--sync", window)
    desktop.wait_for_active("Regiokaart$")
    desktop.key("ctrl+2")
    desktop.wait_for_picture(different_from=small)
    desktop.quit()


def test_part_of_the_window_floats_is_closed_and_comes_back(desktop: Desktop) -> None:
    window = desktop.start()
    skip_tour(desktop)
    before = desktop.wait_for_picture()
    width, _ = desktop.size(window)
    for y in range(60, 180, 10):  # where the title of the part is follows from the font
        place = ["--window", window, str(width - 120), str(y)]
        desktop.xdotool("mousemove", *place, "click", "--repeat", "2", "--delay", "60", "1")
        if desktop.windows("^Details$"):
            break
    (part,) = desktop.windows("^Details$")
    desktop.manage("-c", part)
    wait(lambda: not desktop.windows("^Details$"), lambda: "the part closed")
    desktop.xdotool("windowactivate", "--sync", window)
    closed = desktop.wait_for_picture(different_from=before)
    desktop.key("alt+l")  # the menu Beeld
    desktop.key("o")  # Beginopstelling

    def right(image: QImage) -> QImage:
        return image.copy(width - 300, 60, 280, 600)

    assert right(closed) != right(before)
    wait(lambda: right(desktop.screenshot()) == right(before), lambda: "the part at its place")
    desktop.quit()


@pytest.mark.parametrize("size", [(1280, 800), (3840, 2160)], ids=str)
def test_fits_small_and_large_screens(tmp_path: Path, size: tuple[int, int]) -> None:
    width, height = size
    with on_screen(tmp_path, width, height) as desktop:
        window = desktop.start()
        skip_tour(desktop)
        desktop.maximise(window)
        wait(lambda: desktop.size(window)[0] == width or None, lambda: "the whole width")
        picture = desktop.wait_for_picture()
        assert picture.width() == width
        bottom = picture.copy(0, height - 30, width, 30)
        middle = picture.copy(width // 3, height // 4, width // 3, height // 4)
        assert len(colours(bottom)) > 5  # the status bar is on the screen
        assert len(colours(middle)) > 30  # and the map where it should be
        desktop.quit()


def test_file_dropped_on_the_window_is_offered_for_import(desktop: Desktop) -> None:
    path = desktop.folder / "indeling.csv"
    path.write_text("gemeente;regio\nEde;A\nArnhem;B\n", encoding="utf-8")
    window = desktop.start()
    skip_tour(desktop)
    desktop.run_beside(SOURCE, str(path))
    (source,) = wait(lambda: desktop.windows("^Verkenner$"), lambda: "the window to drag from")
    desktop.xdotool("windowactivate", "--sync", source)
    desktop.xdotool("mousemove", "--window", source, "40", "40", "mousedown", "1")
    for step in range(1, 11):
        desktop.xdotool("mousemove", str(100 + 70 * step), str(740 - 30 * step))
    desktop.xdotool("mouseup", "1")
    desktop.wait_for_active("^Indeling importeren$")
    desktop.key("Escape")
    desktop.wait_for_active("Regiokaart")  # the keyboard is back in the window
    assert desktop.xdotool("getactivewindow").strip() == window
    desktop.quit()
