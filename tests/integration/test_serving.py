"""The server as it comes: on this machine only, by its own names only, without a page of metrics."""

import http.client
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.serving import answering, dashboard, free_port

UPGRADE = {
    "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with dashboard(
        tmp_path_factory.mktemp("empty"), "--server.allowedHosts", "disclosure.office.gov.cn"
    ) as started:
        yield started


def answer(address: str, path: str, host: str = "", **headers: str) -> int:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    named = {"Host": host} if host else {}
    connection.request("GET", path, headers={**headers, **named})
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.parametrize(
    "host", ["", "localhost:8501", "127.0.0.1", "[::1]:8501", "192.168.1.20:8501", "disclosure.office.gov.cn"]
)
def test_known_hosts_are_answered(address: str, host: str) -> None:
    assert answer(address, "/", host) == 200
    assert answer(address, "/_stcore/health", host) == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8501", "localhost.evil.example", "x@localhost", "office.gov.cn"]
)
def test_other_hosts_are_refused(address: str, host: str) -> None:
    assert answer(address, "/", host) == 400
    origin = {"Origin": f"http://{host}", **UPGRADE}
    assert answer(address, "/_stcore/stream", host, **origin) == 403


def test_a_connection_of_the_page_itself_is_taken(address: str) -> None:
    host = "disclosure.office.gov.cn"
    assert answer(address, "/_stcore/stream", host, Origin=f"https://{host}", **UPGRADE) == 101
    assert answer(address, "/_stcore/stream", host, Origin="http://evil.example", **UPGRADE) == 403


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [("/overview?lang=en", "./?lang=en"), ("/Statistics?lang=en", "./?lang=en&lost_page=Statistics"), ("/nowhere", "./?lost_page=nowhere"),
     ("/applications?lang=en", ""), ("/", ""), ("/favicon.png", ""), ("/_stcore/health", "")],
)  # fmt: skip
def test_an_address_without_a_page_leads_to_the_first(address: str, asked: str, led_to: str) -> None:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    connection.request("GET", asked)
    assert (connection.getresponse().getheader("Location") or "") == led_to
    connection.close()


def test_there_is_no_page_of_metrics(address: str) -> None:
    assert answer(address, "/_stcore/metrics") == 404
    assert answer(address, "/_stcore/metrics/") == 404


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="the sockets of a process are read from /proc")
def test_without_an_option_it_listens_on_this_machine_only(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "etl", "serve", "--port", str(port)]
    with answering(command, port, {"DISCLOSURE_WAREHOUSE": str(tmp_path)}):
        sockets = [
            line for name in ("tcp", "tcp6") for line in Path("/proc/net", name).read_text().splitlines()[1:]
        ]
    listening = [line.split()[1] for line in sockets if line.split()[3] == "0A"]
    assert [local.split(":")[0] for local in listening if int(local.split(":")[1], 16) == port] == [
        "0100007F"
    ]


def test_without_an_option_the_settings_say_this_machine() -> None:
    from tests.support.paths import ROOT

    assert 'address = "127.0.0.1"' in (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert os.environ.get("STREAMLIT_SERVER_ADDRESS") is None
