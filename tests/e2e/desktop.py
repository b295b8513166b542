"""A virtual screen with a window manager, and one running Regiokaart that a person works with."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PyQt6.QtGui import QImage

WIDTH, HEIGHT = 1600, 1000
PATIENCE = 20  # seconds
_GRAB = """
import sys
from PyQt6.QtGui import QGuiApplication
app = QGuiApplication([])
assert app.primaryScreen().grabWindow(0).save(sys.argv[1])
"""
T = TypeVar("T")


@dataclass
class Desktop:
    """A virtual screen with one running Regiokaart on it."""

    environment: dict[str, str]
    folder: Path
    program: subprocess.Popen[bytes] | None = None
    others: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *arguments: str) -> str:
        """Start the program, wait until it has the keyboard, and return the id of its window."""
        log = (self.folder / "stderr.txt").open("wb")
        self.program = subprocess.Popen(
            [sys.executable, "-m", "regiokaart", *arguments], env=self.environment, stderr=log
        )
        log.close()
        self.wait_for_active("Regiokaart$")
        return self.xdotool("getactivewindow").strip()

    def run_beside(self, code: str, *arguments: str) -> None:
        """Start a small program of our own on the same screen."""
        command = [sys.executable, "-c", code, *arguments]
        self.others.append(subprocess.Popen(command, env=self.environment))

    def xdotool(self, *arguments: str, check: bool = True) -> str:
        return subprocess.run(
            ["xdotool", *arguments],
            env=self.environment,
            check=check,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            timeout=30,
        ).stdout

    def key(self, *keys: str) -> None:
        self.xdotool("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        self.xdotool("type", "--delay", "5", text)

    def active(self) -> str:
        """Return the title of the window that has the keyboard; empty for none."""
        return self.xdotool("getactivewindow", "getwindowname", check=False).strip()

    def wait_for_active(self, title: str) -> None:
        wait(lambda: re.search(title, self.active()), lambda: f"{title}, not {self.active()}")

    def windows(self, title: str) -> list[str]:
        """Return the ids of the windows that show with a title."""
        return self.xdotool("search", "--onlyvisible", "--name", title, check=False).split()

    def manage(self, *arguments: str) -> None:
        """Ask the window manager something about a window, as a taskbar does."""
        command = ["wmctrl", "-i", *arguments]
        subprocess.run(command, env=self.environment, check=True, timeout=30)

    def maximise(self, window: str, how: str = "add") -> None:
        self.manage("-r", window, "-b", f"{how},maximized_vert,maximized_horz")

    def size(self, window: str) -> tuple[int, int]:
        found = dict(
            line.split("=")
            for line in self.xdotool("getwindowgeometry", "--shell", window).splitlines()
        )
        return int(found["WIDTH"]), int(found["HEIGHT"])

    def state(self, window: str) -> str:
        """Return what the window manager says of a window."""
        return subprocess.run(
            ["xprop", "-id", window, "_NET_WM_STATE", "WM_STATE"],
            env=self.environment, check=True, capture_output=True, text=True, timeout=30,
        ).stdout  # fmt: skip

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
        deadline = time.monotonic() + PATIENCE
        last = self.screenshot()
        while time.monotonic() < deadline:
            now = self.screenshot()
            if now == last and now != different_from and len(colours(now)) > 50:
                return now
            last = now
        raise AssertionError("the screen did not come to rest")

    def wait_until_closed(self) -> None:
        """Check that the program ends well and without complaint."""
        assert self.program is not None
        assert self.program.wait(timeout=PATIENCE) == 0
        assert (self.folder / "stderr.txt").read_text() == ""

    def quit(self) -> None:
        """Close by keyboard."""
        self.key("ctrl+q")
        self.wait_until_closed()


def wait(find: Callable[[], T | None], what: Callable[[], str]) -> T:
    """Wait until something is found."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = find()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"did not come: {what()}")


def colours(image: QImage) -> set[int]:
    return {
        image.pixel(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)
    }


@contextmanager
def on_screen(folder: Path, width: int = WIDTH, height: int = HEIGHT) -> Iterator[Desktop]:
    """Start a screen with a window manager, and end all that ran on it."""
    read, write = os.pipe()
    screen = f"{width}x{height}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", screen, "-nolisten", "tcp", "-noreset"],
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
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "gegevens"),
    }
    manager = subprocess.Popen(
        ["openbox", "--sm-disable"], env=environment, stderr=subprocess.DEVNULL
    )
    result = Desktop(environment, folder, others=[manager])
    root = ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]

    def managed() -> bool:
        said = subprocess.run(root, env=environment, capture_output=True, text=True).stdout
        return "window id" in said

    try:
        wait(managed, lambda: "window manager")
        yield result
    finally:
        running = result.others if result.program is None else [result.program, *result.others]
        for each in running:
            if each.poll() is None:
                each.kill()
            each.wait()
        server.terminate()
        server.wait()
