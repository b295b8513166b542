from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from regiokaart.cartography.legend import legend_lines
from regiokaart.cartography.together import inseparable, partners_of
from regiokaart.congruence.gemeente.comembership import always_together
from regiokaart.congruence.gemeente.profile import Profiles, profiles
from regiokaart.model import Catalogus, Gebied, Lidmaatschap, Methode, Regio


@pytest.fixture(scope="module")
def found(catalogus: Catalogus) -> Profiles:
    return profiles(catalogus, [i for i in catalogus if i.telt_standaard_mee])


def texts_of(shown, gemeenten: np.ndarray) -> set[str]:
    """Legend texts of these gemeenten, without the counts."""
    return {shown.fill.palette[c].text.split(" (")[0] for c in shown.fill.classes[gemeenten]}


def test_partners_of_one(catalogus: Catalogus, gebied: Gebied, found: Profiles) -> None:
    haag = catalogus.gemeenten.index["GM0518"]
    shown = partners_of(catalogus, gebied, found, [haag])
    shared = found.co_membership.shared[haag]
    assert shown.title == "Partners van 's-Gravenhage"
    assert shown.subtitle.startswith("20 partners, 8 indelingen")
    assert texts_of(shown, shared == 8) == {"altijd"}
    assert texts_of(shown, shared == 7) == {"7"}
    assert texts_of(shown, (shared == 0) & (np.arange(342) != haag)) == {"nooit samen"}
    assert texts_of(shown, np.array([haag])) == {"gekozen"}
    darkness = [shown.fill.classes[shared == count].max() for count in (1, 7, 8)]
    assert darkness == sorted(set(darkness))
    rijswijk = catalogus.gemeenten.namen.index("Rijswijk")
    assert shown.tooltips[rijswijk][-1].startswith("samen in 8 van de 8: arbeidsmarktregio's, ")
    assert shown.facts[rijswijk + 1][-1] == "8 van de 8"
    assert shown.facts[haag + 1][-1] == "gekozen"


def test_legend_counts_the_partners(catalogus: Catalogus, gebied: Gebied, found: Profiles) -> None:
    shown = partners_of(catalogus, gebied, found, [0])
    sizes = Counter(shown.fill.classes.tolist())
    for position, each in enumerate(shown.fill.palette[:-1]):
        assert f"({sizes[position]} gemeente" in each.text


def test_partners_of_several_are_the_mean(
    catalogus: Catalogus, gebied: Gebied, found: Profiles
) -> None:
    chosen = [catalogus.gemeenten.namen.index(name) for name in ("Utrecht", "Ede")]
    shown = partners_of(catalogus, gebied, found, chosen)
    shared = found.co_membership.shared[chosen].mean(axis=0) / 8
    other = next(i for i in np.argsort(-shared) if i not in chosen)
    assert shown.title == "Partners van Ede en Utrecht"
    assert shown.facts[other + 1][-1] == f"{shared[other] * 100:.0f}%"
    assert np.all(shown.fill.classes[chosen] == len(shown.fill.palette) - 1)
    with pytest.raises(ValueError, match="needs a gemeente"):
        partners_of(catalogus, gebied, found, [])


def test_a_gemeente_alone_has_no_partners(catalogus: Catalogus, gebied: Gebied) -> None:
    jeugd = profiles(catalogus, [catalogus["jeugdregio"]])
    utrecht = catalogus.gemeenten.namen.index("Utrecht")
    shown = partners_of(catalogus, gebied, jeugd, [utrecht])
    assert shown.subtitle.startswith("0 partners")
    assert [each.text for each in shown.fill.palette] == ["nooit samen (341 gemeenten)", "gekozen"]


def test_inseparable_gemeenten_are_coloured_as_groups(
    catalogus: Catalogus, gebied: Gebied, found: Profiles
) -> None:
    shown = inseparable(catalogus, gebied, found.indelingen)
    groups = always_together(found.indelingen, len(catalogus.gemeenten))
    alone = len(shown.fill.palette) - 1
    assert np.array_equal(shown.fill.classes == alone, groups < 0)
    pairs, _ = gebied.neighbours
    pairs = pairs[(groups[pairs] >= 0).all(axis=1)]
    different = groups[pairs[:, 0]] != groups[pairs[:, 1]]
    colours = shown.fill.classes[pairs]
    assert np.all((colours[:, 0] != colours[:, 1]) == different)
    sizes = Counter(groups[groups >= 0].tolist())
    assert sorted(int(each.text) for each in shown.labels if each.rank == 0) == sorted(
        sizes.values()
    )
    members = sum(sizes.values())
    assert shown.legend_title == f"{len(sizes)} groepen, samen {members} gemeenten"
    assert f"({342 - members} gemeenten)" in legend_lines(shown)[0].text
    first = int(np.flatnonzero(groups == 0)[1])
    assert (
        catalogus.gemeenten.namen[int(np.flatnonzero(groups == 0)[0])] in shown.tooltips[first][-1]
    )


def test_nobody_may_be_inseparable(catalogus: Catalogus, gebied: Gebied) -> None:

    n = len(catalogus.gemeenten)
    each = np.arange(n)
    own = replace(
        catalogus["provincie"],
        regios=tuple(Regio(str(i), str(i)) for i in range(n)),
        lidmaatschap=Lidmaatschap(each, each, np.ones(n), (Methode.DIRECT,) * n, ("",) * n),
    )
    shown = inseparable(catalogus, gebied, [own])
    assert shown.legend_title == "0 groepen, samen 0 gemeenten"
    assert set(shown.fill.classes.tolist()) == {len(shown.fill.palette) - 1}
