import os
import stat
import sys
from pathlib import Path

import pytest

from regiokaart.export.files import ExportError, atomic_write, check_place, committing


def test_file_appears_complete_with_ordinary_rights(tmp_path: Path) -> None:
    target = tmp_path / "uit.csv"
    with atomic_write(target) as temporary:
        assert temporary.parent == tmp_path
        assert temporary.suffix == ".csv"
        temporary.write_text("inhoud")
        assert not target.exists()
    assert target.read_text() == "inhoud"
    assert [p.name for p in tmp_path.iterdir()] == ["uit.csv"]
    other = tmp_path / "gewoon.csv"
    other.touch()
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)


def test_export_can_be_stopped_until_its_first_file_appears(tmp_path: Path) -> None:
    def refuse() -> None:
        raise InterruptedByUserError

    with (
        pytest.raises(InterruptedByUserError),
        committing(refuse),
        atomic_write(tmp_path / "een.csv") as temporary,
    ):
        temporary.write_text("inhoud")
    assert list(tmp_path.iterdir()) == []
    with atomic_write(tmp_path / "twee.csv") as temporary:
        temporary.write_text("inhoud")
    assert (tmp_path / "twee.csv").exists(), "outside the block nothing is stopped"


class InterruptedByUserError(Exception):
    pass


def _stop_halfway(path: Path) -> None:
    path.write_text("half")
    raise RuntimeError("halverwege")


def test_existing_file_survives_an_error_and_nothing_is_left(tmp_path: Path) -> None:
    target = tmp_path / "uit.csv"
    target.write_text("oud")
    with pytest.raises(RuntimeError, match="halverwege"), atomic_write(target) as temporary:
        _stop_halfway(temporary)
    assert target.read_text() == "oud"
    assert [p.name for p in tmp_path.iterdir()] == ["uit.csv"]


def test_writer_that_removes_its_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ExportError), atomic_write(tmp_path / "uit.csv") as temporary:
        temporary.unlink()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_link_keeps_pointing_at_the_file(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    real = tmp_path / "map" / "echt.csv"
    real.write_text("oud")
    link = tmp_path / "link.csv"
    link.symlink_to(real)
    with atomic_write(link) as temporary:
        temporary.write_text("nieuw")
    assert link.is_symlink()
    assert real.read_text() == "nieuw"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_suffix_is_that_of_the_name_that_was_given(tmp_path: Path) -> None:
    (tmp_path / "link.png").symlink_to("echt.dat")
    with atomic_write(tmp_path / "link.png") as temporary:
        assert temporary.suffix == ".png"
        temporary.write_text("nieuw")
    assert (tmp_path / "echt.dat").read_text() == "nieuw"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "een.csv").symlink_to("twee.csv")
    (tmp_path / "twee.csv").symlink_to("een.csv")
    with (
        pytest.raises(ExportError, match="wijst naar zichzelf; kies een andere naam"),
        atomic_write(tmp_path / "een.csv"),
    ):
        pytest.fail("block must not run")
    (tmp_path / "drie.csv").symlink_to("weg/echt.csv")
    with pytest.raises(ExportError, match=r"drie.csv: de map '.*weg' bestaat niet"):
        check_place(tmp_path / "drie.csv")
    assert all(path.is_symlink() for path in tmp_path.iterdir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
def test_what_is_no_file_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    (tmp_path / "link.csv").symlink_to("pijp")
    with (
        pytest.raises(ExportError, match=r"link.csv: dit is geen gewoon bestand; kies"),
        atomic_write(tmp_path / "link.csv"),
    ):
        pytest.fail("block must not run")
    assert (tmp_path / "pijp").is_fifo()


def test_missing_folder_and_folder_as_file_are_named(tmp_path: Path) -> None:
    with (
        pytest.raises(ExportError, match=r"de map '.*weg' bestaat niet; maak hem eerst aan"),
        atomic_write(tmp_path / "weg" / "uit.csv"),
    ):
        pytest.fail("block must not run")
    with pytest.raises(ExportError, match="dit is een map"), atomic_write(tmp_path):
        pytest.fail("block must not run")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_protected_file_and_folder_are_refused(tmp_path: Path) -> None:
    target = tmp_path / "uit.csv"
    target.write_text("oud")
    target.chmod(0o444)
    with pytest.raises(ExportError, match="is beveiligd"), atomic_write(target):
        pytest.fail("block must not run")
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(ExportError, match="mag niet worden"), atomic_write(tmp_path / "n.csv"):
            pytest.fail("block must not run")
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_full_disk_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(ExportError, match="de schijf is vol"),
        atomic_write(tmp_path / "uit.csv"),
        Path("/dev/full").open("wb", buffering=0) as full,
    ):
        full.write(b"x")
    assert list(tmp_path.iterdir()) == []


def test_name_that_is_too_long_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="naam is te lang"), atomic_write(tmp_path / ("x" * 300)):
        pytest.fail("block must not run")


def aged(path: Path, seconds: float) -> Path:
    path.write_text("half")
    then = path.stat().st_mtime - seconds
    os.utime(path, (then, then))
    return path


def test_what_a_killed_program_left_is_removed_at_the_next_save(tmp_path: Path) -> None:
    left = [
        aged(tmp_path / name, 3700)
        for name in (".regiokaart-0a1b2c3d.regiokaart", ".regiokaart-ffffffff")
    ]
    with atomic_write(tmp_path / "uit.csv") as temporary:
        temporary.write_text("nieuw")
    assert not any(path.exists() for path in left)
    assert [path.name for path in tmp_path.iterdir()] == ["uit.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_only_own_old_files_are_removed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    kept = [
        aged(tmp_path / ".regiokaart-0a1b2c3d.xlsx", 3500),  # perhaps still being written
        aged(tmp_path / ".regiokaart-0a1b2c3d.tar.gz", 9999),  # not a name of ours
        aged(tmp_path / ".regiokaart-0A1B2C3D.csv", 9999),
        aged(tmp_path / ".regiokaart-mijn.csv", 9999),
        aged(tmp_path / "x.regiokaart-0a1b2c3d.csv", 9999),
        aged(elsewhere / ".regiokaart-0a1b2c3d.csv", 9999),
    ]
    link = tmp_path / ".regiokaart-11111111.csv"
    link.symlink_to(kept[-1])
    os.utime(link, (0, 0), follow_symlinks=False)
    folder = tmp_path / ".regiokaart-22222222"
    folder.mkdir()
    os.utime(folder, (0, 0))
    with atomic_write(tmp_path / "uit.csv") as temporary:
        temporary.write_text("nieuw")
    assert link.is_symlink()
    assert folder.is_dir()
    assert all(path.read_text() == "half" for path in kept)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives away")
def test_files_of_another_account_stay(tmp_path: Path) -> None:
    other = aged(tmp_path / ".regiokaart-0a1b2c3d.csv", 9999)
    os.chown(other, 12345, -1)
    with atomic_write(tmp_path / "uit.csv"):
        pass
    assert other.exists()
