"""The command `data`, against a provider on this computer."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from regiokaart.cli import run
from regiokaart.sources import years
from regiokaart.sources.official.installed import years_dir
from tests.provider import Handler, Provider, provider

__all__ = ["provider"]

JAAR = 2027


@pytest.fixture
def published(provider: Provider, tmp_path: Path) -> Provider:
    provider.put_year(JAAR, tmp_path)
    return provider


def fetch(provider: Provider) -> int:
    return run(["data", "ophalen", "--jaar", str(JAAR), "--bron", provider.url])


def test_year_is_fetched_and_listed(
    published: Provider, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetch(published) == 0
    said = capsys.readouterr()
    # before 1 July of a year to come it is provisional
    assert re.search(
        r"^2027 is geïnstalleerd: 12 gemeenten, 15 indelingen, \w+, opgehaald op \d+ \w+ \d{4}\.$",
        said.out,
        re.MULTILINE,
    )
    assert re.search(
        r"^cbsgebiedsindelingen2027\.gpkg  0,1 MB  SHA-256 [0-9a-f]{64}$", said.out, re.M
    )
    assert "cbsgebiedsindelingen2027.gpkg ophalen\n" in said.err
    assert run(["data", "lijst"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("ingebouwd  342 gemeenten, ")
    assert second.startswith("2027       12 gemeenten, 15 indelingen, ")


def test_file_that_changed_is_mentioned(
    published: Provider, capsys: pytest.CaptureFixture[str]
) -> None:
    fetch(published)
    assert "anders dan de vorige keer" not in capsys.readouterr().out
    published.edit_table(JAAR, "TypedDataSet", lambda d: d["value"][0].update({"Inwonertal_23": 7}))
    fetch(published)
    changed = [line for line in capsys.readouterr().out.splitlines() if "anders" in line]
    assert changed == ["92027NED-gegevens-1.json is anders dan de vorige keer."]


def test_fault_is_one_line_and_changes_nothing(
    published: Provider, capsys: pytest.CaptureFixture[str]
) -> None:
    fetch(published)
    capsys.readouterr()
    published.files[published.gpkg_path(JAAR)] = b"<html>storing</html>" * 9
    assert fetch(published) == 2
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = [line for line in said.err.splitlines() if "ophalen" not in line]
    assert line.startswith("Fout: cbsgebiedsindelingen2027.gpkg: 127.0.0.1:")
    assert years.installed() == (JAAR,)


def test_damaged_year_is_listed_as_such(
    published: Provider, capsys: pytest.CaptureFixture[str]
) -> None:
    fetch(published)
    (years_dir() / str(JAAR) / "gemeenten.csv").write_text("weg")
    capsys.readouterr()
    assert run(["data", "lijst"]) == 0
    assert "beschadigd: gemeenten.csv: dit bestand is veranderd" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ophalen"], "optie '--jaar' ontbreekt"),
        (["ophalen", "--jaar", "25"], "'25' is geen jaar; geef vier cijfers"),
        (["ophalen", "--jaar", "1999"], "jaar 1999: van dit jaar zijn er geen officiële gegevens"),
        (["ophalen", "--jaar", "2025", "--bron", "hier"], "is geen webadres; gebruik .*https://"),
        (["ophalen", "--jaar", "2025", "--bron", "http://elders.nl"], "is niet beveiligd"),
        (["ophaln"], r"bedoelt u 'ophalen'\?"),
    ],
)
def test_wrong_command_line_is_explained(
    provider: Provider,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    assert run(["data", *arguments]) == 2
    said = capsys.readouterr()
    assert re.search(message, said.err)
    assert said.err.startswith("Fout: ")
    assert said.err.count("\n") == 1


def test_without_command_it_tells_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["data"]) == 0
    assert "ophalen" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_interrupt_says_that_nothing_changed(published: Provider) -> None:
    def stall(handler: Handler, body: bytes) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body[:50_000])
        process.send_signal(signal.SIGINT)
        handler.server.provider.stop.wait(30)

    path = published.gpkg_path(JAAR)
    published.faults[path] = [stall]
    command = ["data", "ophalen", "--jaar", str(JAAR), "--bron", published.url]
    process = subprocess.Popen(
        [sys.executable, "-m", "regiokaart", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
    )
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Gestopt: er is niets veranderd, en wat binnen is blijft bewaard." in said
    assert "Traceback" not in said
    assert years.installed() == ()


def test_other_commands_take_a_fetched_year(
    published: Provider, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fetch(published)
    capsys.readouterr()
    assert run(["indelingen", "--jaar", str(JAAR)]) == 0
    assert str(JAAR) in capsys.readouterr().out
    output = tmp_path / "paren.json"
    pair = ["--indeling", "provincie", "--indeling", "corop"]
    assert run(["congruentie", *pair, "--jaar", str(JAAR), "--uit", str(output)]) == 0
    assert {row["peiljaar_a"] for row in json.loads(output.read_text("utf-8"))} == {JAAR}
    chart = tmp_path / "kaart.html"
    command = ["kaart", "--weergave", "indeling", "--indeling", "provincie"]
    assert run([*command, "--jaar", str(JAAR), "--uit", str(chart)]) == 0
    assert f"Centraal Bureau voor de Statistiek, {JAAR}" in chart.read_text("utf-8")


@pytest.mark.parametrize(("jaar", "text"), [("2031", "2031"), ("nu", "geef vier cijfers")])
def test_a_year_that_is_not_there_is_said(
    jaar: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["indelingen", "--jaar", jaar]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert text in captured.err
