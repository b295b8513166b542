"""Why a file is not fetched, in Dutch, and what a file must be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from regiokaart.model.notation import number
from regiokaart.sources.errors import DataError

TRY_LATER = "controleer de verbinding en probeer het later opnieuw"


class DownloadError(DataError):
    """A file that could not be fetched; its text is Dutch and fit to show."""


class BrokenError(Exception):
    """Something that may go better the next time; its text is a Dutch clause."""

    def __init__(self, problem: str, pause: float = 0.0) -> None:
        super().__init__(problem)
        self.pause = pause


@dataclass(frozen=True)
class Kind:
    """What a file must be.

    Attributes
    ----------
    max_bytes : int
        A larger file is refused, whether announced or not.
    looks_right : callable
        Whether the first bytes (64, or all there are) are those of such a file.
    """

    max_bytes: int
    looks_right: Callable[[bytes], bool]


def too_large(name: str, problem: str, kind: Kind) -> DownloadError:
    """Return the refusal of a file that is larger than such files are."""
    return DownloadError(
        name,
        problem,
        remedy=f"Regiokaart neemt hier niet meer dan {size_text(kind.max_bytes)} aan",
    )


def not_the_file(name: str, host: str, head: bytes) -> DownloadError:
    """Return the refusal of an answer that begins in a way that such a file does not."""
    came = "een webpagina" if head.lstrip().startswith(b"<") else "iets anders"
    return DownloadError(
        name,
        f"{host} stuurt {came} in plaats van dit bestand",
        remedy="misschien vraagt het netwerk om aan te melden; " + TRY_LATER,
    )


def size_text(size: int) -> str:
    """Write a number of bytes as people do: ``12,3 MB``."""
    return f"{number(size / 1e9, 1)} GB" if size >= 1e9 else f"{number(size / 1e6, 1)} MB"
