"""Further pages, links and files of pages, as the common systems write them."""

import pytest

from etl.collect.closed_pages import is_log_in, reason_of_page, took_down
from etl.collect.fetched_page import FetchedPage
from etl.collect.linked_files import linked_files
from etl.collect.list_paging import MOST_PAGES, further_pages

BASE = "http://www.example.gov.cn"


@pytest.mark.parametrize(
    ("address", "source", "expected"),
    [
        ("/nb/", "<script>createPageHTML(3, 0, \"index\", \"html\");</script>", ["/nb/index_1.html", "/nb/index_2.html"]),
        ("/nb/", "<script>createPageHTML(1,0,'index','html');</script>", []),
        ("/nb/", "<script>var currentPage = 0;var countPage = 2//共多少页</script>", ["/nb/index_1.html"]),
        ("/a/column-index-1.shtml", "<i>共 3 页</i>", ["/a/column-index-2.shtml", "/a/column-index-3.shtml"]),
        ("/col/col7/index.html", "<div id='22'></div><script>$('#22').jpage({perPage:15, totalRecord:31})</script>",
         ["/col/col7/index.html?uid=22&pageNum=2", "/col/col7/index.html?uid=22&pageNum=3"]),
        ("/x/nb.htm", "<a onclick=\"_simple_list_gotopage_fun(3,'u',2)\">跳转</a>", ["/x/nb/1.htm", "/x/nb/2.htm"]),
        ("/list", "<a href='?p=2'>下一页</a><a href='?p=9'>末页</a><a href='/x'>下一步</a>", ["/list?p=2", "/list?p=9"]),
        ("/list", "<link rel=next href='/list/2'>", ["/list/2"]),
        ("/list", "<a href='javascript:next()'>下一页</a>", []),
    ],
)  # fmt: skip
def test_further_pages(address: str, source: str, expected: list[str]) -> None:
    assert sorted(further_pages(FetchedPage(BASE + address, source.encode()))) == [
        BASE + path for path in expected
    ]


def test_a_count_of_millions_is_bounded() -> None:
    page = FetchedPage(BASE + "/", b"<script>createPageHTML(99999999999999, 0, 'index', 'html')</script>")
    assert len(further_pages(page)) == MOST_PAGES


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<a href='./P02.docx'>附件</a>", ["/a/P02.docx"]),
        ("<iframe src='/pdfjs/web/viewer.html?file=%2Ffiles%2Fa.pdf#page=1'></iframe>", ["/files/a.pdf"]),
        ("<a href=\"javascript:openFile('/files/b.wps')\">b</a>", ["/files/b.wps"]),
        ("<a href='#' onclick=\"window.open('/files/c.ofd')\">c</a>", ["/files/c.ofd"]),
        ("<embed src='d.pdf'><object data='e.pdf'></object>", ["/a/d.pdf", "/a/e.pdf"]),
        ("<a href='/module/download/downfile.jsp?filename=f.pdf'>f</a>", ["/module/download/downfile.jsp?filename=f.pdf"]),
        ("<a href='/get?id=5'>年报.docx</a>", ["/get?id=5"]),
        ("<footer><a href='/manual.pdf'>使用手册</a></footer><a href='/next.html'>下一篇</a>", []),
    ],
)  # fmt: skip
def test_files_of_a_page(source: str, expected: list[str]) -> None:
    page = FetchedPage(BASE + "/a/t1.html", source.encode())
    assert [link.url for link in linked_files(page)] == [BASE + path for path in expected]


def test_a_log_in_is_known_by_its_address_or_its_form() -> None:
    assert (
        is_log_in(BASE + "/sso/login?x=1") and is_log_in(BASE + "/cas/") and not is_log_in(BASE + "/castle/1")
    )
    form = FetchedPage(BASE, "<form>密码<input type=password></form>".encode())
    assert reason_of_page(form) == "log_in"
    assert reason_of_page(FetchedPage(BASE, "<p>2023年政府信息公开工作年度报告</p>".encode())) == ""


def test_the_date_is_that_of_the_metadata() -> None:
    page = FetchedPage(BASE, b"<meta name='PubDate' content='2024-1-9 10:00'>")
    assert page.published_on == "2024-01-09"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("您访问的页面不存在", True),
        ("如有附件不存在等情况，请致电。<a href='/a.pdf'>附件</a>", False),
        ("示例县财政局2023年政府信息公开工作年度报告：问题不存在", False),
    ],
)
def test_a_page_with_the_report_or_its_files_was_not_taken_down(words: str, expected: bool) -> None:
    page = FetchedPage(f"{BASE}/1.html", f"<body>{words}</body>".encode())
    assert took_down(page, page.url, f"{BASE}/nb/", bool(linked_files(page))) is expected
