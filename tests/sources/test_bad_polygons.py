"""Files with polygons that are wrong, too large or out for harm."""

import contextlib
import http.server
import json
import sqlite3
import sys
import threading
import zipfile
from pathlib import Path

import pytest
import shapely
from geopandas import GeoDataFrame
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokaart.cartography.geometry import polygons
from regiokaart.model import Catalogus, Gebied
from regiokaart.sources import geofiles, vector
from regiokaart.sources.errors import DataError
from regiokaart.sources.imported import ImportOptions
from tests.sources.drawn import moved, texts, write


def test_missing_names_and_columns(tmp_path: Path, provincies: GeoDataFrame, read) -> None:
    frame = provincies.assign(naam=[*provincies["naam"][:11], None])
    with pytest.raises(DataError, match=r"a\.gpkg: object 12 heeft geen waarde in kolom 'naam'; v"):
        read(write(frame, tmp_path / "a.gpkg"))
    with pytest.raises(DataError, match="geen kolom met de naam van de regio's gevonden; geef"):
        read(write(provincies[["geometry"]], tmp_path / "b.gpkg"))
    abroad = write(moved(provincies, 500_000, 0), tmp_path / "c.gpkg")
    with pytest.raises(DataError, match="de vlakken liggen niet in Nederland"):
        read(abroad)
    at_sea = GeoDataFrame({"naam": ["Zee"]}, geometry=[shapely.box(0, 5e5, 1e4, 51e4)], crs=28992)
    with pytest.raises(DataError, match="in deze vlakken ligt geen gemeente; controleer"):
        read(write(at_sea, tmp_path / "d.gpkg"))
    nothing = GeoDataFrame({"naam": ["Niets"]}, geometry=[None], crs=28992)
    with pytest.raises(DataError, match="heeft geen vlakken"):
        read(write(nothing, tmp_path / "e.geojson"))


def test_coordinates_that_are_nowhere(tmp_path: Path, read) -> None:
    path = tmp_path / "a.geojson"
    ring = "[[5,52],[6,52],[6,1e200],[5,52]]"
    path.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"naam":"A"},'
        f'"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}]}}'
    )
    with pytest.raises(DataError, match="object 1 heeft een coördinaat die nergens op aarde ligt"):
        read(path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.gpkg", b"", "geen bestand met vlakken dat Regiokaart kent; kies GeoPackage"),
        ("a.gpkg", b"naam;regio\n", "geen bestand met vlakken dat Regiokaart kent"),
        ("a.gpkg", b"SQLite format 3\x00 rommel", "beschadigd of niet volledig; open het in"),
        ("a.geojson", b'{"type": "FeatureCollection"', "geen geldig JSON-bestand in UTF-8"),
        ("a.geojson", b'{"type": "\xff"}', "geen geldig JSON-bestand in UTF-8"),
        ("a.geojson", b'{"a": ' * 100_000, "geen geldig JSON-bestand in UTF-8"),
        ("a.geojson", b"{}", "geen GeoJSON en geen TopoJSON"),
        ("a.geojson", b'{"type": ["Topology"]}', "geen GeoJSON en geen TopoJSON"),
        ("a.geojson", b'{"type": "FeatureCollection"}', "beschadigd of niet volledig"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": []}', "heeft geen"),
        ("a.topojson", b'{"type": "Topology"}', "beschadigd|geen laag"),
        ("a.json", b'{"type": "gdal_streamed_alg", "command_line": "x"}', "geen GeoJSON en geen"),
        ("a.shp", b"\x00\x00\x27\x0a", r"ontbreekt \.shx en \.dbf; zet"),
        ("a.zip", b"PK\x03\x04 rommel", "zipbestand is beschadigd of beveiligd; pak het uit"),
        ("a.parquet", b"PAR1 rommel PAR1", "beschadigd of niet volledig"),
    ],
)
def test_rubbish_is_refused(tmp_path: Path, read, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=message) as caught:
        read(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_file_that_is_not_there(tmp_path: Path, read) -> None:
    with pytest.raises(DataError, match=r"weg\.gpkg: dit bestand bestaat niet"):
        read(tmp_path / "weg.gpkg")
    with pytest.raises(DataError, match="dit is een map"):
        read(tmp_path)


@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "shp", "parquet"])
def test_files_that_break_off(tmp_path: Path, provincies: GeoDataFrame, read, suffix: str) -> None:
    path = write(provincies.head(2), tmp_path / f"a.{suffix}")
    content = path.read_bytes()
    for part in (0.01, 0.3, 0.9):
        path.write_bytes(content[: int(part * len(content))])
        try:
            imported = read(path)
        except DataError:
            continue
        assert "heeft geen vorm" in texts(imported)  # a Shapefile knows how many it should have


def archive(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


def test_hostile_archives(
    tmp_path: Path, provincies: GeoDataFrame, read, monkeypatch: pytest.MonkeyPatch
) -> None:
    shp = write(provincies, tmp_path / "a.shp")
    parts = {s: shp.with_suffix(s).read_bytes() for s in (".shp", ".shx", ".dbf", ".prj")}
    good = {f"a{suffix}": content for suffix, content in parts.items()}
    assert read(archive(tmp_path / "goed.zip", good)).counts.covered == 342
    for name in ("../x.txt", "/etc/x", "..\\x", "C:\\x", "map/../../x"):
        with pytest.raises(DataError, match=r"wijst .* naar een andere map; vertrouw dit"):
            read(archive(tmp_path / "pad.zip", {**good, name: b"x"}))
    assert not list(tmp_path.parent.glob("x*"))
    with pytest.raises(DataError, match="zitten 2 Shapefiles; maak een"):
        read(archive(tmp_path / "twee.zip", {**good, "b.shp": b""}))
    with pytest.raises(DataError, match="zit geen Shapefile"):
        read(archive(tmp_path / "geen.zip", {"a.txt": b""}))
    with pytest.raises(DataError, match=r"ontbreekt \.dbf"):
        read(archive(tmp_path / "deel.zip", {k: v for k, v in good.items() if k != "a.dbf"}))
    monkeypatch.setattr(geofiles, "MAX_UNPACKED_BYTES", 3_000_000)
    bomb = archive(tmp_path / "bom.zip", {**good, "a.dbf": b"\0" * 30_000_000})
    assert bomb.stat().st_size < 1_000_000
    with pytest.raises(DataError, match="uitgepakt groter dan 3 MB"):
        read(bomb)


def test_sizes_are_bounded(
    tmp_path: Path, provincies: GeoDataFrame, read, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(provincies, tmp_path / "a.gpkg")
    parquet = write(provincies, tmp_path / "a.parquet")
    json_file = write(provincies.head(1), tmp_path / "a.geojson")
    with monkeypatch.context() as patch:
        patch.setattr(geofiles, "MAX_OBJECTS", 11)
        patch.setattr(vector, "MAX_OBJECTS", 11)
        for each in (path, parquet):
            with pytest.raises(DataError, match="meer dan 11 objecten of 300 kolommen; bewaar"):
                read(each)
    with monkeypatch.context() as patch:
        patch.setattr(geofiles, "MAX_COLUMNS", 1)
        for each in (path, parquet):
            with pytest.raises(DataError, match="objecten of 1 kolommen"):
                read(each)
    with monkeypatch.context() as patch:
        patch.setattr(vector, "MAX_VERTICES", 1000)
        with pytest.raises(DataError, match=r"samen \d+\.\d+ punten, meer dan 1\.000; bewaar"):
            read(path)
    with monkeypatch.context() as patch:
        patch.setattr(vector, "MAX_LAYERS", 0)
        with pytest.raises(DataError, match="meer dan 0 lagen"):
            read(path)
    monkeypatch.setattr(geofiles, "MAX_JSON_BYTES", 10)
    with pytest.raises(DataError, match="groter dan"):
        read(json_file)
    monkeypatch.setattr(geofiles, "MAX_BYTES", 10)
    with pytest.raises(DataError, match="groter dan"):
        read(path)


def test_programs_inside_a_geopackage_do_not_run(
    tmp_path: Path, provincies: GeoDataFrame, read
) -> None:
    path = tmp_path / "a.gpkg"
    provincies.head(1).to_file(path, layer="echt")
    with contextlib.closing(sqlite3.connect(path)) as connection:
        columns = "srs_id, data_type, min_x, min_y, max_x, max_y"
        endless = (
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
            "SELECT n.i AS fid, naam, geom FROM echt, n"
        )
        connection.executescript(
            f"CREATE VIEW eindeloos AS {endless};"
            f"INSERT INTO gpkg_contents (table_name, identifier, {columns})"
            f" SELECT 'eindeloos', 'eindeloos', {columns} FROM gpkg_contents;"
            "INSERT INTO gpkg_geometry_columns SELECT 'eindeloos', column_name,"
            " geometry_type_name, srs_id, z, m FROM gpkg_geometry_columns;"
        )
        connection.commit()
    assert dict(read(path).understood)["Laag"] == "echt"
    with pytest.raises(DataError, match="geen laag met vlakken die 'eindeloos' heet"):
        read(path, options=ImportOptions("eindeloos"))
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE echt ADD COLUMN x AS (hex(zeroblob(500000000)))")
        connection.commit()
    with pytest.raises(DataError, match="geen laag met vlakken"):
        read(path)


@pytest.mark.parametrize("kind", ["link", "url", "href", 4326])
def test_no_address_in_a_file_is_fetched(
    tmp_path: Path, provincies: GeoDataFrame, read, kind: object
) -> None:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *arguments: object) -> None:
            pass

    document = json.loads(write(provincies, tmp_path / "a.geojson").read_text())
    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            address = f"http://127.0.0.1:{server.server_port}/crs"
            properties = {"href": address, "url": address, "name": address, "type": "proj4"}
            document["crs"] = {"type": kind, "properties": properties}
            (tmp_path / "a.geojson").write_text(json.dumps(document))
            with pytest.raises(DataError, match="verwijst voor het coördinatenstelsel naar een ad"):
                read(tmp_path / "a.geojson")
            document["crs"] = {"type": "name", "properties": properties}
            (tmp_path / "a.geojson").write_text(json.dumps(document))
            read(tmp_path / "a.geojson")
        finally:
            server.shutdown()
            thread.join()
    assert asked == []


def test_json_is_read_by_the_driver_for_it_alone(
    tmp_path: Path, provincies: GeoDataFrame, read
) -> None:
    """A text that looks like a pipeline of GDAL to the driver that would run it."""
    secret = write(provincies, tmp_path / "geheim.gpkg")
    document = json.loads(write(provincies.head(1), tmp_path / "a.geojson").read_text())
    command = f"gdal vector pipeline ! read {secret} ! write --of stream uit"
    text = json.dumps({"note": {"type": "gdal_streamed_alg", "command_line": command}, **document})
    (tmp_path / "a.gdalg.json").write_text(text)
    assert len(read(tmp_path / "a.gdalg.json").indeling) == 1


def test_geoparquet_without_pyarrow(
    tmp_path: Path, provincies: GeoDataFrame, read, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(provincies.head(1), tmp_path / "a.parquet")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(DataError, match=r"is het pakket pyarrow nodig.*; vraag uw beheerder"):
        read(path)


def test_parquet_that_is_no_geoparquet(tmp_path: Path, provincies: GeoDataFrame, read) -> None:
    provincies.drop(columns="geometry").to_parquet(tmp_path / "a.parquet")
    with pytest.raises(DataError, match="geen GeoParquet"):
        read(tmp_path / "a.parquet")
    provincies.to_parquet(tmp_path / "b.parquet", geometry_encoding="geoarrow")
    with pytest.raises(DataError, match="bewaart vlakken als 'multipolygon', niet als WKB; open"):
        read(tmp_path / "b.parquet")


@settings(max_examples=60, deadline=None)
@given(data=st.data(), suffix=st.sampled_from(["gpkg", "geojson", "topojson", "shp", "parquet"]))
def test_damaged_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory,
    read,
    small: dict[str, Path],
    data: st.DataObject,
    suffix: str,
) -> None:
    original = small[suffix]
    path = tmp_path_factory.mktemp("x") / f"x.{suffix}"
    for part in original.parent.glob("klein.*"):
        (path.parent / f"x{part.suffix}").write_bytes(part.read_bytes())
    content = bytearray(path.read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=5)):
        content[place] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    with contextlib.suppress(DataError):
        assert len(read(path).indeling) > 0


@pytest.fixture(scope="module")
def small(
    tmp_path_factory: pytest.TempPathFactory, catalogus: Catalogus, gebied: Gebied
) -> dict[str, Path]:
    """Return a small file in each format."""
    shapes = polygons(gebied.levels[-1])[:4]
    frame = GeoDataFrame({"naam": ["Een", "Twee", "Drie", "Vier"]}, geometry=shapes, crs=28992)
    names = ("gpkg", "geojson", "topojson", "shp", "parquet")
    return {name: write(frame, tmp_path_factory.mktemp(name) / f"klein.{name}") for name in names}
