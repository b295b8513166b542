"""Mark the rows of which it is uncertain where a gemeente belongs, and list what contradicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from facts import Deviation, check
from facts_indelingen import Lid
from facts_regelingen import RegelingRow

Members = dict[str, list[Lid]]

# Below this overlap a row that an older table contradicts is uncertain.
DOUBTFUL = 0.90

UNSEEN_LIST = (
    "een onafhankelijke lijst, die zelf niet bij de brongegevens zit, noemt een andere "
    "omgevingsdienst (welke is niet bekend)"
)
SAME_IN_2016 = "de Regioatlas van 2016 noemt dezelfde"

# Omgevingsdiensten that an independent list contradicts. The raw data tells of that list but does
# not hold it. In the register Heusden takes part in Brabant Noord from 1 April 2013 to 1 January
# 2020, and in Midden- en West-Brabant since 1 January 2013.
UNSEEN = {
    "GM0301": SAME_IN_2016,  # Zutphen
    "GM0668": SAME_IN_2016,  # West Maas en Waal
    "GM0797": "volgens het register tot 2020 ook deelnemer van Omgevingsdienst Brabant Noord",
    "GM1842": SAME_IN_2016,  # Midden-Delfland
}


@dataclass(frozen=True)
class Rival:
    """A current regeling that holds other gemeenten than the regio whose task it has.

    Attributes
    ----------
    indeling, code : str
        Id of the indeling and code of the regio.
    regeling : str
        Name of the regeling.
    same_task : bool
        Whether its registered purpose is the very task of the regio, or a related one.
    """

    indeling: str
    code: str
    regeling: str
    same_task: bool


# Found by hand: of the regelingen on youth care, school absence, public health and the social
# domain, those that hold nearly the gemeenten of one regio.
RIVALS = (
    Rival(
        "rmc-regio",
        "MC34",
        "Gemeenschappelijke Regeling schoolverzuim en VSV regio West-Brabant",
        True,
    ),
    Rival("jeugdregio", "JZ08", "Centrumregeling Sociaal Domein Flevoland", False),
    Rival(
        "jeugdregio",
        "JZ20",
        "Centrumregeling Uitvoering Sociaal Domein Regio Amersfoort",
        False,
    ),
    Rival(
        "veilig-thuis-regio",
        "VT06",
        "Gemeenschappelijke regeling Gemeentelijke Gezondheidsdienst Gelderland-Zuid",
        False,
    ),
    Rival(
        "veilig-thuis-regio",
        "VT12",
        "Gemeenschappelijke regeling Veiligheidsregio Kennemerland",
        False,
    ),
    Rival(
        "veilig-thuis-regio",
        "VT13",
        "Gemeenschappelijke regeling Veiligheidsregio en Gemeentelijke Gezondheidsdienst "
        "Limburg-Noord",
        False,
    ),
    Rival(
        "veilig-thuis-regio",
        "VT17",
        "Gemeenschappelijke Regeling Gemeentelijke Gezondheidsdienst Hollands Noorden",
        False,
    ),
    Rival("veilig-thuis-regio", "VT21", "Gemeenschappelijke regeling GGD West-Brabant 2024", False),
)


@dataclass(frozen=True)
class Contradiction:
    """A source that contradicts one row.

    Attributes
    ----------
    indeling, gemeente : str
        Id and code.
    text : str
        What differs, naming the source.
    doubtful : bool
        Whether it makes the row uncertain.
    regio : str
        Code of the regio that the source names instead; empty when it names none.
    """

    indeling: str
    gemeente: str
    text: str
    doubtful: bool
    regio: str = ""


def mark_doubts(
    names: Mapping[str, str], members: Members, regelingen: list[RegelingRow]
) -> tuple[Members, list[Deviation]]:
    """Mark uncertain rows and list every source that contradicts a row, uncertain or not.

    A row is uncertain when another source on the very same task contradicts it; or when it
    differs from an older table and the overlap is poor or a current regeling on a related task
    contradicts it as well.

    Parameters
    ----------
    names : mapping
        Name of each gemeente.
    members : dict
        Members of each indeling.
    regelingen : list of RegelingRow

    Raises
    ------
    CheckError
        When a regeling named here is not there, or no longer differs.
    """
    found = [*_poor_overlaps(members), *_unseen_list(), *_rivals(members, regelingen)]
    reasons: dict[tuple[str, str], Contradiction] = {}
    for each in found:
        if each.doubtful:
            check((each.indeling, each.gemeente) not in reasons, f"{each}: doubted twice")
            reasons[each.indeling, each.gemeente] = each
    marked: Members = {}
    deviations = []
    for indeling_id, leden in members.items():
        chosen = {lid.gemeente: lid.naam for lid in leden}
        marked[indeling_id] = [
            lid.doubted(reason.text, reason.regio)
            if (reason := reasons.get((indeling_id, lid.gemeente))) is not None
            else lid
            for lid in leden
        ]
        deviations += [
            Deviation(
                indeling_id,
                names[each.gemeente],
                each.text,
                chosen[each.gemeente] + (" (onzeker)" if each.doubtful else ""),
            )
            for each in found
            if each.indeling == indeling_id
        ]
    return marked, deviations


def _poor_overlaps(members: Members) -> list[Contradiction]:
    return [
        Contradiction(indeling_id, lid.gemeente, lid.toelichting, True)
        for indeling_id, leden in members.items()
        for lid in leden
        if lid.gewijzigd and lid.overlap < DOUBTFUL
    ]


def _unseen_list() -> list[Contradiction]:
    return [
        Contradiction("omgevingsdienst", gemeente, f"{UNSEEN_LIST}; {known}", True)
        for gemeente, known in UNSEEN.items()
    ]


def _rivals(members: Members, regelingen: list[RegelingRow]) -> list[Contradiction]:
    by_name = {regeling.naam: regeling for regeling in regelingen}
    found = []
    for rival in RIVALS:
        check(rival.regeling in by_name, f"no current regeling '{rival.regeling}'")
        theirs = by_name[rival.regeling].gemeenten
        leden = {lid.gemeente: lid for lid in members[rival.indeling]}
        ours = {lid.gemeente for lid in leden.values() if lid.code == rival.code}
        check(ours != theirs, f"'{rival.regeling}' no longer differs from {rival.code}")
        task = "" if rival.same_task else " (verwante taak)"
        found += [
            Contradiction(
                rival.indeling,
                gemeente,
                f"de regeling '{rival.regeling}'{task} telt deze gemeente "
                + ("wel mee" if gemeente in theirs else "niet mee"),
                rival.same_task or leden[gemeente].gewijzigd,
                rival.code if gemeente in theirs else "",
            )
            for gemeente in sorted(ours ^ theirs)
        ]
    return found
