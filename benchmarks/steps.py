"""Time the ranking of steps, the tree and the regions of a pair on the embedded indelingen.

Run with ``python -m benchmarks.steps``; prints medians in milliseconds.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

from regiokaart.congruence.region.regiontables import Against, movers_table, region_table
from regiokaart.congruence.sets.whole import whole
from regiokaart.congruence.sets.wholetables import whole_sentences, whole_table
from regiokaart.congruence.steps.steptables import ranking, region_steps_table, steps_table
from regiokaart.model import Catalogus, Gewicht, Indeling
from regiokaart.sources.embedded import load_catalogus

GOAL = 50.0  # milliseconds, for what a window shows at once
REPEATS = 9


def median(act: Callable[[], object]) -> float:
    act()  # loads scipy
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def work(catalogus: Catalogus, indelingen: Sequence[Indeling]) -> dict[str, Callable[[], object]]:
    def fresh() -> object:
        found = whole(catalogus, indelingen, Gewicht.INWONERS)
        return whole_table(found), whole_sentences(found)

    def pair() -> object:
        against = Against(catalogus, indelingen[0], indelingen[1], Gewicht.INWONERS)
        return region_table(against), movers_table(against)

    return {
        "stappen": lambda: steps_table(ranking(catalogus, indelingen, Gewicht.INWONERS)),
        "kleine stappen": lambda: region_steps_table(
            ranking(catalogus, indelingen, Gewicht.INWONERS)
        ),
        "geheel": fresh,
        "regio's van een paar": pair,
    }


def main() -> None:
    catalogus = load_catalogus()
    counted = [i for i in catalogus if i.telt_standaard_mee]
    print(f"goal for the steps of {len(counted)} indelingen: {GOAL:.0f} ms")
    for indelingen in (counted, list(catalogus)):
        for name, act in work(catalogus, indelingen).items():
            print(f"{len(indelingen):3} indelingen  {name:22} {median(act):8.1f} ms")


if __name__ == "__main__":
    main()
