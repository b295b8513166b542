from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from regiokaart.cartography.labels import PlacedLabel, place, wrap
from regiokaart.cartography.specification import Label
from regiokaart.cartography.viewport import Viewport

VIEW = Viewport(500, 500, 1.0, 1000, 1000)


def measure(line: str, rank: int) -> tuple[float, float]:
    return 7.0 * len(line), 14.0


def overlap(a: PlacedLabel, b: PlacedLabel) -> bool:
    apart = (
        a.x + a.width <= b.x
        or b.x + b.width <= a.x
        or a.y + a.height <= b.y
        or b.y + b.height <= a.y
    )
    return not apart


labels = st.lists(
    st.builds(
        Label,
        st.text("abc -", min_size=1, max_size=30).filter(str.strip),
        st.floats(-100, 1100),
        st.floats(-100, 1100),
        st.floats(0, 200),
        st.integers(0, 1),
    ),
    max_size=30,
)


@given(labels)
def test_names_never_overlap(given_labels: list[Label]) -> None:
    blocked = PlacedLabel((), 0, 0, 200, 100, 0)
    placed = place(given_labels, VIEW, measure, [blocked])
    for i, label in enumerate(placed):
        assert not overlap(label, blocked)
        assert not any(overlap(label, other) for other in placed[:i])


@given(st.text("abcdé -()/'", max_size=60), st.integers(5, 20))
def test_wrapping_loses_nothing(text: str, limit: int) -> None:
    assert "".join(wrap(text, limit)).replace(" ", "") == text.replace(" ", "")


def test_the_roomier_region_wins_the_place() -> None:
    small = Label("Klein", 500, 500, 20, 0)
    large = Label("Groot", 500, 500, 25, 0)
    placed = place([small, large], VIEW, measure)
    assert placed[0].lines == ("Groot",)


def test_regions_come_before_gemeenten() -> None:
    gemeente = Label("Gemeente", 500, 500, 90, 1)
    regio = Label("Regio", 500, 500, 30, 0)
    assert place([gemeente, regio], VIEW, measure)[0].lines == ("Regio",)


def test_gemeenten_are_named_when_zoomed_in_only() -> None:
    gemeente = Label("Ede", 500, 500, 50_000, 1)
    assert place([gemeente], VIEW, measure)
    assert not place([gemeente], Viewport(500, 500, 400, 1000, 1000), measure)


def test_a_name_that_does_not_fit_its_gemeente_is_left_out() -> None:
    assert not place([Label("Schouwen-Duiveland", 500, 500, 12, 1)], VIEW, measure)


def test_a_taken_place_is_avoided() -> None:
    blocked = PlacedLabel((), 450, 490, 100, 10, 0)
    (placed,) = place([Label("Twente", 500, 500, 60, 0)], VIEW, measure, [blocked])
    assert not overlap(placed, blocked)


@given(labels)
def test_names_stay_inside_the_view_and_near_their_region(given_labels: list[Label]) -> None:
    for placed in place(given_labels, VIEW, measure):
        assert placed.x >= 0
        assert placed.x + placed.width <= VIEW.width
        assert placed.y >= 0
        assert placed.y + placed.height <= VIEW.height
        at_edge = placed.y in (0, VIEW.height - placed.height)
        middle = placed.y + placed.height / 2
        words = " ".join(placed.lines).split()
        own = [each for each in given_labels if each.text.replace("-", "- ").split() == words]
        names = own or given_labels
        assert any(
            (at_edge and abs(VIEW.to_pixel(each.x, each.y)[1] - middle) <= placed.height / 2)
            or abs(VIEW.to_pixel(each.x, each.y)[1] - middle)
            <= max(0, each.radius - placed.height / 2) + 1e-6
            for each in names
        )


def test_a_name_much_higher_than_its_region_is_left_out() -> None:
    long_name = Label("Dienst Ruimte en Milieu van het hele Noorden", 500, 500, 6, 0)
    assert not place([long_name], VIEW, measure)
    assert place([replace(long_name, text="Noord")], VIEW, measure)


def test_a_name_is_broken_where_it_is_wide_for_its_region() -> None:
    name = Label("Zuidoost-Brabant", 500, 500, 20, 0)
    assert place([name], VIEW, measure)[0].lines == ("Zuidoost-", "Brabant")
    assert place([replace(name, radius=40)], VIEW, measure)[0].lines == ("Zuidoost-Brabant",)


def test_a_name_much_wider_than_its_region_is_left_out() -> None:
    name = Label("Haaglanden", 500, 500, 9, 0)
    assert not place([name], VIEW, measure)
    assert place([replace(name, radius=10)], VIEW, measure)
