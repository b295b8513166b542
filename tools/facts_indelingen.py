"""Compile the memberships of the seventeen nationwide indelingen."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from facts import Deviation, Row, check, read_rows, write_rows
from facts_gemeenten import NUMBER, Gemeente

HEADING = ("gemeente", "regio_code", "regio_naam", "aandeel", "methode", "toelichting")

# A gemeente of 2023 laid over generalised regio polygons of 2025 loses a sliver along coast and
# border. Below NOTED the share is told; below DOUBTFUL a row that no second source confirms is
# uncertain.
NOTED, DOUBTFUL = 0.95, 0.90

# Spelling of the CBS put right: capitals, hyphens, a closed compound.
NAMES = {
    "JZ02": "Friesland",
    "JZ05": "West-Friesland",
    "JZ10": "IJmond (Midden-Kennemerland)",
    "JZ11": "Zuid-Kennemerland",
    "JZ17": "Midden-IJssel/Oost-Veluwe",
    "JZ19": "Utrecht-West",
    "JZ21": "FoodValley",
    "JZ22": "Utrecht-Stad",
    "JZ23": "Zuidoost-Utrecht",
    "JZ27": "Midden-Holland",
    "JZ28": "Centraal-Gelderland",
    "JZ33": "Noordoost-Brabant",
    "JZ34": "West-Brabant-Oost",
    "JZ36": "West-Brabant-West",
    "JZ42": "Midden-Limburg-Oost",
    "JZ43": "Midden-Limburg-West",
    "MC04": "Friesland-Noord",
    "MC05": "Zuidwest-Friesland",
    "MC06": "Friesland-Oost (De Friese Wouden)",
    "MC07": "Noord- en Midden-Drenthe",
    "MC08": "Zuidoost-Drenthe",
    "MC09": "Zuidwest-Drenthe",
    "MC31": "Oosterschelderegio",
    "MC36": "Noordoost-Brabant",
    "RE08": "Zeeland-West-Brabant",
    "VT13": "Noord- en Midden-Limburg",
    "VT21": "West-Brabant",
    "CP2601": "Agglomeratie 's-Gravenhage zonder Zoetermeer",
}

# Rows another source contradicts: (indeling, gemeente) and what that source says.
DOUBTS = {
    ("omgevingsdienst", "GM0301"): "een andere lijst wijkt af",  # Zutphen
    ("omgevingsdienst", "GM0668"): "een andere lijst wijkt af",  # West Maas en Waal
    ("omgevingsdienst", "GM0797"): "een andere lijst wijkt af; in 2016: Omgevingsdienst Brabant "
    "Noord",  # Heusden
    ("omgevingsdienst", "GM1842"): "een andere lijst wijkt af",  # Midden-Delfland
    # Alphen-Chaam and Baarle-Nassau
    ("veilig-thuis-regio", "GM1723"): "het register van regelingen telt deze gemeente nog bij "
    "West-Brabant",
    ("veilig-thuis-regio", "GM0744"): "het register van regelingen telt deze gemeente nog bij "
    "West-Brabant",
    ("rmc-regio", "GM1723"): "de regeling schoolverzuim en VSV West-Brabant telt deze gemeente "
    "niet mee",
    ("rmc-regio", "GM0744"): "de regeling schoolverzuim en VSV West-Brabant telt deze gemeente "
    "niet mee",
}


@dataclass(frozen=True)
class Lid:
    """One row of a membership table."""

    gemeente: str
    code: str
    naam: str
    methode: str = "direct"
    toelichting: str = ""


def read_catalogue(path: Path) -> dict[str, dict[str, Any]]:
    """Read the entries of the hand-kept catalogue by id."""
    with path.open("rb") as file:
        return {entry["id"]: entry for entry in tomllib.load(file)["indeling"]}


def _from_file(name: str) -> Callable[[Path, list[Gemeente]], list[Lid]]:
    """Memberships from one raw table with codes, names and how each row was found."""

    def compile_rows(raw: Path, _: list[Gemeente]) -> list[Lid]:
        rows = read_rows(raw / "facts" / name)
        # Older tables name a regio by code or by the uncorrected name.
        names = {
            key: NAMES.get(row["regio_code"], row["regio_naam"])
            for row in rows
            for key in (row["regio_code"], row["regio_naam"])
        }
        return [_explained(row, names) for row in rows]

    return compile_rows


def _explained(row: Row, names: dict[str, str]) -> Lid:
    """Turn the raw description of how a row was found into our methode and a short note."""

    def named(text: str) -> str:
        return " of ".join(names.get(part, part) for part in text.split(" | "))

    lid = Lid(row["gm_code"], row["regio_code"], row["regio_naam"])
    how = row["methode"]
    if how.startswith("resolved by source: arrondissement"):
        return replace(lid, methode="overgenomen")
    check(how.startswith("direct from source"), f"{row['gm_naam']}: unknown methode {how!r}")
    notes = []
    share = re.search(r"overlay, share ([\d.]+)", how)
    portion = float(share[1]) if share else 1.0
    if portion < NOTED:
        notes.append(f"aandeel {portion:.2f}".replace(".", ","))
    earlier = re.search(r"; differs from older table \S*?(\d{4}).*\(was: (.+)\)$", how)
    if earlier:
        notes.append(f"in {earlier[1]}: {named(earlier[2])}")
    merged = re.search(r"; resolves ambiguous merger.*\((.+)\)$", how)
    if merged:
        notes.append(f"na herindeling; voorheen {named(merged[1])}")
    doubtful = portion < DOUBTFUL and "; equals older table" not in how
    return replace(
        lid,
        methode="onzeker" if doubtful else "direct",
        toelichting="; ".join(notes),
    )


def _from_register(prefix: str) -> Callable[[Path, list[Gemeente]], list[Lid]]:
    """Memberships from a pair of columns in the CBS register of 2023."""

    def compile_rows(_: Path, gemeenten: list[Gemeente]) -> list[Lid]:
        return [
            Lid(g.code, g.register[f"{prefix}_code"], g.register[f"{prefix}_naam"])
            for g in gemeenten
        ]

    return compile_rows


def _veiligheidsregio(raw: Path, _: list[Gemeente]) -> list[Lid]:
    path = raw / "facts/gemeente_veiligheidsregio_provincie_2024.csv"
    return [
        Lid(row["gemeentCode"], row["veiligheidsRegioCode"], row["veiligheidsRegioNaam"])
        for row in read_rows(path, delimiter=";")
    ]


def _omgevingsdienst(raw: Path, _: list[Gemeente]) -> list[Lid]:
    rows = read_rows(raw / "facts/omgevingsdienst_2026_roo.csv")
    names = sorted({row["rso_naam"] for row in rows}, key=str.casefold)
    code = {naam: f"OD{i:02d}" for i, naam in enumerate(names, start=1)}
    return [
        Lid(
            row["gm_code"],
            code[row["rso_naam"]],
            row["rso_naam"],
        )
        for row in rows
    ]


SOURCES: dict[str, Callable[[Path, list[Gemeente]], list[Lid]]] = {
    "arbeidsmarktregio": _from_file("arbeidsmarktregio_2026.csv"),
    "jeugdregio": _from_file("jeugdregio_2025.csv"),
    "res-regio": _from_file("res_regio_2025.csv"),
    "omgevingsdienst": _omgevingsdienst,
    "veiligheidsregio": _veiligheidsregio,
    "ggd-regio": _from_file("ggd_regio_2025.csv"),
    "rmc-regio": _from_file("rmc_regio_2025.csv"),
    "veilig-thuis-regio": _from_file("veilig_thuis_regio_2025.csv"),
    "zorgkantoorregio": _from_file("zorgkantoorregio_2025.csv"),
    "politie-eenheid": _from_file("politie_regionale_eenheid_2025.csv"),
    "arrondissement": _from_file("arrondissement_2025.csv"),
    "ressort": _from_file("ressort_2025.csv"),
    "provincie": _from_register("pv"),
    "landsdeel": _from_register("ld"),
    "corop": _from_register("cr"),
    "corop-plus": _from_register("cp"),
    "corop-sub": _from_register("cs"),
}


def compile_indelingen(
    raw: Path, catalogue: dict[str, dict[str, Any]], gemeenten: list[Gemeente]
) -> tuple[dict[str, list[Lid]], list[Deviation]]:
    """Compile the members of every indeling in order of gemeente code.

    Raises
    ------
    CheckError
        When the catalogue and the sources name different indelingen, when a gemeente is missing
        or occurs twice, or when the number of regio's is not the one in the catalogue.
    """
    check(list(catalogue) == list(SOURCES), "catalogue and sources name different indelingen")
    codes = [g.code for g in gemeenten]
    members: dict[str, list[Lid]] = {}
    deviations: list[Deviation] = []
    for indeling_id, source in SOURCES.items():
        leden = sorted(source(raw, gemeenten), key=lambda lid: lid.gemeente)
        check(
            [lid.gemeente for lid in leden] == codes,
            f"{indeling_id}: not exactly the {NUMBER} gemeenten, each once",
        )
        official = {lid.code: lid.naam for lid in leden}
        leden = [_doubted(indeling_id, _named(lid)) for lid in leden]
        regios = {(lid.code, lid.naam) for lid in leden}
        expected = catalogue[indeling_id]["aantal_regios"]
        check(
            len(regios) == len(official) == len({naam for _, naam in regios}) == expected,
            f"{indeling_id}: {len(regios)} regio's, expected {expected}",
        )
        deviations += [
            Deviation(indeling_id, code, f"de bron schrijft '{official[code]}'", NAMES[code])
            for code in sorted(official)
            if code in NAMES
        ]
        members[indeling_id] = leden
    return members, deviations


def _named(lid: Lid) -> Lid:
    """Give the regio the name we use."""
    return replace(lid, naam=NAMES.get(lid.code, lid.naam))


def _doubted(indeling_id: str, lid: Lid) -> Lid:
    """Mark a row as uncertain when another source contradicts it."""
    doubt = DOUBTS.get((indeling_id, lid.gemeente))
    if doubt is None:
        return lid
    notes = "; ".join(filter(None, [doubt, lid.toelichting]))
    return replace(lid, methode="onzeker", toelichting=notes)


def write_indelingen(out: Path, members: dict[str, list[Lid]]) -> None:
    """Write one membership table per indeling. All shares are 1: regio's follow gemeenten."""
    for indeling_id, leden in members.items():
        write_rows(
            out / "lidmaatschap" / f"{indeling_id}.csv",
            HEADING,
            ([lid.gemeente, lid.code, lid.naam, 1, lid.methode, lid.toelichting] for lid in leden),
        )
