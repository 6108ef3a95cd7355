"""`collect` against sites on this machine that are built as the common systems build theirs."""

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest

from tests.support.paths import ROOT
from tests.support.processes import run_etl
from tests.support.report_site import by_hand, collect, linked, listed, page, report, rows, title
from tests.support.small_site import Content, redirect, serving

pytest.importorskip("scrapy")


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


def test_a_report_taken_down_behind_a_page_is_gone_and_no_other_content(tmp_path: Path) -> None:
    links = linked(*((f"/{year}.html;jsessionid=A1", title(year)) for year in range(2020, 2024)))
    pages: dict[str, Content] = {f"/{year}.html": report(year) for year in range(2020, 2024)}
    with serving({**pages, "/nb/": page(links), "/": page("要闻" * 500)}) as site:
        columns, out = listed(tmp_path, {"url": site.address + "/nb/"}), tmp_path / "out"
        collect(columns, out)
        site.pages["/nb/"] = page(links.replace("A1", "B2"))
        site.pages |= {"/2020.html": redirect("/"), "/2021.html": redirect("/nb/")}
        site.pages["/2022.html"] = page("<p>您访问的页面不存在或已删除</p>", "出错")
        collect(columns, out)
        manifest = rows(out / "manifest.csv")
        assert len(manifest) == 4  # sessions are no other address, and what took its place no content
        assert {row["year"] for row in manifest if row["gone"]} == {"2020", "2021", "2022"}
        assert all("已不在这个网址" in reason for reason in by_hand(out).values()) and len(by_hand(out)) == 3


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


def test_pages_in_other_character_sets_are_read(tmp_path: Path) -> None:
    text = page(linked(("/1", title(2023))))
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


def test_a_name_and_the_number_that_it_stands_for_are_two_hosts(tmp_path: Path) -> None:
    with serving({"/1": report(2023), "/2": report(2022)}) as site:
        named = site.address.replace("127.0.0.1", "localhost")
        site.pages["/nb"] = page(linked(("/1", title(2023)), (f"{site.address}/2", title(2022))))
        collect(listed(tmp_path, {"url": f"{named}/nb"}), tmp_path / "out")
    assert sorted(site.asked) == ["/1", "/nb"]
    assert "asset_hosts" in by_hand(tmp_path / "out")[f"{site.address}/2"]


def test_a_page_that_names_another_character_set_than_it_has_is_read(tmp_path: Path) -> None:
    with serving({"/nb": page(linked(("/1", title(2023)))).encode("gb18030"), "/1": report(2023)}) as site:
        site.types = {"/nb": "text/html; charset=utf-8"}  # and so says the page itself
        collect(listed(tmp_path, {"url": f"{site.address}/nb"}), tmp_path / "out")
    assert [row["year"] for row in rows(tmp_path / "out" / "manifest.csv")] == ["2023"]


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
    # the answers as they came tell the same
    archived = tmp_path / "archived"
    loaded = run_etl("load", str(out / ".warc"), "--warehouse", str(archived)).stdout
    assert "loaded 2, unchanged 0, rejected 0" in loaded
    path = run_etl("path", "--warehouse", str(archived)).stdout.strip()
    with duckdb.connect(path, read_only=True) as con:
        again = con.execute(
            "select message, len(cells) from findings where rule_key = 'changed_after_publication'"
        ).fetchall()
    assert [cells for _, cells in again] == [1] and f"{int(figure[1]) + 1} / {figure[1]}" in again[0][0]
