import json
import os
from pathlib import Path

import pytest

from regiokaart.export.files import ExportError
from regiokaart.export.library import (
    add,
    add_file,
    edit,
    export_file,
    remove,
    rename,
    restore,
)
from regiokaart.export.librarytable import library_table
from regiokaart.model import Catalogus
from regiokaart.sources.errors import DataError
from regiokaart.sources.library import load_library
from regiokaart.sources.libraryfile import SUFFIX, read_stored


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "nog" / "niet" / "er"


@pytest.fixture
def path(folder: Path, catalogus: Catalogus) -> Path:
    return add(catalogus["jeugdregio"], catalogus.gemeenten, ["jeugdregio"], folder)


def test_adding_makes_the_folder_and_a_free_id(
    path: Path, folder: Path, catalogus: Catalogus
) -> None:
    assert path == folder / f"jeugdregio-2{SUFFIX}"
    again = add(catalogus["jeugdregio"], catalogus.gemeenten, ["jeugdregio"], folder)
    assert again.name == f"jeugdregio-3{SUFFIX}"
    assert sorted(folder.iterdir()) == [path, again]


def test_editing_keeps_id_members_and_day(path: Path) -> None:
    before = json.loads(path.read_text())
    edit(path, naam="Nieuw", ministeries=("VWS", "BZK"), peiljaar=2024, opmerking="let op")
    after = json.loads(path.read_text())
    assert (after["naam"], after["naam_meervoud"]) == ("Nieuw", "Nieuw")
    assert after["ministeries"] == ["VWS", "BZK"]
    assert {k for k in after if after[k] != before[k]} == {
        "naam",
        "naam_meervoud",
        "ministeries",
        "peiljaar",
        "opmerking",
    }
    rename(path, "Anders")
    assert read_stored(path).indeling.naam_meervoud == "Anders"
    with pytest.raises(TypeError, match="lidmaatschap"):
        edit(path, lidmaatschap=None)


def test_removing_can_be_undone(path: Path) -> None:
    content = path.read_bytes()
    removed = remove(path)
    assert not path.exists()
    with pytest.raises(ExportError, match="bestaat niet meer"):
        remove(path)
    restore(removed)
    assert path.read_bytes() == content
    with pytest.raises(ExportError, match="er staat al een ander bestand"):
        restore(removed)


def test_a_broken_file_can_be_removed(path: Path) -> None:
    path.write_text("{")
    assert remove(path).content == b"{"


def test_sharing_keeps_everything(path: Path, tmp_path: Path, folder: Path) -> None:
    target = tmp_path / f"voor-u{SUFFIX}"
    export_file(path, target)
    again = add_file(target, (), folder, naam="Van een collega")
    assert again.name == f"van-een-collega{SUFFIX}"
    a, b = json.loads(path.read_text()), json.loads(again.read_text())
    assert a["leden"] == b["leden"]
    assert a["regios"] == b["regios"]
    with pytest.raises(ExportError, match=f"kies een naam die eindigt op {SUFFIX}"):
        export_file(path, tmp_path / "uit.json")
    path.write_text("{")
    with pytest.raises(DataError, match="dit bestand is beschadigd"):
        export_file(path, target)
    assert read_stored(target)  # what was there stays


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(path: Path, folder: Path, catalogus: Catalogus) -> None:
    folder.chmod(0o500)
    try:
        with pytest.raises(ExportError, match="mag niet worden geschreven"):
            add(catalogus["corop"], catalogus.gemeenten, (), folder)
        with pytest.raises(ExportError, match="kan niet worden verwijderd"):
            remove(path)
        assert len(load_library(catalogus.gemeenten, (), folder).entries) == 1
    finally:
        folder.chmod(0o700)


def test_a_folder_that_cannot_be_made(tmp_path: Path, catalogus: Catalogus) -> None:
    (tmp_path / "bestand").write_text("")
    with pytest.raises(ExportError, match="de map van de bibliotheek kan niet worden gemaakt"):
        add(catalogus["corop"], catalogus.gemeenten, (), tmp_path / "bestand" / "bibliotheek")


def test_the_library_as_a_table(path: Path, folder: Path, catalogus: Catalogus) -> None:
    (folder / f"stuk{SUFFIX}").write_text("{")
    table = library_table(load_library(catalogus.gemeenten, ["jeugdregio"], folder))
    (row,) = table.records()
    assert row["id"] == "jeugdregio-2"
    assert (row["regios"], row["gemeenten"], row["gemeenten_van"]) == (42, 342, 2026)
    assert table.provenance.remarks[0].startswith(f"Niet te gebruiken: stuk{SUFFIX}: dit bestand")
