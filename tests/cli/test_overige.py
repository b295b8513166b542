"""The other indelingen on the command line: listed when asked for, used by their id everywhere."""

import csv
import json
from pathlib import Path

import pytest

from regiokaart.cli import run


def test_they_are_listed_only_when_asked_for(capfdbinary: pytest.CaptureFixture) -> None:
    assert run(["indelingen"]) == 0
    assert b"wmo-regio" not in capfdbinary.readouterr().out
    assert run(["indelingen", "--overige", "--formaat", "json"]) == 0
    rows = {row["id"]: row for row in json.loads(capfdbinary.readouterr().out)}
    assert len(rows) == 17 + 27
    wmo, jeugd = rows["wmo-regio"], rows["jeugdregio"]
    assert (wmo["stand"], wmo["telt_mee"], wmo["peiljaar"]) == ("ouder", "nee", 2016)
    assert (jeugd["stand"], jeugd["telt_mee"], jeugd["bron_datum"]) == ("actueel", "ja", "2025")
    assert len(jeugd["bron_sha256"]) == 64
    assert (wmo["rijen_direct"], wmo["rijen_overgenomen"], wmo["rijen_onzeker"]) == (312, 29, 1)


def test_the_list_of_a_year_has_no_others(capfd: pytest.CaptureFixture) -> None:
    assert run(["indelingen", "--overige", "--jaar", "2025"]) == 2
    assert "'--overige' en '--jaar' gaan niet samen" in capfd.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        "congruentie --indeling wmo-regio --indeling jeugdregio",
        "congruentie --indeling waterschap --indeling metropoolregio",
        "regios wmo-regio jeugdregio",
        "geheel --indeling wmo-regio --indeling jeugdregio",
        "stappen --indeling wmo-regio --indeling jeugdregio --indeling rmc-regio",
        "grenzen --indeling wmo-regio",
        "profiel GM0518 --indeling wmo-regio --indeling jeugdregio",
        "data controle --indeling wmo-regio",
    ],
)
def test_their_ids_work_in_every_command(capfd: pytest.CaptureFixture, command: str) -> None:
    assert run(command.split()) == 0
    assert capfd.readouterr().err == ""


def test_maps_of_what_is_divided_or_overlaps(tmp_path: Path) -> None:
    one, two = tmp_path / "een.html", tmp_path / "twee.html"
    view = ["kaart", "--weergave"]
    assert run([*view, "indeling", "--indeling", "waterschap", "--uit", str(one)]) == 0
    assert "liggen niet helemaal in één regio" in one.read_text("utf-8")
    chosen = ["--indeling", "metropoolregio", "--met", "waterschap"]
    assert run([*view, "vergelijk", *chosen, "--uit", str(two)]) == 0
    assert "s (16 gemeenten)" in two.read_text("utf-8")


def test_unknown_id_names_the_closest_of_them_too(capfd: pytest.CaptureFixture) -> None:
    assert run(["congruentie", "--indeling", "waterschapp", "--indeling", "corop"]) == 2
    assert "bedoelt u 'waterschap'" in capfd.readouterr().err


def test_a_table_of_them_says_where_they_come_from(tmp_path: Path) -> None:
    path = tmp_path / "uit.csv"
    ids = ["--indeling", "wmo-regio", "--indeling", "nuts-3"]
    assert run(["congruentie", *ids, "--uit", str(path)]) == 0
    account = Path(f"{path}-verantwoording.txt").read_text("utf-8")
    assert "Regioatlas 2016" in account
    assert "nuts" in path.read_text("utf-8-sig").lower()
    assert list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))


def test_members_of_one_with_how_they_were_established(capfdbinary: pytest.CaptureFixture) -> None:
    assert run(["indelingen", "--leden", "wmo-regio", "--formaat", "json"]) == 0
    rows = json.loads(capfdbinary.readouterr().out)
    assert len(rows) == 342
    (uncertain,) = (row for row in rows if row["methode"] == "onzeker")
    assert uncertain["gemeente"] == "Vijfheerenlanden"
    assert uncertain["regio"] == "Alblasserwaard-Vijfheerenlanden"
    assert uncertain["alternatieven"] == "Lekstroom"
    assert run(["indelingen", "--leden", "waterschap"]) == 0
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert len(lines) == 2 + 432
    assert "45,1%" in lines[2]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--leden", "wmo"], "indeling 'wmo' bestaat niet"),
        (["--leden", "corop", "--overige"], "'--overige' en '--leden' gaan niet samen"),
    ],
)
def test_wrong_question_about_members(
    capfd: pytest.CaptureFixture, arguments: list[str], problem: str
) -> None:
    assert run(["indelingen", *arguments]) == 2
    assert problem in capfd.readouterr().err
