"""What a user chooses about a page with maps; kept as a template, so it has a JSON form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

PIXELS_PER_MM = 96 / 25.4
MAP_COUNTS = (1, 2, 4)
ROWS = (1, 40)
DPI = (72, 600)
TITLE_LENGTH = 200
NOTE_LENGTH = 1500
NAME_LENGTH = 60
MOST_TEMPLATES = 100
"""In a project, and as many in the program."""

_PATH_LENGTH = 4096
_ID_LENGTH = 200
_MOST_COLUMNS = 200
_FURTHEST = 2_000_000  # metres RD, from the origin

E = TypeVar("E", bound=StrEnum)


class Paper(StrEnum):
    """Size of the paper."""

    A4 = "A4"
    A3 = "A3"

    @property
    def sides(self) -> tuple[float, float]:
        """Short and long side in millimetres."""
        return (210.0, 297.0) if self is Paper.A4 else (297.0, 420.0)


class MapKind(StrEnum):
    """What one of the maps shows."""

    WINDOW = "venster"
    ONE = "indeling"
    TWO = "vergelijk"


class Extent(StrEnum):
    """Which part of the country a map shows."""

    COUNTRY = "nederland"
    FRAME = "kader"
    """What was in view in the window when it was chosen."""
    SELECTION = "selectie"
    REGION = "regio"


class LegendPlace(StrEnum):
    """Where the legend of a map stands."""

    TOP_LEFT = "linksboven"
    BOTTOM_RIGHT = "rechtsonder"
    BESIDE = "naast"
    NONE = "geen"


@dataclass(frozen=True)
class MapChoice:
    """What one of the maps shows.

    Attributes
    ----------
    kind : MapKind
    a, b : str
        Ids of indelingen, as far as `kind` needs them.
    extent : Extent
    frame : tuple of int
        Metres RD: xmin, ymin, xmax, ymax; empty unless `extent` is a frame.
    indeling, regio : str
        Id of an indeling and code of one of its regio's, when `extent` is a region.
    """

    kind: MapKind = MapKind.WINDOW
    a: str = ""
    b: str = ""
    extent: Extent = Extent.COUNTRY
    frame: tuple[int, ...] = ()
    indeling: str = ""
    regio: str = ""

    @property
    def indelingen(self) -> tuple[str, ...]:
        """Ids of the indelingen that it names."""
        return tuple(name for name in (self.a, self.b, self.indeling) if name)

    def to_json(self) -> dict[str, object]:
        """Return what `LayoutSettings.from_json` takes for a map."""
        return {
            "soort": str(self.kind),
            "a": self.a,
            "b": self.b,
            "uitsnede": str(self.extent),
            "kader": list(self.frame),
            "indeling": self.indeling,
            "regio": self.regio,
        }


@dataclass(frozen=True)
class LayoutSettings:
    """All choices about a page.

    Attributes
    ----------
    paper : Paper
    landscape : bool
    maps : tuple of MapChoice
        As many as there are maps: 1, 2 or 4.
    title, subtitle : str
        Empty for those of the map.
    show_subtitle : bool
    note : str
        Free text under the maps; line feeds are kept.
    legend : LegendPlace
    scale_bar, north_arrow, date, watermark : bool
        Whether these are on the page.
    table : str
        Name of a result table in the window; empty for none.
    rows : int
        How many rows of it.
    columns : tuple of str
        Keys of the columns that are wanted; empty for as many as fit.
    sort : str
        Key of the column that gives the order; empty for the order in the window.
    descending : bool
        Whether `sort` is from high to low.
    only_selection : bool
        Whether only selected rows are shown.
    logo : str
        Path of a picture; empty for none.
    dpi : int
        Dots per inch of a PNG.
    """

    paper: Paper = Paper.A4
    landscape: bool = False
    maps: tuple[MapChoice, ...] = (MapChoice(),)
    title: str = ""
    subtitle: str = ""
    show_subtitle: bool = True
    note: str = ""
    legend: LegendPlace = LegendPlace.TOP_LEFT
    scale_bar: bool = True
    north_arrow: bool = True
    date: bool = True
    watermark: bool = False
    table: str = ""
    rows: int = 8
    columns: tuple[str, ...] = ()
    sort: str = ""
    descending: bool = False
    only_selection: bool = False
    logo: str = ""
    dpi: int = 300

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page in millimetres."""
        short, long = self.paper.sides
        return (long, short) if self.landscape else (short, long)

    def without_logo_elsewhere(self) -> LayoutSettings:
        """Return the same choices without a logo on another computer.

        To look there is to tell that computer who asks, so what others wrote must not do it.
        """
        elsewhere = self.logo.replace("\\", "/").startswith("//")
        return replace(self, logo="") if elsewhere else self

    @property
    def indelingen(self) -> tuple[str, ...]:
        """Ids of the indelingen that the maps name."""
        return tuple(dict.fromkeys(name for each in self.maps for name in each.indelingen))

    def renamed(self, ids: Mapping[str, str]) -> LayoutSettings:
        """Return the same choices with other ids for indelingen; those not given stay."""

        def now(old: str) -> str:
            return ids.get(old, old)

        maps = (
            replace(each, a=now(each.a), b=now(each.b), indeling=now(each.indeling))
            for each in self.maps
        )
        return replace(self, maps=tuple(maps))

    def to_json(self) -> dict[str, object]:
        """Return what `from_json` takes."""
        return {
            "papier": str(self.paper),
            "liggend": self.landscape,
            "kaarten": [each.to_json() for each in self.maps],
            "titel": self.title,
            "ondertitel": self.subtitle,
            "ondertitel_tonen": self.show_subtitle,
            "toelichting": self.note,
            "legenda": str(self.legend),
            "schaalbalk": self.scale_bar,
            "noordpijl": self.north_arrow,
            "datum": self.date,
            "concept": self.watermark,
            "tabel": self.table,
            "rijen": self.rows,
            "kolommen": list(self.columns),
            "volgorde": self.sort,
            "aflopend": self.descending,
            "alleen_selectie": self.only_selection,
            "logo": self.logo,
            "dpi": self.dpi,
        }

    @classmethod
    def from_json(cls, stored: object) -> LayoutSettings:
        """Read what `to_json` made; what is absent has its default.

        Raises
        ------
        ValueError
            In Dutch, naming what is no valid choice.

        Examples
        --------
        >>> LayoutSettings.from_json({"papier": "A3"}).size
        (297.0, 420.0)
        """
        values, usual = _mapping(stored, "de opmaak"), cls()
        maps = values.get("kaarten", [{"soort": "venster"}])
        if not isinstance(maps, list) or len(maps) not in MAP_COUNTS:
            raise ValueError("kaarten: er moeten er 1, 2 of 4 zijn")
        return cls(
            paper=_choice(values, "papier", usual.paper),
            landscape=_bool(values, "liggend", usual.landscape),
            maps=tuple(_map_choice(each) for each in maps),
            title=_text(values, "titel", TITLE_LENGTH),
            subtitle=_text(values, "ondertitel", TITLE_LENGTH),
            show_subtitle=_bool(values, "ondertitel_tonen", usual.show_subtitle),
            note=_text(values, "toelichting", NOTE_LENGTH),
            legend=_choice(values, "legenda", usual.legend),
            scale_bar=_bool(values, "schaalbalk", usual.scale_bar),
            north_arrow=_bool(values, "noordpijl", usual.north_arrow),
            date=_bool(values, "datum", usual.date),
            watermark=_bool(values, "concept", usual.watermark),
            table=_text(values, "tabel", _ID_LENGTH),
            rows=_number(values, "rijen", usual.rows, ROWS),
            columns=_texts(values, "kolommen"),
            sort=_text(values, "volgorde", _ID_LENGTH),
            descending=_bool(values, "aflopend", usual.descending),
            only_selection=_bool(values, "alleen_selectie", usual.only_selection),
            logo=_text(values, "logo", _PATH_LENGTH),
            dpi=_number(values, "dpi", usual.dpi, DPI),
        )


def template_name(text: str) -> str:
    r"""Return a text as the name of a template: printable, on one line, not too long.

    Examples
    --------
    >>> template_name("  Bij de\n brief ")
    'Bij de brief'
    """
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:NAME_LENGTH].rstrip()


def _map_choice(stored: object) -> MapChoice:
    values = _mapping(stored, "kaarten")
    extent = _choice(values, "uitsnede", Extent.COUNTRY)
    frame = _frame(values)
    if extent is Extent.FRAME and not frame:
        raise ValueError("kader: bij deze uitsnede horen vier getallen")
    return MapChoice(
        _choice(values, "soort", MapKind.WINDOW),
        _text(values, "a", _ID_LENGTH),
        _text(values, "b", _ID_LENGTH),
        extent,
        frame,
        _text(values, "indeling", _ID_LENGTH),
        _text(values, "regio", _ID_LENGTH),
    )


def _frame(values: Mapping[str, object]) -> tuple[int, ...]:
    value = values.get("kader", [])
    if not isinstance(value, list) or len(value) not in (0, 4):
        raise ValueError("kader: dit moeten vier getallen zijn")
    if not all(type(each) is int and abs(each) <= _FURTHEST for each in value):
        raise ValueError("kader: dit moeten hele meters in RD zijn")
    if value and not (value[0] < value[2] and value[1] < value[3]):
        raise ValueError("kader: links en onder moeten kleiner zijn dan rechts en boven")
    return tuple(value)


def _mapping(stored: object, what: str) -> Mapping[str, object]:
    if not isinstance(stored, dict):
        raise ValueError(f"{what}: dit moet een groep van namen en waarden zijn")
    return stored


def _choice(values: Mapping[str, object], key: str, usual: E) -> E:
    kind, value = type(usual), values.get(key, usual)
    if value not in list(kind):
        raise ValueError(f"{key}: {value!r} bestaat niet; kies uit {', '.join(kind)}")
    return kind(str(value))


def _bool(values: Mapping[str, object], key: str, usual: bool) -> bool:
    value = values.get(key, usual)
    if not isinstance(value, bool):
        raise ValueError(f"{key}: dit moet waar of onwaar zijn")
    return value


def _text(values: Mapping[str, object], key: str, longest: int) -> str:
    value = values.get(key, "")
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError(f"{key}: dit moet een tekst van hoogstens {longest} tekens zijn")
    if any("\ud800" <= c <= "\udfff" for c in value):
        raise ValueError(f"{key}: hierin staat een half teken")  # that no file can hold
    return value


def _texts(values: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = values.get(key, [])
    if not isinstance(value, list) or len(value) > _MOST_COLUMNS:
        raise ValueError(f"{key}: dit moet een lijst van hoogstens {_MOST_COLUMNS} teksten zijn")
    return tuple(dict.fromkeys(_text({key: each}, key, _ID_LENGTH) for each in value))


def _number(values: Mapping[str, object], key: str, usual: int, bounds: tuple[int, int]) -> int:
    value = values.get(key, usual)
    if not isinstance(value, int) or isinstance(value, bool) or not bounds[0] <= value <= bounds[1]:
        raise ValueError(f"{key}: dit moet een getal van {bounds[0]} tot {bounds[1]} zijn")
    return value
