"""The PDF of a page, read back: tags, title, language, words for pictures, fonts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject
from PyQt6.QtCore import QBuffer
from PyQt6.QtGui import QImage, QPainter

from regiokaart.cartography.page import Page
from regiokaart.cartography.views import compare_two, one_indeling
from regiokaart.congruence.pair.tables import relations_table
from regiokaart.export.files import ExportError
from regiokaart.export.maps import write_map, write_page, write_sheet
from regiokaart.model import Catalogus, Gebied, Gewicht
from regiokaart.model.layoutsettings import LayoutSettings, MapChoice, Paper
from regiokaart.painting.page import Sheet

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("qapp")]


NOWHERE = "\U00016e40"  # a letter of Medefaidrin: hardly any computer has a font for it


def elements(node: Any) -> Iterator[DictionaryObject]:
    """Walk through the structure tree in reading order."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for each in node:
            yield from elements(each)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def tags(reader: PdfReader) -> list[str]:
    return [each["/S"] for each in elements(reader.trailer["/Root"]["/StructTreeRoot"])]


def figures(reader: PdfReader) -> list[str]:
    tree = elements(reader.trailer["/Root"]["/StructTreeRoot"])
    return [each["/Alt"] for each in tree if each["/S"] == "/Figure"]


def png(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x154273)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")
    return buffer.data().data()


@pytest.fixture
def page(catalogus: Catalogus, gebied: Gebied) -> Page:
    a, b = catalogus["jeugdregio"], catalogus["res-regio"]
    return Page(
        LayoutSettings(title="Kaart & <tekst> #met $tekens$ \\ [x]", note="Een *toelichting*."),
        (compare_two(catalogus, gebied, a, b),),
        table=relations_table(catalogus, a, b, Gewicht.INWONERS),
        date="1 maart 2026",
    )


def test_a_page_is_tagged_and_says_what_it_is(page: Page, gebied: Gebied, tmp_path: Path) -> None:
    path = tmp_path / "kaart.pdf"
    write_page(page, gebied, path)
    reader = PdfReader(path)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == page.title
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()
    found = tags(reader)
    assert found[:2] == ["/Document", "/H1"]
    assert {"/P", "/Figure", "/H2", "/Table", "/TH", "/TD"} <= set(found)
    assert figures(reader) == [page.maps[0].alt_text]


def test_texts_and_table_are_text(page: Page, gebied: Gebied, tmp_path: Path) -> None:
    path = tmp_path / "kaart.pdf"
    write_page(page, gebied, path)
    (sheet,) = PdfReader(path).pages
    text = " ".join(sheet.extract_text().split())
    for wanted in (page.title, page.settings.note, "samenvallend", "op 1 maart 2026"):
        assert wanted in text
    assert page.table is not None
    assert page.table.columns[0].text(0) in text


def test_size_fonts_and_vectors(page: Page, gebied: Gebied, tmp_path: Path) -> None:
    path = tmp_path / "kaart.pdf"
    page = replace(page, settings=replace(page.settings, paper=Paper.A3, landscape=True))
    write_page(page, gebied, path)
    (sheet,) = PdfReader(path).pages
    millimetres = [float(side) / 72 * 25.4 for side in sheet.mediabox[2:]]
    assert millimetres == pytest.approx([420, 297], abs=0.1)
    fonts = [each.get_object() for each in sheet["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        (descendant,) = font["/DescendantFonts"]
        descriptor = descendant.get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)
    assert not sheet.images


def test_logo_has_words_and_the_watermark_is_no_content(
    page: Page, gebied: Gebied, tmp_path: Path
) -> None:
    plain, marked = tmp_path / "zonder.pdf", tmp_path / "met.pdf"
    write_page(page, gebied, plain)
    full = replace(page, logo=png(40, 20), logo_size=(40, 20))
    write_page(replace(full, settings=replace(page.settings, watermark=True)), gebied, marked)
    assert figures(PdfReader(marked)) == [page.maps[0].alt_text, "Logo"]
    assert tags(PdfReader(marked)).count("/P") == tags(PdfReader(plain)).count("/P")
    assert "CONCEPT" in PdfReader(marked).pages[0].extract_text()
    assert "CONCEPT" not in PdfReader(plain).pages[0].extract_text()


def test_several_maps_each_have_a_heading_and_words(
    catalogus: Catalogus, gebied: Gebied, tmp_path: Path
) -> None:
    maps = [one_indeling(catalogus, gebied, catalogus[each]) for each in ("provincie", "ressort")]
    path = tmp_path / "twee.pdf"
    write_page(Page(LayoutSettings(maps=(MapChoice(),) * 2), tuple(maps)), gebied, path)
    reader = PdfReader(path)
    assert figures(reader) == [each.alt_text for each in maps]
    order = [each for each in tags(reader) if each in ("/H1", "/H2", "/Figure")]
    assert order == ["/H1", "/H2", "/Figure", "/H2", "/Figure"]


def test_any_sheet_can_be_a_pdf(tmp_path: Path) -> None:
    def paint(painter: QPainter, pixel_ratio: float) -> None:
        painter.drawLine(0, 0, 90, 40)

    path = tmp_path / "grafiek.pdf"
    write_sheet(Sheet(96, 48, "Een lijn", "Een lijn van hoek naar hoek.", paint), path)
    reader = PdfReader(path)
    assert figures(reader) == ["Een lijn van hoek naar hoek."]
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [72, 36]


def test_a_place_that_cannot_be_written_is_an_error(
    page: Page, catalogus: Catalogus, gebied: Gebied, tmp_path: Path
) -> None:
    with pytest.raises(ExportError, match="bestaat niet"):
        write_map(page.maps[0], gebied, catalogus, tmp_path / "weg" / "kaart.pdf")
    with pytest.raises(ExportError, match=r"\.png, \.svg, \.pdf"):
        write_page(page, gebied, tmp_path / "kaart.html")


def test_what_no_font_has_is_named(page: Page, gebied: Gebied, tmp_path: Path) -> None:
    odd = replace(page, settings=LayoutSettings(title=f"Kaart {NOWHERE}"))
    path = tmp_path / "kaart.pdf"
    with pytest.raises(ExportError, match=f"het teken '{NOWHERE}'"):
        write_page(odd, gebied, path)
    assert not path.exists()


def test_what_cannot_be_seen_is_left_out(page: Page, gebied: Gebied, tmp_path: Path) -> None:
    hidden = "\x00\x07\x1b\u202e\ufffe\ud83d"
    (shown,) = page.maps
    border = replace(shown.borders[-1], text=f"grens{hidden[:-1]}lijn")
    specification = replace(
        shown,
        title=f"Kaart{hidden} van Ede",
        borders=(*shown.borders[:-1], border),
        alt_text=f"{hidden}Een kaart.",
    )
    odd = Page(LayoutSettings(note=f"Niets{hidden}"), (specification,))
    for suffix in (".pdf", ".svg", ".png"):
        write_page(odd, gebied, tmp_path / f"kaart{suffix}")
    ElementTree.parse(tmp_path / "kaart.svg")
    metadata = PdfReader(tmp_path / "kaart.pdf").metadata
    assert metadata is not None
    assert metadata.title == "Kaart van Ede"
