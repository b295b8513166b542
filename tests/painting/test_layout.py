from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import typst
from PyQt6.QtCore import QRect
from PyQt6.QtGui import QColor, QImage

from regiokaart.cartography.composing import Material
from regiokaart.cartography.layout import Role
from regiokaart.cartography.page import Page
from regiokaart.cartography.views import one_indeling
from regiokaart.model import Catalogus, Gebied
from regiokaart.model.layoutsettings import (
    Extent,
    LayoutSettings,
    LegendPlace,
    MapChoice,
    MapKind,
    Paper,
)
from regiokaart.painting import furniture
from regiokaart.painting.layout import LayoutPainter, layout_sheet
from regiokaart.painting.page import png_bytes, sheet_image, sheet_svg

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def page(catalogus: Catalogus, gebied: Gebied) -> Page:
    return Page(LayoutSettings(), (one_indeling(catalogus, gebied, catalogus["ressort"]),))


def dark_columns(image: QImage, rect: QRect) -> list[int]:
    """Columns of a part of a picture in which something nearly black stands."""
    return [
        x
        for x in range(rect.left(), rect.right())
        if any(QColor(image.pixel(x, y)).lightness() < 90 for y in range(rect.top(), rect.bottom()))
    ]


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("landscape", [False, True])
def test_the_scale_bar_is_as_long_on_paper_as_it_says(
    page: Page, gebied: Gebied, paper: Paper, landscape: bool
) -> None:
    page = replace(page, settings=LayoutSettings(paper=paper, landscape=landscape))
    painter = LayoutPainter(page, gebied)
    framing, frame = painter.framings[0], painter.arrangement.frames[0]
    box = framing.scale_bar
    assert box is not None
    ratio = 4.0
    image = sheet_image(layout_sheet(page, gebied), ratio)
    scale = frame.scale * ratio
    foot = QRect(
        round(frame.box.x * ratio + box.x * scale),
        round(frame.box.y * ratio + (box.bottom - 9) * scale),
        round(box.width * scale),
        round(4 * scale),
    )
    found = dark_columns(image, foot)
    drawn = (found[-1] - found[0]) / ratio / 96 * 25.4  # millimetres on paper
    country = gebied.bounds[2] - gebied.bounds[0]
    left = framing.view.to_pixel(gebied.bounds[0], 0)[0]
    right = framing.view.to_pixel(gebied.bounds[2], 0)[0]
    millimetres_per_metre = (right - left) * frame.scale / 96 * 25.4 / country
    says = furniture.scale_length(framing.view.resolution, box.width - 12)
    assert drawn == pytest.approx(says * millimetres_per_metre, abs=0.5)


def test_parts_are_drawn_when_asked_for(page: Page, gebied: Gebied) -> None:
    bare = LayoutSettings(
        legend=LegendPlace.NONE,
        scale_bar=False,
        north_arrow=False,
        show_subtitle=False,
        title="A",
    )

    def picture(settings: LayoutSettings, **more: object) -> QImage:
        changed = replace(page, settings=settings, **more)  # type: ignore[arg-type]
        return sheet_image(layout_sheet(changed, gebied), 0.5)

    without = picture(bare)
    assert picture(bare) == without
    for changed in (
        replace(bare, legend=LegendPlace.TOP_LEFT),
        replace(bare, scale_bar=True),
        replace(bare, north_arrow=True),
        replace(bare, watermark=True),
        replace(bare, note="Toelichting"),
        replace(bare, title="B"),
    ):
        assert picture(changed) != without
    logo = QImage(30, 10, QImage.Format.Format_RGB32)
    logo.fill(QColor("#ff00ff"))
    with_logo = picture(bare, logo=png_bytes(logo), logo_size=(30.0, 10.0))
    box = LayoutPainter(
        replace(page, settings=bare, logo=png_bytes(logo), logo_size=(30.0, 10.0)), gebied
    ).arrangement.logo
    assert box is not None
    middle = with_logo.pixelColor(
        round((box.x + box.width / 2) / 2), round((box.y + box.height / 2) / 2)
    )
    assert middle.name() == "#ff00ff"


def test_svg_is_as_large_as_the_paper(page: Page, gebied: Gebied) -> None:
    wide = replace(page, settings=LayoutSettings(paper=Paper.A3, landscape=True))
    root = ElementTree.fromstring(sheet_svg(layout_sheet(wide, gebied)))
    assert (root.get("width"), root.get("height")) == ("420mm", "297mm")


def test_maps_on_one_page_have_one_scale(
    catalogus: Catalogus, gebied: Gebied, tmp_path: Path
) -> None:
    maps = tuple(
        one_indeling(catalogus, gebied, catalogus[each]) for each in ("ressort", "provincie")
    )
    page = Page(LayoutSettings(maps=(MapChoice(),) * 2), maps)
    svg = [LayoutPainter(page, gebied).frame_svg(i) for i in range(2)]
    roots = [ElementTree.fromstring(each) for each in svg]
    assert len({(root.get("width"), root.get("height")) for root in roots}) == 1
    image = sheet_image(layout_sheet(page, gebied), 1)
    first, second = (
        image.copy(QRect(*(round(v) for v in (f.box.x, f.box.y, f.box.width, f.box.height))))
        for f in LayoutPainter(page, gebied).arrangement.frames
    )
    ground = [np.count_nonzero(_painted(each)) for each in (first, second)]
    assert ground[0] == pytest.approx(ground[1], rel=0.02)


def _painted(image: QImage) -> list[bool]:
    return [
        image.pixelColor(x, y).lightness() < 250
        for x in range(image.width() // 3, image.width(), 4)
        for y in range(0, image.height(), 4)
    ]


def test_a_part_of_the_country_stays_within_its_frame(catalogus: Catalogus, gebied: Gebied) -> None:
    choice = MapChoice(
        MapKind.ONE, "ressort", extent=Extent.REGION, indeling="provincie", regio="PV25"
    )
    material = Material(catalogus, gebied, None, {}, "")
    bare = LayoutSettings(maps=(choice,), show_subtitle=False, date=False)
    page = material.page(bare)
    painter = LayoutPainter(page, gebied)
    box = painter.arrangement.frames[0].box
    (block,) = (text for text in painter.arrangement.texts if text.role is Role.SOURCE)
    for image in (sheet_image(layout_sheet(page, gebied), 1), _from_svg(page, gebied)):
        left = image.copy(QRect(0, round(box.y), round(box.x) - 2, round(box.height)))
        between = image.copy(
            QRect(0, round(box.bottom) + 2, image.width(), round(block.box.y - box.bottom) - 3)
        )
        for margin in (left, between):
            assert not any(
                margin.pixelColor(x, y).lightness() < 250
                for x in range(margin.width())
                for y in range(margin.height())
            )


def _from_svg(page: Page, gebied: Gebied) -> QImage:
    """Draw the SVG by another program than the one that wrote it; Qt itself clips nothing."""
    source = b'#set page(width: 210mm, height: 297mm, margin: 0pt)\n#image("a.svg", width: 100%)'
    svg = sheet_svg(layout_sheet(page, gebied))
    drawn = typst.compile({"main.typ": source, "a.svg": svg}, format="png", ppi=96.0)  # type: ignore[call-overload]
    return QImage.fromData(drawn)


def test_what_a_map_is_about_has_its_own_colours_and_what_lies_around_paler_ones(
    catalogus: Catalogus, gebied: Gebied
) -> None:
    choice = MapChoice(
        MapKind.ONE, "landsdeel", extent=Extent.REGION, indeling="provincie", regio="PV25"
    )
    bare = LayoutSettings(maps=(choice,), legend=LegendPlace.NONE)
    page = Material(catalogus, gebied, None, {}, "").page(bare)
    painter = LayoutPainter(page, gebied)
    frame, view = painter.arrangement.frames[0], painter.framings[0].view
    image = sheet_image(layout_sheet(page, gebied), 1)

    def colour(code: str) -> QColor:
        x, y = view.to_pixel(*gebied.label_points[catalogus.gemeenten.index[code]])
        at = (frame.box.x + (x + 9) * frame.scale, frame.box.y + (y + 12) * frame.scale)
        return image.pixelColor(round(at[0]), round(at[1]))

    apeldoorn, deventer = colour("GM0200"), colour("GM0150")  # both in Oost-Nederland
    assert deventer.lightness() > apeldoorn.lightness() + 10


def test_fine_lines_of_a_large_logo_stay_when_it_is_drawn_small(page: Page, gebied: Gebied) -> None:
    logo = QImage(1200, 400, QImage.Format.Format_RGB32)
    logo.fill(QColor("white"))
    for x in range(0, logo.width(), 12):
        for y in range(logo.height()):
            logo.setPixelColor(x, y, QColor("black"))
    drawn = replace(page, logo=png_bytes(logo), logo_size=(1200.0, 400.0))
    box = LayoutPainter(drawn, gebied).arrangement.logo
    assert box is not None
    image = sheet_image(layout_sheet(drawn, gebied), 0.5)
    middle = round((box.y + box.height / 2) / 2)
    across = range(round(box.x / 2) + 3, round((box.x + box.width) / 2) - 3)
    assert all(200 < image.pixelColor(x, middle).lightness() < 255 for x in across)
