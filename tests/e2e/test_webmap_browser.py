"""The web map in a real Chromium without network."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from regiokaart.cartography.views import compare_two, one_indeling
from regiokaart.export.webmap import write_html
from regiokaart.model import Catalogus, Gebied
from regiokaart.sources.tables import read_tables

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(
        CHROMIUM is None and "CI" not in os.environ, reason="needs Chromium or Chrome"
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


class Opened:
    """A page from disk without network, with all it asked for and complained of."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.context.set_offline(True)
        page.goto(path.as_uri())
        page.wait_for_selector(".map path")
        self.path = path

    def hover(self, text: str) -> str:
        """Move over the name of a gemeente or regio on the map; return the tooltip."""
        box = self.page.locator(".name", has_text=text).first.bounding_box()
        assert box
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        return self.page.locator(".leaflet-tooltip").inner_text()

    def assert_silent(self) -> None:
        assert self.requests == [self.path.as_uri()]
        assert self.complaints == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    yield page
    page.close()


def test_polygons_tooltip_legend_and_no_request(
    page: Page, catalogus: Catalogus, gebied: Gebied, tmp_path: Path
) -> None:
    a, b = catalogus["res-regio"], catalogus["jeugdregio"]
    specification = compare_two(catalogus, gebied, a, b)
    write_html(specification, gebied, catalogus, tmp_path / "kaart.html")
    opened = Opened(page, tmp_path / "kaart.html")
    areas = page.locator(".map path.leaflet-interactive")
    assert areas.count() == len(catalogus.gemeenten)
    fills = {element.get_attribute("fill") for element in areas.all()}
    assert len(fills & {each.colour for each in specification.fill.palette}) > 5
    assert page.locator(".map path:not(.leaflet-interactive)").count() == len(specification.borders)

    tooltip = opened.hover("Twente")
    assert "RES-regio: Twente" in tooltip
    assert "Jeugdregio: Twente" in tooltip
    assert "RES-regio en jeugdregio vallen samen" in tooltip

    legend = page.locator("section.legend li").all_inner_texts()
    assert legend[0].startswith("samenvallend (")
    assert any("grens jeugdregio" in line for line in legend)
    assert page.title() == specification.title
    assert page.locator("h1").inner_text() == specification.title
    assert specification.source in page.locator("footer").inner_text()
    assert specification.alt_text in (page.locator("#alt").text_content() or "")
    described = page.locator("div.map").get_attribute("aria-describedby")
    assert described == "alt"
    opened.assert_silent()


def test_zooming_in_names_gemeenten_without_collisions(
    page: Page, catalogus: Catalogus, gebied: Gebied, tmp_path: Path
) -> None:
    specification = one_indeling(catalogus, gebied, catalogus["provincie"])
    write_html(specification, gebied, catalogus, tmp_path / "kaart.html")
    opened = Opened(page, tmp_path / "kaart.html")
    names = page.locator(".name:not(.hidden)")
    before = names.all_inner_texts()
    assert "Drenthe" in before
    assert "Assen" not in before
    button = page.get_by_title("Inzoomen")
    for _ in range(4):
        button.click()
        page.wait_for_timeout(400)  # leaflet's own animation
    after = names.all_inner_texts()
    assert set(after) & set(catalogus.gemeenten.namen)
    boxes = [box for element in names.all() if (box := element.bounding_box())]
    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            apart = (
                a["x"] + a["width"] <= b["x"]
                or b["x"] + b["width"] <= a["x"]
                or a["y"] + a["height"] <= b["y"]
                or b["y"] + b["height"] <= a["y"]
            )
            assert apart
    opened.assert_silent()


def test_table_says_the_same_and_works_with_the_keyboard(
    page: Page, catalogus: Catalogus, gebied: Gebied, tmp_path: Path
) -> None:
    specification = one_indeling(catalogus, gebied, catalogus["ggd-regio"])
    write_html(specification, gebied, catalogus, tmp_path / "kaart.html")
    opened = Opened(page, tmp_path / "kaart.html")
    assert not page.locator("table").last.is_visible()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    rows = page.locator("details tbody tr")
    assert rows.count() == len(catalogus.gemeenten)
    assert rows.first.locator("th").inner_text() == "Aa en Hunze"
    assert rows.first.locator("td").all_inner_texts()[::2] == ["Drenthe", "GGD Drenthe"]
    opened.assert_silent()


def test_hostile_regio_is_shown_as_text(
    page: Page, catalogus: Catalogus, gebied: Gebied, tmp_path: Path
) -> None:
    evil = "</script><img src=x onerror=alert(1)>{{7*7}}"
    lines = [f"{code};{evil}{i % 2}" for i, code in enumerate(catalogus.gemeenten.codes)]
    own = tmp_path / "eigen.csv"
    own.write_text("\n".join(["gemeente;regio", *lines]), "utf-8")
    indeling = read_tables(own, catalogus.gemeenten)[0].indeling
    larger = catalogus.with_indeling(indeling)
    specification = one_indeling(larger, gebied, indeling)
    write_html(specification, gebied, larger, tmp_path / "kaart.html")
    opened = Opened(page, tmp_path / "kaart.html")
    box = page.locator(".map path.leaflet-interactive").first.bounding_box()
    assert box
    page.locator(".map path.leaflet-interactive").first.dispatch_event(
        "mouseover", {"clientX": box["x"] + 1, "clientY": box["y"] + 1, "bubbles": True}
    )
    assert evil in page.locator(".leaflet-tooltip").inner_text()
    assert page.locator("img").count() == 0
    opened.assert_silent()


def test_policy_stops_a_request_even_when_a_page_is_tampered_with(
    page: Page, catalogus: Catalogus, gebied: Gebied, tmp_path: Path
) -> None:
    specification = one_indeling(catalogus, gebied, catalogus["provincie"])
    write_html(specification, gebied, catalogus, tmp_path / "kaart.html")
    opened = Opened(page, tmp_path / "kaart.html")
    (tmp_path / "geheim.txt").write_text("x")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'geheim.txt'}))")
    refused = page.evaluate("fetch('geheim.txt').then(() => 'gelukt', () => 'geweigerd')")
    assert refused == "geweigerd"
    assert any("Content Security Policy" in text for text in opened.complaints)
