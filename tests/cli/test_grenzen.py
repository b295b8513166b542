import csv
import json
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner, Result

from regiokaart.cli.dutch import describe
from regiokaart.cli.grenzen import grenzen
from regiokaart.cli.main import main

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("qapp")]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(grenzen, arguments, standalone_mode=False)


def rows_of(*arguments: str, name: str = "grenzen") -> list[dict]:
    """Return the rows that are printed as JSON, which come with an account."""
    found = json.loads(run("--json", *arguments).output)
    assert found["verantwoording"]["bronnen"]
    return found[name]


def problem(*arguments: str) -> str:
    error = run(*arguments).exception
    assert isinstance(error, click.ClickException), error
    return describe(error)


def test_screen_shows_facts_before_measures_and_sources() -> None:
    result = run()
    assert result.exception is None
    places = [
        result.output.index(text)
        for text in (
            "Hoe vaak een gemeentegrens regiogrens is",
            "De hardste en de zachtste grenzen",
            "Grenscongruentie per paar indelingen",
            "Opmerkingen\n- Alleen grenzen op het land tellen",
            "Bronnen",
            "876 landgrenzen",
            "\nRegiokaart ",
        )
    ]
    assert places == sorted(places)
    assert result.output.count("De peiljaren verschillen") == 1


def test_json_has_a_row_per_border() -> None:
    rows = rows_of()
    assert len(rows) == 876
    assert {"gemeente_a", "gemeente_b", "regiogrens", "bekend", "lengte", "wel"} <= set(rows[0])
    hard = rows_of("--vanaf", "8")
    assert hard == [row for row in rows if row["regiogrens"] == 8]
    pairs = rows_of("--wat", "paren", name="grenscongruentie")
    assert len(pairs) == 28


def test_choice_of_indelingen() -> None:
    def known(*arguments: str) -> set[int]:
        return {row["bekend"] for row in rows_of(*arguments)}

    assert known() == {8}
    assert known("--domein", "sociaal") == {3}
    assert known("--domein", "sociaal", "--domein", "fysiek") == {5}
    assert known("--ministerie", "JenV") == {2}
    assert known("--soort", "statistisch") == {4}
    assert known("--indeling", "corop", "--indeling", "provincie") == {2}


def test_tables_as_csv_and_workbook(tmp_path: Path) -> None:
    path = tmp_path / "grenzen.csv"
    result = run("--tabel", str(path), "--wat", "stukken")
    assert result.output.count("Geschreven: ") == 2
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert "Omgevingsdienst IJmond" in {row["Regio"] for row in rows}
    account = (tmp_path / "grenzen.csv-verantwoording.txt").read_text("utf-8-sig")
    assert "Westerscheldetunnel" in account
    book = tmp_path / "grenzen.xlsx"
    run("--tabel", str(book))
    assert openpyxl.load_workbook(book).sheetnames == [
        "Grenzen", "Verdeling", "Uitersten", "Grenscongruentie", "Stukken", "Verantwoording",
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf", "html"])
def test_map_follows_the_threshold(tmp_path: Path, suffix: str) -> None:
    every, hard = tmp_path / f"alle.{suffix}", tmp_path / f"hard.{suffix}"
    both = tmp_path / "ook.csv"
    assert run("--kaart", str(every), "--tabel", str(both)).exception is None
    assert run("--kaart", str(hard), "--vanaf", "8").exception is None
    assert both.exists()
    assert every.read_bytes() != hard.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("--domein", "sociall"), "optie '--domein': 'sociall' kan niet; bedoelt u 'sociaal'?"),
        (("--ministerie", "XYZ"), "kies uit: "),
        (("--soort", "anders"), "'anders' kan niet"),
        (("--indeling", "corop", "--indeling", "corop"), "twee keer gekozen"),
        (("--domein", "bestuurlijk"), "geen indeling voldoet aan deze keuze"),
        (("--vanaf", "0"), "geef een heel getal van 1 tot en met"),
        (("--vanaf", "9"), "'9' kan niet; er tellen 8 indelingen mee"),
        (("--vanaf", "²"), "geef een heel getal van 1 tot en met"),
        (("--wat", "alles"), "'alles' kan niet"),
        (("--wat", "paren", "--indeling", "corop"), "ten minste twee indelingen"),
        (("--json", "--tabel", "x.csv"), "'--json' drukt af"),
        (("--json=ja",), "krijgt geen waarde"),
        (("nog",), "'nog' wordt niet begrepen"),
    ],
)
def test_errors_are_dutch_and_say_what_to_do(arguments: tuple[str, ...], text: str) -> None:
    assert text in problem(*arguments)


def test_an_unknown_indeling_is_answered_with_the_nearest() -> None:
    assert "bedoelt u 'jeugdregio'?" in str(run("--indeling", "jeugdregios").exception)


@pytest.mark.parametrize("option", ["--kaart", "--tabel"])
def test_another_suffix_or_place_is_refused_before_any_work(tmp_path: Path, option: str) -> None:
    for name in ("grenzen.docx", "weg/grenzen.csv", "weg/grenzen.png"):
        error = run(option, str(tmp_path / name)).exception
        assert str(tmp_path / name.split("/")[0]) in str(error)
    assert list(tmp_path.iterdir()) == []


def test_it_is_a_command() -> None:
    result = CliRunner().invoke(main, ["help", "grenzen"], standalone_mode=False)
    assert "--vanaf AANTAL" in result.output


def test_table_as_json_has_the_same_rows_and_an_account_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "paren.json"
    chosen = ("--wat", "paren", "--domein", "sociaal")
    assert run(*chosen, "--tabel", str(path)).exit_code == 0
    assert json.loads(path.read_text("utf-8")) == rows_of(*chosen, name="grenscongruentie")
    assert path.with_name("paren.json-verantwoording.txt").is_file()


def test_classes_of_ones_own_are_in_the_legend(tmp_path: Path) -> None:
    path = tmp_path / "grenzen.html"
    assert run("--klassen", "3,6", "--kaart", str(path)).exit_code == 0
    legend = path.read_text("utf-8")
    for text in ("1 of 2 (", "3 tot en met 5 (", "6 of 7 (", "alle 8 ("):
        assert text in legend
    assert run("--klassen", "kwantielen", "--kaart", str(path)).exit_code == 0
    assert path.read_text("utf-8") != legend


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("--klassen", "3,6"), "'--klassen' hoort bij een kaart"),
        (("--aantal-klassen", "4", "--tabel", "g.csv"), "'--aantal-klassen' hoort bij een kaart"),
        (("--klassen", "20,30", "--kaart", "g.svg"), "geen grens ligt tussen"),
        (("--klassen", "3,6", "--aantal-klassen", "4", "--kaart", "g.svg"), "bepalen zelf hoeveel"),
    ],
)
def test_classes_that_cannot_be_are_refused(
    arguments: tuple[str, ...], text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert text in str(run(*arguments).exception)
    assert list(tmp_path.iterdir()) == []
