import hashlib
import json
from pathlib import Path

import pytest
import shapely
from geopandas import GeoDataFrame

from regiokaart.cartography.geometry import polygons
from regiokaart.cli import run
from regiokaart.model import Catalogus, Gebied
from regiokaart.sources.errors import DataError
from regiokaart.sources.files import choices, read_indelingen, split_part
from regiokaart.sources.imported import Counts, ImportOptions


@pytest.mark.parametrize(
    ("written", "name", "part"),
    [
        ("a.xlsx#Blad 1", "a.xlsx", "Blad 1"),
        ("a.gpkg#laag#2", "a.gpkg#laag#2", ""),
        ("a.GPKG#laag", "a.GPKG", "laag"),
        ("a.topojson#x", "a.topojson", "x"),
        ("a.csv#x", "a.csv#x", ""),
        ("a.ods#Blad 2", "a.ods", "Blad 2"),
        ("a.gpkg", "a.gpkg", ""),
    ],
)
def test_part_stands_behind_the_name(written: str, name: str, part: str) -> None:
    assert split_part(Path(written)) == (Path(name), part)


def test_name_with_a_hash_that_exists_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg#laag"
    path.touch()
    assert split_part(path) == (path, "")


def test_table(tmp_path: Path, catalogus: Catalogus, gebied: Gebied) -> None:
    path = tmp_path / "a.csv"
    path.write_text("gemeente;regio\nGM0014;Noord\nGM0034;Midden\n")
    (imported,) = read_indelingen(path, catalogus.gemeenten, gebied)
    assert imported.counts == Counts(2, 0, 340, 0, 0)
    assert imported.indeling.id == "a"


def test_the_file_is_known_by_its_sha256(
    tmp_path: Path, catalogus: Catalogus, gebied: Gebied
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("gemeente;regio\nGM0014;Noord\nGM0034;Midden\n")
    (imported,) = read_indelingen(path, catalogus.gemeenten, gebied)
    assert imported.indeling.bron_bestand == "a.csv"
    expected = hashlib.sha256(path.read_bytes()).hexdigest()
    assert imported.indeling.bron_sha256 == expected


def test_layers_and_columns_to_choose_from(
    tmp_path: Path, catalogus: Catalogus, gebied: Gebied
) -> None:
    frame = two_halves(gebied).assign(gebied=["a", "b"], soort=["x", "y"])
    path = tmp_path / "a.gpkg"
    frame.to_file(path, layer="een")
    frame.to_file(path, layer="twee")
    found = choices(path)
    assert found.kind == "laag"
    assert [part.name for part in found.parts] == ["een", "twee"]
    assert found.parts[0].columns == ("naam", "gebied", "soort")
    assert found.parts[0].examples == (("West", "Oost"), ("a", "b"), ("x", "y"))
    options = ImportOptions("twee", regio="gebied", code="soort")
    (imported,) = read_indelingen(path, catalogus.gemeenten, gebied, (), options)
    assert [(r.code, r.naam) for r in imported.indeling.regios] == [("x", "a"), ("y", "b")]
    assert imported.options == options
    with pytest.raises(DataError, match="kolom 'zz' bestaat niet; de kolommen zijn 'naam', 'geb"):
        read_indelingen(path, catalogus.gemeenten, gebied, (), ImportOptions("een", regio="zz"))


@pytest.mark.parametrize("suffix", ["geojson", "shp", "parquet"])
def test_formats_without_layers_have_one_part(tmp_path: Path, gebied: Gebied, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    frame = two_halves(gebied)
    if suffix == "parquet":
        frame.to_parquet(path)
    else:
        frame.to_file(path)
    found = choices(path)
    assert found.kind == ""
    (part,) = found.parts
    assert (part.name, part.columns, part.examples) == ("", ("naam",), (("West", "Oost"),))


def two_halves(gebied: Gebied) -> GeoDataFrame:
    """Cut the country in two, right through gemeenten."""
    country = shapely.coverage_union_all(polygons(gebied.levels[0]))
    xmin, ymin, xmax, ymax = country.bounds
    halves = [
        shapely.box(xmin, ymin, 150_000, ymax),
        shapely.box(150_000, ymin, xmax, ymax),
    ]
    return GeoDataFrame(
        {"naam": ["West", "Oost"]}, geometry=shapely.intersection(country, halves), crs=28992
    )


def test_polygons_across_gemeenten_are_compared_on_pieces(
    tmp_path: Path, catalogus: Catalogus, gebied: Gebied, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "helften.gpkg"
    two_halves(gebied).to_file(path)
    (imported,) = read_indelingen(path, catalogus.gemeenten, gebied)
    assert len(imported.indeling) == 2
    assert imported.counts.divided > 5
    output = tmp_path / "uit.json"
    command = ["congruentie", "--bestand", str(path), "--indeling", "provincie"]
    assert run([*command, "--uit", str(output)]) == 0
    assert capsys.readouterr().err == ""
    by_area = json.loads(output.read_text("utf-8"))[2]
    assert by_area["gewicht"] == "oppervlakte"
    assert 0 < by_area["v_maat"] < 1
    assert by_area["gedekt_aandeel"] == 1
    # Noord- and Zuid-Holland, Zeeland and Flevoland or not: counted on the map.
    assert by_area["a_binnen_b"] > 3
    assert by_area["b_binnen_a"] == 0
    assert run(command) == 0
    assert "verdeelt gemeenten over regio's" in capsys.readouterr().out


def test_polygons_that_follow_gemeenten_are_compared(
    tmp_path: Path, catalogus: Catalogus, gebied: Gebied, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "Mijn corop.gpkg"
    shapes, indeling = polygons(gebied.levels[0]), catalogus["corop"]
    labels = catalogus.labels(indeling)
    frame = GeoDataFrame(
        {"naam": [regio.naam for regio in indeling.regios]},
        geometry=[shapely.coverage_union_all(shapes[labels == k]) for k in range(len(indeling))],
        crs=28992,
    )
    frame.to_file(path, layer="vlakken")
    frame.head(2).to_file(path, layer="twee")
    assert run(["congruentie", "--bestand", f"{path}#vlakken", "--indeling", "corop"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "laag vlakken" in captured.out
    assert "1,000" in captured.out
    assert run(["congruentie", "--bestand", str(path), "--indeling", "corop"]) == 2
    assert "2 lagen met vlakken ('vlakken', 'twee'); zet de laag" in capsys.readouterr().err


def test_table_with_a_column_for_each_indeling_is_compared(
    tmp_path: Path, catalogus: Catalogus, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = ("jeugdregio", "res-regio")
    columns = [[catalogus[i].regios[k].naam for k in catalogus.labels(catalogus[i])] for i in ids]
    rows = zip(catalogus.gemeenten.codes, *columns, strict=True)
    path = tmp_path / "breed.csv"
    path.write_text("\n".join(map(";".join, [("gemeente", *ids), *rows])), "utf-8")
    command = ["congruentie", "--bestand", str(path), "--indeling", "jeugdregio"]
    assert run([*command, "--gewicht", "gemeenten"]) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert "meer dan één kolom kan de regio zijn ('jeugdregio', 'res-regio')" in captured.err
    assert run([*command, "--gewicht", "gemeenten", "--elke-kolom"]) == 0
    out = capsys.readouterr().out
    assert "breed (jeugdregio)" in out
    assert "breed (res-regio)" in out
    assert "1,000" in out


def test_table_with_a_gemeente_in_two_regios_is_compared_on_pairs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dubbel.csv"
    path.write_text("gemeente;regio\nEde;A\nEde;B\nBarneveld;A\nNijkerk;B\nWageningen;B\n")
    command = ["congruentie", "--bestand", str(path), "--indeling", "jeugdregio"]
    assert run([*command, "--gewicht", "gemeenten"]) == 0
    out = capsys.readouterr().out
    # Ede shares a regio with the other three, and two of those share one: four pairs. In the
    # jeugdregio's Ede, Barneveld and Nijkerk are together: three pairs, of which two are in both.
    for share in ("66,7%", "50,0%", "40,0%"):
        assert share in out
    assert "horen gemeenten bij meer regio's tegelijk" in out
