"""The web page of a map: folium, with leaflet in the page instead of on a server.

Imported only when a page is written, because folium and pyproj are slow to load.
"""

from __future__ import annotations

import base64
import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

import folium
import numpy as np
import numpy.typing as npt
import shapely
from branca.element import Element, Figure, MacroElement
from folium.template import Template
from pyproj import Transformer
from xstatic.pkg import leaflet as leaflet_files

from regiokaart import __version__
from regiokaart.cartography import geometry
from regiokaart.cartography.labels import LINE_LENGTHS, REGION_BREAK, REGION_WIDTH, wrap
from regiokaart.cartography.legend import LegendLine, legend_lines
from regiokaart.cartography.palettes import NO_DATA, luminance
from regiokaart.cartography.specification import (
    NO_CLASS,
    BorderLayer,
    Label,
    LinkLayer,
    MapSpecification,
    PairLines,
)
from regiokaart.model import Coverage, Gebied

_METRES_PER_PIXEL = 80.0  # the screen resolution up to which borders stay sharp
_DECIMALS = 5  # of a degree: about a metre
_PAGE = Path(__file__).with_name("page")


def render(specification: MapSpecification, gebied: Gebied, codes: Sequence[str]) -> str:
    """Return the page as HTML; the same arguments give the same text.

    Parameters
    ----------
    specification : MapSpecification
    gebied : Gebied
        Boundaries of n gemeenten.
    codes : sequence of str, length n
        Unique code of each gemeente.
    """
    coverage = gebied.level_for(_METRES_PER_PIXEL)
    page = _Page(specification)
    chart = _Map(gebied)
    page.add_child(chart)
    chart.add_child(_areas(specification, coverage, codes))
    for layer in specification.borders:
        chart.add_child(_lines(layer, _arcs(layer, coverage)))
    for lines in specification.pair_lines:
        chart.add_child(_pair_lines(lines, coverage))
    for links in specification.links:
        ends = _to_degrees(links.ends.reshape(-1, 2)).reshape(-1, 2, 2)
        chart.add_child(_lines(links, ends.tolist()))
    chart.add_child(_Names(specification.labels))
    for number, element in enumerate(_tree(page)):
        element._id = str(number)  # instead of a random one
    return str(page.render())


def _text(text: str) -> str:
    """Escape text for HTML, and for the templates through which branca runs its own output."""
    clean = text.encode("utf-8", "replace").decode()
    return html.escape(clean).replace("{", "&#123;").replace("}", "&#125;")


def _to_degrees(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Bring metres RD to rounded longitude and latitude. Shape (p, 2)."""
    longitude, latitude = _transformer().transform(points[:, 0], points[:, 1])
    return np.round(np.stack([longitude, latitude], axis=1), _DECIMALS)


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)


def _tree(element: Element) -> Iterator[Element]:
    yield element
    for child in element._children.values():
        yield from _tree(child)


def _areas(
    specification: MapSpecification, coverage: Coverage, codes: Sequence[str]
) -> folium.GeoJson:
    """Return the gemeenten in the colour of their class, with their tooltip."""
    shapes = shapely.transform(geometry.polygons(coverage), _to_degrees)
    fill = specification.fill
    colours = {
        code: NO_DATA if each == NO_CLASS else fill.palette[each].colour
        for code, each in zip(codes, fill.classes.tolist(), strict=True)
    }
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"tekst": _tooltip(lines)},
            "geometry": shapely.geometry.mapping(shape),
        }
        for code, lines, shape in zip(codes, specification.tooltips, shapes, strict=True)
    ]

    def style(feature: dict[str, Any]) -> dict[str, Any]:
        # The stroke has the colour of the fill: without it the page shines through the seams.
        colour = colours[feature["id"]]
        return {"fillColor": colour, "fillOpacity": 1, "color": colour, "weight": 1}

    return folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        style_function=style,
        highlight_function=lambda feature: {"fillOpacity": 0.6},
        smooth_factor=0,
        tooltip=folium.GeoJsonTooltip(["tekst"], labels=False),
    )


def _tooltip(lines: Sequence[str]) -> str:
    name, *others = map(_text, lines)
    return "<br>".join([f"<strong>{name}</strong>", *others])


def _arcs(layer: BorderLayer, coverage: Coverage) -> list[list[list[float]]]:
    """Return the shared arcs between the groups of a layer, each once, in degrees."""
    points = _to_degrees(coverage.points)
    start = coverage.arc_start
    arcs = coverage.borders_between(layer.groups, coast=layer.coast)
    return [points[start[a] : start[a + 1]].tolist() for a in arcs]


def _lines(layer: BorderLayer | LinkLayer, coordinates: list[list[list[float]]]) -> folium.GeoJson:
    geojson = {
        "type": "Feature",
        "id": "0",
        "properties": {},
        "geometry": {"type": "MultiLineString", "coordinates": coordinates},
    }
    style = {"color": layer.colour, "weight": layer.width, "opacity": 1}
    return folium.GeoJson(
        geojson, style_function=lambda feature: style, smooth_factor=0, interactive=False
    )


def _pair_lines(layer: PairLines, coverage: Coverage) -> folium.GeoJson:
    """Return the border of each pair in the line of its class, with its tooltip."""
    points, start = _to_degrees(coverage.points), coverage.arc_start
    arcs: list[list[list[list[float]]]] = [[] for _ in layer.pairs]
    for arc, pair in enumerate(geometry.pair_of_arcs(coverage, layer.pairs).tolist()):
        if pair >= 0:
            arcs[pair].append(points[start[arc] : start[arc + 1]].tolist())
    styles = [{"color": kind.colour, "weight": kind.width, "opacity": 1} for kind in layer.palette]
    features = [
        {
            "type": "Feature",
            "id": str(pair),
            "properties": {"klasse": number, "tekst": _tooltip(layer.tooltips[pair])},
            "geometry": {"type": "MultiLineString", "coordinates": arcs[pair]},
        }
        # in order of drawing, or a thin line lies over a thick one
        for pair, number in sorted(enumerate(layer.classes.tolist()), key=itemgetter(1))
    ]
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        style_function=lambda feature: styles[feature["properties"]["klasse"]],
        smooth_factor=0,
        tooltip=folium.GeoJsonTooltip(["tekst"], labels=False, sticky=True),
    )


class _Map(folium.Map):
    """A map without tiles or links, with its own words on its buttons."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012  # as in the base class
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = Template((_PAGE / "map.jinja").read_text("utf-8"))

    def __init__(self, gebied: Gebied) -> None:
        super().__init__(tiles=None)
        west, south, east, north = gebied.bounds
        corners = _to_degrees(np.array([[west, south], [east, north]]))
        self.corners = corners[:, ::-1].tolist()


class _Names(MacroElement):
    """Writes the names that fit, anew after every zoom."""

    _template = Template((_PAGE / "names.jinja").read_text("utf-8"))

    def __init__(self, labels: Sequence[Label]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Names"
        self.widest, self.breaks = REGION_WIDTH, REGION_BREAK
        ordered = sorted(labels, key=lambda each: (each.rank, -each.radius, each.text))
        places = _to_degrees(np.array([(each.x, each.y) for each in ordered]).reshape(-1, 2))
        self.names = [
            [latitude, longitude, round(each.radius), each.rank, *_broken(each.text)]
            for each, (longitude, latitude) in zip(ordered, places.tolist(), strict=True)
        ]


def _broken(text: str) -> list[str]:
    """Break a name over few lines, and over more where that differs."""
    each = ("<br>".join(map(_text, wrap(text, length))) for length in LINE_LENGTHS)
    return list(dict.fromkeys(each))


class _Page(Figure):
    """The page around the map."""

    _template = Template((_PAGE / "page.jinja").read_text("utf-8"))

    def __init__(self, specification: MapSpecification) -> None:
        super().__init__()
        self.header._children.clear()  # a charset in a form that a policy element may not follow
        self.version = __version__
        self.style = (_PAGE / "page.css").read_text("utf-8")
        self.leaflet_js = _leaflet_js()
        self.leaflet_css = _leaflet_css()
        self.heading = _text(specification.title)
        self.subtitle = _text(specification.subtitle)
        self.alt_text = _text(specification.alt_text)
        self.source = _text(specification.source)
        self.legend_title = _text(specification.legend_title or "Legenda")
        self.legend_note = _text(specification.legend_note)
        self.legend = [_legend_item(line) for line in legend_lines(specification)]
        headings, *rows = specification.facts
        self.headings = [_text(heading) for heading in headings]
        self.rows = [[_text(cell) for cell in row] for row in sorted(rows, key=_alphabetical)]


def _alphabetical(row: Sequence[str]) -> str:
    """Sort as a Dutch register does: 's-Gravenhage under the G, É with the E."""
    plain = unicodedata.normalize("NFKD", row[0]).casefold()
    return re.sub(r"^'s-", "", "".join(c for c in plain if not unicodedata.combining(c)))


def _legend_item(line: LegendLine) -> tuple[str, str]:
    """Return the style of the key and the text."""
    if line.width:
        style = f"border-top: {line.width:g}px solid {line.colour}"
        if luminance(line.colour) > 0.8:  # a white line needs something to show on
            style += "; box-shadow: 0 -4px #b9cfdf, 0 4px #b9cfdf"
        return style, _text(line.text)
    return f"background: {line.colour}", _text(line.text)


def _leaflet_js() -> str:
    code = (Path(leaflet_files.BASE_DIR) / "leaflet.js").read_text("utf-8")
    return re.sub(r"//# sourceMappingURL=\S*", "", code)  # debuggers would ask for the file


def _leaflet_css() -> str:
    folder = Path(leaflet_files.BASE_DIR)

    def inline(match: re.Match[str]) -> str:
        encoded = base64.b64encode((folder / match[1]).read_bytes()).decode("ascii")
        return f"url(data:image/png;base64,{encoded})"

    return re.sub(r"url\((images/[\w-]+\.png)\)", inline, (folder / "leaflet.css").read_text())
