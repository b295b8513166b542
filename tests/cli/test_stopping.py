"""Ctrl+C: one line and exit code 130, whatever it interrupts."""

import sys

import pytest
from PyQt6.QtGui import QPainter

from regiokaart.__main__ import main
from regiokaart.painting.page import Sheet, sheet_image, sheet_svg


def interrupted(*_: object) -> int:
    raise KeyboardInterrupt


@pytest.mark.parametrize("arguments", [["indelingen"], []])
def test_while_the_program_is_loading(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["regiokaart", *arguments])
    monkeypatch.setattr("regiokaart.cli.run", interrupted)
    monkeypatch.setattr("regiokaart.display.has_display", interrupted)
    assert main() == 130
    assert capsys.readouterr() == ("", "Gestopt.\n")


def test_while_a_map_is_drawn(qapp: object) -> None:
    def paint(painter: QPainter, pixel_ratio: float) -> None:
        del painter, pixel_ratio
        interrupted()

    sheet = Sheet(100, 100, "Kaart", "Kaart", paint)
    with pytest.raises(KeyboardInterrupt):
        sheet_image(sheet, 1.0)
    with pytest.raises(KeyboardInterrupt):
        sheet_svg(sheet)
