"""Named page layouts of the user, and the last one, in a file beside the settings."""

from __future__ import annotations

import json
from pathlib import Path

from regiokaart.export.files import atomic_write
from regiokaart.model.layoutsettings import LayoutSettings
from regiokaart.sources.errors import DataError

FILE = "opmaak.json"
NAME_LENGTH = 60
MOST = 100
_VERSION = 1
_MOST_BYTES = 1_000_000


class Templates:
    """Reads and writes the file; a write replaces it in one go.

    Parameters
    ----------
    path : Path
        The file; need not exist.

    Attributes
    ----------
    last : LayoutSettings
    named : dict of str to LayoutSettings
        In alphabetical order.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.last = LayoutSettings()
        self.named: dict[str, LayoutSettings] = {}

    def load(self) -> None:
        """Read the file, if there is one.

        Raises
        ------
        DataError
            When it is not valid; it is put aside, so that it is not overwritten.
        """
        try:
            if self._path.stat().st_size > _MOST_BYTES:
                raise ValueError("het bestand is te groot")
            stored = json.loads(self._path.read_text(encoding="utf-8"))
            if not isinstance(stored, dict) or stored.get("versie") != _VERSION:
                raise ValueError("dit bestand is niet van deze versie van Regiokaart")
            last = LayoutSettings.from_json(stored.get("laatste", {}))
            named = stored.get("sjablonen", {})
            if not isinstance(named, dict) or len(named) > MOST:
                raise ValueError("sjablonen: dit moet een groep van namen en waarden zijn")
            found = {name[:NAME_LENGTH]: LayoutSettings.from_json(named[name]) for name in named}
        except FileNotFoundError:
            return
        except (OSError, ValueError, RecursionError) as error:
            raise self._put_aside(error) from error
        self.last, self.named = last, dict(sorted(found.items()))

    def keep_last(self, settings: LayoutSettings) -> None:
        """Remember what to begin with the next time; raises ExportError."""
        if settings != self.last:
            self.last = settings
            self._write()

    def save(self, name: str, settings: LayoutSettings) -> None:
        """Keep a template under a name, in place of one that had it; raises ExportError."""
        self.named = dict(sorted({**self.named, name[:NAME_LENGTH]: settings}.items()))
        self._write()

    def remove(self, name: str) -> None:
        """Forget a template; raises ExportError."""
        self.named.pop(name, None)
        self._write()

    def restore(self, named: dict[str, LayoutSettings]) -> None:
        """Put back templates as they were before; raises ExportError."""
        self.named = dict(named)
        self._write()

    def _write(self) -> None:
        content = {
            "versie": _VERSION,
            "laatste": self.last.to_json(),
            "sjablonen": {name: each.to_json() for name, each in self.named.items()},
        }
        text = json.dumps(content, ensure_ascii=False, indent=1)
        with atomic_write(self._path) as temporary:
            temporary.write_text(f"{text}\n", encoding="utf-8", newline="\n")

    def _put_aside(self, error: Exception) -> DataError:
        aside = self._path.with_suffix(".onleesbaar")
        problem = "uw sjablonen zijn niet te lezen"
        if isinstance(error, ValueError) and not isinstance(
            error, UnicodeError | json.JSONDecodeError
        ):
            problem = f"{problem} ({error})"
        try:
            self._path.replace(aside)
        except OSError:
            return DataError(self._path, problem, remedy="verwijder het bestand")
        return DataError(
            self._path, problem, remedy=f"het bestand is bewaard als {aside.name}; begin opnieuw"
        )
