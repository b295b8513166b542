"""From the rows of a table to who belongs where, and what is wrong or remarkable about them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from regiokaart.model import Regio, notation
from regiokaart.sources.columns import NAME_THE_COLUMNS, Columns, without_regio
from regiokaart.sources.errors import DataError
from regiokaart.sources.imported import Message, bounded
from regiokaart.sources.names import GemeenteFinder, is_code, shown
from regiokaart.sources.own import MAX_NAME
from regiokaart.sources.sheets import Row

_SEVERAL = re.compile(r"\s*[;/|,+]\s*")


@dataclass(frozen=True, eq=False)
class Members:
    """Who belongs where, over gemeenten of any year.

    Attributes
    ----------
    regios : tuple of Regio
        Ordered by code.
    of : dict of str to dict of int to Row
        By code of the gemeente: its regio's, as positions in `regios`, each with the first row
        that says so; none where the file says that there is none.
    unknown, skipped : int
        Rows that were left out because their gemeente is unknown, or for any reason.
    beside : tuple of str
        What rows say that are not about a gemeente, such as remarks below the table.
    messages : tuple of Message
    """

    regios: tuple[Regio, ...]
    of: dict[str, dict[int, Row]]
    unknown: int
    skipped: int
    beside: tuple[str, ...]
    messages: tuple[Message, ...]

    @property
    def in_several(self) -> float:
        """Share of the gemeenten with a regio that are in several."""
        counts = [len(regios) for regios in self.of.values() if regios]
        return sum(count > 1 for count in counts) / max(len(counts), 1)


class _RowError(Exception):
    """What is wrong with one row, and what to do about it."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


@dataclass
class _Found:
    """What the rows come to, one after the other."""

    regios: dict[str, Row] = field(default_factory=dict)  # first row of each, by folded name
    of: dict[str, dict[str, Row]] = field(default_factory=dict)
    none: dict[str, Row] = field(default_factory=dict)  # who has no regio, in so many words
    wrong: list[tuple[Row, _RowError]] = field(default_factory=list)
    unknown: int = 0
    beside: list[Message] = field(default_factory=list)
    again: int = 0


def read_members(
    path: Path, columns: Columns, finder: GemeenteFinder, *, skip_wrong: bool = False
) -> Members:
    """Read the rows of one indeling.

    Parameters
    ----------
    path : Path
        For the error.
    columns : Columns
    finder : GemeenteFinder
    skip_wrong : bool
        Whether rows that are wrong are left out and reported instead of refused.

    Raises
    ------
    DataError
        About the first row that is wrong, with the number of them and the next two.
    """
    found = _Found()
    known = {row[columns.naam].casefold() for row in columns.rows}
    last = _last_gemeente(columns, finder)
    first_column = min(
        (i for row in columns.rows for i, text in enumerate(row.cells) if text), default=0
    )
    for i, row in enumerate(columns.rows):
        if not row[columns.gemeente] and not row[columns.naam]:
            if any(row.cells):
                said = f"rij {row.number} heeft geen gemeente en geen regio en is overgeslagen"
                found.beside.append(
                    Message(said, row=row.number, value=next(filter(None, row.cells)))
                )
            continue
        if i > last and row[first_column] and sum(map(bool, row.cells)) == 1:
            said = f"rij {row.number} onder de tabel is overgeslagen"
            found.beside.append(Message(said, row=row.number, value=row[first_column]))
            continue
        try:
            _add(row, columns, finder, known, found)
        except _RowError as error:
            found.wrong.append((row, error))
    if found.wrong and not skip_wrong:
        row, first = found.wrong[0]
        remedy = first.remedy + _others(found.wrong)
        raise DataError(path, first.problem, row=row.number, remedy=remedy)
    if not found.of:
        problem = (
            "bij geen enkele gemeente staat een regio"
            if found.none
            else "geen rijen met gemeenten gevonden"
        )
        raise DataError(path, problem, remedy=NAME_THE_COLUMNS)
    return _members(path, columns, found)


def _last_gemeente(columns: Columns, finder: GemeenteFinder) -> int:
    """Position of the last row that is about a gemeente, -1 when none is."""
    rows = range(len(columns.rows) - 1, -1, -1)
    about = (i for i in rows if finder.find_code(columns.rows[i][columns.gemeente]) is not None)
    return next(about, -1)


def _add(
    row: Row,
    columns: Columns,
    finder: GemeenteFinder,
    known: set[str],
    found: _Found,
) -> None:
    gemeente, regio = row[columns.gemeente], row[columns.naam]
    if not gemeente:
        raise _RowError(
            f"bij regio {shown(regio)} staat geen gemeente",
            "vul de gemeente in of verwijder de rij",
        )
    if columns.indeling is not None and not row[columns.indeling]:
        raise _RowError(
            f"bij gemeente {shown(gemeente)} staat geen indeling",
            f"vul kolom {shown(columns.names[columns.indeling])} in of verwijder de rij",
        )
    longest = max(gemeente, regio, row[columns.code], key=len)
    if len(longest) > MAX_NAME:
        raise _RowError(f"{shown(longest)} is langer dan {MAX_NAME} tekens", "kort de naam in")
    code = finder.find_code(gemeente)
    if code is None:
        found.unknown += 1
        raise _RowError(*finder.problem(gemeente))
    if not regio:
        raise _RowError(
            f"gemeente {shown(gemeente)} heeft geen regio", "vul de regio in, of schrijf 'geen'"
        )
    _check_not_both(row, columns, found, code)
    if without_regio(regio):
        found.none.setdefault(code, row)
        return
    for name in _names(regio, known):
        found.regios.setdefault(name, row)
        before = found.of.setdefault(code, {}).setdefault(name, row)
        found.again += before is not row


def _check_not_both(row: Row, columns: Columns, found: _Found, code: str) -> None:
    """Refuse a gemeente that has a regio in one row and none in another."""
    if without_regio(row[columns.naam]):
        earlier = next(iter(found.of.get(code, {}).values()), None)
    else:
        earlier = found.none.get(code)
    if earlier is not None:
        raise _RowError(
            f"gemeente {shown(row[columns.gemeente])} staat ook in rij {earlier.number}, "
            f"in regio {shown(earlier[columns.naam])}",
            "verwijder een van de twee rijen",
        )


def _names(regio: str, known: set[str]) -> list[str]:
    """Return the regio's that a cell names: several when each is one in another row too."""
    parts = [part.casefold() for part in _SEVERAL.split(regio) if part]
    return parts if len(parts) > 1 and known.issuperset(parts) else [regio.casefold()]


def _members(path: Path, columns: Columns, found: _Found) -> Members:
    regios: dict[str, Regio] = {}
    by_code: dict[str, str] = {}
    for row in columns.rows:
        naam, code = row[columns.naam], row[columns.code]
        name = naam.casefold()
        if name not in found.regios:
            continue
        if not code or by_code.setdefault(code.casefold(), name) != name:
            problem = f"code {shown(code)} hoort bij meer dan één regio, ook bij {shown(naam)}"
            raise _code_error(
                path, row, problem if code else f"regio {shown(naam)} heeft geen code"
            )
        known = regios.setdefault(name, Regio(code, naam))
        if columns.code != columns.naam and known.code.casefold() != code.casefold():
            problem = f"regio {shown(naam)} heeft code {shown(known.code)} en {shown(code)}"
            raise _code_error(path, row, problem)
    order = sorted(regios, key=lambda name: regios[name].code)
    position = {name: i for i, name in enumerate(order)}
    of = {
        code: {position[name]: row for name, row in rows.items()} for code, rows in found.of.items()
    }
    of |= {code: {} for code in found.none}
    ordered = tuple(regios[name] for name in order)
    beside = tuple(message.value for message in found.beside)
    messages = _messages(columns, found, ordered, of)
    return Members(ordered, of, found.unknown, len(found.wrong), beside, tuple(messages))


def _code_error(path: Path, row: Row, problem: str) -> DataError:
    remedy = "verbeter de code, of kies een andere kolom met codes"
    return DataError(path, problem, row=row.number, remedy=remedy)


def _messages(
    columns: Columns, found: _Found, regios: Sequence[Regio], of: dict[str, dict[int, Row]]
) -> list[Message]:
    wrong = []
    for row, error in found.wrong:
        text = f"rij {row.number} is overgeslagen: {error.problem}"
        wrong.append(Message(text, row=row.number, value=row[columns.gemeente]))
    messages = bounded(wrong, "rijen")
    double = []
    for rows in of.values():
        if len(rows) > 1:
            first = next(iter(rows.values()))
            listed = " en ".join(f"{shown(regios[r].naam)} (rij {rows[r].number})" for r in rows)
            gemeente = first[columns.gemeente]
            text = f"gemeente {shown(gemeente)} staat in {len(rows)} regio's: {listed}"
            double.append(Message(text, row=first.number, value=gemeente))
    messages += bounded(double, "gemeenten")
    if found.again:
        what = "1 rij zegt" if found.again == 1 else f"{notation.number(found.again)} rijen zeggen"
        messages.append(Message(f"{what} hetzelfde als een eerdere en telt niet nog eens"))
    return messages + bounded(found.beside, "rijen")


def _others(wrong: Sequence[tuple[Row, _RowError]]) -> str:
    """Name the second and third row that are wrong, and how many there are."""
    if len(wrong) == 1:
        return ""
    others = " en ".join(f"rij {row.number} ({error.problem})" for row, error in wrong[1:3])
    return f". In totaal kloppen {notation.number(len(wrong))} rijen niet: ook {others}"


# --- a code and a name that contradict each other


def agreement_error(path: Path, columns: Columns, finder: GemeenteFinder) -> DataError | None:
    """Return the error about a row whose code is of another gemeente than its name."""
    rows = [row for row in columns.rows if row[columns.gemeente]]
    meant = [finder.find_code(row[columns.gemeente]) for row in rows]
    for column in range(len(columns.names)):
        if column in (columns.gemeente, columns.naam, columns.code, columns.indeling):
            continue
        found = [finder.find_code(row[column]) for row in rows]
        differing = [
            row
            for row, one, other in zip(rows, meant, found, strict=True)
            if one is not None and other is not None and one != other
        ]
        if differing and _identifies(rows, columns.gemeente, column, meant, found):
            row = differing[0]
            many = len(differing)
            return DataError(
                path,
                f"{shown(row[columns.gemeente])} en {shown(row[column])} zijn niet dezelfde "
                f"gemeente{f' (in {notation.number(many)} rijen)' if many > 1 else ''}",
                row=row.number,
                remedy="verbeter een van de twee, of verwijder de kolom die niet klopt",
            )
    return None


def _identifies(
    rows: Sequence[Row],
    column: int,
    other: int,
    meant: Sequence[str | None],
    found: Sequence[str | None],
) -> bool:
    """Whether another column is to name the same gemeente: not its centre or its province."""
    code_beside_name = len({_mostly_codes(rows, column), _mostly_codes(rows, other)}) == 2
    mostly_same = sum(x == y for x, y in zip(meant, found, strict=True)) > 0.5 * len(rows)
    all_different = len(set(found) - {None}) >= 0.9 * len(rows)
    return code_beside_name + mostly_same + all_different >= 2


def _mostly_codes(rows: Sequence[Row], column: int) -> bool:
    return 2 * sum(is_code(row[column]) for row in rows) > len(rows)
