import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from regiokaart import __version__
from regiokaart.cli import run
from regiokaart.cli.main import main
from regiokaart.model import Catalogus
from regiokaart.sources.fingerprint import data_in_use

JSON_KEYS = [
    "indeling_a",
    "indeling_b",
    "peiljaar_a",
    "peiljaar_b",
    "gewicht",
    "v_maat",
    "homogeniteit",
    "volledigheid",
    "vi_bits",
    "wallace_ab",
    "wallace_ba",
    "wisselaars",
    "wisselaars_aandeel",
    "samenvallend",
    "a_binnen_b",
    "b_binnen_a",
    "gedekt_aandeel",
]

MORE_KEYS = [
    "naam_a",
    "naam_b",
    "regios_a",
    "regios_b",
    "a_doorsnijdt_b",
    "b_doorsnijdt_a",
    "nestafstand_ab",
    "nestafstand_ba",
    "wallace_tussen_ab",
    "wallace_tussen_ba",
    "jaccard",
    "mapcurves_ab",
    "mapcurves_ba",
    "cramers_v",
    "rand",
    "aangepaste_rand",
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def own(here: Path, catalogus: Catalogus) -> Path:
    """Write an indeling of one's own: the provincies, but without the first gemeente."""
    g = catalogus.gemeenten
    rows = [f"{code};{regio}" for code, regio in zip(g.codes, g.provincies, strict=True)]
    path = here / "Mijn indeling.csv"
    path.write_text("\n".join(["gemeente;regio", *rows[1:]]), "utf-8")
    return path


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Return a function that runs a command and returns what it printed."""

    def printed(*arguments: str) -> str:
        assert run(arguments) == 0
        return capsys.readouterr().out

    return printed


def rows_of(here: Path, *arguments: str) -> list[dict]:
    assert run(["congruentie", *arguments, "--uit", "uit.json"]) == 0
    return json.loads((here / "uit.json").read_text("utf-8"))


def test_json_has_the_documented_keys_and_every_pair_once(here: Path, catalogus: Catalogus) -> None:
    rows = rows_of(here)
    ids = [indeling.id for indeling in catalogus]
    assert len(ids) == 17
    assert [list(row) for row in rows] == [[*JSON_KEYS, *MORE_KEYS]] * (17 * 16 // 2 * 3)
    pairs = [(row["indeling_a"], row["indeling_b"]) for row in rows[::3]]
    assert pairs == [(a, b) for i, a in enumerate(ids) for b in ids[i + 1 :]]
    assert [row["gewicht"] for row in rows[:3]] == ["gemeenten", "inwoners", "oppervlakte"]
    provincie = [
        r for r in rows if {r["indeling_a"], r["indeling_b"]} == {"provincie", "landsdeel"}
    ]
    assert [row["a_binnen_b"] for row in provincie] == [12] * 3
    assert provincie[0]["homogeniteit"] < 1
    assert provincie[0]["volledigheid"] == pytest.approx(1)
    assert provincie[0]["peiljaar_a"] == catalogus["provincie"].peiljaar


def test_choice_of_indelingen_and_weights(here: Path) -> None:
    chosen = ("--indeling", "corop", "--indeling", "ggd-regio", "--indeling", "ressort")
    rows = rows_of(here, *chosen, "--gewicht", "inwoners")
    assert [(r["indeling_a"], r["indeling_b"]) for r in rows] == [
        ("corop", "ggd-regio"),
        ("corop", "ressort"),
        ("ggd-regio", "ressort"),
    ]
    assert {row["gewicht"] for row in rows} == {"inwoners"}
    two = rows_of(here, *chosen, "--gewicht", "oppervlakte", "--gewicht", "gemeenten")
    assert [row["gewicht"] for row in two[:2]] == ["gemeenten", "oppervlakte"]


def test_own_file_joins_what_is_chosen_or_everything(
    here: Path, own: Path, catalogus: Catalogus
) -> None:
    row = rows_of(here, "--indeling", "provincie", "--bestand", str(own))[0]
    assert (row["indeling_a"], row["indeling_b"]) == ("provincie", "mijn-indeling")
    assert row["v_maat"] == pytest.approx(1)
    assert row["wisselaars"] == 0
    assert row["gedekt_aandeel"] == pytest.approx(1 - 1 / len(catalogus.gemeenten))
    everything = rows_of(here, "--bestand", str(own), "--gewicht", "gemeenten")
    assert len(everything) == 18 * 17 // 2


@pytest.fixture
def apart(here: Path, catalogus: Catalogus) -> None:
    """Write two indelingen without a gemeente in common."""
    codes = catalogus.gemeenten.codes
    for name, some in (("a.csv", codes[:4]), ("b.csv", codes[4:8])):
        lines = [f"{code};{i % 2}" for i, code in enumerate(some)]
        (here / name).write_text("\n".join(["gemeente;regio", *lines]))


@pytest.mark.usefixtures("apart")
def test_no_shared_gemeente_is_null_and_said(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = rows_of(here, "--indeling", "a", "--bestand", "a.csv", "--bestand", "b.csv")[0]
    assert (row["indeling_a"], row["indeling_b"]) == ("a", "b")
    assert row["v_maat"] is None
    assert row["gedekt_aandeel"] == 0
    assert (row["peiljaar_a"], row["peiljaar_b"]) == (None, None)
    capsys.readouterr()
    assert run(["congruentie", "--indeling", "a", "--bestand", "a.csv", "--bestand", "b.csv"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[2].endswith("Gedekt")
    assert "- a en b hebben geen gemeente gemeen en zijn niet te vergelijken." in out
    assert "- a: het peiljaar is onbekend." in out
    files = ["--bestand", "a.csv", "--bestand", "b.csv", "--uit", "k.html"]
    assert run(["kaart", "--weergave", "vergelijk", *files]) == 2
    assert "a en b hebben geen gemeente gemeen" in capsys.readouterr().err
    assert not (here / "k.html").exists()


def test_amounts_are_whole_or_rounded(here: Path) -> None:
    rows = rows_of(here, "--indeling", "arbeidsmarktregio", "--indeling", "jeugdregio")
    assert [type(row["wisselaars"]) for row in rows] == [int, int, float]
    assert rows[2]["wisselaars"] == round(rows[2]["wisselaars"], 2)


def test_sheet_of_a_workbook(here: Path, catalogus: Catalogus) -> None:
    workbook = openpyxl.Workbook()
    for title, count in (("Plan 1", 2), ("Plan 2", 3)):
        sheet = workbook.create_sheet(title)
        sheet.append(["gemeente", "regio"])
        for i, code in enumerate(catalogus.gemeenten.codes):
            sheet.append([code, f"R{i % count}"])
    workbook.save(here / "plan.xlsx")
    (row,) = rows_of(
        here, "--gewicht", "gemeenten", "--indeling", "plan-plan-2", "--indeling", "plan-plan-1",
        "--bestand", "plan.xlsx#Plan 1", "--bestand", "plan.xlsx#plan 2",
    )  # fmt: skip
    assert (row["indeling_a"], row["indeling_b"]) == ("plan-plan-2", "plan-plan-1")


def test_what_is_written_is_said(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = ["congruentie", "--indeling", "corop", "--indeling", "ressort"]
    for name, files in (
        ("uit.csv", ["uit.csv", "uit.csv-verantwoording.txt"]),
        ("uit.json", ["uit.json", "uit.json-verantwoording.txt"]),
        ("uit.xlsx", ["uit.xlsx"]),
    ):
        assert run([*chosen, "--uit", name]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert [line.split(" (")[0] for line in lines] == [f"Geschreven: {file}" for file in files]
        assert all(line.endswith(" kB)") for line in lines)
    assert len(list(here.iterdir())) == 5


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_suffix_of_a_link_decides(here: Path) -> None:
    (here / "link.svg").symlink_to("echt.png")
    assert (
        run(["kaart", "--weergave", "indeling", "--indeling", "ressort", "--uit", "link.svg"]) == 0
    )
    assert (here / "echt.png").read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize(
    "chosen",
    [
        "--indeling ressort --indeling corop",
        "--met corop --indeling ressort",
        "--met corop --bestand r.csv",
    ],
)
def test_two_ways_to_name_a_pair(here: Path, catalogus: Catalogus, chosen: str) -> None:
    ressort = catalogus["ressort"]
    labels = catalogus.labels(ressort)
    lines = [f"{c};R{r}" for c, r in zip(catalogus.gemeenten.codes, labels, strict=True)]
    (here / "r.csv").write_text("\n".join(["gemeente;regio", *lines]))
    assert run(["kaart", "--weergave", "vergelijk", *chosen.split(), "--uit", "k.html"]) == 0
    page = (here / "k.html").read_text("utf-8")
    first = "Ressorten 2025" if "ressort" in chosen else "r"
    assert f"<h1>{first} en COROP-gebieden 2023</h1>" in page


def test_csv_and_workbook(here: Path) -> None:
    chosen = ["congruentie", "--indeling", "corop", "--indeling", "jeugdregio"]
    assert run([*chosen, "--uit", "uit.csv"]) == 0
    with (here / "uit.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert len(rows) == 4
    assert rows[1][:4] == ["COROP-gebieden", "Jeugdregio's", "corop", "jeugdregio"]
    assert run([*chosen, "--uit", "UIT.XLSX"]) == 0
    workbook = openpyxl.load_workbook(here / "UIT.XLSX")
    assert workbook.sheetnames == [
        "Paren",
        "Matrix gemeenten",
        "Matrix inwoners",
        "Matrix oppervlakte",
        "Gemeenten",
        "Verantwoording",
    ]
    expected = list(rows_of(here, *chosen[1:])[0].values())[: len(JSON_KEYS)]
    values = [cell.value for cell in workbook["Paren"][2][2:19]]
    assert values[:5] == expected[:5]
    assert values[5:] == pytest.approx(expected[5:], rel=1e-15)  # openpyxl writes 16 digits


def test_table_on_screen(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--indeling", "arbeidsmarktregio", "--indeling", "jeugdregio"]
    assert run(["congruentie", *arguments, "--gewicht", "inwoners"]) == 0
    out = capsys.readouterr().out
    lines = out.splitlines()
    assert lines[2].startswith("Indeling A ")
    assert lines[2].endswith("Aandeel wisselaars")  # all is covered: no column about it
    assert "Wisselaars (inwoners)" in lines[2]
    assert "Arbeidsmarktregio's" in lines[4]
    assert "%" in lines[4]
    assert f"Regiokaart {__version__}" in lines
    assert "Bronnen" in lines
    assert list(here.iterdir()) == []


def test_list_of_indelingen(catalogus: Catalogus, capfdbinary: pytest.CaptureFixture) -> None:
    assert run(["indelingen"]) == 0
    text = capfdbinary.readouterr().out.decode()
    assert "jeugdregio" in text.splitlines()[3]
    assert run(["indelingen", "--formaat", "json"]) == 0
    rows = json.loads(capfdbinary.readouterr().out)
    assert [row["id"] for row in rows] == [indeling.id for indeling in catalogus]
    assert rows[0]["regios"] == 35
    assert run(["indelingen", "--formaat", "csv"]) == 0
    table = list(csv.reader(capfdbinary.readouterr().out.decode().splitlines(), delimiter=";"))
    assert table[0][:5] == ["Id", "Naam", "Soort", "Regio's", "Peiljaar"]
    assert len(table) == 18


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf", "html"])
def test_map_in_every_format(here: Path, own: Path, suffix: str) -> None:
    name = f"kaart.{suffix}"
    assert run(["kaart", "--weergave", "indeling", "--indeling", "corop", "--uit", name]) == 0
    head = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF-", "html": b"<!DOCTYPE html>"}
    first = (here / name).read_bytes()
    assert first.startswith(head[suffix])
    compare = ["kaart", "--weergave", "vergelijk", "--indeling", "corop", "--bestand", str(own)]
    assert run([*compare, "--uit", name]) == 0
    assert (here / name).read_bytes() != first
    assert sorted(p.name for p in here.iterdir()) == [own.name, name]


@pytest.mark.parametrize(
    "command",
    [[], ["app"], ["indelingen"], ["congruentie"], ["kaart"], ["hoofdtaak"], ["samenwerkingen"]],
)
def test_help_is_dutch(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Gebruik: regiokaart")
    assert "Opties:" in out
    assert "Toon deze hulp." in out
    english = ("Usage", "Options", "Commands", "Show", "required", "COMMAND", "OPTIONS", "default")
    assert not [word for word in english if word in out]


def test_help_by_other_names(shown) -> None:
    assert shown("--help") == shown("-h") == shown("help")
    assert shown("kaart", "--help") == shown("kaart", "-h") == shown("help", "kaart")
    assert shown("data", "ophalen", "--help") == shown("help", "data", "ophalen")
    assert "naam.csv-verantwoording.txt" in " ".join(shown("help", "congruentie").split())


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    version, data = capsys.readouterr().out.splitlines()
    assert version == f"Regiokaart {__version__}"
    assert data == f"Ingebouwde gegevens: SHA-256 {data_in_use(None).sha256}"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--fout", "optie '--fout' bestaat niet; zie 'regiokaart --help'"),
        ("congruenti", "opdracht 'congruenti' bestaat niet; bedoelt u 'congruentie'?"),
        ("app a.regiokaart b.regiokaart", "het venster opent één project tegelijk, genoemd: 2"),
        ("a.regiokaart b.regiokaart", "het venster opent één project tegelijk, genoemd: 2"),
        ("app --vol", "optie '--vol' bestaat niet; zie 'regiokaart app --help'"),
        ("congruentie --indelin x", "optie '--indelin' bestaat niet; bedoelt u '--indeling'?"),
        ("congruentie --indeling", "optie '--indeling' heeft een waarde nodig"),
        ("congruentie --indelingen ,", "optie '--indeling': geef het id van een indeling"),
        ("stappen --top 10000000000", "geef een heel getal van 1 tot en met 9999"),
        ("help data ophaln", "opdracht 'ophaln' bestaat niet; bedoelt u 'ophalen'?"),
        ("help kaart x", "'x' wordt niet begrepen; zie 'regiokaart help kaart'"),
        ("congruentie --help=1", "optie '--help' krijgt geen waarde"),
        ("congruentie --gewicht inwoner", "'inwoner' kan niet; bedoelt u 'inwoners'?"),
        ("congruentie --indeling res-regios", "indeling 'res-regios' bestaat niet; bedoelt u 'res"),
        ("congruentie --indeling corop", "ten minste twee indelingen nodig; geef nog een"),
        ("congruentie --indeling corop --indeling corop", "'corop' is twee keer gekozen; laat"),
        ("congruentie --uit a.doc", "a.doc: kies een naam die eindigt op .csv, .xlsx, .json"),
        ("congruentie --uit weg/a.csv", "de map 'weg' bestaat niet; maak hem eerst aan"),
        ("congruentie --uit .csv", "kies een naam die eindigt op"),
        ("congruentie --bestand weg.csv", "weg.csv: dit bestand bestaat niet; controleer de naam"),
        ("congruentie --bestand x.csv --uit x.csv", "'x.csv' is ook de invoer; kies bij --uit"),
        (
            "congruentie --bestand y.csv-verantwoording.txt --uit y.csv",
            "'y.csv-verantwoording.txt' is ook de invoer",
        ),
        (
            "congruentie --indeling corop --indeling ressort --uit y.csv",
            "y.csv-verantwoording.txt: dit bestand is niet door Regiokaart gemaakt en blijft staan",
        ),
        ("congruentie --bestand= --uit a.csv", "optie '--bestand': geef een bestandsnaam"),
        ("congruentie --bestand kring.csv --uit a.csv", "kring.csv: dit bestand bestaat niet"),
        ("congruentie --uit kring.csv", "kring.csv: de verwijzing wijst naar zichzelf; kies"),
        ("congruentie --uit a.csv --uit b.csv", "optie '--uit' staat er 2 keer; kies één"),
        ("congruentie --met corop", "optie '--met' bestaat niet; zie 'regiokaart congruentie"),
        ("congruentie --indeling Corop --indeling gemeente", "'Corop' bestaat niet; bedoelt u 'co"),
        ("congruentie --indeling gemeente", "'gemeente' bestaat niet; kies uit: arbeidsmarkt"),
        ("help kaarten", "opdracht 'kaarten' bestaat niet; bedoelt u 'kaart'?"),
        ("congruentie --bestand . --uit a.csv", "dit is een map; kies een"),
        ("congruentie --indeling corop --indeling ressort --uit map.csv", "dit is een map; geef"),
        ("kaart", "optie '--weergave' ontbreekt; zie 'regiokaart kaart --help'"),
        ("kaart --weergave indeling --indeling corop", "optie '--uit' ontbreekt"),
        ("kaart --weergave x --uit a.png", "'x' kan niet; de waarden zijn: indeling, vergelijk"),
        ("kaart --weergave indeling --uit a.png", "hoort één indeling, gekozen: 0; gebruik"),
        (
            "kaart --weergave vergelijk --indeling corop --uit a.png",
            "horen er twee, gekozen: 1; gebruik --indeling en --met of --bestand",
        ),
        (
            "kaart --weergave vergelijk --indeling corop --met corop --uit a.png",
            "indeling 'corop' is twee keer gekozen",
        ),
        (
            "kaart --weergave indeling --indeling corop --met ressort --uit a.png",
            "'--met' hoort bij '--weergave vergelijk'",
        ),
        (
            "kaart --weergave indeling --indeling corop --indeling ressort --uit a.png",
            "hoort één indeling, gekozen: 2",
        ),
        (
            "kaart --weergave vergelijk --indeling corop --indeling ressort --met landsdeel "
            "--uit a.png",
            "horen er twee, gekozen: 3",
        ),
        ("kaart --weergave vergelijk --met corop --met ressort --uit a.png", "'--met' staat er 2"),
        ("kaart --weergave indeling --indeling corop --uit a.gif", "eindigt op .png, .svg, .pdf"),
        ("kaart --weergave indeling --indeling corop --uit weg/a.html", "bestaat niet; maak"),
        ("indelingen --formaat xml", "'xml' kan niet; de waarden zijn: tekst, csv, json"),
        ("indelingen teveel", "'teveel' wordt niet begrepen"),
        ("hoofdtaak --map x.csv", "x.csv: deze map kan niet worden gemaakt; kies een andere"),
    ],
)
def test_errors_are_one_dutch_line_and_write_nothing(
    here: Path, arguments: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "x.csv").write_text("gemeente;regio\nGM0014;A\n")
    (here / "map.csv").mkdir()
    (here / "y.csv-verantwoording.txt").write_text("gemeente;regio\nGM0014;A\n")
    (here / "kring.csv").symlink_to("kring.csv")
    before = sorted(p.name for p in here.iterdir())
    assert run(arguments.split()) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("Fout: ")
    assert captured.err.count("\n") == 1
    assert message in captured.err
    assert sorted(p.name for p in here.iterdir()) == before
    for name in ("x.csv", "y.csv-verantwoording.txt"):
        assert (here / name).read_text() == "gemeente;regio\nGM0014;A\n"


def test_error_in_a_file_names_row_and_value(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "twee\nregels.csv").write_text("gemeente;regio\nGM0014;A\nGM9999;B\n")
    assert run(["congruentie", "--bestand", "twee\nregels.csv", "--uit", "uit.csv"]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "rij 3: 'GM9999' is geen gemeentecode" in error
    assert not (here / "uit.csv").exists()
    (here / "a.csv").write_text("gemeente;regio\nGM0014;A\n")
    assert run(["congruentie", "--bestand", "a.csv", "--bestand", "./a.csv"]) == 2
    assert "'a.csv' is twee keer gekozen" in capsys.readouterr().err


def run_process(
    *arguments: str, code: str = "", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    command = ["-c", code] if code else ["-m", "regiokaart", *arguments]
    return subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, env=environment, check=False
    )


def without_screen(**changed: str) -> dict[str, str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return {name: v for name, v in os.environ.items() if name not in hidden} | changed


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a screen")
@pytest.mark.parametrize("arguments", [(), ("app",), ("--",)])
@pytest.mark.parametrize("changed", [{}, {"DISPLAY": ":4713", "QT_QPA_PLATFORM": "xcb"}])
def test_window_without_a_screen_is_an_error(
    arguments: tuple[str, ...], changed: dict[str, str]
) -> None:
    result = run_process(*arguments, environment=without_screen(**changed))
    assert result.returncode == 2
    assert result.stderr.startswith("Fout: er is geen scherm")
    assert result.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a screen")
@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["weg.regiokaart"], "weg.regiokaart: dit bestand bestaat niet"),
        (["app", "weg.csv"], "weg.csv: dit bestand bestaat niet"),
        (["app", "."], "dit is een map; kies een bestand"),
        (["fout.regiokaart"], "fout.regiokaart: dit is geen project van Regiokaart"),
        (["plan.csv"], "er is geen scherm"),
    ],
)
def test_file_without_a_screen_is_an_error(here: Path, arguments: list[str], problem: str) -> None:
    (here / "fout.regiokaart").write_text("{}")
    (here / "plan.csv").write_text("gemeente;regio\nGM0014;A\n")
    result = run_process(*arguments, environment=without_screen())
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert problem in result.stderr


def test_a_map_needs_no_screen_whatever_the_environment_says(tmp_path: Path) -> None:
    path = tmp_path / "k.png"
    result = run_process(
        "kaart", "--weergave", "indeling", "--indeling", "ressort", "--uit", str(path),
        environment=without_screen(DISPLAY=":4713", QT_QPA_PLATFORM="xcb"),
    )  # fmt: skip
    assert (result.returncode, result.stderr) == (0, "")
    assert path.read_bytes().startswith(b"\x89PNG")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("where", ["> /dev/full", ">&-"])
@pytest.mark.parametrize(
    "arguments",
    ["indelingen", "indelingen --formaat csv", "congruentie --indeling corop --indeling ressort"],
)
def test_output_that_cannot_be_printed_is_one_dutch_line(arguments: str, where: str) -> None:
    command = f"{sys.executable} -m regiokaart {arguments} {where}"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert result.stderr.startswith("Fout: de uitvoer kan niet worden geschreven; maak ruimte")
    assert result.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_written_file_is_no_error_when_nobody_hears_of_it(tmp_path: Path) -> None:
    command = (
        f"{sys.executable} -m regiokaart congruentie --indeling corop --indeling ressort "
        f"--uit '{tmp_path}/u.json' > /dev/full"
    )
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert len(json.loads((tmp_path / "u.json").read_text("utf-8"))) == 3


def test_exit_code_of_the_process() -> None:
    result = run_process("congruentie", "--indeling", "corop")
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1


def test_listing_loads_nothing_heavy() -> None:
    code = (
        "import sys; from regiokaart.cli import run; run(['indelingen']); "
        "heavy = {'PyQt6', 'scipy', 'pandas', 'geopandas', 'folium', 'openpyxl', 'shapely'}; "
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    result = run_process(code=code)
    assert result.returncode == 0, result.stderr


def test_reader_that_stops_early_is_no_error() -> None:
    command = f"{sys.executable} -m regiokaart indelingen --formaat json | head -n 1"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert result.stdout == "[\n"
    assert result.stderr == ""
    command = f"{sys.executable} -m regiokaart congruentie | true"  # more than a pipe holds
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert result.stderr == ""


def test_every_command_stands_under_one_heading_of_the_help(shown):
    named = [name for names in main.sections.values() for name in names]
    assert sorted(named) == sorted(main.commands)
    text = shown("--help")
    headings = [each if each.endswith("?") else f"{each}:" for each in main.sections]
    assert [line for line in text.splitlines() if line in headings] == headings
    assert "?:" not in text


def test_ids_may_have_commas_between_them(shown):
    wanted = shown("congruentie", "--indeling", "jeugdregio", "--indeling", "ggd-regio")
    assert shown("congruentie", "--indelingen", "jeugdregio, ggd-regio") == wanted


def test_a_result_fits_the_terminal_and_is_whole_in_a_file(shown, monkeypatch):
    wide = shown("congruentie")
    monkeypatch.setenv("COLUMNS", "100")
    fitted = shown("congruentie")
    assert max(map(len, fitted.splitlines())) <= 100 < max(map(len, wide.splitlines()))
    for heading in ("Keuzes", "Opmerkingen", "Bronnen"):
        assert f"\n{heading}\n- " in fitted


def test_ctrl_c_is_told_on_one_line(capsys, monkeypatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("regiokaart.sources.years.load", stop)
    assert run(["congruentie"]) == 130
    assert capsys.readouterr().err.split() == ["Gestopt."]
