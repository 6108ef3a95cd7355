"""Web pages: spans, nested tables, hidden text, paragraphs, what the page says of itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.model.document import Note, Unreadable
from etl.model.report import State
from etl.readers import html
from etl.text.numbers import read_number
from tests.support.golden import golden, path
from tests.support.grids import only_grid, shape, texts
from tests.support.read_pages import page


def test_locators_beyond_the_usual_rows_columns_and_tables() -> None:
    row = "<tr>" + "<td>1" * 20
    grids = page(f"<table>{row * 70}</table><p>" * 10).grids
    places = [[piece.locator for piece in grid.pieces] for grid in grids]
    assert places == [
        [f"t{table}r{row}c{column}" for row in range(1, 71) for column in range(1, 21)]
        for table in range(1, 11)
    ]


def test_head_bodies_foot_in_printed_order() -> None:
    body = "<table><tfoot><tr><td>合计<td>9</tfoot><tbody><tr><td>甲<td>1</tbody><thead><tr><td>项<td>数</thead></table>"
    assert texts(only_grid(page(body))) == [["项", "数"], ["甲", "1"], ["合计", "9"]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("本年新<br/>制作数量", "本年新制作数量"),
        ("<p>结果</p>\n<p>维持</p>", "结果维持"),
        ("<span>1</span><span>2</span>", "12"),
        ("12<br>34", "12\n34"),
        ("<p>12</p><p>34</p>", "12\n34"),
        ("１２<br>３４", "１２\n３４"),
        ("&nbsp;", ""),
        ("&nbsp;7&nbsp;", "7"),
        ("　　规章　", "规章"),
        ("结 果", "结 果"),
        ("a \n\t b", "a b"),
        ("政府信\n      息", "政府信息"),
        ("1<sup>2</sup>", "1²"),
        ("1<sup>[2]</sup>", "1²"),
        ("1<span style='vertical-align:super;font-size:8px'>2</span>", "1²"),
        ("<input type='text' value='5'>", "5"),
        ("<input type='hidden' value='5'>6", "6"),
        ("<textarea>5</textarea>", "5"),
        ("<select><option>9</option><option selected>5</option></select>", "5"),
        ("<img src='5.png'>", "[图片]"),
        ("<img src='spacer.gif'>", ""),
        ("5<img src='icon.png'>", "5"),
        ("<svg><text>5</text></svg>", "[图片]"),
        ("<style>.n5::before{content:'5'}</style><b class='n5'></b>", "[样式]"),
        ("<style>.no{display:none}</style><b class='no'>7</b>5", "5"),
        ("<style>@media print{.no{display:none}}</style><b class='no'>7</b>5", "75"),
        ("<style>td .a.no{display:none}</style><b class='a no'>7</b>5", "5"),
        ("<style>@media screen{.no{display:none}}</style><b class='no'>7</b>5", "5"),
        ("<style>.no{display:none} .no.on{display:inline}</style><b class='no on'>7</b>5", "75"),
        ("<style>.x{text-decoration:line-through}</style><b class='x'>7</b>5", "5"),
        ("<style>.no{display:none}</style><p class='no'><b class='no'>7</b></p>5", "5"),
        ("<span style='font-size:0'>7</span>5", "5"),
        ("<span style='color:transparent'>7</span>5", "5"),
        ("<span style='display:inline-block;width:0;overflow:hidden'>7</span>5", "5"),
        ("<span style='opacity:0.9'>7</span>5", "75"),
        ("<span style='position:absolute;left:-9999px'>7</span>5", "5"),
        ("<span style='color:#fff'>7</span>5", "5"),
        ("<span style='color:#fff'>7</span>", ""),
        ("<bdo dir='rtl'>15</bdo>", "\u202e15"),
        ("5<!-- 6 -->", "5"),
        ("5<span style='display:none'>6</span>", "5"),
        ("5<span style='DISPLAY : none'>6</span>", "5"),
        ("5<span hidden>6</span>", "5"),
        ("5<span style='visibility:hidden'>6</span>", "5"),
        ("5<script>6</script><style>7</style><template>8</template>", "5"),
        ("<s>5</s>6", "6"),
        ("<span style='text-decoration: line-through'>5</span>6", "6"),
        ("\u200b0\ufeff", "0"),
        ("<table><tr><td>8</td></tr></table>", "8"),
    ],
)
def test_the_text_of_a_cell(cell: str, text: str) -> None:
    grid = only_grid(page(f"<table><tr><td>项目</td><td>{cell}</td></tr></table>"))
    assert grid.pieces[1].text == text


def test_struck_text_is_noted() -> None:
    assert page("<table><tr><td>甲<td><del>5</del>6</table>").notes == (Note("struck_out", "1"),)


def test_a_hidden_cell_takes_no_column() -> None:
    grid = only_grid(page("<table><tr><td>甲<td style='display:none'>9<td>1<tr><td>乙<td>2</table>"))
    assert texts(grid) == [["甲", "1"], ["乙", "2"]]


def test_tables_that_are_only_in_hidden_parts_are_read_and_noted() -> None:
    document = page("<div style='display:none'><table><tr><td>甲<td>1<tr><td>乙<td>2</table></div>")
    assert texts(only_grid(document)) == [["甲", "1"], ["乙", "2"]]
    assert Note("hidden_tables") in document.notes


def test_layout_tables_vanish_and_their_tables_come_out_once() -> None:
    data = "<table><tr><td>规章<td>3<tr><td>许可<td>4</table>"
    document = page(
        "<table><tr><td>首页<td>栏目</tr><tr><td colspan=2><p>2020年报告</p>"
        f"<table><tr><td><p>一、总体情况</p>{data}<p>二、后文</p></td></tr></table></td></tr></table>"
    )
    assert texts(only_grid(document)) == [["规章", "3"], ["许可", "4"]]
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "首页",
        "栏目",
        "2020年报告",
        "一、总体情况",
        "二、后文",
    ]
    assert document.grids[0].pieces[0].locator == "t1r1c1"


def test_reading_order_of_blocks() -> None:
    document = page("<p>前</p><table><tr><td>甲<td>1</table><p>后</p>")
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Grid", "Paragraph"]


def test_a_table_inside_a_data_cell_does_not_take_the_table_with_it() -> None:
    rows = "".join(f"<tr><td>行{n}<td>{n}<td>{n}<td>{n}" for n in range(6))
    document = page(f"<table>{rows}<tr><td>注<td colspan=3><table><tr><td>子<td>1</table></table>")
    assert len(document.grids) == 2
    assert texts(document.grids[0])[3] == ["行3", "3", "3", "3"]
    assert texts(document.grids[1]) == [["子", "1"]]


def test_a_narrative_in_a_frame_is_paragraphs() -> None:
    document = page(f"<table><tr><td>菜单<td><p>{'长' * 400}</p><p>第二段</p></table>")
    assert document.grids == ()
    assert [paragraph.text[:2] for paragraph in document.paragraphs] == ["菜单", "长长", "第二"]


def test_paragraphs_in_order_with_their_places() -> None:
    document = page(
        "<h1>标 题</h1><div>导语<p>甲<b>乙</b>丙</p>尾</div><ul><li>一<li>二</ul>首行<br>次行<nav>导航</nav><footer>页脚</footer>"
        "<script>x</script><select><option>选</select><pre>行一\n行二</pre>"
    )
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "标 题", "导语", "甲乙丙", "尾", "一", "二", "首行", "次行", "行一", "行二",
    ]  # fmt: skip
    assert document.paragraphs[2].locator == "n3"


def test_tables_made_of_divs_by_style_class_and_role() -> None:
    styled = "<style>.t{display:table}.r{display: table-row}.c,.d{display:table-cell}</style>"
    body = "<div class=t><div class=r><div class=c>甲</div><div class=d>1</div></div><div class=r><i class=c>乙</i><b class=c>2</b></div></div>"
    assert texts(only_grid(page(body, head=styled))) == [["甲", "1"], ["乙", "2"]]
    roles = "<div role=table><div role=row><i role=cell aria-colspan=2>甲</i></div><div role=row><i role=cell>乙</i><i role=cell>2</i></div></div>"
    assert shape(only_grid(page(roles))) == [("甲", 0, 0, 1, 2), ("乙", 1, 0, 1, 1), ("2", 1, 1, 1, 1)]


def test_repeated_rows_of_divs_become_a_ragged_grid() -> None:
    rows = "".join(f"<div class=row><div>项{n}</div><div>{n}</div><div>{n * 7}</div></div>" for n in range(4))
    document = page(f"<p>题</p><div class=tab>{rows}</div><p>尾</p>")
    grid = only_grid(document)
    assert grid.ragged
    assert texts(grid)[3] == ["项3", "3", "21"]
    assert [paragraph.text for paragraph in document.paragraphs] == ["题", "尾"]


def test_what_the_page_states_about_itself() -> None:
    head = (
        "<title>2020年报告_某县政府网</title><meta name=ArticleTitle content='2020年报告'><meta name='PubDate' content='2021-1-8 10:00'>"
        "<meta name=ContentSource content=某局><meta name=SiteName content=某县><link rel=canonical href='http://a.gov.cn/1.html'>"
    )
    assert page("<p>文</p>", head=head).metadata == {
        "title": "2020年报告", "page_title": "2020年报告_某县政府网", "published_on": "2021-01-08",
        "source": "某局", "site": "某县", "url": "http://a.gov.cn/1.html",
    }  # fmt: skip


def test_a_page_without_tables_notes_where_they_may_be() -> None:
    notes = page("<p>详见附件</p><a href='/a/2020.pdf'>附件</a><img src=a.png>").notes
    assert notes == (Note("elsewhere", "/a/2020.pdf"), Note("pictures_only", "1"))


def test_very_deep_nesting_is_read() -> None:
    document = page("<div>" * 20_000 + "文" + "</div>" * 20_000)
    assert document.paragraphs[-1].text == "文"


def test_tables_in_tables_in_tables() -> None:
    document = page("<table><tr><td>" * 300 + "<table><tr><td>甲<td>1</table>")
    assert texts(only_grid(document)) == [["甲", "1"]]


@pytest.mark.parametrize("name", ["city_2025.html", "shanghai_office_2019.html"])
def test_golden_pages_cell_by_cell(name: str) -> None:
    document = html.read(path(name).read_bytes(), name)
    printed = golden(name)
    assert len(document.grids) == 3
    # below the three header rows, the figures stand in the last seven of ten columns
    rows = [[piece.text for piece in row if piece.column >= 3] for row in list(document.grids[1].rows())[3:]]
    assert [_figures(row) for row in rows] == [
        printed.row("applications", row) for row in printed.rows("applications")
    ]
    assert _figures(texts(document.grids[2])[-1]) == printed.table("review_litigation")
    disclosed = [text.removesuffix("元") for row in texts(document.grids[0]) for text in row[1:]]
    figures = [float(text) for text in disclosed if text.isdecimal()]
    assert figures == [value for value in printed.table("proactive_disclosure") if value is not None]


def _figures(row: list[str]) -> list[float | None]:
    return [float(text) if text else None for text in row]


def test_two_figures_one_above_the_other_are_not_one() -> None:
    stacked, spaced = texts(only_grid(page("<table><tr><td>1<br>995<td>1 995</table>")))[0]
    assert read_number(stacked).state is State.TEXT
    assert read_number(spaced).value == 1995


_INSIDE = st.recursive(
    st.sampled_from(["1", " ", "\n", "甲", "2 ", "<br>", "&nbsp;", "<!--c-->", ""]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["p", "div", "span", "b", "font", "a"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)
_CELLS = st.lists(st.lists(_INSIDE, max_size=4).map("".join), max_size=4)


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(st.lists(_CELLS, max_size=4), st.booleans())
def test_a_plain_table_is_read_in_one_pass_as_any_other_is(rows: list[list[str]], closed: bool) -> None:
    end = "</td>" if closed else ""
    lines = ["<tr>" + "".join(f"<td>{cell}{end}" for cell in row) + "</tr>\n" for row in rows]
    body = f"{''.join(lines[:2])}<tbody>{''.join(lines[2:])}</tbody></table>"
    # a table with a caption goes the longer way
    assert page(f"<table>{body}").blocks == page(f"<table><caption></caption>{body}").blocks


def test_rows_and_cells_that_a_class_hides_are_left_out() -> None:
    rows = "<tr><td>甲<td class=no>9<td>1<tr class=no><td>乙<td>2<tr><td>丙<td>3"
    grid = only_grid(page(f"<table>{rows}</table>", ".no{display:none}"))
    assert texts(grid) == [["甲", "1"], ["丙", "3"]]


def test_an_article_that_a_script_makes_visible_is_read() -> None:
    body = "<div id='js_content' style='visibility: hidden; opacity: 0;'><table><tr><td>甲<td>1</table></div>"
    document = page(body)
    assert texts(only_grid(document)) == [["甲", "1"]]
    assert document.notes == ()


def test_tables_behind_tabs_are_read_and_noted() -> None:
    pane = "<div class='pane{}'{}><table><tr><td>{}<td>{}</table></div>"
    shown = pane.format(" on", "", "甲", 1)
    hidden = pane.format("", " style='display:none'", "乙", "<i hidden>9</i>2")
    document = page(f"<div>{shown}{hidden}</div>")
    assert [texts(grid) for grid in document.grids] == [[["甲", "1"]], [["乙", "2"]]]
    assert document.notes == (Note("tabbed_tables"),)
    other = hidden.replace("pane", "phone")
    assert len(page(f"<div>{shown}{other}</div>").grids) == 1
    copy = pane.format("", " style='display:none'", "甲", 2)
    document = page(f"<div>{copy}{shown}</div>")
    assert [texts(grid) for grid in document.grids] == [[["甲", "1"]]]
    assert document.notes == (Note("hidden_copies", "1"),)


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr>" + "<td rowspan=60000>1" * 15_000 + "</tr>" + "<tr><td>1" * 2100,
        "<style>td:nth-child(2n+1),td~td>i{display:none}</style><table><tr>" + "<td><i>1" * 46_000,
    ],
    ids=["cells skipped in every row", "siblings counted for every cell"],
)
def test_what_costs_more_than_its_size_is_refused_in_words(page: str) -> None:
    with pytest.raises(Unreadable, match="异常"):
        html.read(f"<title>某局2022年政府信息公开工作年度报告</title>{page}".encode(), "a.html")
