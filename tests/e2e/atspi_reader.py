"""Starts the program and reads it as a screen reader does; run by the system's own Python.

Usage: ``python3 atspi_reader.py PYTHON FILE``, inside a session bus with a screen. Writes two lists
of what there is, as JSON: at the start, and when the map was asked for as a table.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 60  # seconds
MOST_CHILDREN = 400  # of the cells of a large table the first are enough


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


def main():
    started = subprocess.Popen([sys.argv[1], "-m", "regiokaart"])
    try:
        wait_for(program)
        first = wait_for(complete_tree)
        item = next(
            accessible
            for accessible, found in first
            if "item" in found["role"] and found["name"].startswith("Kaart als tabel")
        )
        item.get_action_iface().do_action(0)
        second = wait_for(tree_with_map_table)
        trees = [[found for _, found in tree] for tree in (first, second)]
        Path(sys.argv[2]).write_text(json.dumps(trees), encoding="utf-8")
    finally:
        started.terminate()
        started.wait()


main()
