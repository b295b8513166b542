"""A valid table, mangled as people and programs do, says the same or says what is wrong."""

import csv
import zipfile
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiokaart.model import Catalogus
from regiokaart.sources.embedded import load_catalogus
from regiokaart.sources.errors import DataError
from regiokaart.sources.tables import read_tables

pytestmark = pytest.mark.slow

CATALOGUS: Catalogus = load_catalogus()
GEMEENTEN = CATALOGUS.gemeenten

WRITTEN = {
    "code": lambda i: GEMEENTEN.codes[i],
    "digits": lambda i: GEMEENTEN.codes[i][2:],
    "number": lambda i: int(GEMEENTEN.codes[i][2:]),
    "decimal": lambda i: f"{int(GEMEENTEN.codes[i][2:])},0",
    "name": lambda i: GEMEENTEN.namen[i],
    "upper": lambda i: f"  {GEMEENTEN.namen[i].upper()} ",
    "gemeente": lambda i: f"{GEMEENTEN.namen[i]} (gemeente)",
    "both": lambda i: f"{GEMEENTEN.codes[i]} {GEMEENTEN.namen[i]}",
    "province": lambda i: f"{GEMEENTEN.namen[i].partition(' (')[0]} ({GEMEENTEN.provincies[i]})",
}
# Trailing columns that cannot be regio's.
EXTRA = {
    "inwoners": lambda i: int(GEMEENTEN.inwoners[i]),
    "oppervlakte": lambda i: f"{GEMEENTEN.oppervlakte[i]:.2f}".replace(".", ","),
    "jaar": lambda i: 2025,
    "": lambda i: "",
    "opmerking": lambda i: "let op; zie ook, 'elders'" if i % 50 == 0 else "",
    "datum": lambda i: "2024-01-01" if i % 2 else "2025-01-01",
}
HARM = ("none", "no regio", "no gemeente", "typing error", "unknown code")


@dataclass(frozen=True)
class Mangled:
    """Rows of cells, and what must come out: members, or the number of the row that is wrong."""

    rows: list[list[object]]
    members: dict[str, str]
    wrong: int | None


@st.composite
def mangled(draw: st.DrawFn) -> Mangled:
    indeling = CATALOGUS[draw(st.sampled_from(["jeugdregio", "provincie", "corop", "res-regio"]))]
    labels = CATALOGUS.labels(indeling)
    chosen = draw(st.lists(st.integers(0, 341), min_size=12, max_size=60, unique=True))
    naam = {i: indeling.regios[labels[i]].naam for i in chosen}
    written = WRITTEN[draw(st.sampled_from(sorted(WRITTEN)))]
    extra = draw(st.lists(st.sampled_from(sorted(EXTRA)), max_size=4, unique=True))
    order = draw(st.permutations(["gemeente", "regio", *extra]))
    body = [
        {"gemeente": written(i), "regio": naam[i]} | {name: EXTRA[name](i) for name in extra}
        for i in chosen
    ]
    repeated = draw(st.lists(st.sampled_from(range(len(body))), max_size=3))
    body += [dict(body[i]) for i in repeated]
    harm = draw(st.sampled_from(HARM))
    at = draw(st.integers(0, len(chosen) - 2)) if harm != "none" else None
    if at is not None:
        match harm:
            case "no regio":
                body[at]["regio"] = ""
            case "no gemeente":
                body[at]["gemeente"] = ""
            case "typing error":
                body[at]["gemeente"] = "Amsteldammerveen"
            case "unknown code":
                body[at]["gemeente"] = "GM9998"
    titles = draw(
        st.lists(st.sampled_from([["Regio's per gemeente"], [], ["Bron:", "CBS"]]), max_size=3)
    )
    heading = draw(st.sampled_from([str, str.upper, str.title]))
    rows: list[list[object]] = [*titles, [heading(name) for name in order]]
    wrong = None
    for i, each in enumerate(body):
        if draw(st.integers(0, 20)) == 0:
            rows.append([])
        rows.append([each[name] for name in order])
        wrong = len(rows) if i == at else wrong
    rows += draw(st.lists(st.sampled_from([[], ["", "", ""]]), max_size=3))
    return Mangled(rows, {GEMEENTEN.codes[i]: naam[i] for i in chosen}, wrong)


def check(path: Path, table: Mangled) -> None:
    if table.wrong is not None:
        with pytest.raises(DataError) as caught:
            read_tables(path, GEMEENTEN)
        assert caught.value.file == path.name
        assert caught.value.row == table.wrong, caught.value
        assert caught.value.remedy
        return
    (imported,) = read_tables(path, GEMEENTEN)
    rows = imported.indeling.lidmaatschap
    found = {
        GEMEENTEN.codes[g]: imported.indeling.regios[r].naam
        for g, r in zip(rows.gemeente, rows.regio, strict=True)
    }
    assert found == table.members
    assert imported.counts.covered == len(table.members)
    assert imported.counts.double == 0


quickly = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@quickly
@given(
    table=mangled(),
    delimiter=st.sampled_from(";,\t|^~"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    newline=st.sampled_from(["\n", "\r\n"]),
    trailing=st.integers(0, 3),
)
def test_text(
    tmp_path: Path,
    table: Mangled,
    delimiter: str,
    encoding: str,
    quoting: int,
    newline: str,
    trailing: int,
) -> None:
    text = StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=newline)
    writer.writerows([*row, *[""] * trailing] for row in table.rows)
    path = tmp_path / "eigen.csv"
    path.write_bytes(text.getvalue().encode(encoding, "replace"))
    check(path, table)


@pytest.mark.parametrize("at", [0, 3, 9])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_quote_that_is_never_closed(tmp_path: Path, at: int, delimiter: str) -> None:
    lines = [f"{code}{delimiter}{'A' if i % 2 else 'B'}" for i, code in enumerate(GEMEENTEN.codes)]
    lines[at] = lines[at].replace(delimiter, f'{delimiter}"')
    path = tmp_path / "eigen.csv"
    path.write_text("\n".join([f"gemeente{delimiter}regio", *lines]))
    with pytest.raises(DataError, match=f"eigen.csv, rij {at + 2}: de aanhalingstekens kloppen"):
        read_tables(path, GEMEENTEN)


@quickly
@given(table=mangled())
def test_workbook(tmp_path: Path, table: Mangled) -> None:
    workbook = openpyxl.Workbook()
    for row in table.rows:
        workbook.worksheets[0].append([None if cell == "" else cell for cell in row])
    workbook.save(tmp_path / "eigen.xlsx")
    check(tmp_path / "eigen.xlsx", table)


@quickly
@given(table=mangled())
def test_open_document(tmp_path: Path, table: Mangled) -> None:
    path = tmp_path / "eigen.ods"
    path.write_bytes(ods(table.rows))
    check(path, table)


def ods(rows: list[list[object]]) -> bytes:
    """Write a spreadsheet as LibreOffice does: equal neighbours are one cell that is repeated."""
    lines = []
    for row in rows:
        cells = []
        for cell in row:
            kind = "float" if isinstance(cell, int) else "string"
            value = f' office:value="{cell}"' if isinstance(cell, int) else ""
            text = escape(str(cell))
            cells.append(
                f'<table:table-cell office:value-type="{kind}"{value}><text:p>{text}</text:p>'
                "</table:table-cell>"
                if text
                else "<table:table-cell/>"
            )
        cells.append('<table:table-cell table:number-columns-repeated="1000"/>')
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    lines.append(
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/>'
        "</table:table-row>"
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Blad1">{"".join(lines)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return packed.getvalue()
