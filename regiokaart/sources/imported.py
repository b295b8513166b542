"""A user's own file before it is used: what it says, how that was understood, what may change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from regiokaart.model import Indeling
from regiokaart.model.notation import number

REPORTED = 20  # rows or objects that get a message of their own


class Layout(StrEnum):
    """How a table holds its indelingen."""

    AUTO = "automatisch"
    ONE = "een"
    WIDE = "breed"
    LONG = "lang"


@dataclass(frozen=True)
class ImportOptions:
    """What a user may choose about a file; what is empty is found by content.

    Columns are named as `Part.columns` names them.

    Attributes
    ----------
    part : str
        Sheet of a workbook or layer of a file with polygons.
    gemeente : str
        Column with gemeenten, of a table.
    regio : str
        Column with the names of regio's.
    code : str
        Column with the codes of regio's.
    indeling : str
        Column that says to which indeling a row belongs, of a long table.
    layout : Layout
        Of a table: one indeling, a column for each, or a row for each gemeente in each.
    skip_wrong : bool
        Whether rows of a table that are wrong are left out and reported, instead of refused.
    """

    part: str = ""
    gemeente: str = ""
    regio: str = ""
    code: str = ""
    indeling: str = ""
    layout: Layout = Layout.AUTO
    skip_wrong: bool = False


@dataclass(frozen=True)
class Part:
    """A sheet, a layer, or all of a file without those, that may hold an indeling.

    Attributes
    ----------
    name : str
        Empty for all of a file.
    columns : tuple of str
    examples : tuple of tuple of str
        Up to three different values of each column.
    """

    name: str
    columns: tuple[str, ...]
    examples: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Choices:
    """What there is to choose in a file.

    Attributes
    ----------
    kind : str
        What a part is: ``blad``, ``laag``, or empty where the file has no parts.
    parts : tuple of Part
    """

    kind: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Message:
    """Something a user should know before using an import.

    Attributes
    ----------
    text : str
        One Dutch sentence without a full stop.
    row : int or None
        Which object or row of the file it is about, counted from 1; None for the whole file.
    value : str
        The value it is about, often the name of a region or gemeente; may be empty.
    """

    text: str
    row: int | None = None
    value: str = ""


@dataclass(frozen=True)
class Counts:
    """How many gemeenten of the list an import covers.

    Attributes
    ----------
    covered : int
        In a region with (nearly) all they have.
    partial : int
        In a region for a part, the rest in none.
    missing : int
        In no region.
    double : int
        In several regions that overlap; counted in `covered` or `partial` too.
    divided : int
        Without one region that holds them whole: a border runs through them, or they are partial
        or double. As long as there are any, the indeling has no labels.
    unknown : int
        Rows of a table that were left out because their gemeente is unknown.
    skipped : int
        All rows of a table that were left out because something is wrong with them.
    """

    covered: int
    partial: int
    missing: int
    double: int
    divided: int
    unknown: int = 0
    skipped: int = 0


@dataclass(frozen=True, eq=False)
class Imported:
    """One indeling read from a file, for a preview that comes before using it.

    Attributes
    ----------
    indeling : Indeling
    understood : tuple of (str, str)
        What was read how, as Dutch heading and value: sheet, columns, coordinates, year.
    counts : Counts
    messages : tuple of Message
        What was repaired, left out or remarkable, in the order in which it was met.
    options : ImportOptions
        The choices as they were made, those that were found by content filled in.
    """

    indeling: Indeling
    understood: tuple[tuple[str, str], ...]
    counts: Counts
    messages: tuple[Message, ...]
    options: ImportOptions = field(default_factory=ImportOptions)


def divided(indeling: Indeling) -> npt.NDArray[np.int64]:
    """Positions of the gemeenten that do not lie in one region with all they have."""
    rows = indeling.lidmaatschap
    position, count = np.unique(rows.gemeente, return_counts=True)
    return np.union1d(position[count > 1], rows.gemeente[rows.aandeel != 1])


def bounded(messages: Sequence[Message], what: str) -> list[Message]:
    """Return the first messages and one that says how many more there are of the same."""
    rest = len(messages) - REPORTED
    more = [Message(f"hetzelfde geldt voor nog {number(rest)} {what}")] if rest > 0 else []
    return [*messages[:REPORTED], *more]


def examples(values: Sequence[str]) -> tuple[str, ...]:
    """Return up to three different values that are not empty."""
    return tuple(list(dict.fromkeys(filter(None, values)))[:3])
