"""The connections of gemeenten that have water between them: ``verbindingen.csv``."""

from __future__ import annotations

from pathlib import Path

from regiokaart.model import Gemeentelijst
from regiokaart.model.contiguity import Verbinding, Verbindingssoort
from regiokaart.sources.errors import DataError
from regiokaart.sources.paths import data_dir
from regiokaart.sources.schema import read_rows

_HEADING = ["gemeente_a", "gemeente_b", "soort", "naam", "bron"]


def load_verbindingen(gemeenten: Gemeentelijst, path: Path | None = None) -> tuple[Verbinding, ...]:
    """Load the connections in the order of the file.

    Parameters
    ----------
    gemeenten : Gemeentelijst
        Of which every code in the file must be one.
    path : Path, optional
        The embedded file by default.

    Raises
    ------
    DataError
        Naming file, row and value, when a value cannot be used.
    """
    path = path or data_dir() / "verbindingen.csv"
    found: list[Verbinding] = []
    seen: set[tuple[frozenset[int], Verbindingssoort]] = set()
    for row, (*codes, soort, naam, bron) in read_rows(path, _HEADING):
        for code in codes:
            if code not in gemeenten.index:
                raise DataError(
                    path, f"'{code}' is geen gemeente van {gemeenten.peiljaar}", row=row
                )
        if soort not in list(Verbindingssoort):
            raise DataError(
                path,
                f"soort '{soort}' bestaat niet",
                row=row,
                remedy="kies uit " + ", ".join(Verbindingssoort),
            )
        if not (naam and bron):
            raise DataError(path, "naam of bron ontbreekt", row=row, remedy="vul beide in")
        a, b = (gemeenten.index[code] for code in codes)
        each = Verbinding(a, b, Verbindingssoort(soort), naam, bron)
        key = frozenset((a, b)), each.soort
        if a == b or key in seen:
            what = "verbindt een gemeente met zichzelf" if a == b else "staat er dubbel"
            raise DataError(path, f"'{naam}' {what}", row=row, remedy="haal de rij weg")
        seen.add(key)
        found.append(each)
    return tuple(found)
