"""The compiler of the embedded data: what it refuses, explains and cleans, on small examples."""

import sys
from pathlib import Path

import numpy as np
import pytest
import shapely

from regiokaart.model import Regio
from regiokaart.sources.history import load_jaargangen

sys.path.append(str(Path(__file__).resolve().parents[2] / "tools"))
build_data = pytest.importorskip("build_data", reason="the build tools are not packaged")
facts = pytest.importorskip("facts")
facts_carried = pytest.importorskip("facts_carried")
facts_checks = pytest.importorskip("facts_checks")
facts_doubts = pytest.importorskip("facts_doubts")
facts_indelingen = pytest.importorskip("facts_indelingen")
facts_older = pytest.importorskip("facts_older")
facts_overige = pytest.importorskip("facts_overige")
facts_regelingen = pytest.importorskip("facts_regelingen")
facts_text = pytest.importorskip("facts_text")
facts_waterschappen = pytest.importorskip("facts_waterschappen")

Lid = facts_indelingen.Lid


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("de wet.2. De dienst", "de wet. 2. De dienst"),
        ("heeft tot taken:a. heffen;b. innen", "heeft tot taken: a. heffen; b. innen"),
        ("de Wmo 2015;c. het", "de Wmo 2015; c. het"),
        ("door:-de kosten;- de winst", "door: - de kosten; - de winst"),
        ("gebied van• de zorg, en• meer", "gebied van • de zorg, en • meer"),
        ("Doelstelling1. De regeling", "Doelstelling 1. De regeling"),
        ("Artikel 2 BelangDe deelnemers", "Artikel 2 Belang De deelnemers"),
        ("de overheidVoor een goede", "de overheid Voor een goede"),
        ("het LandvanWaas", "het LandvanWaas"),
        ("Linieland vanWaas", "Linieland van Waas"),
        ("[Heusden](https://voorbeeld.nl/a_b), [Vught](https://voor", "Heusden, Vught"),
        ("gemeen\u00adschappelijk\u200b West\u2010Brabant\u00a0", "gemeenschappelijk West-Brabant"),
    ],
)
def test_only_what_copying_glued_is_taken_apart(raw: str, clean: str):
    assert facts_text.cleaned(raw) == clean
    assert facts_text.cleaned(clean) == clean


@pytest.mark.parametrize(
    "text",
    [
        "m.b.t. de zorg, c.q. de jeugd",
        "als bedoeld in artikel 18.21, lid 1, Omgevingswet",
        "FoodValley, WerkSaam, SaBeWa en de AntiDiscriminatieVoorziening",
        "in- en verkoop om 10:30 uur",
    ],
)
def test_what_is_right_stays(text: str):
    assert facts_text.cleaned(text) == text


def test_purpose_that_was_cut_off_says_so_also_when_it_was_cut_at_a_space():
    words = "woord " * 50
    assert len(words) == 300
    assert facts_regelingen.purpose(words).endswith("woord …")
    assert facts_regelingen.purpose("x" + words[:299]).endswith(
        " woord …"
    )  # half a word is left out
    assert facts_regelingen.purpose(words[:299]) == words[:299]
    assert facts_regelingen.purpose("Kort.") == "Kort."
    assert len(facts_regelingen.purpose(":a. b;" * 50)) <= 300


def test_regeling_counts_from_its_oldest_version():
    def version(key: str, following: str, date: str) -> dict[str, str]:
        return {"roo_id": key, "next_version": following, "inwerking": date}

    rows = [
        version("3", "", "2024-07-01"),
        version("1", "2", "2009-08-01"),
        version("2", "3", "2015-01-01"),
        version("4", "", "2020-01-01"),
    ]
    dates = facts_regelingen.first_dates(rows)
    assert (dates["3"], dates["4"]) == ("2009-08-01", "2020-01-01")
    with pytest.raises(facts.CheckError, match="two versions before 5"):
        facts_regelingen.first_dates([*rows, version("5", "3", "2016-01-01")])
    with pytest.raises(facts.CheckError, match="go round"):
        facts_regelingen.first_dates([version("6", "7", ""), version("7", "6", "")])


OLDER = {"GM1": ("X",), "GM2": ("X",), "GM3": ("Y",), "GM4": ("Y",), "GM5": ("X", "Y")}


def leden(**codes: str) -> list:
    return [Lid(gemeente, code, f"Regio {code}") for gemeente, code in codes.items()]


def held(rows: list) -> list:
    return facts_older.hold_against_older("rmc-regio", rows, OLDER, {}, {"X": "Iks"})


def test_unchanged_and_merged_gemeenten_are_told_from_an_older_table():
    rows = held(leden(GM1="A", GM2="A", GM3="B", GM4="B", GM5="B"))
    assert [lid.toelichting for lid in rows[:4]] == [""] * 4
    assert rows[4].toelichting == "na herindeling; voorheen deels Iks, deels Y"
    assert not any(lid.gewijzigd for lid in rows)


def test_change_that_no_source_accounts_for_is_refused():
    rows = leden(GM1="A", GM2="A", GM3="A", GM4="B", GM5="B", GM6="B")
    older = {**OLDER, "GM6": ("Y",)}

    def hold(**changes: str) -> list:
        known = {("rmc-regio", who): frozenset({code}) for who, code in changes.items()}
        return facts_older.hold_against_older("rmc-regio", rows, older, known, {})

    with pytest.raises(facts.CheckError, match="GM3 in Regio A, in 2016 Y; no source tells why"):
        hold()
    changed = hold(GM3="A")[2]
    assert changed.gewijzigd
    assert changed.toelichting == "in 2016 (Regioatlas): Y"
    with pytest.raises(facts.CheckError, match="GM3 in Regio A, changed to"):
        hold(GM3="C")
    with pytest.raises(facts.CheckError, match="GM1 in Regio A, as in 2016, though listed"):
        hold(GM3="A", GM1="A")
    with pytest.raises(facts.CheckError, match=r"no such gemeenten \['GM9'\]"):
        hold(GM3="A", GM9="A")


def test_merged_gemeente_outside_the_regios_of_its_parts_is_refused():
    with pytest.raises(facts.CheckError, match="GM5 in Regio C"):
        held(leden(GM1="A", GM2="A", GM3="B", GM4="B", GM5="C"))


def test_regio_in_parts_is_refused_but_for_islands():
    borders = [("GM1", "GM2"), ("GM2", "GM3")]  # GM4 is an island
    whole = {"rmc-regio": leden(GM1="A", GM2="A", GM3="B", GM4="A")}
    facts_checks.check_in_one_piece(whole, borders)
    apart = {"rmc-regio": leden(GM1="A", GM2="B", GM3="A", GM4="A")}
    with pytest.raises(facts.CheckError, match=r"rmc-regio in parts: found .*Regio A"):
        facts_checks.check_in_one_piece(apart, borders)


def test_doubt_stands_in_front_and_is_said_once():
    lid = Lid("GM1", "A", "Regio A", toelichting="overlap 0,84")
    assert lid.doubted("een reden").toelichting == "een reden; overlap 0,84"
    assert lid.doubted("overlap 0,84").toelichting == "overlap 0,84"
    assert lid.doubted("een reden").methode == "onzeker"


def test_alternatives_are_the_older_regio_and_the_one_that_the_reason_names():
    lid = Lid("GM1", "A", "Regio A", eerder=("B",))
    assert lid.alternatieven == ()
    assert lid.doubted("een reden").alternatieven == ("B",)
    assert lid.doubted("een reden", "C").alternatieven == ("B", "C")
    assert lid.doubted("een reden", "A").alternatieven == ("B",)


@pytest.mark.parametrize(
    ("same_task", "changed", "uncertain"),
    [(True, False, True), (False, True, True), (False, False, False)],
)
def test_regeling_makes_uncertain_when_on_the_very_task_or_when_an_older_table_agrees(
    monkeypatch: pytest.MonkeyPatch, same_task: bool, changed: bool, uncertain: bool
):
    rival = facts_doubts.Rival("rmc-regio", "A", "Regeling", same_task)
    monkeypatch.setattr(facts_doubts, "RIVALS", (rival,))
    deelnemer = facts_regelingen.Deelnemer("GM1", "", "")
    regeling = facts_regelingen.RegelingRow("1", "Regeling", "", "", "", (deelnemer,))
    members = {"rmc-regio": [Lid("GM1", "A", "Aa"), Lid("GM2", "A", "Aa", gewijzigd=changed)]}
    names = {"GM1": "Een", "GM2": "Twee"}
    marked, deviations = facts_doubts.mark_doubts(names, members, [regeling])
    assert [lid.methode == "onzeker" for lid in marked["rmc-regio"]] == [False, uncertain]
    (deviation,) = deviations
    assert deviation.wie == "Twee"
    assert deviation.afwijking.endswith("telt deze gemeente niet mee")
    assert deviation.gekozen == ("Aa (onzeker)" if uncertain else "Aa")


def test_name_beside_another_code_is_refused():
    from facts_gemeenten import check_names

    check_names("a.csv", [("GM1", "Aa")], {"GM1": "Aa"})
    with pytest.raises(facts.CheckError, match=r"a\.csv: name of GM1: found 'Bee', expected 'Aa'"):
        check_names("a.csv", [("GM1", "Bee")], {"GM1": "Aa"})


def test_failed_build_leaves_everything_as_it_was(tmp_path: Path):
    raw, out = tmp_path / "raw", tmp_path / "data"
    raw.mkdir()
    out.mkdir()
    (out / "gemeenten.csv").write_text("oud", encoding="utf-8")
    with pytest.raises(Exception, match=r"unable to open database|No such file"):
        build_data.build(raw, out)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert [path.name for path in out.iterdir()] == ["gemeenten.csv"]
    assert (out / "gemeenten.csv").read_text(encoding="utf-8") == "oud"


def test_files_are_replaced_and_others_stay(tmp_path: Path):
    source, target = tmp_path / "new", tmp_path / "data"
    (source / "lidmaatschap").mkdir(parents=True)
    (source / "lidmaatschap/a.csv").write_text("nieuw", encoding="utf-8")
    target.mkdir()
    (target / "README.md").write_text("blijft", encoding="utf-8")
    build_data.replace_files(source, target)
    assert (target / "lidmaatschap/a.csv").read_text(encoding="utf-8") == "nieuw"
    assert (target / "README.md").read_text(encoding="utf-8") == "blijft"


def test_list_that_was_carried_on_is_put_back_on_the_gemeenten_of_2016():
    year = load_jaargangen()[0]

    def row(code: str, regio: str, how: str) -> dict[str, str]:
        return {"gm_code": code, "gemeente": "", "indeling": "", "regio": regio, "methode": how}

    rows = [
        row("GM0363", "A", "direct"),
        row("GM1980", "B", "via opvolging 0398+0416"),
        row("GM1954", "C+D | E", "AMBIGU 0881=C+D+0951=C+D+0962=E "),
    ]
    assert facts_carried.before("x", rows, year) == {
        "GM0363": "A",
        "GM0398": "B",
        "GM0416": "B",
        "GM0881": "C+D",
        "GM0951": "C+D",
        "GM0962": "E",
    }
    for wrong, message in (
        (row("GM0363", "B", "direct"), "GM0363 in two regio's"),
        (row("GM1980", "B", "direct"), "GM1980 is no gemeente of 2016"),
        (row("GM0014", "B", "geraden"), "methode 'geraden'"),
    ):
        with pytest.raises(facts.CheckError, match=message):
            facts_carried.before("x", [*rows, wrong], year)


def test_entry_that_says_otherwise_than_the_members_is_refused():
    rows = leden(GM1="A", GM2="B")
    entry = {"aantal_regios": 2, "landsdekkend": True}
    facts_overige._check_entry("x", entry, rows, 2)
    with pytest.raises(facts.CheckError, match="number of regio's of x"):
        facts_overige._check_entry("x", entry | {"aantal_regios": 3}, rows, 2)
    with pytest.raises(facts.CheckError, match="x is nationwide: found False, expected True"):
        facts_overige._check_entry("x", entry, rows, 3)


def test_raw_file_that_has_changed_is_refused(tmp_path: Path):
    (tmp_path / "a.csv").write_text("x", encoding="utf-8")
    entry = {"bron_bestand": "a.csv", "bron_sha256": facts.sha256_of(tmp_path / "a.csv")}
    facts_overige.check_hashes(tmp_path, {"x": entry})
    (tmp_path / "a.csv").write_text("y", encoding="utf-8")
    with pytest.raises(facts.CheckError, match=r"x: SHA-256 of a\.csv"):
        facts_overige.check_hashes(tmp_path, {"x": entry})


def test_overlap_of_two_waterschappen_goes_to_the_first_and_is_told():
    boxes = np.array([shapely.box(0, 0, 1000, 1000), shapely.box(900, 0, 2000, 1000)])
    (told,) = facts_waterschappen._cut_overlaps(boxes, (Regio("WS1", "Een"), Regio("WS2", "Twee")))
    assert (told.wie, told.gekozen) == ("Een, Twee", "Een")
    assert told.afwijking == "de vlakken overlappen 10 hectare"
    assert shapely.area(boxes).tolist() == [1e6, 1e6]
    large = np.array([shapely.box(0, 0, 9000, 9000), shapely.box(900, 0, 2000, 9000)])
    with pytest.raises(facts.CheckError, match="Een, Twee: overlap of 9900000 m²"):
        facts_waterschappen._cut_overlaps(large, (Regio("WS1", "Een"), Regio("WS2", "Twee")))
