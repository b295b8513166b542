"""Compile the gemeenten: code, name, province, inhabitants, area."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import shapely
from boundaries import LAYER, SOURCE, read_polygons
from facts import Deviation, Row, check, check_equal, read_rows, write_rows

NUMBER = 342
REGISTER_YEAR = 2023
INHABITANTS_YEAR = 2025
INHABITANTS = 18_044_027  # Nederland, CBS 70072ned, 1 January 2025
AREA_ROUNDING = 0.011  # km²; two figures that were rounded to 0.01 apart from each other
HEADING = ("code", "naam", "provincie", "inwoners", "oppervlakte_km2")

# Names in other tables that the register of 2023 writes without an addition.
ALIAS = {
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
        polygons = connection.execute(f"SELECT jrstatcode, statcode, statnaam FROM {LAYER}")
        for year_code, code, naam in polygons:
            check_equal(f"{SOURCE}: year of {code}", year_code, f"{REGISTER_YEAR}{code}")
            check_equal(f"{SOURCE}: name of {code}", naam, register[code]["gm_naam"])
    finally:
        connection.close()
    check(len(register) == NUMBER, f"register: {len(register)} gemeenten, expected {NUMBER}")
    return register


def read_kern(raw: Path) -> dict[str, Row]:
    """Read kern_recent, by code: the same facts, compiled apart from the files used here."""
    rows = read_rows(raw / "facts/gemeenten_342_kern_recent.csv")
    return {row["gm_code"]: row for row in rows}


def check_names(what: str, pairs: Iterable[tuple[str, str]], names: Mapping[str, str]) -> None:
    """Stop unless every (code, name) is a gemeente under its own name."""
    for code, naam in pairs:
        check_equal(f"{what}: name of {code}", naam, names.get(code))


def read_inhabitants(raw: Path) -> dict[str, int]:
    """Read the inhabitants on 1 January 2025 by name, and the total under ``Nederland``."""
    path = raw / "bevolking/regionale_kerncijfers_70072ned_2025.csv"
    rows = read_rows(path, delimiter=";")
    check_equal(path.name, {row["Perioden"] for row in rows}, {str(INHABITANTS_YEAR)})
    column = next(name for name in rows[0] if name.endswith("Totale bevolking (aantal)"))
    return {row["Regio's"]: int(row[column]) for row in rows if row[column]}


def compile_gemeenten(raw: Path) -> tuple[list[Gemeente], list[Deviation]]:
    """Compile the gemeenten in order of code and list where sources disagree.

    Raises
    ------
    CheckError
        When a source holds other gemeenten, names, inhabitants or areas, or is of another year.
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
            inwoners=inhabitants[ALIAS.get(register[code]["gm_naam"], register[code]["gm_naam"])],
            oppervlakte=round(float(area), 2),
            register=register[code],
        )
        for code, area in zip(codes, areas, strict=True)
    ]
    total = sum(g.inwoners for g in gemeenten)
    check(total == inhabitants["Nederland"] == INHABITANTS, f"{total} inhabitants in all")
    _check_against_kern(raw, gemeenten)
    return gemeenten, [_area_of_the_register(raw, gemeenten)]


def _check_against_kern(raw: Path, gemeenten: list[Gemeente]) -> None:
    kern = read_kern(raw)
    current = {
        row["gm_code"]
        for row in read_rows(raw / "herindeling/roo_gemeenten_2026-05.csv")
        if not row["valid_until"]
    }
    codes = {g.code for g in gemeenten}
    check(set(kern) == codes, "kern_recent holds other gemeenten than the register of 2023")
    check(current == codes, "the gemeenten of May 2026 differ from those of 2023")
    for g in gemeenten:
        row = kern[g.code]
        check_equal(f"name of {g.code} in kern_recent", row["gm_naam"], g.naam)
        check_equal(f"provincie of {g.naam} in kern_recent", row["pv_naam"], g.provincie)
        check_equal(f"inhabitants of {g.naam}", g.inwoners, int(row["inwoners_2025"]))
        area = float(row["opp_km2_polygon_2023"])
        check(
            abs(area - g.oppervlakte) <= AREA_ROUNDING,
            f"area of {g.naam}: the polygon has {g.oppervlakte} km2, kern_recent says {area}",
        )


def _area_of_the_register(raw: Path, gemeenten: list[Gemeente]) -> Deviation:
    kern = read_kern(raw)
    differing = 0
    for g in gemeenten:
        area = float(kern[g.code]["opp_km2_roo"] or "nan")
        differing += not abs(area - g.oppervlakte) <= 0.1 * g.oppervlakte
    return Deviation(
        "gemeenten",
        f"{differing} gemeenten",
        "de oppervlakte in het Register van Overheidsorganisaties scheelt meer dan 10% "
        "met die van de CBS-grens (water, fouten)",
        "CBS-grens 2023",
    )


def write_gemeenten(out: Path, gemeenten: list[Gemeente]) -> None:
    """Write ``gemeenten.csv``."""
    write_rows(
        out / "gemeenten.csv",
        HEADING,
        ([g.code, g.naam, g.provincie, g.inwoners, f"{g.oppervlakte:.2f}"] for g in gemeenten),
    )
