"""What came out of a user's own file: the indeling, and how the file was understood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regiokaart.model import Indeling


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
    """

    covered: int
    partial: int
    missing: int
    double: int
    divided: int


@dataclass(frozen=True, eq=False)
class Imported:
    """One indeling read from a file, for a preview that comes before using it.

    Attributes
    ----------
    indeling : Indeling
    understood : tuple of (str, str)
        What was read how, as Dutch heading and value: layer, columns, coordinates.
    counts : Counts
    messages : tuple of Message
        What was repaired, left out or remarkable, in the order in which it was met.
    """

    indeling: Indeling
    understood: tuple[tuple[str, str], ...]
    counts: Counts
    messages: tuple[Message, ...]


def divided(indeling: Indeling) -> npt.NDArray[np.int64]:
    """Positions of the gemeenten that do not lie in one region with all they have."""
    rows = indeling.lidmaatschap
    position, count = np.unique(rows.gemeente, return_counts=True)
    return np.union1d(position[count > 1], rows.gemeente[rows.aandeel != 1])
