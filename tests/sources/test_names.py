import pytest

from regiokaart.model import Catalogus
from regiokaart.sources.eras import load_eras
from regiokaart.sources.names import GemeenteFinder


@pytest.fixture(scope="module")
def finder(catalogus: Catalogus) -> GemeenteFinder:
    return GemeenteFinder(catalogus.gemeenten, lambda: load_eras(catalogus.gemeenten))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("'s-Gravenhage / Den Haag", "GM0518"),
        ("Den Haag ('s-Gravenhage)", "GM0518"),
        ("GM0518 Den Haag", "GM0518"),
        ("0518 - 's-Gravenhage", "GM0518"),
        ("Den Haag [GM0518]", "GM0518"),
        ("GM 0363", "GM0363"),
        ("gm-0363", "GM0363"),
        ("518,0", "GM0518"),
        ("Laren (NH)", "GM0417"),
        ("Hengelo (O.)", "GM0164"),
        ("Middelburg (Z.)", "GM0687"),
        ("Middelburg (Zeeland)", "GM0687"),
        ("Beek (L.)", "GM0888"),
        ("Stein (Limburg)", "GM0971"),
        ("Bergen (NH)", "GM0373"),
        ("Bergen (L)", "GM0893"),
        ("Capelle a/d IJssel", "GM0502"),
        ("Krimpen a.d. IJssel", "GM0542"),
        ("Alphen aan de Rijn", "GM0484"),
        ("St. Michielsgestel", "GM0845"),
        ("Kaag & Braassem", "GM1884"),
        ("Ysselstein", "GM0353"),
        ("Gem. Ede", "GM0228"),
        ("Utrecht (gem.)", "GM0344"),
        ("Utrecht gemeente", "GM0344"),
        ("Etten Leur", "GM0777"),
        ("Tietjerksteradeel", "GM0737"),
        ("Dantumadeel", "GM1891"),
        ("De Friese Meren", "GM1940"),
    ],
)
def test_spellings_of_gemeenten_of_now(finder: GemeenteFinder, written: str, code: str) -> None:
    assert finder.find_code(written) == code
    assert finder.gemeenten.codes[finder.find(written)] == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Groesbeek", "GM0241"),
        ("Vianen", "GM0620"),
        ("gemeente Haren", "GM0017"),
        ("Menaldumadeel", "GM0083"),
        ("Littenseradeel", "GM0140"),
        ("Kollumerland c.a.", "GM0079"),
        ("GM0457", "GM0457"),
        ("457", "GM0457"),
        ("0457 Weesp", "GM0457"),
    ],
)
def test_gemeenten_of_another_year(finder: GemeenteFinder, written: str, code: str) -> None:
    assert finder.find(written) is None
    assert finder.find_code(written) == code


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Bergen",
        "Bergen (Utrecht)",
        "Rijswijk (NB)",
        "Amsterdam/Diemen",
        "GM0518 Amsterdam",
        "Appingedam / Delfzijl",
        "1.900",
        "GM9999",
        "Amsteldam",
    ],
)
def test_what_is_no_gemeente(finder: GemeenteFinder, written: str) -> None:
    assert finder.find(written) is None
    assert finder.find_code(written) is None


def test_every_name_and_code_is_found(finder: GemeenteFinder) -> None:
    gemeenten = finder.gemeenten
    for code, naam, provincie in zip(
        gemeenten.codes, gemeenten.namen, gemeenten.provincies, strict=True
    ):
        for written in (
            code,
            code[2:],
            str(int(code[2:])),
            naam,
            f"{naam.partition(' (')[0]} ({provincie})",
        ):
            assert finder.find_code(written) == code, written


def test_without_other_years_only_those_of_now_are_found(catalogus: Catalogus) -> None:
    finder = GemeenteFinder(catalogus.gemeenten)
    assert finder.find_code("Vianen") is None
    assert finder.find_code("Ede") == "GM0228"
    assert finder.eras is None
