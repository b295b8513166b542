"""Which columns of a layer name its regions, found by what is in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from regiokaart.sources.errors import DataError
from regiokaart.sources.imported import ImportOptions
from regiokaart.sources.names import GemeenteFinder, shown
from regiokaart.sources.own import MAX_NAME

_HEADING = "regio"
_NAMES = re.compile(r".*(naam|name|regio)")
_CODES = re.compile(r".*(code|_cd|nummer|_nr)|code.*|nr")
_RUNNING_NUMBERS = re.compile(r"fid|gid|id|.*_id|objectid.*|ogc_fid|lokaal_?id|uuid|.*_leng(th)?")
_ADDRESS = re.compile(r"https?://.*|\{?[0-9a-f]{8}-[0-9a-f]{4}-.*", re.IGNORECASE)
_REMEDY = "geef de kolom met de naam van de regio de naam 'regio'"


@dataclass(frozen=True)
class RegionColumns:
    """The columns that name the regions.

    Attributes
    ----------
    naam : str
        Column whose values are the names; objects with the same name are one region.
    code : str
        Column with one code per name; the same as `naam` when there is none.
    """

    naam: str
    code: str


def find_region_columns(
    path: Path,
    columns: Mapping[str, Sequence[str]],
    finder: GemeenteFinder,
    options: ImportOptions | None = None,
) -> RegionColumns:
    """Find the columns with the name and the code of each region.

    What is chosen in `options` wins, then a column headed "regio". Otherwise columns with names
    go before columns with codes, and headings such as "naam" before others. A column that says
    the same for every object, an address, a running number, or the gemeente of each object is not
    meant when there is another.

    Parameters
    ----------
    path : Path
        For the error.
    columns : mapping of str to sequence of str, each of length m
        One value per object.
    finder : GemeenteFinder
    options : ImportOptions, optional

    Raises
    ------
    DataError
        When a chosen column does not exist, there is no such column, or there are several that
        divide the objects differently.
    """
    options = options or ImportOptions()
    for name in filter(None, (options.regio, options.code)):
        if name not in columns:
            listed = ", ".join(map(shown, columns))
            raise DataError(
                path, f"kolom {shown(name)} bestaat niet", remedy=f"de kolommen zijn {listed}"
            )
    naam = options.regio or next((n for n in columns if n.casefold() == _HEADING), "")
    naam = naam or _found_by_content(path, columns, finder)
    if not options.code:
        return RegionColumns(naam, _code_of(columns, naam))
    if _partition(columns[options.code]) != _partition(columns[naam]):
        raise DataError(
            path,
            f"kolom {shown(options.code)} heeft niet voor elke regio één eigen code",
            remedy="kies een andere kolom met codes, of geen",
        )
    return RegionColumns(naam, options.code)


def _found_by_content(
    path: Path, columns: Mapping[str, Sequence[str]], finder: GemeenteFinder
) -> str:
    """Return the column that most likely holds the names of the regions."""
    usable = [name for name, values in columns.items() if _is_usable(values)]
    if not usable:
        raise DataError(path, "geen kolom met de naam van de regio's gevonden", remedy=_REMEDY)
    ranks = {name: _rank(name, columns[name], finder) for name in usable}
    best = [name for name in usable if ranks[name] == min(ranks.values())]
    if len({_partition(columns[name]) for name in best}) > 1:
        listed = ", ".join(shown(name) for name in best[:5]) + (" ..." if len(best) > 5 else "")
        raise DataError(path, f"meer dan één kolom kan de regio noemen ({listed})", remedy=_REMEDY)
    return max(best, key=lambda name: _length(columns[name]))


def _is_usable(values: Sequence[str]) -> bool:
    """Whether a column tells objects apart and is filled for nearly all."""
    filled = [value for value in values if value]
    return (
        2 * len(filled) > len(values)
        and (len(set(filled)) > 1 or len(values) == 1)
        and max(map(len, filled)) <= MAX_NAME
    )


def _rank(name: str, values: Sequence[str], finder: GemeenteFinder) -> tuple[bool, bool, int]:
    """Order columns by how likely they name the regions, the likeliest lowest."""
    filled = [value for value in values if value]
    heading = name.casefold()
    machine = bool(_RUNNING_NUMBERS.fullmatch(heading)) or _mostly(filled, _is_address)
    named = _mostly(filled, _is_name)
    kind = 1 if named else 3
    if named and _NAMES.fullmatch(heading):
        kind = 0
    elif not named and _CODES.fullmatch(heading):
        kind = 2
    return machine, _is_each_gemeente(filled, finder), kind


def _is_each_gemeente(filled: Collection[str], finder: GemeenteFinder) -> bool:
    """Whether the objects are gemeenten: what is asked for is the region they belong to."""
    found = {finder.find(value) for value in filled} - {None}
    return len(found) > 0.9 * len(filled)


def _mostly(values: Collection[str], test: Callable[[str], bool]) -> bool:
    return sum(map(test, values)) > 0.8 * len(values)


def _is_name(value: str) -> bool:
    """Whether a text has a word in it; a code has capitals and digits."""
    return re.search(r"[^\W\d_]{3}", value) is not None and not _is_address(value)


def _is_address(value: str) -> bool:
    return _ADDRESS.fullmatch(value) is not None


def _code_of(columns: Mapping[str, Sequence[str]], naam: str) -> str:
    """Return the column with the shortest text that differs where the name does, and only there."""
    partition = _partition(columns[naam])
    same = [
        name
        for name, values in columns.items()
        if all(values) and _partition(values) == partition and not _mostly(values, _is_address)
    ]
    codes = [name for name in same if _CODES.fullmatch(name.casefold())]
    by_length = sorted(codes or [naam], key=lambda name: _length(columns[name]))
    return by_length[0]


def _length(values: Sequence[str]) -> int:
    return sum(map(len, values))


def _partition(values: Sequence[str]) -> tuple[int, ...]:
    first: dict[str, int] = {}
    return tuple(first.setdefault(value.casefold(), i) for i, value in enumerate(values))
