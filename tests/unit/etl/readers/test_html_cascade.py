"""Which of several rules of a style sheet holds, what animations leave, and what lies behind the text.

What is seen was compared with what Chromium draws of the same page.
"""

from __future__ import annotations

import pytest

from etl.readers.html.css.specificity import specificity
from tests.support.read_pages import cell

X = "<b class=x>9</b>12"
KEYED = "<b class=x id=k>9</b>12"
FADE = "@keyframes g{to{opacity:0}}"
WHITE = "linear-gradient(#fff,#fff)"
IMPORTED = '@import url("data:text/css,td b.x{display:%s}") layer%s;.x{display:%s}'


@pytest.mark.parametrize(
    ("css", "content"),
    [
        ("@layer a,b;@layer b{.x{display:none}}@layer a{.x{display:inline}}", X),
        (".x{display:none}@layer a{.x{display:inline}}", X),
        ("/*}*/.x{display/**/:/**/none}", X),
        (r".x{d\69splay:none}", X),
        (r".x{disp\lay:none}", X),
        ("@layer a{td b.x.x{display:inline}}.x{display:none}", X),
        ("@layer a{.x{display:none!important}}.x{display:inline!important}", X),
        ("@layer a{.x{display:none!important}}@layer b{.x{display:inline!important}}", X),
        ("@layer a.b{.x{display:inline}}@layer a{.x{display:none}}", X),
        (IMPORTED % ("inline", "", "none"), X),
        (IMPORTED % ("inline", "(a)", "none"), X),
        (".x{font-size:0}.x .y{font-size:unset}", "<b class=x><i class=y>9</i></b>12"),
        (".x{font-size:14px;font:0/0 a}", X),
        ("b.x{all:unset;display:none}", X),
        (".x{margin:0 0 0 -9999px}", X),
        ("", "<b style='display:inline-block;margin-inline-start:-9999px'>9</b>12"),
        (".x{background-color:#000;background:none;color:#fff}", X),
        (".x{opacity:-1}", X),
        (".x{display:table-column}", X),
        ("", "<b style='display:inline-block;overflow:auto;height:0'>9</b>12"),
        (".x{display:inline-block;overflow:hidden;inline-size:0}", X),
        (".x{color:HighlightText}", X),
        ("", "<noframes>9</noframes>12"),
    ],
)
def test_a_digit_hidden_by_the_rule_that_counts_is_not_read(css: str, content: str) -> None:
    assert cell(content, css) == "12"


@pytest.mark.parametrize(
    ("css", "content"),
    [
        ("@layer a,b;@layer b{.x{display:inline}}@layer a{.x{display:none}}", X),
        ("@layer a{td b.x.x{display:none}}.x{display:inline}", X),
        ("@layer a{.x{display:inline!important}}.x{display:none!important}", X),
        ("@layer a{.x{display:inline}@layer b{td .x{display:none}}}", X),
        ("@layer{td .x{display:none}}@layer{.x{display:inline}}", X),
        (IMPORTED % ("none", "(a)", "inline"), X),
        (".x{@layer a{display:none}display:inline}", X),
        ("td :where(#k){display:none}.x{display:inline}", KEYED),
        (".x{color:#fff}b.x{all:initial}", X),
        ("b.x{display:none;all:unset}", X),
        (".x{background:#000;background-clip:text;color:transparent}", X),
    ],
)
def test_a_digit_shown_by_the_rule_that_counts_is_read(css: str, content: str) -> None:
    assert cell(content, css) == "912"


@pytest.mark.parametrize(
    ("css", "content"),
    [
        (f"{FADE}.x{{animation:g .01s forwards}}", X),
        (f"{FADE}.x{{animation:.01s ease-in 0s 1 normal both running g}}", X),
        (f"{FADE}.x{{animation-name:g;animation-duration:1s;animation-fill-mode:forwards}}", X),
        (f"{FADE}.x{{animation:g 1s;animation-fill-mode:both}}", X),
        (f"{FADE}", "<b style='animation:g .01s forwards'>9</b>12"),
        (f"{FADE}.x{{opacity:1}}#k{{animation:g 1s forwards}}", "<b class=x id=k style='opacity:1'>9</b>12"),
        (f":root{{--a:g 1s forwards}}{FADE}.x{{animation:var(--a)}}", X),
        ("@-webkit-keyframes g{to{opacity:0}}.x{-webkit-animation:g 1s forwards}", X),
        ("@keyframes g{to{visibility:hidden}}.x{animation:g 1s forwards}", X),
        ("@keyframes g{to{color:#fff}}.x{animation:g 1s forwards}", X),
        ("@keyframes g{0%,100%{opacity:0}50%{opacity:1}}.x{animation:g 1s forwards}", X),
        ("@keyframes g{from{opacity:0}}.x{animation:g 1s forwards reverse}", X),
        ("@keyframes g{from{opacity:0}}.x{animation:g 1s 2 alternate forwards}", X),
        ("@keyframes g{from{opacity:0}}.x{animation:g 1s paused}", X),
        ("@keyframes g{from{opacity:0}}.x{animation:g 1s 99999s both}", X),
    ],
)
def test_a_digit_that_an_animation_leaves_hidden_is_not_read(css: str, content: str) -> None:
    assert cell(content, css) == "12"


@pytest.mark.parametrize(
    "css",
    [
        f"{FADE}.x{{animation:g .01s}}",
        f"{FADE}.x{{animation:h .01s forwards}}",
        f"{FADE}.x{{animation:g 1s 2 alternate forwards}}",
        f"{FADE}.x{{animation:g 1s forwards;opacity:1!important}}",
        f"{FADE}@keyframes h{{to{{opacity:1}}}}.x{{animation:g 1s forwards,h 1s forwards}}",
        f"@media print{{{FADE}}}.x{{animation:g 1s forwards}}",
        "@keyframes g{from{opacity:0}to{opacity:1}}.x{opacity:0;animation:g 1s forwards}",
        "@keyframes g{from{opacity:0}}.x{animation:g 1s both}",
    ],
)
def test_a_digit_that_an_animation_leaves_shown_is_read(css: str) -> None:
    assert cell(X, css) == "912"


@pytest.mark.parametrize(
    "css",
    [
        f".x{{color:#fff;background:{WHITE}}}",
        f".x{{color:#fff;background-image:{WHITE}}}",
        f".x{{color:#fff}}td{{background:{WHITE},#000}}",
        ".x{background:radial-gradient(#000 0%,rgb(0,0,0) 100%)}",
        ".x{color:#fff;background:linear-gradient(transparent,transparent)}",
        f".x{{background:{WHITE};background-clip:text;color:transparent}}",
        ".x{color:#fff;background-image:none,none}",
    ],
)
def test_a_digit_in_the_colour_of_an_even_gradient_is_not_read(css: str) -> None:
    assert cell(X, css) == "12"


@pytest.mark.parametrize(
    ("css", "content"),
    [
        (".x{color:#fff;background:url(a.png)}", X),
        (".x{color:#fff;background:linear-gradient(#fff,#000)}", X),
        ("td{color:#fff;background:url(a.png)}", "12"),
        (f"{FADE}.x{{animation:g 1s infinite}}", X),
        (".x{clip-path:path('M0 0')}", X),
        ("", "<b style='display:inline-block;transform:skewX(90deg)'>9</b>12"),
        (".x{display:inline-block;transform:translateX(9999px)}", X),
        (".x{display:inline-block;scale:1 0}", X),
        (".x{zoom:.01}", X),
        (".x{vertical-align:-500px}", X),
        (".x{display:inline-block;overflow:hidden;line-height:0}", X),
        (".x{unicode-bidi:bidi-override;direction:rtl}", "<b class=x>21</b>"),
        (".x{mask-image:linear-gradient(#000,#000);mask-size:0 0}", X),
        (".x:before{content:counter(k)}.x{counter-reset:k 9}", "<b class=x>12</b>"),
        ("td{-webkit-text-security:disc}", "12"),
        ("td{transform:scaleX(-1)}", "12"),
        ("td{mask:linear-gradient(#0000,#0000)}", "12"),
    ],
)
def test_a_figure_of_which_only_a_browser_could_tell_is_doubted(css: str, content: str) -> None:
    assert "样式" in cell(content, css)


@pytest.mark.parametrize(
    "css", ["clip-path:inset(100%)", "transform:scale(0)", "text-indent:-9999px", "filter:opacity(0)"]
)
def test_a_cell_that_is_out_of_sight_itself_is_blank(css: str) -> None:
    assert cell("12", f"td+td{{{css}}}") == ""


def test_white_figures_on_the_picture_of_a_whole_row_are_read() -> None:
    assert cell("12", "tr{color:#fff;background:url(a.png)}") == "12"


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("td b.x", (0, 1, 2)),
        (":where(#k) b", (0, 0, 1)),
        (":is(b, #k).x", (1, 1, 0)),
        ("b:not(:is(#k, .y), i)", (1, 0, 1)),
        ("b[title='#a.b']", (0, 1, 1)),
        ("li:nth-child(2 of .x)", (0, 2, 1)),
        ("b:is(", (0, 0, 1)),
    ],
)
def test_how_specific_a_selector_is(selector: str, expected: tuple[int, int, int]) -> None:
    assert specificity(selector) == expected
