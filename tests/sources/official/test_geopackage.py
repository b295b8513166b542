from pathlib import Path

import pytest
import shapely

from regiokaart.sources.errors import DataError
from regiokaart.sources.official.geopackage import GeoPackage, read_geopackage
from tests.provider import FIXTURES, change_gpkg

LAYER = "gemeente_gegeneraliseerd"
REGISTER = "gebiedsindelingen_register"
ALMERE = f"{LAYER} SET geom = (SELECT geom FROM {LAYER} WHERE statcode = 'GM0050')"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    copy = tmp_path / "cbsgebiedsindelingen2025.gpkg"
    copy.write_bytes((FIXTURES / "cbsgebiedsindelingen.gpkg").read_bytes())
    return copy


def test_reads_register_and_polygons_in_order_of_code(path: Path) -> None:
    package: GeoPackage = read_geopackage(path, 2025)
    assert package.codes[:2] == ("GM0034", "GM0050")
    assert package.namen[:2] == ("Almere", "Zeewolde")
    assert len(package.polygons) == len(package.codes) == 12
    assert " ".join(sorted(package.indelingen)) == "AR CP CR CS ES GG JZ LD MC PV RE RT VT ZK"
    assert package.indelingen["PV"][0] == ("PV24", "Flevoland")
    assert (package.status, package.version) == (
        "Definitief",
        "CBSgebiedsindelingen/Update2025v1",
    )
    areas = dict(zip(package.namen, shapely.area(package.polygons) / 1e6, strict=True))
    assert areas["Almere"] == pytest.approx(139.3, abs=0.1)


def test_rows_of_one_gemeente_are_put_together(path: Path) -> None:
    # a second row of Almere, far away
    square = shapely.box(10_000, 300_000, 11_000, 301_000)
    blob = b"GP\x00\x01" + (28992).to_bytes(4, "little") + shapely.to_wkb(square)
    change_gpkg(
        path,
        f"INSERT INTO {LAYER} (geom, statcode, jrstatcode)"
        f" VALUES (x'{blob.hex()}', 'GM0034', '2025GM0034')",
    )
    before, after = (
        read_geopackage(each, 2025).polygons[0]
        for each in (FIXTURES / "cbsgebiedsindelingen.gpkg", path)
    )
    assert shapely.get_num_geometries(after) == shapely.get_num_geometries(before) + 1
    assert shapely.area(after) == pytest.approx(shapely.area(before) + 1e6)


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (f"ALTER TABLE {LAYER} RENAME TO gemeenten", f"laag '{LAYER}' ontbreekt"),
        (f"ALTER TABLE {REGISTER} RENAME TO register", f"laag '{REGISTER}' ontbreekt"),
        (f"ALTER TABLE {LAYER} RENAME COLUMN statcode TO code", "kolom 'statcode' ontbreekt"),
        (f"ALTER TABLE {REGISTER} RENAME COLUMN pv_code TO prov", "kolom 'pv_code' ontbreekt"),
        (f"ALTER TABLE {REGISTER} RENAME COLUMN jz_naam TO jeugd", "kolom 'jz_naam' ontbreekt"),
        (f"DELETE FROM {REGISTER}", "geen bruikbaar aantal rijen"),
        (f"UPDATE {REGISTER} SET gg_code = NULL WHERE fid = 3", "rij 3: .*GG-code ontbreekt"),
        (f"UPDATE {REGISTER} SET jz_naam = '' WHERE fid = 3", "rij 3: .* geen bruikbare naam"),
        (f"UPDATE {REGISTER} SET gm_code = 'GM34' WHERE fid = 1", "'GM34' is geen GM-code"),
        (f"UPDATE {REGISTER} SET pv_code = 'LD24' WHERE fid = 1", "'LD24' is geen PV-code"),
        (f"UPDATE {REGISTER} SET gm_code = 'GM0034', gm_naam = 'Almere'", "GM0034 staat er dubbel"),
        (f"UPDATE {REGISTER} SET pv_naam = 'Elders' WHERE fid = 2", "PV24 heet hier 'Elders'"),
        (f"DELETE FROM {LAYER} WHERE statcode = 'GM0402'", r"1 gemeenten ontbreken \(GM0402\)"),
        (f"UPDATE {LAYER} SET statcode = 'GM9999' WHERE fid = 1", "'GM9999' staat niet in"),
        (f"UPDATE {LAYER} SET jrstatcode = '2024' || statcode", "is niet van 2025"),
        (f"UPDATE {LAYER} SET geom = NULL WHERE fid = 1", "is niet te lezen"),
        (f"UPDATE {LAYER} SET geom = x'475000' WHERE fid = 1", "is niet te lezen"),
        (f"UPDATE {LAYER} SET geom = substr(geom, 1, 500)", "is niet te lezen"),
        (f"UPDATE {ALMERE} WHERE statcode = 'GM0034'", "sluiten niet op elkaar aan"),
        ("UPDATE gpkg_geometry_columns SET srs_id = 4326", "staat in EPSG:4326"),
        ("DELETE FROM gpkg_geometry_columns", "heeft geen grenzen"),
    ],
)
def test_what_is_wrong_is_named(path: Path, statement: str, message: str) -> None:
    change_gpkg(path, statement)
    with pytest.raises(DataError, match=message) as caught:
        read_geopackage(path, 2025)
    assert str(caught.value).startswith("cbsgebiedsindelingen2025.gpkg")
    assert "\n" not in str(caught.value)


def test_polygon_that_crosses_itself_is_refused(path: Path) -> None:
    bow_tie = shapely.Polygon([(0, 0), (1000, 1000), (1000, 0), (0, 1000)])
    blob = b"GP\x00\x01" + (28992).to_bytes(4, "little") + shapely.to_wkb(bow_tie)
    change_gpkg(path, f"UPDATE {LAYER} SET geom = x'{blob.hex()}' WHERE statcode = 'GM0050'")
    with pytest.raises(DataError, match="de grens van GM0050 is geen geldig vlak"):
        read_geopackage(path, 2025)


def test_view_is_not_run(path: Path) -> None:
    change_gpkg(
        path,
        f"ALTER TABLE {REGISTER} RENAME TO echt",
        f"CREATE VIEW {REGISTER} AS WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t)"
        " SELECT i AS gm_code, i AS gm_naam, i AS pv_code, i AS pv_naam FROM t",
    )
    with pytest.raises(DataError, match=f"laag '{REGISTER}' ontbreekt"):
        read_geopackage(path, 2025)


@pytest.mark.parametrize("size", [0, 50, 5_000, 60_000])
def test_half_a_file_is_refused(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(DataError, match=r"gpkg: (dit is geen GeoPackage|.*ontbreekt)"):
        read_geopackage(path, 2025)


def test_rubbish_inside_is_refused(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 20] = b"\xff" * 4096 * 17
    path.write_bytes(content)
    with pytest.raises(DataError):
        read_geopackage(path, 2025)
