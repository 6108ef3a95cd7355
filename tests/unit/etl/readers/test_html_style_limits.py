"""Style sheets made to take minutes: layers, rules and variables without end."""

from __future__ import annotations

import time

import pytest

from etl.model.document import Unreadable
from tests.support.read_pages import cell, page, rows

TABLE = "<table><tr><td>甲<td>1</table>"


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + "<h1>题</h1>" + TABLE,
        "<div>" * 60_000 + TABLE + "</div>" * 60_000,
        "<ul><li>" * 50_000 + TABLE,
        "".join(f"<font color={number}>" for number in range(40_000)) + TABLE,
        "<b><p>" * 50_000 + TABLE,
        "<table><tr><td>" * 30_000 + "乙<td>2",
        f"<table><tr><td>甲<td>{'<img src=a>' * 50_000}</table>",
        "<table>" + "<tr><td><b style='color:#fff'>0</b>1<td>甲" * 15_000 + "</table>",
    ],
    ids=["open", "closed", "lists", "fonts", "formats", "tables", "pictures", "white"],
)
def test_a_page_of_layers_without_end_is_read_in_time(body: str) -> None:
    begun = time.process_time()
    assert page(body).grids
    assert time.process_time() - begun < 5


def test_layers_beyond_measure_lose_neither_lines_nor_what_they_hide() -> None:
    body = "<div>" * 5000 + "<h1>题</h1><div>一</div><div>二</div>" + TABLE.replace("1", "<b hidden>9</b>1")
    document = page(body)
    assert [paragraph.text for paragraph in document.paragraphs] == ["题", "一", "二"]
    assert rows(document) == [[["甲", "1"]]]


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td" + "".join(f" a{number}" for number in range(50_000)) + ">1<td>2</table>",
        "<style>"
        + "".join(f"td:nth-child({number}) b{{display:none}}" for number in range(500))
        + "</style>"
        + "<table><tr>"
        + "<td><b>1</b>" * 50_000,
    ],
    ids=["attributes", "rules"],
)
def test_a_page_that_would_take_minutes_is_refused_with_a_reason(body: str) -> None:
    with pytest.raises(Unreadable, match="网页"):
        page(body)


@pytest.mark.parametrize(
    "css",
    [
        ".y{.x{display:none}}",
        "@media print{td{.x{display:none}}}",
        "td{color:red;&:hover .x{display:none}}",
        ":root{--h:none}td{--h:inline}.x{display:var(--h)}",
        ".x{display:var(--absent)}",
    ],
)
def test_what_nested_rules_and_variables_leave_seen(css: str) -> None:
    assert cell("<b class=x>9</b>", css) == "9"


def test_rules_nested_without_end_are_left_out_in_time() -> None:
    began = time.perf_counter()
    assert cell("<b class=x>9</b>", "a,b{" * 40 + ".x{display:none}" + "}" * 40) == "9"
    assert time.perf_counter() - began < 2
