"""`regiokaart opmaken`: a page from a template of a project, without a window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PyQt6.QtGui import QImage

from regiokaart.cli import run
from regiokaart.export.project import write_project
from regiokaart.model import Gewicht
from regiokaart.model.layoutsettings import Extent, LayoutSettings, MapChoice, MapKind
from regiokaart.model.project import Project, Weergave
from regiokaart.sources.fingerprint import data_in_use

pytestmark = pytest.mark.slow

Make = Callable[..., str]
WINDOW = LayoutSettings(title="Bij de brief", dpi=72)
GELDERLAND = LayoutSettings(
    maps=(
        MapChoice(
            MapKind.ONE, "jeugdregio", extent=Extent.REGION, indeling="provincie", regio="PV25"
        ),
    ),
    table="Gemeenten",
    columns=("naam", "inwoners"),
    sort="inwoners",
    descending=True,
    only_selection=True,
)


@pytest.fixture
def project(tmp_path: Path) -> Make:
    """Return a function that writes a project with templates and returns its path."""

    def write(weergave: Weergave = Weergave.VERGELIJK, **named: LayoutSettings) -> str:
        path = tmp_path / "visie.regiokaart"
        made = Project(
            ("jeugdregio", "ggd-regio"),
            Gewicht.INWONERS,
            weergave,
            "jeugdregio",
            "ggd-regio",
            ("GM0228", "GM0274"),
            data_in_use(None),
            sjablonen=named,
        )
        write_project(made, path)
        return str(path)

    return write


def text_of(path: Path) -> str:
    (sheet,) = PdfReader(path).pages
    return " ".join(sheet.extract_text().split())


def test_the_map_of_the_window_and_its_only_template(
    project: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "kaart.pdf"
    assert run(["opmaken", project(Brief=WINDOW), "--uit", str(output)]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert str(output) in shown.out
    assert "Bij de brief" in text_of(output)
    assert "Jeugdregio's en GGD-regio's: CBS" in text_of(output)


def test_a_part_of_the_country_with_chosen_rows(project: Make, tmp_path: Path) -> None:
    output = tmp_path / "kaart.pdf"
    path = project(Brief=WINDOW, Gelderland=GELDERLAND)
    assert run(["opmaken", path, "--sjabloon", "Gelderland", "--uit", str(output)]) == 0
    text = text_of(output)
    assert "uitsnede: provincie Gelderland" in text
    assert "Alleen de geselecteerde rijen: 2 van 342. Volgorde: Inwoners" in text
    ede, renkum = (text.index(f"{naam} ") for naam in ("Ede", "Renkum"))
    assert ede < renkum  # the larger first


@pytest.mark.parametrize("table", ["Paren", "Regio's"])
def test_tables_that_follow_from_the_choices(project: Make, tmp_path: Path, table: str) -> None:
    output = tmp_path / "kaart.pdf"
    settings = LayoutSettings(table=table, rows=1)
    assert run(["opmaken", project(Brief=settings), "--uit", str(output)]) == 0
    assert "jeugdregio" in text_of(output).lower()


def test_png_and_svg(project: Make, tmp_path: Path) -> None:
    path = project(Brief=WINDOW)
    for name in ("kaart.png", "kaart.svg"):
        assert run(["opmaken", path, "--uit", str(tmp_path / name)]) == 0
    assert QImage(str(tmp_path / "kaart.png")).width() == 595  # A4 at 72 dots per inch
    assert "Bij de brief" in (tmp_path / "kaart.svg").read_text("utf-8")


def test_what_is_not_there_is_said_and_the_page_comes_all_the_same(
    project: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    choice = MapChoice(extent=Extent.REGION, indeling="provincie", regio="PV99")
    settings = LayoutSettings(maps=(choice,), logo=str(tmp_path / "weg.png"))
    output = tmp_path / "kaart.pdf"
    assert run(["opmaken", project(Brief=settings), "--uit", str(output)]) == 0
    err = capsys.readouterr().err
    assert "'PV99' van de uitsnede is er niet; de kaart toont heel Nederland" in err
    assert "zonder logo gemaakt" in err
    assert output.exists()


def test_a_logo_on_another_computer_is_not_looked_for(
    project: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "kaart.pdf"
    path = project(Brief=LayoutSettings(logo="//server/logo.png"))
    assert run(["opmaken", path, "--uit", str(output)]) == 0
    assert "op een andere computer" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("named", "arguments", "problem"),
    [
        ({}, [], "geen sjablonen"),
        ({"Brief": WINDOW, "Gelderland": WINDOW}, [], "kies met --sjabloon uit: 'Brief'"),
        ({"Brief": WINDOW}, ["--sjabloon", "Brieff"], "bedoelt u 'Brief'"),
        ({"Brief": LayoutSettings(table="Grenzen")}, [], "maakt alleen het venster"),
        (
            {"Brief": LayoutSettings(maps=(MapChoice(MapKind.ONE, "jeugdregios"),))},
            [],
            "bedoelt u 'jeugdregio'",
        ),
    ],
)
def test_what_cannot_be_made_is_an_error(
    project: Make,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    named: dict[str, LayoutSettings],
    arguments: list[str],
    problem: str,
) -> None:
    output = tmp_path / "kaart.pdf"
    assert run(["opmaken", project(**named), "--uit", str(output), *arguments]) == 2
    assert problem in capsys.readouterr().err
    assert not output.exists()


def test_a_map_that_only_the_window_makes_is_refused(
    project: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project(Weergave.GRENZEN, Brief=WINDOW)
    assert run(["opmaken", path, "--uit", str(tmp_path / "kaart.pdf")]) == 2
    assert "weergave 'grenzen' maakt alleen het venster" in capsys.readouterr().err


def test_the_project_and_other_formats_are_not_written(
    project: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project(Brief=WINDOW)
    before = Path(path).read_bytes()
    assert run(["opmaken", path, "--uit", path]) == 2
    assert run(["opmaken", path, "--uit", str(tmp_path / "kaart.html")]) == 2
    assert ".png, .svg, .pdf" in capsys.readouterr().err
    assert Path(path).read_bytes() == before
