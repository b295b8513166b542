"""What is on disk of the files that are fetched: whole ones, and the beginning of one."""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from regiokaart.model.notation import day_in_words
from regiokaart.sources.errors import DataError

if TYPE_CHECKING:
    from requests import Response

HEAD = 64  # bytes that tell what kind of file it is
_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")


@dataclass(frozen=True)
class Fetched:
    """Where a file came from.

    Attributes
    ----------
    name, url : str
    size : int
        Bytes.
    sha256 : str
        Of the bytes as they were received. The provider publishes none.
    date : str
        When it was received, ISO 8601 in UTC.
    etag, modified : str
        What the server said to recognise this version by; may be empty.
    """

    name: str
    url: str
    size: int
    sha256: str
    date: str
    etag: str
    modified: str


@dataclass(frozen=True)
class Part:
    """The beginning of a file, as an earlier attempt left it.

    Attributes
    ----------
    url : str
    done : int
        Bytes that are there; 0 when there is nothing to go on with.
    total : int or None
        Bytes in all; None when the server does not say.
    etag, modified : str
        As of `Fetched`.
    """

    url: str
    done: int
    total: int | None
    etag: str
    modified: str

    @classmethod
    def read(cls, target: Path, url: str) -> Part:
        """Return what there is to go on with, which is often nothing."""
        nothing = cls(url, 0, None, "", "")
        try:
            record = json.loads(_part_record_path(target).read_text(encoding="utf-8"))
            done = part_path(target).stat().st_size
            part = cls(
                str(record["url"]), done, record["total"], record["etag"], record["modified"]
            )
        except (OSError, ValueError, TypeError, KeyError):
            return nothing
        usable = (
            part.url == url
            and part.validator
            and isinstance(part.total, int)
            and HEAD <= done < part.total  # the beginning was looked at
        )
        return part if usable else nothing

    @property
    def validator(self) -> str:
        """What tells this version of the file from another; a weak ETag does not."""
        return self.etag if self.etag.startswith('"') else self.modified

    def goes_on_in(self, response: Response) -> bool:
        """Whether a response begins where this part stops, in the same version."""
        found = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
        return (
            found is not None
            and (int(found[1]), int(found[2])) == (self.done, self.total)
            and response.headers.get("ETag", self.etag) == self.etag
            and response.headers.get("Last-Modified", self.modified) == self.modified
        )

    def write_record(self, target: Path) -> None:
        """Write what is needed to go on later."""
        record = {"url": self.url, "total": self.total, "etag": self.etag}
        _write_json(_part_record_path(target), {**record, "modified": self.modified})


def keep(target: Path, part: Part) -> Fetched:
    """Put a complete file in its place, with a record of where it came from."""
    path = part_path(target)
    fetched = Fetched(
        name=target.name,
        url=part.url,
        size=path.stat().st_size,
        sha256=sha256_of(path),
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        etag=part.etag,
        modified=part.modified,
    )
    # Without a record a file is fetched again; an old record beside a new file would be a lie.
    _record_path(target).unlink(missing_ok=True)
    path.replace(target)
    _write_json(_record_path(target), asdict(fetched))
    forget_part(target)
    return fetched


def kept_before(target: Path, url: str) -> Fetched | None:
    """Return the record of a file that was fetched before from the same address.

    Raises
    ------
    DataError
        When the file was altered since; it is removed then.
    """
    try:
        record = Fetched(**json.loads(_record_path(target).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    if record.url != url or not target.is_file():
        return None
    if sha256_of(target) != record.sha256:
        target.unlink()
        _record_path(target).unlink()
        raise DataError(
            target,
            f"dit bestand is veranderd nadat het op {day_in_words(record.date)} is opgehaald, "
            "en daarom verwijderd",
            remedy="haal de gegevens opnieuw op",
        )
    return record


def forget_part(target: Path) -> None:
    """Remove the beginning of a file, so that the next attempt starts anew."""
    for path in (part_path(target), _part_record_path(target)):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def part_path(target: Path) -> Path:
    """Return where the beginning of a file is kept until it is whole."""
    return target.with_name(target.name + ".deel")


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_json(path: Path, values: dict[str, object]) -> None:
    temporary = path.with_name(path.name + ".tmp")
    temporary.write_text(json.dumps(values), encoding="utf-8")
    temporary.replace(path)


def _part_record_path(target: Path) -> Path:
    return target.with_name(target.name + ".deel.json")


def _record_path(target: Path) -> Path:
    return target.with_name(target.name + ".herkomst.json")
