"""`regiokaart data controle`."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from regiokaart.cli import run
from regiokaart.model import Catalogus
from regiokaart.sources import years

CONTROLE = ["data", "controle"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def failure(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that must fail with one line, and return it."""
    assert run([*CONTROLE, *arguments]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    return shown.err.removeprefix("Fout: ").strip()


def test_screen_shows_counts_first_then_what_matters(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(CONTROLE) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    lines = shown.out.splitlines()
    assert lines[0] == "Overzicht van de kwaliteit"
    assert "bevindingen: 0 keer fout, 21 keer let op, " in lines[2]
    assert lines.index("Let op: onzekere rij") > lines.index(lines[4])
    assert sum("IJmond ligt in 2 delen" in line for line in lines) == 1
    assert not any(line.startswith("Ter informatie:") for line in lines)
    assert any(line.endswith("staat er met --alles bij.") for line in lines)


def test_everything_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*CONTROLE, "--indeling", "jeugdregio", "--alles"]) == 0
    out = capsys.readouterr().out
    assert "Ter informatie: regio met één gemeente" in out
    assert "--alles" not in out


def test_chosen_indelingen_also_those_that_are_loaded_on_request(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run([*CONTROLE, "--indelingen", "waterschap", "--indeling", "ressort", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["verantwoording"]["indelingen"]
    rows = found["kwaliteit"]
    about = {name for row in rows for name in (row["indelingen"] or "").split(", ")}
    assert about >= {"waterschap", "ressort"}
    assert "jeugdregio" not in about
    assert {"ernst", "controle", "bevinding", "actie", "codes"} <= set(rows[0])


def test_ranges_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    chosen = ["--indeling", "omgevingsdienst", "--indeling", "rmc-regio"]
    assert run([*CONTROLE, *chosen, "--bandbreedte", "--gewicht", "gemeenten"]) == 0
    out = capsys.readouterr().out
    assert "Wat onzekere rijen uitmaken, naar gemeenten" in out
    assert "Over de alternatieven van 7 onzekere rijen" in out
    (row,) = [line for line in out.splitlines() if line.startswith("Omgevingsdiensten  RMC-")]
    assert row.endswith("alle combinaties")


def test_own_file_with_mistakes_is_checked_and_strict_says_so(
    here: Path, catalogus: Catalogus, capsys: pytest.CaptureFixture[str]
) -> None:
    g = catalogus.gemeenten
    lines = [f"{code};{regio}" for code, regio in zip(g.codes, g.provincies, strict=True)]
    Path("mijn.csv").write_text("\n".join(["gemeente;regio", *lines[1:]]), "utf-8")
    assert run([*CONTROLE, "--bestand", "mijn.csv", "--alles"]) == 0
    out = capsys.readouterr().out
    assert "1 gemeente hoort bij geen regio (Groningen)" in out
    assert "Fryslân ligt in 5 delen" in out
    assert "niet bekend: peiljaar" in out
    assert "Jeugdregio's" not in out


def test_strict_is_one_only_when_there_are_errors(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run([*CONTROLE, "--streng"]) == 0
    catalogus, gebied = years.load()
    wrong = replace(catalogus["ressort"], aantal_regios=5)
    spoiled = Catalogus(catalogus.gemeenten, (wrong,))
    monkeypatch.setattr(years, "load", lambda jaar=None: (spoiled, gebied))
    capsys.readouterr()
    assert run([*CONTROLE, "--streng"]) == 1
    shown = capsys.readouterr()
    assert "Ressorten: volgens de bron zijn het er 5, geteld zijn er 4." in shown.out
    assert shown.err == ""
    assert run(CONTROLE) == 0


def test_workbook_has_a_sheet_for_each_part(here: Path) -> None:
    assert run([*CONTROLE, "--tabel", "k.xlsx", "--bandbreedte"]) == 0
    book = openpyxl.load_workbook("k.xlsx")
    assert book.sheetnames == ["Overzicht", "Kwaliteit", "Bandbreedte", "Onzeker", "Verantwoording"]
    assert book["Onzeker"].max_row == 11
    assert book["Bandbreedte"].max_row == 137
    book.close()
    assert run([*CONTROLE, "--tabel", "zonder.xlsx"]) == 0
    book = openpyxl.load_workbook("zonder.xlsx")
    assert book.sheetnames == ["Overzicht", "Kwaliteit", "Verantwoording"]
    book.close()


def test_csv_reads_back_with_the_ranges_beside_it(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = ["--indeling", "omgevingsdienst", "--indeling", "rmc-regio"]
    assert run([*CONTROLE, *chosen, "--tabel", "k.csv", "--bandbreedte"]) == 0
    shown = capsys.readouterr().out
    written = {path.name for path in here.iterdir()}
    assert written == {
        "k.csv",
        "k.csv-verantwoording.txt",
        "k-bandbreedte.csv",
        "k-bandbreedte.csv-verantwoording.txt",
    }
    assert all(name in shown for name in written)
    with Path("k.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert sum(row["Controle"] == "onzekere rij" for row in rows) == 7
    with Path("k-bandbreedte.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file, delimiter=";")
    v = [float(row[f"V-maat{end}"].replace(",", ".")) for end in (", laagste", "", ", hoogste")]
    assert v[0] < v[1] < v[2]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--indeling", "jeugdregios"], "indeling 'jeugdregios' bestaat niet; bedoelt u"),
        (["--indeling", "corop", "--indeling", "corop"], "indeling 'corop' is twee keer gekozen"),
        (["--indeling", "corop", "--bandbreedte"], "voor een bandbreedte zijn ten minste twee"),
        (["--json", "--tabel", "t.csv"], "'--json' drukt af; laat het weg"),
        (["--gewicht", "kilo"], "optie '--gewicht': 'kilo' kan niet"),
        (["--tabel", "k.pdf"], "k.pdf"),
        (["--streng=ja"], "optie '--streng' krijgt geen waarde"),
        (["--bestand", "weg.csv"], "weg.csv"),
        (["--bestand", "a.csv", "--bestand", "./a.csv"], "bestand 'a.csv' is twee keer gekozen"),
        (["--bestand", "a.csv", "--tabel", "a.csv"], "'a.csv' is ook de invoer"),
        (["--jaar", "1999"], "1999"),
    ],
)
def test_errors(
    here: Path, arguments: list[str], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.csv").write_text("gemeente;regio\nEde;A\nEpe;B\n", "utf-8")
    assert problem in failure(arguments, capsys)
    assert [path.name for path in here.iterdir()] == ["a.csv"]
