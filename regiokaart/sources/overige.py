"""The other indelingen that travel with the program: older, provisional, partial, not by gemeente.

They are loaded when asked for, so that they do not make the start of the program slower.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from regiokaart.model import Catalogus, Gemeentelijst, Indeling
from regiokaart.sources.embedded import load_indelingen
from regiokaart.sources.paths import data_dir
from regiokaart.sources.schema import read_toml


def load_overige(gemeenten: Gemeentelijst, directory: Path | None = None) -> tuple[Indeling, ...]:
    """Load the other indelingen, over the gemeenten of the embedded catalogue.

    Parameters
    ----------
    gemeenten : Gemeentelijst
        The 342 gemeenten of 2023 and later.
    directory : Path, optional
        Where ``catalogus.toml`` and ``lidmaatschap/`` are; the embedded ones by default.

    Raises
    ------
    DataError
        Naming file and row, when a value cannot be used.
    """
    directory = directory or data_dir() / "overige"
    return load_indelingen(directory, read_toml(directory / "catalogus.toml"), gemeenten)


def with_overige(catalogus: Catalogus, ids: Iterable[str]) -> Catalogus:
    """Return the embedded catalogue, with the other indelingen when an id asks for one.

    An id that is in neither asks for them as well, so that an error can name what there is.

    Raises
    ------
    DataError
        As `load_overige`.
    """
    if all(indeling_id in catalogus for indeling_id in ids):
        return catalogus
    return catalogus.with_indelingen(load_overige(catalogus.gemeenten))
