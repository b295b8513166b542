"""Where the embedded Wgr-regelingen come from."""

from __future__ import annotations

import tomllib

from regiokaart.sources.paths import data_dir


def register_source() -> str:
    """Return the source of the regelingen with its date and licence, fit to print."""
    with (data_dir() / "catalogus.toml").open("rb") as file:
        entry = tomllib.load(file)["regelingen"]
    return f"{entry['bron']} ({entry['licentie']})"
