"""Two servers behind the proxy of docs/nginx.conf: a reader stays at one, and the policy lets the pages work."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, expect

from tests.browser.reading import new_reader, settled
from tests.browser.serving import dashboard, free_port
from tests.support.paths import ROOT
from tests.support.processes import CHROMIUM, CHROMIUM_OPTIONS, started

NGINX, OPENSSL = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin"), shutil.which("openssl")
NAME = "disclosure.office.gov.cn"
pytestmark = pytest.mark.skipif(not (NGINX and OPENSSL), reason="nginx or openssl is not installed")


def _certificate(folder: Path) -> dict[str, str]:
    """A certificate of one's own; the paths of the configuration -> those of its files."""
    paths = {
        "/etc/ssl/certs/disclosure.pem": str(folder / "disclosure.pem"),
        "/etc/ssl/private/disclosure.key": str(folder / "disclosure.key"),
    }
    certificate, key = paths.values()
    subprocess.run(
        [str(OPENSSL), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={NAME}",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    return paths


@pytest.fixture
def proxied(demo_warehouse: Path, tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    """The proxy's address, and the ports of the two servers behind it."""
    with ExitStack() as stack:
        options = ("--browser.serverAddress", NAME, "--server.allowedHosts", NAME)
        servers = [stack.enter_context(dashboard(demo_warehouse, *options)) for _ in range(2)]
        ports = [address.rsplit(":", 1)[1] for address in servers]
        own = str(free_port())
        site = (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
        changes = {
            "listen 443": f"listen 127.0.0.1:{own}",
            ":8501;": f":{ports[0]};",
            ":8502;": f":{ports[1]};",
        }
        for stated, ours in (changes | _certificate(tmp_path)).items():
            assert stated in site
            site = site.replace(stated, ours)
        temporary = "".join(
            f"{kind}_temp_path {tmp_path}/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        form = "log_format to '$upstream_addr $uri $status';"
        worker = "" if os.geteuid() else "user root; "  # who may write into the test's folder
        (tmp_path / "nginx.conf").write_text(
            f"{worker}daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}\n"
            f"http {{ {temporary} {form} access_log {tmp_path}/access.log to;\n{site} }}"
        )
        stack.enter_context(started([str(NGINX), "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]))
        yield f"https://{NAME}:{own}", ports


@pytest.fixture
def outside(chromium: Browser) -> Iterator[Browser]:
    """A browser for which the office's name leads to this machine."""
    browser = chromium.browser_type.launch(
        executable_path=CHROMIUM, args=[*CHROMIUM_OPTIONS, f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
    )
    yield browser
    browser.close()


def test_a_reader_behind_the_proxy(proxied: tuple[str, list[str]], outside: Browser, tmp_path: Path) -> None:
    address, ports = proxied
    context = new_reader(outside, ignore_https_errors=True, viewport={"width": 1440, "height": 1000})
    page, refused = context.new_page(), []

    def note(message: ConsoleMessage) -> None:
        if re.search("Content Security Policy|Refused to", message.text):
            refused.append(message.text)

    page.on("console", note)
    answer = page.goto(address)
    assert answer is not None
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    settled(page)
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=40_000)
    page.goto(f"{address}/check")
    settled(page)
    report = next((ROOT / "data" / "reports" / "real").rglob("*.html"))
    page.locator("input[type=file]").first.set_input_files(report)
    expect(page.get_by_text("表三", exact=False).first).to_be_visible(timeout=60_000)
    assert not refused
    assert all(cookie["secure"] for cookie in context.cookies())
    context.close()
    asked = (tmp_path / "access.log").read_text().splitlines()
    uploads = [line for line in asked if "upload" in line]
    assert uploads and all(line.endswith(("200", "204")) for line in uploads)
    assert len({line.split()[0] for line in asked}) == 1 < len(ports)
