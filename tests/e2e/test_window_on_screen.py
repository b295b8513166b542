"""The program as a person runs it: its own process, a real X server, real keys and clicks."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PyQt6.QtGui import QImage

pytestmark = pytest.mark.e2e

WIDTH, HEIGHT = 1600, 1000
_GRAB = """
import sys
from PyQt6.QtGui import QGuiApplication
app = QGuiApplication([])
assert app.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


@dataclass
class Desktop:
    """A virtual screen with one running Regiokaart on it."""

    environment: dict[str, str]
    folder: Path
    program: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        """Start the program and return the id of its window."""
        log = (self.folder / "stderr.txt").open("wb")
        self.program = subprocess.Popen(
            [sys.executable, "-m", "regiokaart"], env=self.environment, stderr=log
        )
        log.close()
        found = self.xdotool("search", "--sync", "--onlyvisible", "--name", "^Regiokaart")
        window = found.split()[0]
        self.xdotool("windowfocus", "--sync", window)  # there is no window manager to do it
        return window

    def xdotool(self, *arguments: str) -> str:
        return subprocess.run(
            ["xdotool", *arguments],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=30,
        ).stdout

    def screenshot(self) -> QImage:
        path = self.folder / "scherm.png"
        subprocess.run(
            [sys.executable, "-c", _GRAB, str(path)],
            env={**self.environment, "QT_QPA_PLATFORM": "xcb"},
            check=True,
            timeout=30,
        )
        return QImage(str(path))

    def wait_for_picture(self, different_from: QImage | None = None) -> QImage:
        """Wait until the screen shows something else and then holds still."""
        deadline = time.monotonic() + 20
        last = self.screenshot()
        while time.monotonic() < deadline:
            now = self.screenshot()
            if now == last and now != different_from and len(colours(now)) > 50:
                return now
            last = now
        raise AssertionError("the screen did not come to rest")

    def quit(self) -> None:
        """Close by keyboard and check that the program ends well and without complaint."""
        assert self.program is not None
        self.xdotool("key", "ctrl+q")
        assert self.program.wait(timeout=20) == 0
        assert (self.folder / "stderr.txt").read_text() == ""


def colours(image: QImage) -> set[int]:
    return {
        image.pixel(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)
    }


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    read, write = os.pipe()
    screen = f"{WIDTH}x{HEIGHT}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", screen, "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    environment = {
        **os.environ,
        "DISPLAY": f":{number}",
        "QT_QPA_PLATFORM": "xcb",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }
    result = Desktop(environment, tmp_path)
    yield result
    if result.program is not None and result.program.poll() is None:
        result.program.kill()
        result.program.wait()
    server.terminate()
    server.wait()


def test_first_start_shows_a_map_and_the_program_remembers(desktop: Desktop) -> None:
    window = desktop.start()
    desktop.xdotool("windowsize", "--sync", window, str(WIDTH), str(HEIGHT))
    desktop.xdotool("windowmove", "--sync", window, "0", "0")
    first = desktop.wait_for_picture()
    assert len(colours(first)) > 100  # a map, not an empty window

    desktop.xdotool("key", "ctrl+2")  # compare two
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
    desktop.xdotool("key", "ctrl+1")
    desktop.wait_for_picture(different_from=again)
    desktop.quit()


def test_closing_while_it_starts_is_clean(desktop: Desktop) -> None:
    desktop.start()
    desktop.quit()
