"""A year that was fetched takes part in `regiokaart jaren`."""

import json
from datetime import date
from pathlib import Path

import pytest

from regiokaart.cli import run
from regiokaart.sources.official.asking import Limits
from regiokaart.sources.official.install import install_year
from regiokaart.sources.official.installed import years_dir
from tests.provider import Provider

JAAR = 2027
CHOSEN = ("--indeling", "jeugdregio", "--indeling", "ggd-regio", "--gewicht", "gemeenten")


def test_fetched_year_stands_beside_the_embedded_ones(
    provider: Provider, tmp_path: Path, quick: Limits, capsys: pytest.CaptureFixture[str]
) -> None:
    provider.put_year(JAAR, tmp_path)
    install_year(JAAR, lambda _: None, source=provider.source, limits=quick, today=date(2028, 1, 1))
    path = tmp_path / "jaren.json"
    assert run(["jaren", *CHOSEN, "--uit", str(path)]) == 0
    rows = json.loads(path.read_text(encoding="utf-8"))
    assert [row["jaar"] for row in rows] == [2016, 2026, JAAR]
    assert [row["gedekt_aandeel"] for row in rows] == [1, 1, pytest.approx(12 / 342)]

    (years_dir() / str(JAAR) / "gemeenten.csv").write_text("veranderd", encoding="utf-8")
    path.unlink()
    capsys.readouterr()
    assert run(["jaren", *CHOSEN, "--uit", str(path)]) == 2
    assert capsys.readouterr().err.startswith("Fout: ")
    assert not path.exists()
