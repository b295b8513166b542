"""Named page layouts of the user, and the last one, in a file beside the settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from regiokaart.export.files import atomic_write
from regiokaart.model.layoutsettings import MOST_TEMPLATES, NAME_LENGTH, LayoutSettings
from regiokaart.sources.errors import DataError

FILE = "opmaak.json"
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
            if not isinstance(named, dict) or len(named) > MOST_TEMPLATES:
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
            self._write(settings, self.named)
            self.last = settings

    def change(self, named: Mapping[str, LayoutSettings]) -> None:
        """Go on with these templates; raises ExportError, and nothing has changed then."""
        after = dict(sorted(named.items()))
        if after != self.named:
            self._write(self.last, after)
            self.named = after

    def _write(self, last: LayoutSettings, named: Mapping[str, LayoutSettings]) -> None:
        content = {
            "versie": _VERSION,
            "laatste": last.to_json(),
            "sjablonen": {name: each.to_json() for name, each in named.items()},
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
