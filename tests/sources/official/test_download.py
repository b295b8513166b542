import gzip
import shutil
import ssl
import subprocess
import threading
from pathlib import Path

import pytest

from regiokaart.sources.errors import DataError
from regiokaart.sources.official.asking import Limits, open_session
from regiokaart.sources.official.download import Progress, Report, fetch
from regiokaart.sources.official.kept import Fetched, sha256_of
from regiokaart.sources.official.refusals import DownloadError, Kind
from tests.provider import Handler, Provider, Server

pytestmark = pytest.mark.slow

BODY = b"GOED" + bytes(range(256)) * 2000  # half a megabyte
OTHER = b"GOED" + bytes(reversed(range(256))) * 1500
KIND = Kind(1_000_000, lambda head: head.startswith(b"GOED"))


class Case:
    """One file at a provider, and the place it is fetched to."""

    def __init__(self, provider: Provider, folder: Path, limits: Limits) -> None:
        self.provider = provider
        self.limits = limits
        self.target = folder / "gebieden.gpkg"
        self.seen: list[Progress] = []
        provider.files["/gebieden.gpkg"] = BODY

    def fetch(self, url: str = "", report: Report | None = None) -> Fetched:
        with open_session() as session:
            return fetch(
                session,
                url or f"{self.provider.url}/gebieden.gpkg",
                self.target,
                KIND,
                report or self.seen.append,
                self.limits,
            )

    def fault(self, *faults: object) -> None:
        self.provider.faults["/gebieden.gpkg"] = list(faults)  # type: ignore[arg-type]

    @property
    def ranges(self) -> list[str | None]:
        return [headers.get("Range") for headers in self.provider.asked("/gebieden.gpkg")]

    def refused(self, message: str) -> None:
        """Fetch, and check that it says this in one line and keeps no file."""
        with pytest.raises(DownloadError, match=message) as caught:
            self.fetch()
        assert "\n" not in str(caught.value)
        assert not self.target.exists()


@pytest.fixture
def case(provider: Provider, tmp_path: Path, quick: Limits) -> Case:
    return Case(provider, tmp_path, quick)


def break_at(byte: int):
    return lambda handler, body: handler.serve(body, stop_at=byte)


def test_file_comes_with_its_account(case: Case) -> None:
    fetched = case.fetch()
    assert case.target.read_bytes() == BODY
    assert (fetched.size, fetched.sha256) == (len(BODY), sha256_of(case.target))
    assert fetched.url == f"{case.provider.url}/gebieden.gpkg"
    assert fetched.date.startswith("20")
    assert fetched.date.endswith("+00:00")
    assert case.seen[0].done == 0
    assert (case.seen[-1].done, case.seen[-1].total) == (len(BODY), len(BODY))
    assert case.seen[-1].speed > 0


def test_asks_for_bytes_as_they_are(case: Case) -> None:
    case.fetch()
    (headers,) = case.provider.asked("/gebieden.gpkg")
    assert headers["Accept-Encoding"] == "identity"
    assert headers["User-Agent"].startswith("Regiokaart/")


def test_same_version_is_not_sent_twice(case: Case) -> None:
    first = case.fetch()
    assert case.fetch() == first
    assert "If-None-Match" in case.provider.asked("/gebieden.gpkg")[1]


def test_newer_version_takes_its_place(case: Case) -> None:
    first = case.fetch()
    case.provider.files["/gebieden.gpkg"] = OTHER
    assert case.fetch().sha256 != first.sha256
    assert case.target.read_bytes() == OTHER


def test_other_address_is_fetched_anew(case: Case) -> None:
    case.fetch()
    case.provider.files["/elders.gpkg"] = OTHER
    case.fetch(f"{case.provider.url}/elders.gpkg")
    assert "If-None-Match" not in case.provider.asked("/elders.gpkg")[0]
    assert case.target.read_bytes() == OTHER


def test_goes_on_where_the_connection_broke(case: Case) -> None:
    case.fault(break_at(200_000), break_at(300_000))
    case.fetch()
    assert case.target.read_bytes() == BODY
    assert case.ranges == [None, "bytes=200000-", "bytes=300000-"]


def test_gives_up_and_goes_on_the_next_time(case: Case) -> None:
    case.fault(break_at(100_000), break_at(150_000), break_at(200_000))
    case.refused("gebieden.gpkg: de verbinding met 127.0.0.1:.* is verbroken; .*blijft bewaard")
    case.fetch()
    assert case.ranges[-1] == "bytes=200000-"
    assert case.seen[-1].done == len(BODY)
    assert case.target.read_bytes() == BODY
    assert {path.name for path in case.target.parent.iterdir() if path.is_file()} == {
        "gebieden.gpkg",
        "gebieden.gpkg.herkomst.json",
    }


def test_starts_over_when_the_file_changed_between_two_parts(case: Case) -> None:
    def break_and_change(handler: Handler, body: bytes) -> None:
        case.provider.files["/gebieden.gpkg"] = OTHER
        handler.serve(body, stop_at=200_000)

    case.fault(break_and_change)
    case.fetch()
    assert case.ranges == [None, "bytes=200000-"]
    assert case.target.read_bytes() == OTHER


@pytest.mark.parametrize("what", ["version", "place", "size"])
def test_starts_over_when_the_rest_does_not_fit(case: Case, what: str) -> None:
    def wrong_rest(handler: Handler, body: bytes) -> None:
        start, size = (199_000 if what == "place" else 200_000), len(body) + (what == "size")
        asked = handler.headers["If-Range"]
        handler.reply(
            206,
            body[200_000:],
            ETag='"een-andere"' if what == "version" else asked,
            Content_Range=f"bytes {start}-{size - 1}/{size}",
        )

    case.fault(break_at(200_000), wrong_rest)
    case.fetch()
    assert case.ranges == [None, "bytes=200000-", None]
    assert case.target.read_bytes() == BODY


def test_does_not_go_on_without_knowing_the_version(case: Case) -> None:
    def anonymous(handler: Handler, body: bytes) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.send_header("ETag", 'W/"zwak"')
        handler.end_headers()
        handler.wfile.write(body[:200_000])
        handler.hang_up()

    case.fault(anonymous)
    case.fetch()
    assert case.ranges == [None, None]
    assert case.target.read_bytes() == BODY


def test_altered_file_is_refused_once(case: Case) -> None:
    case.fetch()
    case.target.write_bytes(BODY + b"!")
    with pytest.raises(DataError, match=r"gebieden.gpkg: dit bestand is veranderd .* \d{4}") as e:
        case.fetch()
    assert "haal de gegevens opnieuw op" in str(e.value)
    case.fetch()
    assert case.target.read_bytes() == BODY


def test_slow_server_is_waited_for(case: Case) -> None:
    def drip(handler: Handler, body: bytes) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        for i in range(0, len(body), 100_000):
            handler.wfile.write(body[i : i + 100_000])
            handler.server.provider.stop.wait(0.15)

    case.fault(drip)
    case.fetch()
    assert case.target.read_bytes() == BODY
    assert len({progress.done for progress in case.seen}) > 3  # heard of it along the way


@pytest.mark.parametrize("sent", [0, 200_000])
def test_silent_server_is_given_up(provider: Provider, tmp_path: Path, sent: int) -> None:
    def silence(handler: Handler, body: bytes) -> None:
        if sent:
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body[:sent])
        handler.server.provider.stop.wait(5)
        handler.close_connection = True

    case = Case(provider, tmp_path, Limits(connect=1, read=0.2, attempts=2, pause=0.01))
    case.fault(silence, silence)
    case.refused("stuurt niets meer" if sent else "antwoordt niet op tijd")
    assert len(case.ranges) == 2


def test_server_that_is_busy_is_asked_again(case: Case) -> None:
    case.fault(lambda handler, _: handler.reply(503, b"druk", Retry_After="0"))
    case.fetch()
    assert len(case.ranges) == 2


def test_server_that_stays_busy_is_named(case: Case) -> None:
    case.fault(*[lambda handler, _: handler.reply(503, b"druk")] * 3)
    case.refused(r"127.0.0.1:\d+ is nu niet beschikbaar \(antwoord 503\)")


@pytest.mark.parametrize(
    ("status", "message"),
    [(404, "staat niet op .*controleer het jaar"), (403, "weigert het bestand")],
)
def test_refusal_is_not_tried_again(case: Case, status: int, message: str) -> None:
    case.fault(lambda handler, _: handler.reply(status, b"nee"))
    case.refused(message)
    assert len(case.ranges) == 1


def test_nobody_there(case: Case) -> None:
    case.provider.server.socket.close()
    case.refused("er is geen verbinding met 127.0.0.1")


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/octet-stream"])
def test_web_page_is_not_taken_for_the_file(case: Case, kind: str) -> None:
    page = b"<!DOCTYPE html><title>Aanmelden</title>" + b" " * 200
    case.fault(lambda handler, _: handler.reply(200, page, Content_Type=kind))
    case.refused("stuurt een webpagina in plaats van dit bestand")
    case.fetch()
    assert case.target.read_bytes() == BODY


@pytest.mark.parametrize("body", [b"", b"kort", b"SLECHT" * 50])
def test_something_else_is_not_taken_for_the_file(case: Case, body: bytes) -> None:
    case.fault(lambda handler, _: handler.reply(200, body))
    case.refused("stuurt iets anders")


def test_redirect_to_another_server_is_not_followed(case: Case) -> None:
    case.fault(lambda h, _: h.reply(302, b"", Location="https://elders.invalid/gebieden.gpkg"))
    case.refused("verwijst door naar elders.invalid")


def test_redirect_within_the_server_is_followed(case: Case) -> None:
    case.provider.files["/nieuw/gebieden.gpkg"] = OTHER
    case.fault(lambda handler, _: handler.reply(301, b"", Location="/nieuw/gebieden.gpkg"))
    case.fetch()
    assert case.target.read_bytes() == OTHER


def test_redirect_in_a_circle_ends(case: Case) -> None:
    case.fault(*[lambda h, _: h.reply(302, b"", Location="/gebieden.gpkg")] * 20)
    case.refused("blijft doorverwijzen")


def test_ten_gigabytes_announced_are_refused_unread(case: Case) -> None:
    def announce(handler: Handler, _: bytes) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(10**10))
        handler.end_headers()
        handler.wfile.write(b"GOED" * 100)

    case.fault(announce)
    case.refused("is 10,0 GB groot; Regiokaart neemt hier niet meer dan 1,0 MB aan")
    assert not case.target.with_name("gebieden.gpkg.deel").exists()


def test_endless_body_is_cut_off(case: Case) -> None:
    def endless(handler: Handler, _: bytes) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        while not handler.server.provider.stop.is_set():
            handler.wfile.write(b"10000\r\n" + b"GOED" * 16384 + b"\r\n")

    case.fault(endless)
    case.refused("is groter dan 1,0 MB")
    assert not case.target.with_name("gebieden.gpkg.deel").exists()


def test_gzip_bomb_is_not_unpacked(case: Case) -> None:
    bomb = gzip.compress(b"GOED" + b"\0" * 50_000_000)
    case.fault(lambda handler, _: handler.reply(200, bomb, Content_Encoding="gzip"))
    case.refused(r"stuurt het bestand ingepakt \(gzip\)")
    case.fault(lambda handler, _: handler.reply(200, bomb))
    case.refused("stuurt iets anders")


def test_full_disk_is_seen_beforehand(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(case.target.parent)._replace(free=100_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    case.refused("is 0,5 MB groot en er is nog 0,1 MB vrij")


def test_what_cannot_be_written_is_named(case: Case) -> None:
    case.target.with_name("gebieden.gpkg.deel").mkdir()
    case.refused("gebieden.gpkg: kan niet worden bewaard; .*rechten")


class StopError(Exception):
    pass


def test_stopping_keeps_what_was_received(case: Case) -> None:
    def stop(progress: Progress) -> None:
        if progress.done >= 200_000:
            raise StopError

    case.fault(break_at(200_000))
    with pytest.raises(StopError):
        case.fetch(report=stop)
    assert not case.target.exists()
    case.fetch()
    assert case.ranges == [None, "bytes=200000-"]
    assert case.target.read_bytes() == BODY


def test_stopping_is_heard_while_waiting(case: Case) -> None:
    reports = []

    def stop(progress: Progress) -> None:
        reports.append(progress)
        if len(reports) == 3:
            raise StopError

    case.fault(lambda handler, _: handler.reply(503, b"druk", Retry_After="3600"))
    with pytest.raises(StopError):
        case.fetch(report=stop)
    assert len(case.ranges) == 1


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://voorbeeld.invalid/x", "niet beveiligd; gebruik .*https://"),
        ("ftp://voorbeeld.invalid/x", "geen webadres"),
        ("file:///etc/passwd", "geen webadres"),
        ("https://[::1/x", "geen webadres"),
        ("", "geen webadres"),
    ],
)
def test_only_safe_addresses(tmp_path: Path, quick: Limits, url: str, message: str) -> None:
    with open_session() as session, pytest.raises(DownloadError, match=message):
        fetch(session, url, tmp_path / "x", KIND, lambda _: None, quick)


def test_proxy_of_the_system_is_used(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", case.provider.url)
    case.fetch("http://localhost:9/gebieden.gpkg")
    assert case.provider.log[0][0] == "http://localhost:9/gebieden.gpkg"
    assert case.target.read_bytes() == BODY


def test_proxy_that_is_not_there_is_named(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    with pytest.raises(DownloadError, match="de proxy van het netwerk geeft geen verbinding"):
        case.fetch("https://voorbeeld.invalid/gebieden.gpkg")


def test_no_password_leaves_the_computer(
    case: Case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login ik password geheim\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    case.fetch()
    assert "Authorization" not in case.provider.asked("/gebieden.gpkg")[0]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl")
def test_certificate_is_verified(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, certificate = tmp_path / "sleutel.pem", tmp_path / "certificaat.pem"
    request = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost"
        f" -addext subjectAltName=DNS:localhost -keyout {key} -out {certificate}"
    )
    subprocess.run(request.split(), check=True, capture_output=True)
    server = Server(case.provider)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    url = f"https://localhost:{server.server_address[1]}/gebieden.gpkg"
    try:
        with pytest.raises(DownloadError, match=r"certificaat van localhost:\d+ wordt niet"):
            case.fetch(url)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))  # of the organisation itself
        case.fetch(url)
        assert case.target.read_bytes() == BODY
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
