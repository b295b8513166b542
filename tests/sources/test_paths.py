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
