"""The result tables on gemeenten: the profile of each, and the partners of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from regiokaart.congruence import columns
from regiokaart.congruence.chance.chance import TerritorialChance
from regiokaart.congruence.cooperation import what_is_counted
from regiokaart.congruence.gemeente.comembership import participation
from regiokaart.congruence.gemeente.profile import PEERS, Profiles, peers, percentile
from regiokaart.congruence.pair.crosstab import BoolArray, IntArray
from regiokaart.congruence.provenance import provenance
from regiokaart.congruence.table import Column, Provenance, Table
from regiokaart.congruence.wording import join_names
from regiokaart.model import Catalogus, Indeling, notation

_COUNTED = "Indelingen waarin de gemeente een regio heeft; andere tellen voor haar niet mee."
_REGELINGEN = "Formele regelingen (Wgr) waaraan zij deelneemt."
_PARTNERS = "Gemeenten waarmee zij in ten minste één indeling een regio deelt."
_SHAPES = (
    "Groepen gemeenten waar zij in zit: regio's en regelingen met precies dezelfde gemeenten "
    "tellen één keer."
)
_STABLE = "Deel van de partners met wie zij in al haar indelingen samen is."
_REACHED = "Inwoners van alle partners samen, zonder die van haarzelf."
_TERRITORIAL = (
    "Gemiddelde over haar partners van het deel van haar indelingen waarin zij samen zijn, van 0 "
    "tot 1 (naar Kokx en De Voogd 2020; de formule is van Regiokaart). Daalt als regio's groter "
    "zijn of in grootte verschillen: lees haar naast de kolommen erachter."
)
_RANDOM = (
    "Wat de territoriale congruentie zou zijn als haar partners door loting waren bepaald, in even "
    "grote regio's. Een ondergrens: buren zitten in elke aaneengesloten indeling vaak samen."
)
_ATTAINABLE = (
    "Wat de territoriale congruentie zou zijn als haar regio's even groot bleven en geheel in "
    "elkaar lagen. Hoger kan niet."
)
_CHANCE = (
    "Gemiddelde territoriale congruentie van gemeenten met even grote regio's als alle indelingen "
    "toevallig waren: aaneengesloten, met regio's van dezelfde groottes. Leeg waar er te weinig "
    "van zijn."
)
_BAND = (
    "Tussen deze twee ligt de territoriale congruentie bij toeval in negen van de tien gevallen."
)
_ELEMENT_CENTRIC = (
    "Gemiddeld over alle paren van haar indelingen: het aantal gemeenten dat haar twee regio's "
    "gemeen hebben, gedeeld door de grootste van de twee (Gates e.a. 2019; alfa 0,9 waar regio's "
    "overlappen)."
)
_DEVIATES = (
    "Indelingen waarin minder dan de helft van haar vaste partners in haar regio zit, en waarin "
    "minder dan de helft van wie daar wel zit een vaste partner is, of waarin zij alleen zit. "
    "Vaste partners zijn gemeenten met wie zij in meer dan de helft van haar indelingen samen is."
)
_UNCERTAIN = "Indelingen waarin niet zeker is bij welke regio de gemeente hoort."
_LIKE_SIZE = (
    f"Het kleinste en het grootste aantal inwoners van de {PEERS} gemeenten die in inwoners het "
    "dichtst bij haar liggen, naar verhouding."
)
_PERCENTILE = (
    f"Deel van de {PEERS} gemeenten die in inwoners het dichtst bij haar liggen dat lager uitkomt; "
    "wie gelijk is telt half."
)


_MATRIX = (
    "Per paar gemeenten: het aantal indelingen waarin zij een regio delen, elke indeling naar haar "
    "gewicht (zonder keuze 1)."
)


def profile_table(
    catalogus: Catalogus,
    profiles: Profiles,
    *,
    left_out: Sequence[str] = (),
    bron: str = "",
    by_chance: TerritorialChance | None = None,
    gemeente: int | None = None,
) -> Table:
    """Tabulate the profile of every gemeente, in the order of the codes: this is no ranking.

    Parameters
    ----------
    catalogus : Catalogus
    profiles : Profiles
        Of this catalogue.
    left_out : sequence of str
        Reasons that `comembership.usable` gave.
    bron : str
        Source of the regelingen, where there are any.
    by_chance : TerritorialChance, optional
        Of the same indelingen.
    gemeente : int, optional
        Position of the only gemeente to show.
    """
    shown: tuple[Column, ...] = (
        *_who(catalogus, np.arange(len(catalogus.gemeenten))),
        *_together(profiles),
        *_congruence(profiles, by_chance),
        *_remarkable(profiles, len(catalogus.gemeenten)),
        *_position(catalogus, profiles),
    )
    account = _account(catalogus, profiles, shown, left_out, bron)
    if gemeente is None:
        return Table("profiel", "Profiel per gemeente", shown, account)
    row = tuple(replace(column, values=[column.values[gemeente]]) for column in shown)
    return Table("profiel", f"Profiel van {catalogus.gemeenten.namen[gemeente]}", row, account)


def partners_table(
    catalogus: Catalogus,
    profiles: Profiles,
    gemeente: int,
    *,
    left_out: Sequence[str] = (),
    bron: str = "",
) -> Table:
    """Tabulate the partners of one gemeente: in how many indelingen, and in which.

    Those with most indelingen first. With regelingen, also who it meets only there.

    Parameters
    ----------
    catalogus : Catalogus
    profiles : Profiles
    gemeente : int
        Position of the gemeente.
    left_out, bron
        As for `profile_table`.
    """
    gemeenten = catalogus.gemeenten
    found = profiles.co_membership
    shared = found.shared[gemeente]
    takes_part = participation(profiles.regelingen, len(gemeenten)).astype(np.int64)
    cooperations = takes_part @ takes_part[gemeente]
    cooperations[gemeente] = 0
    met = np.flatnonzero((shared > 0) | (cooperations > 0))
    partners = met[np.lexsort((met, -cooperations[met], -shared[met]))]
    counted = int(found.counted[gemeente])
    where = _shared(profiles, found.together[:, gemeente, partners], counted)
    of = f"Deel van de {counted} indelingen waarin {gemeenten.namen[gemeente]} een regio heeft."
    shown = [
        *_who(catalogus, partners),
        columns.count("gedeeld", "Gedeelde indelingen", shared[partners]),
        columns.share("aandeel", "Deel", shared[partners] / max(counted, 1), of),
        columns.text("indelingen", "Welke", where),
    ]
    if profiles.regelingen:
        both = "Formele regelingen (Wgr) waaraan beide deelnemen."
        shown.append(
            columns.count("regelingen", "Gedeelde regelingen", cooperations[partners], both)
        )
    account = _account(catalogus, profiles, shown, left_out, bron)
    title = f"Partners van {gemeenten.namen[gemeente]}"
    return Table("partners", title, tuple(shown), account)


def matrix_table(
    catalogus: Catalogus,
    profiles: Profiles,
    weights: Sequence[float] | None = None,
    *,
    left_out: Sequence[str] = (),
) -> Table:
    """Tabulate the co-membership matrix: a row and a column per gemeente, by code.

    Parameters
    ----------
    catalogus : Catalogus
    profiles : Profiles
    weights : sequence of float, length k, optional
        What each indeling counts for; 1 each when not given.
    left_out
        As for `profile_table`.
    """
    gemeenten = catalogus.gemeenten
    k = len(profiles.indelingen)
    each = [1.0] * k if weights is None else list(weights)
    whole = all(weight == int(weight) for weight in each)
    matrix = profiles.co_membership.weighted(each)
    shown = (
        columns.text("code", "Code", gemeenten.codes),
        columns.text("gemeente", "Gemeente", gemeenten.namen),
        *(
            columns.number(code, naam, column, decimals=0 if whole else 2)
            for code, naam, column in zip(gemeenten.codes, gemeenten.namen, matrix.T, strict=True)
        ),
    )
    weighed = [
        (f"Gewicht van {indeling.naam_meervoud}", notation.number(weight, 0 if whole else 2))
        for indeling, weight in zip(profiles.indelingen, each, strict=True)
        if weight != 1
    ]
    account = _account(catalogus, replace(profiles, regelingen=()), (), left_out, "")
    account = replace(
        account, parameters=(*account.parameters, *weighed), method=(_MATRIX, *account.method)
    )
    return Table("matrix", "In hoeveel indelingen gemeenten samen zitten", shown, account)


def uncertain(indelingen: Sequence[Indeling], n: int) -> BoolArray:
    """Whether it is uncertain in which regio each of `n` gemeenten is. Shape (k, n)."""
    doubt = np.zeros((len(indelingen), n), dtype=bool)
    for row, indeling in enumerate(indelingen):
        doubt[row, indeling.onzeker] = True
    return doubt


def like_size(catalogus: Catalogus, near: IntArray) -> list[str]:
    """Say between which numbers of inhabitants the peers of each gemeente lie."""
    people = catalogus.gemeenten.inwoners[near]
    return [
        f"{notation.number(least)} tot {notation.number(most)}"
        for least, most in zip(
            people.min(axis=1).tolist(), people.max(axis=1).tolist(), strict=True
        )
    ]


def _who(catalogus: Catalogus, chosen: IntArray) -> list[Column]:
    gemeenten = catalogus.gemeenten
    return [
        columns.text("code", "Code", [gemeenten.codes[i] for i in chosen]),
        columns.text("gemeente", "Gemeente", [gemeenten.namen[i] for i in chosen]),
        columns.text("provincie", "Provincie", [gemeenten.provincies[i] for i in chosen]),
        columns.count(
            "inwoners", "Inwoners", gemeenten.inwoners[chosen], columns.inwoners_on(catalogus)
        ),
    ]


def _together(profiles: Profiles) -> list[Column]:
    """Tell how much there is of it: regio's, regelingen, partners."""
    regelingen = [
        columns.count("regelingen", "Regelingen", profiles.takes_part, _REGELINGEN),
        columns.count(
            "partners_met_regelingen",
            "Partners, ook in regelingen",
            profiles.partners_with_regelingen,
            "Gemeenten waarmee zij een regio of een formele regeling deelt.",
        ),
    ]
    counted = profiles.co_membership.counted
    return [
        columns.count("indelingen", "Indelingen", counted, _COUNTED),
        columns.count("lidmaatschappen", "Regio's", profiles.memberships),
        *(regelingen[:1] if profiles.regelingen else ()),
        columns.count("groepen", "Verschillende groepen", profiles.shapes, _SHAPES),
        columns.count("partners", "Partners", profiles.partners, _PARTNERS),
        *(regelingen[1:] if profiles.regelingen else ()),
        columns.count("altijd", "Altijd samen", profiles.always, "Partners in al haar indelingen."),
        columns.count("eenmalig", "Eén keer samen", profiles.once, "Partners in één indeling."),
        columns.share("aandeel_altijd", "Vast deel", profiles.stable, _STABLE),
        columns.count("inwoners_bereikt", "Inwoners partners", profiles.inhabitants, _REACHED),
    ]


def _congruence(profiles: Profiles, by_chance: TerritorialChance | None) -> list[Column]:
    """Tell how alike its indelingen are for a gemeente, with the bounds of that."""
    shown = [
        columns.number(
            "territoriale_congruentie",
            "Territoriale congruentie",
            profiles.territorial,
            _TERRITORIAL,
        ),
        columns.number("door_loting", "Door loting", profiles.random_partners, _RANDOM),
        columns.number("hoogst_haalbaar", "Hoogst haalbaar", profiles.attainable, _ATTAINABLE),
    ]
    if by_chance is not None:
        shown += [
            columns.number("bij_toeval", "Bij toeval", by_chance.expected, _CHANCE),
            columns.number("bij_toeval_laag", "Bij toeval, laag", by_chance.low, _BAND),
            columns.number("bij_toeval_hoog", "Bij toeval, hoog", by_chance.high, _BAND),
        ]
    similarity = profiles.element_centric
    return [
        *shown,
        columns.number(
            "elementgericht", "Elementgerichte gelijkenis", similarity, _ELEMENT_CENTRIC
        ),
    ]


def _remarkable(profiles: Profiles, n: int) -> list[Column]:
    """Tell in which indelingen a gemeente deviates or is uncertain."""
    doubt = _names(profiles, uncertain(profiles.indelingen, n))
    return [
        columns.text("wijkt_af_in", "Wijkt af in", _names(profiles, profiles.deviates), _DEVIATES),
        columns.text("onzeker_in", "Onzeker in", doubt, _UNCERTAIN),
    ]


def _position(catalogus: Catalogus, profiles: Profiles) -> list[Column]:
    """Place a gemeente among those of like size."""
    near = peers(catalogus.gemeenten.inwoners)
    return [
        columns.text("even_groot", "Even grote gemeenten", like_size(catalogus, near), _LIKE_SIZE),
        *(
            columns.share(
                f"{key}_percentiel", f"{heading}, lager bij", percentile(values, near), _PERCENTILE
            )
            for key, heading, values in (
                ("partners", "Partners", profiles.partners),
                ("aandeel_altijd", "Vast deel", profiles.stable),
                ("territoriale_congruentie", "Territoriale congruentie", profiles.territorial),
            )
        ),
    ]


def _names(profiles: Profiles, mask: BoolArray) -> list[str | None]:
    """Name the indelingen in which each gemeente has a mark; None for none."""
    names = [indeling.naam_meervoud for indeling in profiles.indelingen]
    return [
        join_names([name for name, yes in zip(names, column, strict=True) if yes]) or None
        for column in mask.T.tolist()
    ]


def _shared(profiles: Profiles, together: BoolArray, counted: int) -> list[str | None]:
    """Name the indelingen that each partner shares."""
    named = _names(profiles, together)
    times = together.sum(axis=0).tolist()
    return [
        f"alle {counted}" if count == counted > 2 else text
        for count, text in zip(times, named, strict=True)
    ]


def _account(
    catalogus: Catalogus,
    profiles: Profiles,
    shown: Sequence[Column],
    left_out: Sequence[str],
    bron: str,
) -> Provenance:
    parameters = [columns.set_parameter("Indelingen", profiles.indelingen)]
    sources: tuple[str, ...] = ()
    remarks = tuple(left_out)
    if profiles.regelingen:
        parameters.append(("Regelingen", str(len(profiles.regelingen))))
        sources = (bron,)
        remarks += (what_is_counted(profiles.regelingen),)
    account = provenance(catalogus, profiles.indelingen, parameters, columns.definitions(shown))
    return replace(
        account, sources=(*account.sources, *sources), remarks=(*remarks, *account.remarks)
    )
