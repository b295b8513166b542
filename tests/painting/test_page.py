from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PyQt6.QtGui import QImage

from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.views import RELATION_COLOURS, compare_two, one_indeling
from regiokaart.congruence.region.relations import Relatie
from regiokaart.model import Catalogus, Gebied
from regiokaart.painting.layout import map_sheet
from regiokaart.painting.page import save_sheet

pytestmark = pytest.mark.usefixtures("qapp")


def save_map(specification: MapSpecification, gebied: Gebied, path: Path, dpi: int = 300) -> None:
    save_sheet(map_sheet(specification, gebied), path, dpi)


@pytest.fixture
def comparison(catalogus: Catalogus, gebied: Gebied) -> MapSpecification:
    return compare_two(catalogus, gebied, catalogus["jeugdregio"], catalogus["res-regio"])


def colours_in(image: QImage) -> set[str]:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    bits = image.constBits()
    assert bits is not None
    bits.setsize(image.sizeInBytes())
    pixels = np.asarray(bits).view(np.uint32) & 0xFFFFFF
    return {f"#{value:06x}" for value in np.unique(pixels)}


def test_png_has_its_size_resolution_and_colours(
    comparison: MapSpecification, gebied: Gebied, tmp_path: Path
) -> None:
    path = tmp_path / "kaart.png"
    save_map(comparison, gebied, path, dpi=300)
    image = QImage(str(path))
    assert (image.width(), image.height()) == (2480, 3508)
    assert image.dotsPerMeterX() == pytest.approx(300 / 0.0254, abs=1)
    assert image.text("Title") == comparison.title
    assert comparison.alt_text in image.text("Description")
    assert set(RELATION_COLOURS.values()) <= colours_in(image)


def test_png_shows_the_right_colour_at_the_right_place(
    catalogus: Catalogus, gebied: Gebied, tmp_path: Path
) -> None:
    same = catalogus["provincie"]
    path = tmp_path / "kaart.png"
    save_map(compare_two(catalogus, gebied, same, same), gebied, path, dpi=96)
    colours = colours_in(QImage(str(path)))
    others = [c for r, c in RELATION_COLOURS.items() if r.tekst != "samenvallend"]
    # the legend shows all three; only the coinciding one covers ground
    image = QImage(str(path))
    ground = [image.pixelColor(x, y).name() for x in range(260, 760, 9) for y in range(330, 960, 9)]
    assert not set(others) & set(ground)
    assert RELATION_COLOURS[Relatie.SAMENVALLEND] in colours


def test_svg_holds_title_names_and_source_as_valid_xml(
    comparison: MapSpecification, gebied: Gebied, tmp_path: Path
) -> None:
    path = tmp_path / "kaart.svg"
    save_map(comparison, gebied, path)
    root = ElementTree.parse(path).getroot()
    namespace = "{http://www.w3.org/2000/svg}"
    assert (root.get("width"), root.get("height")) == ("210mm", "297mm")
    assert root.findtext(f"{namespace}title") == comparison.title
    assert comparison.alt_text in (root.findtext(f"{namespace}desc") or "")
    texts = " ".join("".join(node.itertext()) for node in root.iter(f"{namespace}text"))
    assert "Kadaster / Centraal Bureau voor de Statistiek" in texts
    assert "doorsnijdt" in texts


def test_suffix_decides_and_others_are_refused(
    catalogus: Catalogus, gebied: Gebied, tmp_path: Path
) -> None:
    specification = one_indeling(catalogus, gebied, catalogus["ressort"])
    save_map(specification, gebied, tmp_path / "KAART.PNG", dpi=50)
    assert (tmp_path / "KAART.PNG").stat().st_size > 1000
    with pytest.raises(ValueError, match=r"\.png, \.svg"):
        save_map(specification, gebied, tmp_path / "kaart.docx")


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_a_folder_that_is_not_there_is_an_error(
    comparison: MapSpecification, gebied: Gebied, tmp_path: Path, suffix: str
) -> None:
    with pytest.raises(FileNotFoundError):
        save_map(comparison, gebied, tmp_path / "weg" / f"kaart{suffix}", dpi=50)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_a_full_disk_is_an_error_and_qt_says_nothing(
    comparison: MapSpecification,
    gebied: Gebied,
    tmp_path: Path,
    suffix: str,
    capfd: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / f"kaart{suffix}"
    path.symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        save_map(comparison, gebied, path, dpi=50)
    assert capfd.readouterr().err == ""


def test_two_runs_draw_the_same_picture(
    comparison: MapSpecification, gebied: Gebied, tmp_path: Path
) -> None:
    for name in ("een.png", "twee.png"):
        save_map(comparison, gebied, tmp_path / name, dpi=72)
    assert (tmp_path / "een.png").read_bytes() == (tmp_path / "twee.png").read_bytes()
