"""What the dialog reads from files: logos and templates, friendly and hostile."""

import json
from pathlib import Path

import pytest
from PyQt6.QtGui import QColor, QImage

from regiokaart.export.files import ExportError
from regiokaart.gui.layouting.logo import MOST_BYTES, read_logo
from regiokaart.gui.layouting.templates import Templates
from regiokaart.model.layoutsettings import LayoutSettings, Paper
from regiokaart.sources.errors import DataError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10">{}</svg>'
LINKED = 'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href'


def write(folder: Path, content: str | bytes, name: str = "logo.svg") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def png(path: Path, width: int, height: int) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#154273"))
    assert image.save(str(path))
    return path


def test_a_png_keeps_its_shape(tmp_path: Path) -> None:
    logo = read_logo(png(tmp_path / "logo.png", 300, 100))
    assert logo.size == (300, 100)
    assert QImage.fromData(logo.png).pixelColor(5, 5).name() == "#154273"


def test_a_large_png_is_kept_smaller(tmp_path: Path) -> None:
    assert read_logo(png(tmp_path / "logo.png", 4000, 1000)).size == (1600, 400)


def test_an_svg_is_drawn(tmp_path: Path) -> None:
    body = (
        '<defs><linearGradient id="g"><stop stop-color="#154273"/></linearGradient></defs>'
        "<rect width='30' height='10' fill='url(#g)'/>"
    )
    logo = read_logo(write(tmp_path, SVG.format(body)))
    assert logo.size[0] / logo.size[1] == pytest.approx(3, abs=0.01)
    assert QImage.fromData(logo.png).pixelColor(40, 40).name() == "#154273"


@pytest.mark.parametrize(
    "body",
    [
        f'<image {LINKED}="file:///etc/passwd" width="9" height="9"/>',
        f'<image {LINKED}="https://example.com/a.png" width="9" height="9"/>',
        f'<use {LINKED}="#a"/>',
        "<script>alert(1)</script>",
        '<rect onload="alert(1)" width="9" height="9"/>',
        '<rect style="fill: URL(https://example.com/#a)" width="9" height="9"/>',
        "<style>@import 'https://example.com/a.css';</style>",
        "<style>rect { fill: url( 'file:///a.svg#b' ) }</style>",
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        f'<a {LINKED}="javascript:alert(1)"><rect width="9" height="9"/></a>',
        "<g>" * 100 + "</g>" * 100,
        "<g/>" * 30_000,
    ],
)
def test_an_svg_that_is_more_than_a_drawing_is_refused(tmp_path: Path, body: str) -> None:
    with pytest.raises(DataError, match="meer dan een tekening"):
        read_logo(write(tmp_path, SVG.format(body)))


def test_an_svg_with_entities_is_refused_before_they_grow(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
    )
    with pytest.raises(DataError, match="meer dan een tekening"):
        read_logo(write(tmp_path, bomb + "]>" + SVG.format("<text>&j;</text>")))


@pytest.mark.parametrize("name", ["logo.png", "logo.svg"])
@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"<svg", b"\xff" * 99])
def test_what_is_no_picture_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(DataError, match="geen leesbare PNG of SVG"):
        read_logo(write(tmp_path, content, name))


def test_what_is_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="te groot"):
        read_logo(write(tmp_path, b" " * (MOST_BYTES + 1)))
    header = png(tmp_path / "a.png", 8, 8).read_bytes()
    huge = header[:16] + (60_000).to_bytes(4, "big") * 2 + header[24:]
    with pytest.raises(DataError, match=r"60000 bij 60000|geen leesbare"):
        read_logo(write(tmp_path, huge, "huge.png"))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there are no such devices here")
def test_a_device_is_no_logo() -> None:
    with pytest.raises(DataError, match="niet te lezen"):
        read_logo(Path("/dev/zero"))


def test_a_logo_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="niet te lezen"):
        read_logo(tmp_path / "weg.png")


def test_templates_are_read_back(tmp_path: Path) -> None:
    path, a3 = tmp_path / "opmaak.json", LayoutSettings(paper=Paper.A3, title="Brief")
    templates = Templates(path)
    templates.load()
    templates.change({"Zaal": a3, "Brief <1>": LayoutSettings()})
    templates.keep_last(a3)
    again = Templates(path)
    again.load()
    assert list(again.named) == ["Brief <1>", "Zaal"]
    assert again.named["Zaal"] == a3 == again.last
    again.change({"Brief <1>": LayoutSettings()})
    third = Templates(path)
    third.load()
    assert list(third.named) == ["Brief <1>"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"versie": 2}',
        b'{"versie": 1, "sjablonen": []}',
        b'{"versie": 1, "laatste": {"papier": "A0"}}',
        b'{"versie": 1, "sjablonen": {"a": {"dpi": 10}}}',
        b"[" * 100_000,
        b" " * 2_000_000,
    ],
)
def test_a_broken_file_is_told_of_and_put_aside(tmp_path: Path, content: bytes) -> None:
    path = write(tmp_path, content, "opmaak.json")
    templates = Templates(path)
    with pytest.raises(DataError, match=r"opmaak\.json: uw sjablonen .*opmaak\.onleesbaar"):
        templates.load()
    assert (templates.last, templates.named) == (LayoutSettings(), {})
    assert not path.exists()
    assert (tmp_path / "opmaak.onleesbaar").read_bytes() == content
    templates.change({"nieuw": LayoutSettings()})
    assert "nieuw" in json.loads(path.read_text())["sjablonen"]


def test_templates_that_cannot_be_written_stay_as_they_were(tmp_path: Path) -> None:
    templates = Templates(tmp_path / "weg" / "opmaak.json")
    (tmp_path / "weg").write_text("geen map")
    with pytest.raises(ExportError):
        templates.change({"Brief": LayoutSettings()})
    assert templates.named == {}
