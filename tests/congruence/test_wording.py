from dataclasses import replace

from regiokaart.congruence.wording import ministry_in_full, pair_title, some_names
from regiokaart.model import Catalogus, Indeling, Soort


def test_a_long_enumeration_is_cut_and_counted():
    assert some_names(list("abcdefghijkl")) == "a, b, c, d, e, f, g, h, i, j, k en l"
    assert some_names(list("abcdefghijklmn")) == "a, b, c, d, e, f, g, h, i, j, k, l en nog 2"
    assert some_names([]) == ""


def test_a_heading_of_two_indelingen_has_one_capital(catalogus: Catalogus) -> None:
    def title(*ids: str) -> str:
        a, b = (catalogus[each] for each in ids)
        return pair_title(a, b)

    assert title("ggd-regio", "arbeidsmarktregio") == "GGD-regio's 2025 en arbeidsmarktregio's 2026"
    assert title("provincie", "ggd-regio") == "Provincies 2023 en GGD-regio's 2025"
    assert title("corop", "veilig-thuis-regio").endswith("en Veilig Thuis-regio's 2025")
    own: Indeling = replace(catalogus["corop"], soort=Soort.EIGEN, naam_meervoud="Proef")
    assert pair_title(catalogus["provincie"], own) == "Provincies 2023 en Proef 2023"


def test_every_ministry_of_the_catalogue_is_written_in_full(catalogus: Catalogus) -> None:
    named = {each for indeling in catalogus for each in indeling.ministeries}
    assert {each for each in named if ministry_in_full(each) == "ministerie"} == set()
