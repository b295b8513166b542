"""Asks a server for a file, and judges what it answers before anything is kept of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from regiokaart import __version__
from regiokaart.sources.official.kept import Part, forget_part
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
    from requests import PreparedRequest, Response, Session

_CHUNK = 1 << 16
_MAX_REDIRECTS = 5
_THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")


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


def check_url(name: str, url: str) -> None:
    """Refuse an address that is none, or that anyone on the way could change the answer of.

    Raises
    ------
    DownloadError
    """
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


def ask(session: Session, url: str, name: str, headers: dict[str, str], limits: Limits) -> Response:
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
            raise BrokenError("de proxy van het netwerk geeft geen verbinding") from error
        except requests.exceptions.Timeout as error:
            raise BrokenError(f"{host} antwoordt niet op tijd") from error
        except requests.exceptions.ConnectionError as error:
            raise BrokenError(f"er is geen verbinding met {host}") from error
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
    raise DownloadError(name, f"{host} blijft doorverwijzen", remedy=TRY_LATER)


def start_of(response: Response, part: Part, target: Path) -> int:
    """Return the byte at which the response begins."""
    status, host = response.status_code, urlsplit(response.url).netloc
    if status == 200:
        return 0
    if part.done and status in (206, 416):
        if status == 206 and part.goes_on_in(response):
            return part.done
        forget_part(target)
        raise BrokenError("het bestand veranderde tijdens het ophalen")
    if status in (408, 425, 429) or status >= 500:
        asked = response.headers.get("Retry-After", "")
        raise BrokenError(
            f"{host} is nu niet beschikbaar (antwoord {status})",
            float(asked) if re.fullmatch(r"[0-9]{1,4}", asked) else 0.0,
        )
    if status in (404, 410):
        raise DownloadError(
            target.name, f"staat niet op {host}", remedy="controleer het jaar of het adres"
        )
    raise DownloadError(
        target.name, f"{host} weigert het bestand (antwoord {status})", remedy=TRY_LATER
    )


def announced_size(response: Response, start: int) -> int | None:
    """Return the size of the whole file, of which the response is the part from `start`."""
    length = response.headers.get("Content-Length", "")
    return start + int(length) if re.fullmatch(r"[0-9]{1,18}", length) else None


def check_announced(response: Response, target: Path, part: Part, kind: Kind) -> None:
    """Refuse what the headers already show to be wrong."""
    name, host = target.name, urlsplit(response.url).netloc
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity"):
        raise DownloadError(
            name,
            f"{host} stuurt het bestand ingepakt ({encoding[:20]}), ongevraagd",
            remedy="dat wordt niet uitgepakt, want de grootte is dan niet bekend; " + TRY_LATER,
        )
    if response.headers.get("Content-Type", "").strip().lower().startswith("text/html"):
        raise not_the_file(name, host, b"<")
    if part.total is not None and part.total > kind.max_bytes:
        raise too_large(name, f"is {size_text(part.total)} groot", kind)
    free = shutil.disk_usage(target.parent).free
    if part.total is not None and part.total - part.done > free:
        raise DownloadError(
            name,
            f"is {size_text(part.total)} groot en er is nog {size_text(free)} vrij op de schijf",
            remedy="maak ruimte vrij",
        )


def chunks(response: Response, host: str) -> Iterator[bytes]:
    """Yield the body as it arrives, never unpacked."""
    import urllib3

    try:
        while chunk := response.raw.read1(_CHUNK, decode_content=False):
            yield chunk
    except urllib3.exceptions.ReadTimeoutError as error:
        raise BrokenError(f"{host} stuurt niets meer") from error
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise BrokenError(f"de verbinding met {host} is verbroken") from error


def _no_credentials(request: PreparedRequest) -> PreparedRequest:
    return request
