"""Compile the memberships of the seventeen nationwide indelingen."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from facts import Deviation, Row, check, check_equal, read_rows, write_rows
from facts_gemeenten import ALIAS, NUMBER, REGISTER_YEAR, Gemeente, check_names

HEADING = ("gemeente", "regio_code", "regio_naam", "aandeel", "methode", "toelichting")
ALTERNATIVES = "alternatieven"  # a column of the tables in which a row has any

# A gemeente of 2023 laid over generalised regio polygons of 2025 loses a sliver along coast and
# border. Below this the overlap is told.
NOTED = 0.95

# Spelling of the CBS put right: capitals, hyphens, one abbreviation. What a source spells its own
# way (Food Valley, Foodvalley, FoodValley) stays.
NAMES = {
    "JZ05": "West-Friesland",
    "JZ10": "IJmond (Midden-Kennemerland)",
    "JZ11": "Zuid-Kennemerland",
    "JZ17": "Midden-IJssel/Oost-Veluwe",
    "JZ19": "Utrecht-West",
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


@dataclass(frozen=True)
class Lid:
    """One row of a membership table.

    Attributes
    ----------
    gemeente, code, naam : str
        Code of the gemeente, code and name of the regio.
    methode, toelichting : str
        As they are written.
    aandeel : float
        Share of the gemeente in the regio.
    overlap : float
        Share of the gemeente inside the published polygon of its regio.
    gewijzigd : bool
        Whether an older table has another regio.
    eerder : tuple of str
        Codes of the present regio's that those of the older table live on in, where it differs.
    alternatieven : tuple of str
        Codes of other regio's that a source names, of an uncertain row; ``code=naam`` for one
        that no gemeente is in.
    """

    gemeente: str
    code: str
    naam: str
    methode: str = "direct"
    toelichting: str = ""
    aandeel: float = 1.0
    overlap: float = 1.0
    gewijzigd: bool = False
    eerder: tuple[str, ...] = ()
    alternatieven: tuple[str, ...] = ()

    def noted(self, note: str) -> Lid:
        """Add a note behind what is there."""
        return replace(self, toelichting="; ".join(filter(None, [self.toelichting, note])))

    def doubted(self, reason: str, regio: str = "") -> Lid:
        """Mark the row as uncertain, with the reason in front unless it is there.

        What the older table has, and the `regio` that the reason names, are the alternatives.
        """
        notes = "; ".join(dict.fromkeys(filter(None, [reason, self.toelichting])))
        others = sorted({*self.eerder, *filter(None, [regio])} - {self.code})
        return replace(self, methode="onzeker", toelichting=notes, alternatieven=tuple(others))


Source = Callable[[Path, list[Gemeente], int], list[Lid]]


def read_catalogue(path: Path) -> dict[str, dict[str, Any]]:
    """Read the entries of the hand-kept catalogue by id."""
    with path.open("rb") as file:
        return {entry["id"]: entry for entry in tomllib.load(file)["indeling"]}


def _from_file(name: str) -> Source:
    """Memberships from one raw table with codes, names, year and how each row was found."""

    def compile_rows(raw: Path, gemeenten: list[Gemeente], peiljaar: int) -> list[Lid]:
        rows = read_rows(raw / f"facts/{name}_{peiljaar}.csv")
        check_names(name, ((r["gm_code"], r["gm_naam"]) for r in rows), _names(gemeenten))
        check_equal(f"year of {name}", {row["peiljaar"] for row in rows}, {str(peiljaar)})
        return [_explained(row) for row in rows]

    return compile_rows


def _explained(row: Row) -> Lid:
    """Turn the raw description of how a row was found into our methode and a short note."""
    lid = Lid(row["gm_code"], row["regio_code"], row["regio_naam"])
    how = row["methode"]
    if how.startswith("resolved by source: arrondissement"):
        return replace(lid, methode="overgenomen")
    check(how.startswith("direct from source"), f"{row['gm_naam']}: unknown methode {how!r}")
    share = re.search(r"overlay, share ([\d.]+)", how)
    if share is None or float(share[1]) >= NOTED:
        return lid
    note = f"overlap {float(share[1]):.2f}".replace(".", ",")
    return replace(lid, overlap=float(share[1]), toelichting=note)


def _from_register(prefix: str) -> Source:
    """Memberships from a pair of columns in the CBS register of 2023."""

    def compile_rows(_: Path, gemeenten: list[Gemeente], peiljaar: int) -> list[Lid]:
        check_equal(f"year of {prefix} in the register", REGISTER_YEAR, peiljaar)
        return [
            Lid(g.code, g.register[f"{prefix}_code"], g.register[f"{prefix}_naam"])
            for g in gemeenten
        ]

    return compile_rows


def _veiligheidsregio(raw: Path, gemeenten: list[Gemeente], peiljaar: int) -> list[Lid]:
    path = raw / f"facts/gemeente_veiligheidsregio_provincie_{peiljaar}.csv"
    rows = read_rows(path, delimiter=";")
    names = {g.code: ALIAS.get(g.naam, g.naam) for g in gemeenten}
    check_names(path.name, ((r["gemeentCode"], r["gemeenteNaam"]) for r in rows), names)
    provincies = {g.code: g.register["pv_code"] for g in gemeenten}
    check_names(path.name, ((r["gemeentCode"], r["provincieCode"]) for r in rows), provincies)
    return [
        Lid(row["gemeentCode"], row["veiligheidsRegioCode"], row["veiligheidsRegioNaam"])
        for row in rows
    ]


def _omgevingsdienst(raw: Path, gemeenten: list[Gemeente], peiljaar: int) -> list[Lid]:
    path = raw / f"facts/omgevingsdienst_{peiljaar}_roo.csv"
    rows = read_rows(path)
    check_names(path.name, ((r["gm_code"], r["gemeente"]) for r in rows), _names(gemeenten))
    names = sorted({row["rso_naam"] for row in rows}, key=str.casefold)
    code = {naam: f"OD{i:02d}" for i, naam in enumerate(names, start=1)}
    return [Lid(row["gm_code"], code[row["rso_naam"]], row["rso_naam"]) for row in rows]


def _names(gemeenten: list[Gemeente]) -> dict[str, str]:
    return {g.code: g.naam for g in gemeenten}


SOURCES: dict[str, Source] = {
    "arbeidsmarktregio": _from_file("arbeidsmarktregio"),
    "jeugdregio": _from_file("jeugdregio"),
    "res-regio": _from_file("res_regio"),
    "omgevingsdienst": _omgevingsdienst,
    "veiligheidsregio": _veiligheidsregio,
    "ggd-regio": _from_file("ggd_regio"),
    "rmc-regio": _from_file("rmc_regio"),
    "veilig-thuis-regio": _from_file("veilig_thuis_regio"),
    "zorgkantoorregio": _from_file("zorgkantoorregio"),
    "politie-eenheid": _from_file("politie_regionale_eenheid"),
    "arrondissement": _from_file("arrondissement"),
    "ressort": _from_file("ressort"),
    "provincie": _from_register("pv"),
    "landsdeel": _from_register("ld"),
    "corop": _from_register("cr"),
    "corop-plus": _from_register("cp"),
    "corop-sub": _from_register("cs"),
}


def compile_indelingen(
    raw: Path, catalogue: dict[str, dict[str, Any]], gemeenten: list[Gemeente]
) -> dict[str, list[Lid]]:
    """Compile the members of every indeling in order of gemeente code, named as in the source.

    Raises
    ------
    CheckError
        When the catalogue and the sources name different indelingen or years, when a gemeente is
        missing, occurs twice or has another name, or when the number of regio's is not the one
        in the catalogue.
    """
    check(list(catalogue) == list(SOURCES), "catalogue and sources name different indelingen")
    codes = [g.code for g in gemeenten]
    members: dict[str, list[Lid]] = {}
    for indeling_id, source in SOURCES.items():
        entry = catalogue[indeling_id]
        leden = sorted(source(raw, gemeenten, entry["peiljaar"]), key=lambda lid: lid.gemeente)
        check(
            [lid.gemeente for lid in leden] == codes,
            f"{indeling_id}: not exactly the {NUMBER} gemeenten, each once",
        )
        regios = {(lid.code, lid.naam) for lid in leden}
        found = {len(regios), len({code for code, _ in regios}), len({naam for _, naam in regios})}
        check_equal(f"number of regio's of {indeling_id}", found, {entry["aantal_regios"]})
        members[indeling_id] = leden
    return members


def shown_names(leden: list[Lid]) -> dict[str, str]:
    """Return our name of a regio by its code and by its uncorrected name."""
    return {key: NAMES.get(lid.code, lid.naam) for lid in leden for key in (lid.code, lid.naam)}


def with_our_names(
    members: Mapping[str, list[Lid]],
) -> tuple[dict[str, list[Lid]], list[Deviation]]:
    """Give the regio's the names we use, and list where those differ from the source."""
    deviations = [
        Deviation(indeling_id, code, f"de bron schrijft '{naam}'", NAMES[code])
        for indeling_id, leden in members.items()
        for code, naam in sorted({(lid.code, lid.naam) for lid in leden})
        if code in NAMES
    ]
    named = {
        indeling_id: [replace(lid, naam=NAMES.get(lid.code, lid.naam)) for lid in leden]
        for indeling_id, leden in members.items()
    }
    return named, deviations


def write_indelingen(out: Path, members: Mapping[str, list[Lid]]) -> None:
    """Write one membership table per indeling."""
    for indeling_id, leden in members.items():
        rows = [
            [lid.gemeente, lid.code, lid.naam, f"{lid.aandeel:.9g}", lid.methode, lid.toelichting]
            for lid in leden
        ]
        heading: tuple[str, ...] = HEADING
        if any(lid.alternatieven for lid in leden):
            heading = (*HEADING, ALTERNATIVES)
            for row, lid in zip(rows, leden, strict=True):
                row.append("|".join(lid.alternatieven))
        write_rows(out / "lidmaatschap" / f"{indeling_id}.csv", heading, rows)
