import pytest

from regiokaart.model.notation import number, percentage


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (18_044_027, 0, "18.044.027"),
        (-1234.56, 1, "-1.234,6"),
        (-0.0001, 2, "0,00"),
        (0.5, 2, "0,50"),
        (float("nan"), 2, "–"),
    ],
)
def test_number(value: float, decimals: int, text: str) -> None:
    assert number(value, decimals) == text


def test_percentage_of_nothing_has_no_sign() -> None:
    assert percentage(float("nan")) == "–"
    assert percentage(1, 0) == "100%"
