"""What a page hides from its readers is not read: one page per way of hiding."""

from __future__ import annotations

import pytest

from tests.support.read_pages import cell, page, rows

AWAY = "position:absolute;left:-9999px"


@pytest.mark.parametrize(
    ("css", "hidden"),
    [
        (".x{display:none!important}", "<b class=x style='display:inline'>9</b>"),
        ("b.x{display:none}", "<b class=x>9</b>"),
        ("[data-old]{display:none}", "<b data-old>9</b>"),
        ("b[class^='old']{visibility:hidden}", "<b class=old-1>9</b>"),
        ("td>b:nth-child(1){display:none}", "<b>9</b>"),
        ("td b:first-of-type{opacity:0}", "<b>9</b>"),
        ("#k{font-size:0}", "<b id=k><i>9</i></b>"),
        ("#k{font:0/0 a}", "<b id=k>9</b>"),
        ("", "<b style='font:italic 0 serif'>9</b>"),
        (".x{opacity:.2}", "<b class=x><i class=x>9</i></b>"),
        (".x{visibility:collapse}", "<b class=x>9</b>"),
        (".x{clip-path:inset(100%)}", "<b class=x>9</b>"),
        (".x{transform:scale(0)}", "<b class=x>9</b>"),
        (".x{color:hsl(0 0% 100%)}", "<b class=x>9</b>"),
        (".x{color:#fefefe}", "<b class=x><i><u>9</u></i></b>"),
        (f".x{{{AWAY}}}", "<b class=x>9</b>"),
        (".x{display:inline-block;height:0;overflow:hidden}", "<b class=x>9</b>"),
        (".visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden}", "<b class=visually-hidden>9</b>"),
        (".x{display:none}", "<b class='x y'>9</b>"),
        (".t .x{display:none}", "<span class=t><b class=x>9</b></span>"),
        (".x{color:var(--none);display:none}", "<b class=x>9</b>"),
        ("@media all{.x{display:none}}", "<b class=x>9</b>"),
        ("td{.x{display:none}}", "<b class=x>9</b>"),
        ("tr{td{& > .x{display:none}}}", "<b class=x>9</b>"),
        (".x{@media screen{display:none}}", "<b class=x>9</b>"),
        (":root{--h:none}.x{display:var(--h)}", "<b class=x>9</b>"),
        (":root{--a:#fff;--b:var(--a)}.x{color:var(--b)}", "<b class=x>9</b>"),
        (".x{visibility:var(--absent,hidden)}", "<b class=x>9</b>"),
        (":root{--h:none}", "<b style='display:var(--h)'>9</b>"),
        (".x{color:color-mix(in srgb,white,white)}", "<b class=x>9</b>"),
        (".x{color:color-mix(in oklab,#fff 30%,rgb(255 255 255))}", "<b class=x>9</b>"),
        (".x{color:color-mix(in srgb,transparent,transparent)}", "<b class=x>9</b>"),
        (".x{background:color-mix(in srgb,black,#000) repeat;color:#000}", "<b class=x>9</b>"),
        (".x{color:rgb(from white r g b)}", "<b class=x>9</b>"),
        (".x{color:rgb(calc(255) 255 255)}", "<b class=x>9</b>"),
        ("@media print,screen{.x{display:none}}", "<b class=x>9</b>"),
        ("@media screen and (min-width: 768px){.x{display:none}}", "<b class=x>9</b>"),
        ("@media (600px < width){}@media (width >= 600px){.x{display:none}}", "<b class=x>9</b>"),
        ("@media not print{.x{display:none}}", "<b class=x>9</b>"),
        ("@scope (td){.x{display:none}}", "<b class=x>9</b>"),
        ("@media not (max-width:600px){.x{display:none}}", "<b class=x>9</b>"),
        ("@media (max-width:600px) or (400px<=width<=2000px){.x{display:none}}", "<b class=x>9</b>"),
        (":root{--z:#fff}[data-theme=dark]{--z:#000}.x{color:var(--z)}", "<b class=x>9</b>"),
        (".x{font-size:max(0px,.5px)}", "<b class=x>9</b>"),
        (".x{scale:1%}", "<b class=x>9</b>"),
        ("", "<b style='font-size:calc(0px)'>9</b>"),
        ("", "<b style='display:&#110;one'>9</b>"),
        ("", "<math><mphantom><mn>9</mn></mphantom></math>"),
        ("", "<b style='color:color-mix(in srgb,white,white)'>9</b>"),
        ("", "<b style='color:white'>9</b>"),
        ("", "<font color=#FFFFFF>9</font>"),
        ("", "<b style='background:#000;color:#000'>9</b>"),
        ("", "<b hidden>9</b>"),
        ("", "<template>9</template>"),
        ("", "<dialog>9</dialog>"),
        ("", "<details><summary></summary>9</details>"),
        ("", "<details><p>9</p></details>"),
    ],
)  # fmt: skip
def test_a_hidden_digit_before_a_figure_is_not_read(css: str, hidden: str) -> None:
    assert cell(f"{hidden}12", css).split() == ["12"]


@pytest.mark.parametrize(
    ("css", "shown"),
    [
        (".x{display:none}.x{display:inline}", "<b class=x>9</b>"),
        (".x{display:none}", "<b class=x style='display:inline'>9</b>"),
        ("b.x{display:inline}.x{display:none}", "<b class=x>9</b>"),
        ("#k{display:inline!important}", "<b id=k style='display:none'>9</b>"),
        (".x:hover{display:none}", "<b class=x>9</b>"),
        (".x::before{display:none}", "<b class=x>9</b>"),
        (".x:not(.y){display:none}", "<b class='x y'>9</b>"),
        (".x{visibility:hidden} .y{visibility:visible}", "<b class=x><i class=y>9</i></b>"),
        (".x{font-size:0} .y{font-size:14px}", "<b class=x><i class=y>9</i></b>"),
        (".x{color:#fff}", "<b class=x style='background:navy'>9</b>"),
        (".x{background:#036} .y{color:#fff}", "<b class=x><i class=y>9</i></b>"),
        ("@media print{.x{display:none}}", "<b class=x>9</b>"),
        ("@media not screen{.x{display:none}}", "<b class=x>9</b>"),
        ("@media not (min-width:600px){.x{display:none}}", "<b class=x>9</b>"),
        ("@media not (unheard-of){.x{display:none}}", "<b class=x>9</b>"),
        (":root{--z:#fff}td{--z:#000}.x{color:var(--z)}", "<b class=x>9</b>"),
        ("@media screen and (max-width:768px){.x{display:none}}", "<b class=x>9</b>"),
        ("@media screen and (min-width:768px) and (monochrome){.x{display:none}}", "<b class=x>9</b>"),
        ("@supports not (display:grid){.x{display:none}}", "<b class=x>9</b>"),
        ("@scope (th){.x{display:none}}", "<b class=x>9</b>"),
        (".x{color:color-mix(in srgb,white,black)}", "<b class=x>9</b>"),
        (".x{color:#fff;background:color-mix(in srgb,navy 90%,white)}", "<b class=x>9</b>"),
        ("", "<b aria-hidden=true>9</b>"),
        ("", "<b style='left:-9999px'>9</b>"),
        ("[hidden]{display:inline}", "<b hidden>9</b>"),
        ("", "<details open><p>9</p></details>"),
    ],
)
def test_a_digit_that_is_shown_after_all_is_read(css: str, shown: str) -> None:
    assert cell(f"{shown}12", css).replace("\n", "") == "912"


@pytest.mark.parametrize("attributes", ["media=print", "media='not screen'", "type=text/plain"])
def test_a_style_element_that_is_none_of_the_screen_hides_nothing(attributes: str) -> None:
    assert cell("<b class=x>9</b>12", head=f"<style {attributes}>.x{{display:none}}</style>") == "912"


@pytest.mark.parametrize(
    ("css", "attributes", "text"),
    [
        ("", "style='color:#fff'", ""),
        ("td.z{color:white}", "class=z", ""),
        ("", "style='color:#fff;background:#1e50a2'", "0"),
        ("", "style='color:#fff' bgcolor=#1e50a2", "0"),
        ("td{background-color:#1e50a2}", "style='color:#fff'", "0"),
        ("table{background:url(a.png)}", "style='color:#fff'", "0"),
        ("tr{background:#fff}table{background:#000}", "style='color:#fff'", ""),
        ("", "style='color:#fff;background:transparent'", ""),
    ],
)
def test_white_zeros_are_blank_but_on_a_coloured_ground(css: str, attributes: str, text: str) -> None:
    assert cell("0", css, attributes=attributes) == text


def test_white_words_may_stand_on_a_ground_that_a_linked_style_sheet_draws() -> None:
    body = "<h1 style='color:#fff'>年度报告</h1><table><tr><td style='color:#fff'>甲<td style='color:#fff'>0</table>"
    linked = page(body, head="<link rel=stylesheet href=a.css>")
    assert [paragraph.text for paragraph in linked.paragraphs] == ["年度报告"]
    assert rows(linked) == [[["甲", ""]]]


@pytest.mark.parametrize(
    ("css", "mark"),
    [
        (".fn{vertical-align:super;font-size:.6em}", "<span class=fn>1</span>"),
        ("td .fn{vertical-align:super}", "<a href=#n><i class=fn>1</i></a>"),
        (".fn{position:relative;top:-.5em;font-size:60%}", "<span class=fn>[1]</span>"),
        (".fn{vertical-align:4px}", "<span class=fn>1</span>"),
        ("", "<span style='position:relative;bottom:5px;font-size:8px'>1</span>"),
        ("", "<span style='position:relative;top:-6.0pt;mso-text-raise:6.0pt'>1</span>"),
        ("", "<span style='display:inline-block;transform:translateY(-4px)'>1</span>"),
        ("", "<small>1</small>"),
        ("", "<span style='font-size:smaller'>1</span>"),
        ("", "<sub>1</sub>"),
        (".c{font-size:70%}", "<small class=c>（1）</small>"),
        ("", "<span style='mso-text-raise:4.0pt;font-size:7.0pt'>1</span>"),
        ("", "<a href='#note'>1</a>"),
        ("", "<a class=x href=#n1>[1]</a>"),
        ("", "<font size=1>1</font>"),
    ],
)
def test_a_footnote_mark_is_no_digit_of_the_figure(css: str, mark: str) -> None:
    assert cell(f"12{mark}", css) == "12¹"


@pytest.mark.parametrize(
    ("css", "content"),
    [
        ("i:not(:target){display:none}", "<i>3</i>12"),
        (":not(:hover)>i{display:none}", "<i>3</i>12"),
        ("td:not(:focus-within) i:not(:hover){display:none}", "<i>3</i>12"),
        (":lang(en){display:none}", "<i lang=en-GB>3</i>12"),
        ("i:not(:not(:hover)){display:none}i:hover{display:none}", "<i>1</i>2"),
    ],
)
def test_a_page_is_read_as_it_is_while_nobody_points_at_it(css: str, content: str) -> None:
    assert cell(content, css) == "12"


@pytest.mark.parametrize(
    "content",
    [
        "<small>12</small>",
        "<span style='position:relative;top:-4px'>12</span>",
        "1<span style='font-size:10pt'>2</span>",
        "1<span style='vertical-align:middle'>2</span>",
        "<span style='font-size:80%'>1</span>2",
        "<span style='font:12px/1.5 serif'>12</span>",
    ],
)
def test_a_figure_set_small_or_apart_stays_a_figure(content: str) -> None:
    assert cell(content) == "12"


@pytest.mark.parametrize(
    ("css", "content", "text"),
    [
        ("[data-n]::before{content:attr(data-n)}", "<b data-n=5></b>", "[样式]"),
        ("td i:after{content:'5'}", "<i></i>", "[样式]"),
        ("td i:after{content:'5'}", "1<i></i>", "1样式"),
        ("td i:first-letter{font-size:0}", "<i>912</i>", "912样式"),
        ("td i::first-letter{font-size:2em}", "<i>912</i>", "912"),
        ("", "<iframe src=5.html></iframe>", "[图片]"),
        ("", "<embed src=5.svg>", "[图片]"),
        ("", "<object data=5.svg></object>", "[图片]"),
        ("", "<canvas></canvas>", "[图片]"),
        ("", "<video src=5.mp4></video>", "[图片]"),
        ("", "<script>document.write(5)</script>", "[脚本]"),
        ("", "<script>track()</script>5", "5"),
    ],
)
def test_what_a_browser_draws_and_this_reader_cannot_is_no_blank(css: str, content: str, text: str) -> None:
    assert cell(content, css) == text


@pytest.mark.parametrize(
    ("css", "content"),
    [
        ("", "<b style='float:right'>2</b><b>1</b>"),
        ("", "2<b style='float:left'>1</b>"),
        (".r{display:flex;flex-direction:row-reverse}", "<p class=r><b>2</b><b>1</b></p>"),
        (".r{display:flex} .o{order:-1}", "<p class=r><b>2</b><b class=o>1</b></p>"),
        (".o{position:absolute;left:0}", "<b>2</b><b class=o>1</b>"),
        ("", "<sub>1</sub>2"),
        ("", "<i style='-webkit-mask-image:linear-gradient(transparent,transparent)'>9</i>12"),
        (".m{mask:linear-gradient(90deg,rgba(0,0,0,0) 50%,#000 50%)}", "<i class=m>99</i>"),
        ("", "<i style='position:relative'>9<u style='position:absolute;inset:0;background:#fff'></u></i>12"),
        ("", "<i style='mix-blend-mode:screen'>9</i>12"),
        ("", "<i style='filter:blur(9px)'>9</i>12"),
        ("", "<i style='letter-spacing:-1em'>9</i>12"),
        ("", "<i style='transform:scaleX(-1)'>21</i>"),
        ("", "<i style='rotate:180deg'>68</i>"),
        ("", "<i style='-webkit-text-security:disc'>21</i>"),
        (".t{scale:-1 1}", "<i class=t>21</i>"),
        ("", "<i style='-webkit-transform:scaleX(-1)'>21</i>"),
        (".a{grid-column:2} .b{grid-column:1;grid-row:1}", "<p><b class=a>2</b><b class=b>1</b></p>"),
        ("", "<b style='position:relative;left:1em'>2</b><b style='position:relative;left:-1em'>1</b>"),
        ("", "<b>2</b><b style='margin-left:-2em'>1</b>"),
    ],
)
def test_digits_that_styles_put_elsewhere_are_no_figure(css: str, content: str) -> None:
    assert not cell(content, css).isdecimal()


@pytest.mark.parametrize(
    "content",
    [
        "<b style='float:right'>12</b>",
        "<div style='position:absolute'>12</div>",
        "<span style='float:left'><i>12</i></span>",
        "<span style='mask:linear-gradient(#000 0 0)'>12</span>",
        "<span style='filter:grayscale(1)'>12</span>",
        "<b style='background:linear-gradient(#000,#000);background-clip:text;color:transparent'>12</b>",
    ],
)
def test_a_whole_figure_may_stand_anywhere_in_its_cell(content: str) -> None:
    assert cell(content) == "12"


@pytest.mark.parametrize("drawn", ["<img src='d/2.png'>", "<img src='n_2.gif'>", "<img src=x alt=2>"])
def test_a_picture_of_a_digit_beside_digits_is_no_number(drawn: str) -> None:
    (grid,) = (document := page(f"<table><tr><td>甲<td>1{drawn}</table>")).grids
    assert (grid.pieces[1].text, [note.kind for note in document.notes]) == ("1图片", ["pictured_cells"])


@pytest.mark.parametrize(
    ("content", "css", "text"),
    [
        ("<span style='background:url(n.png)'></span>", "", "[图片]"),
        ("<i class=n></i>", ".n{background-image:url(n.png)}", "[图片]"),
        ("<i class=n></i>12", ".n{background-image:url(dot.png)}", "12"),
        ("<i class=n>12</i>", ".n{background-image:url(dot.png)}", "12"),
        ("", "td{background:url(paper.png)}", ""),
    ],
)
def test_a_picture_by_style_fills_a_cell(content: str, css: str, text: str) -> None:
    assert cell(content, css) == text
