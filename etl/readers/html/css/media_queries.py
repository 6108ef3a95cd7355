"""Whether a list of media queries holds for the ordinary screen of a desk, on which a clerk sees a page."""

from __future__ import annotations

import re

from etl.readers.html.css.concealment import pixels

_SIZES = {"width": 1280.0, "height": 800.0, "device-width": 1280.0, "device-height": 800.0}
_QUERY = re.compile(r"(?:(not|only) )?(?:(screen|all|[a-z]+)(?: and |$))?(.*)")
_LIMIT = re.compile(r"\((?:(min|max)-)?([a-z-]+):([^()]+)\)")
_RANGE = re.compile(r"\(([a-z-]+) ?(<=?|>=?|=) ?([^()<>=]+)\)")
_HELD = frozenset({
    "(color)", "(hover)", "(hover:hover)", "(pointer:fine)", "(orientation:landscape)", "(prefers-color-scheme:light)",
    "(scripting:enabled)", "(prefers-reduced-motion:no-preference)",
})  # fmt: skip
_BETWEEN = re.compile(r"\(([^()<>=]+)<=?([a-z -]+)<=?([^()<>=]+)\)")
_BLANKS = re.compile(r"\s+")
_AT_COLON = re.compile(r"\s*:\s*")


def is_for_screen(queries: str) -> bool:
    """Whether one of the queries holds; none of them means any medium. What is not known does not hold."""
    text = _AT_COLON.sub(":", _BLANKS.sub(" ", queries).strip().lower())
    return not text or any(_holds(query.strip()) for query in re.split(r",| or ", text))


def _holds(query: str) -> bool:
    match = _QUERY.fullmatch(query)
    if match is None:
        return False
    negation, kind, conditions = match.groups()
    if negation == "not" and not kind:
        negation, conditions = None, f"not {conditions}"
    features = conditions.strip().split(" and ") if conditions.strip() else []
    if negation == "not" and not features:
        return kind not in ("screen", "all", None)
    is_kind = kind in ("screen", "all", None)
    return negation != "not" and is_kind and bool(kind or features) and all(map(_has, features))


def _has(feature: str) -> bool:
    if feature in _HELD:
        return True
    if feature.startswith("not "):
        inner = feature[4:].strip()
        return bool(_LIMIT.fullmatch(inner) or _RANGE.fullmatch(inner)) and not _has(inner)
    if between := _BETWEEN.fullmatch(feature):
        low, name, high = between.groups()
        return _has(f"({name}>={low})") and _has(f"({name}<={high})")
    if limit := _LIMIT.fullmatch(feature):
        bound, name, value = limit.groups()
        sign = {"min": ">=", "max": "<="}.get(bound, "=")
    elif span := _RANGE.fullmatch(feature):
        name, sign, value = span.groups()
    else:
        return False
    size, length = _SIZES.get(name), pixels(value.strip())
    if size is None or length is None:
        return False
    is_more, is_less = size > length, size < length
    return (is_more and ">" in sign) or (is_less and "<" in sign) or (size == length and "=" in sign)
