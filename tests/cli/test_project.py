"""`--project`: the choices of a project are what commands do, unless other options say so."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from regiokaart.cli import run
from regiokaart.export.project import write_project
from regiokaart.model import Gewicht
from regiokaart.model.project import EigenIndeling, Gegevens, Project, Weergave
from regiokaart.sources.fingerprint import data_in_use
from regiokaart.sources.libraryfile import stored_of

pytestmark = pytest.mark.slow

Make = Callable[..., str]
SET = ("jeugdregio", "ggd-regio", "corop")


@pytest.fixture
def project(tmp_path: Path) -> Make:
    """Return a function that writes a project with an own indeling and returns its path."""

    def write(**changes: object) -> str:
        found = stored_of(
            Path("x"),
            {
                "soort": "regiokaart-indeling",
                "versie": 1,
                "naam": "Proefregio",
                "ingelezen": "2026-11-22",
                "gemeenten_peiljaar": 2026,
                "regios": [{"code": "A", "naam": "Noord"}, {"code": "B", "naam": "Zuid"}],
                "leden": [
                    {"gemeente": "GM0034", "regio": "B"},
                    {"gemeente": "GM0014", "regio": "A"},
                ],
            },
            "proef",
        )
        own = EigenIndeling("proef", found.indeling, found.gemeenten, found.ingelezen)
        values: dict[str, object] = {
            "telt_mee": SET,
            "gewicht": Gewicht.OPPERVLAKTE,
            "weergave": Weergave.VERGELIJK,
            "a": "jeugdregio",
            "b": "corop",
            "gegevens": data_in_use(None),
            "eigen": (own,),
        }
        path = tmp_path / "visie.regiokaart"
        write_project(Project(**{**values, **changes}), path)
        return str(path)

    return write


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def call(*arguments: str) -> str:
        assert run(arguments) == 0, capsys.readouterr().err
        shown = capsys.readouterr()
        assert shown.err == ""
        return shown.out

    return call


def test_set_and_weight_are_those_of_the_project(project: Make, tmp_path: Path) -> None:
    output = tmp_path / "paren.json"
    assert run(["congruentie", "--project", project(), "--uit", str(output)]) == 0
    rows = json.loads(output.read_text("utf-8"))
    assert {row["gewicht"] for row in rows} == {"oppervlakte"}
    assert {row["indeling_a"] for row in rows} | {row["indeling_b"] for row in rows} == set(SET)


def test_options_go_before_the_project(project: Make, tmp_path: Path) -> None:
    output = tmp_path / "paren.json"
    chosen = ["--indeling", "provincie", "--indeling", "corop", "--gewicht", "gemeenten"]
    assert run(["congruentie", *chosen, "--project", project(), "--uit", str(output)]) == 0
    (row,) = json.loads(output.read_text("utf-8"))
    assert {row["indeling_a"], row["indeling_b"]} == {"provincie", "corop"}
    assert row["gewicht"] == "gemeenten"


@pytest.mark.parametrize("command", ["geheel", "stappen", "ministerie VWS"])
def test_commands_on_a_set(project: Make, printed: Callable[..., str], command: str) -> None:
    path = project()
    chosen = [each for name in SET for each in ("--indeling", name)]
    words = command.split()
    by_hand = printed(*words, *chosen, "--gewicht", "oppervlakte", "--json")
    assert printed(*words, "--project", path, "--json") == by_hand
    assert printed(*words, "--json") != by_hand


@pytest.mark.parametrize(
    "command",
    ["profiel GM0518", "grenzen", "data controle --alles"],
)
def test_commands_on_what_counts(project: Make, printed: Callable[..., str], command: str) -> None:
    chosen = [each for name in SET for each in ("--indeling", name)]
    words = command.split()
    by_hand = printed(*words, *chosen)
    assert printed(*words, "--project", project()) == by_hand
    assert printed(*words) != by_hand


def test_pair_of_the_project(project: Make, printed: Callable[..., str]) -> None:
    path = project()
    by_hand = printed("regios", "jeugdregio", "corop", "--gewicht", "oppervlakte")
    assert printed("regios", "--project", path) == by_hand
    assert printed("regios", "corop", "provincie", "--project", path) != by_hand


def test_map_of_the_project(project: Make, tmp_path: Path) -> None:
    path, output = project(), tmp_path / "kaart.html"
    for more, title in (
        ([], "Jeugdregio's 2025 en COROP"),
        (["--weergave", "indeling"], "Jeugdregio's 2025"),
        (["--indeling", "provincie", "--met", "corop"], "Provincies 2023 en COROP"),
        (["--met", "provincie"], "Jeugdregio's 2025 en provincies"),
    ):
        assert run(["kaart", "--project", path, *more, "--uit", str(output)]) == 0
        page = output.read_text("utf-8")
        heading = page.partition("<title>")[2].partition("</title>")[0]
        assert title.lower() in heading.replace("&#39;", "'").replace("&#x27;", "'").lower()


def test_years_take_what_is_there_in_several(project: Make, printed: Callable[..., str]) -> None:
    chosen = ["--indeling", "jeugdregio", "--indeling", "ggd-regio", "--indeling", "corop"]
    by_hand = printed("jaren", *chosen, "--gewicht", "oppervlakte")
    path = project(telt_mee=(*SET, "proef"))
    assert printed("jaren", "--project", path) == by_hand


def test_own_indelingen_come_from_the_project(project: Make, printed: Callable[..., str]) -> None:
    path = project(telt_mee=("jeugdregio", "proef"))
    assert "Proefregio" in printed("congruentie", "--project", path)
    assert "Proefregio" in printed("regios", "proef", "jeugdregio", "--project", path)
    assert run(["regios", "proef", "jeugdregio"]) == 2  # it is in no library


def test_other_data_is_told(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    path = project(gegevens=Gegevens(None, "0" * 64))
    assert run(["congruentie", "--project", path]) == 0
    assert "gemaakt met andere gegevens" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"gegevens": Gegevens(2021, "0" * 64)}, "regiokaart data ophalen --jaar 2021"),
        ({"telt_mee": ("jeugdregio", "weg")}, "indeling 'weg' bestaat niet"),
    ],
)
def test_what_is_missing_is_told(
    project: Make,
    capsys: pytest.CaptureFixture[str],
    changes: dict[str, object],
    problem: str,
) -> None:
    assert run(["congruentie", "--project", project(**changes)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert problem in shown.err
    assert shown.err.count("\n") == 1


def test_no_project_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["geheel", "--project", str(tmp_path / "weg.regiokaart")]) == 2
    assert "weg.regiokaart: dit bestand bestaat niet" in capsys.readouterr().err
    assert run(["geheel", "--project"]) == 2
    assert "optie '--project' heeft een waarde nodig" in capsys.readouterr().err
