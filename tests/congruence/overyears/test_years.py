"""Years beside each other: what herindeling did is kept apart from what a redrawing did."""

from datetime import date
from itertools import combinations

import numpy as np
import pytest

from regiokaart.congruence import compare
from regiokaart.congruence.overyears.account import TWO_POINTS
from regiokaart.congruence.overyears.changes import Course, Gebeurtenis, Redrawing, follow
from regiokaart.congruence.overyears.changesentences import (
    change_sentence,
    course_sentence,
    courses_sentence,
)
from regiokaart.congruence.overyears.changetables import changes_table, summary_table
from regiokaart.congruence.overyears.years import Year, courses, harmonise
from regiokaart.congruence.overyears.yeartable import years_table
from regiokaart.congruence.pair.tables import pairs_table
from regiokaart.congruence.wording import names_in_sentence
from regiokaart.model import (
    Catalogus,
    Gemeenten,
    Gewicht,
    Herindeling,
    Indeling,
    Jaargang,
    Lidmaatschap,
    Methode,
    Regio,
    Soort,
    Wijziging,
)
from regiokaart.sources.history import load_herindelingen, load_jaargangen

IDS = ["arbeidsmarktregio", "jeugdregio", "veiligheidsregio", "ggd-regio"]


def make_indeling(indeling_id: str, jaar: int, labels: str) -> Indeling:
    """Make an indeling from one letter per gemeente, a point for no regio."""
    letters = sorted(set(labels) - {"."})
    members = [i for i, letter in enumerate(labels) if letter != "."]
    m = len(members)
    return Indeling(
        id=indeling_id,
        naam=indeling_id,
        naam_meervoud=f"{indeling_id}'s",
        soort=Soort.INTERGEMEENTELIJK,
        ministeries=(),
        domein="sociaal",
        grondslag="",
        samenwerking_verplicht="onbekend",
        samenwerking_toelichting="",
        indeling_bepaald_door="onbekend",
        bepaald_toelichting="",
        peiljaar=jaar,
        bron="",
        licentie="",
        landsdekkend=True,
        opmerking="",
        regios=tuple(Regio(f"{letter}{jaar}", f"regio {letter}") for letter in letters),
        lidmaatschap=Lidmaatschap(
            gemeente=np.array(members, dtype=np.int64),
            regio=np.array([letters.index(labels[i]) for i in members], dtype=np.int64),
            aandeel=np.ones(m),
            methode=(Methode.DIRECT,) * m,
            toelichting=("",) * m,
        ),
    )


def make_year(jaar: int, codes: str, people: list[int], **indelingen: str) -> Catalogus:
    n = len(codes)
    gemeenten = Gemeenten(
        peiljaar=jaar,
        codes=tuple(codes),
        namen=tuple(f"Gemeente {code}" for code in codes),
        provincies=("",) * n,
        inwoners=np.array(people, dtype=np.int64),
        inwoners_jaar=jaar,
        oppervlakte=np.ones(n),
        bron="",
    )
    made = tuple(make_indeling(name, jaar, labels) for name, labels in indelingen.items())
    return Catalogus(gemeenten, made)


def merger(oud: str, nieuw: str, share: float = 1.0) -> Herindeling:
    kind = Wijziging.SAMENGEVOEGD if share == 1 else Wijziging.GESPLITST
    return Herindeling(oud, nieuw, f"Gemeente {oud}", date(2019, 1, 1), kind, share, "")


def course_of(
    before: tuple[str, str], after: tuple[str, str], changes: list[Herindeling] | None = None
) -> Course:
    """Follow one indeling; each year is a string of codes and one of regio's."""
    first = make_year(2016, before[0], [100] * len(before[0]), zorg=before[1])
    second = make_year(2023, after[0], [100] * len(after[0]), zorg=after[1])
    return follow("zorg", Jaargang.of(first), Jaargang.of(second), changes or [])


@pytest.fixture(scope="module")
def herindelingen() -> tuple[Herindeling, ...]:
    return load_herindelingen()


@pytest.fixture(scope="module")
def years(catalogus: Catalogus, herindelingen: tuple[Herindeling, ...]) -> tuple[Year, ...]:
    return harmonise(catalogus, load_jaargangen(), herindelingen)


@pytest.fixture(scope="module")
def found(years: tuple[Year, ...], herindelingen: tuple[Herindeling, ...]) -> dict[str, Course]:
    ids = [i.id for i in years[-1].now.indelingen if years[0].now.get(i.id) is not None]
    return {course.after.id: course for course in courses(years, ids, herindelingen)}


def test_nothing_happened() -> None:
    assert course_of(("ABCD", "xxyy"), ("ABCD", "xxyy")).changes == ()


def test_other_codes_and_names_of_the_same_regios_are_no_change() -> None:
    assert course_of(("ABCD", "xxyy"), ("ABCD", "qqpp")).changes == ()


def test_a_gemeente_that_moved_is_redrawn() -> None:
    course = course_of(("ABCDEF", "xxxyyy"), ("ABCDEF", "xxyyyy"))
    (change,) = course.changes
    assert (change.gemeente, change.wat, change.how) == (
        2,
        Gebeurtenis.GEWIJZIGD,
        Redrawing.MOVED,
    )
    assert change_sentence(course, change) == "Van regio x naar regio y."


def test_a_merger_inside_a_regio_is_no_redrawing() -> None:
    course = course_of(("ABCD", "xxyy"), ("ABZ", "xxy"), [merger("C", "Z"), merger("D", "Z")])
    (change,) = course.changes
    assert (change.wat, change.how, change.certain) == (Gebeurtenis.SAMENGEVOEGD, None, True)
    assert change_sentence(course, change) == (
        "Door herindeling gevormd uit Gemeente C en Gemeente D."
    )


def test_a_merger_across_regios_has_to_choose_which_is_no_redrawing() -> None:
    changes = [merger("C", "Z"), merger("D", "Z")]
    for chosen in "xy":
        course = course_of(("ABCDEF", "xxxyyy"), ("ABEFZ", f"xxyy{chosen}"), changes)
        (change,) = course.changes
        assert (change.wat, change.how, change.certain) == (Gebeurtenis.SAMENGEVOEGD, None, False)
        assert change_sentence(course, change) == (
            "Door herindeling gevormd uit Gemeente C en Gemeente D. De delen kwamen uit regio x "
            f"(50%) en regio y (50%). De gemeente hoort nu bij regio {chosen}."
        )


def test_a_merged_gemeente_in_a_third_regio_is_redrawn_as_well() -> None:
    changes = [merger("C", "Z"), merger("D", "Z")]
    course = course_of(("ABCDEFGH", "xxxyyyqq"), ("ABEFGHZ", "xxyyqqq"), changes)
    (change,) = course.changes
    assert (change.wat, change.how) == (Gebeurtenis.BEIDE, Redrawing.MOVED)
    assert course.redrawn == course.merged == (change,)


def test_a_regio_that_was_absorbed_changes_its_gemeenten_only() -> None:
    course = course_of(("ABCDE", "xxxyy"), ("ABCDE", "xxxxx"))
    assert [(c.gemeente, c.how) for c in course.changes] == [
        (3, Redrawing.REGIO_ABSORBED),
        (4, Redrawing.REGIO_ABSORBED),
    ]
    assert change_sentence(course, course.changes[0]) == "Regio regio y is opgegaan in regio x."


def test_a_regio_that_was_split_off_changes_its_gemeenten_only() -> None:
    course = course_of(("ABCDE", "xxxxx"), ("ABCDE", "xxxyy"))
    assert [(c.gemeente, c.how) for c in course.changes] == [
        (3, Redrawing.REGIO_SPLIT_OFF),
        (4, Redrawing.REGIO_SPLIT_OFF),
    ]


def test_joining_and_leaving_an_indeling_are_changes() -> None:
    course = course_of(("ABCD", "xx.x"), ("ABCD", "xxx."))
    assert [(c.gemeente, c.wat) for c in course.changes] == [
        (2, Gebeurtenis.GEWIJZIGD),
        (3, Gebeurtenis.GEWIJZIGD),
    ]
    assert change_sentence(course, course.changes[0]) == "Van geen regio naar regio x."


def test_an_indeling_that_a_year_lacks() -> None:
    year = Jaargang.of(make_year(2016, "AB", [1, 1], zorg="xx"))
    with pytest.raises(KeyError):
        follow("werk", year, year, [])


def test_redrawn_since_2016(found: dict[str, Course]) -> None:
    redrawn = {
        key: {course.tot.namen[change.gemeente] for change in course.redrawn}
        for key, course in found.items()
        if course.redrawn
    }
    assert redrawn == {
        "arbeidsmarktregio": {
            "Elburg",
            "Heerde",
            "Nunspeet",
            "Uitgeest",
            "Hardinxveld-Giessendam",
            "Cranendonck",
            "Olst-Wijhe",
        },
        "jeugdregio": {"Zeewolde", "Voorschoten", "Wijdemeren", "Alphen-Chaam", "Baarle-Nassau"},
        "zorgkantoorregio": {"Maassluis", "Schiedam", "Vlaardingen"},
    }


def test_mergers_since_2016_are_the_same_for_every_indeling(found: dict[str, Course]) -> None:
    assert len(found) == 13
    for course in found.values():
        assert len(course.merged) == 30
        assert all(change.wat is Gebeurtenis.SAMENGEVOEGD for change in course.merged)


def test_sentence_of_many_names_only_those_that_changed(found: dict[str, Course]) -> None:
    every = list(found.values())
    changed = [course for course in every if course.redrawn]
    same = len(every) - len(changed)
    assert len(every) > 6
    assert changed
    assert same
    sentence = courses_sentence(every)
    for course in every:
        name = names_in_sentence(course.after)[1]
        assert (f" {name} " in sentence) == bool(course.redrawn)
    assert f"en geen in de andere {same} indelingen." in sentence
    unchanged = [course for course in every if not course.redrawn]
    assert courses_sentence(unchanged * 4).startswith(
        "Gemeenten die door hertekening in een andere regio kwamen: "
        f"geen in {4 * len(unchanged)} indelingen."
    )


def test_sentence_of_an_indeling(found: dict[str, Course]) -> None:
    assert course_sentence(found["jeugdregio"]) == (
        "Jeugdregio's van 2016 tot 2025: 5 gemeenten kwamen door hertekening in een andere regio "
        "(Zeewolde, Voorschoten, Baarle-Nassau, Wijdemeren en Alphen-Chaam); herindeling vormde "
        "30 gemeenten uit andere. De delen kwamen uit verschillende regio's bij Amsterdam, "
        "Haarlemmermeer, Oisterwijk, Tilburg en Vijfheerenlanden."
    )
    assert course_sentence(found["provincie"]) == (
        "Provincies van 2016 tot 2023: geen gemeente kwam door hertekening in een andere regio; "
        "herindeling vormde 30 gemeenten uit andere. De delen kwamen uit verschillende regio's "
        "bij Vijfheerenlanden."
    )


def test_years_are_ordered_and_over_the_gemeenten_of_now(
    years: tuple[Year, ...], catalogus: Catalogus
) -> None:
    assert [year.jaar for year in years] == [2016, 2026]
    for year in years:
        for indeling in year.now.indelingen:
            assert indeling.labels(len(catalogus.gemeenten)).shape == (342,)


def test_a_year_that_occurs_twice_is_refused(
    catalogus: Catalogus, herindelingen: tuple[Herindeling, ...]
) -> None:
    with pytest.raises(ValueError, match="twice"):
        harmonise(catalogus, [Jaargang.of(catalogus)], herindelingen)


def test_the_present_year_agrees_with_the_table_of_pairs(
    years: tuple[Year, ...], catalogus: Catalogus
) -> None:
    chosen = [catalogus[indeling_id] for indeling_id in IDS]
    pairs = pairs_table(catalogus, chosen, list(Gewicht))
    table = years_table(catalogus, years, list(combinations(IDS, 2)), list(Gewicht))
    now = [row for row in table.records() if row["jaar"] == 2026]
    for key in ("v_maat", "homogeniteit", "wisselaars", "samenvallend", "a_binnen_b"):
        assert [row[key] for row in now] == pytest.approx(list(pairs[key].values))
    for row in now:
        assert row["v_laagste"] == row["v_maat"] == row["v_hoogste"]


def test_the_range_holds_the_figure(years: tuple[Year, ...], catalogus: Catalogus) -> None:
    table = years_table(catalogus, years, list(combinations(IDS, 2)), [Gewicht.GEMEENTEN])
    then = [row for row in table.records() if row["jaar"] == 2016]
    assert len(then) == 6
    for row in then:
        assert row["v_laagste"] <= row["v_maat"] <= row["v_hoogste"]  # type: ignore[operator]
        assert row["v_toen"] is not None
    assert any(row["v_laagste"] < row["v_hoogste"] for row in then)  # type: ignore[operator]


def test_the_range_is_what_the_alternatives_give() -> None:
    """C and D merged into Z; the first year is counted with Z in x and with Z in y."""
    then = make_year(2016, "ABCDEF", [1, 1, 1, 1, 1, 1], zorg="xxxyyy", werk="pppqqq")
    now = make_year(2023, "ABEFZ", [1, 1, 1, 1, 2], zorg="xxyyx", werk="ppqqq")
    changes = [merger("C", "Z"), merger("D", "Z")]
    years = harmonise(now, [Jaargang.of(then)], changes)
    table = years_table(now, years, [("zorg", "werk")], [Gewicht.GEMEENTEN])
    first, second = table.records()
    assert first["v_laagste"] == first["v_hoogste"] == 1  # Z moves in both at once
    assert first["v_toen"] == 1
    assert second["v_maat"] != 1
    assert first["onzeker"] == 1


def test_the_range_is_the_least_and_the_most_of_the_alternatives() -> None:
    """C and D merged into Z, in one regio of werk but in two of zorg."""
    then = make_year(2016, "ABCDEF", [1, 1, 1, 1, 1, 1], zorg="xxxyyy", werk="ppqqqq")
    now = make_year(2023, "ABEFZ", [1, 1, 1, 1, 2], zorg="xxyyx", werk="ppqqq")
    years = harmonise(now, [Jaargang.of(then)], [merger("C", "Z"), merger("D", "Z")])
    table = years_table(now, years, [("zorg", "werk")], [Gewicht.GEMEENTEN])
    first = table.records()[0]
    values = [compare(list(f"xxyy{z}"), list("ppqqq")).v_measure for z in "xy"]
    assert (first["v_laagste"], first["v_hoogste"]) == (min(values), max(values))
    assert first["v_laagste"] < first["v_hoogste"] == 1  # type: ignore[operator]


def test_herindeling_is_told_apart_in_the_figures() -> None:
    """Nothing was redrawn: what differs between the years comes from the merger."""
    then = make_year(2016, "ABCD", [10, 10, 10, 10], zorg="xxyy", werk="pqqq")
    now = make_year(2023, "BZ", [10, 30], zorg="xy", werk="qq")
    changes = [merger("A", "B"), merger("C", "Z"), merger("D", "Z")]
    years = harmonise(now, [Jaargang.of(then)], changes)
    for gewicht in (Gewicht.GEMEENTEN, Gewicht.INWONERS):
        table = years_table(now, years, [("zorg", "werk")], [gewicht])
        first, second = table.records()
        assert first["v_maat"] == second["v_maat"]
        assert first["v_toen"] != first["v_maat"]


def test_tables_account_for_themselves(
    years: tuple[Year, ...], catalogus: Catalogus, found: dict[str, Course]
) -> None:
    chosen = [found[key] for key in IDS]
    tables = (
        years_table(catalogus, years, [("jeugdregio", "ggd-regio")], [Gewicht.INWONERS]),
        changes_table(catalogus, years, chosen),
        summary_table(catalogus, years, chosen),
    )
    for table in tables:
        account = table.provenance
        assert TWO_POINTS in account.remarks
        assert ("Jaren", "2016 en 2026") in account.parameters
        assert any("390 gemeenten van 2016" in source for source in account.sources)
        assert any("RvIG" in source for source in account.sources)
        assert any(line.startswith("Jeugdregio's 2016") for line in account.indelingen)
        assert any(line.startswith("Jeugdregio's 2025") for line in account.indelingen)
        assert any(r.startswith("2016: Jeugdregio's: van 5 gemeenten") for r in account.remarks)


def test_three_years_are_not_called_two_points() -> None:
    made = [make_year(jaar, "AB", [1, 1], zorg="xy", werk="pq") for jaar in (2016, 2020, 2024)]
    years = harmonise(made[2], [Jaargang.of(made[0]), Jaargang.of(made[1])], [])
    table = years_table(made[2], years, [("zorg", "werk")], [Gewicht.GEMEENTEN])
    assert table["jaar"].values == [2016, 2020, 2024]
    assert TWO_POINTS not in table.provenance.remarks
    assert len(courses(years, ["zorg"], [])) == 2


def test_a_gemeente_that_got_lost_is_named() -> None:
    then = make_year(2016, "ABC", [1, 1, 1], zorg="xxy", werk="ppp")
    now = make_year(2023, "AB", [1, 1], zorg="xx", werk="pp")
    years = harmonise(now, [Jaargang.of(then)], [])
    table = years_table(now, years, [("zorg", "werk")], [Gewicht.GEMEENTEN])
    assert any("niet bekend waar ze bleven: C" in remark for remark in table.provenance.remarks)


def test_summary_table(
    years: tuple[Year, ...], catalogus: Catalogus, found: dict[str, Course]
) -> None:
    row, none = summary_table(catalogus, years, [found["jeugdregio"], found["provincie"]]).records()
    keys = ("regios_van", "regios_tot", "gewijzigd", "samengevoegd", "keuze")
    assert [row[key] for key in keys] == [42, 42, 5, 30, 5]
    gemeenten = catalogus.gemeenten
    moved = ("Zeewolde", "Voorschoten", "Wijdemeren", "Alphen-Chaam", "Baarle-Nassau")
    assert row["inwoners"] == sum(gemeenten.inwoners[gemeenten.namen.index(naam)] for naam in moved)
    assert none["inwoners"] == 0


def test_changes_table(
    years: tuple[Year, ...], catalogus: Catalogus, found: dict[str, Course]
) -> None:
    rows = changes_table(catalogus, years, [found["jeugdregio"]]).records()
    assert len(rows) == 35
    by_name = {row["gemeente"]: row for row in rows}
    assert by_name["Zeewolde"]["wat"] == "gewijzigd"
    assert by_name["Zeewolde"]["uitleg"] == "Van Flevoland naar Noord-Veluwe."
    assert by_name["Vijfheerenlanden"] == {
        "indeling": "jeugdregio",
        "naam": "Jeugdregio's",
        "van": 2016,
        "tot": 2025,
        "code": "GM1961",
        "gemeente": "Vijfheerenlanden",
        "inwoners": catalogus.gemeenten.inwoners[catalogus.gemeenten.index["GM1961"]],
        "wat": "samengevoegd",
        "regio_van": "Zuid-Holland-Zuid (64%) en Lekstroom (36%)",
        "regio_tot": "Lekstroom",
        "zeker": "onzeker",
        "uitleg": "Door herindeling gevormd uit Leerdam, Vianen en Zederik. De delen kwamen uit "
        "Zuid-Holland-Zuid (64%) en Lekstroom (36%). De gemeente hoort nu bij Lekstroom.",
    }
