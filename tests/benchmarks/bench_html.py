"""Compare reading web pages with bare parsing and pandas: python -m tests.benchmarks.bench_html

Prints milliseconds (the best of many runs, all measured in one process) and ratios to lxml.html.fromstring of the
same bytes. Target: at most 3 times lxml, at least 3 times faster than pandas.
"""

from __future__ import annotations

import io
import time
import warnings
from collections.abc import Callable
from functools import partial

import lxml.html
import pandas

from etl.readers import html
from tests.support.golden import REPORTS

ROUNDS = 60


def page(style: str, chrome: int, paragraphs: int) -> bytes:
    """A page like those of common content systems: menus, an article, tables of the form's sizes."""
    menu = "".join(
        f'<li class="nav-item"><a href="/zwgk/col{n}/index.html">栏目{n}</a></li>' for n in range(chrome)
    )
    text = "".join(
        f'<p style="text-indent:2em;{style}">第{n}段：' + "本年度主动公开政府信息若干条。" * 8 + "</p>"
        for n in range(paragraphs)
    )

    def cell(words: object, spans: str = "") -> str:
        return f'<td {spans} style="border:1px solid;{style}"><p align="center"><span style="{style}">{words}</span></p></td>'

    rows = cell("（勾稽关系）", 'colspan="3" rowspan="3"') + cell("申请人情况", 'colspan="7"')
    table = [rows, "".join(cell(f"列{n}") for n in range(7)), "".join(cell(f"列{n}") for n in range(7))]
    table += [cell("项目", 'colspan="3"') + "".join(cell(n * 7) for n in range(7)) for _ in range(25)]
    few = [cell(f"项{n}") + "".join(cell(m) for m in range(3)) for n in range(12)]
    cases = ["".join(cell(n) for n in range(15)) for _ in range(4)]
    tables = "".join(
        "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>" for rows in (few, table, cases)
    )
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>报告</title><meta name="ArticleTitle" content="报告">'
        f'<script>{"var a=1;" * chrome}</script></head><body><div class="header"><ul>{menu}</ul></div><div id="zoom">{text}'
        f"{tables}{text}</div><div class='footer'><ul>{menu}</ul></div></body></html>"
    ).encode()


def best(*runs: Callable[[], object]) -> list[float]:
    """The shortest of many runs of each, in milliseconds; they take turns, so that a busy machine slows all alike."""
    shortest = [float("inf")] * len(runs)
    for _ in range(ROUNDS):
        for number, run in enumerate(runs):
            begun = time.perf_counter()
            run()
            shortest[number] = min(shortest[number], time.perf_counter() - begun)
    return [seconds * 1000 for seconds in shortest]


def read_with_pandas(data: bytes) -> object:
    return pandas.read_html(io.BytesIO(data), flavor="lxml", encoding="utf-8")


def main() -> None:
    warnings.simplefilter("ignore")
    word = "font-family:仿宋_GB2312;font-size:16pt;mso-bidi-font-size:10.0pt;line-height:150%;color:black;"
    pages = {"content system": page("", 120, 12), "pasted from Word": page(word, 60, 12)}
    for path in sorted(REPORTS.glob("*.html")):
        pages[path.stem] = path.read_bytes()
    print(
        f"{'page':22}{'KB':>6}{'lxml ms':>9}{'read ms':>9}{'x lxml':>8}{'pandas ms':>11}{'pandas/read':>13}"
    )
    for name, data in pages.items():
        bare, ours, other = best(
            partial(lxml.html.fromstring, data),
            partial(html.read, data, name),
            partial(read_with_pandas, data),
        )
        print(
            f"{name:22}{len(data) / 1024:6.0f}{bare:9.2f}{ours:9.2f}{ours / bare:8.1f}{other:11.2f}{other / ours:13.1f}"
        )


if __name__ == "__main__":
    main()
