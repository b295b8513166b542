import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokaart.model import Catalogus, Gebied
from regiokaart.model.contiguity import Contiguity, Verbinding, Verbindingssoort


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Contiguity, np.ndarray]:
    n = draw(st.integers(1, 12))
    node = st.integers(0, n - 1)
    edges = draw(
        st.lists(st.tuples(node, node).filter(lambda pair: pair[0] < pair[1]), max_size=20)
    )
    groups = draw(st.lists(st.integers(-1, 3), min_size=n, max_size=n))
    pairs = np.array(sorted(set(edges)), dtype=np.int64).reshape(-1, 2)
    return Contiguity(n, pairs), np.array(groups, dtype=np.int64)


def pieces_by_walking(graph: Contiguity, groups: np.ndarray) -> list[set[int]]:
    """Find the pieces from one neighbour to the next."""
    left = set(np.flatnonzero(groups >= 0).tolist())
    pieces = []
    while left:
        piece, waiting = set(), [min(left)]
        while waiting:
            i = waiting.pop()
            if i not in piece:
                piece.add(i)
                waiting += [j for j in graph.neighbours(i).tolist() if groups[j] == groups[i]]
        pieces.append(piece)
        left -= piece
    return pieces


@given(graphs())
def test_pieces_are_those_found_by_walking(case: tuple[Contiguity, np.ndarray]) -> None:
    graph, groups = case
    wanted = pieces_by_walking(graph, groups)
    found = graph.components(groups)
    assert [set(np.flatnonzero(found == piece).tolist()) for piece in range(len(wanted))] == wanted
    assert found.max(initial=-1) == len(wanted) - 1
    assert np.array_equal(found == -1, groups < 0)
    per_group = [sum(groups[min(piece)] == group for piece in wanted) for group in range(4)]
    assert graph.pieces(groups, 4).tolist() == per_group


@given(graphs())
def test_neighbours_are_mutual_and_ordered(case: tuple[Contiguity, np.ndarray]) -> None:
    graph, _ = case
    lists = [graph.neighbours(i).tolist() for i in range(graph.n)]
    assert len(lists) == graph.n
    assert {(i, j) for i, each in enumerate(lists) for j in each if i < j} == {
        (i, j) for i, j in graph.pairs.tolist()
    }
    for i, each in enumerate(lists):
        assert each == sorted(set(each))
        assert all(i in lists[j] for j in each)


def test_there_is_one_group_per_gemeente() -> None:
    graph = Contiguity(2, np.zeros((0, 2), dtype=np.int64))
    with pytest.raises(ValueError, match=r"shape \(2,\), not \(3,\)"):
        graph.components(np.zeros(3, dtype=np.int64))


def test_the_country_is_a_mainland_and_six_parts(catalogus: Catalogus, gebied: Gebied) -> None:
    pieces = Contiguity.of(gebied).components(np.zeros(len(gebied), dtype=np.int64))
    sizes = sorted(np.bincount(pieces).tolist())
    assert sizes == [1, 1, 1, 1, 1, 3, 334]
    apart = [catalogus.gemeenten.namen[i] for i in np.flatnonzero(pieces != pieces[0])]
    assert "Texel" in apart
    assert "Sluis" in apart


def test_a_connection_makes_neighbours_once(gebied: Gebied) -> None:
    over_land = Contiguity.of(gebied)
    a, b = over_land.pairs[0].tolist()
    known = Verbinding(b, a, Verbindingssoort.VERVOER, "brug", "bron")
    assert np.array_equal(Contiguity.of(gebied, [known]).pairs, over_land.pairs)
    far = next(i for i in range(len(gebied)) if i != a and i not in over_land.neighbours(a))
    ferry = Verbinding(far, a, Verbindingssoort.VERVOER, "veer", "bron")
    connected = Contiguity.of(gebied, [ferry])
    assert far in connected.neighbours(a)
    assert a in connected.neighbours(far)
    assert len(connected.pairs) == len(over_land.pairs) + 1
