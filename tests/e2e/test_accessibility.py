"""The program as a screen reader hears it, over AT-SPI: its own process on a real X server."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SYSTEM_PYTHON = "/usr/bin/python3"
READER = Path(__file__).with_name("atspi_reader.py")
BRIDGE = """
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi
"""


def _can_read() -> bool:
    if not all(
        map(shutil.which, ("Xvfb", "xvfb-run", "xdotool", "dbus-run-session", SYSTEM_PYTHON))
    ):
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", BRIDGE], capture_output=True).returncode == 0


pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(
        "CI" not in os.environ and not _can_read(), reason="needs Xvfb, D-Bus and AT-SPI"
    ),
]


@pytest.fixture(scope="module")
def trees(tmp_path_factory):
    """Return what there is at the start, with the map as a table, on the map and in dialogs."""
    folder = tmp_path_factory.mktemp("schermlezer")
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "XDG_CONFIG_HOME": str(folder),
    }
    written = folder / "delen.json"
    screen = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1600x1000x24"]
    bus = ["dbus-run-session", "--"]
    run = subprocess.run(
        [*screen, *bus, SYSTEM_PYTHON, str(READER), sys.executable, str(written)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(written.read_text(encoding="utf-8"))


def named(tree, name, role):
    """Return the one part that shows with a name and a role."""
    (found,) = (
        part for part in tree if part["name"] == name and part["role"] == role and part["showing"]
    )
    return found


def test_parts_of_the_window_have_names(trees):
    start = trees["begin"]
    named(start, "Regiokaart", "frame")
    for dock in ("Indelingen", "Tabellen", "Details"):
        named(start, dock, "panel")
    named(start, "Werkbalk", "tool bar")
    named(start, "Indelingen", "tree")
    named(start, "Matrix van V-maten", "table")
    for tab in ("Matrix", "Paren", "Regio's", "Gemeenten", "Bronnen"):
        named(start, tab, "page tab")


def test_views_say_what_they_are(trees):
    start = trees["begin"]
    for view in ("Eén indeling", "Vergelijk twee", "Grenzen", "Samenwerkingen"):
        button = named(start, view, "check box")
        assert "Toon" in button["description"]
        assert "Werkbalk" in button["inside"]


def test_map_says_what_it_shows(trees):
    start = trees["begin"]
    canvas = named(start, "Kaart", "filler")
    assert "35 arbeidsmarktregio's" in canvas["description"]


def test_nothing_that_takes_the_keyboard_is_nameless(trees):
    for tree in trees.values():
        cells = ("table cell", "list item")  # those of a table may be empty
        nameless = [
            part
            for part in tree
            if part["focusable"] and not part["name"] and part["role"] not in cells
            if part["showing"] or part["role"] != "label"  # one without text is not shown
        ]
        assert nameless == []


def test_text_is_read_and_not_only_named(trees):
    start = trees["begin"]
    texts = [part["name"] for part in start if part["role"] == "label"]
    assert any("8 indelingen tellen mee: gemiddelde V-maat" in text for text in texts)
    assert any("Kadaster / Centraal Bureau voor de Statistiek" in text for text in texts)


def test_cells_tell_what_they_are_about(trees):
    start = trees["begin"]
    names = [part["name"] for part in start if part["role"] == "table cell"]
    assert any(name.startswith("Arbeidsmarktregio en Jeugdregio: V-maat 0,") for name in names)
    place = next(i for i, name in enumerate(names) if name.startswith("Jeugdregio"))
    row = ["Regio's: 42", "Peiljaar: 2025, met opmerking", "Plicht: deels"]
    assert names[place + 1 : place + 4] == row


def test_map_is_there_as_a_table(trees):
    asked = trees["tabel"]
    table = named(asked, "Kaart als tabel", "table")
    assert "35 arbeidsmarktregio's" in table["description"]
    assert table["children"] > 342 * 3
    names = [part["name"] for part in asked if "Kaart als tabel" in part["inside"]]
    assert "Groningen" in names


def test_walk_over_the_map_is_told(trees):
    canvas = named(trees["kaart"], "Kaart", "filler")
    assert canvas["focused"]
    gemeente, _, more = canvas["description"].partition(". ")
    assert "inwoners" in more
    assert "35 arbeidsmarktregio's" in more
    assert "Shift en een pijltoets" in more
    labels = [part["name"] for part in trees["kaart"] if part["role"] == "label"]
    assert any(text.startswith("1 gemeente geselecteerd: ") for text in labels)
    details = next(part for part in trees["kaart"] if part["name"] == "Details" and part["showing"])
    assert gemeente
    assert details


@pytest.mark.parametrize(
    "title",
    ["Sneltoetsen", "Gegevens bijwerken", "Kwaliteit van de indelingen", "Over Regiokaart"],
)
def test_dialog_says_what_it_is_and_how_to_leave(trees, title):
    frame, *inside = trees[title]
    assert frame["name"] == title
    assert frame["role"] in ("dialog", "alert")
    close = named(inside, "Sluiten", "push button")
    assert close["enabled"]
    assert close["focusable"]


def test_dialogs_tell_what_is_in_them(trees):
    named(trees["Gegevens bijwerken"], "Jaren", "table")
    assert named(trees["Gegevens bijwerken"], "Andere server:", "text")["enabled"]
    named(trees["Kwaliteit van de indelingen"], "Bevindingen", "table")
    for tab in ("Bevindingen", "Bandbreedte", "Onzekere rijen"):
        named(trees["Kwaliteit van de indelingen"], tab, "page tab")
    texts = [part["name"] for part in trees["Over Regiokaart"] if part["role"] == "label"]
    assert any("Vrije software" in text for text in texts)
