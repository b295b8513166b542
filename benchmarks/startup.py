"""From starting the process to the first painted map, beside what its peers need to load.

Every figure is taken from outside, by the same clock: from just before the process is started
until it says that it is ready. The runs alternate, so that a busy moment hits all of them.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which

RUNS = 7
# In a process of its own: the memory of this one counts in that of the processes it starts.
MAP_SCRIPT = """
import sys
import geopandas
from regiokaart.cartography.geometry import polygons
from regiokaart.sources.boundaries import load_gebied

shapes = polygons(load_gebied().levels[0])
geopandas.GeoDataFrame(geometry=shapes, crs="EPSG:28992").to_file(sys.argv[1])
"""
QGIS_SCRIPT = """
import os
from qgis.utils import iface

def painted():
    if iface.mapCanvas().layerCount():
        print("painted", flush=True)
        os._exit(0)

iface.mapCanvas().mapCanvasRefreshed.connect(painted)
iface.mapCanvas().refresh()
"""
GOAL = 0.5  # seconds from process start to first painted map


@dataclass(frozen=True)
class Case:
    """A process to time: its ready word is a line on its standard output, or its end."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    ready_line: bool


def measure(case: Case) -> tuple[float, float]:
    """Return the seconds until ready and the largest resident memory in MB of one run."""
    environment = {**os.environ, **case.environment}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users have bytecode from the second start
    start = time.perf_counter()
    process = subprocess.Popen(
        case.command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    if case.ready_line:
        line = process.stdout.readline()
        seconds = time.perf_counter() - start
        if not line:
            raise SystemExit(f"{case.name}: ended without a painted map")
    process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if not case.ready_line:
        seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{case.name}: exit code {process.returncode}")
    kilobyte = 1 / 1024 if sys.platform == "darwin" else 1
    return seconds, usage.ru_maxrss * kilobyte / 1024


@contextmanager
def virtual_screen():
    """Yield the name of a running Xvfb display, or None where Xvfb is not installed."""
    if not which("Xvfb"):
        yield None
        return
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            yield f":{pipe.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def qgis(display: str, home: Path) -> Case:
    """Return QGIS without plugins, with the same gemeenten from a GeoPackage."""
    map_file, script = home / "gemeenten.gpkg", home / "painted.py"
    subprocess.run([sys.executable, "-c", MAP_SCRIPT, str(map_file)], check=True)
    script.write_text(QGIS_SCRIPT)
    options = ["--nologo", "--noplugins", "--noversioncheck", "--profiles-path", str(home)]
    command = ["qgis", *options, "--code", str(script), str(map_file)]
    return Case("QGIS, Xvfb", command, {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}, True)


def cases(display: str | None, home: Path) -> list[Case]:
    """Return what is timed; the window starts with settings of its own in `home`."""
    python = sys.executable
    window = [python, "-m", "regiokaart"]
    measured = {"REGIOKAART_MEET_START": "1", "XDG_CONFIG_HOME": str(home)}
    found = [
        Case("window, offscreen", window, {**measured, "QT_QPA_PLATFORM": "offscreen"}, True),
        Case(
            "import PyQt6.QtWidgets, numpy, shapely",
            [python, "-c", "import PyQt6.QtWidgets, numpy, shapely"],
            {},
            False,
        ),
        Case("import geopandas", [python, "-c", "import geopandas"], {}, False),
    ]
    if display:
        on_screen = {**measured, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
        found.insert(0, Case("window, Xvfb", window, on_screen, True))
        if which("qgis"):
            found.append(qgis(display, home))
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as home, virtual_screen() as display:
        todo = cases(display, Path(home))
        for case in todo:
            measure(case)  # fills the disk cache
        runs = [[measure(case) for case in todo] for _ in range(RUNS)]

    print(f"start-up: median of {RUNS} (least to most), seconds from the start of the process")
    for case, results in zip(todo, zip(*runs, strict=True), strict=True):
        seconds = [result[0] for result in results]
        memory = max(result[1] for result in results)
        verdict = ""
        median = statistics.median(seconds)
        if case.command[-1] == "regiokaart":
            verdict = f"  goal {GOAL}: {'met' if median <= GOAL else 'NOT MET'}"
        print(
            f"  {case.name:40} {median:6.3f} ({min(seconds):.3f} to {max(seconds):.3f})"
            f"  {memory:5.0f} MB{verdict}"
        )
    if not display:
        print("  window, Xvfb: not measured, Xvfb is not installed")
    if not (display and which("qgis")):
        print("  QGIS: not measured, it or Xvfb is not installed")


if __name__ == "__main__":
    main()
