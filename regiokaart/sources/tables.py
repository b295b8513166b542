"""An indeling of the user's own: a CSV or XLSX file with gemeenten and regio's."""

from __future__ import annotations

import csv
import re
import unicodedata
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from io import BytesIO, StringIO
from itertools import islice
from pathlib import Path

import numpy as np

from regiokaart.model import Gemeenten, Indeling, Lidmaatschap, Methode, Regio, Soort
from regiokaart.model.indeling import ONBEKEND
from regiokaart.sources.errors import DataError

MAX_BYTES = 50_000_000
MAX_UNPACKED_BYTES = 100_000_000
MAX_ROWS = 100_000
MAX_COLUMNS = 100
MAX_NAME = 200

_NAME_THE_COLUMNS = "noem de kolom met gemeenten 'gemeente' en de kolom met regio's 'regio'"
_SAVE_AGAIN = "open het in Excel of LibreOffice en sla het op als .xlsx of .csv"
_CODE = re.compile(r"(?:GM)?0*(\d{1,4})", re.IGNORECASE)
_PROVINCE_ABBREVIATIONS = {
    "Groningen": ("Gr",),
    "Fryslân": ("Fr", "Friesland"),
    "Drenthe": ("Dr",),
    "Overijssel": ("O", "Ov"),
    "Flevoland": ("Fl",),
    "Gelderland": ("G", "Gld"),
    "Utrecht": ("U", "Ut"),
    "Noord-Holland": ("NH",),
    "Zuid-Holland": ("ZH",),
    "Zeeland": ("Z", "Zld"),
    "Noord-Brabant": ("NB",),
    "Limburg": ("L",),
}
_OTHER_NAMES = {"'s-Gravenhage": ("Den Haag",), "'s-Hertogenbosch": ("Den Bosch",)}


@dataclass(frozen=True)
class _Row:
    number: int  # as a spreadsheet counts
    cells: tuple[str, ...]

    def __getitem__(self, column: int) -> str:
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class _Columns:
    """Which rows and columns of a sheet hold the indeling."""

    rows: Sequence[_Row]
    gemeente: int
    naam: int
    code: int


def read_indeling(path: Path, gemeenten: Gemeenten, taken: Collection[str] = ()) -> Indeling:
    """Read a user's own indeling from a CSV or XLSX file.

    The column with gemeenten is the one whose values are codes (``GM0363``, ``0363``, 363) or
    names (also ``Utrecht (gemeente)``, ``Den Haag``, ``Bergen (NH.)``); the column with
    regio's is the one that remains, or a name and a code that say the same. Columns headed
    "gemeente" and "regio" always win. Titles above the table and empty rows are skipped.

    Parameters
    ----------
    path : Path
        Recognised by its content, not its suffix. A CSV may be separated by semicolons,
        commas, tabs or bars, in UTF-8, UTF-16 or Windows-1252.
    gemeenten : Gemeenten
        The list that the file must fit.
    taken : collection of str
        Ids that the new indeling may not get.

    Returns
    -------
    Indeling
        Of soort `Soort.EIGEN`, with an id made of the file name. Gemeenten that the file does
        not mention have no regio.

    Raises
    ------
    DataError
        When the file cannot be read, the columns cannot be told apart, or a row has an
        unknown gemeente, a gemeente in a second regio, or no regio.
    """
    finder = _GemeenteFinder(gemeenten)
    columns = _find_columns(path, _read_sheets(path), finder)
    return _build(path, columns, finder, taken)


class _GemeenteFinder:
    """Finds a gemeente by its code or by any way its name is commonly written."""

    def __init__(self, gemeenten: Gemeenten) -> None:
        self.gemeenten = gemeenten
        self._by_number = {int(code[2:]): i for i, code in enumerate(gemeenten.codes)}
        self._by_name: dict[str, set[int]] = defaultdict(set)
        for i, naam in enumerate(gemeenten.namen):
            for variant in self._variants(naam, gemeenten.provincies[i]):
                self._by_name[_letters(variant)].add(i)

    @staticmethod
    def _variants(naam: str, provincie: str) -> Iterator[str]:
        base = re.sub(r"\s*\(.*\)$", "", naam)
        yield naam
        for name in (base, *_OTHER_NAMES.get(naam, ())):
            yield from (name, f"gemeente {name}", f"{name} (gemeente)", f"{name} ({provincie})")
        for short in _PROVINCE_ABBREVIATIONS.get(provincie, ()):
            yield f"{base} ({short})"

    def find(self, text: str) -> int | None:
        """Return the position of the one gemeente meant, or None."""
        code = _CODE.fullmatch(text)
        if code:
            return self._by_number.get(int(code[1]))
        found = self._by_name.get(_letters(text), set())
        return next(iter(found)) if len(found) == 1 else None

    def problem(self, text: str) -> tuple[str, str]:
        """Return what is wrong with a text that is no gemeente, and what to do about it."""
        shown = _shown(text)
        year = self.gemeenten.peiljaar
        if _CODE.fullmatch(text):
            return (
                f"{shown} is geen gemeentecode in {year}",
                "is de gemeente heringedeeld, gebruik dan de nieuwe code; verwijder anders de rij",
            )
        several = self._by_name.get(_letters(text), set())
        if several:
            names = " of ".join(f"'{self.gemeenten.namen[i]}'" for i in sorted(several))
            return f"er is meer dan één gemeente {shown}", f"schrijf {names}, of de CBS-code"
        close = get_close_matches(_letters(text), self._by_name, n=1, cutoff=0.75)
        hint = "schrijf de naam zoals het CBS, of de CBS-code (zoals GM0363), of verwijder de rij"
        if close:
            naam = self.gemeenten.namen[min(self._by_name[close[0]])]
            hint = f"bedoelt u '{naam}'? {hint[0].upper()}{hint[1:]}"
        return f"{shown} is geen gemeente in {year}", hint


def _letters(text: str) -> str:
    """Return the letters and digits of a text, without accents, case, spaces or marks."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in plain if character.isalnum())


def _shown(text: str) -> str:
    return f"'{text}'" if len(text) <= 60 else f"'{text[:57]}...'"


def _cell(value: object) -> str:
    """Return a cell as one line of printable text; a whole number has no decimals."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    printable = "".join(c if c.isprintable() else " " for c in str(value))
    return " ".join(printable.split())


# --- from file to sheets of text


def _read_sheets(path: Path) -> list[list[_Row]]:
    try:
        if not path.exists():
            raise DataError(path, "dit bestand bestaat niet", remedy="controleer de naam en de map")
        if not path.is_file():
            raise DataError(path, "dit is geen gewoon bestand", remedy="kies een .csv of .xlsx")
        if path.stat().st_size > MAX_BYTES:
            raise DataError(
                path,
                f"dit bestand is groter dan {MAX_BYTES // 10**6} MB",
                remedy="bewaar alleen de kolommen gemeente en regio",
            )
        content = path.read_bytes()
    except OSError as error:
        raise DataError(
            path,
            "dit bestand kan niet worden gelezen",
            remedy="controleer de naam, en of u het mag openen",
        ) from error
    if content.startswith(b"PK\x03\x04"):
        return _read_xlsx(path, content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise DataError(path, "dit is een oud of beveiligd Excel-bestand", remedy=_SAVE_AGAIN)
    return [_read_csv(path, content)]


def _read_csv(path: Path, content: bytes) -> list[_Row]:
    text = _decode(path, content)
    first_line, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)\r?", first_line)  # Excel's own way of telling
    delimiter, text = (told[1], rest) if told else (_find_delimiter(text), text)
    rows = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            _check_size(path, number, len(cells))
            rows.append(_Row(number, tuple(map(_cell, cells))))
    except csv.Error as error:
        raise DataError(
            path,
            "de aanhalingstekens kloppen niet of een cel is te lang",
            row=len(rows) + 1,
            remedy=_SAVE_AGAIN,
        ) from error
    return rows


def _decode(path: Path, content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise DataError(path, "dit is geen tekstbestand en geen Excel-bestand", remedy=_SAVE_AGAIN)


def _find_delimiter(text: str) -> str:
    """Choose the separator that gives most rows the same number of columns."""
    lines = list(islice(StringIO(text, newline=""), 200))
    best, most = ";", 0
    for delimiter in ";\t,|":
        try:
            widths = [len(cells) for cells in csv.reader(lines, delimiter=delimiter)]
        except csv.Error:
            continue
        agreeing = max((widths.count(w) for w in set(widths) if w > 1), default=0)
        if agreeing > most:
            best, most = delimiter, agreeing
    return best


def _read_xlsx(path: Path, content: bytes) -> list[list[_Row]]:
    from openpyxl import load_workbook

    try:
        _check_archive(path, content)
        with warnings.catch_warnings():
            # openpyxl warns of parts it skips, such as drop-down lists; they hold no data.
            warnings.simplefilter("ignore")
            # From memory: openpyxl leaves a file open when it fails halfway.
            workbook = load_workbook(BytesIO(content), read_only=True, data_only=True)
            return [list(_xlsx_rows(path, sheet)) for sheet in workbook.worksheets]
    except DataError:
        raise
    except Exception as error:  # a hostile file can fail anywhere inside openpyxl
        raise DataError(path, "dit Excel-bestand is beschadigd", remedy=_SAVE_AGAIN) from error


def _check_archive(path: Path, content: bytes) -> None:
    """Refuse what is no workbook, and what would fill the memory when unpacked."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
    if "[Content_Types].xml" not in {part.filename for part in parts}:
        raise DataError(path, "dit is geen Excel-bestand", remedy=_SAVE_AGAIN)
    if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise DataError(
            path,
            f"dit bestand is uitgepakt groter dan {MAX_UNPACKED_BYTES // 10**6} MB",
            remedy="bewaar alleen de kolommen gemeente en regio",
        )


def _xlsx_rows(path: Path, sheet: object) -> Iterator[_Row]:
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # written wrong by some programs
    # One row and column too many, to see that there are; a hostile file claims billions.
    cells_of = sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS + 1)  # type: ignore[attr-defined]
    for number, cells in enumerate(cells_of, start=1):
        texts = tuple("" if c.data_type == "e" else _cell(c.value) for c in cells)
        if any(texts):
            _check_size(path, number, max(i for i, text in enumerate(texts, start=1) if text))
            yield _Row(number, texts)


def _check_size(path: Path, rows: int, columns: int) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise DataError(
            path,
            f"dit bestand heeft meer dan {MAX_ROWS} rijen of {MAX_COLUMNS} kolommen",
            remedy="bewaar alleen de kolommen gemeente en regio",
        )


# --- from sheets to the columns that matter


def _find_columns(
    path: Path, sheets: Sequence[Sequence[_Row]], finder: _GemeenteFinder
) -> _Columns:
    """Return the columns of the first sheet that has them, else say what is wrong with one."""
    errors = {0: DataError(path, "dit bestand is leeg", remedy=_NAME_THE_COLUMNS)}
    for rows in sheets:
        try:
            return _columns_of(path, rows, finder)
        except DataError as error:
            errors[len(rows)] = error
    raise errors[max(errors)]  # of the longest sheet, which is most likely the one that is meant


def _columns_of(path: Path, rows: Sequence[_Row], finder: _GemeenteFinder) -> _Columns:
    start = next((i for i, row in enumerate(rows) if sum(map(bool, row.cells)) >= 2), None)
    if start is None:
        raise DataError(
            path, "geen tabel met ten minste twee kolommen gevonden", remedy=_NAME_THE_COLUMNS
        )
    table = rows[start:]
    headings = [text.casefold() for text in table[0].cells]
    gemeente = _named(headings, "gemeente")
    naam = code = _named(headings, "regio")
    if gemeente is None:
        gemeente = _gemeente_column(path, table, naam, finder)
    if naam is None or code is None:
        naam, code = _regio_columns(path, table, gemeente, finder)
    if not _is_heading(table, gemeente, naam, finder):
        return _Columns(table, gemeente, naam, code)
    return _Columns(table[1:], gemeente, naam, code)


def _named(headings: Sequence[str], name: str) -> int | None:
    return headings.index(name) if name in headings else None


def _width(table: Sequence[_Row]) -> int:
    return max(len(row.cells) for row in table)


def _gemeente_column(
    path: Path, table: Sequence[_Row], regio: int | None, finder: _GemeenteFinder
) -> int:
    """Return the column that names the most different gemeenten, at least in half its cells."""
    best, most = None, 0
    for column in range(_width(table)):
        if column == regio:
            continue
        texts = [row[column] for row in table[1:] if row[column]]
        found = [i for i in map(finder.find, texts) if i is not None]
        if 2 * len(found) >= len(texts) and len(set(found)) > most:
            best, most = column, len(set(found))
    if best is None:
        raise DataError(path, "geen kolom met gemeenten gevonden", remedy=_NAME_THE_COLUMNS)
    return best


def _regio_columns(
    path: Path, table: Sequence[_Row], gemeente: int, finder: _GemeenteFinder
) -> tuple[int, int]:
    """Return the columns with the name and the code of the regio, often the same one."""
    body = [row for row in table[1:] if row[gemeente]]
    positions = [finder.find(row[gemeente]) for row in body]
    options = [
        column
        for column in range(_width(table))
        if column != gemeente
        and any(row[column] for row in body)
        and not _says_the_same(positions, [finder.find(row[column]) for row in body])
    ]
    if len(options) > 1:
        options = [column for column in options if _divides([row[column] for row in body])]
    if not options:
        raise DataError(path, "geen kolom met regio's gevonden", remedy=_NAME_THE_COLUMNS)
    if len({_partition([row[column] for row in body]) for column in options}) > 1:
        names = ", ".join(_shown(table[0][c] or f"kolom {c + 1}") for c in options[:5])
        names += " ..." if len(options) > 5 else ""
        raise DataError(
            path, f"meer dan één kolom kan de regio zijn ({names})", remedy=_NAME_THE_COLUMNS
        )
    by_length = sorted(options, key=lambda column: -sum(len(row[column]) for row in body))
    return by_length[0], by_length[-1]


def _says_the_same(a: Sequence[int | None], b: Sequence[int | None]) -> bool:
    """Whether two columns name the same gemeente in nearly every row (code beside name)."""
    same = sum(x == y and x is not None for x, y in zip(a, b, strict=True))
    return same > 0.9 * len(a)


def _divides(texts: Sequence[str]) -> bool:
    """Whether values repeat as regio's do: not a year, a number of inhabitants or a remark."""
    filled = [text for text in texts if text]
    return 1 < len(set(filled)) <= 0.8 * len(filled) and len(filled) >= 0.5 * len(texts)


def _partition(texts: Sequence[str]) -> tuple[int, ...]:
    first: dict[str, int] = {}
    return tuple(first.setdefault(text, i) for i, text in enumerate(texts))


def _is_heading(table: Sequence[_Row], gemeente: int, regio: int, finder: _GemeenteFinder) -> bool:
    """Whether the first row holds headings, and not a gemeente (perhaps misspelt)."""
    first = table[0]
    if finder.find(first[gemeente]) is not None or _CODE.fullmatch(first[gemeente]):
        return False
    return not first[regio] or first[regio] not in {row[regio] for row in table[1:]}


# --- from columns to an indeling


def _build(
    path: Path, columns: _Columns, finder: _GemeenteFinder, taken: Collection[str]
) -> Indeling:
    members = _members(path, columns, finder)
    regios = {row[columns.naam].casefold(): row for row in reversed(list(members.values()))}
    if not members:
        raise DataError(path, "geen rijen met gemeenten gevonden", remedy=_NAME_THE_COLUMNS)
    ordered = sorted(regios, key=lambda key: regios[key][columns.code])
    position = {key: i for i, key in enumerate(ordered)}
    gemeente = np.array(sorted(members), dtype=np.int64)
    regio = np.array([position[members[g][columns.naam].casefold()] for g in sorted(members)])
    total = len(finder.gemeenten)
    complete = len(members) == total
    naam = _cell(path.stem)[:MAX_NAME] or "eigen indeling"
    return Indeling(
        id=_free_id(naam, taken),
        naam=naam,
        naam_meervoud=naam,
        soort=Soort.EIGEN,
        ministeries=(),
        domein=ONBEKEND,
        grondslag=ONBEKEND,
        samenwerking_verplicht=ONBEKEND,
        samenwerking_toelichting="",
        indeling_bepaald_door=ONBEKEND,
        bepaald_toelichting="",
        peiljaar=None,
        bron=f"eigen bestand {_cell(path.name)[:MAX_NAME]}",
        licentie=ONBEKEND,
        landsdekkend=complete,
        opmerking="" if complete else f"{len(members)} van de {total} gemeenten staan erin",
        regios=tuple(Regio(regios[k][columns.code], regios[k][columns.naam]) for k in ordered),
        lidmaatschap=Lidmaatschap(
            gemeente=gemeente,
            regio=regio.astype(np.int64),
            aandeel=np.ones(len(gemeente)),
            methode=(Methode.DIRECT,) * len(gemeente),
            toelichting=("",) * len(gemeente),
        ),
    )


def _members(path: Path, columns: _Columns, finder: _GemeenteFinder) -> dict[int, _Row]:
    """Return the row of each gemeente; a row that says the same twice counts once."""
    members: dict[int, _Row] = {}
    for row in columns.rows:
        text, regio = row[columns.gemeente], row[columns.naam]
        if not text and not regio:
            continue
        _check_row(path, row, text, regio)
        found = finder.find(text)
        if found is None:
            problem, remedy = finder.problem(text)
            raise DataError(path, problem, row=row.number, remedy=remedy)
        if not regio:
            raise DataError(
                path,
                f"gemeente {_shown(text)} heeft geen regio",
                row=row.number,
                remedy="vul de regio in of verwijder de rij",
            )
        earlier = members.setdefault(found, row)
        if earlier[columns.naam].casefold() != regio.casefold():
            raise DataError(
                path,
                f"gemeente {_shown(text)} staat ook in rij {earlier.number}, "
                f"in regio {_shown(earlier[columns.naam])}",
                row=row.number,
                remedy="zet elke gemeente in één regio",
            )
    return members


def _check_row(path: Path, row: _Row, gemeente: str, regio: str) -> None:
    if not gemeente:
        raise DataError(
            path,
            f"bij regio {_shown(regio)} staat geen gemeente",
            row=row.number,
            remedy="vul de gemeente in of verwijder de rij",
        )
    if max(len(gemeente), len(regio)) > MAX_NAME:
        raise DataError(
            path,
            f"{_shown(max(gemeente, regio, key=len))} is langer dan {MAX_NAME} tekens",
            row=row.number,
            remedy="kort de naam in",
        )


def _free_id(naam: str, taken: Collection[str]) -> str:
    """Make an id for the command line out of a file name, numbered when it is taken."""
    plain = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "eigen-indeling"
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    return candidate
