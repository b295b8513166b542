"""All pairs of the embedded indelingen, for three weights and all measures, beside the peers.

Each peer does less than we do: pandas.crosstab and scikit-learn give the V-measure only, the
latter without weights; esda and geopandas.overlay give it for the area only, from polygons. Their
answers are compared with ours before a time is printed.

Then the same for many more units: random points, each in the region of the nearest of a number of
random centres, so that regions are compact as real ones are. Each size runs in a process of its
own, of which the peak of the memory is printed.
"""

import itertools
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

import geopandas
import numpy as np
import pandas as pd
from esda.map_comparison import homogeneity
from scipy.spatial import KDTree
from sklearn.metrics import adjusted_mutual_info_score, v_measure_score

from regiokaart.cartography.geometry import polygons
from regiokaart.congruence import Congruence
from regiokaart.model import Catalogus, Gewicht, Indeling
from regiokaart.sources.boundaries import load_gebied
from regiokaart.sources.embedded import load_catalogus

GOAL = 20.0  # milliseconds for the 17 embedded indelingen
RUNS = 20
PEER_RUNS = 3
MANY = 26
UNITS = (1_000, 10_000, 100_000)
REGIONS = (40, 400, 4_000)  # of ten indelingen each
UNITS_GOAL = 2.0  # seconds for the most units and one weight
MEMORY_GOAL = 1.0  # GB
OVERLAYS = (("jeugdregio", "arbeidsmarktregio"), ("res-regio", "provincie"), ("corop", "ggd-regio"))


def best_of(runs: int, work: Callable[[], object]) -> float:
    """Milliseconds of the quickest run."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def from_crosstab(table: np.ndarray) -> float:
    """V-measure of a table of weights."""
    share = table / table.sum()
    a, b = share.sum(axis=1), share.sum(axis=0)
    h_a, h_b = -(a * np.log(a)).sum(), -(b * np.log(b)).sum()
    cells = share[share > 0]
    mutual = h_a + h_b + (cells * np.log(cells)).sum()
    return 2 * mutual / (h_a + h_b)


def pandas_crosstab(labels: Sequence[pd.Series], weights: Sequence[pd.Series]) -> np.ndarray:
    return np.array(
        [
            [
                from_crosstab(pd.crosstab(a, b, values=weight, aggfunc="sum").fillna(0).to_numpy())
                for weight in weights
            ]
            for a, b in itertools.combinations(labels, 2)
        ]
    )


def scikit_learn(labels: np.ndarray) -> np.ndarray:
    return np.array([v_measure_score(a, b) for a, b in itertools.combinations(labels, 2)])


def scikit_learn_ami(labels: np.ndarray) -> np.ndarray:
    return np.array(
        [adjusted_mutual_info_score(a, b) for a, b in itertools.combinations(labels, 2)]
    )


def regions(
    shapes: geopandas.GeoDataFrame, labels: np.ndarray, name: str
) -> geopandas.GeoDataFrame:
    """Dissolve gemeenten to regions, which is not timed: a peer reads these from a file."""
    frame = shapes.assign(**{name: labels})
    return frame.dissolve(by=name, as_index=False, method="coverage")[[name, "geometry"]]


def overlay(a: geopandas.GeoDataFrame, b: geopandas.GeoDataFrame) -> float:
    pieces = geopandas.overlay(a, b, how="intersection", keep_geom_type=True)
    pieces["area"] = pieces.area
    return from_crosstab(
        pieces.pivot_table("area", "a", "b", aggfunc="sum", fill_value=0).to_numpy()
    )


def esda_v(a: geopandas.GeoDataFrame, b: geopandas.GeoDataFrame) -> float:
    h, c = (homogeneity(x.geometry, y.geometry) for x, y in ((a, b), (b, a)))
    return 2 * h * c / (h + c)


def check(name: str, ours: np.ndarray, theirs: np.ndarray, tolerance: float) -> None:
    difference = float(np.abs(ours - theirs).max())
    if not difference < tolerance:
        raise SystemExit(f"{name} and we differ by {difference:.2g}")


def row(name: str, milliseconds: float, ours: float | None = None) -> None:
    ratio = "" if ours is None else f"{milliseconds / ours:9.0f} x"
    print(f"  {name:<66}{milliseconds:12.2f} ms{ratio}")


def time_ours(catalogus: Catalogus, indelingen: Sequence[Indeling]) -> tuple[float, Congruence]:
    labels = np.array([catalogus.labels(indeling) for indeling in indelingen])
    weights = np.array([catalogus.gemeenten.weights(gewicht) for gewicht in Gewicht])
    shown = Congruence(labels, weights)

    def everything() -> None:
        congruence = Congruence(labels, weights)
        _ = congruence.measures, congruence.transfer_distance

    everything()  # the first run loads scipy
    pairs = len(labels) * (len(labels) - 1) // 2
    total = best_of(RUNS, everything)
    row(f"{len(labels)} indelingen, {pairs} pairs x 3 weights, all measures but AMI", total)
    row(
        "  of which without the transfer distance",
        best_of(RUNS, lambda: Congruence(labels, weights).measures),
    )
    ami = best_of(PEER_RUNS, lambda: Congruence(labels, weights).adjusted_mutual_information)
    row("  AMI of those pairs, which is computed when asked for", ami)
    return total, shown


def time_units(units: int) -> None:
    """Time many units in this process, and print the peak of its memory."""
    rng = np.random.default_rng(2026)
    points = rng.random((units, 2))
    labels = np.array(
        [
            KDTree(rng.random((min(regions, units), 2))).query(points)[1]
            for regions in REGIONS
            for _ in range(10)
        ]
    )
    weights = rng.integers(100, 1_000_000, (3, units)).astype(np.float64)
    times = []
    for w in (1, 3):
        start = time.perf_counter()
        congruence = Congruence(labels, weights[:w])
        _ = congruence.measures
        times.append(time.perf_counter() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    start = time.perf_counter()
    _ = congruence.transfer_distance
    times.append((time.perf_counter() - start) / 3)
    print(
        f"  {units:>8,} units{times[0]:12.2f} s{times[1]:16.2f} s{times[2]:16.2f} s"
        f"{memory:12.2f} GB"
    )
    if units == UNITS[-1]:
        met = times[0] <= UNITS_GOAL and memory <= MEMORY_GOAL
        print(f"  goal {UNITS_GOAL:.0f} s, {MEMORY_GOAL:.0f} GB: {'met' if met else 'MISSED'}")


def loading_scipy() -> float:
    """Milliseconds to import what the assignment needs, in a process that has numpy."""
    program = (
        "import numpy, time; start = time.perf_counter(); import scipy.optimize; "
        "print(1000 * (time.perf_counter() - start))"
    )
    command = [sys.executable, "-c", program]
    runs = [subprocess.run(command, capture_output=True, check=True) for _ in range(PEER_RUNS)]
    return min(float(run.stdout) for run in runs)


def main() -> None:
    catalogus = load_catalogus()
    indelingen = list(catalogus)
    print(
        f"Best of {RUNS} (peers: {PEER_RUNS}), {len(catalogus.gemeenten)} gemeenten, after import"
    )
    ours, congruence = time_ours(catalogus, indelingen)
    print(f"  goal {GOAL:.0f} ms: {'met' if ours <= GOAL else 'MISSED'}")
    time_ours(catalogus, (indelingen * 2)[:MANY])
    row("loading scipy, once, when the transfer distance is first asked for", loading_scipy())

    print("Peers, V-measure only, and how many times our time for all measures and weights")
    v = congruence.measures.v_measure
    series = [pd.Series(labels) for labels in congruence.labels]
    weights = [pd.Series(weight) for weight in congruence.weights]
    check("pandas.crosstab", v, pandas_crosstab(series, weights), 1e-9)
    crosstab = best_of(PEER_RUNS, lambda: pandas_crosstab(series, weights))
    row("pandas.crosstab, 3 weights", crosstab, ours)
    check("scikit-learn", v[:, 0], scikit_learn(congruence.labels), 1e-9)
    sklearn = best_of(PEER_RUNS, lambda: scikit_learn(congruence.labels))
    row("sklearn.metrics.v_measure_score, gemeenten only", sklearn, ours)

    labels = congruence.labels
    check("scikit-learn", congruence.adjusted_mutual_information, scikit_learn_ami(labels), 1e-9)
    ami = best_of(
        PEER_RUNS, lambda: Congruence(labels, congruence.weights).adjusted_mutual_information
    )
    theirs = best_of(PEER_RUNS, lambda: scikit_learn_ami(labels))
    row("sklearn.metrics.adjusted_mutual_info_score, and times our AMI", theirs, ami)

    shapes = geopandas.GeoDataFrame(geometry=polygons(load_gebied().levels[0]), crs=28992)
    overlays, esdas = [], []
    for names in OVERLAYS:
        a, b = (
            regions(shapes, catalogus.labels(catalogus[name]), key)
            for name, key in zip(names, "ab", strict=True)
        )
        pair = Congruence(
            np.array([catalogus.labels(catalogus[name]) for name in names]),
            catalogus.gemeenten.weights(Gewicht.OPPERVLAKTE)[np.newaxis],
        )
        ours_on_area = pair.measures.v_measure[0, 0]
        check("geopandas.overlay", ours_on_area, np.array(overlay(a, b)), 1e-3)
        check("esda", ours_on_area, np.array(esda_v(a, b)), 1e-3)
        overlays.append(best_of(PEER_RUNS, lambda a=a, b=b: overlay(a, b)))
        esdas.append(best_of(1, lambda a=a, b=b: esda_v(a, b)))
    for name, times in (("geopandas.overlay", overlays), ("esda.map_comparison", esdas)):
        total = float(np.mean(times)) * len(v)
        row(f"{name}, area only, {len(times)} pairs extrapolated to {len(v)}", total, ours)

    print(f"Many units, {10 * len(REGIONS)} indelingen, ten each of {REGIONS} regions, all pairs")
    print(
        f"{'':>16}{'measures, 1 weight':>20}{'3 weights':>14}{'transfer, a weight':>22}{'peak':>9}"
    )
    for units in UNITS:
        subprocess.run([sys.executable, __file__, str(units)], check=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        time_units(int(sys.argv[1]))
    else:
        main()
