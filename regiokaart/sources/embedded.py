"""The data that travels with the program: gemeenten, indelingen and Wgr-regelingen."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from regiokaart.model import (
    Catalogus,
    Gemeentelijst,
    Gemeenten,
    Indeling,
    Lidmaatschap,
    Methode,
    Regeling,
    Regio,
    Soort,
    Stand,
)
from regiokaart.sources.errors import DataError
from regiokaart.sources.paths import data_dir
from regiokaart.sources.schema import (
    REINSTALL,
    read_choice,
    read_field,
    read_number,
    read_position,
    read_rows,
    read_toml,
)

_GEMEENTEN = ["code", "naam", "provincie", "inwoners", "oppervlakte_km2"]
_LIDMAATSCHAP = ["gemeente", "regio_code", "regio_naam", "aandeel", "methode", "toelichting"]
_ALTERNATIEVEN = "alternatieven"  # a column that is there when a row has any
_REGELINGEN = ["id", "naam", "vorm", "sinds", "doel"]
_DEELNEMERS = ["regeling", "gemeente", "deelnemer", "toelichting"]
_TEXTS = (
    "id",
    "naam",
    "naam_meervoud",
    "domein",
    "grondslag",
    "samenwerking_verplicht",
    "samenwerking_toelichting",
    "indeling_bepaald_door",
    "bepaald_toelichting",
    "bron",
    "licentie",
    "opmerking",
    "werkwijze",
)
_SOURCES = (
    "bron_ministeries",
    "bron_grondslag",
    "bron_samenwerking",
    "bron_bepaald",
    "bron_datum",
    "bron_bestand",
    "bron_sha256",
)


def load_catalogus(directory: Path | None = None) -> Catalogus:
    """Load the gemeenten and the indelingen of the catalogue.

    Parameters
    ----------
    directory : Path, optional
        Where ``catalogus.toml``, ``gemeenten.csv`` and ``lidmaatschap/`` are; the embedded data
        by default.

    Raises
    ------
    DataError
        Naming file and row, when a value cannot be used.
    """
    directory = directory or data_dir()
    catalogue = read_toml(directory / "catalogus.toml")
    gemeenten = _gemeenten(directory / "gemeenten.csv", catalogue)
    return Catalogus(gemeenten, load_indelingen(directory, catalogue, gemeenten))


def load_indelingen(
    directory: Path, catalogue: Mapping[str, Any], gemeenten: Gemeentelijst
) -> tuple[Indeling, ...]:
    """Load the indelingen that a catalogue names, over these gemeenten.

    Parameters
    ----------
    directory : Path
        Where ``lidmaatschap/`` is.
    catalogue : mapping
        The content of ``catalogus.toml``.
    gemeenten : Gemeentelijst

    Raises
    ------
    DataError
        Naming file and row, when a value cannot be used.
    """
    entries = catalogue.get("indeling")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise DataError("catalogus.toml", "[[indeling]] ontbreekt", remedy=REINSTALL)
    indelingen: dict[str, Indeling] = {}
    for entry in entries:
        indeling = _indeling(directory, entry, gemeenten)
        if indeling.id in indelingen:
            raise DataError("catalogus.toml", f"id '{indeling.id}' staat er dubbel")
        indelingen[indeling.id] = indeling
    return tuple(indelingen.values())


def load_regelingen(gemeenten: Gemeenten, directory: Path | None = None) -> tuple[Regeling, ...]:
    """Load the current Wgr-regelingen with their deelnemers, in order of name.

    Raises
    ------
    DataError
        Naming file and row, when a value cannot be used.
    """
    directory = directory or data_dir()
    heads: dict[str, list[str]] = {}
    for row, values in read_rows(directory / "regelingen.csv", _REGELINGEN):
        if values[0] in heads:
            raise DataError("regelingen.csv", f"'{values[0]}' staat er dubbel", row=row)
        heads[values[0]] = values
    positions: dict[str, set[int]] = {regeling: set() for regeling in heads}
    others: dict[str, list[str]] = {regeling: [] for regeling in heads}
    notes: dict[str, list[tuple[str, str]]] = {regeling: [] for regeling in heads}
    for row, (regeling, code, deelnemer, note) in read_rows(
        directory / "deelnemers.csv", _DEELNEMERS
    ):
        if regeling not in heads:
            raise DataError(
                "deelnemers.csv", f"regeling '{regeling}' staat niet in regelingen.csv", row=row
            )
        if code:
            position = read_position("deelnemers.csv", row, code, gemeenten)
            positions[regeling].add(position)
            deelnemer = gemeenten.namen[position]
        elif deelnemer:
            others[regeling].append(deelnemer)
        else:
            raise DataError("deelnemers.csv", "geen gemeente en geen naam", row=row)
        if note:
            notes[regeling].append((deelnemer, note))
    return tuple(
        Regeling(
            id=key,
            naam=naam,
            vorm=vorm,
            doel=doel,
            sinds=sinds,
            gemeenten=np.array(sorted(positions[key]), dtype=np.int64),
            anderen=tuple(others[key]),
            toelichtingen=tuple(notes[key]),
        )
        for key, naam, vorm, sinds, doel in heads.values()
    )


def _gemeenten(path: Path, catalogue: Mapping[str, Any]) -> Gemeenten:
    """Read the list of gemeenten with the years and source the catalogue gives it."""
    head = catalogue.get("gemeenten")
    if not isinstance(head, dict):
        raise DataError("catalogus.toml", "[gemeenten] ontbreekt", remedy=REINSTALL)
    place = "[gemeenten]"
    columns: tuple[list[str], ...] = ([], [], [])
    inwoners, oppervlakte = [], []
    for row, (*texts, inhabitants, area) in read_rows(path, _GEMEENTEN):
        for column, text in zip(columns, texts, strict=True):
            column.append(text)
        number = read_number(path, row, inhabitants)
        if not number.is_integer():
            raise DataError(path, f"'{inhabitants}' is geen geheel getal", row=row)
        inwoners.append(int(number))
        oppervlakte.append(read_number(path, row, area))
    codes, namen, provincies = (tuple(column) for column in columns)
    for row, (before, code) in enumerate(pairwise(codes), start=3):
        if code <= before:
            raise DataError(path, f"'{code}' staat dubbel of niet op volgorde", row=row)
    return Gemeenten(
        peiljaar=read_field(head, "peiljaar", int, place),
        codes=codes,
        namen=namen,
        provincies=provincies,
        inwoners=np.array(inwoners, dtype=np.int64),
        inwoners_jaar=read_field(head, "inwoners_jaar", int, place),
        oppervlakte=np.array(oppervlakte, dtype=np.float64),
        bron=read_field(head, "bron", str, place),
    )


def _indeling(directory: Path, entry: Mapping[str, Any], gemeenten: Gemeentelijst) -> Indeling:
    """Read one indeling: its entry in the catalogue and its members."""
    place = f"[[indeling]] {entry.get('id', '')}"
    texts = {name: read_field(entry, name, str, place) for name in _TEXTS}
    texts |= {name: read_field(entry, name, str, place) for name in _SOURCES if name in entry}
    if not texts["id"].replace("-", "").isalnum():  # it becomes a file name
        raise DataError(
            "catalogus.toml", f"id '{texts['id']}' kan niet; gebruik letters en streepjes"
        )
    ministeries = read_field(entry, "ministeries", list, place)
    if not all(isinstance(ministerie, str) for ministerie in ministeries):
        raise DataError("catalogus.toml", f"{place}: 'ministeries' zijn geen teksten")
    soort = read_choice(Soort, "soort", entry.get("soort", ""), place)
    stand = read_choice(Stand, "stand", entry.get("stand", Stand.ACTUEEL), place)
    regios, lidmaatschap = _lidmaatschap(
        directory / "lidmaatschap" / f"{texts['id']}.csv", gemeenten
    )
    return Indeling(
        **texts,
        soort=soort,
        stand=stand,
        ministeries=tuple(ministeries),
        peiljaar=read_field(entry, "peiljaar", int, place),
        aantal_regios=read_field(entry, "aantal_regios", int, place)
        if "aantal_regios" in entry
        else None,
        landsdekkend=read_field(entry, "landsdekkend", bool, place),
        regios=regios,
        lidmaatschap=lidmaatschap,
    )


def _lidmaatschap(path: Path, gemeenten: Gemeentelijst) -> tuple[tuple[Regio, ...], Lidmaatschap]:
    """Read who belongs where; the regio's come out in order of code.

    An alternative is the code of a regio, or ``code=naam`` for one that no gemeente is in.
    """
    names: dict[str, str] = {}
    members: list[tuple[int, str, float]] = []
    methodes: list[Methode] = []
    notes: list[str] = []
    others: list[tuple[int, str, list[str]]] = []
    empty: dict[str, str] = {}
    seen: set[tuple[int, str]] = set()
    known = {methode.value: methode for methode in Methode}
    for row, (code, regio, naam, aandeel, methode, note, *other) in read_rows(
        path, _LIDMAATSCHAP, _ALTERNATIEVEN
    ):
        position = read_position(path, row, code, gemeenten)
        share = read_number(path, row, aandeel)
        if not 0 < share <= 1:
            raise DataError(path, f"aandeel '{aandeel}' ligt niet tussen 0 en 1", row=row)
        if names.setdefault(regio, naam) != naam:
            raise DataError(
                path, f"regio '{regio}' heet hier '{naam}' en eerder '{names[regio]}'", row=row
            )
        if (position, regio) in seen:
            raise DataError(path, f"'{code}' staat al in regio '{regio}'", row=row)
        if methode not in known:
            raise DataError(
                path,
                f"methode '{methode}' bestaat niet",
                row=row,
                remedy="kies uit " + ", ".join(known),
            )
        seen.add((position, regio))
        members.append((position, regio, share))
        methodes.append(known[methode])
        notes.append(note)
        codes = []
        for alternative in other[0].split("|") if other and other[0] else ():
            other_code, declares, other_name = alternative.partition("=")
            if declares and empty.setdefault(other_code, other_name) != other_name:
                raise DataError(path, f"regio '{other_code}' heeft twee namen", row=row)
            codes.append(other_code)
        others.append((row, regio, codes))
    if twice := names.keys() & empty.keys():
        raise DataError(path, f"regio '{min(twice)}' heeft gemeenten en ook geen")
    names |= empty
    order = {code: i for i, code in enumerate(sorted(names))}
    for row, regio, codes in others:
        for other_code in codes:
            if other_code not in order or other_code == regio:
                raise DataError(
                    path, f"alternatief '{other_code}' is geen andere regio van deze lijst", row=row
                )
    alternatief = tuple(tuple(order[code] for code in codes) for _, _, codes in others)
    return (
        tuple(Regio(code, names[code]) for code in order),
        Lidmaatschap(
            gemeente=np.array([position for position, _, _ in members], dtype=np.int64),
            regio=np.array([order[regio] for _, regio, _ in members], dtype=np.int64),
            aandeel=np.array([share for _, _, share in members], dtype=np.float64),
            methode=tuple(methodes),
            toelichting=tuple(notes),
            alternatief=alternatief if any(alternatief) else (),
        ),
    )
