"""Compile ``overige``: the indelingen beside the nationwide current ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from facts import Deviation, check, check_equal, sha256_of
from facts_carried import compile_carried
from facts_derived import JEUGD, compile_jeugdregio, compile_nuts
from facts_indelingen import Lid, write_indelingen
from facts_netwerken import compile_netwerken
from facts_waterschappen import ID as WATERSCHAP
from facts_waterschappen import compile_waterschappen

from regiokaart.sources.boundaries import load_gebied
from regiokaart.sources.embedded import load_catalogus
from regiokaart.sources.history import load_herindelingen, load_jaargang

FOLDER = "overige"


def compile_overige(
    raw: Path, out: Path, catalogue: Mapping[str, Mapping[str, Any]]
) -> list[Deviation]:
    """Write the membership tables of ``overige`` and list where sources disagree.

    Parameters
    ----------
    raw : Path
        Folder with the raw data.
    out : Path
        Folder in which all other data has been compiled.
    catalogue : mapping
        The hand-kept entries of ``overige/catalogus.toml`` by id.

    Raises
    ------
    CheckError
        When a source is not what it must be, or the catalogue says otherwise.
    """
    catalogus = load_catalogus(out)
    gemeenten = catalogus.gemeenten
    herindelingen = load_herindelingen(out / "herindelingen.csv")
    year = load_jaargang(out / "jaren/2016")
    members, deviations = compile_carried(raw, gemeenten, year, herindelingen)
    members[JEUGD] = compile_jeugdregio(raw, catalogus)
    nuts, differing = compile_nuts(raw, catalogus, year)
    members |= nuts
    members[WATERSCHAP], found = compile_waterschappen(
        raw, gemeenten, load_gebied(out / "grenzen.npz")
    )
    members |= compile_netwerken(raw, gemeenten)
    check_equal("ids of the other indelingen", set(members), set(catalogue))
    twice = {indeling.id for indeling in catalogus} & set(members)
    check(not twice, f"ids that exist already: {twice}")
    for indeling_id, entry in catalogue.items():
        _check_entry(indeling_id, entry, members[indeling_id], len(gemeenten))
    write_indelingen(out / FOLDER, members)
    return deviations + differing + found


def _check_entry(
    indeling_id: str, entry: Mapping[str, Any], leden: Sequence[Lid], number: int
) -> None:
    regios = {(lid.code, lid.naam) for lid in leden}
    for alternative in (other for lid in leden for other in lid.alternatieven if "=" in other):
        code, _, naam = alternative.partition("=")
        regios.add((code, naam))
    found = {len(regios), len({code for code, _ in regios}), len({naam for _, naam in regios})}
    check_equal(f"number of regio's of {indeling_id}", found, {entry["aantal_regios"]})
    covered = len({lid.gemeente for lid in leden})
    check_equal(f"{indeling_id} is nationwide", covered == number, entry["landsdekkend"])


def check_hashes(raw: Path, catalogue: Mapping[str, Mapping[str, Any]]) -> None:
    """Stop unless every entry names the raw file it was compiled from by its SHA-256."""
    for indeling_id, entry in catalogue.items():
        name = entry["bron_bestand"]
        check_equal(
            f"{indeling_id}: SHA-256 of {name}", sha256_of(raw / name), entry["bron_sha256"]
        )
