import json
from pathlib import Path

import pytest

from regiokaart.cli import run
from regiokaart.sources.libraryfile import SUFFIX

pytestmark = pytest.mark.slow

TABLE = "gemeente;regio\nEde;Noord\nAlmere;Zuid\nUtrecht;Zuid\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    data = tmp_path / "gegevens"
    monkeypatch.setattr("regiokaart.sources.library.user_data_dir", lambda: data)
    return data / "bibliotheek"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "Mijn regio's.csv"
    path.write_text(TABLE)
    return path


def done(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["bibliotheek", *arguments]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["bibliotheek", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err


def test_add_use_change_share_and_remove(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "De bibliotheek is leeg." in done(capsys, "lijst")
    out = done(capsys, "toevoegen", str(table), "--ministerie", "VWS", "--peiljaar", "2025")
    assert "Gemeenten: 3 gedekt, 339 zonder regio" in out
    assert "Bewaard als 'mijn-regios'." in out
    (row,) = json.loads(done(capsys, "lijst", "--formaat", "json"))
    assert (row["id"], row["ministeries"], row["peiljaar"]) == ("mijn-regios", "VWS", 2025)
    assert len(row["bron_sha256"]) == 64

    assert run(["congruentie", "--indeling", "mijn-regios", "--indeling", "provincie"]) == 0
    assert "Mijn regio's" in capsys.readouterr().out
    kaart = tmp_path / "kaart.html"
    command = ["kaart", "--weergave", "indeling", "--indeling", "mijn-regios", "--uit", str(kaart)]
    assert run(command) == 0
    assert kaart.exists()
    capsys.readouterr()

    done(capsys, "wijzigen", "mijn-regios", "--naam", "Regio's van ons", "--bron", "eigen opgave")
    shared = tmp_path / f"voor-collega{SUFFIX}"
    assert "Geschreven" in done(capsys, "exporteren", "mijn-regios", str(shared))
    assert "Bewaard als 'regios-van-ons'" in done(capsys, "toevoegen", str(shared))
    assert "'mijn-regios' is verwijderd." in done(capsys, "verwijderen", "mijn-regios")
    out = done(capsys, "lijst")
    assert "regios-van-ons" in out
    assert "mijn-regios" not in out


def test_a_preview_keeps_nothing(
    table: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text(TABLE + "Vianen;Zuid\nEde;Zuid\n")
    out = done(capsys, "toevoegen", str(table), "--proef")
    assert "Gemeenten van: 2011–2018" in out
    assert "- rij 5: 'Vianen' ging in 2019 op in Vijfheerenlanden" in out
    assert "gemeente 'Ede' staat in 2 regio's: 'Noord' (rij 2) en 'Zuid' (rij 6)" in out
    assert "Proef: er is niets bewaard." in out
    assert not folder.exists()


def test_columns_and_wrong_rows(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table.write_text("gm;a;b\nEde;X;1\nAlmere;Y;1\nUtrecht;X;2\nZeist;Y;2\nAmsteldam;X;1\n")
    assert "meer dan één kolom kan de regio zijn ('a', 'b')" in refused(
        capsys, "toevoegen", str(table)
    )
    assert "rij 6: 'Amsteldam' is geen gemeente" in refused(
        capsys, "toevoegen", str(table), "--kolom-regio", "a"
    )
    out = done(capsys, "toevoegen", str(table), "--kolom-regio", "a", "--sla-fouten-over")
    assert "Overgeslagen rijen: 1" in out
    assert "- rij 6 is overgeslagen: 'Amsteldam' is geen gemeente" in out


def test_a_long_table_gives_several(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table.write_text("gemeente;indeling;regio\nEde;Jeugd;X\nAlmere;Jeugd;Y\nEde;Zorg;Z\n")
    assert "in dit bestand zitten 2 indelingen" in refused(
        capsys, "toevoegen", str(table), "--naam", "Een"
    )
    out = done(capsys, "toevoegen", str(table))
    assert "Bewaard als 'jeugd'." in out
    assert "Bewaard als 'zorg'." in out


def test_what_is_wrong_is_one_line(
    table: Path, tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "BESTAND ontbreekt" in refused(capsys, "toevoegen")
    assert "geef de naam van een bestand" in refused(capsys, "toevoegen", " ")
    assert "dit bestand bestaat niet" in refused(capsys, "toevoegen", "weg.csv")
    assert "'x' is geen eigen indeling; de bibliotheek is leeg" in refused(
        capsys, "verwijderen", "x"
    )
    done(capsys, "toevoegen", str(table))
    assert "in de bibliotheek zijn: mijn-regios" in refused(capsys, "exporteren", "x", "y")
    assert f"eindigt op {SUFFIX}" in refused(capsys, "exporteren", "mijn-regios", "y.json")
    assert "noem wat u wilt wijzigen" in refused(capsys, "wijzigen", "mijn-regios")
    assert "'--naam' mag niet leeg zijn" in refused(capsys, "wijzigen", "mijn-regios", "--naam", "")
    (folder / f"stuk{SUFFIX}").write_text("{")
    assert f"Niet te gebruiken: stuk{SUFFIX}: dit bestand is beschadigd" in done(capsys, "lijst")
    assert run(["congruentie", "--indeling", "stuk", "--indeling", "provincie"]) == 2
    assert "dit bestand is beschadigd" in capsys.readouterr().err
    done(capsys, "verwijderen", "stuk")


def test_the_same_name_twice_is_told(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Let op" not in done(capsys, "toevoegen", str(table))
    assert "er was al een eigen indeling met deze naam" in done(capsys, "toevoegen", str(table))
    assert "Let op" not in done(capsys, "toevoegen", str(table), "--naam", "Een andere")


def test_an_obligation_is_one_of_a_few(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem = refused(capsys, "toevoegen", str(table), "--verplicht", "misschien")
    assert "'misschien' kan niet; de waarden zijn: ja, nee, deels, onbekend" in problem


def test_the_list_names_the_columns_that_it_leaves_out(
    table: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    done(capsys, "toevoegen", str(table))
    whole = done(capsys, "lijst")
    assert "Ingelezen" in whole.splitlines()[0]
    assert "'--formaat csv' geeft alle kolommen" in whole
    monkeypatch.setenv("COLUMNS", "60")
    narrow = done(capsys, "lijst")
    assert "Ingelezen" not in narrow.splitlines()[0]
    assert "Niet getoond: Ingelezen" in narrow
    assert max(map(len, narrow.splitlines()[:6])) <= 60
