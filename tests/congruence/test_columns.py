import pytest

from regiokaart.congruence import columns
from regiokaart.congruence.table import Kind


def test_nan_is_no_value_and_counts_are_whole():
    column = columns.number("v", "V-maat", [0.5, float("nan"), None])
    assert (column.values, column.kind, column.text(1)) == ([0.5, None, None], Kind.NUMBER, "–")
    counted = columns.count("n", "Aantal", [2.0, None])
    assert counted.values == [2, None]
    assert isinstance(counted.values[0], int)
    assert columns.share("s", "Deel", [0.125]).text(0) == "12,5%"


def test_columns_that_share_an_explanation_share_a_definition():
    shown = (
        columns.text("a", "Een", ["x"], "Wat het is."),
        columns.text("b", "Twee", ["y"], "Wat het is."),
        columns.text("c", "Drie", ["z"]),
    )
    assert columns.definitions(shown) == ("Een en Twee: wat het is.",)


@pytest.mark.parametrize(("letters", "text"), [((), "geen"), (("A", "B"), "2: As, Bs")])
def test_a_set_is_named_in_full(indeling, letters, text):
    every = [indeling("AABBCC", each, naam_meervoud=f"{each}s") for each in letters]
    assert columns.set_parameter("Set", every) == ("Set", text)
