"""`collect` against sites on this machine that are built as the common systems build theirs."""

import csv
import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
import time
import warnings
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest

from tests.support.paths import ROOT
from tests.support.processes import run_etl
from tests.support.small_site import Content, redirect, serving, status

pytest.importorskip("scrapy")


def linked(*targets: tuple[str, str]) -> str:
    return "".join(f"<li><a href='{href}'>{text}</a></li>" for href, text in targets)


def page(body: str, title: str = "政府信息公开年报", head: str = "") -> str:
    return f"<html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body></html>"


def report(year: int, more: str = "", agency: str = "示例县财政局") -> str:
    name = f"{agency}{year}年政府信息公开工作年度报告"
    return page(f"<h1>{name}</h1><p>一、总体情况 {year} 年，依照条例编制。</p>{more}", name)


def title(year: int) -> str:
    return f"示例县财政局{year}年政府信息公开工作年度报告"


def listed(folder: Path, *rows: Mapping[str, str]) -> Path:
    path = folder / "columns.csv"
    with open(path, "w", encoding="utf-8", newline="") as file:
        heading = ["agency", "region_code", "url", "asset_hosts", "old_tls", "seconds"]
        writer = csv.DictWriter(file, heading)
        writer.writeheader()
        writer.writerows(
            {"agency": "示例县财政局", "region_code": "430321", "seconds": "0", **row} for row in rows
        )
    return path


def collect(columns: Path, out: Path, *more: str, env: Mapping[str, str] | None = None) -> str:
    done = run_etl(
        "collect", str(columns), "--out", str(out), "--contact", "office@example.cn", *more, env=env
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def by_hand(out: Path) -> dict[str, str]:
    return {row["address"]: row["reason"] for row in rows(out / "by_hand.csv")}


TRS: dict[str, Content] = {
    "/nb/index.html": page(linked(("./202401/t20240110_1.html", title(2023))) + "<script>createPageHTML(3, 0, 'index', 'html');</script>"),
    "/nb/index_1.html": page(linked(("./202301/t20230110_2.html", title(2022))) + "<script>createPageHTML(3, 1, 'index', 'html');</script>"),
    "/nb/index_2.html": page(linked(("./202201/t20220110_3.html", title(2021))) + "<script>createPageHTML(3, 2, 'index', 'html');</script>"),
    "/nb/202401/t20240110_1.html": report(2023, "<a href='./P020240110123456789.docx'>附件</a>"),
    "/nb/202401/P020240110123456789.docx": b"PK\x03\x04 one",
    "/nb/202301/t20230110_2.html": report(2022, "<iframe src='/pdfjs/web/viewer.html?file=/files/W02.pdf'></iframe>"),
    "/files/W02.pdf": b"%PDF-1.4 two",
    "/nb/202201/t20220110_3.html": report(2021, "<span onclick=\"window.open('/files/three.doc')\">下载</span>"),
    "/files/three.doc": b"\xd0\xcf\x11\xe0 three",
}  # fmt: skip
_PROXY = "/module/web/jpage/dataproxy.jsp?page={}&columnid=7&unitid=229"


def _store(number: int, *targets: tuple[str, str]) -> str:
    group = (
        f'<nextgroup><![CDATA[<a href="{_PROXY.format(number + 1)}"></a>]]></nextgroup>' if targets else ""
    )
    records = "".join(f"<record><![CDATA[{linked(target)}]]></record>" for target in targets)
    return f"<datastore>{group}<recordset>{records}</recordset></datastore>"


JPAGE: dict[str, Content] = {
    "/col/col7/index.html": page(f"<div id='229'><script type='text/xml'>{_store(0, ('/art/2024/1/9/art_7_1.html', title(2023)))}</script></div>"),
    _PROXY.format(1): _store(1, ("/art/2023/1/9/art_7_2.html", title(2022))),
    _PROXY.format(2): _store(2),
    "/art/2024/1/9/art_7_1.html": report(2023, "<a href='/module/download/downfile.jsp?classid=0&filename=abc.pdf'>附件</a>"),
    "/module/download/downfile.jsp?classid=0&filename=abc.pdf": b"%PDF-1.4 jpage",
    "/art/2023/1/9/art_7_2.html": report(2022),
}  # fmt: skip
COLUMN_INDEX: dict[str, Content] = {
    "/gk/column-index-1.shtml": page(linked(("/c1/202401/c01_1.shtml", title(2023))) + "<script>var pageCount = 2;</script>"),
    "/gk/column-index-2.shtml": page(linked(("/c1/202301/c01_2.shtml", title(2022))) + "<script>var pageCount = 2;</script>"),
    "/c1/202401/c01_1.shtml": report(2023),
    "/c1/202301/c01_2.shtml": report(2022),
}  # fmt: skip
BUILDER: dict[str, Content] = {
    "/xxgk/nb.htm": page(linked(("../info/1050/3.htm", title(2023))) + "<a href='nb/2.htm'>下页</a><a onclick=\"_simple_list_gotopage_fun(3,'u1',2)\">跳转</a>"),
    "/xxgk/nb/2.htm": page(linked(("../../info/1050/2.htm", title(2022))) + "<a href='1.htm'>下页</a>"),
    "/xxgk/nb/1.htm": page(linked(("../../info/1050/1.htm", title(2021)))),
    "/info/1050/3.htm": report(2023, "<a href='/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=9'>2023年报.docx</a>"),
    "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=9": b"PK\x03\x04 builder",
    "/info/1050/2.htm": report(2022),
    "/info/1050/1.htm": report(2021),
}  # fmt: skip
PLAIN: dict[str, Content] = {
    "/list?id=5": page(linked(("/show/1", "2023年年报"), ("/notice", "关于做好2023年政府信息公开工作年度报告编制工作的通知")) + "<a href='/list?id=5&p=2'>下一页</a>"),
    "/list?id=5&p=2": page(linked(("/files/2022.pdf", title(2022)), ("/show/1", "2023年年报"))),
    "/show/1": report(2023),
    "/files/2022.pdf": b"%PDF-1.4 plain",
}  # fmt: skip
SYSTEMS = {
    "/nb/index.html": TRS, "/col/col7/index.html": JPAGE, "/gk/column-index-1.shtml": COLUMN_INDEX,
    "/xxgk/nb.htm": BUILDER, "/list?id=5": PLAIN,
}  # fmt: skip


def test_everything_of_each_system_is_found_once_and_asked_again_only_for_changes(tmp_path: Path) -> None:
    with ExitStack() as stack:
        sites = [
            stack.enter_context(serving(dict(pages), f"127.0.0.{number}"))
            for number, pages in enumerate(SYSTEMS.values(), start=11)
        ]
        columns = listed(
            tmp_path, *({"url": site.address + path} for site, path in zip(sites, SYSTEMS, strict=True))
        )
        out = tmp_path / "out"
        collect(columns, out)
        for site in sites:
            assert Counter(site.asked) == Counter(site.pages.keys() - {"/notice"})
        assert by_hand(out) == {}
        expected = {
            site.address + path: content
            for site in sites
            for path, content in site.pages.items()
            if not isinstance(content, str) or "<h1>" in content
        }
        manifest = rows(out / "manifest.csv")
        assert {row["url"] for row in manifest} == set(expected)
        for row in manifest:
            content = expected[row["url"]]
            assert (out / row["file"]).read_bytes() == (
                content.encode() if isinstance(content, str) else content
            )
            assert row["agency"] == "示例县财政局" and row["region_code"] == "430321"
        assert {site_agents for site in sites for site_agents in site.agents} == {
            next(iter(sites[0].agents))
        } and "office@example.cn" in next(iter(sites[0].agents))

        kept = {
            path: path.read_bytes() for path in out.rglob("*") if path.is_file() and "/." not in str(path)
        }
        for site in sites:
            site.statuses.clear()
        collect(columns, out)
        answers = [answer for site in sites for path, answer in site.statuses if path != "/robots.txt"]
        assert len(answers) == sum(len(set(site.asked)) for site in sites) and set(answers) == {304}
        for path, content in kept.items():
            if path.name != "manifest.csv":
                assert path.read_bytes() == content


def test_another_content_is_kept_beside_the_first_and_what_is_gone_is_dated(tmp_path: Path) -> None:
    with serving(dict(PLAIN)) as site:
        columns, out = listed(tmp_path, {"url": site.address + "/list?id=5"}), tmp_path / "out"
        collect(columns, out)
        site.pages["/show/1"] = report(2023, "<p>已更正。</p>")
        del site.pages["/files/2022.pdf"]
        collect(columns, out)
        manifest = rows(out / "manifest.csv")
        both = [row for row in manifest if row["url"].endswith("/show/1")]
        assert len(both) == 2 and both[0]["first_seen"] <= both[1]["first_seen"]
        assert [("已更正" in (out / row["file"]).read_text("utf-8")) for row in both] == [False, True]
        assert [bool(row["gone"]) for row in manifest if row["url"].endswith(".pdf")] == [True]
        assert "404" in by_hand(out)[site.address + "/files/2022.pdf"]


def test_one_request_at_a_time_and_seconds_between(tmp_path: Path) -> None:
    with serving(dict(COLUMN_INDEX)) as site:
        columns = listed(tmp_path, {"url": site.address + "/gk/column-index-1.shtml", "seconds": "0.4"})
        collect(columns, tmp_path / "out")
    times = [moment for moment, _ in site.log]
    assert len(times) == 5
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.35


def test_a_killed_run_goes_on_without_loss_and_without_asking_twice(tmp_path: Path) -> None:
    with serving(dict(TRS)) as site:
        columns = listed(tmp_path, {"url": site.address + "/nb/index.html", "seconds": "0.15"})
        out = tmp_path / "out"
        for asked in (4, 7):
            process = subprocess.Popen(
                [sys.executable, "-m", "etl", "collect", str(columns), "--out", str(out)],
                cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            deadline = time.monotonic() + 30
            while len(site.asked) < asked and time.monotonic() < deadline:
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
            process.wait()
        collect(columns, out)
        assert set(site.asked) == set(TRS)
        # at most the request that was under way at each kill is repeated
        assert len(site.asked) <= len(TRS) + 2
        assert len(rows(out / "manifest.csv")) == 6


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
            serving({"/robots.txt": status(500), "/nb": PLAIN["/list?id=5"]}, "127.0.0.4")
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


def test_pages_in_other_character_sets_are_read(tmp_path: Path) -> None:
    text = page(linked(("/1", title(2023)))).replace("charset=utf-8", "charset=utf-8")
    with serving({"/gbk": text.encode("gb18030"), "/1": report(2023).encode("gb18030")}) as site:
        site.types = {"/gbk": "text/html; charset=iso-8859-1"}
        collect(listed(tmp_path, {"url": site.address + "/gbk"}), tmp_path / "out")
    assert [row["year"] for row in rows(tmp_path / "out" / "manifest.csv")] == ["2023"]


def test_attachments_come_from_listed_asset_hosts(tmp_path: Path) -> None:
    with serving({"/a.pdf": b"%PDF asset"}, "127.0.0.2") as assets, serving({}, "127.0.0.3") as site:
        site.pages = {
            "/nb": page(linked(("/1", title(2023)))),
            "/1": report(2023, f"<a href='{assets.address}/a.pdf'>附件</a>"),
        }
        url = site.address + "/nb"
        collect(listed(tmp_path, {"url": url}), tmp_path / "not")
        assert assets.log == [] and "asset_hosts" in by_hand(tmp_path / "not")[assets.address + "/a.pdf"]
        collect(listed(tmp_path, {"url": url, "asset_hosts": "127.0.0.2"}), tmp_path / "out")
        assert assets.asked == ["/a.pdf"] and by_hand(tmp_path / "out") == {}


def test_a_report_of_another_body_is_not_given_to_the_columns(tmp_path: Path) -> None:
    names = [
        "示例县人民政府2023年政府信息公开工作年度报告",
        "示例县教育局2023年政府信息公开工作年度报告",
        "2022年政府信息公开年度报告",
    ]
    with serving({f"/{number}": report(2023, str(number)) for number in range(3)}) as site:
        site.pages["/nb"] = page(linked(*((f"/{number}", name) for number, name in enumerate(names))))
        columns = listed(tmp_path, {"url": site.address + "/nb", "agency": "示例县人民政府"})
        collect(columns, tmp_path / "out")
    stated = {row["title"]: row["agency"] for row in rows(tmp_path / "out" / "manifest.csv")}
    assert [stated[name] for name in names] == ["示例县人民政府", "", "示例县人民政府"]


def test_a_list_that_cannot_be_used_names_the_line(tmp_path: Path) -> None:
    for row, words in (
        ({"url": "ftp://x"}, "第 2 行"), ({"url": "http://x/", "agency": ""}, "agency"), ({"url": "http://x/", "seconds": "soon"}, "seconds"),
    ):  # fmt: skip
        done = run_etl("collect", str(listed(tmp_path, row)), "--out", str(tmp_path / "out"))
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


def test_a_changed_report_is_loaded_with_the_cells_that_differ(tmp_path: Path) -> None:
    source = (ROOT / "data" / "reports" / "real" / "上海市" / "shanghai_kewei_2024.html").read_text("utf-8")
    out, warehouse = tmp_path / "out", tmp_path / "warehouse"
    with serving({"/1.html": source}) as site:
        name = "2024年政府信息公开工作年度报告"
        site.pages["/nb"] = page(linked(("/1.html", name)))
        columns = listed(
            tmp_path, {"url": site.address + "/nb", "agency": "上海市科学技术委员会", "region_code": "310000"}
        )
        collect(columns, out)
        first = run_etl("load", str(out), "--warehouse", str(warehouse)).stdout
        assert "loaded 1, unchanged 0, rejected 0" in first
        figure = re.search(r">\s*([1-9]\d*)\s*<", source)
        assert figure is not None
        changed = source[: figure.start(1)] + str(int(figure[1]) + 1) + source[figure.end(1) :]
        site.pages["/1.html"] = changed
        collect(columns, out)
    second = run_etl("load", str(out), "--warehouse", str(warehouse)).stdout
    assert "loaded 1, unchanged 1, rejected 0" in second
    path = run_etl("path", "--warehouse", str(warehouse)).stdout.strip()
    with duckdb.connect(path, read_only=True) as con:
        told = con.execute(
            "select message, len(cells) from findings where rule_key = 'changed_after_publication'"
        ).fetchall()
    assert len(told) == 1 and told[0][1] == 1
    assert f"{int(figure[1]) + 1} / {figure[1]}" in told[0][0]
