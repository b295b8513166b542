"""The command that makes a double click work, and says so honestly where it does not."""

import sys
from pathlib import Path

import pytest

from regiokaart.cli import run


@pytest.fixture(autouse=True)
def _data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "gegevens"))


@pytest.mark.skipif(sys.platform != "linux", reason="for the desktops of Linux")
def test_what_is_written_and_removed_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = tmp_path / "gegevens" / "applications" / "regiokaart.desktop"
    assert run(["koppelen"]) == 0
    out = capsys.readouterr().out
    assert f"Geschreven: {entry}\n" in out
    assert entry.is_file()
    assert f"{sys.executable} -P -m regiokaart %f\n" in entry.read_text("utf-8")
    assert run(["koppelen", "--ongedaan"]) == 0
    assert f"Verwijderd: {entry}\n" in capsys.readouterr().out
    assert run(["koppelen", "--ongedaan"]) == 0
    assert capsys.readouterr().out == "Er was geen koppeling.\n"


@pytest.mark.skipif(sys.platform != "linux", reason="for the desktops of Linux")
def test_desktop_without_its_tools_is_no_success(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert run(["koppelen"]) == 0
    out = capsys.readouterr().out
    assert "opent nu" not in out
    assert "Let op: update-mime-database en update-desktop-database werken hier niet." in out
    assert "shared-mime-info, desktop-file-utils" in out


@pytest.mark.parametrize(
    ("platform", "text"),
    [("win32", "Openen met"), ("darwin", "sleep het op het venster"), ("aix", "alleen op Linux")],
)
def test_elsewhere_it_says_how_to_do_it_by_hand(
    platform: str,
    text: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("regiokaart.cli.koppelen.sys.platform", platform)
        assert run(["koppelen"]) == 2
    assert text in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
