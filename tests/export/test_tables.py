import csv
import dataclasses
import io
import json
import math
import zipfile
from datetime import datetime
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokaart import __version__
from regiokaart.congruence.table import Column, Kind, Provenance, Table
from regiokaart.export.files import ExportError
from regiokaart.export.tables import account_path, json_text, write_csv, write_json
from regiokaart.export.workbook import write_xlsx

HOSTILE = [
    "=1+1",
    "+31 6",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://x";"y")',
    "  =1",
    "＝1",
    "#N/A",
    'a;b"c\nd',
    "nul\x00bel\x07half\ud800",
    "<b>&amp;",
]


def provenance(remark: str = "een opmerking") -> Provenance:
    return Provenance(
        indelingen=("RES-regio's (30, 2025), bron: Z", "Jeugdregio's (42, 2025), bron: Y"),
        sources=("Gemeenten: CBS",),
        parameters=(("Gewicht", "inwoners"),),
        method=("V-maat: hoe goed twee indelingen op elkaar passen.",),
        remarks=(remark,),
        program="Regiokaart 0",
        background=("RES-regio's: afgeleid.",),
    )


def table(name: str = "paren", texts: list[str] | None = None) -> Table:
    texts = texts or ["Súdwest-Fryslân", "'s-Gravenhage", "–"]
    n = len(texts)
    return Table(
        name=name,
        title="Paren van indelingen",
        columns=(
            Column("naam", "Naam", Kind.TEXT, texts, explanation="Hoe het heet."),
            Column("aantal", "Inwoners", Kind.COUNT, [1234567, None, *[-5] * (n - 2)]),
            Column(
                "v",
                "V-maat",
                Kind.NUMBER,
                [1 / 3, math.nan, *[-1e-7] * (n - 2)],
                decimals=3,
                explanation="hoe goed twee indelingen op elkaar passen.",
            ),
            Column("deel", "Wisselaars", Kind.SHARE, [2 / 3, None, *[0.1] * (n - 2)], decimals=1),
            Column("np", "Oppervlakte", Kind.NUMBER, list(np.linspace(0, 1e6, n)), unit="km²"),
            Column("npi", "Regio's", Kind.COUNT, list(np.arange(n))),
            Column("jaar", "Peiljaar", Kind.YEAR, [2025] * n),
        ),
        provenance=provenance(),
    )


def test_csv_is_what_dutch_excel_expects(tmp_path: Path) -> None:
    write_csv(table(), tmp_path / "t.csv")
    content = (tmp_path / "t.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfNaam;Inwoners;V-maat;Wisselaars (deel van 1);")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[1] == "Súdwest-Fryslân;1234567;0,3333333333333333;0,6666666666666666;0;0;2025"
    assert lines[2] == "'s-Gravenhage;;;;500000;1;2025"
    assert lines[3] == "–;-5;-0,0000001;0,1;1000000;2;2025"
    assert lines[4] == ""


def test_csv_reads_back_equal(tmp_path: Path) -> None:
    original = table()
    write_csv(original, tmp_path / "t.csv")
    back = pd.read_csv(tmp_path / "t.csv", sep=";", decimal=",", encoding="utf-8-sig")
    for i, column in enumerate(original.columns):
        expected = pd.Series([None if v is None else v for v in column.values])
        pd.testing.assert_series_equal(
            back.iloc[:, i], expected, check_names=False, check_dtype=False, check_exact=True
        )


@given(
    st.lists(st.text(), min_size=2, max_size=5),
    st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=2, max_size=2),
)
def test_csv_of_any_text_and_number_keeps_its_shape(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], numbers: list[float]
) -> None:
    numbers = (numbers * len(texts))[: len(texts)]
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    columns = (Column("t", "T", Kind.TEXT, texts), Column("x", "X", Kind.NUMBER, numbers))
    write_csv(Table("t", "t", columns, provenance()), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert [len(row) for row in rows] == [2] * (len(texts) + 1)
    assert [float(row[1].replace(",", ".")) for row in rows[1:]] == numbers
    assert not any(row[0].lstrip().startswith(tuple("=+-@")) for row in rows)


def test_csv_neutralises_formulas_and_control_characters(tmp_path: Path) -> None:
    write_csv(table(texts=HOSTILE), tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [row[0] for row in csv.reader(file, delimiter=";")][1:]
    assert cells[:9] == [f"'{text}" for text in HOSTILE[:9]]
    assert cells[9:] == ["#N/A", 'a;b"c\nd', "nulbelhalf", "<b>&amp;"]


def test_heading_of_a_user_is_neutralised_too(tmp_path: Path) -> None:
    evil = Table("t", "=t", (Column("a", "=1+1", Kind.TEXT, ["x"]),), provenance())
    write_csv(evil, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text("utf-8-sig").startswith("'=1+1")
    write_xlsx([evil], tmp_path / "t.xlsx")
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]["A1"].data_type == "s"


def test_xlsx_reads_back_equal_and_typed(tmp_path: Path) -> None:
    original = table()
    write_xlsx([original], tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["Paren"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    for i, column in enumerate(original.columns):
        for value, row in zip(column.values, rows, strict=True):
            missing = value is None or (isinstance(value, float) and math.isnan(value))
            assert row[i] == (None if missing else value)
    formats = [cell.number_format for cell in sheet[2]]
    assert formats[1:] == ["#,##0", "#,##0.000", "0.0%", "#,##0", "#,##0", "0"]
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:G4"
    assert sheet.column_dimensions["A"].width >= len("Súdwest-Fryslân")


def test_days_are_dates_in_a_workbook_and_iso_in_csv(tmp_path: Path) -> None:
    days = Column("sinds", "Sinds", Kind.DATE, ["2018-07-05", None])
    written = Table("regelingen", "Regelingen", (days,), provenance())
    write_xlsx([written], tmp_path / "t.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]["A2"]
    assert cell.value == datetime(2018, 7, 5)
    assert cell.number_format == "dd-mm-yyyy"
    write_csv(written, tmp_path / "t.csv")
    assert "2018-07-05" in (tmp_path / "t.csv").read_text("utf-8-sig")


def test_xlsx_text_is_never_a_formula_or_an_error_value(tmp_path: Path) -> None:
    write_xlsx([table(texts=HOSTILE)], tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["Paren"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(HOSTILE)
    assert [cell.value for cell in cells][:5] == HOSTILE[:5]
    assert cells[11].value == "nulbelhalf"
    assert all(cell.quotePrefix for cell in cells[:7])


def test_xlsx_accounts_for_itself(tmp_path: Path) -> None:
    write_xlsx([table(), table("regio's")], tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["Verantwoording"]
    rows = [tuple(row[:2]) for row in sheet.iter_rows(values_only=True) if any(row)]
    headings = [a for a, b in rows if b is None]
    assert headings == [
        "Tabellen",
        "Keuzes",
        "Opmerkingen",
        "Hoe de indelingen zijn vastgesteld",
        "Methode",
        "Indelingen",
        "Bronnen",
        "Programma",
    ]
    assert ("Gewicht", "inwoners") in rows
    assert (None, "een opmerking") in rows
    assert rows.count((None, "V-maat: hoe goed twee indelingen op elkaar passen.")) == 1
    assert rows.count((None, "Gemeenten: CBS")) == 1  # shared by both tables, said once
    assert (None, "Jeugdregio's (42, 2025), bron: Y") in rows


@pytest.mark.parametrize(("write", "name"), [(write_csv, "x.csv"), (write_json, "x.json")])
def test_csv_and_json_account_for_themselves_beside(tmp_path: Path, write, name: str) -> None:
    write(table(), tmp_path / name)
    text = (tmp_path / f"{name}-verantwoording.txt").read_bytes().decode("utf-8-sig")
    assert text.startswith(f"Verantwoording bij {name}, gemaakt met Regiokaart {__version__}\r\n")
    provenance = table().provenance
    parts = (
        provenance.method,
        provenance.sources,
        provenance.indelingen,
        provenance.remarks,
        provenance.background,
    )
    for line in (line for part in parts for line in part):
        assert f"- {line}\r\n" in text
    for parameter, value in provenance.parameters:
        assert f"- {parameter}: {value}\r\n" in text
    assert provenance.program in text


@pytest.mark.parametrize("theirs", [b"", b"mijn aantekeningen\n", b"\xff\xfe\x00", b"x" * 5000])
def test_a_file_of_someone_else_is_not_replaced_by_an_account(
    tmp_path: Path, theirs: bytes
) -> None:
    account = account_path(tmp_path / "x.csv")
    account.write_bytes(theirs)
    with pytest.raises(ExportError, match=r"niet door Regiokaart gemaakt en blijft staan; hernoem"):
        write_csv(table(), tmp_path / "x.csv")
    assert account.read_bytes() == theirs
    assert [path.name for path in tmp_path.iterdir()] == [account.name]


def test_our_own_account_is_replaced(tmp_path: Path) -> None:
    write_csv(table(), tmp_path / "x.csv")
    changed = dataclasses.replace(table(), provenance=provenance("een andere opmerking"))
    write_csv(changed, tmp_path / "x.csv")
    assert "een andere opmerking" in account_path(tmp_path / "x.csv").read_text("utf-8-sig")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_full_disk_is_said_of_the_table_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        with Path("/dev/full").open("wb", buffering=0) as device:
            device.write(content)

    monkeypatch.setattr(Path, "write_bytes", full)
    for name, write in (("x.csv", write_csv), ("x.xlsx", lambda t, p: write_xlsx([t], p))):
        with pytest.raises(ExportError, match=rf"{name}: de schijf is vol"):
            write(table(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_xlsx_names_stay_in_sight_and_wrapped_text_has_room(tmp_path: Path) -> None:
    long = "een uitleg die niet op één regel past " * 20
    columns = (
        Column("a", "Indeling A", Kind.TEXT, ["Jeugdregio's"]),
        Column("b", "Indeling B", Kind.TEXT, ["RES-regio's"]),
        Column("c", "Gewicht", Kind.TEXT, ["inwoners"]),
        Column("d", "Aandeel dat van regio wisselt", Kind.SHARE, [0.1]),
    )
    wide = (Column("a", "Naam", Kind.TEXT, ["x" * 300]), columns[1])
    account = provenance(long)
    write_xlsx(
        [Table("paren", "p", columns, account), Table("breed", "b", wide, account)],
        tmp_path / "t.xlsx",
    )
    workbook = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert workbook["Paren"].freeze_panes == "C2"
    assert workbook["Breed"].freeze_panes == "B2"
    assert workbook["Paren"].row_dimensions[1].height >= 3 * 15
    sheet = workbook["Verantwoording"]
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value == long)
    assert sheet.row_dimensions[row].height >= len(long) / 137 * 15


def test_xlsx_sheet_names_are_accepted_by_excel(tmp_path: Path) -> None:
    names = ["a" * 40, "a" * 40, "A" * 31, "x[1]:*?/\\", "verantwoording", "History", "''", "é"]
    write_xlsx([table(name) for name in names], tmp_path / "t.xlsx")
    sheets = openpyxl.load_workbook(tmp_path / "t.xlsx").sheetnames
    assert len({name.casefold() for name in sheets}) == len(names) + 1
    assert max(map(len, sheets)) == 31
    assert not any(set(name) & set("[]:*?/\\") or name.strip("'") != name for name in sheets)
    assert "history" not in {name.casefold() for name in sheets}
    assert sheets[-1] == "Verantwoording"


def test_xlsx_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    write_xlsx([table()], tmp_path / "a.xlsx")
    write_xlsx([table()], tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert {info.date_time for info in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert b"2000-01-01" in archive.read("docProps/core.xml")


def test_json_reads_back_equal_with_null_for_no_number(tmp_path: Path) -> None:
    write_json(table(), tmp_path / "t.json")
    text = (tmp_path / "t.json").read_text("utf-8")
    assert text == json_text(table())
    back = json.load(io.StringIO(text))
    assert list(back[0]) == ["naam", "aantal", "v", "deel", "np", "npi", "jaar"]
    assert back[0]["v"] == 1 / 3
    assert back[1]["v"] is None
    assert back[1]["aantal"] is None
    assert back[2]["np"] == 1e6
    assert "Súdwest" in text
    hostile = json.loads(json_text(table(texts=HOSTILE)))
    assert hostile[0]["naam"] == "=1+1"


@pytest.mark.parametrize("write", [write_csv, write_json, lambda t, p: write_xlsx([t], p)])
def test_nothing_is_written_where_it_cannot_be(tmp_path: Path, write) -> None:
    with pytest.raises(ExportError, match="bestaat niet"):
        write(table(), tmp_path / "weg" / "t.bin")
    assert list(tmp_path.iterdir()) == []
