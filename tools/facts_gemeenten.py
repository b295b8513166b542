"""Compile the gemeenten: code, name, province, inhabitants, area."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

import shapely
from boundaries import SOURCE, read_polygons
from facts import Deviation, Row, check, read_rows, write_rows

NUMBER = 342
INHABITANTS = 18_044_027  # Nederland, CBS 70072ned, 1 January 2025
HEADING = ("code", "naam", "provincie", "inwoners", "oppervlakte_km2")

# Names in CBS 70072ned that the register of 2023 writes without an addition.
INHABITANTS_ALIAS = {
    "Beek": "Beek (L.)",
    "'s-Gravenhage": "'s-Gravenhage (gemeente)",
    "Groningen": "Groningen (gemeente)",
    "Hengelo": "Hengelo (O.)",
    "Laren": "Laren (NH.)",
    "Middelburg": "Middelburg (Z.)",
    "Rijswijk": "Rijswijk (ZH.)",
    "Stein": "Stein (L.)",
    "Utrecht": "Utrecht (gemeente)",
}


@dataclass(frozen=True)
class Gemeente:
    """One gemeente with the row of the CBS register it comes from."""

    code: str
    naam: str
    provincie: str
    inwoners: int
    oppervlakte: float
    register: Row


def read_register(raw: Path) -> dict[str, Row]:
    """Read the register of 2023 from the GeoPackage: one row per gemeente, by code."""
    database = (raw / SOURCE).resolve().as_uri() + "?mode=ro&immutable=1"
    connection = sqlite3.connect(database, uri=True)
    try:
        connection.row_factory = sqlite3.Row
        rows = connection.execute("SELECT * FROM gebiedsindelingen_register ORDER BY gm_code")
        register = {row["gm_code"]: {key: str(row[key]) for key in row.keys()} for row in rows}  # noqa: SIM118
    finally:
        connection.close()
    check(len(register) == NUMBER, f"register: {len(register)} gemeenten, expected {NUMBER}")
    return register


def read_inhabitants(raw: Path) -> dict[str, int]:
    """Read the inhabitants on 1 January 2025 by name, and the total under ``Nederland``."""
    path = raw / "bevolking/regionale_kerncijfers_70072ned_2025.csv"
    rows = read_rows(path, delimiter=";")
    column = next(name for name in rows[0] if name.endswith("Totale bevolking (aantal)"))
    return {row["Regio's"]: int(row[column]) for row in rows if row[column]}


def compile_gemeenten(raw: Path) -> tuple[list[Gemeente], list[Deviation]]:
    """Compile the gemeenten in order of code and list where sources disagree.

    Raises
    ------
    CheckError
        When a source holds other gemeenten or the inhabitants do not add up.
    """
    register = read_register(raw)
    inhabitants = read_inhabitants(raw)
    codes = sorted(register)
    areas = shapely.area(read_polygons(raw, codes)) / 1e6
    gemeenten = [
        Gemeente(
            code=code,
            naam=register[code]["gm_naam"],
            provincie=register[code]["pv_naam"],
            inwoners=inhabitants[
                INHABITANTS_ALIAS.get(register[code]["gm_naam"], register[code]["gm_naam"])
            ],
            oppervlakte=round(float(area), 2),
            register=register[code],
        )
        for code, area in zip(codes, areas, strict=True)
    ]
    total = sum(g.inwoners for g in gemeenten)
    check(total == inhabitants["Nederland"] == INHABITANTS, f"{total} inhabitants in all")
    check(all(g.oppervlakte > 0 for g in gemeenten), "an area is not positive")
    return gemeenten, _deviations(raw, gemeenten)


def _deviations(raw: Path, gemeenten: list[Gemeente]) -> list[Deviation]:
    kern = {row["gm_code"]: row for row in read_rows(raw / "facts/gemeenten_342_kern_recent.csv")}
    current = {
        row["gm_code"]
        for row in read_rows(raw / "herindeling/roo_gemeenten_2026-05.csv")
        if not row["valid_until"]
    }
    codes = {g.code for g in gemeenten}
    check(set(kern) == codes, "kern_recent holds other gemeenten than the register of 2023")
    check(current == codes, "the gemeenten of May 2026 differ from those of 2023")
    found = []
    areas_differ = 0
    for g in gemeenten:
        row = kern[g.code]
        if int(row["inwoners_2025"]) != g.inwoners:
            found.append(
                Deviation(
                    "gemeenten",
                    g.naam,
                    f"kern_recent noemt {row['inwoners_2025']} inwoners, CBS {g.inwoners}",
                    "CBS 70072ned",
                )
            )
        if abs(float(row["opp_km2_polygon_2023"]) - g.oppervlakte) > 0.011:
            found.append(
                Deviation(
                    "gemeenten",
                    g.naam,
                    f"kern_recent noemt {row['opp_km2_polygon_2023']} km2, "
                    f"de CBS-grens geeft {g.oppervlakte:.2f} km2",
                    "CBS-grens 2023",
                )
            )
        register_area = float(row["opp_km2_roo"] or "nan")
        areas_differ += not abs(register_area - g.oppervlakte) <= 0.1 * g.oppervlakte
    found.append(
        Deviation(
            "gemeenten",
            f"{areas_differ} gemeenten",
            "de oppervlakte in het Register van Overheidsorganisaties scheelt meer dan 10% "
            "met die van de CBS-grens (water, fouten)",
            "CBS-grens 2023",
        )
    )
    return found


def write_gemeenten(out: Path, gemeenten: list[Gemeente]) -> None:
    """Write ``gemeenten.csv``."""
    write_rows(
        out / "gemeenten.csv",
        HEADING,
        ([g.code, g.naam, g.provincie, g.inwoners, f"{g.oppervlakte:.2f}"] for g in gemeenten),
    )
