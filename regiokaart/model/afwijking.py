"""A disagreement between sources, and what the data holds instead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Afwijking:
    """Two sources that disagree, in Dutch, as the compiler of the data wrote it down.

    Attributes
    ----------
    onderwerp : str
        Id of an indeling, of several with commas between, or a file such as ``gemeenten``; an
        earlier year stands in front as ``jaren/2016:``.
    wie : str
        Gemeente, regio (name or code) or regeling that it is about, or several.
    afwijking : str
        What differs, naming the sources.
    gekozen : str
        What the data holds.
    """

    onderwerp: str
    wie: str
    afwijking: str
    gekozen: str
