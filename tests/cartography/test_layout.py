"""Where everything stands on a page, with letters that are all half as wide as high."""

from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokaart.cartography.fitting import Box
from regiokaart.cartography.layout import Role, TextStyle, arrange
from regiokaart.cartography.page import Page
from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.views import one_indeling
from regiokaart.cartography.wrapping import elide, wrap
from regiokaart.congruence.pair.tables import relations_table
from regiokaart.congruence.table import Table
from regiokaart.model import Catalogus, Gebied, Gewicht
from regiokaart.model.layoutsettings import PIXELS_PER_MM, LayoutSettings, MapChoice, Paper


def width_of(text: str, style: TextStyle) -> float:
    return 0.5 * style.size * len(text)


@pytest.fixture(scope="module")
def maps(catalogus: Catalogus, gebied: Gebied) -> tuple[MapSpecification, ...]:
    ids = ("jeugdregio", "provincie", "ressort", "res-regio")
    return tuple(one_indeling(catalogus, gebied, catalogus[each]) for each in ids)


@pytest.fixture(scope="module")
def table(catalogus: Catalogus) -> Table:
    return relations_table(
        catalogus, catalogus["jeugdregio"], catalogus["res-regio"], Gewicht.INWONERS
    )


def overlap(a: Box, b: Box) -> bool:
    return (
        min(a.right, b.right) - max(a.x, b.x) > 0.01
        and min(a.bottom, b.bottom) - max(a.y, b.y) > 0.01
    )


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("count", [1, 2, 4])
def test_nothing_overlaps_and_all_is_on_the_page(
    maps: tuple[MapSpecification, ...], table: Table, paper: Paper, landscape: bool, count: int
) -> None:
    for note, rows, logo in product(
        ("", "Een toelichting. " * 20, "x\n" * 700), (0, 3, 40), (b"", b"x")
    ):
        settings = LayoutSettings(
            paper, landscape, maps=(MapChoice(),) * count, note=note, rows=rows or 1
        )
        shown = table if rows else None
        page = Page(settings, maps[:count], shown, logo, (300, 100), "vandaag")
        found = arrange(page, width_of)
        boxes = [block.box for block in found.texts] + [frame.box for frame in found.frames]
        boxes += [block.box for frame in found.frames for block in frame.heading]
        boxes += [found.table.box] if found.table else []
        inside = Box(0, 0, found.width, found.height)
        for box in [*boxes, *([found.logo] if found.logo else [])]:
            assert box.x >= 0
            assert box.right <= inside.right + 0.01
            assert box.y >= 0
            assert box.bottom <= inside.bottom + 0.01
            assert box.height > 0
        assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


def test_maps_on_one_page_are_of_one_size(maps: tuple[MapSpecification, ...]) -> None:
    long = replace(maps[0], title="Een heel lange titel die over twee regels loopt " * 2)
    page = Page(LayoutSettings(landscape=True, maps=(MapChoice(),) * 4), (long, *maps[1:]))
    frames = arrange(page, width_of).frames
    assert len({(round(f.box.width, 3), round(f.box.height, 3), f.scale) for f in frames}) == 1


def test_sizes_are_those_of_the_paper(maps: tuple[MapSpecification, ...]) -> None:
    found = arrange(Page(LayoutSettings(landscape=True), maps[:1]), width_of)
    assert (found.width / PIXELS_PER_MM, found.height / PIXELS_PER_MM) == pytest.approx((297, 210))


def test_own_texts_go_before_those_of_the_map(maps: tuple[MapSpecification, ...]) -> None:
    page = Page(LayoutSettings(), maps[:1])
    assert (page.title, page.subtitle) == (maps[0].title, maps[0].subtitle)
    mine = replace(page, settings=LayoutSettings(title="Mijn titel", subtitle="Mijn ondertitel"))
    assert (mine.title, mine.subtitle) == ("Mijn titel", "Mijn ondertitel")
    assert replace(page, settings=LayoutSettings(show_subtitle=False)).subtitle == ""
    roles = [block.role for block in arrange(page, width_of).texts]
    assert roles == [Role.TITLE, Role.SUBTITLE, Role.SOURCE]


def test_sources_are_named_once_with_the_date_on_request(
    maps: tuple[MapSpecification, ...],
) -> None:
    page = Page(LayoutSettings(maps=(MapChoice(),) * 2), maps[:2], date="1 maart 2026")
    assert page.source.count("Grenzen: Kadaster") == 1
    assert page.source.endswith(" op 1 maart 2026.")
    assert "1 maart" not in replace(page, settings=LayoutSettings(date=False)).source


def test_the_sources_of_a_table_are_named_where_no_map_does(
    maps: tuple[MapSpecification, ...], table: Table
) -> None:
    (gemeenten,) = table.provenance.sources
    jeugd, res = table.provenance.indelingen
    source = Page(LayoutSettings(), maps[:1], table).source  # a map of the jeugdregio's
    assert f"Tabel: {gemeenten}; {res}. Gemaakt" in source
    assert jeugd not in source
    many = replace(table, provenance=replace(table.provenance, indelingen=(res,) * 11))
    assert Page(LayoutSettings(), maps[:1], many).source.count(res) == 8
    assert "en 3 andere indelingen" in Page(LayoutSettings(), maps[:1], many).source


def test_the_table_says_what_it_leaves_out(
    maps: tuple[MapSpecification, ...], table: Table
) -> None:
    found = arrange(Page(LayoutSettings(rows=3), maps[:1], table), width_of).table
    assert found is not None
    assert [len(column.cells) for column in found.columns] == [3] * len(found.columns)
    assert found.columns[0].cells[0] == table.columns[0].text(0)
    assert f"De eerste 3 van {len(table)} rijen" in found.account
    assert f"{len(found.columns)} van {len(table.columns)} kolommen" in found.account
    assert "Gewicht: inwoners" in found.account


@given(st.text(alphabet="ab \n\t", max_size=80), st.integers(2, 20))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrap(text, width, len)
    assert all(len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(max_size=30), st.integers(1, 20))
def test_elided_text_fits(text: str, width: int) -> None:
    assert len(elide(text, width, len)) <= width
