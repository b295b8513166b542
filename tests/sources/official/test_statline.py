import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regiokaart.sources.errors import DataError
from regiokaart.sources.official.statline import (
    StatLine,
    check_title,
    next_page,
    read_columns,
    read_identifier,
    read_table,
)
from tests.provider import FIXTURES

COLUMNS, ROWS = FIXTURES / "DataProperties.json", FIXTURES / "TypedDataSet.json"


def edited(folder: Path, source: Path, edit: Callable[[list[dict[str, Any]]], None]) -> Path:
    document = json.loads(source.read_text(encoding="utf-8"))
    edit(document["value"])
    path = folder / source.name
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def renumbered(folder: Path) -> tuple[Path, Path]:
    """Give every column another number, and put the columns in another order."""

    def key(old: str) -> str:
        title, _, number = old.partition("_")
        return f"{title}_{97 - int(number)}" if number else old

    def columns(values: list[dict[str, Any]]) -> None:
        for each in values:
            each["Key"] = key(each["Key"])
        values.reverse()

    def rows(values: list[dict[str, Any]]) -> None:
        for row in values:
            for old in list(row):
                row[key(old)] = row.pop(old)

    return edited(folder, COLUMNS, columns), edited(folder, ROWS, rows)


def test_reads_names_inhabitants_and_regios() -> None:
    table: StatLine = read_table([ROWS], read_columns(COLUMNS))
    assert table.namen["GM0402"] == "Hilversum"
    assert table.inwoners["GM0034"] == 229574
    assert table.inwoners_jaar == 2025
    assert table.indelingen["AM"]["GM0050"] == ("AM06", "Veluwe Stedendriehoek")
    assert " ".join(sorted(table.indelingen)) == "AM AR CP CR CS GG JZ LD PV ZK"
    assert len(table.namen) == len(table.indelingen["PV"]) == 12


def test_columns_are_found_wherever_they_are(tmp_path: Path) -> None:
    columns, rows = renumbered(tmp_path)
    assert read_columns(columns) != read_columns(COLUMNS)
    expected = read_table([ROWS], read_columns(COLUMNS))
    assert vars(read_table([rows], read_columns(columns))) == vars(expected)


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("Inwonertal", "kolom 'Inwonertal' ontbreekt"),
        ("Codes en namen van gemeenten", "kolom 'Codes en namen van gemeenten / code' ontbreekt"),
    ],
)
def test_missing_title_is_named(tmp_path: Path, title: str, message: str) -> None:
    def rename(values: list[dict[str, Any]]) -> None:
        for each in values:
            if each["Title"] == title:
                each["Title"] = "Iets anders"

    with pytest.raises(DataError, match=message):
        read_columns(edited(tmp_path, COLUMNS, rename))


def test_title_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    double = edited(tmp_path, COLUMNS, lambda values: values.append({**values[-1], "ID": 999}))
    with pytest.raises(DataError, match="'Inwonertal' staat er 2 keer"):
        read_columns(double)


def test_groups_in_a_circle_are_survived(tmp_path: Path) -> None:
    def circle(values: list[dict[str, Any]]) -> None:
        for each in values:
            if each["Type"] == "TopicGroup":
                each["ParentID"] = each["ID"]

    with pytest.raises(DataError, match="ontbreekt"):
        read_columns(edited(tmp_path, COLUMNS, circle))


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("Code_1", "Almere", "rij 3: 'Almere' is geen gemeentecode"),
        ("Code_1", "GM0034", "rij 3: GM0034 staat er dubbel"),
        ("Code_1", 34, "rij 3: '' is geen gemeentecode"),
        ("Naam_2", "   ", "heeft geen naam"),
        ("Inwonertal_23", None, "het inwonertal van GM0308 is 'None'"),
        ("Inwonertal_23", "24000", "het inwonertal van GM0308 is '24000'"),
        ("Inwonertal_23", -1, "het inwonertal van GM0308 is '-1'"),
        ("Inwonertal_23", 10**12, "het inwonertal"),
        ("Inwonertal_23", True, "het inwonertal"),
    ],
)
def test_value_that_cannot_be_is_named(
    tmp_path: Path, key: str, value: object, message: str
) -> None:
    path = edited(tmp_path, ROWS, lambda values: values[2].update({key: value}))
    with pytest.raises(DataError, match=message):
        read_table([path], read_columns(COLUMNS))


def test_indeling_with_codes_of_two_kinds_is_left_out(tmp_path: Path) -> None:
    path = edited(tmp_path, ROWS, lambda values: values[2].update({"Code_3": "ZZ01"}))
    assert "AM" not in read_table([path], read_columns(COLUMNS)).indelingen


def test_gemeente_without_regio_is_left_out(tmp_path: Path) -> None:
    path = edited(tmp_path, ROWS, lambda values: values[2].update({"Code_3": "        "}))
    assert len(read_table([path], read_columns(COLUMNS)).indelingen["AM"]) == 11


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>", b"[]", b"{}", b'{"value": 1}', b'{"value": [1]}', b"[" * 100_000, b"\xff{"],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "86059NED-kolommen.json"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"86059NED-kolommen\.json: dit is geen"):
        read_columns(path)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("http://opendata.cbs.nl/ODataApi/x?$skip=5", "/ODataApi/x?$skip=5"),
        ("https://elders.invalid/ODataApi/x?$skip=5", "/ODataApi/x?$skip=5"),
        (None, ""),
        (7, ""),
    ],
)
def test_next_page_is_on_the_same_server(tmp_path: Path, link: object, expected: str) -> None:
    path = tmp_path / "deel.json"
    path.write_text(json.dumps({"value": [], "odata.nextLink": link}))
    assert next_page(path) == expected


def test_last_page_has_no_next() -> None:
    assert next_page(ROWS) == ""


def test_table_of_another_year_is_refused() -> None:
    check_title(FIXTURES / "TableInfos.json", "Gebieden in Nederland 2025")
    with pytest.raises(DataError, match="dit is de tabel 'Gebieden in Nederland 2025'"):
        check_title(FIXTURES / "TableInfos.json", "Gebieden in Nederland 2024")


def test_table_is_found_by_its_whole_title(tmp_path: Path) -> None:
    path = tmp_path / "tabellen.json"
    tables = [
        {"Identifier": "11111NED", "Title": "Gebieden in Nederland 2027; oud"},
        {"Identifier": "../../etc", "Title": "Gebieden in Nederland 2027"},
        {"Identifier": "22222NED", "Title": "Gebieden in Nederland 2027"},
    ]
    path.write_text(json.dumps({"value": tables}))
    assert read_identifier(path, "Gebieden in Nederland 2027") == "22222NED"
    with pytest.raises(DataError, match="geen tabel 'Gebieden in Nederland 2028'"):
        read_identifier(path, "Gebieden in Nederland 2028")
