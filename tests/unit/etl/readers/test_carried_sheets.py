"""Style sheets that a page names and its file carries hide what they hide in a browser."""

from __future__ import annotations

import base64
import time
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from urllib.parse import quote

import pytest

from etl.readers import read
from tests.support.grids import all_texts

HIDING = ".x{display:none}"
CELLS = "<table><tr><td>行政强制</td><td><b class=x>9</b><i class=y>8</i>12</td></tr></table>"


def data(css: str, coded: bool = True) -> str:
    encoded = f";base64,{base64.b64encode(css.encode()).decode()}" if coded else f",{quote(css)}"
    return f"data:text/css{encoded}"


def figure(head: str, name: str = "a.html") -> str:
    return shown(f"<!doctype html><html><head>{head}</head><body>{CELLS}</body></html>".encode(), name)


def shown(content: bytes, name: str) -> str:
    ((row,),) = all_texts(read(content, name))
    return row[1].replace("\n", "")


def link(address: str, attributes: str = "rel=stylesheet") -> str:
    return f'<link {attributes} href="{address}">'


@pytest.mark.parametrize(
    "head",
    [
        link(f"data:text/css,{HIDING}"),
        link(data(HIDING)),
        link(data(HIDING, coded=False), "type='text/css' rel='StyleSheet' media='screen'"),
        link(f"data:text/css;charset=utf-8,{quote(HIDING)}#end"),
        link(data(f"@import url({data(HIDING)});")),
        link(data(HIDING + "<!-- </style> -->")),
        f"<style>@import url({data(HIDING)});.z{{color:red}}</style>",
        f"<style>@charset 'utf-8';@import '{data(HIDING)}' screen;</style>",
        f"<style>@import url('{data(HIDING)}') layer(a) supports(display:grid);</style>",
    ],
)
def test_what_a_sheet_in_an_address_hides_is_not_read(head: str) -> None:
    assert figure(head) == "812"


@pytest.mark.parametrize(
    "head",
    [
        link(data(HIDING), "rel=stylesheet media=print"),
        link(data(HIDING), "rel='alternate stylesheet'"),
        link(data(HIDING), "rel=stylesheet disabled"),
        link(data(HIDING), "rel=icon"),
        f"<!-- {link(data(HIDING))} -->",
        link("data:text/css;base64,%"),
        f"<style>@import url({data(HIDING)}) print;</style>",
        f"<style>.z{{}}@import url({data(HIDING)});</style>",
    ],
)
def test_a_sheet_that_does_not_hold_hides_nothing(head: str) -> None:
    assert figure(head) == "9812"


def saved(head: str, page: str, *sheets: tuple[str, str]) -> bytes:
    message = MIMEMultipart("related", type="text/html")
    for address, part in (
        (page, MIMEText(f"<html><head>{head}</head><body>{CELLS}</body></html>", "html", "utf-8")),
        *((address, MIMEText(css, "css", "utf-8")) for address, css in sheets),
    ):
        part["Content-Location"] = address
        message.attach(part)
    return message.as_bytes()


@pytest.mark.parametrize(
    ("head", "sheets"),
    [
        (link("cid:css-1@mhtml.blink"), [("cid:css-1@mhtml.blink", HIDING)]),
        (link("css/s.css"), [("https://a.example/b/css/s.css", HIDING)]),
        (link("https://a.example/s.css"), [("https://a.example/s.css", HIDING)]),
        (link("/%E6%A0%B7.css"), [("https://a.example/样.css", HIDING)]),
        (
            link("c/s.css"),
            [("https://a.example/b/c/s.css", "@import 't.css';"), ("https://a.example/b/c/t.css", HIDING)],
        ),
        (
            link("s.css"),
            [("https://a.example/b/s.css", f"/* {{ */.far{{top:0}}{'.none{color:red}' * 2000}{HIDING}")],
        ),
    ],
)
def test_sheets_saved_with_a_page_hold_for_it(head: str, sheets: list[tuple[str, str]]) -> None:
    assert shown(saved(head, "https://a.example/b/a.html", *sheets), "a.mhtml") == "812"


def test_a_sheet_that_the_page_does_not_name_hides_nothing() -> None:
    content = saved("", "https://a.example/a.html", ("https://a.example/s.css", HIDING))
    assert shown(content, "a.mhtml") == "9812"


def test_white_digits_are_known_where_all_sheets_of_a_page_are_there() -> None:
    sheets = ("cid:1", ".x{color:#fff}"), ("cid:2", "td{color:black}")
    content = saved(link("cid:1") + link("cid:2"), "https://a.example/a.html", *sheets)
    assert shown(content, "a.mhtml") == "812"


def test_sheets_that_import_each_other_end() -> None:
    begun = time.perf_counter()
    sheets = [(f"cid:{n}", "".join(f"@import 'cid:{m}';" for m in range(20)) + HIDING) for n in range(20)]
    assert shown(saved(link("cid:0"), "https://a.example/a.html", *sheets), "a.mhtml") == "812"
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    "head",
    [
        "<style>" + "a" * 190_000 + "</style>" + ("<style>" + "a" * 190_001 + "</style>") * 40,
        link(data("a{" * 500_000)),
        link("data:text/css,a") * 20_000,
        "<style>" * 50_000 + "@import 'data:text/css,a';</style>",
    ],
    ids=["many", "open", "links", "unclosed"],
)
def test_sheets_beyond_measure_are_read_in_time(head: str) -> None:
    begun = time.process_time()
    assert figure(head) == "9812"
    assert time.process_time() - begun < 15
