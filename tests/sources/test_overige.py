import shutil
from pathlib import Path

import pytest

from regiokaart.model import Catalogus
from regiokaart.sources.errors import DataError
from regiokaart.sources.overige import load_overige, with_overige
from regiokaart.sources.paths import data_dir


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the other indelingen to where a test may spoil them."""
    target = tmp_path / "overige"
    shutil.copytree(data_dir() / "overige", target)
    return target


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_they_stand_behind_the_first_ones_only_when_asked_for(catalogus: Catalogus):
    assert with_overige(catalogus, []) is catalogus
    assert with_overige(catalogus, ["jeugdregio", "provincie"]) is catalogus
    extended = with_overige(catalogus, ["jeugdregio", "waterschap"])
    assert extended.indelingen[: len(catalogus)] == catalogus.indelingen
    assert extended["waterschap"].naam == "Waterschap"
    assert with_overige(extended, ["wmo-regio"]) is extended


def test_unknown_id_names_the_closest_of_all(catalogus: Catalogus):
    with pytest.raises(KeyError, match="bedoelt u 'wmo-regio'"):
        with_overige(catalogus, ["wmo-regios"])["wmo-regios"]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("catalogus.toml", 'stand = "ouder"', 'stand = "oud"', r"stand 'oud' bestaat niet; kies"),
        ("catalogus.toml", 'stand = "ouder"', "stand = 3", r"stand '3' bestaat niet"),
        ("catalogus.toml", 'id = "nuts-1"', 'id = "nuts-2"', r"id 'nuts-2' staat er dubbel"),
        ("catalogus.toml", 'id = "nuts-1"', 'id = "../x"', r"id '\.\./x' kan niet"),
        (
            "catalogus.toml",
            'bron_sha256 = "',
            'bron_sha256 = 1 # "',
            r"'bron_sha256' .* klopt niet",
        ),
        ("catalogus.toml", "[[indeling]]", "[[indeling", r"catalogus\.toml: niet te lezen"),
        (
            "lidmaatschap/waterschap.csv",
            "GM0014,WS17",
            "GM0014,WS16",
            r"waterschap\.csv, rij 3: regio 'WS16' heet hier",
        ),
        (
            "lidmaatschap/metropoolregio.csv",
            "GM0202",
            "GM9999",
            r"'GM9999' is geen gemeente van 2026",
        ),
        (
            "lidmaatschap/wmo-regio.csv",
            ",WMO17\n",
            ",WMO99\n",
            r"alternatief 'WMO99' is geen andere regio",
        ),
    ],
)
def test_bad_value_is_named(
    copy: Path, catalogus: Catalogus, file: str, old: str, new: str, message: str
):
    replace(copy / file, old, new)
    with pytest.raises(DataError, match=message):
        load_overige(catalogus.gemeenten, copy)


def test_missing_table_is_named(copy: Path, catalogus: Catalogus):
    (copy / "lidmaatschap/nuts-2.csv").unlink()
    with pytest.raises(DataError, match=r"nuts-2\.csv: niet te lezen .*installeer Regiokaart"):
        load_overige(catalogus.gemeenten, copy)
