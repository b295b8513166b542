import sys
from pathlib import Path

import pytest

from regiokaart.sources import paths


def test_checkout_has_the_catalogue_and_resources_beside_the_package():
    assert (paths.data_dir() / "catalogus.toml").is_file()


def test_wheel_directory_inside_the_package_wins(tmp_path: Path):
    package = tmp_path / "regiokaart"
    (package / "data").mkdir(parents=True)
    (tmp_path / "data").mkdir()
    assert paths._find("data", package) == package / "data"


def test_missing_directory_says_what_to_do(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match="installeer het programma opnieuw"):
        paths._find("data", tmp_path / "regiokaart")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="XDG is for Linux")
def test_user_folders_follow_xdg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", "niet/absoluut")
    monkeypatch.setenv("HOME", "/huis")
    assert paths.user_data_dir() == tmp_path / "regiokaart"
    assert paths.user_cache_dir() == Path("/huis/.cache/regiokaart")


def test_what_cannot_be_looked_up_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert paths.file_there(tmp_path / "a")
    assert paths.folder_there(tmp_path)
    assert not paths.file_there(tmp_path)
    assert not paths.folder_there(tmp_path / "a")
    for name in ("x" * 300, "a/b", "\x00"):
        assert not paths.file_there(tmp_path / name)
        assert not paths.folder_there(tmp_path / name)
