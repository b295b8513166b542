"""Colours that hold up for the colour-blind, and which region gets which.

The categorical colours are those of Okabe and Ito (2008), "Color Universal Design", softened
so that black names stay legible on top of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

OKABE_ITO = ("#e69f00", "#56b4e9", "#009e73", "#f0e442", "#cc79a7", "#0072b2", "#d55e00")
ACCENT = "#154273"
NO_DATA = "#e4e4e4"

_PREFERRED = 5  # the first five differ most; the others are for regions with many neighbours


def mix(colour: str, other: str, share: float) -> str:
    """Mix two hex colours, `share` being that of the second.

    Examples
    --------
    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    ours = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    theirs = [int(other[i : i + 2], 16) for i in (1, 3, 5)]
    mixed = [round(a + (b - a) * share) for a, b in zip(ours, theirs, strict=True)]
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def between(ramp: Sequence[str], place: float) -> str:
    """Return the colour at a place in a ramp, 0 for its first colour and 1 for its last.

    Examples
    --------
    >>> between(("#000000", "#ffffff"), 0.5)
    '#808080'
    """
    at = min(max(place, 0.0), 1.0) * (len(ramp) - 1)
    left = min(int(at), len(ramp) - 2)
    return mix(ramp[left], ramp[left + 1], at - left)


# As pale as keeps every two of the first five, and no data, apart for the colour-blind as well.
_WHITE = (0.4, 0.35, 0.3, 0.45, 0.4, 0.45, 0.45)
SOFT = tuple(mix(c, "#ffffff", white) for c, white in zip(OKABE_ITO, _WHITE, strict=True))


def shades(number: int) -> tuple[str, ...]:
    """Return `number` shades of the accent for ordered classes, from light to dark."""
    return tuple(mix(ACCENT, "#ffffff", float(white)) for white in np.linspace(0.92, 0.28, number))


def luminance(colour: str) -> float:
    """Relative luminance of a hex colour, 0 (black) to 1 (white), as WCAG 2 defines it."""
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(colour: str, other: str) -> float:
    """Contrast ratio of two hex colours, 1 to 21, as WCAG 2 defines it."""
    low, high = sorted((luminance(colour), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def colour_regions(
    labels: npt.NDArray[np.int64], neighbours: npt.NDArray[np.int64], count: int
) -> npt.NDArray[np.int64]:
    """Give neighbouring regions different colours.

    Greedy in order of saturation (Brélaz 1979, DSATUR); among the free colours the least used.

    Parameters
    ----------
    labels : ndarray of int64, shape (n,)
        Region of each gemeente, -1 for none.
    neighbours : ndarray of int64, shape (b, 2)
        Pairs of gemeenten with a common border.
    count : int
        Number of regions.

    Returns
    -------
    ndarray of int64, shape (count,)
        Position in `SOFT` for each region.
    """
    pairs = labels[neighbours]
    pairs = pairs[(pairs[:, 0] != pairs[:, 1]) & (pairs >= 0).all(axis=1)]
    adjacent: list[set[int]] = [set() for _ in range(count)]
    for i, j in pairs.tolist():
        adjacent[i].add(j)
        adjacent[j].add(i)

    colours = [-1] * count
    used = [0] * len(SOFT)
    taken: list[set[int]] = [set() for _ in range(count)]
    waiting = set(range(count))
    while waiting:
        region = max(waiting, key=lambda r: (len(taken[r]), len(adjacent[r]), -r))
        waiting.remove(region)
        choice = min(
            range(len(SOFT)),
            key=lambda c: (c in taken[region], c >= _PREFERRED, used[c], c),
        )
        colours[region] = choice
        used[choice] += 1
        for other in adjacent[region]:
            taken[other].add(choice)
    return np.array(colours, dtype=np.int64)
