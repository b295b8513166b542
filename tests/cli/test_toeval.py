"""`regiokaart toeval`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from regiokaart.cli import run
from regiokaart.sources.paths import user_cache_dir

pytestmark = pytest.mark.slow

QUICK = ["--monsters", "300"]
PAIR = ["arbeidsmarktregio", "jeugdregio"]  # drawn once for all tests, and kept


def rows_of(capsys: pytest.CaptureFixture[str]) -> list[dict]:
    """Return the rows that were printed as JSON, which come with an account."""
    found = json.loads(capsys.readouterr().out)
    assert found["zinnen"]
    assert found["verantwoording"]["keuzes"]["Trekkingen"]
    return found["toeval"]


def failure(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that must fail with one line, and return it."""
    assert run(["toeval", *arguments]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    return shown.err.removeprefix("Fout: ").strip()


def test_pair_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["toeval", *PAIR, *QUICK]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out.startswith("Congruentie tegenover toeval\n")
    assert "12 van de 35 arbeidsmarktregio's vallen samen met een jeugdregio" in shown.out
    assert "hoger dan bij alle 300 toevallige" in shown.out
    assert "- Trekkingen: 300 per indeling" in shown.out


def test_real_pair_stands_far_above_chance(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["toeval", *PAIR, *QUICK, "--json"]) == 0
    first, second = rows_of(capsys)
    for row in (first, second):
        assert row["niet_bepaald"] == ""
        assert row["v_maat"] == pytest.approx(0.9158, abs=1e-4)
        assert row["v_verwacht"] == pytest.approx(0.76, abs=0.01)
        assert 0.73 < row["v_laag"] < row["v_verwacht"] < row["v_hoog"] < 0.79
        assert row["percentiel"] == 100
        assert row["gecorrigeerd"] == pytest.approx(0.65, abs=0.02)
    assert first["indeling_getrokken"] == second["indeling_ander"] == "arbeidsmarktregio"


@pytest.mark.slow
def test_seed_decides_also_without_what_was_kept(capsys: pytest.CaptureFixture[str]) -> None:
    few = ["--monsters", "100", "--binnen-provincies", "--json"]
    answers = []
    for seed in ("7", "7", "8"):
        assert run(["toeval", *PAIR, *few, "--zaad", seed]) == 0
        answers.append([row["effectief"] for row in rows_of(capsys)])
        newest = max((user_cache_dir() / "toeval").iterdir(), key=lambda kept: kept.stat().st_mtime)
        newest.unlink()
    assert answers[0] == answers[1] != answers[2]


def test_provinces_cannot_change_within_provinces(capsys: pytest.CaptureFixture[str]) -> None:
    whole, few = ["provincie", "veiligheidsregio"], ["--monsters", "100"]
    assert run(["toeval", *whole, *few, "--binnen-provincies", "--json"]) == 0
    provincie, veiligheid = rows_of(capsys)
    assert "geen andere indeling verschil" in provincie["niet_bepaald"]
    assert provincie["vast"] == provincie["regios"] == 12
    assert provincie["v_verwacht"] is None
    assert veiligheid["vast"] < veiligheid["regios"]


def test_inhabitants_are_not_determined(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["toeval", *PAIR, *QUICK, "--gewicht", "inwoners"]) == 0
    shown = capsys.readouterr().out
    assert shown.count("naar inwoners niet bepaald: toevallige regio's met evenveel") == 2
    wide = ["--tolerantie", "60", "--json"]
    assert run(["toeval", *PAIR, *QUICK, "--gewicht", "inwoners", *wide]) == 0
    assert all(row["niet_bepaald"] == "" for row in rows_of(capsys))


def test_table_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("toeval.csv", "toeval.xlsx"):
        assert run(["toeval", *PAIR, *QUICK, "--tabel", str(tmp_path / name)]) == 0
        assert name in capsys.readouterr().out
    with (tmp_path / "toeval.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["Getrokken (id)"] for row in rows] == PAIR
    account = (tmp_path / "toeval.csv-verantwoording.txt").read_text(encoding="utf-8-sig")
    assert "Zaad" in account
    assert "Cannon" in account
    book = openpyxl.load_workbook(tmp_path / "toeval.xlsx")
    assert book.sheetnames == ["Toeval", "Verantwoording"]
    book.close()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["jeugdregio"], "ten minste twee indelingen nodig"),
        (["jeugdregio", "jeugdregio"], "indeling 'jeugdregio' is twee keer gekozen"),
        (["jeugdregio", "ggdregio"], "indeling 'ggdregio' bestaat niet; bedoelt u 'ggd-regio'?"),
        ([*PAIR, "--monsters", "99"], "geef een heel getal van 100 tot en met 100000"),
        ([*PAIR, "--monsters", "veel"], "'veel' kan niet"),
        ([*PAIR, "--zaad", "-1"], "'-1' kan niet"),
        ([*PAIR, "--zaad", "9" * 5000], "kan niet"),
        ([*PAIR, "--zaad", "0" * 5000], "kan niet"),
        ([*PAIR, "--gewicht", "kilo"], "optie '--gewicht': 'kilo' kan niet"),
        ([*PAIR, "--tolerantie", "101"], "van 0 tot en met 100"),
        ([*PAIR, "--json", "--tabel", "t.csv"], "'--json' drukt af"),
        ([*PAIR, "--tabel", "t.pdf"], "t.pdf"),
        ([*PAIR, "--binnen-provincies=ja"], "krijgt geen waarde"),
    ],
)
def test_errors(arguments: list[str], problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert problem in failure(arguments, capsys)
