"""Files with polygons, made of the embedded boundaries in every format."""

import contextlib
import http.server
import json
import sqlite3
import sys
import threading
import warnings
import zipfile
from pathlib import Path

import numpy as np
import pytest
import shapely
from geopandas import GeoDataFrame
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokaart.cartography.geometry import polygons
from regiokaart.model import Catalogus, Gebied
from regiokaart.sources import geofiles, vector
from regiokaart.sources.errors import DataError
from regiokaart.sources.imported import Counts, Imported, ImportOptions, divided
from regiokaart.sources.polygons import read_polygons

FORMATS = ["gpkg", "geojson", "topojson", "shp", "zip", "parquet"]


@pytest.fixture(scope="module")
def provincies(catalogus: Catalogus, gebied: Gebied) -> GeoDataFrame:
    """Return the provinces as polygons with a code and a name."""
    indeling = catalogus["provincie"]
    shapes, labels = polygons(gebied.levels[0]), catalogus.labels(indeling)
    return GeoDataFrame(
        {
            "code": [regio.code for regio in indeling.regios],
            "naam": [regio.naam for regio in indeling.regios],
        },
        geometry=[shapely.coverage_union_all(shapes[labels == k]) for k in range(len(indeling))],
        crs=28992,
    )


def write(frame: GeoDataFrame, path: Path) -> Path:
    """Write a frame in the format of the suffix."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of geopandas, about frames that are odd on purpose
        match path.suffix:
            case ".parquet":
                frame.to_parquet(path)
            case ".topojson":
                path.write_text(json.dumps(topology(frame, path.stem)))
            case ".zip":
                shp = write(frame, path.with_name("in_zip.shp"))
                with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                    for part in sorted(path.parent.glob("in_zip.*")):
                        archive.write(part, f"map/{part.name}")
                        part.unlink()
                assert not shp.exists()
            case ".geojson":
                frame.to_file(path, driver="GeoJSON")
            case _:
                frame.to_file(path)
    return path


def topology(frame: GeoDataFrame, name: str) -> dict[str, object]:
    """Make a TopoJSON without shared arcs: each ring is one."""
    arcs: list[list[list[float]]] = []
    geometries = []
    for properties, shape in zip(
        frame.drop(columns="geometry").to_dict("records"), frame.geometry, strict=True
    ):
        parts = []
        for part in shapely.get_parts(shape):
            rings = [shapely.get_coordinates(ring).tolist() for ring in shapely.get_rings(part)]
            parts.append([[len(arcs) + i] for i in range(len(rings))])
            arcs.extend(rings)
        geometries.append({"type": "MultiPolygon", "arcs": parts, "properties": properties})
    objects = {name: {"type": "GeometryCollection", "geometries": geometries}}
    return {"type": "Topology", "objects": objects, "arcs": arcs}


def crossed(shape: shapely.Geometry) -> shapely.Geometry:
    """Swap two neighbouring points of the longest ring, so that it crosses itself."""
    parts = shapely.get_parts(shape).copy()
    longest = int(shapely.get_num_coordinates(parts).argmax())
    points = shapely.get_coordinates(shapely.get_exterior_ring(parts[longest]))
    for i in range(1, len(points) - 2):
        swapped = points.copy()
        swapped[[i, i + 1]] = swapped[[i + 1, i]]
        parts[longest] = shapely.Polygon(swapped)
        if not shapely.is_valid(parts[longest]):
            return shapely.multipolygons(parts)
    raise AssertionError("no swap crosses")


def moved(frame: GeoDataFrame, dx: float, dy: float) -> GeoDataFrame:
    """Shift all shapes."""
    shifted = shapely.transform(frame.geometry.to_numpy(), lambda xy: xy + np.array([dx, dy]))
    return frame.set_geometry(shifted, crs=frame.crs)


@pytest.fixture(scope="module")
def read(catalogus: Catalogus, gebied: Gebied):
    def read_path(path: Path, **kwargs) -> Imported:
        return read_polygons(path, catalogus.gemeenten, gebied, **kwargs)

    return read_path


def texts(imported: Imported) -> str:
    return "\n".join(f"{m.text} [{m.row}] [{m.value}]" for m in imported.messages)


def same(imported: Imported, catalogus: Catalogus) -> bool:
    """Whether an import has the memberships of the provinces."""
    n = len(catalogus.gemeenten)
    found = imported.indeling
    names = np.array([regio.naam for regio in found.regios])[found.labels(n)]
    expected = catalogus["provincie"]
    return bool((names == [expected.regios[k].naam for k in catalogus.labels(expected)]).all())


# --- formats and reference systems


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_gives_the_same_memberships(
    tmp_path: Path, provincies: GeoDataFrame, read, catalogus: Catalogus, suffix: str
) -> None:
    imported = read(write(provincies, tmp_path / f"Mijn provincies.{suffix}"))
    assert same(imported, catalogus)
    indeling = imported.indeling
    assert [(r.code, r.naam) for r in indeling.regios] == [
        (r.code, r.naam) for r in catalogus["provincie"].regios
    ]
    assert indeling.id == "mijn-provincies"
    assert indeling.landsdekkend
    inferred = "Het bestand noemt geen coördinatenstelsel; dit is afgeleid uit de coördinaten."
    assert indeling.opmerking == (inferred if suffix == "topojson" else "")
    assert indeling.peiljaar is None
    assert "95%" in indeling.werkwijze
    assert imported.counts == Counts(342, 0, 0, 0, 0)
    understood = dict(imported.understood)
    assert understood["Kolom met namen"] == "naam"
    assert understood["Kolom met codes"] == "code"
    assert understood["Objecten"] == understood["Regio's"] == "12"
    assert ("Laag" in understood) == (suffix in ("gpkg", "topojson"))
    assert "RD New" in understood["Coördinaten"]


@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "shp", "parquet"])
@pytest.mark.parametrize("crs", [4326, 4258, 3857, 25831, 7415])
def test_any_reference_system(
    tmp_path: Path, provincies: GeoDataFrame, read, catalogus: Catalogus, suffix: str, crs: int
) -> None:
    imported = read(write(provincies.to_crs(crs), tmp_path / f"a.{suffix}"))
    assert same(imported, catalogus)


@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "topojson", "shp", "parquet"])
@pytest.mark.parametrize(("crs", "name"), [(28992, "RD New"), (4326, "WGS 84")])
def test_missing_reference_system_is_inferred_and_said(
    tmp_path: Path,
    provincies: GeoDataFrame,
    read,
    catalogus: Catalogus,
    suffix: str,
    crs: int,
    name: str,
) -> None:
    frame = provincies.to_crs(crs).set_crs(None, allow_override=True)
    imported = read(write(frame, tmp_path / f"a.{suffix}"))
    assert same(imported, catalogus)
    assert name in dict(imported.understood)["Coördinaten"]
    assert "(afgeleid)" in dict(imported.understood)["Coördinaten"]
    assert "het bestand noemt geen coördinatenstelsel" in texts(imported)


def test_shapefile_names_in_another_case(tmp_path: Path, provincies: GeoDataFrame, read) -> None:
    path = write(provincies, tmp_path / "a.shp")
    for part in sorted(tmp_path.glob("a.*")):
        part.rename(part.with_suffix(part.suffix.upper()))
    assert read(path.with_suffix(".SHP")).counts.covered == 342


def test_layer_is_chosen_by_name(
    tmp_path: Path, provincies: GeoDataFrame, read, catalogus: Catalogus
) -> None:
    path = tmp_path / "a.gpkg"
    provincies.to_file(path, layer="provincies")
    points = provincies.set_geometry(provincies.representative_point())
    points.to_file(path, layer="middens")
    assert same(read(path), catalogus)  # the only layer with polygons
    provincies.head(3).to_file(path, layer="drie")
    with pytest.raises(DataError, match=r"2 lagen met vlakken \('provincies', 'drie'\); zet de "):
        read(path)
    drie = read(path, options=ImportOptions("DRIE"))
    assert len(drie.indeling) == 3
    assert drie.indeling.bron == "eigen bestand a.gpkg, laag drie"
    assert (drie.indeling.naam, drie.indeling.id) == ("a (drie)", "a-drie")
    with pytest.raises(DataError, match=r"geen laag met vlakken die 'middens' heet; kies uit 'pro"):
        read(path, options=ImportOptions("middens"))
    points.to_file(tmp_path / "b.gpkg")
    with pytest.raises(DataError, match="geen laag met vlakken; kies"):
        read(tmp_path / "b.gpkg")


# --- from objects to regio's


def test_several_objects_of_one_regio_are_one_regio(
    tmp_path: Path, provincies: GeoDataFrame, read, catalogus: Catalogus
) -> None:
    frame = provincies.explode(ignore_index=True).sample(frac=1, random_state=1)
    frame["naam"] = [naam.upper() if i % 3 else naam for i, naam in enumerate(frame["naam"])]
    frame.insert(0, "objectid", range(len(frame)))
    imported = read(write(frame.drop(columns="code"), tmp_path / "a.gpkg"))
    assert len(imported.indeling) == 12
    np.testing.assert_array_equal(
        np.unique(imported.indeling.labels(342), return_counts=True)[1].sum(), 342
    )
    zeeland = int((frame["naam"].str.casefold() == "zeeland").sum())
    assert f"bestaat uit {zeeland} objecten, samengevoegd" in texts(imported)
    assert dict(imported.understood)["Objecten"] == str(len(frame))


def test_invalid_shapes_are_repaired_and_named(
    tmp_path: Path, provincies: GeoDataFrame, read, catalogus: Catalogus
) -> None:
    shapes = provincies.geometry.to_numpy().copy()
    shapes[4] = crossed(shapes[4])
    assert not shapely.is_valid(shapes[4])
    imported = read(write(provincies.set_geometry(shapes, crs=28992), tmp_path / "a.gpkg"))
    assert same(imported, catalogus)
    assert "object 5 had een grens die zichzelf kruist of raakt, en is hersteld [5]" in texts(
        imported
    )


@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "shp", "parquet"])
def test_heights_are_dropped_and_shapes_without_area_left_out(
    tmp_path: Path, provincies: GeoDataFrame, read, catalogus: Catalogus, suffix: str
) -> None:
    shapes = list(shapely.force_3d(provincies.geometry.to_numpy(), 5.0))
    frame = GeoDataFrame(
        {"naam": [*provincies["naam"], "Niemand"]}, geometry=[*shapes, None], crs=28992
    )
    imported = read(write(frame, tmp_path / f"a.{suffix}"))
    assert same(imported, catalogus)
    assert "object 13 heeft geen vorm en is weggelaten [13]" in texts(imported)


def test_points_between_polygons_are_left_out(
    tmp_path: Path, provincies: GeoDataFrame, read, catalogus: Catalogus
) -> None:
    shapes = [*provincies.geometry, shapely.Point(155000, 463000)]
    shapes[0] = shapely.GeometryCollection([shapes[0], shapely.Point(0, 0)])
    frame = GeoDataFrame({"naam": [*provincies["naam"], "Punt"]}, geometry=shapes, crs=28992)
    imported = read(write(frame, tmp_path / "a.geojson"))
    assert same(imported, catalogus)
    assert "object 13 is een punt of een lijn en is weggelaten" in texts(imported)


def test_very_many_bad_objects_get_few_messages(
    tmp_path: Path, provincies: GeoDataFrame, read
) -> None:
    frame = GeoDataFrame(
        {"naam": [*provincies["naam"], *map(str, range(300))]},
        geometry=[*provincies.geometry, *[None] * 300],
        crs=28992,
    )
    imported = read(write(frame, tmp_path / "a.gpkg"))
    assert len(imported.messages) < 30
    assert "hetzelfde geldt voor nog 280 objecten" in texts(imported)


# --- from shapes to memberships


def test_another_drawing_of_the_same_borders_leaves_slivers_only(
    tmp_path: Path, provincies: GeoDataFrame, read, catalogus: Catalogus
) -> None:
    imported = read(write(moved(provincies, 20, -15), tmp_path / "a.gpkg"))
    assert same(imported, catalogus)
    assert imported.counts.covered == 342
    assert "snippers van minder dan 0,1% van een gemeente tellen niet mee" in texts(imported)


def test_nearly_whole_gemeenten_say_how_much(
    tmp_path: Path, provincies: GeoDataFrame, read, catalogus: Catalogus
) -> None:
    imported = read(write(moved(provincies, 200, 0), tmp_path / "a.gpkg"))
    rows = imported.indeling.lidmaatschap
    shares = [float(t.split("%")[0].replace(",", ".")) for t in rows.toelichting if t]
    assert shares
    assert all(
        share == 1 or "%" in note
        for share, note in zip(rows.aandeel, rows.toelichting, strict=True)
    )
    assert (
        min(
            s
            for s, a in zip(shares, rows.aandeel[[bool(t) for t in rows.toelichting]], strict=True)
            if a == 1
        )
        >= 95
    )
    assert "voor 95% of meer in één regio" in texts(imported)


def basins(gebied: Gebied, cells: int = 21) -> GeoDataFrame:
    """Cut the country along lines that have nothing to do with gemeenten, as waterschappen do."""
    seeds = gebied.label_points[:: len(gebied) // cells][:cells]
    faces = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(seeds), extend_to=shapely.box(*gebied.bounds))
    )
    country = shapely.coverage_union_all(polygons(gebied.levels[0]))
    return GeoDataFrame(
        {"waterschap": [f"Waterschap {k + 1}" for k in range(len(faces))]},
        geometry=shapely.intersection(faces, country),
        crs=28992,
    )


@pytest.mark.parametrize("crs", [28992, 4326])
def test_regions_across_gemeenten_keep_shares(
    tmp_path: Path, gebied: Gebied, read, crs: int
) -> None:
    frame = basins(gebied)
    imported = read(write(frame.to_crs(crs), tmp_path / "a.gpkg"))
    indeling, rows = imported.indeling, imported.indeling.lidmaatschap
    assert len(indeling) == 21
    assert imported.counts.covered == 342
    assert imported.counts.divided == len(divided(indeling)) > 50
    total = np.bincount(rows.gemeente, rows.aandeel, minlength=342)
    np.testing.assert_allclose(total, 1, atol=1e-6)
    with pytest.raises(ValueError, match="share"):
        indeling.labels(342)
    # The shares are those of a plain intersection, but for the slivers.
    shapes = polygons(gebied.levels[0])
    plain = shapely.area(
        shapely.intersection(
            shapes[rows.gemeente], frame.geometry.to_numpy()[by_name(indeling, frame)[rows.regio]]
        )
    ) / shapely.area(shapes[rows.gemeente])
    partial = rows.aandeel < 1
    np.testing.assert_allclose(rows.aandeel[partial], plain[partial], atol=2e-3)
    assert (plain[~partial] >= 0.95 - 1e-4).all()


def by_name(indeling, frame: GeoDataFrame) -> np.ndarray:
    names = list(frame["waterschap"])
    return np.array([names.index(regio.naam) for regio in indeling.regios])


def test_partial_missing_and_double_are_counted(
    tmp_path: Path, gebied: Gebied, read, catalogus: Catalogus
) -> None:
    shapes = polygons(gebied.levels[0])
    first = shapes[0]
    xmin, ymin, xmax, ymax = first.bounds
    west = shapely.intersection(first, shapely.box(xmin, ymin, (xmin + xmax) / 2, ymax))
    frame = GeoDataFrame(
        {"naam": ["Half", "Links", "Rechts", "Klein"]},
        geometry=[
            west,
            shapely.coverage_union_all(shapes[[5, 6]]),
            shapely.coverage_union_all(shapes[[6, 7]]),
            shapely.Point(gebied.label_points[20]).buffer(20),
        ],
        crs=28992,
    )
    imported = read(write(frame, tmp_path / "a.gpkg"))
    rows = imported.indeling.lidmaatschap
    names = [imported.indeling.regios[r].naam for r in rows.regio]
    found = {(int(g), n): a for g, n, a in zip(rows.gemeente, names, rows.aandeel, strict=True)}
    part = west.area / first.area
    assert found == {
        (0, "Half"): pytest.approx(part),
        (5, "Links"): 1,
        (6, "Links"): 1,
        (6, "Rechts"): 1,
        (7, "Rechts"): 1,
    }
    assert imported.counts == Counts(covered=3, partial=1, missing=338, double=1, divided=2)
    naam = catalogus.gemeenten.namen
    said = texts(imported)
    assert f"in geen regio (gedekt aandeel tussen haakjes) [None] [{naam[0]} (" in said
    assert f"1 gemeente ligt in regio's die elkaar overlappen [None] [{naam[6]}]" in said
    assert "338 gemeenten liggen in geen regio" in said
    assert "in regio 'Klein' ligt geen gemeente; zij is weggelaten [None] [Klein]" in said
    assert not imported.indeling.landsdekkend
    assert "338 gemeenten liggen in geen regio: " in imported.indeling.opmerking


CHANGES = ("exploded", "more columns", "renamed", "crossed", "heights")


def mangled(frame: GeoDataFrame, changes: set[str], seed: int) -> GeoDataFrame:
    """Change what should not matter."""
    frame = frame.sample(frac=1, random_state=seed)
    if "exploded" in changes:
        frame = frame.explode(ignore_index=True)
    if "more columns" in changes:
        frame = frame.assign(
            id=range(len(frame)), versie="2025-01-01", km2=frame.area / 1e6, rubriek="provincie"
        )
    if "renamed" in changes:
        frame = frame.rename(columns={"naam": "PROVINCIE", "code": "Code"})
    shapes = frame.geometry.to_numpy().copy()
    if "crossed" in changes:
        largest = int(shapely.area(shapes).argmax())
        shapes[largest] = crossed(shapes[largest])
    if "heights" in changes:
        shapes = shapely.force_3d(shapes, 1.0)
    frame = frame.set_geometry(shapes, crs=frame.crs)
    columns = [column for column in frame.columns if column != "geometry"]
    return frame[[*np.random.default_rng(seed).permutation(columns), "geometry"]]


@settings(max_examples=25, deadline=None)
@given(
    changes=st.sets(st.sampled_from(CHANGES)),
    seed=st.integers(0, 99),
    shift=st.tuples(st.floats(-5, 5), st.floats(-5, 5)),
    crs=st.sampled_from([28992, 4326, 3857, 4258]),
    suffix=st.sampled_from(["gpkg", "geojson", "shp", "zip", "parquet"]),
)
def test_what_should_not_matter_does_not(
    tmp_path_factory: pytest.TempPathFactory,
    provincies: GeoDataFrame,
    read,
    catalogus: Catalogus,
    changes: set[str],
    seed: int,
    shift: tuple[float, float],
    crs: int,
    suffix: str,
) -> None:
    frame = moved(mangled(provincies, changes, seed), *shift).to_crs(crs)
    path = write(frame, tmp_path_factory.mktemp("a") / f"a.{suffix}")
    assert same(read(path), catalogus)


# --- files that are wrong, too large or out for harm


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
