"""Make small files in the provider's format for the tests, out of the raw sources.

``python tools/build_fixtures.py [--bron ../shared/data]`` writes ``tests/fixtures/official/``: a
GeoPackage and a StatLine table of twelve neighbouring gemeenten in three provinces. The facts are
those of 2025 and later; the labour market regions are in the StatLine table alone, as they are in
a year that PDOK has not completed yet.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
from boundaries import LAYER, SOURCE
from facts import read_rows

REPOSITORY = Path(__file__).resolve().parent.parent
OUT = REPOSITORY / "tests/fixtures/official"
JAAR = 2025
INHABITANTS = "inwoners_2025"
NAMES = (
    "Almere", "Baarn", "Blaricum", "Bunschoten", "Eemnes", "Gooise Meren",
    "Hilversum", "Huizen", "Laren", "Soest", "Wijdemeren", "Zeewolde",
)  # fmt: skip
REGISTER = {  # prefix -> file with columns regio_code and regio_naam
    "ar": "arrondissement_2025.csv",
    "es": "res_regio_2025.csv",
    "gg": "ggd_regio_2025.csv",
    "jz": "jeugdregio_2025.csv",
    "mc": "rmc_regio_2025.csv",
    "re": "politie_regionale_eenheid_2025.csv",
    "rt": "ressort_2025.csv",
    "vt": "veilig_thuis_regio_2025.csv",
    "zk": "zorgkantoorregio_2025.csv",
}
GROUPS = {  # title in StatLine -> prefix
    "Arbeidsmarktregio's": "am",
    "Arrondissementen (rechtsgebieden)": "ar",
    "COROP-gebieden": "cr",
    "COROP-subgebieden": "cs",
    "COROP-plusgebieden": "cp",
    "GGD-regio's": "gg",
    "Jeugdregio's": "jz",
    "Landsdelen": "ld",
    "Provincies": "pv",
    "Zorgkantoorregio's": "zk",
}
STATUS = "Status regio-indeling: Definitief. \nVersie: CBSgebiedsindelingen/Update2025v1. \n"

Register = dict[str, dict[str, tuple[str, str]]]


def read_register(raw: Path) -> tuple[Register, dict[str, int]]:
    """Return per gemeente code the (code, name) per prefix, and the inhabitants."""
    register: Register = {}
    inhabitants = {}
    for row in read_rows(raw / "facts/gemeenten_342_kern_recent.csv"):
        if row["gm_naam"] in NAMES:
            register[row["gm_code"]] = {
                prefix: (row[f"{prefix}_code"], row[f"{prefix}_naam"])
                for prefix in ("gm", "cr", "cs", "cp", "ld", "pv")
            }
            inhabitants[row["gm_code"]] = int(row[INHABITANTS])
    for prefix, name in {"am": "arbeidsmarktregio_2026.csv", **REGISTER}.items():
        for row in read_rows(raw / "facts" / name):
            if row["gm_code"] in register:
                register[row["gm_code"]][prefix] = (row["regio_code"], row["regio_naam"])
    if len(register) != len(NAMES):
        raise ValueError(f"{len(register)} gemeenten found, expected {len(NAMES)}")
    return dict(sorted(register.items())), inhabitants


def write_geopackage(raw: Path, out: Path, register: Register) -> None:
    """Write polygons and register as PDOK does."""
    os.environ["OGR_CURRENT_DATE"] = f"{JAAR}-07-01T00:00:00.000Z"  # the same bytes every time
    out.unlink(missing_ok=True)
    prefixes = [prefix for prefix in next(iter(register.values())) if prefix != "am"]
    for layer, prefix in ((LAYER, "gm"), ("provincie_gegeneraliseerd", "pv")):
        frame = gpd.read_file(raw / SOURCE, layer=layer)
        wanted = {pairs[prefix][0] for pairs in register.values()}
        frame = frame[frame["statcode"].isin(wanted)].reset_index(drop=True)
        if prefix == "pv":  # the name of a layer is what counts; whole provinces would be large
            frame["geometry"] = frame.geometry.envelope
        frame["id"] = range(1, len(frame) + 1)
        frame["jrstatcode"] = str(JAAR) + frame["statcode"]
        frame.to_file(
            out, layer=layer, driver="GPKG", layer_options={"SPATIAL_INDEX": "NO"}, engine="pyogrio"
        )
    connection = sqlite3.connect(out)
    with connection:
        connection.execute("UPDATE gpkg_contents SET description = ?", (STATUS,))
        columns = [f"{p}_{kind}" for p in prefixes for kind in ("code", "naam")]
        defined = ", ".join(f'"{column}" TEXT' for column in columns)
        connection.execute(
            "CREATE TABLE gebiedsindelingen_register"
            f" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {defined})"
        )
        marks = ", ".join("?" * len(columns))
        connection.executemany(
            f"INSERT INTO gebiedsindelingen_register ({', '.join(columns)}) VALUES ({marks})",
            ([text for p in prefixes for text in pairs[p]] for pairs in register.values()),
        )
    connection.execute("VACUUM")
    connection.close()


def write_statline(out: Path, register: Register, inhabitants: Mapping[str, int]) -> None:
    """Write the table as OData 3 does: padded texts, columns known by group and title."""
    properties: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = [{"ID": i, "RegioS": code} for i, code in enumerate(register)]

    def group(title: str, parent: int | None = None) -> int:
        properties.append(_property(len(properties), parent, "TopicGroup", "", title))
        return len(properties) - 1

    def topic(title: str, parent: int, values: Sequence[str | int], description: str = "") -> None:
        numbered = 1 + sum(each["Type"] == "Topic" for each in properties)
        key = f"{title}_{numbered}"
        properties.append(_property(len(properties), parent, "Topic", key, title, description))
        for row, value in zip(rows, values, strict=True):
            row[key] = value

    properties.append(_property(0, None, "GeoDimension", "RegioS", "Regio's"))
    names = group("Codes en namen van gemeenten")
    topic("Code", names, [f"{code:<10}" for code in register])
    topic("Naam", names, [f"{pairs['gm'][1]:<50}" for pairs in register.values()])
    places = group("Lokaliseringen van gemeenten")
    for title, prefix in GROUPS.items():
        place = group(title, places)
        topic("Code", place, [f"{pairs[prefix][0]:<10}" for pairs in register.values()])
        topic("Naam", place, [f"{pairs[prefix][1]:<50}" for pairs in register.values()])
    figures = group("Statistische gegevens")
    topic(
        "Inwonertal",
        figures,
        [inhabitants[code] for code in register],
        f"Het aantal inwoners op 1 januari {JAAR}.",
    )
    _write_json(out / "TableInfos.json", [{"ID": 0, "Title": f"Gebieden in Nederland {JAAR}"}])
    _write_json(out / "DataProperties.json", properties)
    _write_json(out / "TypedDataSet.json", rows)


def _property(
    number: int, parent: int | None, kind: str, key: str, title: str, description: str = ""
) -> dict[str, Any]:
    return {
        "odata.type": f"Cbs.OData.{kind}",
        "ID": number,
        "Position": number,
        "ParentID": parent,
        "Type": kind,
        "Key": key,
        "Title": title,
        "Description": description,
    }


def _write_json(path: Path, values: Sequence[Mapping[str, Any]]) -> None:
    document = {"odata.metadata": "https://opendata.cbs.nl/ODataApi", "value": values}
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bron", type=Path, default=REPOSITORY.parent / "shared/data")
    raw = parser.parse_args().bron
    OUT.mkdir(parents=True, exist_ok=True)
    register, inhabitants = read_register(raw)
    write_geopackage(raw, OUT / "cbsgebiedsindelingen.gpkg", register)
    write_statline(OUT, register, inhabitants)
    return 0


if __name__ == "__main__":
    sys.exit(main())
