"""Pages inside a page: frames with their text, shadow templates, markup and data in scripts."""

from __future__ import annotations

import base64
import html
import json
import time
from urllib.parse import quote

import pytest

from etl.model.document import Document, Note
from etl.readers.html import read

TABLE = "<h1>年报</h1><table><tr><td>规章</td><td>12</td></tr><tr><td>行政许可</td><td>3</td></tr></table>"
IN_PIECES = [TABLE[start : start + 9] for start in range(0, len(TABLE), 9)]


def page(body: str) -> Document:
    return read(f"<!doctype html><html><body><div id=app></div>{body}</body></html>".encode(), "a.html")


def figures(document: Document) -> list[str]:
    return [piece.text for grid in document.grids for piece in grid.pieces]


@pytest.mark.parametrize(
    ("body", "notes"),
    [
        (f'<iframe srcdoc="{html.escape(TABLE)}"></iframe>', ["framed"]),
        (f"<iframe srcdoc='{TABLE}'></iframe>", ["framed"]),
        (f"<template shadowrootmode=open><style>h1{{color:red}}</style>{TABLE}</template>", []),
        (f'<x-app><template shadowroot="closed"><template>9</template>{TABLE}</template></x-app>', []),
        (f"<script>window.data={json.dumps({'a': {'html': TABLE}})}</script>", ["scripted"]),
        (f"<script>let a={json.dumps(TABLE).replace('<', chr(92) + 'u003c')};</script>", ["scripted"]),
        (f"<script>document.body.innerHTML=`{TABLE}`</script>", ["scripted"]),
        (f"<script>document.write('{TABLE}')</script>", ["scripted"]),
        (f"<script type=application/json>{json.dumps([TABLE])}</script>", ["scripted"]),
        (f"<script>x.innerHTML=atob('{base64.b64encode(TABLE.encode()).decode()}')</script>", ["scripted"]),
        (
            f"<script>document.write(unescape('{''.join(f'%u{ord(one):04x}' for one in TABLE)}'))</script>",
            ["scripted"],
        ),
        (f"<script>x.innerHTML=decodeURIComponent('{quote(TABLE)}')</script>", ["scripted"]),
        (f"<textarea hidden>{html.escape(TABLE)}</textarea><script>f()</script>", ["scripted"]),
        (f"<div hidden><xmp>{TABLE}</xmp></div>", ["scripted"]),
        (f"<noscript>{TABLE}</noscript>", ["scripted"]),
        (f"<template>{TABLE}</template><script>app.append(t.content)</script>", ["scripted"]),
        (f"<script type='text/x-template'>{TABLE}</script>", ["scripted"]),
        (f"<div data-html='{TABLE}'></div>", ["scripted"]),
        (f'<div data-html="{html.escape(TABLE)}"></div>', ["scripted"]),
        (f"<script>document.write({','.join(map(repr, IN_PIECES))})</script>", ["scripted"]),
        (f"<script>var x={'+'.join(map(repr, IN_PIECES))};show(x)</script>", ["scripted"]),
        (f"<script>{';'.join(f'x += {part!r}' for part in IN_PIECES)}</script>", ["scripted"]),
        (f"<script>{'; '.join(f'document.writeln({part!r})' for part in IN_PIECES)}</script>", ["scripted"]),
    ],
)
def test_a_page_inside_a_page_is_read_and_told(body: str, notes: list[str]) -> None:
    document = page(body)
    assert figures(document) == ["规章", "12", "行政许可", "3"]
    assert [paragraph.text for paragraph in document.paragraphs] == ["年报"]
    assert [note.kind for note in document.notes] == notes


@pytest.mark.parametrize("tag", ["pre", "div", "p"])
def test_markup_that_is_shown_as_words_is_read_as_markup(tag: str) -> None:
    document = page(f"<{tag}>{html.escape(TABLE)}</{tag}>")
    assert figures(document) == ["规章", "12", "行政许可", "3"]
    assert [note.kind for note in document.notes] == ["scripted"]


def test_a_template_that_is_still_to_be_filled_in_holds_no_table() -> None:
    assert (
        figures(page("<template><table><tr><td>{{ name }}</td><td>{{ count }}</td></tr></table></template>"))
        == []
    )


@pytest.mark.parametrize(
    "viewer",
    [
        "<embed src='/a/2023.pdf'>",
        "<object data='/a/2023.pdf'></object>",
        "<iframe src='/a/2023.pdf'></iframe>",
    ],
)
def test_a_file_that_a_page_shows_in_a_viewer_is_named(viewer: str) -> None:
    assert page(f"<p>年报</p>{viewer}").notes == (Note("elsewhere", "/a/2023.pdf"),)


def test_tables_of_a_frame_follow_those_of_the_page() -> None:
    frame = f'<iframe srcdoc="{html.escape(TABLE)}"></iframe>'
    document = page(f"<table><tr><td>甲<td>1</table>{frame}")
    assert [grid.pieces[0].locator for grid in document.grids] == ["t1r1c1", "t2r1c1"]
    assert figures(page(f"<div hidden>{frame}</div>")) == []


def test_markup_in_a_script_is_not_read_where_the_page_has_tables() -> None:
    shown = "<table><tr><td>甲<td>1</table>"
    assert figures(page(f"{shown}<script>x={json.dumps(TABLE)}</script>")) == ["甲", "1"]
    assert figures(page("<script>x=`<table><tr><td>${a}</td></tr></table>`</script>")) == []
    assert figures(page("<script>x='<table><tr><td>'+a+'</td></tr></table>'</script>")) == []


def test_a_page_that_a_script_builds_from_data_says_so() -> None:
    rows = [{"name": "规章", "value": number} for number in range(40)]
    assert page(f"<script>render({json.dumps(rows)})</script>").notes == (Note("built_by_script"),)
    assert page("<script>track(1)</script>").notes == ()


@pytest.mark.parametrize(
    "body",
    [
        "<script>" + '"<table' * 100_000 + "</script>",
        "<script>" + "'\\" * 200_000 + "</script>",
        "<script>x=" + json.dumps("<table><tr>" * 50_000) + "</script>",
        "<template shadowrootmode=open>" * 30_000,
        "<script>" + "x+='<table>';" * 50_000 + "</script>",
        "<script>x='a'" + "+" * 300_000 + "'b'</script>",
        '<p title="&lt;td&gt;"><textarea>' * 20_000,
        "<script>x='" + "%3Ctable" * 100_000 + "'</script>",
        '<iframe srcdoc="&lt;iframe srcdoc=1&gt;">' * 20_000,
    ],
)
def test_endless_pages_inside_a_page_cost_no_time(body: str) -> None:
    begun = time.process_time()
    page(body)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("body", "is_told"),
    [
        ("<script src=app.js></script>", True),
        ("<p>正在加载，请稍候…</p><script src=app.js></script><div id=root>年报</div>", True),
        ("<noscript>Please enable JavaScript</noscript><script src=app.js></script>", True),
        ("", False),
    ],
)
def test_the_empty_frame_of_a_program_says_so(body: str, is_told: bool) -> None:
    kinds = {note.kind for note in page(f"<h1>年报</h1>{body}").notes}
    assert ("built_by_script" in kinds) is is_told
