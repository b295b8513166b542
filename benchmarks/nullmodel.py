"""Speed of the walk over random divisions, beside GerryChain's ReCom where that is installed.

GerryChain is no dependency; `pip install gerrychain` in an environment of your own shows its
figures in the same run, on the same graph and from the same start. It holds sizes within 30 % of
their mean, and ours holds them exactly. One proposal is two regions merged and a tree drawn.
"""

import random
import time
import warnings
from collections.abc import Callable
from functools import partial

import numpy as np

from regiokaart.congruence.chance.chance import against_chance, agreement, territorial_chance
from regiokaart.congruence.chance.convergence import effective_size
from regiokaart.congruence.chance.nullmodel import Ensemble, Sampling, draw_walk
from regiokaart.congruence.chance.recom import Walk
from regiokaart.model.contiguity import Contiguity
from regiokaart.sources.boundaries import load_gebied
from regiokaart.sources.connections import load_verbindingen
from regiokaart.sources.embedded import load_catalogus

STEPS = 100_000
PAIRS = (
    ("arbeidsmarktregio", "jeugdregio"),
    ("jeugdregio", "arbeidsmarktregio"),
    ("provincie", "corop"),
    ("ressort", "provincie"),
)
PARTS = 38  # of 9 gemeenten, for GerryChain
PEER_STEPS = 1000


def seconds(work: Callable[[], object]) -> float:
    """Time of the processor, which other work on the machine hardly changes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def report(done: int, total: int) -> None:
    pass


def walk_speed(name: str, labels: np.ndarray, edges: np.ndarray) -> None:
    walk = Walk(labels, edges, np.random.default_rng(1))
    spent = seconds(lambda: walk.run(STEPS))
    print(
        f"  {name:<28}{len(np.unique(labels)):4} regio's"
        f"{1e6 * spent / STEPS:8.1f} µs a step{1e6 * spent / walk.merges:8.1f} µs a proposal"
        f"{100 * walk.cuts / walk.merges:6.0f} % cut"
    )


def peer(graph_edges: np.ndarray, n: int) -> None:
    try:
        import networkx as nx
        from gerrychain import Graph, MarkovChain, Partition, accept, tree, updaters
        from gerrychain.proposals import recom
    except ImportError:
        print("  GerryChain is not installed here")
        return
    warnings.simplefilter("ignore")
    rng = random.Random(1)
    plain = nx.Graph(graph_edges.tolist())
    nx.set_node_attributes(plain, 1, "pop")
    graph = Graph.from_networkx(plain)
    start = tree.recursive_tree_part(graph, range(PARTS), n / PARTS, "pop", 0.3, rng=rng)
    labels = np.array([start[i] for i in range(n)])
    partition = Partition(graph, start, {"pop": updaters.Tally("pop")})
    proposal = partial(recom, pop_col="pop", pop_target=n / PARTS, epsilon=0.3, node_repeats=1)
    chain = MarkovChain(proposal, [], accept.always_accept, partition, PEER_STEPS, rng=rng)
    spent = seconds(lambda: [None for _ in chain])
    print(f"  {'GerryChain ReCom':<28}{PARTS:4} regio's{1e6 * spent / PEER_STEPS:34.1f} µs a cut")
    walk = Walk(labels, graph_edges, np.random.default_rng(1))
    ours = seconds(lambda: walk.run(STEPS))
    each = ours / walk.cuts
    print(f"  {'ours, from the same start':<28}{PARTS:4} regio's{1e6 * each:34.1f} µs a cut")
    print(f"  ratio {spent / PEER_STEPS / each:.0f} x")


def main() -> None:
    catalogus, gebied = load_catalogus(), load_gebied()
    edges = Contiguity.of(gebied, load_verbindingen(catalogus.gemeenten)).pairs
    n = len(catalogus.gemeenten)
    print(f"The walk, {STEPS:,} steps on {n} gemeenten and {len(edges)} borders")
    for indeling in catalogus:
        walk_speed(indeling.id, catalogus.labels(indeling), edges)
    print("Beside GerryChain, each until a cut")
    peer(edges, n)

    sampling = Sampling()
    ones = np.ones((1, n))
    rng = np.random.default_rng(1)
    print(f"V-measure by gemeenten, of {sampling.draws} draws in {sampling.walks} walks")
    ensembles = []
    for drawn, other in PAIRS:
        labels, fixed = catalogus.labels(catalogus[drawn]), catalogus.labels(catalogus[other])
        start = time.process_time()
        draws = np.stack([draw_walk(labels, edges, sampling, w, report) for w in range(2)])
        spent = time.process_time() - start
        ensembles.append(Ensemble(labels, draws, sampling))
        compared = seconds(lambda e=ensembles[-1], f=fixed: against_chance(e, f, ones))
        _, (chance,) = against_chance(ensembles[-1], fixed, ones)
        shuffled = agreement(rng.permuted(np.tile(labels, (1000, 1)), axis=1), fixed, ones)
        values = agreement(ensembles[-1].divisions, fixed, ones).v_measure.reshape(2, -1)
        print(
            f"  {drawn} drawn against {other}: real {chance.real:.3f}, random "
            f"{chance.expected:.3f} ({chance.low:.3f} to {chance.high:.3f}), shuffled labels "
            f"{shuffled.v_measure.mean():.3f}\n    {spent:.1f} s to draw, {compared * 1e3:.0f} ms "
            f"to compare; effective {effective_size(values):.0f}, or "
            f"{effective_size(values) / spent:.0f} a second; R-hat {chance.rhat:.3f}"
        )
    spent = seconds(lambda: territorial_chance(ensembles))
    print(f"Territoriale congruentie by chance, {len(PAIRS)} indelingen: {spent:.1f} s")


if __name__ == "__main__":
    main()
