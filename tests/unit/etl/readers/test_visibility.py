"""CSS that hides, strikes out or whitens text, in style attributes and in style sheets alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from etl.readers.common.contrast import WHITE, Color, is_lost
from etl.readers.html.css.appearance import USUAL, appearance
from etl.readers.html.css.colors import color
from etl.readers.html.css.declarations import Declarations, declarations, draws_digit, is_struck
from etl.readers.html.css.hints import hiding_selectors
from etl.readers.html.css.style_sheets import rules
from etl.readers.html.markup import markup_of

HIDDEN = [
    "display:none",
    "visibility:collapse",
    "opacity:5%",
    "font-size:.01em",
    "color:#fefefe",
    "color:hsl(0,0%,99%)",
    "color:rgba(255, 255, 255, .9)",
    "background:#000",
    "-webkit-text-fill-color:transparent",
    "clip-path:inset(50%)",
    "clip-path: circle(0)",
    "clip-path:polygon(0 0, 0 0, 0 0)",
    "transform:scale(0)",
    "transform:scaleX(0)",
    "transform:translateX(-9999px)",
    "transform:rotateY(90deg)",
    "scale:0",
    "zoom:0",
    "filter:opacity(0)",
    "content-visibility:hidden",
    "position:absolute;right:-99em",
    "position:fixed;top:-5000px",
    "position:absolute;width:1px;height:1px;overflow:hidden",
    "max-height:0;overflow:hidden",
    "clip:rect(1px,1px,1px,1px)",
    "DISPLAY : None",
    "display:block;display:none",
    "display:none!important;display:block",
    "visibility:hidden",
    "opacity:0",
    "opacity:0.0",
    "font-size:0",
    "font-size:0pt",
    "font-size:0rem",
    "font-size:1px",
    "color:transparent",
    "position:absolute;left:-9999px",
    "text-indent:-9999em",
    "margin-left:-1000px",
    "clip:rect(0 0 0 0)",
    "clip: rect( 0, 0, 0, 0 )",
    "width:0;overflow:hidden",
    "overflow:hidden;height:0px",
    "color:red;/* off */display/**/:/**/none",
    r"d\69splay:none",
    r"di\splay:none",
    "display:/**/none",
    "opacity:1e-3",
    "opacity:calc(0)",
    "color:Canvas",
    "backface-visibility:hidden;transform:rotateY(180deg)",
]
VISIBLE = [
    "opacity:calc(1)",
    "color:CanvasText",
    "transform:rotateY(180deg)",
    "visibility:visible",
    "left:-9999px",
    "clip-path:inset(0)",
    "clip:auto",
    "clip:rect(0,50px,20px,0)",
    "transform:scale(.8)",
    "transform:scale(1.0)",
    "transform:none",
    "color:#fff;background:#00f",
    "color:#fff;background:url(a.png)",
    "color:inherit",
    "height:100px;overflow:hidden",
    "filter:none",
    "",
    "display:block",
    "display:none;display:block",
    "opacity:0.9",
    "font-size:10px",
    "color:black",
    "left:-9px",
    "width:0.5em;overflow:hidden",
    "overflow:hidden",
    "height:0",
    "background:url('display:none')",
    "content:'display:none'",
    "color:red display:none",  # one broken declaration, as in a browser
    "{",
    "((((",
]


def is_hidden(style: str) -> bool:
    shown = appearance("span", {}, declarations(style), USUAL)
    return shown.is_invisible or shown.is_lost


@pytest.mark.parametrize("style", HIDDEN)
def test_hidden_styles_are_recognised(style: str) -> None:
    assert is_hidden(style)


@pytest.mark.parametrize("style", VISIBLE)
def test_visible_styles_are_not_hidden(style: str) -> None:
    assert not is_hidden(style)


@pytest.mark.parametrize("style", [style for style in HIDDEN if "\\" not in style and "/*" not in style])
def test_every_hidden_style_is_found_by_its_hint(style: str) -> None:
    assert hiding_selectors(markup_of(f'<p style="{style}">'.encode()))


@pytest.mark.parametrize(
    "style", ["opacity:1", "font-size:12px", "left:-9px", "border-width:1px", "color:red", "text-indent:2em"]
)
def test_ordinary_styles_are_no_hint(style: str) -> None:
    assert not hiding_selectors(markup_of(f'<p style="{style}">'.encode()))


@pytest.mark.parametrize(
    ("text", "ground", "lost"),
    [
        ("white", "white", True),
        ("#fdfdfd", "#fff", True),
        ("hsl(0, 0%, 98%)", "white", True),
        ("rgb(254 254 254)", "white", True),
        ("rgba(0,0,0,.05)", "white", True),
        ("oklch(1 0 0)", "white", True),
        ("lab(99 0 0)", "white", True),
        ("lch(40 30 20)", "white", False),
        ("color(display-p3 1 1 1)", "white", True),
        ("light-dark(#fff,black)", "white", True),
        ("light-dark(rgb(0,0,0),white)", "white", False),
        ("rgba(255,255,255,1)", "#000080", False),
        ("#000", "#050505", True),
        ("#999", "white", False),
        ("red", "white", False),
    ],
)
def test_text_in_the_colour_of_its_ground_is_lost(text: str, ground: str, lost: bool) -> None:
    ink, paper = color(text), color(ground)
    assert ink is not None
    assert is_lost(ink, paper) is lost


def test_a_colour_that_is_none_of_its_own() -> None:
    assert [color(value) for value in ("inherit", "currentcolor", "var(--a)", "rgb(", "buttonface", "")] == [
        None
    ] * 6
    assert color("ffffff") == Color(1, 1, 1) == WHITE


@pytest.mark.parametrize(
    ("effect", "style", "expected"),
    [
        (is_struck, "text-decoration: line-through", True),
        (is_struck, "text-decoration-line:underline line-through", True),
        (is_struck, "text-decoration:underline", False),
        (is_struck, "font-family:'line-through'", False),
        (draws_digit, "content:'5'", True),
        (draws_digit, 'content:"第\\35 "', True),
        (draws_digit, "content:attr(data-n)", True),
        (draws_digit, 'content:"\\e601"', False),
        (draws_digit, "content:counter(item1)", False),
    ],
)
def test_other_effects(effect: Callable[[Declarations], bool], style: str, expected: bool) -> None:
    assert effect(declarations(style)) is expected
    (rule,) = rules(f".a{{{style}}}")
    assert effect(rule.style) is expected


def test_rules_of_a_sheet_with_groups_comments_and_damage() -> None:
    css = (
        "/* {.x} */ .a, .b > i /* , .c */ {color:red} @font-face{src:url(a)} @media print{.d{display:none}}"
        "@media only screen{.e{display:none}} @supports (display:grid){@media (max-width:9px){.f{opacity:0}}}"
        "<!-- .g{color:blue} --> .h{color"
    )
    assert [(rule.selectors, rule.conditional) for rule in rules(css)] == [
        ((".a", ".b > i"), False), ((".d",), True), ((".e",), False), ((".f",), True), ((".g",), False),
        ((".h",), False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "css", ["@media{" * 5000, ".a{b:" + "(" * 50_000, ".a" + "[" * 50_000 + "{}", "{" * 50_000]
)
def test_nesting_beyond_measure_is_read_in_time(css: str) -> None:
    assert len(rules(css)) <= 1
    assert len(declarations(css)) <= 1


def test_a_sheet_of_many_rules_is_read_up_to_a_limit() -> None:
    assert len(rules("".join(f".a{n}{{color:red}}" for n in range(3000)))) == 500
