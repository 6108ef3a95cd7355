"""What `collect` does not fetch: closed, broken and endless sites, and lists that cannot be used, each with its reason."""

import shutil
import ssl
import subprocess
import time
import warnings
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event

import pytest

from tests.support.processes import run_etl_alone
from tests.support.report_site import by_hand, collect, linked, listed, page, report, rows, title
from tests.support.small_site import Content, redirect, serving, status

pytest.importorskip("scrapy")
LATE = 0.9  # seconds that a busy site takes to answer


def _huge(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/pdf")
    handler.send_header("Content-Length", str(2 << 30))
    handler.end_headers()
    handler.wfile.write(b"%PDF" + bytes(1 << 20))


def _huge_unannounced(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/pdf")
    handler.send_header("Connection", "close")
    handler.end_headers()
    piece = bytes(1 << 20)
    try:
        for _ in range(2 << 10):
            handler.wfile.write(piece)
    except OSError:
        return
    finally:
        handler.close_connection = True


def _slow(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    try:
        for _ in range(40):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.1)
    except OSError:
        return


def _calendar(handler: BaseHTTPRequestHandler) -> None:
    month = int(handler.path.rpartition("=")[2] or 0)
    body = page(
        linked((f"/day/{month}", f"{month} 日")) + f"<a href='/calendar?m={month + 1}'>下一页</a>"
    ).encode()
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


CHECK = page("<script>var __jsl_clearance='x';document.cookie='a';location.href='/'</script>", "")
LOG_IN = page("<form>用户名<input name=u>密码<input type=password></form>", "用户登录")
HOSTILE: dict[str, tuple[Content, str]] = {
    "/check": (status(521, CHECK), "验证"),
    "/check200": (CHECK, "验证"),
    "/cookie": (status(412, "<html></html>"), "验证"),
    "/form": (LOG_IN, "登录"),
    "/members": (redirect("/sso/login?to=members"), "登录"),
    "/private/1": (report(2020), "robots.txt"),
    "/loop": (redirect("/loop2"), "转向"),
    "/away": (redirect("http://127.0.0.99:9/x"), "所列主机"),
    "/forbidden": (status(403, "no"), "403"),
    "/broken": (status(500, "error"), "500"),
    "/huge.pdf": (_huge, "64 MB"),
    "/huge2.pdf": (_huge_unannounced, "64 MB"),
    "/slow": (_slow, "2 秒"),
}


def test_what_is_closed_broken_or_endless_is_left_to_a_person_with_the_reason(tmp_path: Path) -> None:
    pages: dict[str, Content] = {path: content for path, (content, _) in HOSTILE.items()}
    pages |= {
        "/loop2": redirect("/loop"),
        "/robots.txt": "User-agent: *\nDisallow: /private/\n",
        "/sso/login?to=members": LOG_IN,
    }
    targets = [(path, title(2001 + 8 + number)) for number, path in enumerate(HOSTILE)]
    outside = "http://127.0.0.98:9/report.html"
    pages["/list"] = page(linked(*targets, (outside, title(2023))))
    with ExitStack() as stack:
        site = stack.enter_context(serving(pages))
        calendar = stack.enter_context(
            serving({f"/calendar?m={month}": _calendar for month in range(400)}, "127.0.0.2")
        )
        empty = stack.enter_context(serving({"/nb": page("<div id=app></div>")}, "127.0.0.3"))
        shut = stack.enter_context(
            serving({"/robots.txt": status(500), "/nb": page(linked(("/1", title(2023))))}, "127.0.0.4")
        )
        columns = listed(
            tmp_path, {"url": site.address + "/list"}, {"url": calendar.address + "/calendar?m=0"},
            {"url": empty.address + "/nb"}, {"url": shut.address + "/nb"},
        )  # fmt: skip
        collect(columns, tmp_path / "out", "--timeout", "2")
        left = by_hand(tmp_path / "out")
        for path, (_, words) in HOSTILE.items():
            assert words in left[site.address + path]
        assert "所列主机" in left[outside]
        assert "200 页" in left[calendar.address + "/calendar?m=0"] and len(calendar.asked) == 200
        assert "没有找到" in left[empty.address + "/nb"]
        assert "robots.txt 读不到" in left[shut.address + "/nb"] and shut.asked == []
        assert not [path for path in site.asked if path.startswith(("/private", "/sso"))]
        assert rows(tmp_path / "out" / "manifest.csv") == []


def test_a_busy_site_is_left_alone_for_as_long_as_it_asks_and_then_asked_again(tmp_path: Path) -> None:
    with serving({}) as site:

        def busy_once(content: str, busy: Content) -> Content:
            def answer(handler: BaseHTTPRequestHandler) -> None:
                site.pages[handler.path] = content
                assert callable(busy)
                Event().wait(LATE)
                busy(handler)

            return answer

        soon = status(503, Retry_After=format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True))
        site.pages |= {
            "/robots.txt": busy_once("User-agent: *", status(429, Retry_After="1")),
            "/nb": page(linked(*((f"/{year}", title(year)) for year in range(2019, 2024)))),
            "/2019": busy_once(report(2019), status(429, Retry_After="1")),
            "/2020": busy_once(report(2020), soon),
            "/2021": status(429, Retry_After="3600"),
            "/2022": status(503, Retry_After="3600"),
            "/2023": status(429),
        }
        # without any pause Scrapy sends several requests at once
        columns = listed(tmp_path, {"url": site.address + "/nb", "seconds": "0.02"})
        collect(columns, tmp_path / "out")
        assert {row["year"] for row in rows(tmp_path / "out" / "manifest.csv")} == {"2019", "2020"}
        left = by_hand(tmp_path / "out")
    assert "429, Retry-After: 3600" in left[site.address + "/2021"]
    assert "503, Retry-After: 3600" in left[site.address + "/2022"]
    assert "（429）" in left[site.address + "/2023"]
    asked_at, paths = zip(*site.log, strict=True)
    for path in ("/robots.txt", "/2019"):
        first = paths.index(path)
        assert asked_at[first + 1] - asked_at[first] >= 0.95 + LATE, "from the answer on"
    assert [paths.count(f"/{year}") for year in range(2019, 2024)] == [2, 2, 1, 1, 1]


def test_a_list_that_cannot_be_used_names_the_line(tmp_path: Path) -> None:
    for row, words in (
        ({"url": "ftp://x"}, "第 2 行"), ({"url": "http://x/", "agency": ""}, "agency"), ({"url": "http://x/", "seconds": "soon"}, "seconds"),
    ):  # fmt: skip
        done = run_etl_alone("collect", str(listed(tmp_path, row)), "--out", str(tmp_path / "out"))
        assert done.returncode == 1 and words in done.stderr


def _certified(folder: Path, host: str, old: bool) -> ssl.SSLContext:
    """A server's side of TLS with a certificate of its own, in folder/cert.pem."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={host}",
         "-addext", f"subjectAltName=IP:{host}", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    if old:
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
    return context


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
def test_broken_tls_is_refused_and_old_tls_spoken_only_where_listed(tmp_path: Path) -> None:
    pages: dict[str, Content] = {"/nb": page(linked(("/1", title(2023)))), "/1": report(2023)}
    with serving(pages, "127.0.0.2", _certified(tmp_path, "127.0.0.2", old=True)) as site:
        url, trusted = site.address + "/nb", {"SSL_CERT_FILE": str(tmp_path / "cert.pem")}
        collect(listed(tmp_path, {"url": url}), tmp_path / "unlisted", env=trusted)
        assert "old_tls" in by_hand(tmp_path / "unlisted")[url] and site.log == []
        known = listed(tmp_path, {"url": url, "old_tls": "是"})
        collect(known, tmp_path / "untrusted")
        assert "证书无效" in by_hand(tmp_path / "untrusted")[url] and site.log == []
        collect(known, tmp_path / "out", env=trusted)
        assert site.asked == ["/nb", "/1"] and by_hand(tmp_path / "out") == {}
