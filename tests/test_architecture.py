"""The rules that keep the house: which way imports run, and what the start may load."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SLOW_TO_LOAD = ("scipy", "pandas", "geopandas", "pyproj", "pyogrio", "folium", "openpyxl", "typst")


def loaded_after(statement: str) -> set[str]:
    """Return the top-level modules in a fresh interpreter after a statement."""
    script = (
        f"import sys\n{statement}\nprint(*sorted({{m.partition('.')[0] for m in sys.modules}}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True, timeout=60
    )
    return set(run.stdout.split())


def test_imports_run_one_way():
    # In a process of its own: it ends all logging of the process that it runs in.
    command = "from importlinter.cli import lint_imports_command as run; run()"
    run = subprocess.run(
        [sys.executable, "-c", command, "--config", str(ROOT / "pyproject.toml"), "--no-cache"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stdout
    assert "kept, 0 broken" in run.stdout


FIRST_MAP = """
from pathlib import Path
from regiokaart.gui import app, settings, window
from regiokaart.sources import boundaries, embedded

qt = app.application()
catalogus, gebied = embedded.load_catalogus(), boundaries.load_gebied()
main = window.MainWindow(catalogus, gebied, settings.Settings(Path({folder!r}, "leeg.ini")))
main.canvas.first_painted.connect(qt.quit)
main.show()
qt.exec()
"""


def test_first_map_needs_nothing_slow(tmp_path):
    loaded = loaded_after(FIRST_MAP.format(folder=str(tmp_path)))
    assert "PyQt6" in loaded
    assert loaded.isdisjoint(SLOW_TO_LOAD)


def test_model_loads_numpy_only():
    loaded = loaded_after("import regiokaart.model")
    assert "numpy" in loaded
    assert loaded.isdisjoint({*SLOW_TO_LOAD, "shapely", "PyQt6"})


def test_command_line_starts_without_qt():
    assert "PyQt6" not in loaded_after("import regiokaart.cli")
