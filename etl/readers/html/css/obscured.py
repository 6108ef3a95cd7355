"""Ways of style sheets to leave text unseen, or to change what it shows, that only a browser could work out."""

from __future__ import annotations

import re

from etl.readers.html.css.animations import RESTLESS
from etl.readers.html.css.concealment import pixels
from etl.readers.html.css.declarations import Declarations

_FAR = 300.0  # pixels
_LEAST_SCALE = 0.2  # of the usual size, that can be read
_NOTHING = ("", "none", "initial", "unset", "auto", "normal")
_WHOLE_SHAPE = re.compile(r"inset\(0(?:px|%)?(?: 0(?:px|%)?)*\)|[a-z]+-box")
_DISTORTED = re.compile(r"\b(?:skew[xy]?|perspective|matrix3d|rotate3d)\(")
_SCALED = re.compile(r"\bscale(?:x|y|3d)?\(([^()]*)\)")
_TRANSLATED = re.compile(r"\btranslate(?:x|y|3d)?\(([^()]*)\)")
_PADDING = ("padding-left", "padding", "text-indent", "vertical-align")
_CLIPPED = ("hidden", "clip")
_LETS_NOTHING = re.compile(r"transparent|rgba\([^)]*,0?\.?0*%?\)|#(?:\w{3}0|\w{6}00)(?!\w)|url\(|\)/")
_MASKS = ("mask", "mask-image", "-webkit-mask", "-webkit-mask-image")

SIGN = re.compile(
    rb"clip-path:|offset-path:|skew|perspective\(|3d\(|vertical-align:-?\d{3}|padding(?:-left)?:\d{3}|indent:\d\d|size-adjust:"
    rb"|contain:|bidi-override|isolate-override|line-height:0|zoom:0?\.[01]|keyframes|mask|scale|translate"
)
"""What the markup of a page without blanks holds if it may have any of these."""
NAMES = (
    "clip-path", "offset", "vertical-align", "padding", "indent", "adjust", "contain", "override", "line-height",
    "zoom", "animation", "translate",
)  # fmt: skip
"""Parts of style attributes that may have any of these."""
PROPERTIES = frozenset({
    "clip-path", "offset-path", "transform", "scale", "translate", "zoom", "font-size-adjust", "contain", "unicode-bidi",
    "line-height", "overflow", "mask-size", RESTLESS, *_PADDING, *_MASKS,
})  # fmt: skip


def is_obscured(style: Declarations) -> bool:
    """Whether nobody can say, without drawing it, that an element shows its text as it stands."""
    clip = style.get("clip-path", "")
    return (
        RESTLESS in style
        or (clip not in _NOTHING and _WHOLE_SHAPE.fullmatch(clip) is None)
        or style.get("offset-path", "") not in _NOTHING
        or _is_masked(style)
        or style.get("font-size-adjust") == "0"
        or style.get("unicode-bidi", "").endswith("-override")
        or _is_distorted(style)
        or _is_pushed_out(style)
    )


def _is_masked(style: Declarations) -> bool:
    masks = [style[name] for name in _MASKS if style.get(name, "") not in _NOTHING]
    return any(_LETS_NOTHING.search(mask) or "mask-size" in style for mask in masks)


def _is_distorted(style: Declarations) -> bool:
    transform = style.get("transform", "")
    if _DISTORTED.search(transform):
        return True
    scales = [*_SCALED.findall(transform), style.get("scale", ""), style.get("zoom", "")]
    if any(_is_tiny(part) for scale in scales for part in re.split(r"[ ,]", scale)):
        return True
    moves = [*_TRANSLATED.findall(transform), style.get("translate", "")]
    return any(_is_far(part) for move in moves for part in re.split(r"[ ,]", move))


def _is_tiny(scale: str) -> bool:
    try:
        factor = float(scale[:-1]) / 100 if scale.endswith("%") else float(scale)
    except ValueError:
        return False
    return abs(factor) < _LEAST_SCALE


def _is_pushed_out(style: Declarations) -> bool:
    contain = style.get("contain", "").split()
    is_clipped = style.get("overflow", "").startswith(_CLIPPED) or "paint" in contain or "strict" in contain
    is_squeezed = style.get("line-height") == "0" or any(
        style.get(name) in ("0", "0px") for name in ("width", "height")
    )
    if is_clipped and (is_squeezed or {"size", "strict"} & set(contain)):
        return True
    if is_clipped and (pixels(style.get("text-indent", "")) or 0.0) > (
        pixels(style.get("width", "")) or _FAR
    ):
        return True
    return any(_is_far(part) for name in _PADDING for part in style.get(name, "").split(" "))


def _is_far(value: str) -> bool:
    length = pixels(value)
    return length is not None and abs(length) >= _FAR
