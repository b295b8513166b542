"""All pairs of the embedded indelingen, for three weights and all measures, beside the peers.

Each peer does less than we do: pandas.crosstab and scikit-learn give the V-measure only, the
latter without weights; geopandas.overlay gives it for the area only. Their answers are compared
with ours before a time is printed.
"""

import itertools
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

import geopandas
import numpy as np
import pandas as pd
from sklearn.metrics import v_measure_score

from regiokaart.cartography.geometry import polygons
from regiokaart.congruence import Congruence
from regiokaart.model import Catalogus, Gewicht, Indeling
from regiokaart.sources.boundaries import load_gebied
from regiokaart.sources.embedded import load_catalogus

GOAL = 20.0  # milliseconds for the 17 embedded indelingen
RUNS = 20
PEER_RUNS = 3
MANY = 26
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


def check(name: str, ours: np.ndarray, theirs: np.ndarray, tolerance: float) -> None:
    difference = float(np.abs(ours - theirs).max())
    if not difference < tolerance:
        raise SystemExit(f"{name} and we differ by {difference:.2g} in V")


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
    row(f"{len(labels)} indelingen, {pairs} pairs x 3 weights, all measures", total)
    row(
        "  of which without the transfer distance",
        best_of(RUNS, lambda: Congruence(labels, weights).measures),
    )
    return total, shown


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

    shapes = geopandas.GeoDataFrame(geometry=polygons(load_gebied().levels[0]), crs=28992)
    seconds = []
    for names in OVERLAYS:
        a, b = (
            regions(shapes, catalogus.labels(catalogus[name]), key)
            for name, key in zip(names, "ab", strict=True)
        )
        pair = Congruence(
            np.array([catalogus.labels(catalogus[name]) for name in names]),
            catalogus.gemeenten.weights(Gewicht.OPPERVLAKTE)[np.newaxis],
        )
        check("geopandas.overlay", pair.measures.v_measure[0, 0], np.array(overlay(a, b)), 1e-3)
        seconds.append(best_of(PEER_RUNS, lambda a=a, b=b: overlay(a, b)))
    pairs = len(v)
    row(
        f"geopandas.overlay, area only, {len(seconds)} pairs extrapolated to {pairs}",
        float(np.mean(seconds)) * pairs,
        ours,
    )


if __name__ == "__main__":
    main()
