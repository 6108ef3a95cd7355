"""CSS that hides, strikes out or whitens text, in style attributes and in style sheets alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from etl.readers.html import visibility
from etl.readers.html.style_sheets import rules
from etl.readers.html.visibility import Declarations, declarations

HIDDEN = [
    "display:none",
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
]
VISIBLE = [
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


@pytest.mark.parametrize("style", HIDDEN)
def test_hidden_styles_are_recognised_and_hinted(style: str) -> None:
    assert visibility.is_hidden(declarations(style))


@pytest.mark.parametrize("style", VISIBLE)
def test_visible_styles_are_not_hidden(style: str) -> None:
    assert not visibility.is_hidden(declarations(style))


@pytest.mark.parametrize("style", [style for style in HIDDEN if "\\" not in style and "/*" not in style])
def test_every_hidden_style_is_found_by_its_hint(style: str) -> None:
    squeezed = f'<p style="{style}">'.lower().replace(" ", "").encode()
    assert visibility.may_hide(squeezed)


@pytest.mark.parametrize(
    "style", ["opacity:.9", "font-size:12px", "left:-9px", "border-width:1px", "color:red"]
)
def test_ordinary_styles_are_no_hint(style: str) -> None:
    assert not visibility.may_hide(f'<p style="{style}">'.encode())


@pytest.mark.parametrize(
    ("effect", "style", "expected"),
    [
        (visibility.is_struck, "text-decoration: line-through", True),
        (visibility.is_struck, "text-decoration-line:underline line-through", True),
        (visibility.is_struck, "text-decoration:underline", False),
        (visibility.is_struck, "font-family:'line-through'", False),
        (visibility.is_white, "color:#FFF", True),
        (visibility.is_white, "color: rgb(255, 255, 255)", True),
        (visibility.is_white, "color:white !important", True),
        (visibility.is_white, "background-color:white", False),
        (visibility.is_white, "color:#ffff00", False),
        (visibility.has_background, "background-color:#333", True),
        (visibility.draws_digit, "content:'5'", True),
        (visibility.draws_digit, 'content:"第\\35 "', True),
        (visibility.draws_digit, 'content:"\\e601"', False),
        (visibility.draws_digit, "content:counter(item1)", False),
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
