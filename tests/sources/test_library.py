import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from regiokaart.export.library import add, write_indeling
from regiokaart.model import Catalogus, Gebied, Methode
from regiokaart.model.catalogus import OnbekendeIndelingError
from regiokaart.sources.errors import DataError
from regiokaart.sources.files import read_indelingen
from regiokaart.sources.history import load_jaargangen
from regiokaart.sources.library import library_dir, load_library, with_library, with_named
from regiokaart.sources.libraryfile import SUFFIX, read_stored
from regiokaart.sources.overige import load_overige

VALID = {
    "soort": "regiokaart-indeling",
    "versie": 1,
    "naam": "Eigen",
    "ingelezen": "2026-11-22",
    "gemeenten_peiljaar": 2026,
    "regios": [{"code": "A", "naam": "Noord"}, {"code": "B", "naam": "Zuid"}],
    "leden": [
        {"gemeente": "GM0034", "regio": "B"},
        {"gemeente": "GM0014", "regio": "A", "aandeel": 0.5, "alternatief": ["B", None]},
    ],
}


def write(path: Path, **changes: object) -> Path:
    path.write_text(json.dumps(VALID | changes))
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / f"eigen{SUFFIX}"


def test_what_may_be_left_out_is_unknown(file: Path) -> None:
    stored = read_stored(write(file))
    indeling = stored.indeling
    assert (indeling.id, indeling.naam, indeling.naam_meervoud) == ("eigen", "Eigen", "Eigen")
    assert indeling.peiljaar is None
    assert stored.ingelezen == date(2026, 11, 22)
    assert stored.gemeenten.codes == ("GM0014", "GM0034")
    rows = indeling.lidmaatschap
    assert rows.aandeel.tolist() == [0.5, 1.0]
    assert rows.alternatief == ((1, -1), ())
    assert rows.methode == (Methode.DIRECT, Methode.DIRECT)


@pytest.mark.parametrize("indeling_id", ["jeugdregio", "waterschap", "omgevingsdienst"])
def test_every_kind_of_membership_comes_back_equal(
    file: Path, catalogus: Catalogus, indeling_id: str
) -> None:
    gemeenten = catalogus.gemeenten
    every = {i.id: i for i in (*catalogus, *load_overige(gemeenten))}
    original = every[indeling_id]
    write_indeling(original, gemeenten, date(2026, 1, 2), file)
    (entry,) = load_library(gemeenten, folder=file.parent).entries
    again = entry.indeling
    assert [(r.code, r.naam) for r in again.regios] == [(r.code, r.naam) for r in original.regios]

    def rows(indeling):
        m = indeling.lidmaatschap
        others = m.alternatief or ((),) * len(m)
        columns = (m.gemeente.tolist(), m.regio.tolist(), m.aandeel.tolist())
        return sorted(zip(*columns, m.methode, m.toelichting, others, strict=True))

    assert rows(again) == rows(original)
    assert (again.ministeries, again.grondslag) == (original.ministeries, original.grondslag)
    assert again.landsdekkend == (len({row[0] for row in rows(original)}) == len(gemeenten))


def test_indelingen_of_another_year_are_carried(file: Path, catalogus: Catalogus) -> None:
    year = load_jaargangen()[0]
    provincie = next(i for i in year.indelingen if i.id == "provincie")
    write_indeling(provincie, year.gemeenten, date(2026, 1, 2), file)
    (entry,) = load_library(catalogus.gemeenten, folder=file.parent).entries
    assert entry.stored.gemeenten.peiljaar == 2016
    assert "overgebracht naar die van 2026" in entry.indeling.werkwijze
    onzeker = [catalogus.gemeenten.namen[i] for i in entry.indeling.onzeker]
    assert onzeker == ["Vijfheerenlanden"]
    assert np.all(entry.indeling.labels(342) >= 0)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"soort": "iets"}, "dit is geen indeling van Regiokaart; kies een bestand dat"),
        ({"versie": "1"}, "dit is geen indeling van Regiokaart"),
        ({"versie": 2}, "van een nieuwere Regiokaart .versie 2.*installeer"),
        ({"naam": ""}, "'naam' ontbreekt"),
        ({"naam": 5}, "'naam': '5' kan niet"),
        ({"bron": "x" * 5001}, "'bron': 'x+"),
        ({"ministeries": "BZK"}, "'ministeries' is geen lijst"),
        ({"ministeries": [1]}, "ministeries: '1' kan niet"),
        ({"peiljaar": True}, "'peiljaar': 'True' kan niet"),
        ({"peiljaar": 99999}, "'peiljaar': '99999' kan niet"),
        ({"gemeenten_peiljaar": None}, "'gemeenten_peiljaar': 'None' kan niet"),
        ({"ingelezen": "gisteren"}, "'ingelezen': 'gisteren' kan niet"),
        ({"ingelezen": 5}, "'ingelezen': '5' kan niet"),
        ({"stand": "nieuw"}, "'stand': 'nieuw' kan niet"),
        ({"stand": []}, "'stand'"),
        ({"regios": []}, "'regios' ontbreekt of klopt niet"),
        ({"regios": [5]}, "'regios' ontbreekt of klopt niet"),
        ({"regios": [{"code": "A", "naam": "x"}] * 2}, "regio 2: 'A x' kan niet"),
        ({"regios": [{"code": "A", "naam": "x"}] * 10_001}, "'regios' is geen lijst of te lang"),
        ({"leden": {}}, "'leden' is geen lijst"),
        ({"leden": [{"gemeente": "Ede", "regio": "A"}]}, "lid 1: 'Ede' kan niet"),
        ({"leden": [{"gemeente": "GM0014", "regio": "C"}]}, "lid 1: 'C' kan niet"),
        ({"leden": [{"gemeente": "GM0014", "regio": "A"}] * 2}, "lid 2: 'A' kan niet"),
        ({"leden": [{"gemeente": "GM0014", "regio": "A", "aandeel": 0}]}, "lid 1: '0' kan niet"),
        ({"leden": [{"gemeente": "GM0014", "regio": "A", "aandeel": 2}]}, "lid 1: '2' kan niet"),
        (
            {"leden": [{"gemeente": "GM0014", "regio": "A", "aandeel": 10**400}]},
            "lid 1: '10000",
        ),
        (
            {"leden": [{"gemeente": "GM0014", "regio": "A", "aandeel": float("nan")}]},
            "lid 1: 'nan' kan niet",
        ),
        ({"leden": [{"gemeente": "GM0014", "regio": "A", "aandeel": True}]}, "lid 1: 'True' kan"),
        ({"leden": [{"gemeente": "GM0014", "regio": "A", "methode": "x"}]}, "lid 1: 'x' kan niet"),
        (
            {"leden": [{"gemeente": "GM0014", "regio": "A", "alternatief": [[]]}]},
            "lid 1: 'alternatief' kan niet",
        ),
    ],
)
def test_what_is_wrong_is_said(file: Path, changes: dict[str, object], message: str) -> None:
    with pytest.raises(DataError, match=message) as caught:
        read_stored(write(file, **changes))
    assert caught.value.file == file.name
    assert caught.value.remedy


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_object(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(DataError, match=r"beschadigd|geen indeling"):
        read_stored(file)


def test_texts_become_one_printable_line(file: Path) -> None:
    stored = read_stored(write(file, naam="a\nb\u202ec", opmerking="<b>\x07"))
    assert (stored.indeling.naam, stored.indeling.opmerking) == ("a b c", "<b>")


def test_a_broken_file_does_not_hide_the_others(file: Path, catalogus: Catalogus) -> None:
    write(file)
    broken = file.with_name(f"stuk{SUFFIX}")
    broken.write_text("{")
    write(file.with_name(f"vreemd{SUFFIX}"), leden=[{"gemeente": "GM9998", "regio": "A"}])
    file.with_name("aantekeningen.txt").write_text("niet van ons")
    library = load_library(catalogus.gemeenten, folder=file.parent)
    assert [entry.indeling.id for entry in library.entries] == ["eigen"]
    assert [each.path.name for each in library.broken] == [f"stuk{SUFFIX}", f"vreemd{SUFFIX}"]
    assert "beschadigd" in str(library.broken[0].error)
    assert "'GM9998' is geen gemeente van 2026" in str(library.broken[1].error)
    with pytest.raises(DataError, match="dit bestand is beschadigd"):
        with_library(catalogus, ["stuk"], file.parent)


def test_the_library_is_read_only_when_an_id_asks_for_it(file: Path, catalogus: Catalogus) -> None:
    write(file)
    assert with_library(catalogus, ["jeugdregio"], file.parent) is catalogus
    found = with_library(catalogus, ["jeugdregio", "eigen"], file.parent)
    assert found["eigen"].naam == "Eigen"
    assert len(found) == len(catalogus) + 1
    with pytest.raises(OnbekendeIndelingError, match="bedoelt u 'eigen'"):
        with_library(catalogus, ["eign"], file.parent)["eign"]


def test_ids_stay_unique(file: Path, catalogus: Catalogus) -> None:
    write(file.with_name(f"jeugdregio{SUFFIX}"))
    found = with_library(catalogus, ["jeugdregio-2"], file.parent)
    assert found["jeugdregio-2"].naam == "Eigen"
    assert found["jeugdregio"].naam != "Eigen"


def test_the_users_own_folder_is_found_by_id(
    catalogus: Catalogus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("regiokaart.sources.library.user_data_dir", lambda: tmp_path)
    assert load_library(catalogus.gemeenten).entries == ()  # there is no folder yet
    add(catalogus["corop"], catalogus.gemeenten, [i.id for i in catalogus])
    assert library_dir() == tmp_path / "bibliotheek"
    (entry,) = load_library(catalogus.gemeenten).entries
    assert with_named(catalogus, [entry.indeling.id])[entry.indeling.id].regios


def test_a_shared_file_is_read_as_any_other(
    file: Path, catalogus: Catalogus, gebied: Gebied
) -> None:
    (imported,) = read_indelingen(write(file), catalogus.gemeenten, gebied, ["eigen"])
    assert imported.indeling.id == "eigen-2"
    assert (imported.counts.covered, imported.counts.partial) == (1, 1)
    assert imported.counts.missing == 340
    assert dict(imported.understood)["Ingelezen op"] == "2026-11-22"
