"""Whether there is a screen to show a window on. As a program: exit code 0 when there is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NO_DISPLAY = (
    "er is geen scherm om het venster op te tonen; "
    "gebruik 'regiokaart hoofdtaak' om alles in bestanden te zetten"
)
_TIMEOUT = 1.0  # seconds, for a screen on another computer


def has_display() -> bool:
    """Whether Qt will find a place for its windows; without one it ends the program."""
    if sys.platform != "linux":
        return True
    names = os.environ.get("QT_QPA_PLATFORM", "").split(";")
    platforms = [name.partition(":")[0] for name in names if name]
    if any(not name.startswith(("xcb", "wayland")) for name in platforms):
        return True  # drawn in memory, or somewhere we know nothing about
    return screen_answers()


def screen_answers() -> bool:
    """Whether an X server or a Wayland compositor accepts a connection."""
    return sys.platform != "linux" or _wayland_answers() or _x_answers()


def draw_without_display() -> None:
    """Let Qt draw in memory, whether there is a screen or not. Call before Qt is imported."""
    if sys.platform == "linux":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _wayland_answers() -> bool:
    if os.environ.get("WAYLAND_SOCKET"):
        return True
    session = os.environ.get("XDG_SESSION_TYPE") == "wayland"
    name = os.environ.get("WAYLAND_DISPLAY") or ("wayland-0" if session else "")
    return bool(name) and _connects(str(Path(os.environ.get("XDG_RUNTIME_DIR", ""), name)))


def _x_answers() -> bool:
    """Whether the server that DISPLAY names as ``host:number.screen`` accepts a connection."""
    host, _, number = os.environ.get("DISPLAY", "").rpartition(":")
    number = number.partition(".")[0]
    if not number.isdigit():
        return False
    if "/" in host:
        return True  # names a protocol or a socket of its own
    local = host in ("", "unix")
    path = f"/tmp/.X11-unix/X{number}"
    if local and (_connects(f"\0{path}") or _connects(path)):
        return True
    return _connects(("localhost" if local else host.strip("[]"), 6000 + int(number)))


def _connects(address: str | tuple[str, int]) -> bool:
    """Whether something listens at the path of a socket, or at a host and port."""
    import socket  # only when there is an address to try

    try:
        if isinstance(address, tuple):
            socket.create_connection(address, _TIMEOUT).close()
        else:
            with socket.socket(socket.AF_UNIX) as probe:
                probe.connect(address)
    except (OSError, OverflowError, UnicodeError, ValueError):
        return False
    return True


if __name__ == "__main__":
    sys.exit(0 if screen_answers() else 1)
