import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from regiokaart.model import (
    Catalogus,
    Gemeentelijst,
    Herindeling,
    Indeling,
    Methode,
    Regio,
    Wijziging,
)
from regiokaart.model.herindeling import carry_indeling, transition
from regiokaart.sources.harmonise import harmonise, membership
from regiokaart.sources.history import load_herindelingen, load_jaargangen
from regiokaart.sources.own import own_indeling

OLD = Gemeentelijst(2020, ("GM0001", "GM0002", "GM0003"), ("Aa", "Be", "Ce"))
NEW = Gemeentelijst(2021, ("GM0003", "GM1999"), ("Ce", "Aabe"))
MERGER = tuple(
    Herindeling(code, "GM1999", "", date(2021, 1, 1), Wijziging.SAMENGEVOEGD, 1, "")
    for code in ("GM0001", "GM0002")
)
PEOPLE = {"GM0001": 3000.0, "GM0002": 1000.0}


def indeling(*rows: tuple[int, int, float]) -> Indeling:
    regios = tuple(Regio(code, f"regio {code}") for code in "ABC")
    found = [(g, (regio, share, Methode.DIRECT, "", ())) for g, regio, share in rows]
    return own_indeling(Path("a.csv"), None, regios, membership(found), (), landsdekkend=True)


def rows(result: Indeling) -> list[tuple[str, str, float, str, tuple[int, ...]]]:
    m = result.lidmaatschap
    others = m.alternatief or ((),) * len(m)
    return [
        (NEW.codes[g], result.regios[r].code, pytest.approx(a), method.value, other)
        for g, r, a, method, other in zip(
            m.gemeente.tolist(),
            m.regio.tolist(),
            m.aandeel.tolist(),
            m.methode,
            others,
            strict=True,
        )
    ]


def test_parts_in_one_regio_keep_it() -> None:
    result = harmonise(indeling((0, 1, 1.0), (1, 1, 1.0), (2, 0, 1.0)), OLD, NEW, MERGER)
    assert rows(result) == [("GM0003", "A", 1, "direct", ()), ("GM1999", "B", 1, "overgenomen", ())]
    assert result.landsdekkend
    assert "Van de gemeenten van 2020 overgebracht naar die van 2021" in result.werkwijze
    assert result.lidmaatschap.toelichting[1] == "na herindeling; in 2020: Aa, Be"


def test_parts_in_different_regios_are_uncertain_with_their_alternatives() -> None:
    result = harmonise(indeling((0, 0, 1.0), (1, 1, 1.0)), OLD, NEW, MERGER, PEOPLE)
    assert rows(result) == [("GM1999", "A", 1, "onzeker", (1,))]
    assert "delen uit regio A (75%), regio B (25%)" in result.lidmaatschap.toelichting[0]
    assert not result.landsdekkend


def test_a_part_without_regio_makes_uncertain() -> None:
    result = harmonise(indeling((1, 1, 1.0)), OLD, NEW, MERGER, PEOPLE)
    assert rows(result) == [("GM1999", "B", 1, "onzeker", (-1,))]
    assert "regio B (25%), geen regio (75%)" in result.lidmaatschap.toelichting[0]


def test_parts_in_the_same_two_regios_stay_in_both() -> None:
    twice = indeling((0, 0, 1.0), (0, 1, 1.0), (1, 0, 1.0), (1, 1, 1.0))
    assert rows(harmonise(twice, OLD, NEW, MERGER)) == [
        ("GM1999", "A", 1, "overgenomen", ()),
        ("GM1999", "B", 1, "overgenomen", ()),
    ]


def test_parts_in_several_regios_give_all_of_them() -> None:
    result = harmonise(indeling((0, 0, 1.0), (0, 2, 1.0), (1, 1, 1.0)), OLD, NEW, MERGER, PEOPLE)
    assert rows(result) == [("GM1999", code, 1, "onzeker", ()) for code in "ABC"]


@pytest.mark.parametrize(
    ("people", "expected", "note"),
    [(PEOPLE, [0.45, 0.55], "naar inwoners"), ({}, [0.3, 0.7], "even zwaar")],
)
def test_shares_are_weighed(people: dict[str, float], expected: list[float], note: str) -> None:
    shared = indeling((0, 0, 0.6), (0, 1, 0.4), (1, 1, 1.0))
    result = harmonise(shared, OLD, NEW, MERGER, people)
    np.testing.assert_allclose(result.lidmaatschap.aandeel, expected)
    assert note in result.lidmaatschap.toelichting[0]
    assert set(result.lidmaatschap.methode) == {Methode.ONZEKER}


def test_doubt_about_a_part_remains() -> None:
    doubted = indeling((0, 0, 1.0))
    rows_ = [
        (0, (0, 1.0, Methode.ONZEKER, "grens onbekend", ())),
        (1, (0, 1.0, Methode.DIRECT, "", ())),
    ]
    result = harmonise(replace(doubted, lidmaatschap=membership(rows_)), OLD, NEW, MERGER)
    assert rows(result) == [("GM1999", "A", 1, "onzeker", ())]


def test_a_gemeente_that_cannot_be_followed_is_named() -> None:
    with pytest.raises(ValueError, match="GM0001"):
        harmonise(indeling((0, 0, 1.0)), OLD, NEW, ())
    assert len(harmonise(indeling((2, 0, 1.0)), OLD, NEW, ()).lidmaatschap) == 1


def test_it_agrees_with_the_model_on_every_indeling_of_2016(catalogus: Catalogus) -> None:
    year, herindelingen = load_jaargangen()[0], load_herindelingen()
    people = {
        code: n
        for code, n in zip(year.gemeenten.codes, year.inwoners.tolist(), strict=True)
        if not math.isnan(n)
    }
    target = catalogus.gemeenten
    course = transition(year.gemeenten.codes, target.codes, herindelingen, year.inwoners)
    assert len(year.indelingen) == 22
    for each in year.indelingen:
        mine = harmonise(each, year.gemeenten, target, herindelingen, people)
        model = carry_indeling(each, year.gemeenten, target, course)
        np.testing.assert_array_equal(
            mine.labels(len(target)), model.labels(len(target)), err_msg=each.id
        )
        assert mine.lidmaatschap.methode == model.lidmaatschap.methode, each.id
