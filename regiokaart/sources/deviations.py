"""Where the sources of the embedded data disagree: ``afwijkingen.csv``."""

from __future__ import annotations

from pathlib import Path

from regiokaart.model.afwijking import Afwijking
from regiokaart.sources.paths import data_dir
from regiokaart.sources.schema import read_rows

_HEADING = ["onderwerp", "wie", "afwijking", "gekozen"]


def load_afwijkingen(path: Path | None = None) -> tuple[Afwijking, ...]:
    """Load the disagreements in the order of the file; the embedded one unless another is named.

    Raises
    ------
    DataError
        Naming file and row, when the file cannot be used.
    """
    path = path or data_dir() / "afwijkingen.csv"
    return tuple(Afwijking(*values) for _, values in read_rows(path, _HEADING))
