"""The main job, as `make run` does it where there is no screen."""

import csv
import os
import struct
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from regiokaart.model import Catalogus

pytestmark = pytest.mark.e2e


def _png_size(path: Path) -> tuple[int, int]:
    head = path.read_bytes()[:24]
    assert head.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def test_main_job_writes_everything_without_a_screen(tmp_path: Path, catalogus: Catalogus) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    bare = {name: value for name, value in os.environ.items() if name not in hidden}
    bare |= {"DISPLAY": ":4713", "QT_QPA_PLATFORM": "xcb"}  # what a broken login leaves behind
    folder = tmp_path / "uit voer"
    result = subprocess.run(
        [sys.executable, "-m", "regiokaart", "hoofdtaak", "--map", str(folder)],
        capture_output=True,
        text=True,
        env=bare,
        cwd=tmp_path,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    names = [
        "congruentie.xlsx",
        "congruentie.csv",
        "congruentie.csv-verantwoording.txt",
        "kaart.png",
        "kaart.html",
        "venster.png",
    ]
    assert sorted(p.name for p in folder.iterdir()) == sorted(names)
    lines = result.stdout.splitlines()
    assert [line.split(" (")[0] for line in lines] == [f"Geschreven: {folder / n}" for n in names]
    assert all(line.endswith(" kB)") for line in lines)

    pairs = len(catalogus) * (len(catalogus) - 1) // 2
    with (folder / "congruentie.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file, delimiter=";"))) == 3 * pairs + 1
    workbook = openpyxl.load_workbook(folder / "congruentie.xlsx", read_only=True)
    assert workbook.sheetnames[-1] == "Verantwoording"
    assert len(list(workbook["Gemeenten"].values)) == len(catalogus.gemeenten) + 1
    workbook.close()
    # A4 at 300 dots per inch, and the window.
    assert _png_size(folder / "kaart.png") == pytest.approx((2480, 3508), rel=0.01)
    assert _png_size(folder / "venster.png") == (1600, 1000)
    # A map in colours does not fit in this few bytes when it is blank.
    assert (folder / "kaart.png").stat().st_size > 300_000
    assert (folder / "venster.png").stat().st_size > 100_000
