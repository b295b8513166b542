import pytest

from regiokaart.model import Catalogus, Jaargang
from regiokaart.sources.eras import Era, Eras, load_eras
from regiokaart.sources.history import load_jaargangen


@pytest.fixture(scope="module")
def eras(catalogus: Catalogus) -> Eras:
    return load_eras(catalogus.gemeenten)


@pytest.fixture(scope="module")
def year_2016() -> Jaargang:
    return load_jaargangen()[0]


@pytest.mark.parametrize(
    ("year", "count"),  # as CBS counts them on 1 January
    [
        (2011, 418),
        (2012, 415),
        (2013, 408),
        (2014, 403),
        (2015, 393),
        (2016, 390),
        (2017, 388),
        (2018, 380),
        (2019, 355),
        (2020, 355),
        (2021, 352),
        (2022, 345),
        (2023, 342),
        (2026, 342),
    ],
)
def test_every_year_has_the_number_of_gemeenten_it_had(eras: Eras, year: int, count: int) -> None:
    assert len(eras.of_year(year)) == count


def test_2016_is_the_list_that_cbs_published(eras: Eras, year_2016: Jaargang) -> None:
    made = eras.of_year(2016)
    assert made.codes == year_2016.gemeenten.codes
    assert made.namen[made.index["GM0017"]] == "Haren"


def test_later_years_are_made_of_an_earlier_list(eras: Eras, year_2016: Jaargang) -> None:
    from_2016 = Eras(year_2016.gemeenten, eras.herindelingen, (eras.gemeenten,))
    assert from_2016.of_year(2023).codes == eras.gemeenten.codes
    assert from_2016.of_year(2016).codes == year_2016.gemeenten.codes


@pytest.mark.parametrize(
    ("codes", "era"),
    [
        (["GM0003", "GM0014"], Era(2011, 2020, exact=True)),  # Appingedam
        (["GM0620"], Era(2011, 2018, exact=True)),  # Vianen
        (["GM1952", "GM0457"], Era(2018, 2022, exact=True)),  # Midden-Groningen, Weesp
        (["GM1979", "GM0370"], Era(2021, 2021, exact=True)),  # Eemsdelta, Beemster
        (["GM0363"], Era(2011, 2026, exact=True)),
    ],
)
def test_years_are_recognised(eras: Eras, codes: list[str], era: Era) -> None:
    assert eras.recognise(codes) == era


def test_a_mix_of_years_is_said_to_be_one(eras: Eras) -> None:
    era = eras.recognise(["GM0003", "GM0010", "GM0024", "GM1979"])  # Eemsdelta and its parts
    assert not era.exact
    assert era.first == era.last == 2020
    assert str(era) == "verschillende jaren"
    assert str(eras.recognise(["GM0003"])) == "2011–2020"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("GM0003", "ging in 2021 op in Eemsdelta"),
        ("GM1921", "heet sinds 2015 De Fryske Marren"),
        ("GM0053", "is in 2019 verdeeld over Het Hogeland en Westerkwartier"),
        ("GM9999", "bestaat in 2026 nog niet"),
    ],
)
def test_what_became_of_a_gemeente(eras: Eras, code: str, text: str) -> None:
    assert eras.became(code) == text
