"""Maps of who is together with whom: the partners of a gemeente, and who is inseparable."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from regiokaart.cartography.basemap import (
    INK,
    about,
    coast,
    gemeente_borders,
    gemeente_labels,
    province_borders,
    source_line,
)
from regiokaart.cartography.classes import (
    NATURAL,
    Classes,
    Classification,
    class_of,
    divide,
    within,
)
from regiokaart.cartography.geometry import label_circles, polygons
from regiokaart.cartography.palettes import SOFT, colour_regions, shades
from regiokaart.cartography.pergemeente import (
    PLAIN,
    Figures,
    class_text,
    counts,
    division_note,
    facts,
    frame,
    gemeenten_text,
    percent,
    shares,
    what_set,
    which_set,
)
from regiokaart.cartography.specification import (
    BorderLayer,
    Fill,
    FillClass,
    Label,
    MapSpecification,
)
from regiokaart.congruence.gemeente.comembership import always_together
from regiokaart.congruence.gemeente.profile import Profiles
from regiokaart.congruence.pair.crosstab import IntArray
from regiokaart.congruence.wording import counted, join_names, names_in_sentence, some_names
from regiokaart.model import Catalogus, Gebied, Indeling
from regiokaart.model.notation import number

_CHOSEN = "#f3b562"


def partners_of(
    catalogus: Catalogus,
    gebied: Gebied,
    profiles: Profiles,
    gemeenten: Sequence[int],
    klassen: Classification = NATURAL,
) -> MapSpecification:
    """Show *Partners van …*: in how many of its indelingen each gemeente is with the chosen one.

    Several chosen: the mean share over them.

    Parameters
    ----------
    catalogus : Catalogus
    gebied : Gebied
    profiles : Profiles
        Of this catalogue.
    gemeenten : sequence of int
        Positions of the chosen ones, at least one.
    klassen : Classification
        How what is more than nothing and less than everything is divided.

    Raises
    ------
    ValueError
        Without gemeenten.
    """
    if not len(gemeenten):
        raise ValueError("a map of partners needs a gemeente")
    chosen = np.unique(np.asarray(gemeenten, dtype=np.int64))
    found = profiles.co_membership
    figures, every = partner_figures(profiles, chosen.tolist())
    values, of = figures.values, int(found.counted[chosen[0]])
    names = some_names([catalogus.gemeenten.namen[i] for i in chosen])
    if len(chosen) == 1:
        texts = [f"{number(value)} van de {of}" for value in values.tolist()]
        legend_title = f"In hoeveel van de {of} indelingen samen met {names}"
    else:
        texts = [percent(value) for value in values.tolist()]
        legend_title = "In welk deel van hun indelingen gemiddeld samen met de gekozen gemeenten"
    for i in chosen.tolist():
        texts[i] = "gekozen"
    selected = np.zeros(len(values), dtype=np.int64)
    selected[chosen] = 1
    partners = counted(np.sum((values > 0) & (selected == 0)), "partner", "partners")
    fill, how = _partner_fill(figures, selected, every, klassen)
    return MapSpecification(
        title=f"Partners van {names}",
        subtitle=f"{partners}, {what_set(profiles.indelingen)}",
        fill=fill,
        borders=frame(catalogus, BorderLayer(selected, "#b34700", 2.0)),
        labels=gemeente_labels(catalogus, gebied),
        tooltips=tuple(
            (*about(catalogus, i), *_shared(profiles, chosen, i, text))
            for i, text in enumerate(texts)
        ),
        legend_title=legend_title,
        legend_note=f"{which_set(profiles.indelingen)} {how}",
        source=source_line(gebied, *profiles.indelingen),
        alt_text=(
            f"Kaart van Nederland met de {partners} van {names}: hoe donkerder, in hoe meer "
            f"indelingen zij samen zijn. {which_set(profiles.indelingen)}"
        ),
        facts=facts(catalogus, ("Indelingen samen", texts)),
    )


def inseparable(
    catalogus: Catalogus, gebied: Gebied, indelingen: Sequence[Indeling]
) -> MapSpecification:
    """Show *Gemeenten die overal samen zitten*: the same regio's in every indeling.

    Parameters
    ----------
    catalogus : Catalogus
    gebied : Gebied
    indelingen : sequence of Indeling
        At least one, of whole gemeenten (see `comembership.usable`).
    """
    groups = always_together(indelingen, len(catalogus.gemeenten))
    count = int(groups.max()) + 1
    colours = np.append(colour_regions(groups, gebied.neighbours[0], count), len(SOFT))
    alone = int(np.count_nonzero(groups < 0))
    together = len(groups) - alone
    size = np.bincount(groups[groups >= 0], minlength=count)
    members: list[list[str]] = [[] for _ in range(count)]
    for group, naam in zip(groups.tolist(), catalogus.gemeenten.namen, strict=True):
        if group >= 0:
            members[group].append(naam)
    with_whom = [
        join_names([other for other in members[group] if other != naam])
        if group >= 0
        else "niemand"
        for group, naam in zip(groups.tolist(), catalogus.gemeenten.namen, strict=True)
    ]
    in_groups = f"{counted(count, 'groep', 'groepen')}, samen {gemeenten_text(together)}"
    return MapSpecification(
        title="Gemeenten die overal samen zitten",
        subtitle=f"{in_groups}, {what_set(indelingen)}",
        fill=Fill(
            colours[groups],
            (
                *(FillClass(colour) for colour in SOFT),
                FillClass(PLAIN, f"met niemand overal samen ({gemeenten_text(alone)})"),
            ),
        ),
        borders=(
            gemeente_borders(catalogus),
            province_borders(catalogus),
            BorderLayer(groups, INK, 1.3, text="grens van een groep"),
            coast(catalogus),
        ),
        labels=(*_sizes(gebied, groups, size), *gemeente_labels(catalogus, gebied)),
        tooltips=tuple(
            (*about(catalogus, i), f"overal samen met {text}") for i, text in enumerate(with_whom)
        ),
        legend_title=in_groups[:1].upper() + in_groups[1:],
        legend_note=(
            "Het getal is het aantal gemeenten van een groep. Kleuren onderscheiden alleen buren. "
            f"{which_set(indelingen)}"
        ),
        source=source_line(gebied, *indelingen),
        alt_text=(
            f"Kaart van Nederland met {in_groups}, die in elke indeling dezelfde regio hebben, en "
            f"{gemeenten_text(alone)} waarvoor dat met geen andere zo is. {which_set(indelingen)}"
        ),
        facts=facts(catalogus, ("Overal samen met", with_whom)),
    )


def partner_figures(profiles: Profiles, gemeenten: Sequence[int]) -> tuple[Figures, float]:
    """Return what the map of partners divides, and the value of who is always together.

    In how many indelingen a gemeente is with the chosen one; in what share with several.
    """
    found = profiles.co_membership
    share = np.nan_to_num(found.share(gemeenten))
    if len(gemeenten) > 1:
        return shares(share), 1.0
    of = int(found.counted[gemeenten[0]])
    return counts((share * of).round()), float(of)


def _partner_fill(
    figures: Figures, selected: IntArray, every: float, how: Classification
) -> tuple[Fill, str]:
    """Shade partners; who is never, always together or chosen has a class of its own."""
    values, step = figures.values, 1 / figures.per_unit
    other = selected == 0
    met = other & (values > 0)
    divided = divide(values[met & (values < every)], how, figures.per_unit)
    classes: Classes = within(divided, step, every - step)
    note = division_note(classes, how, figures.per_unit)
    if np.any(met & (values == every)):
        classes = [*classes, (every, every)]
    position = np.full(len(values), len(classes), dtype=np.int64)
    position[met] = class_of(values[met], classes)
    position[~other] = len(classes) + 1
    palette = []
    for at, (colour, limits) in enumerate(zip(shades(len(classes) + 1)[1:], classes, strict=True)):
        what = "altijd" if limits[0] == every else class_text(limits, figures.write)
        palette.append(FillClass(colour, f"{what} ({gemeenten_text(np.sum(position == at))})"))
    never = gemeenten_text(np.sum(position == len(classes)))
    fill = Fill(
        position,
        (*palette, FillClass(PLAIN, f"nooit samen ({never})"), FillClass(_CHOSEN, "gekozen")),
    )
    return fill, note


def _shared(profiles: Profiles, chosen: IntArray, gemeente: int, text: str) -> tuple[str, ...]:
    """Say in how many indelingen a gemeente is with the chosen, and with one also in which."""
    if gemeente in chosen:
        return (text,)
    if len(chosen) > 1:
        return (f"gemiddeld samen in {text} van de indelingen",)
    together = profiles.co_membership.together[:, chosen[0], gemeente]
    names = [
        names_in_sentence(indeling)[1]
        for indeling, yes in zip(profiles.indelingen, together, strict=True)
        if yes
    ]
    return (f"samen in {text}" + (f": {join_names(names)}" if names else ""),)


def _sizes(gebied: Gebied, groups: IntArray, size: IntArray) -> tuple[Label, ...]:
    """Write the number of gemeenten of each group where it has most room."""
    centre, radius = label_circles(polygons(gebied.levels[-1]), groups, len(size))
    return tuple(
        Label(str(members), float(x), float(y), float(room), rank=0)
        for members, (x, y), room in zip(size.tolist(), centre, radius, strict=True)
    )
