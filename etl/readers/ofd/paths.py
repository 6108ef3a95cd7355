"""The abbreviated data of OFD paths: `M x y L x y … C` to corners."""

from __future__ import annotations

from typing import NamedTuple

_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


class Corner(NamedTuple):
    """A corner in the path's own space; `straight` says whether the side that ends in it is straight."""

    x: float
    y: float
    straight: bool


def subpaths(data: str) -> list[list[Corner]]:
    """The corners of each connected part; what is no path data ends the path."""
    parts: list[list[Corner]] = []
    words = data.split()
    at = 0
    while at < len(words):
        operator = words[at]
        count = _OPERANDS.get(operator)
        operands = _floats(words[at + 1 : at + 1 + (count or 0)])
        if count is None or operands is None or len(operands) != count:
            break
        at += 1 + count
        if operator == "C":
            if parts and parts[-1]:
                parts[-1].append(parts[-1][0]._replace(straight=True))
        elif operator in "SM" or not parts:
            parts.append([Corner(operands[-2], operands[-1], True)])
        else:
            parts[-1].append(Corner(operands[-2], operands[-1], operator == "L"))
    return parts


def _floats(words: list[str]) -> list[float] | None:
    try:
        return [float(word) for word in words]
    except ValueError:
        return None
