"""An indeling of soort eigen: what a user's file does not say is unknown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

from regiokaart.model import Indeling, Lidmaatschap, Regio, Soort
from regiokaart.model.indeling import ONBEKEND
from regiokaart.sources.sheets import one_line

MAX_NAME = 200


def own_indeling(
    path: Path,
    part: tuple[str, str] | None,
    regios: tuple[Regio, ...],
    lidmaatschap: Lidmaatschap,
    taken: Collection[str],
    *,
    landsdekkend: bool,
    opmerking: str = "",
    werkwijze: str = "",
) -> Indeling:
    """Make an indeling named after a file.

    Parameters
    ----------
    path : Path
    part : tuple of str, or None
        What was read of the file where there is more in it: its kind and name, such as ``blad``
        and ``Blad1``. An ``indeling`` has a name of its own.
    regios : tuple of Regio
    lidmaatschap : Lidmaatschap
    taken : collection of str
        Ids that it may not get.
    landsdekkend : bool
    opmerking, werkwijze : str
        See `Indeling`.
    """
    naam = one_line(path.stem)[:MAX_NAME] or "eigen indeling"
    bron = f"eigen bestand {one_line(path.name)[:MAX_NAME]}"
    if part is not None:
        kind, name = part[0], one_line(part[1])[:MAX_NAME]
        naam = name if kind == "indeling" else f"{naam} ({name})"
        bron = f"{bron}, {kind} {name}"
    return Indeling(
        id=free_id(naam, taken),
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
        bron=bron,
        licentie=ONBEKEND,
        landsdekkend=landsdekkend,
        opmerking=opmerking,
        regios=regios,
        lidmaatschap=lidmaatschap,
        werkwijze=werkwijze,
    )


def free_id(naam: str, taken: Collection[str]) -> str:
    """Make an id for the command line out of a name, numbered when it is taken."""
    spoken = re.sub(r"['’]", "", naam)
    plain = unicodedata.normalize("NFKD", spoken).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "eigen-indeling"
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    return candidate
