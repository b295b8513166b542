"""The PDF that the command line writes, opened in a program of others (poppler)."""

import subprocess
import sys
from pathlib import Path

import pytest
from PyQt6.QtGui import QImage

from regiokaart.cartography.views import RELATION_COLOURS

pytestmark = pytest.mark.e2e


def run(*command: str) -> str:
    return subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
        timeout=60,
    ).stdout


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "kaart.pdf"
    pair = ("--weergave", "vergelijk", "--indeling", "jeugdregio", "--met", "res-regio")
    run(sys.executable, "-m", "regiokaart", "kaart", *pair, "--uit", str(path))
    return path


def test_it_is_tagged_with_a_title_on_one_page_of_a4(document: Path) -> None:
    lines = run("pdfinfo", str(document)).splitlines()
    facts = {key.strip(): value.strip() for key, _, value in (x.partition(":") for x in lines)}
    assert facts["Title"] == "Jeugdregio's 2025 en RES-regio's 2025"
    assert (facts["Tagged"], facts["Pages"]) == ("yes", "1")
    assert facts["Page size"].endswith("(A4)")


def test_all_fonts_are_embedded(document: Path) -> None:
    _, _, *fonts = run("pdffonts", str(document)).splitlines()
    assert fonts
    assert all(font.split()[-5] == "yes" for font in fonts)  # emb sub uni object ID


def test_it_shows_the_map_and_its_words(document: Path, tmp_path: Path) -> None:
    run("pdftoppm", "-r", "72", "-png", "-singlefile", str(document), str(tmp_path / "kaart"))
    image = QImage(str(tmp_path / "kaart.png"))
    assert (image.width(), image.height()) == (596, 842)
    colours = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    assert set(RELATION_COLOURS.values()) <= colours
    text = run("pdftotext", str(document), "-")
    assert "Kadaster / Centraal Bureau voor de Statistiek" in " ".join(text.split())
