"""Every fault of a provider, one message, and what was installed still in use."""

import gzip
import json
import sqlite3
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import shapely

from regiokaart.cartography.geometry import polygons
from regiokaart.model import Methode, Soort
from regiokaart.sources import years
from regiokaart.sources.coverage import CoverageError
from regiokaart.sources.errors import DataError
from regiokaart.sources.official import install
from regiokaart.sources.official.asking import Limits
from regiokaart.sources.official.download import Progress
from regiokaart.sources.official.install import install_year, is_provisional
from regiokaart.sources.official.installed import Installed, list_installed, verify, years_dir
from regiokaart.sources.official.source import OFFICIAL
from tests.provider import Handler, Provider

pytestmark = pytest.mark.slow

JAAR = 2027  # of a later year it is not known beforehand how many gemeenten there are
AFTERWARDS = date(2028, 1, 1)
LAYER = "gemeente_gegeneraliseerd"
REGISTER = "gebiedsindelingen_register"

Install = Callable[..., Installed]


@pytest.fixture
def install_from(provider: Provider, tmp_path: Path, quick: Limits) -> Install:
    """Return a function that fetches a year from the provider on this computer."""
    provider.put_year(JAAR, tmp_path)

    def run(jaar: int = JAAR, report: Callable[[Progress], None] = lambda _: None) -> Installed:
        return install_year(jaar, report, source=provider.source, limits=quick, today=AFTERWARDS)

    return run


def tree(folder: Path) -> dict[str, str]:
    """SHA-256 of every file under a folder, hidden ones included."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_year_can_be_loaded(install_from: Install) -> None:
    installed = install_from()
    assert (installed.jaar, installed.gemeenten, installed.indelingen) == (JAAR, 12, 15)
    assert years.installed() == (JAAR,)
    catalogus, gebied = years.load(JAAR)
    gemeenten = catalogus.gemeenten
    assert gemeenten.peiljaar == JAAR
    assert gemeenten.namen[0] == "Almere"
    assert gemeenten.provincies[0] == "Flevoland"
    assert gemeenten.inwoners[0] == 229574
    assert gemeenten.inwoners_jaar == 2025
    assert "gebiedsindelingen 2027" in gemeenten.bron
    assert gebied.bron == "Kadaster / Centraal Bureau voor de Statistiek, 2027"
    shapes = polygons(gebied.levels[0])
    assert shapely.coverage_is_valid(shapes)
    assert shapely.area(shapes) / 1e6 == pytest.approx(gemeenten.oppervlakte, rel=0.002)
    assert len(gebied.levels) == 4
    assert len(gebied.neighbours[0]) > 12


def test_indelingen_come_from_the_register_with_what_is_known(install_from: Install) -> None:
    install_from()
    catalogus, _ = years.load(JAAR)
    jeugd = catalogus["jeugdregio"]
    assert (jeugd.peiljaar, jeugd.soort) == (JAAR, Soort.INTERGEMEENTELIJK)
    assert jeugd.bron == "CBS / PDOK gebiedsindelingen 2027"
    package = years.read_installed(JAAR).bronnen[0]
    assert (jeugd.bron_bestand, jeugd.bron_sha256) == (package.name, package.sha256)
    assert package.name.endswith(".gpkg")
    assert jeugd.bron_datum == package.date[:10]  # not that of the embedded set
    assert "of zij in 2027 ook zo waren, is niet nagegaan" in jeugd.opmerking
    almere, zeewolde = catalogus.labels(jeugd)[:2]
    assert jeugd.regios[almere].naam == "Flevoland"
    assert jeugd.regios[zeewolde].naam == "Noord-Veluwe"
    assert set(jeugd.lidmaatschap.methode) == {Methode.DIRECT}
    assert "omgevingsdienst" not in catalogus


def test_indeling_that_only_statline_has_is_added(install_from: Install) -> None:
    install_from()
    catalogus, _ = years.load(JAAR)
    arbeidsmarkt = catalogus["arbeidsmarktregio"]
    assert arbeidsmarkt.bron == "CBS Gebieden in Nederland 2027 (92027NED)"
    assert arbeidsmarkt.bron_bestand == "92027NED-gegevens-1.json"
    assert len(arbeidsmarkt.lidmaatschap) == 12


def test_row_that_statline_contradicts_is_uncertain(
    provider: Provider, install_from: Install
) -> None:
    def edit(document: Any) -> None:
        document["value"][1] |= {"Code_15": "JZ08      ", "Naam_16": "Flevoland"}

    provider.edit_table(JAAR, "TypedDataSet", edit)
    install_from()
    catalogus, _ = years.load(JAAR)
    jeugd = catalogus["jeugdregio"]
    assert jeugd.onzeker.tolist() == [1]
    assert jeugd.lidmaatschap.toelichting[1] == "CBS 92027NED noemt Flevoland (JZ08)"
    assert jeugd.regios[jeugd.lidmaatschap.regio[1]].naam == "Noord-Veluwe"
    (other,) = jeugd.lidmaatschap.alternatief[1]
    assert jeugd.regios[other].code == "JZ08"


def test_regio_that_only_statline_knows_is_an_alternative(
    provider: Provider, install_from: Install
) -> None:
    def edit(document: Any) -> None:
        document["value"][1] |= {"Code_15": "JZ98      ", "Naam_16": "Nieuwe regio"}

    provider.edit_table(JAAR, "TypedDataSet", edit)
    install_from()
    jeugd = years.load(JAAR)[0]["jeugdregio"]
    (other,) = jeugd.lidmaatschap.alternatief[1]
    assert (jeugd.regios[other].code, jeugd.regios[other].naam) == ("JZ98", "Nieuwe regio")
    assert other not in jeugd.lidmaatschap.regio


def test_indeling_that_nobody_knows_keeps_the_name_of_its_codes(
    provider: Provider, install_from: Install, tmp_path: Path
) -> None:
    provider.edit_gpkg(
        JAAR,
        tmp_path,
        f"ALTER TABLE {REGISTER} ADD COLUMN xq_code TEXT",
        f"ALTER TABLE {REGISTER} ADD COLUMN xq_naam TEXT",
        f"UPDATE {REGISTER} SET xq_code = 'XQ01', xq_naam = 'Overal'",
    )
    install_from()
    catalogus, _ = years.load(JAAR)
    assert catalogus["cbs-xq"].naam == "CBS-indeling XQ"
    assert catalogus["cbs-xq"].soort is Soort.STATISTISCH


def test_account_names_every_source(provider: Provider, install_from: Install) -> None:
    installed = install_from()
    by_name = {each.name: each for each in installed.bronnen}
    body = provider.files[provider.gpkg_path(JAAR)]
    package = by_name[f"cbsgebiedsindelingen{JAAR}.gpkg"]
    assert package.url == provider.url + provider.gpkg_path(JAAR)
    assert (package.size, package.sha256) == (len(body), sha256(body).hexdigest())
    assert "92027NED-gegevens-1.json" in by_name
    assert dict(installed.bestanden)["lidmaatschap/jeugdregio.csv"]


def test_years_stand_side_by_side(
    provider: Provider, install_from: Install, tmp_path: Path
) -> None:
    install_from()
    provider.put_year(JAAR + 1, tmp_path)
    provider.edit_gpkg(
        JAAR + 1,
        tmp_path,
        f"UPDATE {REGISTER} SET jz_code = 'JZ08', jz_naam = 'Flevoland' WHERE gm_naam = 'Zeewolde'",
    )
    provider.edit_table(
        JAAR + 1,
        "TypedDataSet",
        lambda d: d["value"][1].update({"Code_15": "JZ08", "Naam_16": "Flevoland"}),
    )
    install_from(JAAR + 1)
    assert years.installed() == (JAAR, JAAR + 1)
    regio_of_zeewolde = []
    for jaar in (JAAR, JAAR + 1, JAAR):
        catalogus, gebied = years.load(jaar)
        jeugd = catalogus["jeugdregio"]
        regio_of_zeewolde.append(jeugd.regios[catalogus.labels(jeugd)[1]].naam)
        assert str(jaar) in gebied.bron
    assert regio_of_zeewolde == ["Noord-Veluwe", "Flevoland", "Noord-Veluwe"]
    catalogus, gebied = years.load()
    assert len(catalogus.gemeenten) == len(gebied) == 342


def test_columns_that_moved_give_the_same(
    provider: Provider, install_from: Install, tmp_path: Path
) -> None:
    def catalogue(folder: Path) -> list[str]:
        lines = (folder / "catalogus.toml").read_text("utf-8").splitlines()
        return [line for line in lines if not line.startswith("bron_sha256")]

    installed = install_from()
    first, described = tree(installed.folder), catalogue(installed.folder)

    def key(old: str) -> str:
        title, _, number = old.partition("_")
        return f"{title}_{int(number) + 30}" if number else old

    def columns(document: Any) -> None:
        for each in document["value"]:
            each["Key"] = key(each["Key"])

    def rows(document: Any) -> None:
        document["value"] = [
            {key(name): value for name, value in row.items()} for row in document["value"]
        ]

    provider.edit_table(JAAR, "DataProperties", columns)
    provider.edit_table(JAAR, "TypedDataSet", rows)
    second = tree(install_from().folder)
    hashes = {"herkomst.toml", "catalogus.toml"}  # these tell of the files that were fetched
    assert {name for name in first if first[name] != second[name]} == hashes
    assert catalogue(installed.folder) == described


def test_table_in_pages_is_read_to_the_end(provider: Provider, install_from: Install) -> None:
    path = provider.table_path(JAAR, "TypedDataSet")
    rows = json.loads(provider.files[path])["value"]
    # StatLine writes its own name, with http; a mirror is asked under its own
    onward = f"http://opendata.cbs.nl{path}/vervolg?$format=json&$skip=5"
    first = {"value": rows[:5], "odata.nextLink": onward}
    provider.files[path] = json.dumps(first).encode()
    provider.files[f"{path}/vervolg"] = json.dumps({"value": rows[5:]}).encode()
    install_from()
    assert years.load(JAAR)[0].gemeenten.inwoners.sum() == sum(r["Inwonertal_23"] for r in rows)


def test_pages_without_end_are_given_up(provider: Provider, install_from: Install) -> None:
    path = provider.table_path(JAAR, "TypedDataSet")
    provider.edit_table(
        JAAR, "TypedDataSet", lambda d: d.update({"odata.nextLink": path, "value": []})
    )
    with pytest.raises(DataError, match="92027NED: de tabel heeft meer dan 50 delen"):
        install_from()


@pytest.mark.parametrize(
    ("jaar", "status", "today", "expected"),
    [
        (2026, "Definitief", date(2026, 6, 30), True),
        (2026, "Definitief", date(2026, 7, 1), False),
        (2023, "Voorlopig", date(2026, 7, 1), True),
        (2023, "", date(2026, 7, 1), False),
    ],
)
def test_newest_year_is_provisional(jaar: int, status: str, today: date, expected: bool) -> None:
    assert is_provisional(jaar, status, today) is expected


def test_provisional_year_says_so(
    provider: Provider, install_from: Install, tmp_path: Path
) -> None:
    provider.edit_gpkg(
        JAAR,
        tmp_path,
        "UPDATE gpkg_contents SET description = replace(description, 'Definitief', 'Voorlopig')",
    )
    assert install_from().voorlopig
    catalogus, _ = years.load(JAAR)
    assert "(voorlopig)" in catalogus.gemeenten.bron
    assert catalogus["jeugdregio"].opmerking.startswith("Voorlopig: het CBS kan")


# --- faults


def web_page(handler: Handler, _: bytes) -> None:
    handler.reply(200, b"<html><h1>Storing</h1></html>" * 9, Content_Type="text/html")


def elsewhere(handler: Handler, _: bytes) -> None:
    handler.reply(302, b"", Location="https://elders.invalid/x.gpkg")


def ten_gigabytes(handler: Handler, _: bytes) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(10**10))
    handler.end_headers()


def bomb(handler: Handler, _: bytes) -> None:
    handler.reply(200, gzip.compress(b"\0" * 10**7), Content_Encoding="gzip")


def broken(handler: Handler, body: bytes) -> None:
    handler.serve(body, stop_at=len(body) // 2)


def gone(handler: Handler, _: bytes) -> None:
    handler.reply(404, b"")


@pytest.mark.parametrize("part", ["gpkg", "TableInfos", "DataProperties", "TypedDataSet"])
@pytest.mark.parametrize(
    ("fault", "times", "message"),
    [
        (web_page, 1, "stuurt een webpagina in plaats van dit bestand"),
        (elsewhere, 1, "verwijst door naar elders.invalid"),
        (ten_gigabytes, 1, "is 10,0 GB groot"),
        (bomb, 1, "stuurt het bestand ingepakt"),
        (gone, 1, "staat niet op"),
    ],
)
def test_fault_of_the_server_changes_nothing(
    provider: Provider, install_from: Install, part: str, fault: Any, times: int, message: str
) -> None:
    install_from()
    before = tree(years_dir())
    path = provider.gpkg_path(JAAR) if part == "gpkg" else provider.table_path(JAAR, part)
    provider.files[path] += b" "  # a new version, so that it is sent again
    provider.faults[path] = [fault] * times
    refused(install_from, message)
    assert tree(years_dir()) == before
    years.load(JAAR)
    provider.faults.clear()
    install_from()


def test_broken_off_halfway_goes_on_the_next_time(
    provider: Provider, install_from: Install
) -> None:
    path = provider.gpkg_path(JAAR)
    provider.faults[path] = [broken] * 3
    refused(install_from, "verbroken; .*wat al binnen is, blijft bewaard")
    assert years.installed() == ()
    install_from()
    assert provider.asked(path)[-1]["Range"] == f"bytes={len(provider.files[path]) // 2}-"


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        ([f"ALTER TABLE {LAYER} RENAME TO gemeenten"], f"laag '{LAYER}' ontbreekt"),
        ([f"UPDATE {LAYER} SET jrstatcode = '2026' || statcode"], "is niet van 2027"),
        ([f"UPDATE {REGISTER} SET es_naam = NULL WHERE fid = 2"], "geen bruikbare naam"),
        (
            [f"DELETE FROM {t} WHERE {c} = 'GM0050'" for t, c in (
                (LAYER, "statcode"), (REGISTER, "gm_code"))],
            r"register en StatLine hebben niet dezelfde gemeenten \(GM0050\)",
        ),
    ],
)  # fmt: skip
def test_wrong_geopackage_changes_nothing(
    provider: Provider,
    install_from: Install,
    tmp_path: Path,
    statements: list[str],
    message: str,
) -> None:
    install_from()
    before = tree(years_dir())
    provider.edit_gpkg(JAAR, tmp_path, *statements)
    refused(install_from, message)
    assert tree(years_dir()) == before


@pytest.mark.parametrize(
    ("part", "edit", "message"),
    [
        ("DataProperties", lambda d: d["value"].pop(), "kolom 'Inwonertal' ontbreekt"),
        ("TypedDataSet", lambda d: d["value"].pop(), "niet dezelfde gemeenten"),
        ("TypedDataSet", lambda d: {"error": "storing"}, "geen tabel van StatLine"),
        (
            "TableInfos",
            lambda d: d["value"][0].update({"Title": "Gebieden in Nederland 2026"}),
            "dit is de tabel 'Gebieden in Nederland 2026'",
        ),
    ],
)
def test_wrong_table_changes_nothing(
    provider: Provider, install_from: Install, part: str, edit: Any, message: str
) -> None:
    install_from()
    before = tree(years_dir())
    provider.edit_table(
        JAAR, part, lambda d: r if isinstance(r := edit(d), dict) and "error" in r else None
    )
    refused(install_from, message)
    assert tree(years_dir()) == before


def test_year_has_as_many_gemeenten_as_there_were(
    provider: Provider, install_from: Install, tmp_path: Path
) -> None:
    provider.put_year(2025, tmp_path)
    with pytest.raises(DataError, match="12 gemeenten in plaats van de 342 van 2025"):
        install_from(2025)


def test_table_of_a_later_year_must_exist(provider: Provider, install_from: Install) -> None:
    provider.files["/ODataCatalog/Tables"] = b'{"value": []}'
    refused(install_from, "het CBS heeft geen tabel 'Gebieden in Nederland 2027'")


@pytest.mark.parametrize("jaar", [1999, 2015, 9999])
def test_year_that_cannot_be(install_from: Install, jaar: int) -> None:
    with pytest.raises(DataError, match="geen officiële gegevens; kies een jaar vanaf 2016"):
        install_from(jaar)


def test_altered_download_is_not_used(install_from: Install, tmp_path: Path) -> None:
    install_from()
    before = tree(years_dir())
    (cached,) = (tmp_path / "cache").rglob("*.gpkg")
    connection = sqlite3.connect(cached)
    with connection:
        connection.execute(f"UPDATE {REGISTER} SET jz_naam = 'Elders' WHERE fid = 1")
    connection.close()
    refused(install_from, "dit bestand is veranderd nadat het op .* is opgehaald")
    assert tree(years_dir()) == before
    install_from()


class StopError(Exception):
    pass


@pytest.mark.parametrize("name", [f"cbsgebiedsindelingen{JAAR}.gpkg", "92027NED-gegevens-1.json"])
def test_stopping_changes_nothing(provider: Provider, install_from: Install, name: str) -> None:
    install_from()
    before = tree(years_dir())

    def stop(progress: Progress) -> None:
        if progress.name == name:
            raise StopError

    with pytest.raises(StopError):
        install_from(report=stop)
    assert tree(years_dir()) == before


def test_new_version_takes_the_place_of_the_old(provider: Provider, install_from: Install) -> None:
    install_from()
    provider.edit_table(JAAR, "TypedDataSet", lambda d: d["value"][0].update({"Inwonertal_23": 7}))
    install_from()
    assert years.load(JAAR)[0].gemeenten.inwoners[0] == 7
    assert [path.name for path in years_dir().iterdir()] == [str(JAAR)]


# --- on disk


@pytest.mark.parametrize("name", ["gemeenten.csv", "grenzen.npz", "lidmaatschap/corop.csv"])
def test_altered_data_is_not_loaded(install_from: Install, name: str) -> None:
    installed = install_from()
    path = installed.folder / name
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(DataError, match=r"dit bestand is veranderd nadat het jaar 2027 .*ophalen"):
        years.load(JAAR)
    install_from()
    years.load(JAAR)


def test_missing_file_is_named(install_from: Install) -> None:
    installed = install_from()
    (installed.folder / "grenzen.npz").unlink()
    with pytest.raises(DataError, match=r"grenzen\.npz: dit bestand is veranderd"):
        verify(installed)


@pytest.mark.parametrize("account", ["", "jaar = ", "voorlopig = 1\nbron = [1]", "\0"])
def test_account_that_cannot_be_read_is_no_year(install_from: Install, account: str) -> None:
    installed = install_from()
    (installed.folder / "herkomst.toml").write_text(account)
    assert list_installed() == ()
    with pytest.raises(DataError, match=r"herkomst\.toml: niet te lezen, van 2027"):
        years.load(JAAR)


def test_year_that_is_not_there(install_from: Install) -> None:
    with pytest.raises(DataError, match="jaar 2027: dit jaar is niet geïnstalleerd; haal het op"):
        years.load(JAAR)


def test_power_cut_while_replacing_leaves_the_previous(install_from: Install) -> None:
    folder = install_from().folder
    before = tree(folder)
    folder.rename(folder.with_name(f".{JAAR}-vorige"))  # between the two steps of a replacement
    assert years.installed() == (JAAR,)
    assert tree(folder) == before
    install_from()


def test_replacement_that_fails_leaves_the_previous(
    install_from: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(install_from().folder)
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.name == "nieuw":
            raise PermissionError(13, "in use")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    refused(install_from, "kan niet worden geschreven; maak ruimte vrij")
    assert tree(years_dir() / str(JAAR)) == before


def test_folder_that_cannot_be_written_is_named(install_from: Install) -> None:
    years_dir().parent.mkdir(parents=True)
    years_dir().write_text("in de weg")
    refused(install_from, "kan niet worden geschreven; maak ruimte vrij of controleer uw rechten")


def test_coarse_level_that_does_not_come_out_is_done_without(
    install_from: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = install.simplified

    def simplified(shapes: Any, tolerance: float) -> Any:
        if tolerance == 150:
            raise CoverageError("a part of a gemeente vanished at 150 m")
        return real(shapes, tolerance)

    monkeypatch.setattr(install, "simplified", simplified)
    install_from()
    _, gebied = years.load(JAAR)
    assert [level.tolerance for level in gebied.levels] == [0, 60, 400]


def test_part_of_less_than_a_metre_is_refused(
    provider: Provider, install_from: Install, tmp_path: Path
) -> None:
    speck = shapely.box(100_000, 600_000, 100_000.3, 600_000.3)
    blob = b"GP\x00\x01" + (28992).to_bytes(4, "little") + shapely.to_wkb(speck)
    provider.edit_gpkg(
        JAAR,
        tmp_path,
        f"INSERT INTO {LAYER} (geom, statcode, jrstatcode)"
        f" VALUES (x'{blob.hex()}', 'GM0034', '{JAAR}GM0034')",
    )
    refused(install_from, "de grenzen van gemeenten zijn niet bruikbaar")


def refused(install_from: Install, message: str) -> None:
    """Install, and check that it fails with this in one line."""
    with pytest.raises(DataError, match=message) as caught:
        install_from()
    assert "\n" not in str(caught.value)
    assert OFFICIAL.gebieden not in str(caught.value)
