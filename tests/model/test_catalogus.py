import numpy as np
import pytest

from regiokaart.model import Catalogus, Indeling, Lidmaatschap, Methode
from regiokaart.model.catalogus import OnbekendeIndelingError


def test_unknown_id_names_the_closest(catalogus: Catalogus) -> None:
    with pytest.raises(OnbekendeIndelingError, match="bedoelt u 'jeugdregio'"):
        catalogus["jeugdregios"]


def test_unknown_id_without_a_close_one_names_all(catalogus: Catalogus) -> None:
    with pytest.raises(OnbekendeIndelingError, match=r"kies uit: arbeidsmarktregio, .*corop-sub"):
        catalogus["xyzzy"]


def test_ids_are_unique(catalogus: Catalogus) -> None:
    with pytest.raises(ValueError, match="unique"):
        catalogus.with_indeling(catalogus["corop"])


def changed(indeling: Indeling, gemeente: list[int], regio: list[int], aandeel: list[float]):
    m = len(gemeente)
    rows = Lidmaatschap(
        np.array(gemeente), np.array(regio), np.array(aandeel), (Methode.DIRECT,) * m, ("",) * m
    )
    return Indeling(**{**vars(indeling), "lidmaatschap": rows})


def test_labels_leave_what_is_not_covered(catalogus: Catalogus) -> None:
    indeling = changed(catalogus["provincie"], [2, 0], [1, 4], [1.0, 1.0])
    assert indeling.labels(4).tolist() == [4, -1, 1, -1]


@pytest.mark.parametrize(
    ("gemeente", "aandeel"), [([0, 0], [1.0, 1.0]), ([0, 1], [0.5, 1.0])], ids=["double", "share"]
)
def test_labels_refuse_double_and_partial_membership(
    catalogus: Catalogus, gemeente: list[int], aandeel: list[float]
) -> None:
    indeling = changed(catalogus["provincie"], gemeente, [0, 1], aandeel)
    with pytest.raises(ValueError, match="provincie"):
        indeling.labels(4)


def test_rows_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="one value per row"):
        Lidmaatschap(np.array([0, 1]), np.array([0]), np.array([1.0]), (), ())
