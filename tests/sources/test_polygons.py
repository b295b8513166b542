"""Files with polygons, made of the embedded boundaries in every format."""

from pathlib import Path

import numpy as np
import pytest
import shapely
from geopandas import GeoDataFrame
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokaart.cartography.geometry import polygons
from regiokaart.model import Catalogus, Gebied
from regiokaart.sources.errors import DataError
from regiokaart.sources.imported import Counts, ImportOptions, divided
from tests.sources.drawn import FORMATS, crossed, moved, same, texts, write

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
