"""Settings: what is written is read back, what is broken or hostile counts as absent."""

from pathlib import Path

import pytest
from PyQt6.QtCore import QSettings

from regiokaart.gui import settings
from regiokaart.gui.look.colours import Thema
from regiokaart.gui.settings import Settings
from regiokaart.model import Gewicht
from regiokaart.model.project import Weergave

ALL = [value for value in vars(settings).values() if isinstance(value, settings.Setting)]
EXAMPLES = {
    settings.TOUR: True,
    settings.THEMA: Thema.DONKER,
    settings.LOCATOR: False,
    settings.GEOMETRY: bytes(range(256)),
    settings.LAYOUT: b"\x00\xff",
    settings.PAGE: b"\x01\xfe",
    settings.FOLDER: "/tmp/Één map @ \\thuis; met = tekens, é",
    settings.RECENT: ("/met spatie/é@.regiokaart", "C:\\x\\y.regiokaart"),
    settings.COUNTED: ("jeugdregio", "corop"),
    settings.SHOW_ALL: True,
    settings.LEGEND: False,
    settings.GEWICHT: Gewicht.OPPERVLAKTE,
    settings.CHOICES: {Weergave.GRENZEN: {"Domein": "Één @ \\", "Vanaf": 3, "Ook": True}},
    settings.TECHNICAL: True,
    settings.BY_LIKENESS: True,
    settings.VIEW: Weergave.VERGELIJK,
    settings.PEILJAAR: 2025,
    settings.SERVER: "https://spiegel.example/cbs",
    settings.INDELING_A: "corop",
    settings.INDELING_B: "landsdeel",
}


def test_every_setting_is_declared_once_with_a_description():
    assert len(ALL) == len({setting.key for setting in ALL}) == len(EXAMPLES)
    assert all(setting.description.endswith(".") for setting in ALL)


@pytest.mark.parametrize("setting", ALL, ids=lambda s: s.key)
def test_value_is_read_back_equal_in_a_new_session(setting, tmp_path):
    first = Settings(tmp_path / "a.ini")
    assert first.get(setting) == setting.default
    first.set(setting, EXAMPLES[setting])
    first.save()
    assert Settings(tmp_path / "a.ini").get(setting) == EXAMPLES[setting]


def test_no_indeling_counts_is_something_else_than_nothing_stored(tmp_path):
    first = Settings(tmp_path / "a.ini")
    first.set(settings.COUNTED, ())
    first.save()
    assert Settings(tmp_path / "a.ini").get(settings.COUNTED) == ()


@pytest.mark.parametrize(
    "line",
    ["gewicht=kilo", "gewicht=", "gewicht=inwoners, gemeenten", "gewicht", "gewicht=\x00\xff"],
)
def test_broken_value_counts_as_absent(line, tmp_path):
    path = tmp_path / "a.ini"
    path.write_text(f"[keuze]\n{line}\nweergave=vergelijk\n")
    read = Settings(path)
    assert read.get(settings.GEWICHT) is Gewicht.INWONERS
    assert read.get(settings.VIEW) is Weergave.VERGELIJK


def test_damaged_bytes_count_as_absent(tmp_path):
    path = tmp_path / "a.ini"
    first = Settings(path)
    first.set(settings.GEOMETRY, b"as Qt wrote it")
    first.save()
    whole = path.read_text()
    start = whole.index("plaats=") + len("plaats=")
    for place in range(start, start + 28):  # of the checksum and of the value
        other = "0" if whole[place] != "0" else "1"
        path = tmp_path / f"{place}.ini"  # Qt may not see that the same file was written again
        path.write_text(f"{whole[:place]}{other}{whole[place + 1 :]}")
        assert Settings(path).get(settings.GEOMETRY) == b""
    for number, value in enumerate(("", "***", "00000000", "Zm9v", whole[start : start + 20])):
        path = tmp_path / f"waarde-{number}.ini"
        path.write_text(f"[venster]\nplaats={value}\n")
        assert Settings(path).get(settings.GEOMETRY) == b""


class Hostile:
    """An object that leaves a trace when it is unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self):
        return Path.touch, (self.trace,)


@pytest.mark.parametrize("escape", [b"@Variant", b"\\x40Variant", b"\\100Variant"])
def test_stored_object_is_never_unpickled(escape, tmp_path):
    path = tmp_path / "a.ini"
    trace = tmp_path / "trace"
    writer = QSettings(str(path), QSettings.Format.IniFormat)
    writer.setValue("keuze/gewicht", "oppervlakte")
    writer.setValue("keuze/kwaad", Hostile(trace))
    writer.sync()
    path.write_bytes(path.read_bytes().replace(b"@Variant", escape))
    assert Settings(path).get(settings.GEWICHT) is Gewicht.INWONERS
    assert not trace.exists()
    assert path.with_suffix(".onleesbaar").exists()


def test_huge_file_is_put_aside(tmp_path):
    path = tmp_path / "a.ini"
    path.write_bytes(b"[keuze]\ngewicht=oppervlakte\n" + b";" * settings.MAX_FILE_SIZE)
    assert Settings(path).get(settings.GEWICHT) is Gewicht.INWONERS
    assert path.with_suffix(".onleesbaar").exists()


def test_a_last_folder_that_is_gone_gives_way(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    stored = Settings(tmp_path / "instellingen.ini")
    assert stored.last_folder == tmp_path  # there is no folder of documents
    used = tmp_path / "brieven"
    used.mkdir()
    stored.set(settings.FOLDER, str(used))
    assert stored.last_folder == used
    used.rmdir()
    assert stored.last_folder == tmp_path
