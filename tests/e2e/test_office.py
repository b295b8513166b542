"""The exported tables in a real office program."""

import csv
import math
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from regiokaart.congruence.pair.tables import gemeenten_table, pairs_table
from regiokaart.congruence.table import Column, Kind, Provenance, Table
from regiokaart.export.tables import write_csv
from regiokaart.export.workbook import write_xlsx
from regiokaart.gui.copying import as_html
from regiokaart.model import Catalogus, Gewicht

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(SOFFICE is None and "CI" not in os.environ, reason="needs LibreOffice"),
]

# Comma, quote, UTF-8, from line 1, all columns as they are, English numbers, no quoting of
# text, full precision, all sheets: https://help.libreoffice.org, "Filter Options for CSV".
_CSV_OUT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false,false,false,false,-1"


def convert(path: Path, to: str, folder: Path, *, read_as: str | None = None) -> dict[str, Path]:
    """Open a file in LibreOffice and save it otherwise; return the new files by sheet."""
    target = folder / "omgezet"
    assert SOFFICE
    command = [
        SOFFICE,
        f"-env:UserInstallation={(folder / 'profiel').as_uri()}",
        "--headless",
        *([f"--infilter={read_as}"] if read_as else []),
        "--convert-to",
        to,
        "--outdir",
        str(target),
        str(path),
    ]
    result = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert result.returncode == 0, result.stderr
    return {p.stem.rpartition("-")[2]: p for p in target.iterdir()}


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def assert_same(table: Table, rows: list[list[str]]) -> None:
    """Whether every value of a table came through the office program."""
    assert len(rows) == len(table) + 1
    for i, column in enumerate(table.columns):
        for value, row in zip(column.values, rows[1:], strict=True):
            if value is None or (isinstance(value, float) and math.isnan(value)):
                assert row[i] == ""
            elif isinstance(value, str):
                assert row[i] == value
            else:
                number = float(row[i].rstrip("%")) / (100 if row[i].endswith("%") else 1)
                assert number == pytest.approx(value, rel=1e-12), (column.key, row)


def test_workbook_opens_with_the_same_values(tmp_path: Path, catalogus: Catalogus) -> None:
    chosen = [catalogus[i] for i in ("res-regio", "jeugdregio", "corop", "provincie")]
    pairs = pairs_table(catalogus, chosen, list(Gewicht))
    gemeenten = gemeenten_table(catalogus, chosen)
    write_xlsx([pairs, gemeenten], tmp_path / "congruentie.xlsx")
    sheets = convert(tmp_path / "congruentie.xlsx", _CSV_OUT, tmp_path)
    assert set(sheets) == {"Paren", "Gemeenten", "Verantwoording"}
    assert_same(pairs, read(sheets["Paren"]))
    assert_same(gemeenten, read(sheets["Gemeenten"]))
    account = sheets["Verantwoording"].read_text("utf-8")
    assert "Methode" in account
    assert chosen[0].bron in account


def test_workbook_prints(tmp_path: Path, catalogus: Catalogus) -> None:
    chosen = [catalogus[i] for i in ("res-regio", "jeugdregio")]
    write_xlsx([pairs_table(catalogus, chosen, list(Gewicht))], tmp_path / "congruentie.xlsx")
    pdf = convert(tmp_path / "congruentie.xlsx", "pdf", tmp_path)["congruentie"].read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Type/Page/") <= 3  # all columns on one page, and the account


def test_csv_opens_with_the_same_values(tmp_path: Path, catalogus: Catalogus) -> None:
    chosen = [catalogus[i] for i in ("res-regio", "jeugdregio", "corop")]
    pairs = pairs_table(catalogus, chosen, list(Gewicht))
    write_csv(pairs, tmp_path / "paren.csv")
    # As Dutch Excel reads it: semicolon, UTF-8, Dutch numbers (language 1043).
    dutch = "CSV:59,34,76,1,,1043,false,true"
    sheets = convert(tmp_path / "paren.csv", _CSV_OUT, tmp_path, read_as=dutch)
    assert_same(pairs, read(next(iter(sheets.values()))))


def test_hostile_text_is_not_run(tmp_path: Path) -> None:
    texts = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", '=HYPERLINK("http://x";"y")']
    column = Column("tekst", "=1+1", Kind.TEXT, texts)
    table = Table("tekst", "Tekst", (column,), Provenance((), (), (), (), (), "Regiokaart"))
    write_xlsx([table], tmp_path / "t.xlsx")
    sheets = convert(tmp_path / "t.xlsx", _CSV_OUT, tmp_path)
    cells = [row[0] for row in read(sheets["Tekst"])]
    assert [cell.strip() for cell in cells] == ["=1+1", *(text.strip() for text in texts)]
    write_csv(table, tmp_path / "u.csv")
    # The last "true": formulas are evaluated, as Excel always does.
    evaluate = "CSV:59,34,76,1,,1043,false,true,false,false,false,0,true"
    opened = convert(tmp_path / "u.csv", _CSV_OUT, tmp_path / "csv", read_as=evaluate)
    rows = [row[0] for row in read(next(iter(opened.values())))]
    assert not {"2", "0", "1"} & set(rows)


def test_copied_rows_keep_their_values_in_a_spreadsheet(
    tmp_path: Path, catalogus: Catalogus
) -> None:
    chosen = [catalogus[i] for i in ("res-regio", "jeugdregio", "provincie")]
    pairs = pairs_table(catalogus, chosen, list(Gewicht))
    page = tmp_path / "geplakt.html"
    page.write_text(f"<meta charset='utf-8'>{as_html(pairs, range(len(pairs)))}", "utf-8")
    (sheet,) = convert(page, _CSV_OUT, tmp_path, read_as="HTML (StarCalc)").values()
    title, *rows = read(sheet)
    assert title[0] == pairs.title
    assert_same(pairs, rows[: len(pairs) + 1])
    assert "Gewicht" in rows[len(pairs) + 1][0]
