from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PyQt6.QtCore import QRect
from PyQt6.QtGui import QColor, QImage

from regiokaart.cartography.page import Page
from regiokaart.cartography.views import one_indeling
from regiokaart.model import Catalogus, Gebied
from regiokaart.model.layoutsettings import LayoutSettings, LegendPlace, Paper
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
    framing, frame = painter.framing, painter.arrangement.frames[0]
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
    page = Page(LayoutSettings().with_maps(2), maps)
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
