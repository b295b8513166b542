"""What went wrong, kept in a file that the user can find and send along."""

from __future__ import annotations

import logging
import platform
from pathlib import Path

from regiokaart import __version__
from regiokaart.sources.paths import user_cache_dir

LOGGER = logging.getLogger("regiokaart")
_MAX_SIZE = 500_000  # bytes of a file, of which one earlier one is kept
_FORMAT = "%(asctime)s %(levelname)s %(message)s"


def log_path() -> Path:
    """Return where the log is; it need not exist yet."""
    return user_cache_dir() / "logboek" / "regiokaart.log"


def begin() -> logging.Handler | None:
    """Write what is logged to the file from now on; None where that is not possible."""
    from logging.handlers import RotatingFileHandler

    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=_MAX_SIZE, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        return None
    handler.setFormatter(logging.Formatter(_FORMAT))
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False
    LOGGER.info("Regiokaart %s, Python %s, %s", __version__, platform.python_version(), _system())
    return handler


def _system() -> str:
    return f"{platform.system()} {platform.release()}"
