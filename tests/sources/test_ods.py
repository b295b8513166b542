import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from regiokaart.model import Catalogus, Gemeenten
from regiokaart.sources import sheets
from regiokaart.sources.errors import DataError
from regiokaart.sources.imported import ImportOptions
from regiokaart.sources.ods import NoSpreadsheetError, read_ods
from regiokaart.sources.stopping import StoppedError, stoppable
from regiokaart.sources.tables import read_tables, table_choices

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)
STYLES = (
    '<office:automatic-styles><style:style style:name="h" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)


def cell(value: object, attributes: str = "") -> str:
    if isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind} {attributes}><text:p>{value}</text:p></table:table-cell>"


def table(name: str, rows: list[str], style: str = "") -> str:
    inside = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}" table:style-name="{style}">{inside}</table:table>'


def content(*tables: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content {NAMES}>{STYLES}'
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    ).encode()


def ods(path: Path, *tables: str, head: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content(*tables, head=head))
    return path


HEADING = cell("gemeente") + cell("regio")
ROWS = [HEADING, cell(14) + cell("Noord"), cell("GM0034") + cell("Midden")]


@pytest.fixture(scope="module")
def gemeenten(catalogus: Catalogus) -> Gemeenten:
    return catalogus.gemeenten


def test_cells_of_every_kind() -> None:
    rows = [
        cell("a") + cell(2.0) + cell(2.5),
        '<table:table-cell office:value-type="percentage" office:value="0.5">'
        "<text:p>50%</text:p></table:table-cell>"
        "<table:covered-table-cell/>"
        "<table:table-cell><text:p>twee<text:s/>woorden</text:p><text:p>en meer</text:p>"
        "<office:annotation><text:p>opmerking</text:p></office:annotation></table:table-cell>",
        '<table:table-cell table:number-columns-repeated="3"/>',
        '<table:table-cell table:formula="of:=1/0"><text:p>#DIV/0!</text:p></table:table-cell>'
        + cell("x", 'table:number-columns-repeated="2"'),
    ]
    (sheet,) = read_ods(BytesIO(content(table("Blad", rows))), 10, 10)
    assert sheet.rows == [
        (1, ("a", "2", "2.5")),
        (2, ("0.5", "", "twee woorden en meer")),
        (4, ("", "x", "x")),
    ]
    assert sheet.formula == 4
    assert sheet.visible


def test_sheets_and_what_is_hidden(tmp_path: Path, gemeenten: Gemeenten) -> None:
    other = [HEADING, cell("Ede") + cell("X")]
    path = ods(tmp_path / "a.ods", table("Tabel", ROWS), table("Oud", other, style="h"))
    (imported,) = read_tables(path, gemeenten)
    assert [regio.naam for regio in imported.indeling.regios] == ["Midden", "Noord"]
    assert dict(imported.understood)["Blad"] == "Tabel"
    (hidden,) = read_tables(path, gemeenten, (), ImportOptions("oud"))
    assert hidden.counts.covered == 1
    assert [part.name for part in table_choices(path).parts] == ["Tabel", "Oud"]
    with pytest.raises(DataError, match="blad 'x' bestaat niet; de bladen zijn 'Tabel', 'Oud'"):
        read_tables(path, gemeenten, (), ImportOptions("x"))


def test_a_table_within_a_cell_is_no_row() -> None:
    inner = f"<table:table-cell>{table('binnen', [cell('nee')])}</table:table-cell>"
    (sheet,) = read_ods(BytesIO(content(table("Blad", [cell("ja") + inner]))), 10, 10)
    assert sheet.rows == [(1, ("ja",))]


def repeated(rows: int, columns: int, value: str) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
        f'table:number-columns-repeated="{columns}" office:value-type="string">{value}'
        "</table:table-cell></table:table-row>"
    )


def test_endless_empty_rows_and_columns_cost_nothing() -> None:
    rows = f"<table:table-row>{cell('a')}</table:table-row>{repeated(10**9, 10**9, '')}"
    body = f'<table:table table:name="Blad">{rows}</table:table>'
    (sheet,) = read_ods(BytesIO(content(body)), 10, 10)
    assert sheet.rows == [(1, ("a",))]


@pytest.mark.parametrize(("rows", "columns"), [(10**9, 1), (1, 10**9), (10**6, 10**4)])
def test_endless_filled_rows_and_columns_are_refused(
    tmp_path: Path, gemeenten: Gemeenten, rows: int, columns: int
) -> None:
    value = "<text:p>GM0014</text:p>"
    body = f'<table:table table:name="B">{repeated(rows, columns, value)}</table:table>'
    with pytest.raises(DataError, match=r"meer dan 100\.000 rijen of 100 kolommen"):
        read_tables(ods(tmp_path / "a.ods", body), gemeenten)


def test_entities_are_refused() -> None:
    head = '<!DOCTYPE x [<!ENTITY e "xxxx">]>'
    with pytest.raises(NoSpreadsheetError):
        read_ods(BytesIO(content(table("B", [cell("&e;")]), head=head)), 10, 10)
    with pytest.raises(NoSpreadsheetError):
        read_ods(BytesIO(content(table("B", ROWS))[:-30]), 10, 10)


def test_damaged_and_oversized_files(
    tmp_path: Path, gemeenten: Gemeenten, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ods(tmp_path / "a.ods", table("B", ["<x>"]))
    with pytest.raises(DataError, match="dit Excel- of ODS-bestand is beschadigd; open het in"):
        read_tables(path, gemeenten)
    monkeypatch.setattr(sheets, "MAX_UNPACKED_BYTES", 100)
    with pytest.raises(DataError, match="uitgepakt groter"):
        read_tables(ods(tmp_path / "b.ods", table("B", ROWS)), gemeenten)


def test_formula_without_outcome(tmp_path: Path, gemeenten: Gemeenten) -> None:
    formula = '<table:table-cell table:formula="of:=A1"/>'
    path = ods(tmp_path / "a.ods", table("B", [*ROWS, cell("GM0363") + formula]))
    with pytest.raises(DataError, match="rij 4: de uitkomst van een formule is niet bewaard"):
        read_tables(path, gemeenten)


def test_reading_ends_when_nobody_waits_for_it(tmp_path: Path) -> None:
    path = ods(tmp_path / "lang.ods", table("Blad", [HEADING, *ROWS[1:] * 2500]))
    asked = []

    def stopped() -> bool:
        asked.append(True)
        return len(asked) == 3

    with stoppable(stopped), pytest.raises(StoppedError):
        sheets.read_sheets(path)
    assert len(asked) == 3  # and never again
    assert len(sheets.read_sheets(path)[0].rows) == 5001
