"""A double click on a project, as the programs of a Linux desktop understand it."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from regiokaart.export import desktop
from regiokaart.export.files import ExportError

TOOLS = ("desktop-file-validate", "update-mime-database", "xdg-mime", "gio")
linux = pytest.mark.skipif(sys.platform != "linux", reason="for the desktops of Linux")
real = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason=f"needs {', '.join(TOOLS)}"
)


@pytest.fixture
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "gegevens"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "instellingen"))
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "GNOME")  # xdg-mime asks gio then, and reads globs
    return folder


def output_of(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@linux
@real
def test_desktop_knows_projects_and_who_opens_them(data_home: Path, tmp_path: Path) -> None:
    written, silent = desktop.install(desktop.start_command())
    assert silent == []
    assert all(path.is_relative_to(data_home) and path.is_file() for path in written)
    assert len(written) == 3
    assert output_of("desktop-file-validate", str(data_home / "applications" / desktop.ENTRY)) == ""
    for name in ("visie.regiokaart", "VISIE twee.REGIOKAART"):
        path = tmp_path / name
        path.write_text('{"soort": "regiokaart-project"}')
        assert output_of("xdg-mime", "query", "filetype", str(path)) == desktop.MIME_TYPE
    other = tmp_path / "indeling.regiokaart-indeling"
    other.write_text("{}")
    assert output_of("xdg-mime", "query", "filetype", str(other)) != desktop.MIME_TYPE
    assert output_of("xdg-mime", "query", "default", desktop.MIME_TYPE) == desktop.ENTRY


@linux
@real
def test_undone_nothing_of_ours_is_left(data_home: Path, tmp_path: Path) -> None:
    written, _ = desktop.install(desktop.start_command())
    assert desktop.remove() == (written, [])
    assert not any(path.exists() for path in written)
    assert output_of("xdg-mime", "query", "default", desktop.MIME_TYPE) == ""
    path = tmp_path / "visie.regiokaart"
    path.write_text("{}")
    assert output_of("xdg-mime", "query", "filetype", str(path)) != desktop.MIME_TYPE
    assert desktop.remove() == ([], [])


@linux
@real
@pytest.mark.parametrize(
    "folder", ["gewoon", "map met spaties", "$HOME 1", "a'b\"c", "a\\b`c`", "één & (twee)"]
)
def test_desktop_starts_a_program_wherever_it_is(
    data_home: Path, tmp_path: Path, folder: str
) -> None:
    program = tmp_path / folder / "python"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$0.part" && mv "$0.part" "$0.uit"\n')
    program.chmod(0o755)
    desktop.install([str(program), "-m", "regio kaart"])
    entry = data_home / "applications" / desktop.ENTRY
    assert output_of("desktop-file-validate", str(entry)) == ""
    project = tmp_path / "mijn visie $1 100%.regiokaart"
    project.touch()
    subprocess.run(["gio", "launch", str(entry), str(project)], check=True)
    heard = program.with_name("python.uit")
    for _ in range(200):
        if heard.exists():
            break
        time.sleep(0.05)
    assert heard.read_text().splitlines() == ["-m", "regio kaart", str(project)]


@pytest.mark.parametrize("folder", ["a=b", "a%b", "a\nb"])
def test_place_that_cannot_be_written_down_is_refused(folder: str) -> None:
    with pytest.raises(ExportError, match="kan; installeer Regiokaart in een andere map"):
        desktop.desktop_entry([f"/{folder}/python"])


def test_program_starts_from_a_folder_that_holds_something_else(tmp_path: Path) -> None:
    for name in ("regiokaart", "numpy", "click"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('vreemd')")
    place = Path(desktop.__file__).parents[2]
    done = subprocess.run(
        [*desktop.start_command(), "--version"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(place)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Regiokaart ")


@linux
def test_tools_that_are_missing_or_fail_are_named(
    data_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    tool = tmp_path / "update-desktop-database"
    tool.write_text("#!/bin/sh\nexit 1\n")
    tool.chmod(0o755)
    written, silent = desktop.install(["/bin/true"])
    assert silent == ["update-mime-database", "update-desktop-database"]
    assert all(path.is_file() for path in written)


@linux
def test_folder_that_cannot_be_made_is_named(data_home: Path) -> None:
    data_home.mkdir()
    (data_home / "applications").write_text("geen map")
    with pytest.raises(ExportError, match=r"applications: deze map kan niet worden gemaakt"):
        desktop.install(["/bin/true"])
