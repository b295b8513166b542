"""Random divisions, drawn in processes of their own and kept in a cache of the user."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from regiokaart.computing.processes import Report, nothing, run_apart
from regiokaart.congruence.chance.nullmodel import (
    VERSION,
    Draws,
    Ensemble,
    Sampling,
    borders_inside,
    draw_walk,
)
from regiokaart.congruence.chance.nulltables import is_whole
from regiokaart.congruence.pair.crosstab import IntArray
from regiokaart.export.files import ExportError, atomic_write
from regiokaart.model import Catalogus, Indeling
from regiokaart.model.contiguity import Contiguity
from regiokaart.sources.paths import user_cache_dir

MAX_CACHE = 50_000_000  # bytes of all files together
_MAX_DRAWS = 200_000_000  # bytes of one ensemble


def random_divisions(
    labels: Sequence[IntArray],
    edges: Sequence[IntArray],
    sampling: Sampling,
    report: Report = nothing,
    workers: int | None = None,
    folder: Path | None = None,
) -> list[Ensemble]:
    """Draw random divisions with the region sizes of real ones, or take those of an earlier time.

    Parameters
    ----------
    labels : sequence of k ndarrays of int64, shape (n,)
        Region of each gemeente in each real division, -1 for none.
    edges : sequence of k ndarrays of int64, shape (m, 2)
        Over which borders each may change.
    sampling : Sampling
    report : callable
        Told how much is done and how much there is; may raise to stop. Nothing is kept then.
    workers : int, optional
        See `run_apart`.
    folder : Path, optional
        Where the cache is; in the user's cache by default.

    Raises
    ------
    ValueError
        When more would be drawn than can be kept.
    ProcessError
        When a process ended before its work was done.
    """
    folder = folder or user_cache_dir() / "toeval"
    for each in labels:
        if 2 * sampling.draws * len(each) > _MAX_DRAWS:
            raise ValueError("more draws than can be kept")
    paths = [folder / f"{_key(*each, sampling)}.npz" for each in zip(labels, edges, strict=True)]
    found = {i: _read(path, labels[i], sampling) for i, path in enumerate(paths)}
    missing = [i for i, draws in found.items() if draws is None]
    jobs = [
        (labels[i], edges[i], sampling, walk) for i in missing for walk in range(sampling.walks)
    ]
    drawn = run_apart(draw_walk, jobs, report, workers) if jobs else []
    for place, i in enumerate(missing):
        first = place * sampling.walks
        draws = np.stack(drawn[first : first + sampling.walks])
        found[i] = draws
        # What cannot be kept is drawn again next time; the answer is the same.
        with suppress(ExportError, OSError):
            _write(paths[i], draws)
    return [
        Ensemble(each, draws, sampling)
        for each, draws in zip(labels, found.values(), strict=True)
        if draws is not None
    ]


def random_indelingen(
    catalogus: Catalogus,
    contiguity: Contiguity,
    indelingen: Sequence[Indeling],
    sampling: Sampling,
    report: Report = nothing,
    *,
    inside_provinces: bool = False,
    workers: int | None = None,
    folder: Path | None = None,
) -> list[Ensemble | None]:
    """Draw random indelingen with the regio sizes of real ones, or take those of an earlier time.

    Parameters
    ----------
    catalogus : Catalogus
    contiguity : Contiguity
        Which gemeenten are neighbours.
    indelingen : sequence of Indeling, length k
    sampling : Sampling
    inside_provinces : bool
        Whether regio's may change within a province only. One that lies in several provinces then
        stays as it is.
    report, workers, folder
        See `random_divisions`, which also tells what is raised.

    Returns
    -------
    list of Ensemble or None, length k
        None for an indeling that does not divide gemeenten whole.
    """
    provinces = np.unique(catalogus.gemeenten.provincies, return_inverse=True)[1]
    whole = [indeling for indeling in indelingen if is_whole(indeling)]
    labels = [catalogus.labels(indeling) for indeling in whole]
    edges = [
        borders_inside(contiguity.pairs, each, provinces) if inside_provinces else contiguity.pairs
        for each in labels
    ]
    drawn = random_divisions(labels, edges, sampling, report, workers, folder)
    found = dict(zip((indeling.id for indeling in whole), drawn, strict=True))
    return [found.get(indeling.id) for indeling in indelingen]


def _key(labels: IntArray, edges: IntArray, sampling: Sampling) -> str:
    """Name what is drawn by everything it depends on."""
    text = f"{VERSION} {sampling} {labels.shape} {edges.shape}"
    return hashlib.sha256(
        text.encode() + labels.astype("<i8").tobytes() + edges.astype("<i8").tobytes()
    ).hexdigest()


def _read(path: Path, labels: IntArray, sampling: Sampling) -> Draws | None:
    """Return what was kept; None where there is nothing, or not what was written."""
    shape = (sampling.walks, sampling.draws_per_walk, len(labels))
    try:
        with zipfile.ZipFile(path) as packed:  # sizes first: what unpacks may be anything
            if sum(each.file_size for each in packed.infolist()) > _MAX_DRAWS + 10_000:
                return None
        with np.load(path, allow_pickle=False) as kept:
            draws, digest = kept["draws"], kept["sha256"]
        path.touch()  # the ones that are used stay longest
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return None
    if draws.dtype != np.int16 or draws.shape != shape or digest.tobytes() != _digest(draws):
        return None
    return draws if _same_sizes(draws.reshape(-1, len(labels)), labels) else None


def _same_sizes(divisions: Draws, labels: IntArray) -> bool:
    """Whether every division has regions of the sizes of the real one, over the same units."""
    covered, size = labels >= 0, int(labels.max(initial=-1)) + 1
    if np.any((divisions >= 0) != covered) or np.any(divisions >= size):
        return False
    rows = np.arange(len(divisions))[:, np.newaxis] * size
    keys = (rows + divisions[:, covered]).ravel()
    sizes = np.bincount(keys, minlength=len(divisions) * size).reshape(-1, size)
    real = np.bincount(labels[covered], minlength=size)
    return bool(np.all(np.sort(sizes, axis=1) == np.sort(real)))


def _write(path: Path, draws: Draws) -> None:
    """Keep draws, and forget the ones that were not used longest when there is too much."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic_write(path) as temporary, temporary.open("wb") as file:
        digest = np.frombuffer(_digest(draws), dtype=np.uint8)
        np.savez_compressed(file, draws=draws, sha256=digest)
    kept = sorted(path.parent.glob("*.npz"), key=lambda each: each.stat().st_mtime, reverse=True)
    total = 0
    for each in kept:
        total += each.stat().st_size
        if total > MAX_CACHE:
            each.unlink()


def _digest(draws: Draws) -> bytes:
    return hashlib.sha256(np.ascontiguousarray(draws).tobytes()).digest()
