"""Writes a catalogue into a folder, in the schema that `embedded.load_catalogus` reads."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path

import numpy as np

from regiokaart.model import Catalogus, Gemeenten, Indeling
from regiokaart.model.herindeling import NO_REGIO

_NOT_IN_CATALOGUE = {"regios", "lidmaatschap"}
_HEADING = (
    "gemeente",
    "regio_code",
    "regio_naam",
    "aandeel",
    "methode",
    "toelichting",
    "alternatieven",  # only when a row has any
)


def write_catalogus(catalogus: Catalogus, folder: Path) -> None:
    """Write ``catalogus.toml``, ``gemeenten.csv`` and ``lidmaatschap/``.

    Parameters
    ----------
    catalogus : Catalogus
        Ids of indelingen become file names; every indeling has a peiljaar.
    folder : Path
        An existing folder.

    Raises
    ------
    OSError
        When a file cannot be written.
    ValueError
        When an alternative of a row is no regio at all.
    """
    gemeenten = catalogus.gemeenten
    head = {
        "peiljaar": gemeenten.peiljaar,
        "inwoners_jaar": gemeenten.inwoners_jaar,
        "bron": gemeenten.bron,
    }
    tables = ["[gemeenten]\n" + toml_lines(head)]
    tables += ["[[indeling]]\n" + toml_lines(_facts(indeling)) for indeling in catalogus]
    (folder / "catalogus.toml").write_text("\n".join(tables), encoding="utf-8")
    _write_rows(
        folder / "gemeenten.csv",
        ("code", "naam", "provincie", "inwoners", "oppervlakte_km2"),
        zip(
            gemeenten.codes,
            gemeenten.namen,
            gemeenten.provincies,
            gemeenten.inwoners.tolist(),
            gemeenten.oppervlakte.round(2).tolist(),
            strict=True,
        ),
    )
    (folder / "lidmaatschap").mkdir()
    for indeling in catalogus:
        _write_rows(
            folder / "lidmaatschap" / f"{indeling.id}.csv",
            _HEADING if indeling.lidmaatschap.alternatief else _HEADING[:-1],
            _members(indeling, gemeenten),
        )


def toml_lines(values: Mapping[str, object]) -> str:
    r"""Write keys and values as TOML: texts, whole numbers, booleans and lists of texts.

    Raises
    ------
    TypeError
        For any other value.

    Examples
    --------
    >>> toml_lines({"naam": "'t Gooi", "regios": 2, "ministeries": ("VWS",), "af": True})
    'naam = "\'t Gooi"\nregios = 2\nministeries = ["VWS"]\naf = true\n'
    """
    return "".join(f"{key} = {_toml_value(value)}\n" for key, value in values.items())


def _toml_value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        # The escapes of JSON are escapes of TOML; only DEL must be escaped in TOML alone.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml_value(each) for each in value) + "]"
    raise TypeError(f"no TOML for {type(value).__name__}")


def _facts(indeling: Indeling) -> dict[str, object]:
    return {
        field.name: getattr(indeling, field.name)
        for field in fields(indeling)
        if field.name not in _NOT_IN_CATALOGUE and getattr(indeling, field.name) is not None
    }


def _members(indeling: Indeling, gemeenten: Gemeenten) -> Iterator[tuple[object, ...]]:
    rows = indeling.lidmaatschap
    if any(NO_REGIO in each for each in rows.alternatief):
        raise ValueError(f"{indeling.id}: no regio as an alternative cannot be written")
    members = set(rows.regio.tolist())
    alternatives = [
        regio.code if k in members else f"{regio.code}={regio.naam}"
        for k, regio in enumerate(indeling.regios)
    ]
    for i in np.argsort(rows.gemeente, kind="stable").tolist():
        regio = indeling.regios[rows.regio[i]]
        code = gemeenten.codes[rows.gemeente[i]]
        share = f"{rows.aandeel[i]:.9g}"
        row = (code, regio.code, regio.naam, share, rows.methode[i].value, rows.toelichting[i])
        others = rows.alternatief[i : i + 1]
        yield row + tuple("|".join(alternatives[k] for k in other) for other in others)


def _write_rows(path: Path, heading: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)
