"""One file over HTTP: bounded, resumable, and recognised when it is used again."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from regiokaart import __version__
from regiokaart.model.notation import number
from regiokaart.sources.errors import DataError
from regiokaart.sources.official.dates import dutch_date

if TYPE_CHECKING:
    from requests import PreparedRequest, Response, Session

_CHUNK = 1 << 16
_HEAD = 64  # bytes that tell what kind of file it is
_REPORT_EVERY = 0.1  # seconds
_MAX_REDIRECTS = 5
_MAX_PAUSE = 60.0  # seconds, whatever the server asks for
_THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")
_TRY_LATER = "controleer de verbinding en probeer het later opnieuw"
_LATER_AGAIN = f"{_TRY_LATER}; wat al binnen is, blijft bewaard"
_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")


class DownloadError(DataError):
    """A file that could not be fetched; its text is Dutch and fit to show."""


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


@dataclass(frozen=True)
class Limits:
    """How patient a transfer is.

    Attributes
    ----------
    connect, read : float
        Seconds to wait for a connection, and for the next bytes.
    attempts : int
        How often to try before giving up.
    pause : float
        Seconds before the second attempt; doubled each time.
    """

    connect: float = 10.0
    read: float = 30.0
    attempts: int = 6
    pause: float = 1.0


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


class _BrokenError(Exception):
    """Something that may go better the next time; its text is a Dutch clause."""

    def __init__(self, problem: str, pause: float = 0.0) -> None:
        super().__init__(problem)
        self.pause = pause


def open_session() -> Session:
    """Return a session that honours the proxies of the system and verifies TLS.

    Returns
    -------
    Session
        To be closed by the caller. It sends no credentials from ``.netrc`` and asks for bytes as
        they are, so that nothing is unpacked on the way.
    """
    import requests

    session = requests.Session()
    session.auth = _no_credentials
    session.headers["User-Agent"] = f"Regiokaart/{__version__}"
    session.headers["Accept-Encoding"] = "identity"
    return session


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
    _check_url(target.name, url)
    problem = ""
    try:
        cached = _cached(target, url)
        for attempt in range(limits.attempts):
            try:
                return _transfer(session, url, target, cached, kind, report, limits)
            except _BrokenError as error:
                problem = str(error)
                pause = max(error.pause, limits.pause * 2**attempt)
            if attempt + 1 < limits.attempts:
                _wait(min(pause, _MAX_PAUSE), target.name, _Part.read(target, url), report)
    except OSError as error:
        raise DownloadError(
            target.name,
            "kan niet worden bewaard",
            remedy=f"maak ruimte vrij of controleer uw rechten op {target.parent}",
        ) from error
    raise DownloadError(target.name, problem, remedy=_LATER_AGAIN)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# --- one attempt


def _transfer(
    session: Session,
    url: str,
    target: Path,
    cached: Fetched | None,
    kind: Kind,
    report: Report,
    limits: Limits,
) -> Fetched:
    part = _Part.read(target, url)
    report(Progress(target.name, part.done, part.total, 0.0))
    with _get(session, url, target.name, _conditions(part, cached), limits) as response:
        if response.status_code == 304 and cached is not None:
            return cached
        start = _start(response, part, target)
        headers = response.headers
        etag, modified = headers.get("ETag", ""), headers.get("Last-Modified", "")
        part = _Part(url, start, _announced(response, start), etag, modified)
        _check_announced(response, target, part, kind)
        try:
            _receive(response, target, part, kind, report)
        except DownloadError:  # what came is not what was asked for: nothing to go on with
            _forget_part(target)
            raise
    return _keep(target, part)


def _conditions(part: _Part, cached: Fetched | None) -> dict[str, str]:
    """Ask for the rest of the same version, or for the file unless it is the one we have."""
    if part.done:
        return {"Range": f"bytes={part.done}-", "If-Range": part.validator}
    if cached is not None and cached.etag:
        return {"If-None-Match": cached.etag}
    if cached is not None and cached.modified:
        return {"If-Modified-Since": cached.modified}
    return {}


def _get(
    session: Session, url: str, name: str, headers: dict[str, str], limits: Limits
) -> Response:
    """Ask, following redirects within the same server only."""
    import requests

    host = urlsplit(url).netloc
    for _ in range(_MAX_REDIRECTS):
        try:
            response = session.get(
                url,
                headers=headers,
                stream=True,
                allow_redirects=False,
                timeout=(limits.connect, limits.read),
            )
        except requests.exceptions.SSLError as error:
            raise DownloadError(
                name,
                f"het certificaat van {host} wordt niet vertrouwd",
                remedy="controleer de datum van de computer of vraag uw beheerder",
            ) from error
        except requests.exceptions.ProxyError as error:
            raise _BrokenError("de proxy van het netwerk geeft geen verbinding") from error
        except requests.exceptions.Timeout as error:
            raise _BrokenError(f"{host} antwoordt niet op tijd") from error
        except requests.exceptions.ConnectionError as error:
            raise _BrokenError(f"er is geen verbinding met {host}") from error
        except requests.exceptions.RequestException as error:
            raise DownloadError(
                name, f"het adres '{url}' kan niet", remedy="controleer het adres"
            ) from error
        if not response.is_redirect:
            return response
        response.close()
        onward = urljoin(url, response.headers["Location"])
        if urlsplit(onward)[:2] != urlsplit(url)[:2]:
            raise DownloadError(
                name,
                f"{host} verwijst door naar {urlsplit(onward).netloc or 'een ander adres'}",
                remedy="Regiokaart volgt alleen verwijzingen binnen dezelfde server",
            )
        url = onward
    raise DownloadError(name, f"{host} blijft doorverwijzen", remedy=_TRY_LATER)


def _start(response: Response, part: _Part, target: Path) -> int:
    """Return the byte at which the response begins."""
    status, host = response.status_code, urlsplit(response.url).netloc
    if status == 200:
        return 0
    if part.done and status in (206, 416):
        if status == 206 and part.goes_on_in(response):
            return part.done
        _forget_part(target)
        raise _BrokenError("het bestand veranderde tijdens het ophalen")
    if status in (408, 425, 429) or status >= 500:
        asked = response.headers.get("Retry-After", "")
        raise _BrokenError(
            f"{host} is nu niet beschikbaar (antwoord {status})",
            float(asked) if re.fullmatch(r"[0-9]{1,4}", asked) else 0.0,
        )
    if status in (404, 410):
        raise DownloadError(
            target.name, f"staat niet op {host}", remedy="controleer het jaar of het adres"
        )
    raise DownloadError(
        target.name, f"{host} weigert het bestand (antwoord {status})", remedy=_TRY_LATER
    )


def _announced(response: Response, start: int) -> int | None:
    length = response.headers.get("Content-Length", "")
    return start + int(length) if re.fullmatch(r"[0-9]{1,18}", length) else None


def _check_announced(response: Response, target: Path, part: _Part, kind: Kind) -> None:
    """Refuse what the headers already show to be wrong."""
    name, host = target.name, urlsplit(response.url).netloc
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity"):
        raise DownloadError(
            name,
            f"{host} stuurt het bestand ingepakt ({encoding[:20]}), ongevraagd",
            remedy="dat wordt niet uitgepakt, want de grootte is dan niet bekend; " + _TRY_LATER,
        )
    if response.headers.get("Content-Type", "").strip().lower().startswith("text/html"):
        raise _not_the_file(name, host, b"<")
    if part.total is not None and part.total > kind.max_bytes:
        raise _too_large(name, f"is {_size(part.total)} groot", kind)
    free = shutil.disk_usage(target.parent).free
    if part.total is not None and part.total - part.done > free:
        raise DownloadError(
            name,
            f"is {_size(part.total)} groot en er is nog {_size(free)} vrij op de schijf",
            remedy="maak ruimte vrij",
        )


def _receive(response: Response, target: Path, part: _Part, kind: Kind, report: Report) -> None:
    """Write the body behind what there is."""
    host = urlsplit(response.url).netloc
    head, done, began, reported = b"", part.done, time.monotonic(), 0.0
    with _part_path(target).open("r+b" if part.done else "wb") as file:
        file.truncate(part.done)
        file.seek(part.done)
        # Only now: with the bytes of another version under it this record would lie.
        part.write_record(target)
        for chunk in _chunks(response, host):
            file.write(chunk)
            done += len(chunk)
            if done > kind.max_bytes:
                raise _too_large(target.name, f"is groter dan {_size(kind.max_bytes)}", kind)
            if done == len(head) + len(chunk) and len(head) < _HEAD:
                head += chunk
                if len(head) >= _HEAD and not kind.looks_right(head[:_HEAD]):
                    raise _not_the_file(target.name, host, head)
            now = time.monotonic()
            if now - reported >= _REPORT_EVERY:
                reported = now
                speed = (done - part.done) / max(now - began, 1e-3)
                report(Progress(target.name, done, part.total, speed))
        file.flush()
        os.fsync(file.fileno())
    if part.total is not None and done != part.total:
        raise _BrokenError(f"de verbinding met {host} is verbroken")
    if done < _HEAD and not kind.looks_right(head):
        raise _not_the_file(target.name, host, head)
    speed = (done - part.done) / max(time.monotonic() - began, 1e-3)
    report(Progress(target.name, done, done, speed))


def _chunks(response: Response, host: str) -> Iterator[bytes]:
    """Yield the body as it arrives, never unpacked."""
    import urllib3

    try:
        while chunk := response.raw.read1(_CHUNK, decode_content=False):
            yield chunk
    except urllib3.exceptions.ReadTimeoutError as error:
        raise _BrokenError(f"{host} stuurt niets meer") from error
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise _BrokenError(f"de verbinding met {host} is verbroken") from error


def _wait(seconds: float, name: str, part: _Part, report: Report) -> None:
    """Wait, and hear meanwhile whether to stop."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        report(Progress(name, part.done, part.total, 0.0))
        time.sleep(min(left, _REPORT_EVERY))


# --- what is on disk


@dataclass(frozen=True)
class _Part:
    """The beginning of a file, as an earlier attempt left it."""

    url: str
    done: int
    total: int | None
    etag: str
    modified: str

    @classmethod
    def read(cls, target: Path, url: str) -> _Part:
        """Return what there is to go on with, which is often nothing."""
        nothing = cls(url, 0, None, "", "")
        try:
            record = json.loads(_part_record_path(target).read_text(encoding="utf-8"))
            done = _part_path(target).stat().st_size
            part = cls(
                str(record["url"]), done, record["total"], record["etag"], record["modified"]
            )
        except (OSError, ValueError, TypeError, KeyError):
            return nothing
        usable = (
            part.url == url
            and part.validator
            and isinstance(part.total, int)
            and _HEAD <= done < part.total  # the beginning was looked at
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


def _keep(target: Path, part: _Part) -> Fetched:
    """Put a complete file in its place, with a record of where it came from."""
    path = _part_path(target)
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
    _forget_part(target)
    return fetched


def _cached(target: Path, url: str) -> Fetched | None:
    """Return the record of a file that was fetched before from the same address."""
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
            f"dit bestand is veranderd nadat het op {dutch_date(record.date)} is opgehaald, "
            "en daarom verwijderd",
            remedy="haal de gegevens opnieuw op",
        )
    return record


def _write_json(path: Path, values: dict[str, object]) -> None:
    temporary = path.with_name(path.name + ".tmp")
    temporary.write_text(json.dumps(values), encoding="utf-8")
    temporary.replace(path)


def _forget_part(target: Path) -> None:
    for path in (_part_path(target), _part_record_path(target)):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _part_path(target: Path) -> Path:
    return target.with_name(target.name + ".deel")


def _part_record_path(target: Path) -> Path:
    return target.with_name(target.name + ".deel.json")


def _record_path(target: Path) -> Path:
    return target.with_name(target.name + ".herkomst.json")


# --- words


def _check_url(name: str, url: str) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    if not host or parts.scheme not in ("https", "http"):
        raise DownloadError(
            name, f"'{url}' is geen webadres", remedy="gebruik een adres dat begint met https://"
        )
    if parts.scheme == "http" and host not in _THIS_COMPUTER:
        raise DownloadError(
            name,
            f"het adres van {host} is niet beveiligd",
            remedy="gebruik een adres dat begint met https://",
        )


def _no_credentials(request: PreparedRequest) -> PreparedRequest:
    return request


def _too_large(name: str, problem: str, kind: Kind) -> DownloadError:
    return DownloadError(
        name,
        problem,
        remedy=f"Regiokaart neemt hier niet meer dan {_size(kind.max_bytes)} aan",
    )


def _not_the_file(name: str, host: str, head: bytes) -> DownloadError:
    came = "een webpagina" if head.lstrip().startswith(b"<") else "iets anders"
    return DownloadError(
        name,
        f"{host} stuurt {came} in plaats van dit bestand",
        remedy="misschien vraagt het netwerk om aan te melden; " + _TRY_LATER,
    )


def _size(size: int) -> str:
    """Write a number of bytes as people do: ``12,3 MB``."""
    return f"{number(size / 1e9, 1)} GB" if size >= 1e9 else f"{number(size / 1e6, 1)} MB"
