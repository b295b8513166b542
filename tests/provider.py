"""A provider on this computer: a real HTTP server with the provider's files and its faults."""

import json
import re
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from regiokaart.sources.official.asking import Limits
from regiokaart.sources.official.source import TABLES, Source

FIXTURES = Path(__file__).parent / "fixtures" / "official"

Fault = Callable[["Handler", bytes], None]


class Handler(BaseHTTPRequestHandler):
    """Serves files with ranges and validators, as PDOK does."""

    protocol_version = "HTTP/1.1"
    timeout = 10
    disable_nagle_algorithm = True
    server: "Server"

    def setup(self) -> None:
        super().setup()
        if isinstance(self.server, Server):
            self.server.connections.append(self.connection)

    def do_GET(self) -> None:
        provider = self.server.provider
        path = urlsplit(self.path).path
        provider.log.append((self.path, dict(self.headers)))
        faults = provider.faults.get(path)
        if faults:
            fault = faults.pop(0)
            fault(self, provider.files.get(path, b""))
        elif path in provider.files:
            self.serve(provider.files[path])
        else:
            self.reply(404, b"weg")

    def serve(self, body: bytes, *, stop_at: int | None = None) -> None:
        """Answer as a good server; `stop_at` breaks the connection at that byte of the file."""
        etag = f'"{sha256(body).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == etag:
            self.reply(304, b"", ETag=etag)
            return
        found = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(found[1]) if found and self.headers.get("If-Range") == etag else 0
        headers = {"ETag": etag, "Content-Type": "application/octet-stream"}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        self.send_response(206 if start else 200)
        headers["Content-Length"] = str(len(body) - start)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[start:stop_at])
        if stop_at is not None:
            self.hang_up()

    def reply(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers and status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def hang_up(self) -> None:
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = False

    def __init__(self, provider: "Provider") -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.provider = provider
        self.connections: list[socket.socket] = []

    def server_close(self) -> None:
        """Hang up on clients that keep their line open, so that no thread waits for them."""
        for connection in self.connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        super().server_close()

    def handle_error(self, *_: Any) -> None:
        """Say nothing of a client that hangs up: that is what the tests do."""


class Provider:
    """The files it has, the faults it will make, and what was asked of it."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.faults: dict[str, list[Fault]] = {}
        self.log: list[tuple[str, dict[str, str]]] = []
        self.stop = threading.Event()  # lets a server that stalls go home
        self.server = Server(self)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.source = Source.mirror(self.url)

    def asked(self, path: str) -> list[dict[str, str]]:
        """Headers of every request for a path."""
        return [headers for asked, headers in self.log if urlsplit(asked).path == path]

    def gpkg_path(self, jaar: int) -> str:
        return urlsplit(self.source.geopackage(jaar)).path

    def table_path(self, jaar: int, part: str) -> str:
        return urlsplit(self.source.table(table_of(jaar), part)).path

    def put_year(self, jaar: int, folder: Path) -> None:
        """Publish the twelve gemeenten as a year."""
        gpkg = folder / f"bron-{jaar}.gpkg"
        gpkg.write_bytes((FIXTURES / "cbsgebiedsindelingen.gpkg").read_bytes())
        change_gpkg(gpkg, f"UPDATE gemeente_gegeneraliseerd SET jrstatcode = '{jaar}' || statcode")
        self.files[self.gpkg_path(jaar)] = gpkg.read_bytes()
        for part in ("TableInfos", "DataProperties", "TypedDataSet"):
            text = (FIXTURES / f"{part}.json").read_text(encoding="utf-8")
            text = text.replace("Nederland 2025", f"Nederland {jaar}")
            self.files[self.table_path(jaar, part)] = text.encode()
        self.files["/ODataCatalog/Tables"] = json.dumps(
            {
                "value": [
                    {"Identifier": "12345NED", "Title": f"Iets over Gebieden in Nederland {jaar}"},
                    {"Identifier": table_of(jaar), "Title": f"Gebieden in Nederland {jaar}"},
                ]
            }
        ).encode()

    def edit_gpkg(self, jaar: int, folder: Path, *statements: str) -> None:
        """Change the GeoPackage of a year with SQL."""
        gpkg = folder / "anders.gpkg"
        gpkg.write_bytes(self.files[self.gpkg_path(jaar)])
        change_gpkg(gpkg, *statements)
        self.files[self.gpkg_path(jaar)] = gpkg.read_bytes()

    def edit_table(self, jaar: int, part: str, edit: Callable[[Any], Any]) -> None:
        """Change a part of the StatLine table of a year."""
        path = self.table_path(jaar, part)
        document = json.loads(self.files[path])
        changed = edit(document)
        self.files[path] = json.dumps(document if changed is None else changed).encode()


def table_of(jaar: int) -> str:
    return TABLES.get(jaar, f"9{jaar}NED")


def change_gpkg(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Provider]:
    """Return a running provider; the user's folders are empty and there is no proxy."""
    for variable in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "requests_ca_bundle"):
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(variable.upper(), raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "gegevens"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    running = Provider()
    thread = threading.Thread(target=running.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield running
    running.stop.set()
    running.server.shutdown()
    running.server.server_close()
    thread.join()


@pytest.fixture
def quick() -> Limits:
    """Return limits that do not keep a test waiting."""
    return Limits(connect=5, read=5, attempts=3, pause=0.01)
