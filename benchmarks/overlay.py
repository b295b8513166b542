"""Shares of area per gemeente beside geopandas.overlay, for regions that cut gemeenten.

The regions are 21 faces of the country along jagged lines, as waterschappen are, in three grades
of detail; and the RES-regio's, which follow gemeente borders, in place and as another drawing of
the same borders. Both start from polygons in memory; their answers are compared before a time is
printed. The last lines time the reading of a file from disk.

``python benchmarks/overlay.py waterschappen.geojson`` compares on a file of one's own as well, such
as the waterschappen themselves.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import geopandas
import numpy as np
import shapely

from regiokaart.cartography.geometry import polygons
from regiokaart.model import Gebied
from regiokaart.sources.boundaries import load_gebied
from regiokaart.sources.embedded import load_catalogus
from regiokaart.sources.polygons import read_polygons
from regiokaart.sources.projection import to_rd
from regiokaart.sources.shares import Shares, area_shares
from regiokaart.sources.vector import read_layer

RUNS = 5
PEER_RUNS = 3
BASINS = 21
HALVINGS = (8, 11, 13)  # of each line, with a random step aside
ROUGHNESS = 0.1  # step aside as a share of the length


def best_of(runs: int, work: Callable[[], object]) -> float:
    """Milliseconds of the quickest run."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def jagged(ends: np.ndarray, halvings: int, rng: np.random.Generator) -> shapely.LineString:
    """Bend a line of two points, again and again halfway."""
    points = ends
    for _ in range(halvings):
        step = np.diff(points, axis=0)
        aside = step[:, ::-1] * (-1, 1) * rng.normal(0, ROUGHNESS, (len(step), 1))
        bent = np.empty((2 * len(points) - 1, 2))
        bent[0::2], bent[1::2] = points, points[:-1] + step / 2 + aside
        points = bent
    return shapely.LineString(points)


def basins(gebied: Gebied, country: shapely.Geometry, halvings: int) -> np.ndarray:
    rng = np.random.default_rng(1)
    seeds = gebied.label_points[rng.choice(len(gebied), BASINS, replace=False)]
    cells = shapely.voronoi_polygons(
        shapely.multipoints(seeds), extend_to=shapely.box(*gebied.bounds)
    )
    edges = shapely.union_all(shapely.boundary(shapely.get_parts(cells)))
    lines = [
        jagged(np.array(pair), halvings, rng)
        for edge in shapely.get_parts(shapely.line_merge(edges))
        for pair in zip(edge.coords[:-1], edge.coords[1:], strict=True)
    ]
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.union_all(lines))))
    # Where lines cross each other they enclose crumbs; the large faces are the regions.
    cut = shapely.intersection(faces, country)
    return cut[np.argsort(-shapely.area(cut))[:BASINS]]


def fresh(regions: np.ndarray) -> np.ndarray:
    """Copy polygons, so that nothing is prepared yet."""
    return shapely.from_wkb(shapely.to_wkb(regions))


def check(shares: Shares, pieces: geopandas.GeoDataFrame, area: np.ndarray) -> None:
    ours = np.zeros((len(area), shares.regio.max() + 1))
    ours[shares.gemeente, shares.regio] = shares.aandeel
    theirs = np.zeros_like(ours)
    np.add.at(theirs, (pieces["g"], pieces["r"]), pieces.area / area[pieces["g"]])
    difference = float(np.abs(ours - theirs).max())
    if not difference < 1e-9:
        raise SystemExit(f"geopandas.overlay and we differ by {difference:.2g} of a gemeente")


def compare(name: str, regions: np.ndarray, gemeenten: np.ndarray, gebied: Gebied) -> None:
    left = geopandas.GeoDataFrame({"g": range(len(gemeenten))}, geometry=gemeenten, crs=28992)
    right = geopandas.GeoDataFrame({"r": range(len(regions))}, geometry=regions, crs=28992)

    def overlay() -> geopandas.GeoDataFrame:
        return geopandas.overlay(left, right, how="intersection", keep_geom_type=True)

    check(area_shares(fresh(regions), gebied), overlay(), shapely.area(gemeenten))
    copies = iter([fresh(regions) for _ in range(RUNS)])
    ours = best_of(RUNS, lambda: area_shares(next(copies), gebied))
    peer = best_of(PEER_RUNS, overlay)
    points = int(shapely.get_num_coordinates(regions).sum())
    print(f"  {name:<34}{points:9,} points{ours:9.1f} ms{peer:10.1f} ms{peer / ours:7.1f} x")


def main() -> None:
    gebied, catalogus = load_gebied(), load_catalogus()
    gemeenten = polygons(gebied.levels[0])
    country = shapely.coverage_union_all(gemeenten)
    print(f"Best of {RUNS} (geopandas.overlay: {PEER_RUNS}), {len(gemeenten)} gemeenten")
    print(f"  {'':<50}{'ours':>12}{'overlay':>13}{'ratio':>9}")
    for halvings in HALVINGS:
        rough = basins(gebied, country, halvings)
        compare(f"{len(rough)} regions across gemeenten", rough, gemeenten, gebied)
    labels = catalogus.labels(catalogus["res-regio"])
    res = np.array(
        [shapely.coverage_union_all(gemeenten[labels == k]) for k in range(labels.max() + 1)]
    )
    compare(f"{len(res)} regions of whole gemeenten", res, gemeenten, gebied)
    moved = shapely.transform(res, lambda points: points + 3.3)
    compare("  the same, drawn 5 m off", moved, gemeenten, gebied)

    for path in map(Path, sys.argv[1:]):
        layer = read_layer(path)
        own = to_rd(path, shapely.make_valid(layer.geometry), layer.crs).geometry
        compare(f"{len(own)} regions of {path.stem}"[:34], own, gemeenten, gebied)

    with tempfile.TemporaryDirectory() as folder:
        frame = geopandas.GeoDataFrame(
            {"naam": [f"Waterschap {k + 1}" for k in range(len(rough))]}, geometry=rough, crs=28992
        )
        for suffix, crs in (
            (".gpkg", 28992),
            (".shp", 28992),
            (".parquet", 28992),
            (".geojson", 4326),
        ):
            path = Path(folder, f"waterschappen{suffix}")
            if suffix == ".parquet":
                frame.to_crs(crs).to_parquet(path)
            else:
                frame.to_crs(crs).to_file(path)
            spent = best_of(3, lambda path=path: read_polygons(path, catalogus.gemeenten, gebied))
            size = path.stat().st_size / 1e6
            print(f"  file to memberships, {suffix[1:]:<10}{size:7.1f} MB{spent:26.1f} ms")


if __name__ == "__main__":
    main()
