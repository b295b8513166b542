"""Hold the memberships against older tables: every change must be one that is accounted for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from facts import Deviation, check, read_rows
from facts_gemeenten import check_names
from facts_indelingen import Lid

Codes = frozenset[str]


@dataclass(frozen=True)
class Older:
    """An older table of an indeling, carried to the present gemeenten.

    Attributes
    ----------
    table : str
        Its name in the harmonised table.
    jaar : int
    naam : str
        How it is called in Dutch.
    """

    table: str
    jaar: int
    naam: str


# Indelingen of which no other table of the same year is known; and the omgevingsdiensten, of
# which some gemeenten differ.
OLDER = {
    "jeugdregio": Older("cbs2016:Jeugdzorgregios", 2016, "CBS"),
    "res-regio": Older("etlocal2018:RES-regio", 2018, "ETLocal"),
    "omgevingsdienst": Older(
        "regioatlas2016:Omgevingsdiensten (Regionale uitvoeringsdiensten)", 2016, "Regioatlas"
    ),
    "ggd-regio": Older("overlay2022:GGD-regio", 2022, "Certegis"),
    "rmc-regio": Older(
        "regioatlas2016:RMC-regio's (Regionaal Meld- en Coördinatiepunt)", 2016, "Regioatlas"
    ),
    "veilig-thuis-regio": Older("regioatlas2016:Veilig Thuis regio's", 2016, "Regioatlas"),
    "zorgkantoorregio": Older("regioatlas2019:Zorgkantoorregio", 2019, "Regioatlas"),
    "politie-eenheid": Older("cbs2016:Politie Regionale eenheden", 2016, "CBS"),
    "arrondissement": Older("cbs2016:Arrondissementen (rechtsgebieden)", 2016, "CBS"),
    "ressort": Older("cbs2016:Ressorten (rechtsgebieden)", 2016, "CBS"),
}

# Names of indelingen in the list of changes.
CHANGES = {
    "jeugdregio": ("jeugdregio",),
    "rmc": ("rmc-regio",),
    "veilig_thuis": ("veilig-thuis-regio",),
    "zorgkantoor": ("zorgkantoorregio",),
    "arrondissement/politie/ressort": ("arrondissement", "politie-eenheid", "ressort"),
    "ggd": ("ggd-regio",),
    "res": ("res-regio",),
}

# Changes that are not in that list but in the register of regelingen: Alphen aan den Rijn,
# Voorschoten (member since 14 November 2016) and Heusden (left Brabant Noord in 2020).
ALSO_CHANGED = {
    ("omgevingsdienst", "GM0484"): frozenset({"Omgevingsdienst Midden-Holland"}),
    ("omgevingsdienst", "GM0626"): frozenset({"Omgevingsdienst West-Holland"}),
    ("omgevingsdienst", "GM0797"): frozenset({"Omgevingsdienst Midden- en West-Brabant"}),
}

# The Veilig Thuis list of 2016 gives Lingewaard the regio of Lingewaal (now West Betuwe) and the
# other way round; the lists of veiligheidsregio's, GGD's and jeugdregio's of that year do not.
SWAPPED = {
    ("veilig-thuis-regio", "GM1705"): "Gelderland-Midden",
    ("veilig-thuis-regio", "GM1960"): "Gelderland-Zuid",
}
SWAP = Deviation(
    "veilig-thuis-regio",
    "Lingewaard, West Betuwe",
    "de Regioatlas van 2016 verwisselt Lingewaard en Lingewaal (nu West Betuwe); de lijsten van "
    "veiligheidsregio's, GGD's en jeugdregio's van 2016 doen dat niet",
    "geen wijziging sinds 2016: Lingewaard in Gelderland-Midden, West Betuwe in Gelderland-Zuid",
)


def read_older(raw: Path, names: Mapping[str, str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Read the older regio of every gemeente, by indeling; several where merged parts differed."""
    ids = {older.table: indeling_id for indeling_id, older in OLDER.items()}
    rows = [
        row
        for row in read_rows(raw / "historisch/indelingen_geharmoniseerd_naar_342_long.csv")
        if row["indeling"] in ids
    ]
    check_names("older tables", ((row["gm_code"], row["gemeente"]) for row in rows), names)
    older: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in rows:
        expected = str(OLDER[ids[row["indeling"]]].jaar)
        check(row["peiljaar"] == expected, f"{row['indeling']}: year {row['peiljaar']}")
        older[ids[row["indeling"]]][row["gm_code"]] = tuple(row["regio"].split(" | "))
    for indeling_id in OLDER:
        check(older[indeling_id].keys() == names.keys(), f"older {indeling_id}: other gemeenten")
    for (indeling_id, code), regio in SWAPPED.items():
        check(older[indeling_id][code] != (regio,), f"{code} is no longer swapped")
        older[indeling_id][code] = (regio,)
    return dict(older)


def read_changes(raw: Path, names: Mapping[str, str]) -> dict[tuple[str, str], Codes]:
    """Read which gemeenten are known to have changed regio, and the codes they may have now."""
    code_of = {naam: code for code, naam in names.items()}
    changes = dict(ALSO_CHANGED)
    for row in read_rows(raw / "facts/wijzigingen.csv"):
        who = row["gemeente_of_regio"].split("; ")
        now = re.sub(r"\(.*?\)", "", row["nu"]).split("; ")
        # One regio for all of them, or one each.
        for naam, regio in zip(who, now if len(now) == len(who) else now * len(who), strict=True):
            for indeling_id in CHANGES[row["indeling"]]:
                if naam in code_of:
                    codes = frozenset(re.findall(r"\b[A-Z]{2}\d+\b", regio))
                    changes[indeling_id, code_of[naam]] = codes
    return {key: codes for key, codes in changes.items() if key not in SWAPPED}


def hold_against_older(
    indeling_id: str,
    leden: list[Lid],
    older: Mapping[str, tuple[str, ...]],
    changes: Mapping[tuple[str, str], Codes],
    shown: Mapping[str, str],
) -> list[Lid]:
    """Explain the rows that differ from the older table.

    An older regio lives on in the present one that has most of its gemeenten. A gemeente in
    another one has changed; one that was merged from parts in several must be in one of those.

    Parameters
    ----------
    indeling_id : str
    leden : list of Lid
    older : mapping
        Older regio's of each gemeente.
    changes : mapping
        Known changes: (indeling, gemeente) to the codes or names of its present regio.
    shown : mapping
        Our name of a regio by its code and by its uncorrected name.

    Raises
    ------
    CheckError
        When a row changed that is not a known change, or a known change is not found.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for lid in leden:
        if len(older[lid.gemeente]) == 1:
            found[older[lid.gemeente][0]][lid.code] += 1
    heir = {regio: counts.most_common(1)[0][0] for regio, counts in found.items()}
    origin = OLDER[indeling_id]
    known = {gemeente for key, gemeente in changes if key == indeling_id}
    result = []
    for lid in leden:
        parts = older[lid.gemeente]
        expected = changes.get((indeling_id, lid.gemeente))
        merged, same = len(parts) > 1, lid.code in {heir.get(part) for part in parts}
        where = f"{indeling_id}: {lid.gemeente} in {lid.naam}"
        if expected is None:
            check(same, f"{where}, in {origin.jaar} {' / '.join(parts)}; no source tells why")
        else:
            check({lid.code, lid.naam} & expected != set(), f"{where}, changed to {expected}")
            check(merged or not same, f"{where}, as in {origin.jaar}, though listed as changed")
            known.remove(lid.gemeente)
        names = [shown.get(part, part) for part in parts]
        if merged:
            note = "na herindeling; voorheen " + ", ".join(f"deels {naam}" for naam in names)
        else:
            note = "" if same else f"in {origin.jaar} ({origin.naam}): {names[0]}"
        earlier = () if same else tuple(sorted({heir[part] for part in parts if part in heir}))
        result.append(replace(lid.noted(note), gewijzigd=not same, eerder=earlier))
    check(not known, f"{indeling_id}: no such gemeenten {sorted(known)}")
    return result
