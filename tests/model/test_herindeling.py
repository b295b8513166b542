"""Memberships carried along mergers, splits and renames."""

import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokaart.model import Catalogus, Gemeentelijst, Herindeling, Jaargang, Methode, Wijziging
from regiokaart.model.herindeling import carry, carry_indeling, carry_labels, transition
from regiokaart.sources.history import load_herindelingen, load_jaargangen

# Every gemeente of 2016 that had ended by 2023, checked by hand against the acts of parliament:
# the gemeente of now and what it was formed from. A gemeente that kept its code is not repeated;
# of one with (deel) only a part came.
MERGERS = {
    "Meierijstad": ["Schijndel", "Sint-Oedenrode", "Veghel"],
    "Westerwolde": ["Bellingwedde", "Vlagtwedde"],
    "Midden-Groningen": ["Hoogezand-Sappemeer", "Menterwolde", "Slochteren"],
    "Waadhoeke": ["Franekeradeel", "Littenseradiel (deel)", "Menameradiel", "het Bildt"],
    "Leeuwarden": ["Leeuwarderadeel", "Littenseradiel (deel)"],
    "Súdwest-Fryslân": ["Littenseradiel (deel)"],
    "Zevenaar": ["Rijnwaarden"],
    "Groningen": ["Haren", "Ten Boer"],
    "Het Hogeland": ["Bedum", "De Marne", "Eemsmond", "Winsum (deel)"],
    "Westerkwartier": ["Grootegast", "Leek", "Marum", "Winsum (deel)", "Zuidhorn"],
    "Noardeast-Fryslân": ["Dongeradeel", "Ferwerderadiel", "Kollumerland en Nieuwkruisland"],
    "West Betuwe": ["Geldermalsen", "Lingewaal", "Neerijnen"],
    "Vijfheerenlanden": ["Leerdam", "Vianen", "Zederik"],
    "Haarlemmermeer": ["Haarlemmerliede en Spaarnwoude"],
    "Noordwijk": ["Noordwijkerhout"],
    "Hoeksche Waard": ["Binnenmaas", "Cromstrijen", "Korendijk", "Oud-Beijerland", "Strijen"],
    "Molenlanden": ["Giessenlanden", "Molenwaard"],
    "Altena": ["Aalburg", "Werkendam", "Woudrichem"],
    "Beekdaelen": ["Nuth", "Onderbanken", "Schinnen"],
    "Eemsdelta": ["Appingedam", "Delfzijl", "Loppersum"],
    "Boxtel": ["Haaren (deel)"],
    "Oisterwijk": ["Haaren (deel)"],
    "Tilburg": ["Haaren (deel)"],
    "Vught": ["Haaren (deel)"],
    "Purmerend": ["Beemster"],
    "Dijk en Waard": ["Heerhugowaard", "Langedijk"],
    "Land van Cuijk": ["Boxmeer", "Cuijk", "Grave", "Mill en Sint Hubert", "Sint Anthonis"],
    "Maashorst": ["Landerd", "Uden"],
    "Amsterdam": ["Weesp"],
    "Voorne aan Zee": ["Brielle", "Hellevoetsluis", "Westvoorne"],
}


def change(oud: str, nieuw: str, day: str = "2019-01-01", share: float = 1.0) -> Herindeling:
    kind = Wijziging.SAMENGEVOEGD if share == 1 else Wijziging.GESPLITST
    return Herindeling(oud, nieuw, oud, date.fromisoformat(day), kind, share, "")


@pytest.fixture(scope="module")
def herindelingen() -> tuple[Herindeling, ...]:
    return load_herindelingen()


@pytest.fixture(scope="module")
def then() -> Jaargang:
    return load_jaargangen()[0]


def test_every_merger_since_2016(
    catalogus: Catalogus, then: Jaargang, herindelingen: tuple[Herindeling, ...]
) -> None:
    now = catalogus.gemeenten
    course = then.transition(now, herindelingen)
    found = {}
    for j, naam in enumerate(now.namen):
        came = [
            then.gemeenten.namen[part.source] + ("" if part.whole else " (deel)")
            for part in course.parts[j]
            if course.source[part.source] != now.codes[j]
        ]
        if came:
            found[naam.removesuffix(" (gemeente)")] = sorted(came)
    assert found == MERGERS
    ended = {naam.removesuffix(" (deel)") for came in MERGERS.values() for naam in came}
    assert len(ended) == 66
    assert len(then.gemeenten) - len(ended) + 18 == len(now)  # 18 gemeenten are new
    assert not course.lost


def test_a_gemeente_that_lived_on_keeps_its_regio() -> None:
    carried = carry(np.array([3, -1]), ["A", "B"], ["A", "B"], [])
    assert carried.labels.tolist() == [3, -1]
    assert carried.certain.all()


def test_parts_from_one_regio_follow() -> None:
    carried = carry(np.array([7, 7]), ["A", "B"], ["C"], [change("A", "C"), change("B", "C")])
    assert carried.labels.tolist() == [7]
    assert carried.certain.all()


def test_parts_from_different_regios_are_uncertain_with_shares() -> None:
    carried = carry(
        np.array([1, 2, 2]),
        ["A", "B", "C"],
        ["D"],
        [change("A", "D"), change("B", "D"), change("C", "D")],
        np.array([500.0, 200.0, 100.0]),
    )
    assert not carried.certain[0]
    assert carried.alternatives == (((1, 0.625), (2, 0.375)),)


def test_without_inhabitants_most_whole_gemeenten_decide() -> None:
    changes = [change("A", "D"), change("B", "D"), change("C", "D")]
    carried = carry(np.array([1, 2, 2]), ["A", "B", "C"], ["D"], changes)
    assert carried.labels.tolist() == [2]
    assert all(math.isnan(share) for _, share in carried.alternatives[0])


def test_without_inhabitants_the_gemeente_that_kept_its_code_decides() -> None:
    changes = [change("B", "A"), change("C", "A")]
    carried = carry(np.array([1, 2, 2]), ["A", "B", "C"], ["A"], changes)
    assert carried.labels.tolist() == [1]
    assert not carried.certain[0]


def test_what_the_others_leave_is_the_size_of_the_one_that_kept_its_code() -> None:
    course = transition(
        ["A", "B"], ["A"], [change("B", "A")], np.array([np.nan, 100.0]), np.array([1000.0])
    )
    assert [part.share for part in course.parts[0]] == [0.9, 0.1]


def test_a_split_gemeente_is_uncertain_where_its_part_had_another_regio() -> None:
    split = [change("H", "T", share=0.25), change("H", "V", share=0.75)]
    carried = carry(
        np.array([1, 2, 1]), ["H", "T", "V"], ["T", "V"], split, np.array([100.0, 975.0, 25.0])
    )
    assert carried.labels.tolist() == [2, 1]
    assert carried.certain.tolist() == [False, True]
    assert carried.alternatives[0] == ((2, 0.975), (1, 0.025))


def test_a_chain_of_changes_is_followed() -> None:
    changes = [change("A", "B", "2015-01-01"), change("B", "C", "2016-01-01")]
    assert carry(np.array([4]), ["A"], ["C"], changes).labels.tolist() == [4]


def test_a_code_given_out_again_is_not_followed_backwards() -> None:
    changes = [change("A", "B", "2015-01-01"), change("B", "A", "1960-01-01")]
    course = transition(["A"], ["C"], changes)
    assert course.lost == ("A",)
    assert course.parts == ((),)


def test_a_gemeente_without_predecessor_has_no_regio() -> None:
    carried = carry(np.array([4]), ["A"], ["A", "Z"], [])
    assert carried.labels.tolist() == [4, -1]


def test_not_covered_is_an_alternative_too() -> None:
    carried = carry(np.array([4, -1]), ["A", "B"], ["C"], [change("A", "C"), change("B", "C")])
    assert not carried.certain[0]
    assert {label for label, _ in carried.alternatives[0]} == {4, -1}


def test_back_in_time_every_part_has_the_regio_of_the_whole() -> None:
    changes = [change("A", "C"), change("B", "C")]
    carried = carry(np.array([5]), ["C"], ["A", "B"], changes)
    assert carried.labels.tolist() == [5, 5]
    assert carried.certain.all()


def test_back_in_time_a_split_gemeente_is_uncertain() -> None:
    split = [change("H", "T", share=0.25), change("H", "V", share=0.75)]
    carried = carry(np.array([1, 2]), ["T", "V"], ["H", "T", "V"], split)
    assert carried.alternatives[0] == ((2, 0.75), (1, 0.25))
    assert carried.labels.tolist() == [2, 1, 2]


def test_vijfheerenlanden_crossed_provinces(
    catalogus: Catalogus, then: Jaargang, herindelingen: tuple[Herindeling, ...]
) -> None:
    now = catalogus.gemeenten
    provincie = then.get("provincie")
    assert provincie is not None
    course = then.transition(now, herindelingen)
    carried = carry_labels(provincie.labels(len(then.gemeenten)), course)
    uncertain = np.flatnonzero(~carried.certain)
    assert [now.namen[j] for j in uncertain] == ["Vijfheerenlanden"]
    names = {
        provincie.regios[label].naam: share for label, share in carried.alternatives[uncertain[0]]
    }
    assert list(names) == ["Zuid-Holland", "Utrecht"]
    assert names["Utrecht"] == pytest.approx(19_621 / (19_621 + 20_688 + 13_646))


def test_indeling_over_other_gemeenten_explains_its_rows(
    catalogus: Catalogus, then: Jaargang, herindelingen: tuple[Herindeling, ...]
) -> None:
    now = catalogus.gemeenten
    year = then.carried(now, then.transition(now, herindelingen))
    jeugd = year.get("jeugdregio")
    assert jeugd is not None
    assert jeugd.peiljaar == 2016
    labels = jeugd.labels(len(now))
    assert (labels >= 0).all()
    uncertain = {now.namen[i] for i in jeugd.onzeker}
    assert uncertain == {
        "Amsterdam", "Haarlemmermeer", "Oisterwijk", "Tilburg", "Vijfheerenlanden",
    }  # fmt: skip
    rows = jeugd.lidmaatschap
    how = zip(rows.methode, rows.toelichting, strict=True)
    notes = dict(zip(rows.gemeente.tolist(), how, strict=True))
    method, note = notes[now.index["GM1961"]]
    assert method is Methode.ONZEKER
    assert note == (
        "na herindeling; in 2016: Leerdam, Vianen, Zederik; "
        "delen uit Zuid-Holland-Zuid (64%), Lekstroom (36%)"
    )
    assert notes[now.index["GM1979"]] == (
        Methode.OVERGENOMEN,
        "na herindeling; in 2016: Appingedam, Delfzijl, Loppersum",
    )
    assert notes[now.index["GM0034"]] == (Methode.DIRECT, "")
    others = dict(zip(rows.gemeente.tolist(), rows.alternatief, strict=True))
    assert [jeugd.regios[k].naam for k in others[now.index["GM1961"]]] == ["Lekstroom"]
    assert {now.namen[i] for i, other in others.items() if other} == uncertain


def test_alternatives_of_a_part_are_those_of_what_was_formed(
    catalogus: Catalogus, herindelingen: tuple[Herindeling, ...]
) -> None:
    jeugd, now = catalogus["jeugdregio"], catalogus.gemeenten
    course = transition(now.codes, now.codes, herindelingen)
    rows = carry_indeling(jeugd, now, now, course).lidmaatschap
    assert rows.alternatief == jeugd.lidmaatschap.alternatief
    assert sum(map(len, rows.alternatief)) == 1


def test_forth_and_back_gives_the_same_labels(
    catalogus: Catalogus, then: Jaargang, herindelingen: tuple[Herindeling, ...]
) -> None:
    codes, now = then.gemeenten.codes, catalogus.gemeenten.codes
    labels = np.arange(len(now))
    back = carry(labels, now, codes, herindelingen)
    assert carry(back.labels, codes, now, herindelingen).labels.tolist() == labels.tolist()


@given(st.data())
def test_shares_of_a_gemeente_add_up(data: st.DataObject) -> None:
    codes = [f"A{i}" for i in range(6)]
    new = data.draw(st.lists(st.sampled_from(["X", "Y", "Z"]), min_size=6, max_size=6))
    people = np.array(data.draw(st.lists(st.integers(1, 10**6), min_size=6, max_size=6)), float)
    changes = [change(a, b) for a, b in zip(codes, new, strict=True)]
    course = transition(codes, sorted(set(new)), changes, people)
    labels = np.array(data.draw(st.lists(st.integers(-1, 3), min_size=6, max_size=6)))
    for j, alternatives in enumerate(carry_labels(labels, course).alternatives):
        shares = [share for _, share in alternatives]
        assert sum(shares) == pytest.approx(1)
        assert shares == sorted(shares, reverse=True)
        assert {label for label, _ in alternatives} == {
            labels[part.source] for part in course.parts[j]
        }


def test_what_a_herindeling_made_of_a_gemeente() -> None:
    changes = [change("A", "C"), change("B", "C"), change("D", "E")]
    course = transition(["A", "B", "D", "F"], ["C", "E", "F"], changes)
    kinds = [course.wijziging(j) for j in range(3)]
    assert kinds == [Wijziging.SAMENGEVOEGD, Wijziging.HERNOEMD, None]


def test_list_of_gemeenten_checks_itself() -> None:
    with pytest.raises(ValueError, match="one value per code"):
        Gemeentelijst(2016, ("GM0001",), ())
