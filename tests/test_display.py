"""Real sockets stand for the screens: only whether something listens is asked."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from regiokaart.display import draw_without_display, has_display, screen_answers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is one")

NAMES = (
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "WAYLAND_SOCKET",
    "XDG_SESSION_TYPE",
    "QT_QPA_PLATFORM",
)


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


@pytest.fixture
def x_server() -> Iterator[str]:
    """Listen where X server 4711 would."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X4711")
        server.listen()
        yield ":4711"


ODD = ["", ":4712", ":4712.0", "unix:4712", "onzin", ":", "localhost:99999"]


@pytest.mark.parametrize("display", ODD)
def test_a_dead_or_odd_display_is_none(display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", display)
    assert not screen_answers()
    assert not has_display()
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert not has_display()


def test_an_x_server_that_answers(x_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for display in (x_server, f"{x_server}.0", f"unix{x_server}"):
        monkeypatch.setenv("DISPLAY", display)
        assert has_display()


def test_an_x_server_over_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("localhost", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setenv("DISPLAY", f"localhost:{port - 6000}")
        assert has_display()
    assert not has_display()


def test_a_wayland_compositor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-9")
    assert not has_display()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-9"))
        server.listen()
        assert has_display()
        monkeypatch.setenv("WAYLAND_DISPLAY", str(tmp_path / "wayland-9"))
        assert has_display()
    assert not has_display()  # its socket is still there, but nobody answers


def test_a_platform_without_screen_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "vnc:port=5901")
    assert has_display()
    assert not screen_answers()


def test_drawing_in_memory_goes_before_what_the_environment_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    draw_without_display()
    assert has_display()


def test_exit_code_tells_scripts(x_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-m", "regiokaart.display"]
    assert subprocess.run(command, check=False).returncode == 1
    monkeypatch.setenv("DISPLAY", x_server)
    assert subprocess.run(command, check=False).returncode == 0
