import csv
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from regiokaart.cli.dutch import describe
from regiokaart.cli.samenwerkingen import samenwerkingen

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("qapp")]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(samenwerkingen, arguments, standalone_mode=False)


def problem(*arguments: str) -> str:
    error = run(*arguments).exception
    assert isinstance(error, click.ClickException), error
    return describe(error)


def test_all_regelingen_are_listed_with_what_they_are() -> None:
    result = run()
    assert result.exception is None
    assert "451 geldende formele regelingen" in result.output
    assert "\nBronnen\n- Register van Overheidsorganisaties, mei 2026 (CC0 1.0)" in result.output


def test_search_filter_and_participant_narrow_the_list(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    run("--zoek", "gelderland", "--gemeente", "Ede", "--uit", str(path))
    rows = json.loads(path.read_text("utf-8"))
    assert rows
    assert all("Ede" in row["deelnemende_gemeenten"].split(", ") for row in rows)
    run("--vorm", "centrumregeling", "--uit", str(path))
    forms = {row["vorm"] for row in json.loads(path.read_text("utf-8"))}
    assert forms == {"centrumregeling (afgeleid uit de naam)"}


def test_counts_per_gemeente_and_per_pair(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    run("--wat", "gemeenten", "--uit", str(path))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["Gemeente"]: row for row in csv.DictReader(file, delimiter=";")}
    assert len(rows) == 342
    assert rows["Landgraaf"]["Regelingen"] == "19"
    result = run("--wat", "paren", "--vanaf", "15")
    assert "ten minste 15 gedeelde regelingen" in result.output


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf", "html"])
def test_map_of_all_and_of_one(tmp_path: Path, suffix: str) -> None:
    every, one = tmp_path / f"alle.{suffix}", tmp_path / f"een.{suffix}"
    assert run("--uit", str(every)).exception is None
    assert run("--regeling", "30034849", "--uit", str(one)).exception is None
    assert every.read_bytes() != one.read_bytes()


def test_own_classes_are_in_the_legend(tmp_path: Path) -> None:
    path = tmp_path / "k.html"
    assert run("--klassen", "5,12", "--uit", str(path)).exception is None
    assert "5 tot en met 11 (" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("--gemeente", "Groninge"), "bedoelt u 'Groningen'"),
        (("--vorm", "stichting"), "'stichting' kan niet"),
        (("--vanaf", "0"), "geef een heel getal van 1 tot en met"),
        (("--vanaf", "veel"), "geef een heel getal van 1 tot en met"),
        (("--klassen", "x"), "'x' kan niet"),
        (("--klassen", "60", "--uit", "k.png"), "geen grens ligt tussen"),
        (("--zoek", "xyzzy"), "geen regeling gevonden"),
        (("--regeling", "1"), "regeling '1' is er niet in deze keuze"),
        (("--gemeente", "Xyzzy"), "schrijf de naam zoals het CBS, of de CBS-code (zoals GM0363)"),
    ],
)
def test_errors_are_dutch_and_say_what_to_do(arguments: tuple[str, ...], text: str) -> None:
    assert text in problem(*arguments)
