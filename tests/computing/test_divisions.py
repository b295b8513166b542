"""Random divisions and their cache: what is kept, and that nothing else is believed."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import numpy as np
import pytest

from regiokaart.computing import divisions
from regiokaart.computing.divisions import random_divisions
from regiokaart.congruence.chance.nullmodel import Sampling, draw_walk

pytestmark = pytest.mark.slow

ROW = np.arange(36).reshape(6, 6)
GRID = np.concatenate(
    [
        np.stack([ROW[:, :-1].ravel(), ROW[:, 1:].ravel()], axis=1),
        np.stack([ROW[:-1].ravel(), ROW[1:].ravel()], axis=1),
    ]
)
LABELS = np.repeat(np.arange(6), 6)
SMALL = Sampling(draws=20, burn_in=100, thinning=10)


def draw(folder: Path, sampling: Sampling = SMALL, labels: np.ndarray = LABELS) -> np.ndarray:
    (ensemble,) = random_divisions([labels], [GRID], sampling, folder=folder)
    return ensemble.draws


def forbid(*_: object) -> None:
    raise AssertionError("drawn again")


def test_same_as_without_processes(tmp_path: Path) -> None:
    draws = draw(tmp_path)
    assert draws.shape == (2, 10, 36)
    for walk in range(2):
        alone = draw_walk(LABELS, GRID, SMALL, walk, lambda done, total: None)
        assert draws[walk].tolist() == alone.tolist()


def test_kept_for_the_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "diep" / "toeval"
    first = draw(folder)
    monkeypatch.setattr(divisions, "run_apart", forbid)
    assert draw(folder).tolist() == first.tolist()


@pytest.mark.parametrize(
    "other", [Sampling(20, 2, 100, 10, seed=2), Sampling(20, 2, 101, 10), Sampling(24, 2, 100, 10)]
)
def test_other_sampling_is_drawn(tmp_path: Path, other: Sampling) -> None:
    first = draw(tmp_path)
    assert draw(tmp_path, other).tolist() != first.tolist()
    assert len(list(tmp_path.iterdir())) == 2


def test_only_what_is_missing_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(tmp_path)
    asked = []
    run = divisions.run_apart

    def count(work, jobs, report, workers):
        asked.extend(jobs)
        return run(work, jobs, report, workers)

    monkeypatch.setattr(divisions, "run_apart", count)
    other = LABELS[::-1].copy()
    both = random_divisions([LABELS, other], [GRID, GRID], SMALL, folder=tmp_path)
    assert [each.labels.tolist() for each in both] == [LABELS.tolist(), other.tolist()]
    assert {job[0].tolist()[0] for job in asked} == {5}


def other_bytes(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:200])


def other_draws(path: Path) -> None:
    with np.load(path) as kept:
        draws, digest = kept["draws"].copy(), kept["sha256"]
    draws[0, 0, [0, 1]] = draws[0, 0, [1, 0]] + 1
    np.savez_compressed(path, draws=draws, sha256=digest)


def other_sizes(path: Path) -> None:
    """Change the draws and their checksum."""
    with np.load(path) as kept:
        draws = kept["draws"].copy()
    draws[0, 0] = 0
    digest = np.frombuffer(divisions._digest(draws), dtype=np.uint8)
    np.savez_compressed(path, draws=draws, sha256=digest)


def regions_that_are_not_there(path: Path) -> None:
    with np.load(path) as kept:
        draws = kept["draws"].copy() + 30_000
    digest = np.frombuffer(divisions._digest(draws), dtype=np.uint8)
    np.savez_compressed(path, draws=draws, sha256=digest)


def pickled(path: Path) -> None:
    np.savez_compressed(path, draws=np.array([{}], dtype=object), sha256=np.zeros(32, np.uint8))


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("draws.npy", bytes(divisions._MAX_DRAWS + 20_000))


@pytest.mark.parametrize(
    "spoil",
    [
        other_bytes,
        cut_off,
        other_draws,
        other_sizes,
        regions_that_are_not_there,
        pickled,
        bomb,
        Path.unlink,
    ],
)
def test_what_was_altered_is_drawn_again(tmp_path: Path, spoil) -> None:
    first = draw(tmp_path)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    spoil(path)
    assert draw(tmp_path).tolist() == first.tolist()
    assert path.read_bytes()[:4] == whole[:4]
    assert abs(path.stat().st_size - len(whole)) < 100  # written again


def test_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    in_the_way = tmp_path / "toeval"
    in_the_way.write_text("een bestand")
    assert draw(in_the_way).shape == (2, 10, 36)
    assert in_the_way.read_text() == "een bestand"


def test_least_used_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(tmp_path)
    (old,) = tmp_path.iterdir()
    os.utime(old, (1, 1))
    draw(tmp_path, Sampling(24, 2, 100, 10))
    (used,) = set(tmp_path.iterdir()) - {old}
    monkeypatch.setattr(divisions, "MAX_CACHE", 2 * used.stat().st_size + 100)
    draw(tmp_path, Sampling(28, 2, 100, 10))
    assert used.exists()
    assert not old.exists()
    assert len(list(tmp_path.iterdir())) == 2


def test_stopping_keeps_nothing(tmp_path: Path) -> None:
    class StopError(Exception):
        pass

    def report(done: int, total: int) -> None:
        if done:
            raise StopError

    with pytest.raises(StopError):
        random_divisions([LABELS], [GRID], SMALL, report, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_too_much_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="more draws than can be kept"):
        random_divisions([LABELS], [GRID], Sampling(draws=10_000_000), folder=tmp_path)
