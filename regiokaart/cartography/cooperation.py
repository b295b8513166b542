"""Maps of formal cooperations: one regeling, or how much gemeenten cooperate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from regiokaart.cartography.basemap import (
    about,
    coast,
    gemeente_borders,
    gemeente_labels,
    province_borders,
)
from regiokaart.cartography.classes import Classification, Klassen, class_of, quantile_classes
from regiokaart.cartography.pergemeente import PLAIN, class_text, counts, frame, shaded
from regiokaart.cartography.specification import (
    BorderLayer,
    Fill,
    FillClass,
    LinkLayer,
    MapSpecification,
)
from regiokaart.congruence.cooperation import cooperation, form
from regiokaart.congruence.wording import counted
from regiokaart.model import Catalogus, Gebied, Regeling
from regiokaart.model.notation import number

QUANTILES = Classification(Klassen.KWANTIELEN)
_LINK = "#b34700"
_WIDTHS = (0.6, 1.2, 2.0)  # pixels, for few to many shared regelingen


def cooperations(
    catalogus: Catalogus,
    gebied: Gebied,
    regelingen: Sequence[Regeling],
    bron: str,
    threshold: int,
    klassen: Classification = QUANTILES,
) -> MapSpecification:
    """Show the regelingen per gemeente as fill, and close pairs of gemeenten as lines.

    Parameters
    ----------
    catalogus : Catalogus
    gebied : Gebied
    regelingen : sequence of Regeling
        What is counted.
    bron : str
        Source of the register.
    threshold : int
        Least number of shared regelingen for which a line is drawn.
    klassen : Classification
    """
    found = cooperation(regelingen, len(catalogus.gemeenten))
    fill, how = shaded(counts(found.per_gemeente), klassen)
    pairs, shared = found.pairs(threshold)
    steps = quantile_classes(shared, len(_WIDTHS))
    step = class_of(shared, steps) if steps else shared
    links = tuple(
        LinkLayer(
            gebied.label_points[pairs[step == position]],
            _LINK,
            width,
            f"{class_text(limits, number)} gedeeld ({_paren(int(np.sum(step == position)))})",
        )
        for position, (limits, width) in enumerate(zip(steps, _WIDTHS, strict=False))
    )
    rows = zip(range(len(catalogus.gemeenten)), found.per_gemeente.tolist(), strict=True)
    return MapSpecification(
        title="Samenwerkingen",
        subtitle=f"{counted(len(regelingen), 'formele regeling', 'formele regelingen')} (Wgr)",
        fill=fill,
        borders=frame(catalogus),
        labels=gemeente_labels(catalogus, gebied),
        tooltips=tuple(
            (*about(catalogus, i), counted(count, "regeling", "regelingen")) for i, count in rows
        ),
        legend_title="Regelingen per gemeente",
        legend_note=(
            f"{how} Lijnen: paren met ten minste {threshold} gedeelde regelingen. Informele "
            "samenwerking staat in geen register."
        ),
        source=_source(gebied, bron),
        alt_text=(
            f"Kaart van Nederland met het aantal regelingen per gemeente, van "
            f"{found.per_gemeente.min()} tot en met {found.per_gemeente.max()}, en lijnen tussen "
            f"{_paren(len(pairs))} gemeenten met ten minste {threshold} gedeelde "
            "regelingen."
        ),
        facts=(
            ("Gemeente", "Provincie", "Inwoners", "Regelingen"),
            *(
                (naam, provincie, number(float(inwoners)), str(count))
                for naam, provincie, inwoners, count in zip(
                    catalogus.gemeenten.namen,
                    catalogus.gemeenten.provincies,
                    catalogus.gemeenten.inwoners,
                    found.per_gemeente.tolist(),
                    strict=True,
                )
            ),
        ),
        links=links,
    )


def one_regeling(
    catalogus: Catalogus, gebied: Gebied, regeling: Regeling, bron: str
) -> MapSpecification:
    """Show the gemeenten that take part in one regeling."""
    takes_part = np.zeros(len(catalogus.gemeenten), dtype=np.int64)
    takes_part[regeling.gemeenten] = 1
    members = counted(len(regeling.gemeenten), "gemeente", "gemeenten")
    people = int(catalogus.gemeenten.inwoners[regeling.gemeenten].sum())
    others = f" Ook: {', '.join(regeling.anderen)}." if regeling.anderen else ""
    words = ("neemt niet deel", "neemt deel")
    return MapSpecification(
        title=regeling.naam,
        subtitle=f"{members}, {number(people)} inwoners · {form(regeling)}",
        fill=Fill(takes_part, (FillClass(PLAIN), FillClass("#f3b562", "deelnemer"))),
        borders=(
            gemeente_borders(catalogus),
            province_borders(catalogus),
            BorderLayer(takes_part, "#2b2b2b", 1.3, text="grens van de regeling"),
            coast(catalogus),
        ),
        labels=gemeente_labels(catalogus, gebied),
        tooltips=tuple(
            (*about(catalogus, i), words[part]) for i, part in enumerate(takes_part.tolist())
        ),
        legend_title="",
        legend_note=others.strip(),
        source=_source(gebied, bron),
        alt_text=f"Kaart van Nederland met de deelnemers van {regeling.naam}: {members}.{others}",
        facts=(
            ("Gemeente", "Provincie", "Deelname"),
            *(
                (naam, provincie, words[part])
                for naam, provincie, part in zip(
                    catalogus.gemeenten.namen,
                    catalogus.gemeenten.provincies,
                    takes_part.tolist(),
                    strict=True,
                )
            ),
        ),
    )


def _paren(count: int) -> str:
    return counted(count, "paar", "paren")


def _source(gebied: Gebied, bron: str) -> str:
    return f"Grenzen: {gebied.bron}. Regelingen: {bron.rstrip('.')}."
