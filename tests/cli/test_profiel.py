import csv
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from regiokaart.cli.dutch import describe
from regiokaart.cli.profiel import profiel
from regiokaart.model import Catalogus

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("qapp")]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(profiel, arguments, standalone_mode=False)


@pytest.mark.parametrize("naam", ["GM0518", "518", "Den Haag", "'s-gravenhage"])
def test_a_gemeente_by_code_or_name(naam: str) -> None:
    result = run(naam)
    assert result.exception is None
    assert "zit in 8 indelingen samen met 20 andere gemeenten" in result.output
    assert "Rijswijk" in result.output
    assert "De peiljaren verschillen" in result.output
    assert "bron: CBS" in result.output


def brute_force(catalogus: Catalogus, code: str) -> dict[str, int]:
    """In how many of the default indelingen each partner is, from the rows themselves."""
    times: dict[str, int] = {}
    here = catalogus.gemeenten.index[code]
    for indeling in catalogus:
        if not indeling.telt_standaard_mee:
            continue
        rows = indeling.lidmaatschap
        mine = {r for g, r in zip(rows.gemeente, rows.regio, strict=True) if g == here}
        for g, r in zip(rows.gemeente, rows.regio, strict=True):
            if r in mine and g != here:
                naam = catalogus.gemeenten.namen[g]
                times[naam] = times.get(naam, 0) + 1
    return times


@pytest.mark.parametrize("code", ["GM0518", "GM0050", "GM0344", "GM0014"])
def test_json_holds_figures_that_counting_gives(catalogus: Catalogus, code: str) -> None:
    found = json.loads(run(code, "--json").output)
    expected = brute_force(catalogus, code)
    assert {row["gemeente"]: row["gedeeld"] for row in found["partners"]} == expected
    (row,) = found["profiel"]
    assert row["code"] == code
    assert row["partners"] == len(expected)
    assert row["altijd"] == sum(times == 8 for times in expected.values())
    assert row["eenmalig"] == sum(times == 1 for times in expected.values())
    mean = sum(times / 8 for times in expected.values()) / len(expected)
    assert row["territoriale_congruentie"] == pytest.approx(mean)
    assert found["zinnen"][0].startswith(row["gemeente"])


def test_all_gemeenten_in_order_of_code(tmp_path: Path) -> None:
    path = tmp_path / "profiel.csv"
    assert run("--regelingen", "--tabel", str(path)).exception is None
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    codes = [row["Code"] for row in rows]
    assert len(codes) == 342
    assert codes == sorted(codes)
    landgraaf = next(row for row in rows if row["Gemeente"] == "Landgraaf")
    assert landgraaf["Regelingen"] == "19"
    account = (tmp_path / "profiel.csv-verantwoording.txt").read_text("utf-8-sig")
    assert "451 geldende formele regelingen" in account
    assert "Kokx en De Voogd" in account
    printed = run()
    assert "Profiel per gemeente" in printed.output
    rows_json = json.loads(run("--json").output)["profiel"]
    assert [row["code"] for row in rows_json] == codes


def test_a_set_may_be_named(tmp_path: Path) -> None:
    found = json.loads(run("Ede", "--indelingen", "provincie,corop", "--json").output)
    assert found["profiel"][0]["indelingen"] == 2
    assert found["zinnen"][-1] == "De indelingen zijn: provincies en COROP-gebieden."


def test_tables_of_a_gemeente(tmp_path: Path) -> None:
    path = tmp_path / "ede.xlsx"
    assert run("Ede", "--tabel", str(path)).exception is None
    assert load_workbook(path).sheetnames == ["Partners", "Profiel", "Verantwoording"]
    assert run("Ede", "--tabel", str(tmp_path / "ede.csv")).exception is None
    assert len((tmp_path / "ede-profiel.csv").read_text("utf-8-sig").splitlines()) == 2


def test_matrix_weighs(tmp_path: Path) -> None:
    path = tmp_path / "matrix.json"
    chosen = ("--indeling", "jeugdregio", "--indeling", "ggd-regio", "--matrix")
    assert run(*chosen, "--weeg", "ggd-regio=0,5", "--tabel", str(path)).exception is None
    rows = {row["gemeente"]: row for row in json.loads(path.read_text("utf-8"))}
    assert {rows["Utrecht"][code] for code in ("GM0344", "GM0310", "GM0014")} == {0, 0.5}
    assert rows["Delft"]["GM0518"] == 1.5
    assert "0,50" in (tmp_path / "matrix.json-verantwoording.txt").read_text("utf-8-sig")


@pytest.mark.slow
def test_chance_stands_beside_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    chosen = ("--indeling", "veiligheidsregio", "--indeling", "ggd-regio")
    found = json.loads(run("Ede", "--toeval", *chosen, "--json").output)
    (row,) = found["profiel"]
    assert 0 < row["bij_toeval_laag"] < row["bij_toeval"] < row["bij_toeval_hoog"] <= 1
    assert "Zijn de indelingen toevallig" in " ".join(found["zinnen"])
    again = json.loads(run("Ede", "--toeval", *chosen, "--json").output)
    assert again == found


@pytest.mark.parametrize("view", ["partners", "drukte", "congruentie", "samen"])
def test_every_view_is_a_map_of_its_own(tmp_path: Path, view: str) -> None:
    path, other = tmp_path / f"{view}.html", tmp_path / "ander.html"
    assert run("Ede", "--weergave", view, "--kaart", str(path)).exception is None
    default = "drukte" if view == "partners" else "partners"
    assert run("Ede", "--weergave", default, "--kaart", str(other)).exception is None
    assert path.read_bytes() != other.read_bytes()


def test_what_cuts_through_gemeenten_is_left_out_and_that_is_said(tmp_path: Path) -> None:
    chosen = ("--indelingen", "jeugdregio,waterschap")
    reason = "Waterschappen tellen niet mee: de grenzen lopen door gemeenten"
    assert reason in run("Ede", *chosen).output
    assert reason in run(*chosen, "--kaart", str(tmp_path / "k.html")).output
    error = run("Ede", "--indeling", "waterschap").exception
    assert isinstance(error, click.ClickException)
    assert reason in describe(error)


def test_overlapping_regios_count(tmp_path: Path) -> None:
    chosen = ("--indelingen", "metropoolregio,jeugdregio")
    (row,) = json.loads(run("Amsterdam", *chosen, "--json").output)["profiel"]
    assert row["indelingen"] == 2
    assert row["lidmaatschappen"] > 2


def test_map_and_table_together(tmp_path: Path) -> None:
    picture, table = tmp_path / "k.png", tmp_path / "t.csv"
    result = run("Ede", "--kaart", str(picture), "--tabel", str(table))
    assert result.exception is None
    assert result.output.count("Geschreven: ") == 5
    assert picture.exists()
    assert table.exists()


def test_classes_and_count_change_the_map(tmp_path: Path) -> None:
    maps = []
    for number, more in enumerate(
        (
            (),
            ("--klassen", "kwantielen"),
            ("--regelingen", "--telling", "lidmaatschappen"),
            ("--klassen", "10,20,30"),
            ("--aantal-klassen", "7"),
        )
    ):
        path = tmp_path / f"{number}.html"
        assert run(*more, "--kaart", str(path)).exception is None
        maps.append(path.read_bytes())
    assert len(set(maps)) == 5
    assert "20 tot en met 29" in maps[3].decode()
    assert "Zelf gekozen klassen" in maps[3].decode()


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("Groninge",), "bedoelt u 'Groningen'"),
        (("GM9999",), "GM9999"),
        (("Ede", "--indeling", "jeugdregios"), "bedoelt u 'jeugdregio'"),
        (("Ede", "--indeling", "provincie", "--indeling", "provincie"), "twee keer gekozen"),
        (("--kaart", "k.png", "--weergave", "partners"), "is een gemeente nodig"),
        (("Ede", "--weergave", "drukte"), "hoort bij een kaart"),
        (("Ede", "--weergave", "cirkel", "--kaart", "k.png"), "'cirkel' kan niet"),
        (("Ede", "--json", "--tabel", "x.csv"), "'--json' drukt af"),
        (("Ede", "--json", "--kaart", "x.png"), "'--json' drukt af"),
        (("--klassen", "jenks"), "kies natuurlijk, kwantielen, gelijk, of geef eigen grenzen"),
        (("--klassen", "20,10"), "10 staat na 20"),
        (("--klassen", "10;x"), "'x' is geen getal"),
        (
            ("--klassen", "80,90", "--kaart", "k.png"),
            "geen grens ligt tussen de laagste waarde (9)",
        ),
        (("--klassen", "1,2"), "'--klassen' hoort bij een kaart"),
        (("--aantal-klassen", "5"), "'--aantal-klassen' hoort bij een kaart"),
        (
            ("--klassen", "1,2", "--aantal-klassen", "5", "--kaart", "k.png"),
            "bepalen zelf hoeveel klassen",
        ),
        (("--aantal-klassen", "8"), "geef een heel getal van 3 tot en met 7"),
        (("--matrix",), "past niet op het scherm"),
        (("Ede", "--matrix", "--json"), "van alle gemeenten"),
        (("--weeg", "jeugdregio=2"), "hoort bij de matrix"),
        (("--matrix", "--json", "--weeg", "jeugdregio"), "geef ID=GETAL"),
        (("--matrix", "--json", "--weeg", "jeugdregio=nan"), "geef ID=GETAL"),
        (("--matrix", "--json", "--weeg", "jeugdregio=-1"), "geef ID=GETAL"),
        (("--matrix", "--json", "--weeg", "corop=2"), "telt niet mee"),
        (
            ("--matrix", "--json", "--weeg", "jeugdregio=1", "--weeg", "jeugdregio=2"),
            "twee keer gewogen",
        ),
        (("Ede", "--tabel", "x.doc"), ".csv"),
        (("Ede", "--kaart", "x.gif"), ".png"),
    ],
)
def test_errors_are_dutch_and_say_what_to_do(arguments: tuple[str, ...], text: str) -> None:
    error = run(*arguments).exception
    assert error is not None
    said = describe(error) if isinstance(error, click.ClickException) else str(error)
    assert text in said
