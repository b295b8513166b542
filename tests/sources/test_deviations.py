import csv
from pathlib import Path

import pytest

from regiokaart.sources.deviations import load_afwijkingen
from regiokaart.sources.errors import DataError
from regiokaart.sources.paths import data_dir


def test_every_row_of_the_file_is_loaded() -> None:
    with (data_dir() / "afwijkingen.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = load_afwijkingen()
    assert [vars(each) for each in found] == rows
    assert any(each.onderwerp == "omgevingsdienst" and each.wie == "Zutphen" for each in found)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("onderwerp,wie\n", r"a\.csv, rij 1: de kolommen zijn anders dan verwacht"),
        ("onderwerp,wie,afwijking,gekozen\na,b,c\n", r"a\.csv, rij 2: 3 waarden in plaats van 4"),
    ],
)
def test_bad_file_names_its_row(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        load_afwijkingen(path)
