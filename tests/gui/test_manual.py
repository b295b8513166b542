"""The Dutch manual says what the window does."""

from pathlib import Path

import pytest

from regiokaart.gui.actions import COMMANDS, Command

MANUAL = Path(__file__).parents[2] / "docs" / "handleiding.md"


@pytest.mark.parametrize(
    "command", [c for c in COMMANDS if c.shortcut], ids=lambda command: command.key
)
def test_every_shortcut_is_in_the_manual(command: Command) -> None:
    keys = [
        cell
        for line in MANUAL.read_text().splitlines()
        if line.startswith("| ") and line.count("|") == 3
        for cell in line.split("|")[1].strip().split(", ")
    ]
    assert command.shortcut.replace("-", "−") in keys
