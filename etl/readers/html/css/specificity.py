"""How specific a selector is: of two rules the more specific one counts (Selectors 4, 16)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTE = re.compile(r"\[[^\[\]]*\]")
_FUNCTION = re.compile(r":([\w-]+)\(")
_ID, _CLASS, _TYPE = (
    re.compile(r"#[\w-]"),
    re.compile(r"\.[\w-]|\[|:(?!:)"),
    re.compile(r"(?:^|[\s>+~(])[a-z]", re.IGNORECASE),
)
_AS_ITS_ARGUMENTS = frozenset({"is", "not", "has", "matches", "-webkit-any"})
_MOST_FUNCTIONS = 20  # selectors with more, one within the other or not, are written to harm

Specificity = tuple[int, int, int]
_NONE: Specificity = (0, 0, 0)


@lru_cache(maxsize=2048)
def specificity(selector: str) -> Specificity:
    """The ids, the classes and the types of a selector; none of one with very many functions."""
    if selector.count("(") > _MOST_FUNCTIONS:
        return _NONE
    if "[" in selector:
        selector = _ATTRIBUTE.sub("[", _STRING.sub("", selector))
    weights: list[Specificity] = []
    while function := _FUNCTION.search(selector):
        end = _end_of(selector, function.end())
        weights.append(_of_function(function[1].lower(), selector[function.end() : end]))
        selector = selector[: function.start()] + selector[end + 1 :]
    weights.append((len(_ID.findall(selector)), len(_CLASS.findall(selector)), len(_TYPE.findall(selector))))
    ids, classes, types = map(sum, zip(*weights, strict=True))
    return ids, classes, types


def _of_function(name: str, arguments: str) -> Specificity:
    if name == "where":
        return _NONE
    if name in _AS_ITS_ARGUMENTS:
        return max(map(specificity, _alternatives(arguments)))
    _, _, among = arguments.partition(" of ")  # :nth-child(2 of .x)
    ids, classes, types = max(map(specificity, _alternatives(among))) if among else _NONE
    return ids, classes + 1, types


def _end_of(text: str, start: int) -> int:
    """Where the bracket that was opened before `start` is closed."""
    depth = 1
    for place in range(start, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if not depth:
            return place
    return len(text)


def _alternatives(arguments: str) -> Iterator[str]:
    """The selectors of a list, divided by the commas that stand in no brackets."""
    depth = start = 0
    for place, character in enumerate(arguments):
        depth += (character == "(") - (character == ")")
        if character == "," and not depth:
            yield arguments[start:place].strip()
            start = place + 1
    yield arguments[start:].strip()
