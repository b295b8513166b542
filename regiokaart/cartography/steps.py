"""The map of a step towards more congruence: who changes region, and which borders move."""

from __future__ import annotations

import numpy as np

from regiokaart.cartography.basemap import (
    about,
    coast,
    gemeente_borders,
    gemeente_labels,
    source_line,
)
from regiokaart.cartography.geometry import label_circles, polygons
from regiokaart.cartography.palettes import ACCENT
from regiokaart.cartography.pergemeente import PLAIN, facts, gemeenten_text
from regiokaart.cartography.specification import (
    NO_CLASS,
    Fill,
    FillClass,
    Label,
    LineClass,
    MapSpecification,
    PairLines,
)
from regiokaart.congruence.pair.crosstab import BoolArray, IntArray
from regiokaart.congruence.steps.stepchange import Change
from regiokaart.congruence.wording import counted, names_in_sentence
from regiokaart.model import Catalogus, Gebied
from regiokaart.model.notation import number

_STAYS, _ALONG, _LEAVES = range(3)
_FILLS = (PLAIN, "#f8dd8e", "#e8ac2b")  # from light to dark in grey print as well
_FILL_TEXTS = ("blijft in de regio", "gaat met de regio op in een andere", "verlaat de regio")
_LINES = (("#6f6f6f", 1.2), ("#c4501b", 2.2), (ACCENT, 2.8))
_NOWHERE = "doet niet mee"
_LINE_TEXTS = ("blijft regiogrens", "vervalt als regiogrens", "wordt regiogrens")


def step_map(catalogus: Catalogus, gebied: Gebied, change: Change) -> MapSpecification:
    """Show a step: who changes region, and which borders go, come and stay.

    Regions have the names that they get.

    Parameters
    ----------
    catalogus : Catalogus
    gebied : Gebied
    change : Change
    """
    inwoners = catalogus.gemeenten.inwoners
    moves = np.where(change.moving, np.where(change.together, _ALONG, _LEAVES), _STAYS)
    classes = np.where(change.before >= 0, moves, NO_CLASS)
    people = {kind: int(inwoners[classes == kind].sum()) for kind in range(len(_FILLS))}
    counts = {kind: int(np.count_nonzero(classes == kind)) for kind in range(len(_FILLS))}
    palette = tuple(
        FillClass(
            colour, f"{_FILL_TEXTS[kind]} ({gemeenten_text(counts[kind])})" if counts[kind] else ""
        )
        for kind, colour in enumerate(_FILLS)
    )
    more_a, more_b = names_in_sentence(change.a)[1], names_in_sentence(change.b)[1]
    moving = int(np.count_nonzero(change.moving))
    movers = f"{gemeenten_text(moving)} met {number(float(inwoners[change.moving].sum()))} inwoners"
    title = (
        f"{change.a.naam_meervoud} volgen {more_b}"
        if change.taken is None
        else f"{change.a.naam_meervoud} nemen {change.taken.naam} over"
    )
    rows = _per_gemeente(change)
    return MapSpecification(
        title=title,
        subtitle=(
            f"{change.a.naam_meervoud} {change.a.peiljaar_tekst}, {more_b} "
            f"{change.b.peiljaar_tekst}; {movers} "
            f"{'wisselt' if moving == 1 else 'wisselen'}"
        ),
        fill=Fill(classes, palette, "in geen regio"),
        borders=(gemeente_borders(catalogus), coast(catalogus)),
        labels=(*_names(gebied, change), *gemeente_labels(catalogus, gebied)),
        tooltips=tuple((*about(catalogus, i), *_lines(row)) for i, row in enumerate(rows)),
        legend_title="Wat de stap verandert",
        legend_note="De namen zijn die van de regio's na de stap. Groot water heeft geen grens.",
        source=source_line(gebied, change.a, change.b),
        alt_text=(
            f"Kaart van Nederland als de {more_a} "
            + (
                f"de {more_b} volgen"
                if change.taken is None
                else f"de regio {change.taken.naam} van de {more_b} overnemen"
            )
            + f". Gekleurd zijn de wisselaars: {movers}. "
            + " ".join(
                f"Wie {_FILL_TEXTS[kind]}: {gemeenten_text(counts[kind])} met "
                f"{number(people[kind])} inwoners."
                for kind in (_LEAVES, _ALONG, _STAYS)
                if counts[kind]
            )
        ),
        facts=facts(
            catalogus,
            ("Regio nu", [now for now, _, _ in rows]),
            ("Regio na de stap", [then for _, then, _ in rows]),
            ("Wisselt", [what for _, _, what in rows]),
        ),
        pair_lines=(_borders(catalogus, gebied, change),),
    )


def _per_gemeente(change: Change) -> list[tuple[str, str, str]]:
    """Name the region of each gemeente now and after the step, and say whether it changes."""
    rows = []
    for now, then, moves, along in zip(
        change.before.tolist(),
        change.after.tolist(),
        change.moving.tolist(),
        change.together.tolist(),
        strict=True,
    ):
        if now < 0:
            rows.append(("geen", "geen", _NOWHERE))
            continue
        what = "ja, de regio gaat op in een andere" if along else "ja" if moves else "nee"
        rows.append((change.names_before[now], change.names_after[then], what))
    return rows


def _lines(row: tuple[str, str, str]) -> tuple[str, ...]:
    """Say in a tooltip where a gemeente goes."""
    now, then, what = row
    if what == _NOWHERE:
        return ("in geen regio",)
    if what == "nee":
        renamed = f" (wordt {then})" if then != now else ""
        return (f"blijft in de regio: {now}{renamed}",)
    along = ["met het grootste deel van de regio, die daarin opgaat"] if what != "ja" else []
    return (f"van: {now}", f"naar: {then}", *along)


def _borders(catalogus: Catalogus, gebied: Gebied, change: Change) -> PairLines:
    """Draw the region borders before and after, by what becomes of them."""
    pairs, _ = gebied.neighbours
    namen = catalogus.gemeenten.namen
    was, will_be = _separated(change.before, pairs), _separated(change.after, pairs)
    shown = np.flatnonzero(was | will_be)
    kind = np.where(was & will_be, 0, np.where(was, 1, 2))[shown]
    counts = np.bincount(kind, minlength=len(_LINES)).tolist()
    return PairLines(
        pairs[shown],
        kind,
        tuple(
            LineClass(
                colour, width, f"{text} ({counted(many, 'grens', 'grenzen')})" if many else ""
            )
            for (colour, width), text, many in zip(_LINES, _LINE_TEXTS, counts, strict=True)
        ),
        tuple(
            (f"{namen[a]} – {namen[b]}", _LINE_TEXTS[each])
            for (a, b), each in zip(pairs[shown].tolist(), kind.tolist(), strict=True)
        ),
    )


def _separated(labels: IntArray, pairs: IntArray) -> BoolArray:
    return np.asarray(labels[pairs[:, 0]] != labels[pairs[:, 1]])


def _names(gebied: Gebied, change: Change) -> tuple[Label, ...]:
    """Write the names that the regions get where they have most room."""
    count = len(change.names_after)
    centre, radius = label_circles(polygons(gebied.levels[-1]), change.after, count)
    return tuple(
        Label(name, float(x), float(y), float(room), rank=0)
        for name, (x, y), room in zip(change.names_after, centre, radius, strict=True)
        if room > 0
    )
