"""The Dutch manual says what the window does."""

from pathlib import Path

import pytest

from regiokaart.gui.actions import COMMANDS, Command
from regiokaart.gui.helping import _anchor
from regiokaart.gui.keys import native
from regiokaart.gui.views.registry import ENTRIES, Entry

MANUAL = Path(__file__).parents[2] / "docs" / "handleiding.md"


@pytest.mark.parametrize(
    "command", [c for c in COMMANDS if c.shortcut], ids=lambda command: command.key
)
def test_every_shortcut_is_in_the_manual(command: Command, in_dutch: None) -> None:
    keys = [
        cell
        for line in MANUAL.read_text().splitlines()
        if line.startswith("| ") and line.count("|") == 3
        for cell in line.split("|")[1].strip().split(", ")
    ]
    assert native(command.shortcut) in keys


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.command)
def test_every_view_has_its_place_in_the_manual(entry: Entry) -> None:
    headings = [line.lstrip("# ") for line in MANUAL.read_text().splitlines() if line[:1] == "#"]
    assert entry.help in [_anchor(heading) for heading in headings]
