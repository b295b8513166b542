"""`regiokaart jaren`."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from regiokaart.cli import run


def failure(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that must fail with one line, and return it."""
    assert run(["jaren", *arguments]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    return shown.err.removeprefix("Fout: ").strip()


def test_screen_shows_years_what_changed_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["jaren", "--gewicht", "inwoners"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    lines = shown.out.splitlines()
    assert lines[0] == "Congruentie door de jaren"
    pairs = [line for line in lines if " inwoners " in line and line[:3] in ("Arb", "Jeu", "Vei")]
    assert len(pairs) == 12  # six pairs of the four intergemeentelijke in both years
    assert "- Twee jaren zijn twee punten: daaruit volgt geen trend." in lines
    assert any(line.startswith("- Jeugdregio's van 2016 tot 2025: 5 gemeenten") for line in lines)
    assert any("RvIG" in line for line in lines)


def test_chosen_indelingen_only(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "jaren.json"
    chosen = ["--indeling", "provincie", "--indeling", "veiligheidsregio"]
    assert run(["jaren", *chosen, "--uit", str(path)]) == 0
    rows = json.loads(path.read_text(encoding="utf-8"))
    assert [(row["jaar"], row["gewicht"]) for row in rows] == [
        (jaar, gewicht)
        for jaar in (2016, 2026)
        for gewicht in ("gemeenten", "inwoners", "oppervlakte")
    ]
    assert {(row["indeling_a"], row["indeling_b"]) for row in rows} == {
        ("provincie", "veiligheidsregio")
    }
    changes = json.loads((tmp_path / "jaren-wijzigingen.json").read_text(encoding="utf-8"))
    assert len(changes) == 60
    assert {row["wat"] for row in changes} == {"samengevoegd"}
    written = {path.name for path in tmp_path.iterdir()}
    shown = capsys.readouterr().out
    assert all(name in shown for name in written)
    assert written == {
        "jaren.json",
        "jaren.json-verantwoording.txt",
        "jaren-wijzigingen.json",
        "jaren-wijzigingen.json-verantwoording.txt",
    }


def test_csv_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "jaren.csv"
    assert run(["jaren", "--gewicht", "gemeenten", "--uit", str(path)]) == 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert len(rows) == 12
    assert rows[0]["Jaar"] == "2016"
    assert 0.9 < float(rows[0]["V-maat"].replace(",", ".")) < 0.92
    with (tmp_path / "jaren-wijzigingen.csv").open(encoding="utf-8-sig", newline="") as file:
        changes = list(csv.DictReader(file, delimiter=";"))
    assert {row["Wat er gebeurde"] for row in changes} == {"gewijzigd", "samengevoegd"}


def test_workbook_has_a_sheet_for_years_totals_and_changes(tmp_path: Path) -> None:
    path = tmp_path / "jaren.xlsx"
    assert run(["jaren", "--gewicht", "inwoners", "--uit", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Jaren", "Veranderd", "Wijzigingen", "Verantwoording"]
    assert book["Jaren"].max_row == 13
    book.close()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--indeling", "jeugdregios"], "indeling 'jeugdregios' bestaat niet; bedoelt u"),
        (["--indeling", "res-regio"], "indeling 'res-regio' is er alleen van 2026; kies uit: "),
        (["--indeling", "nuts-3"], "indeling 'nuts-3' is er alleen van 2016; kies uit: "),
        (["--indeling", "jeugdregio"], "voor een vergelijking zijn ten minste twee"),
        (["--indeling", "corop", "--indeling", "corop"], "indeling 'corop' is twee keer gekozen"),
        (["--gewicht", "kilo"], "optie '--gewicht': 'kilo' kan niet"),
        (["--uit", "jaren.pdf"], "jaren.pdf"),
    ],
)
def test_errors(arguments: list[str], problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert problem in failure(arguments, capsys)


def test_nothing_is_written_where_no_file_can_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "jaren-wijzigingen.csv").mkdir()
    failure(["--uit", str(tmp_path / "jaren.csv")], capsys)
    assert [path.name for path in tmp_path.iterdir()] == ["jaren-wijzigingen.csv"]
