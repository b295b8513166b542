"""What holds for every command: help with an example, the width of a terminal, no Qt, one JSON."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from regiokaart.cli import run
from regiokaart.cli.dutch import DutchCommand
from regiokaart.cli.main import main


def commands(group: click.Group, words: tuple[str, ...] = ()) -> Iterator[tuple[str, DutchCommand]]:
    for name, command in group.commands.items():
        assert isinstance(command, DutchCommand)
        yield " ".join((*words, name)), command
        if isinstance(command, click.Group):
            yield from commands(command, (*words, name))


EVERY = dict(commands(main))
SETS = "--indelingen jeugdregio,ggd-regio,res-regio"


@pytest.mark.parametrize("name", EVERY)
def test_help_has_an_example_that_the_command_understands(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*name.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    assert EVERY[name].examples
    for example in EVERY[name].examples:
        assert f"  regiokaart {example}\n" in shown
        words = shlex.split(example)
        if words[0] not in main.commands:
            continue
        assert example.startswith((f"{name} ", name))
        context = main.make_context("regiokaart", words)
        command: click.Command = main
        left = words
        while isinstance(command, click.Group) and left:
            _, found, left = command.resolve_command(context, left)
            assert found is not None
            command = found
            context = command.make_context(found.name, list(left), parent=context)


@pytest.mark.parametrize("name", EVERY)
def test_help_is_sentences_of_a_hundred_characters_at_most(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*name.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= 100
    for param in EVERY[name].params:
        if isinstance(param, click.Option):
            assert param.help is not None
            assert param.help[0].isupper() or param.help[0] == "'"
            assert param.help.endswith(".")


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        "congruentie",
        "congruentie --gewicht inwoners",
        "geheel",
        "ministerie VWS",
        "regios jeugdregio provincie",
        "stappen",
        "jaren",
        "jaren --gewicht inwoners",
        "profiel",
        "profiel Ede",
        "samenwerkingen",
        "samenwerkingen --wat gemeenten",
        "samenwerkingen --wat paren",
        "grenzen",
        "grenzen --wat grenzen",
        "grenzen --wat stukken",
        "data controle --alles",
        "data controle --bandbreedte",
        "indelingen --overige",
        "indelingen --leden jeugdregio",
        "toeval jeugdregio ggd-regio --monsters 100",
    ],
)
def test_result_fits_a_terminal_of_a_hundred_characters(
    arguments: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert run(arguments.split()) == 0
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= 100


def test_columns_that_are_left_out_are_named_and_wider_shows_them(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert run(["indelingen", "--leden", "jeugdregio"]) == 0
    note = "Niet getoond: Regiocode, Toelichting; '--formaat csv' geeft alle kolommen.\n"
    shown = capsys.readouterr().out
    assert shown.endswith(note)
    assert "Regiocode" not in shown.splitlines()[0]
    monkeypatch.setenv("COLUMNS", "200")
    assert run(["indelingen", "--leden", "jeugdregio"]) == 0
    shown = capsys.readouterr().out
    assert "Niet getoond" not in shown
    assert "Regiocode" in shown.splitlines()[0]


NO_QT = [
    "--version",
    "indelingen",
    f"congruentie {SETS}",
    f"congruentie {SETS} --uit c.csv",
    f"congruentie {SETS} --uit c.xlsx",
    f"geheel {SETS}",
    f"stappen {SETS}",
    "ministerie VWS --json",
    "regios jeugdregio ggd-regio --tabel r.json",
    "jaren --indelingen jeugdregio,provincie",
    "profiel Ede --json",
    "samenwerkingen --gemeente Ede",
    f"grenzen {SETS}",
    "data controle --indeling jeugdregio",
    "kaart --weergave indeling --indeling ressort --uit k.html",
]


@pytest.mark.slow
def test_no_command_loads_qt_unless_it_makes_a_picture(tmp_path: Path) -> None:
    code = (
        "import sys; from regiokaart.cli import run\n"
        f"for arguments in {NO_QT!r}:\n"
        "    assert run(arguments.split()) == 0, arguments\n"
        "    assert 'PyQt6' not in sys.modules, arguments\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "tables"),
    [
        (f"geheel {SETS}", ["geheel", "per ministerie", "per domein", "boom", "provincies"]),
        (f"stappen {SETS}", ["stappen", "regiostappen"]),
        ("regios jeugdregio ggd-regio", ["per regio", "wisselaars"]),
        ("ministerie VWS", ["ministerie", "ministerieparen"]),
        ("profiel Ede", ["partners", "profiel"]),
        (f"grenzen {SETS}", ["grenzen"]),
        ("toeval jeugdregio ggd-regio --monsters 100", ["toeval"]),
        (
            "data controle --indeling jeugdregio,ggd-regio --bandbreedte",
            ["overzicht", "kwaliteit", "bandbreedte", "onzeker"],
        ),
    ],
)
def test_json_is_sentences_tables_and_their_account(
    arguments: str, tables: list[str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run([*arguments.split(), "--json"]) == 0
    found = json.loads(capfdbinary.readouterr().out)
    assert list(found) == ["zinnen", *tables, "verantwoording"]
    account = found["verantwoording"]
    assert list(account) == ["keuzes", "opmerkingen", "indelingen", "bronnen", "programma"]
    assert account["keuzes"]
    assert account["bronnen"]


def completed(*words: str) -> list[str]:
    """Return what the shell would offer for the last word."""
    done = subprocess.run(
        [sys.executable, "-m", "regiokaart"],
        env={
            **os.environ,
            "_REGIOKAART_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(("regiokaart", *words)),
            "COMP_CWORD": str(len(words)),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_shell_completes_commands_options_values_ids_and_files() -> None:
    assert completed("gre") == ["plain,grenzen"]
    assert "plain,--gewicht" in completed("congruentie", "--ge")
    assert completed("congruentie", "--gewicht", "op") == ["plain,oppervlakte"]
    assert completed("congruentie", "--indeling", "jeu") == ["plain,jeugdregio"]
    assert completed("regios", "jeugdregio", "prov") == ["plain,provincie"]
    assert completed("congruentie", "--bestand", "mijn") == ["file,mijn"]
    assert completed("data", "controle", "--bandb") == ["plain,--bandbreedte"]
    assert completed("bibliotheek", "toevoegen", "mijn") == ["file,mijn"]


@pytest.mark.parametrize("name", EVERY)
def test_a_flag_with_a_value_is_told_that_it_takes_none(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for param in EVERY[name].params:
        if isinstance(param, click.Option) and param.is_flag:
            option = param.opts[0]
            assert run([*name.split(), f"{option}=1"]) == 2
            assert f"optie '{option}' krijgt geen waarde" in capsys.readouterr().err
