"""The one error of everything that reads: what is wrong, where, and what to do about it."""

from __future__ import annotations

from pathlib import PurePath


class DataError(ValueError):
    """Something read from a file cannot be used; its text is Dutch and fit to show.

    Parameters
    ----------
    file : path or str
        File it was read from; only the name is shown.
    problem : str
        Dutch clause that names the value: ``"'abc' is geen gemeentecode"``.
    row : int, optional
        Row as a spreadsheet counts: the heading is row 1.
    remedy : str, optional
        Dutch clause that says what to do.

    Attributes
    ----------
    file, problem, remedy : str
    row : int or None

    Examples
    --------
    >>> str(DataError("leden.csv", "'abc' is geen gemeentecode", row=3, remedy="gebruik GM0363"))
    "leden.csv, rij 3: 'abc' is geen gemeentecode; gebruik GM0363"
    """

    def __init__(
        self, file: PurePath | str, problem: str, *, row: int | None = None, remedy: str = ""
    ) -> None:
        self.file = PurePath(file).name or str(file)
        self.problem = problem
        self.row = row
        self.remedy = remedy
        place = self.file if row is None else f"{self.file}, rij {row}"
        super().__init__(f"{place}: {problem}" + (f"; {remedy}" if remedy else ""))
