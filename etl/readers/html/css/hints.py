"""Signs in the markup that something may be hidden; most pages have none, and need not be looked at closer."""

from __future__ import annotations

import re

from etl.readers.common.contrast import BLACK, WHITE, is_lost, over
from etl.readers.html.css.appearance import USUAL, appearance
from etl.readers.html.css.colors import color
from etl.readers.html.css.declarations import Declarations
from etl.readers.html.markup import Markup

# words that the markup without blanks holds, what follows them -> the elements that may be hidden by it
_SIGNS = (
    ((b"display:none",), None, '[style*="display" i]'),
    ((b"visibility:hidden", b"visibility:collapse", b"content-visibility:"), None, '[style*="visibility" i]'),
    (
        (b"opacity:", b"opacity("), rb"opacity[:(](?:0|\.|-|calc|[\d.]+e-|[1-9]?\d%)", '[style*="opacity" i]',
    ),
    # words that an escape or a comment parts, or that are written as references
    ((b"\\", b"/*"), rb"style=(?:\"[^\"]*|'[^']*)(?:\\|/\*)", r'[style*="\\"],[style*="/*"]'),
    ((b"&#",), rb"style=(?:\"[^\"]*|'[^']*)&#(?!34;|39;|x2[27];)", "[style]"),
    ((b"font-size:",), rb"font-size:(?:0|\.|1px|[1-9]?\d%|calc|min|max)", '[style*="font-size" i]'),
    ((b"font:",), rb"(?<!-)font:[a-z]*(?:0(?![.\d]*[1-9])|\.|0?\.\d|1px|[1-9]?\d%)", '[style*="font" i]'),
    ((b"clip:", b"clip-path:"), None, '[style*="clip" i]'),
    ((b"transform:", b"translate:"), None, '[style*="trans" i]'),
    ((b"scale:", b"zoom:0"), None, '[style*="scale" i],[style*="zoom" i]'),
    ((b"left:-", b"indent:-"), rb"(?:left|indent):-\d{2}", '[style*="left" i],[style*="indent" i]'),
    (
        (b"right:-", b"top:-", b"bottom:-", b"inset:-"), rb"(?:right|top|bottom|inset):-\d{2}",
        '[style*="right" i],[style*="to" i],[style*="inset" i]',
    ),
    ((b"margin",), rb"margin(?:-inline|-block)?(?:-start)?:[^;\"'}<]*-\d{3}", '[style*="margin" i]'),
    ((b"inset-",), rb"inset-[a-z-]+:-\d{2}", '[style*="inset" i]'),
    ((b"display:table-column",), None, '[style*="table-column" i]'),
    ((b"keyframes",), rb"animation", '[style*="animation" i]'),
    ((b"display:var(", b"visibility:var(", b"opacity:var(", b"font-size:var("), None, '[style*="var(" i]'),
    ((b"backface-visibility:hidden",), None, '[style*="backface" i]'),
    (
        (b"overflow:hidden", b"overflow:clip", b"overflow-x:", b"overflow-y:"), None, '[style*="overflow" i]',
    ),
    ((b"overflow:auto", b"overflow:scroll"), rb"(?:height|width|-size):[01](?:px)?[;\"'}]", '[style*="overflow" i]'),
)  # fmt: skip
_ATTRIBUTE_WORDS = (b"hidden", b"<dialog", b"<details", b"popover")
_ATTRIBUTE = re.compile(rb"\shidden\b(?!\s*[;:!\"'}])|<(?:dialog|details)\b|\spopover\b")
_BY_ATTRIBUTE = "[hidden],dialog,[popover],details"
_COLORED = '[style*="color" i],[style*="background" i],font[color],[bgcolor],body[text]'

# each begins with a word to look for, which is what makes it quick
_INK = re.compile(rb"""color(?<![-g]color)[:=]["']?([^;"'}!<>]+)""")
_FILL = re.compile(rb"fill-color:([^;\"'}!<>]+)")
_GROUND = re.compile(rb"""background(?:-color|-image)?:([^;"'}!<>]+)""")
_OLD_GROUND = re.compile(rb"""bgcolor=["']?([^;"'}!<>]+)""")
_OLD_INK = re.compile(rb"""<body[^<>]*text=["']?([^;"'<>]+)""")
_COMPUTED = (
    b"url",
    b"linear-",
    b"radial-",
    b"conic-",
    b"repeating-",
    b"color",
    b"rgb",
    b"hsl",
    b"hwb",
    b"lab",
    b"lch",
    b"oklab",
    b"oklch",
    b"light-dark",
    b"var",
)
_MOST_COLORS = 60


def hiding_selectors(markup: Markup) -> list[str]:
    """Selectors of the elements whose attributes may hide text; none if the page has no sign of it."""
    squeezed, tags = markup.squeezed, markup.tags
    selectors = [
        selector
        for words, sign, selector in _SIGNS
        if any(word in squeezed for word in words) and (sign is None or re.search(sign, squeezed))
    ]
    if any(word in tags for word in _ATTRIBUTE_WORDS) and _ATTRIBUTE.search(tags):
        selectors.append(_BY_ATTRIBUTE)
    if may_lose_text(squeezed):
        selectors.append(_COLORED)
    return selectors


def may_hide(style: Declarations) -> bool:
    """Whether a rule by itself hides text, makes it fainter or smaller, or colours it or its ground."""
    alone = appearance("", {}, style, USUAL)
    return (
        alone.is_invisible
        or alone.opacity < USUAL.opacity
        or alone.size < USUAL.size / 2
        or alone.ink != USUAL.ink
        or alone.ground != USUAL.ground
    )


def may_lose_text(markup: bytes) -> bool:
    """Whether any colour of text on a page is that of any ground; `markup` is in lower case without blanks."""
    if b"color" not in markup and b"background" not in markup and b"<body" not in markup:
        return False
    names = {*_INK.findall(markup), *_FILL.findall(markup), *_OLD_INK.findall(markup)}
    ground_names = {*_GROUND.findall(markup), *_OLD_GROUND.findall(markup)}
    if len(names) > _MOST_COLORS or len(ground_names) > _MOST_COLORS:
        return True
    inks, grounds = {BLACK}, {WHITE}
    for name in names:
        ink = color(name.decode("ascii", "replace"))
        if ink is None and b"(" in name:
            return True
        inks.add(ink or BLACK)
    for name in ground_names:
        ground = color(name.decode("ascii", "replace"))
        if ground is None and name.startswith(_COMPUTED):
            return True
        grounds.add(over(ground, WHITE) if ground else WHITE)
    return any(is_lost(ink, ground) for ink in inks for ground in grounds)
