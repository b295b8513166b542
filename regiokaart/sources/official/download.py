"""One file over HTTP: bounded, resumable, and recognised when it is used again."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from regiokaart.sources.official.asking import (
    Limits,
    announced_size,
    ask,
    check_announced,
    check_url,
    chunks,
    start_of,
)
from regiokaart.sources.official.kept import (
    HEAD,
    Fetched,
    Part,
    forget_part,
    keep,
    kept_before,
    part_path,
)
from regiokaart.sources.official.refusals import (
    TRY_LATER,
    BrokenError,
    DownloadError,
    Kind,
    not_the_file,
    size_text,
    too_large,
)

if TYPE_CHECKING:
    from requests import Response, Session

_REPORT_EVERY = 0.1  # seconds
_MAX_PAUSE = 60.0  # seconds, whatever the server asks for
_LATER_AGAIN = f"{TRY_LATER}; wat al binnen is, blijft bewaard"


@dataclass(frozen=True)
class Progress:
    """How far a transfer is.

    Attributes
    ----------
    name : str
        Name of the file.
    done : int
        Bytes there are, those of an earlier attempt included.
    total : int or None
        Bytes in all; None when the server does not say.
    speed : float
        Bytes per second since this attempt began.
    """

    name: str
    done: int
    total: int | None
    speed: float


Report = Callable[[Progress], None]


def fetch(
    session: Session, url: str, target: Path, kind: Kind, report: Report, limits: Limits
) -> Fetched:
    """Bring a file to `target`, or leave what is there as it is.

    An interrupted transfer goes on where it stopped, unless the file changed meanwhile. A file
    that is there already is used when the server says that it is still the newest.

    Parameters
    ----------
    session : Session
    url : str
        ``https``, or ``http`` on this computer itself.
    target : Path
        In an existing folder; beside it come ``.deel`` and ``.json`` files.
    kind : Kind
    report : callable
        Called with a `Progress` a few times a second, also while waiting to try again; what it
        raises stops the transfer, and what was received stays for the next time.
    limits : Limits

    Raises
    ------
    DownloadError
        When the file cannot be fetched or is not what it must be.
    DataError
        When the file at `target` was altered after it was fetched; it is removed then.
    """
    check_url(target.name, url)
    problem = ""
    try:
        cached = kept_before(target, url)
        for attempt in range(limits.attempts):
            try:
                return _transfer(session, url, target, cached, kind, report, limits)
            except BrokenError as error:
                problem = str(error)
                pause = max(error.pause, limits.pause * 2**attempt)
            if attempt + 1 < limits.attempts:
                _wait(min(pause, _MAX_PAUSE), target.name, Part.read(target, url), report)
    except OSError as error:
        raise DownloadError(
            target.name,
            "kan niet worden bewaard",
            remedy=f"maak ruimte vrij of controleer uw rechten op {target.parent}",
        ) from error
    raise DownloadError(target.name, problem, remedy=_LATER_AGAIN)


def _transfer(
    session: Session,
    url: str,
    target: Path,
    cached: Fetched | None,
    kind: Kind,
    report: Report,
    limits: Limits,
) -> Fetched:
    part = Part.read(target, url)
    report(Progress(target.name, part.done, part.total, 0.0))
    with ask(session, url, target.name, _conditions(part, cached), limits) as response:
        if response.status_code == 304 and cached is not None:
            return cached
        start = start_of(response, part, target)
        headers = response.headers
        etag, modified = headers.get("ETag", ""), headers.get("Last-Modified", "")
        part = Part(url, start, announced_size(response, start), etag, modified)
        check_announced(response, target, part, kind)
        try:
            _receive(response, target, part, kind, report)
        except DownloadError:  # what came is not what was asked for: nothing to go on with
            forget_part(target)
            raise
    return keep(target, part)


def _conditions(part: Part, cached: Fetched | None) -> dict[str, str]:
    """Ask for the rest of the same version, or for the file unless it is the one we have."""
    if part.done:
        return {"Range": f"bytes={part.done}-", "If-Range": part.validator}
    if cached is not None and cached.etag:
        return {"If-None-Match": cached.etag}
    if cached is not None and cached.modified:
        return {"If-Modified-Since": cached.modified}
    return {}


def _receive(response: Response, target: Path, part: Part, kind: Kind, report: Report) -> None:
    """Write the body behind what there is."""
    host = urlsplit(response.url).netloc
    head, done, began, reported = b"", part.done, time.monotonic(), 0.0
    with part_path(target).open("r+b" if part.done else "wb") as file:
        file.truncate(part.done)
        file.seek(part.done)
        # Only now: with the bytes of another version under it this record would lie.
        part.write_record(target)
        for chunk in chunks(response, host):
            file.write(chunk)
            done += len(chunk)
            if done > kind.max_bytes:
                raise too_large(target.name, f"is groter dan {size_text(kind.max_bytes)}", kind)
            if done == len(head) + len(chunk) and len(head) < HEAD:
                head += chunk
                if len(head) >= HEAD and not kind.looks_right(head[:HEAD]):
                    raise not_the_file(target.name, host, head)
            now = time.monotonic()
            if now - reported >= _REPORT_EVERY:
                reported = now
                speed = (done - part.done) / max(now - began, 1e-3)
                report(Progress(target.name, done, part.total, speed))
        file.flush()
        os.fsync(file.fileno())
    if part.total is not None and done != part.total:
        raise BrokenError(f"de verbinding met {host} is verbroken")
    if done < HEAD and not kind.looks_right(head):
        raise not_the_file(target.name, host, head)
    speed = (done - part.done) / max(time.monotonic() - began, 1e-3)
    report(Progress(target.name, done, done, speed))


def _wait(seconds: float, name: str, part: Part, report: Report) -> None:
    """Wait, and hear meanwhile whether to stop."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        report(Progress(name, part.done, part.total, 0.0))
        time.sleep(min(left, _REPORT_EVERY))
