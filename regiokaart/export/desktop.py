"""Regiokaart among the programs of a Linux desktop, for one account: menu, icon, double click.

Follows the specifications of freedesktop.org: Desktop Entry, Shared MIME-info, Icon Theme
and Base Directory.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from regiokaart.export.files import ExportError, atomic_write
from regiokaart.model.project import SUFFIX
from regiokaart.sources.paths import resources_dir, user_data_dir

MIME_TYPE = "application/x-regiokaart-project"
ENTRY = "regiokaart.desktop"
"""Name of the desktop entry, by which a desktop knows our windows too."""

_TIMEOUT = 60.0  # seconds, for a program of the desktop
_ENTRY_TEXT = """\
[Desktop Entry]
Type=Application
Name=Regiokaart
GenericName=Kaart van regio-indelingen
Comment=Hoe congruent de regio-indelingen van Nederland zijn
TryExec={program}
Exec={command} %f
Icon=regiokaart
Terminal=false
StartupNotify=true
StartupWMClass=regiokaart
Categories=Science;Geography;
Keywords=kaart;regio;gemeente;indeling;congruentie;
MimeType={mime};
"""
_MIME_TEXT = """\
<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{mime}">
    <comment>Regiokaart project</comment>
    <comment xml:lang="nl">Regiokaart-project</comment>
    <sub-class-of type="application/json"/>
    <icon name="regiokaart"/>
    <glob pattern="*{suffix}"/>
  </mime-type>
</mime-info>
"""
# What has a meaning in a command line of a desktop entry, so that a word with it needs quotes.
_RESERVED = re.compile("[ \t\n\"'\\\\><~|&;$*?#()`]")
_ESCAPED = re.compile('(["`$\\\\])')


def start_command() -> tuple[str, ...]:
    """Return how to start this very installation, whatever folder it is started from.

    The Python that runs now finds the program again, in a virtual environment as well; ``-P``
    keeps it from running what lies in the folder of the file that is opened.
    """
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    return (sys.executable, "-P", "-m", "regiokaart")


def desktop_entry(command: Sequence[str]) -> str:
    """Return the text of the desktop entry that starts a command with a file.

    Parameters
    ----------
    command : sequence of str
        Program and arguments.

    Raises
    ------
    ExportError
        When the place of the program cannot be written in a desktop entry.

    Examples
    --------
    >>> print(desktop_entry(["/home/an de boer/python", "-m"]).splitlines()[6])
    Exec="/home/an de boer/python" -m %f
    """
    program = command[0]
    # The specification forbids = in a program; GLib does not find one with %.
    if {*program} & {*"=%"} or not all(part.isprintable() for part in command):
        raise ExportError(
            f"{program}: de naam van deze map bevat een teken dat in een snelkoppeling niet kan; "
            "installeer Regiokaart in een andere map"
        )
    return _ENTRY_TEXT.format(
        program=_value(program),
        command=_value(" ".join(map(_quoted, command))),
        mime=MIME_TYPE,
    )


def install(command: Sequence[str]) -> tuple[list[Path], list[str]]:
    """Make Regiokaart the program that opens projects, for this account.

    Parameters
    ----------
    command : sequence of str
        How to start the program, see `start_command`.

    Returns
    -------
    (list of Path, list of str)
        The files that were written, and the programs of the desktop that are not there or failed,
        without which the desktop may not know of them.

    Raises
    ------
    ExportError
        When a file cannot be written.
    """
    entry, mime, icon = _places()
    contents = {
        entry: desktop_entry(command).encode(),
        mime: _MIME_TEXT.format(mime=MIME_TYPE, suffix=SUFFIX).encode(),
        icon: (resources_dir() / "regiokaart.svg").read_bytes(),
    }
    for path, content in contents.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ExportError(f"{path.parent}: deze map kan niet worden gemaakt") from error
        with atomic_write(path) as temporary:
            temporary.write_bytes(content)
    return list(contents), _tell_desktop()


def remove() -> tuple[list[Path], list[str]]:
    """Undo `install`: return the files that were removed, and what it returns too.

    Raises
    ------
    ExportError
        When a file cannot be removed.
    """
    removed = []
    for path in _places():
        try:
            path.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise ExportError(f"{path}: dit bestand kan niet worden verwijderd") from error
        removed.append(path)
    return removed, _tell_desktop() if removed else []


def _places() -> tuple[Path, Path, Path]:
    """Return where the desktop entry, the type of file and the icon belong."""
    data = user_data_dir().parent
    return (
        data / "applications" / ENTRY,
        data / "mime" / "packages" / "regiokaart.xml",
        data / "icons" / "hicolor" / "scalable" / "apps" / "regiokaart.svg",
    )


def _tell_desktop() -> list[str]:
    """Let the desktop read the files; return the programs for it that did not do so."""
    entry, mime, icon = _places()
    with suppress(OSError):
        icon.parents[2].touch()  # the time at which desktops see that an icon came or went
    wanted = {"update-mime-database": mime.parents[1], "update-desktop-database": entry.parent}
    return [name for name, folder in wanted.items() if not _runs(name, folder)]


def _runs(name: str, folder: Path) -> bool:
    program = shutil.which(name)
    if program is None:
        return False
    try:
        done = subprocess.run(
            [program, str(folder)], capture_output=True, timeout=_TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _quoted(argument: str) -> str:
    """Quote an argument where that is needed; not all desktops understand needless quotes."""
    argument = argument.replace("%", "%%")
    if not _RESERVED.search(argument):
        return argument
    return '"' + _ESCAPED.sub(r"\\\1", argument) + '"'


def _value(text: str) -> str:
    """Write a string as the value of a key."""
    return text.replace("\\", "\\\\")
