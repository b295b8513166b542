"""The commands on a set of indelingen: geheel, stappen, regios, ministerie."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from regiokaart.cli.main import run
from regiokaart.congruence.sets.whole import whole
from regiokaart.model import Catalogus, Gewicht

TWO = ("--indeling", "jeugdregio", "--indeling", "ggd-regio")
THREE = ("--indelingen", "jeugdregio, ggd-regio,res-regio")


@pytest.fixture(name="printed")
def _printed(capsys):
    def call(*arguments: str) -> str:
        assert run(arguments) == 0
        return str(capsys.readouterr().out)

    return call


@pytest.fixture(name="problem")
def _problem(capsys):
    def call(*arguments: str) -> str:
        assert run(arguments) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.count("\n") == 1
        return str(said.err)

    return call


def test_geheel_names_its_set_its_mean_and_its_tables(printed, catalogus: Catalogus):
    text = printed("geheel")
    assert "De set heeft 8 indelingen: arbeidsmarktregio's, jeugdregio's" in text
    counted = [i for i in catalogus if i.telt_standaard_mee]
    mean = whole(catalogus, counted, Gewicht.INWONERS).overall.mean
    assert f"0,{round(mean * 1000)} naar inwoners" in text
    for heading in (
        "De indelingen van de set, naar inwoners",
        "V-maat per ministerie, naar inwoners",
        "V-maat per domein, naar inwoners",
        "Regio's en provinciegrenzen",
        "Opmerkingen",
        "Bronnen",
    ):
        assert heading in text


def test_geheel_as_json_has_every_table_and_the_sentences(printed):
    result = json.loads(printed("geheel", "--json", "--gewicht", "gemeenten", *THREE))
    assert set(result) == {
        "zinnen", "geheel", "per ministerie", "per domein", "boom", "provincies",
        "verantwoording",
    }  # fmt: skip
    account = result["verantwoording"]
    assert account["keuzes"]["Gewicht"] == "gemeenten"
    assert any(line.startswith("Jeugdregio's 2025") for line in account["indelingen"])
    assert account["opmerkingen"]
    assert account["bronnen"]
    assert {row["indeling"] for row in result["geheel"]} == {
        "jeugdregio", "ggd-regio", "res-regio",
    }  # fmt: skip
    assert "naar gemeenten" in " ".join(result["zinnen"])
    assert len(result["boom"]) == 2


def test_geheel_takes_indelingen_that_cut_through_gemeenten(printed):
    text = printed("geheel", "--indeling", "waterschap", *THREE)
    assert "De set heeft 4 indelingen" in text


def test_stappen_are_ranked_described_and_cut_to_the_top(printed):
    text = printed("stappen", "--top", "4")
    assert "Stap 1. Als de arbeidsmarktregio's de veiligheidsregio's volgen, stijgt" in text
    assert "Kleine stap 1. Als de arbeidsmarktregio's de regio Holland Rijnland van de" in text
    assert "grondslag: Wet structuur uitvoeringsorganisatie werk en inkomen" in text
    assert "Rijen in stappen: de eerste 4 van 56" in text
    result = json.loads(printed("stappen", "--json", "--top", "2"))
    assert [row["rang"] for row in result["stappen"]] == [1, 2]
    assert len(result["regiostappen"]) == 2
    assert len(json.loads(printed("stappen", "--json", *THREE))["stappen"]) == 6


def test_stappen_as_csv_and_xlsx_hold_all_of_them(printed, tmp_path: Path):
    path = tmp_path / "s.csv"
    printed("stappen", *THREE, "--tabel", str(path))
    names = sorted(p.name for p in tmp_path.iterdir())
    assert names == [
        "s-regiostappen.csv",
        "s-regiostappen.csv-verantwoording.txt",
        "s.csv",
        "s.csv-verantwoording.txt",
    ]
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert len(rows) == 6
    assert rows[0]["Indeling A bepaald door"]
    account = (tmp_path / "s.csv-verantwoording.txt").read_text("utf-8-sig")
    assert "3: Jeugdregio's, GGD-regio's, RES-regio's" in account
    book = tmp_path / "s.xlsx"
    printed("stappen", *THREE, "--tabel", str(book))
    assert load_workbook(book).sheetnames == ["Stappen", "Regiostappen", "Verantwoording"]


def test_regios_against_another_and_against_provinces(printed):
    text = printed("regios", "ggd-regio", "veiligheidsregio")
    assert "Van de 25 GGD-regio's: 23 vallen samen met een veiligheidsregio" in text
    assert "Hart voor Brabant" in text
    crossing = json.loads(printed("regios", "res-regio", "provincie", "--json"))
    found = [row["regio_a"] for row in crossing["per regio"] if row["plaats"] == "doorsnijdt"]
    assert found == ["Foodvalley"]


def test_regios_with_a_tolerance_says_so(printed):
    result = json.loads(
        printed("regios", "jeugdregio", "provincie", "--tolerantie", "10", "--json")
    )
    almost = [row["regio_a"] for row in result["per regio"] if "bijna" in row["plaats"]]
    assert almost == ["Flevoland", "Rijk van Nijmegen"]
    assert "Resten tot 10,0%" in " ".join(result["zinnen"])


def test_ministerie_shows_its_indelingen_whatever_the_capitals(printed):
    text = printed("ministerie", "vws")
    assert "zijn er 3 van VWS: jeugdregio's, GGD-regio's en Veilig Thuis-regio's." in text
    assert "Niet in de set, wel van VWS: zorgkantoorregio's." in text
    result = json.loads(printed("ministerie", "JenV", "--json"))
    assert {row["indeling"] for row in result["ministerie"]} == {"jeugdregio", "veiligheidsregio"}


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("geheel", "--indeling", "jeugdregio"), "ten minste 2 indelingen"),
        (("geheel", "--indeling", "jeugdregi"), "bedoelt u 'jeugdregio'"),
        (("geheel", "--indelingen", "jeugdregio,jeugdregio"), "twee keer gekozen"),
        (("geheel", "--gewicht", "geld"), "'geld' kan niet"),
        (("stappen", *TWO), "ten minste 3 indelingen met hele gemeenten nodig, gekozen: 2"),
        (("stappen", *TWO, "--indeling", "waterschap"), "gekozen: 2"),
        (("stappen", "--top", "0"), "geef een heel getal van 1 tot en met"),
        (("stappen", "--top", "²"), "geef een heel getal van 1 tot en met"),
        (("regios", "jeugdregio"), "noem twee indelingen, A en B, genoemd: 1"),
        (("regios", "jeugdregio", "jeugdregio"), "twee keer gekozen"),
        (("regios", "jeugdregio", "waterschap"), "volgt geen hele gemeenten"),
        (("regios", "jeugdregio", "metropoolregio"), "in meer regio's tegelijk"),
        (("grenzen", "--indeling", "waterschap"), "volgt geen hele gemeenten"),
        (("grenzen", "--indeling", "metropoolregio"), "in meer regio's tegelijk"),
        (("regios", "jeugdregio", "provincie", "--tolerantie", "11"), "van 0 tot en met 10"),
        (("ministerie",), "noem één ministerie; kies uit: BZK, EZK"),
        (("ministerie", "VSW"), "bedoelt u 'VWS'"),
        (("ministerie", "Defensie"), "heeft geen indeling in de set; kies uit"),
        (("geheel", "--tabel", "g.txt"), ".xlsx"),
        (("geheel", "--json", "--tabel", "g.csv"), "laat --tabel weg"),
        (("geheel", "--tabel", "/bestaat/niet/g.csv"), "map"),
    ],
)
def test_errors_are_one_dutch_line_and_say_what_to_do(problem, arguments, text):
    assert text in problem(*arguments)


def test_nothing_is_written_when_one_of_the_files_cannot_be(problem, tmp_path: Path):
    (tmp_path / "s-regiostappen.csv").mkdir()
    problem("stappen", *THREE, "--tabel", str(tmp_path / "s.csv"))
    assert [path.name for path in tmp_path.iterdir()] == ["s-regiostappen.csv"]


def test_geheel_says_which_table_has_other_years(printed):
    text = " ".join(printed("geheel").split())
    assert text.count("- De peiljaren verschillen:") == 1
    assert "Bij 'Regio's en provinciegrenzen': De peiljaren verschillen: 2023, " in text
