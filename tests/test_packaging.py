"""What is installed: the wheel with its data, and the releases that the lock names."""

import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Return a folder in which the wheel of this checkout is installed."""
    dist, site = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("site")
    hatch = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(dist)]
    subprocess.run(hatch, cwd=ROOT, check=True, timeout=120)
    (wheel,) = dist.glob("regiokaart-*.whl")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(site), str(wheel)], check=True, timeout=120)
    return site


def test_wheel_finds_its_own_data(installed):
    script = (
        "import regiokaart; from regiokaart.sources import paths, embedded, boundaries\n"
        "print(regiokaart.__file__); print(paths.data_dir()); print(paths.resources_dir())\n"
        "print(len(embedded.load_catalogus()), len(boundaries.load_gebied()))\n"
        "print(*sorted(p.name for p in paths.docs_dir().iterdir()))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=installed,
        env={"PYTHONPATH": str(installed)},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
    )
    package, data, resources, counts, docs = run.stdout.splitlines()
    assert Path(package) == installed / "regiokaart" / "__init__.py"
    assert Path(data) == installed / "regiokaart" / "data"
    assert Path(resources) == installed / "regiokaart" / "resources"
    assert counts == "17 342"
    assert docs == "handleiding.md images methode.md"
    assert (installed / "regiokaart" / "docs" / "images" / "venster-1600.png").is_file()


def test_wheel_installs_the_commands(installed):
    (entries,) = installed.glob("regiokaart-*.dist-info/entry_points.txt")
    text = entries.read_text()
    assert "[console_scripts]\nregiokaart = " in text
    assert "[gui_scripts]\nregiokaart-app = " in text


def test_lock_pins_what_the_project_needs():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.+!]+", pin) for pin in pins), "names and versions only"
    locked = {canonicalize_name(name): version for name, version in (p.split("==") for p in pins)}

    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for requirement in map(Requirement, wanted):
        version = locked[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} is locked at {version}"
        for needed in metadata.requires(requirement.name) or []:
            dependency = Requirement(needed)
            if dependency.marker is None or dependency.marker.evaluate({"extra": ""}):
                assert canonicalize_name(dependency.name) in locked, f"{dependency} is not locked"
