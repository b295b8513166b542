"""Starts the program and reads it as a screen reader does; run by the system's own Python.

Usage: ``python3 atspi_reader.py PYTHON FILE``, inside a session bus with a screen. Writes lists of
what there is, as JSON by moment: at the start, when the map was asked for as a table, after a walk
over the map with keys, and in dialogs.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 30  # seconds
MOST_CHILDREN = 400  # of the cells of a large table the first are enough
DIALOGS = {
    "Sneltoetsen": "Sneltoetsen",
    "Bijwerken": "Gegevens bijwerken",
    "Kwaliteit": "Kwaliteit van de indelingen",
    "Over Regiokaart": "Over Regiokaart",
}


def children(accessible):
    for place in range(min(accessible.get_child_count(), MOST_CHILDREN)):
        child = accessible.get_child_at_index(place)
        if child is not None:
            yield child


def described(accessible):
    states = accessible.get_state_set()
    return {
        "role": accessible.get_role_name(),
        "name": accessible.get_name() or "",
        "description": accessible.get_description() or "",
        "children": accessible.get_child_count(),
        "focusable": states.contains(Atspi.StateType.FOCUSABLE),
        "focused": states.contains(Atspi.StateType.FOCUSED),
        "enabled": states.contains(Atspi.StateType.ENABLED),
        "showing": states.contains(Atspi.StateType.SHOWING),
    }


def walk(accessible, inside=()):
    try:
        found = {**described(accessible), "inside": list(inside)}
        yield accessible, found
        below = list(children(accessible))
    except GLib.Error:  # it went away meanwhile
        return
    for child in below:
        yield from walk(child, (*inside, found["name"]))


def wait_for(find):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = find()
        if found is not None:
            return found
        time.sleep(0.3)
    raise SystemExit(f"not there after {PATIENCE} seconds: {find.__name__}")


def program():
    return next((a for a in children(Atspi.get_desktop(0)) if a.get_name() == "Regiokaart"), None)


def complete_tree():
    """The whole tree, when the results are there."""
    tree = list(walk(program()))
    names = [found["name"] for _, found in tree]
    done = ("gemiddelde V-maat", ": V-maat")  # in the status bar and in the matrix
    return tree if all(any(text in name for name in names) for text in done) else None


def tree_with_map_table():
    tree = list(walk(program()))
    is_there = any(f["name"] == "Kaart als tabel" and f["showing"] for _, f in tree)
    return tree if is_there else None


def press(tree, name, roles):
    """Choose something from a menu, or press a button."""
    chosen = next(
        accessible
        for accessible, found in tree
        if found["role"] in roles and found["name"].startswith(name)
    )
    chosen.do_action(0)


def keys(*pressed):
    subprocess.run(["xdotool", "key", *pressed], check=True, timeout=20)


def walked(tree):
    """Go to the map, one gemeente further, and select her; return the tree when that is told."""
    canvas = next(a for a, f in tree if (f["name"], f["role"]) == ("Kaart", "filler"))
    searched = ["xdotool", "search", "--onlyvisible", "--name", "^Regiokaart", "windowfocus"]
    subprocess.run([*searched, "--sync"], check=True, timeout=20)  # no window manager does it
    canvas.grab_focus()

    def at_the_map():
        return canvas.get_state_set().contains(Atspi.StateType.FOCUSED) or None

    wait_for(at_the_map)
    before = canvas.get_description()
    keys("shift+Up")

    def at_a_gemeente():
        canvas.clear_cache()
        return canvas.get_description() != before or None

    wait_for(at_a_gemeente)
    keys("Return")

    def selected():
        program().clear_cache()
        now = list(walk(program()))
        return now if any("gemeente geselecteerd" in found["name"] for _, found in now) else None

    return wait_for(selected)


def dialog(tree, item, title):
    """Open a dialog from a menu, return what is in it, and close it."""
    press(tree, item, ("menu item",))

    def opened():
        frame = next((a for a in children(program()) if a.get_name() == title), None)
        inside = [] if frame is None else list(walk(frame))
        return inside if any("luiten" in found["name"] for _, found in inside) else None

    inside = wait_for(opened)
    press(inside, "Sluiten", ("push button", "button"))

    def closed():
        return all(a.get_name() != title for a in children(program())) or None

    wait_for(closed)
    return inside


def main():
    started = subprocess.Popen([sys.argv[1], "-m", "regiokaart"])
    try:
        wait_for(program)
        moments = {"begin": wait_for(complete_tree)}
        press(moments["begin"], "Overslaan", ("push button", "button"))  # the tour
        press(moments["begin"], "Kaart als tabel", ("check menu item", "menu item"))
        moments["tabel"] = wait_for(tree_with_map_table)
        moments["kaart"] = walked(moments["begin"])
        for item, title in DIALOGS.items():
            moments[title] = dialog(moments["begin"], item, title)
        found = {moment: [each for _, each in tree] for moment, tree in moments.items()}
        Path(sys.argv[2]).write_text(json.dumps(found), encoding="utf-8")
    finally:
        started.terminate()
        started.wait()


main()
