from regiokaart.congruence.sets.selection import select
from regiokaart.model import Catalogus


def ids(catalogus: Catalogus, **choice: tuple[str, ...]) -> list[str]:
    return [indeling.id for indeling in select(list(catalogus), **choice)]


def test_nothing_named_lets_all_through(catalogus: Catalogus) -> None:
    assert ids(catalogus) == [indeling.id for indeling in catalogus]


def test_kinds_narrow_and_values_of_a_kind_widen(catalogus: Catalogus) -> None:
    safety = ids(catalogus, domeinen=("veiligheid",))
    assert "veiligheidsregio" in safety
    assert "politie-eenheid" in safety
    assert "ggd-regio" not in safety
    assert set(ids(catalogus, domeinen=("veiligheid", "sociaal"))) > {*safety, "ggd-regio"}
    both = ids(catalogus, domeinen=("veiligheid",), soorten=("intergemeentelijk",))
    assert both == ["veiligheidsregio"]


def test_one_of_several_ministeries_is_enough(catalogus: Catalogus) -> None:
    assert "jeugdregio" in ids(catalogus, ministeries=("JenV",))
    assert "jeugdregio" in ids(catalogus, ministeries=("VWS",))
    assert "corop" not in ids(catalogus, ministeries=("VWS", "JenV"))
