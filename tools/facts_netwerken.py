"""Compile networks of gemeenten and regio's that cover a part of the country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from facts import Row, check, check_equal, read_rows
from facts_gemeenten import ALIAS
from facts_indelingen import Lid

from regiokaart.model import Gemeenten


@dataclass(frozen=True)
class Verband:
    """One list of members.

    Attributes
    ----------
    indeling : str
        Id of the indeling it is a regio of.
    code, naam : str
        As we write them.
    leden : int
        How many gemeenten the raw list holds.
    toelichting : str
        What there is to say about every row; may be empty.
    """

    indeling: str
    code: str
    naam: str
    leden: int
    toelichting: str = ""


# By name in the raw list. Regio's that may overlap are in one indeling: the model holds that.
VERBANDEN = {
    "G4": Verband("stedennetwerk", "G4", "G4", 4, "stand 2022"),
    "G40": Verband("stedennetwerk", "G40", "G40", 41, "stand 2022, latere wijzigingen onbekend"),
    "M50": Verband("stedennetwerk", "M50", "M50", 61, "stand april 2023"),
    "P10": Verband("plattelandsnetwerk", "P10", "P10", 14),
    "K80": Verband("plattelandsnetwerk", "K80", "K80", 10),
    "Metropoolregio Rotterdam Den Haag": Verband(
        "metropoolregio", "MRDH", "Metropoolregio Rotterdam Den Haag", 21
    ),
    "Metropoolregio Eindhoven": Verband("metropoolregio", "MRE", "Metropoolregio Eindhoven", 21),
    "Metropoolregio Amsterdam": Verband(
        "metropoolregio", "MRA", "Metropoolregio Amsterdam", 30, "stand 2022"
    ),
    "Groene Metropoolregio Arnhem-Nijmegen": Verband(
        "metropoolregio", "GMR", "Groene Metropoolregio Arnhem-Nijmegen", 17
    ),
    "Vervoerregio Amsterdam": Verband("metropoolregio", "VRA", "Vervoerregio Amsterdam", 14),
    "Regio Foodvalley": Verband("metropoolregio", "RFV", "Regio Foodvalley", 8),
    "Regio Hart van Brabant": Verband("metropoolregio", "RHB", "Regio Hart van Brabant", 11),
    "Regio Holland Rijnland": Verband("metropoolregio", "RHR", "Regio Holland Rijnland", 13),
    "Regio West-Brabant": Verband("metropoolregio", "RWB", "Regio West-Brabant", 16),
    "Stadsregio Parkstad Limburg": Verband(
        "metropoolregio", "SPL", "Stadsregio Parkstad Limburg", 7
    ),
    "Regio Deal Nieuw Land (4e tranche, 2023)": Verband(
        "regio-deal", "RD4-10", "Nieuw Land", 2, "vierde tranche, 2023"
    ),
    "Regio Deal North Sea Port District (4e tranche, 2023)": Verband(
        "regio-deal", "RD4-14", "North Sea Port District", 3, "vierde tranche, 2023"
    ),
    "Regio Deal ZaanIJ (4e tranche, 2023)": Verband(
        "regio-deal", "RD4-09", "ZaanIJ", 3, "vierde tranche, 2023"
    ),
    "Regio Deal Midden-Limburg (5e tranche, 2024)": Verband(
        "regio-deal", "RD5-01", "Midden-Limburg", 7, "vijfde tranche, 2024"
    ),
    "Regio Deal Barendrecht-Ridderkerk-Rotterdam (6e tranche, 2025)": Verband(
        "regio-deal", "RD6-01", "Barendrecht-Ridderkerk-Rotterdam", 3, "zesde tranche, 2025"
    ),
}
# How the raw list says that a row was found, and what we make of it.
METHODS = {
    "direct from source": ("direct", ""),
    "direct from source (41 members as stated there; later changes not checked)": ("direct", ""),
    "direct from source (ROO participants; pre-2023 codes mapped to successor)": ("direct", ""),
    "direct from source, PARTIAL list (p-10.nl states 32 members; rest not found)": ("direct", ""),
    "direct from source, PARTIAL list": ("direct", ""),
    "direct from source, PARTIAL list: founding group only (k80.nl states 64 members in 2024)": (
        "direct",
        "",
    ),
    "direct from source (plus Gent, BE)": ("direct", "ook Gent (België) doet mee"),
    "direct from source; only parts: Amsterdam-Noord, Zaandam-Oost": ("direct", ""),
    "resolved: the only members of its seven deelregios still missing from the alphabetical list "
    "(RES Noord-Holland Zuid + Uitgeest, Almere, Lelystad = 30)": (
        "overgenomen",
        "afgeleid: de gelezen lijst breekt af na 27 van de 30",
    ),
    "resolved from the name of the deal only": (
        "overgenomen",
        "afgeleid uit de naam van de Regio Deal",
    ),
}
# Only a part of these takes part; its share is not known.
PARTS = {("RD4-09", "GM0363"): "Amsterdam-Noord", ("RD4-09", "GM0479"): "Zaandam-Oost"}


def compile_netwerken(raw: Path, gemeenten: Gemeenten) -> dict[str, list[Lid]]:
    """Compile the lists.

    Raises
    ------
    CheckError
        When the raw file holds other lists, numbers of members, gemeenten or ways in which rows
        were found, or a gemeente twice in one list.
    """
    rows = read_rows(raw / "facts/netwerken_en_verbanden_leden.csv")
    by_list: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_list[row["verband"]].append(row)
    check_equal("lists of networks", set(by_list), set(VERBANDEN))
    members: dict[str, list[Lid]] = defaultdict(list)
    for raw_name, verband in VERBANDEN.items():
        found = by_list[raw_name]
        codes = {row["gm_code"] for row in found}
        check_equal(f"{raw_name}: members", (len(found), len(codes)), (verband.leden,) * 2)
        members[verband.indeling] += _leden(verband, found, gemeenten)
    return {
        indeling_id: sorted(leden, key=lambda lid: (lid.gemeente, lid.code))
        for indeling_id, leden in members.items()
    }


def _leden(verband: Verband, rows: Sequence[Row], gemeenten: Gemeenten) -> list[Lid]:
    leden = []
    for row in rows:
        code = row["gm_code"]
        check(code in gemeenten.index, f"{verband.naam}: no gemeente {code}")
        naam = gemeenten.namen[gemeenten.index[code]]
        check(
            row["gm_naam"] in (naam, ALIAS.get(naam)),
            f"{verband.naam}: {code} is {naam}, not {row['gm_naam']}",
        )
        methode, note = METHODS[row["methode"]]
        lid = Lid(code, verband.code, verband.naam, methode, verband.toelichting).noted(note)
        if part := PARTS.get((verband.code, code)):
            lid = lid.doubted(f"alleen {part}; welk aandeel dat is, staat niet in de bron")
        leden.append(lid)
    return leden
