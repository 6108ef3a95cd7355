"""The abbreviated data of OFD paths: `M x y L x y … C` to corners."""

from __future__ import annotations

_CONTROLS = {"S": 0, "M": 0, "L": 0, "Q": 2, "B": 4, "A": 5}  # operands before the corner
_CURVES = "QBA"


Corner = tuple[float, float, bool]
"""A corner in the path's own space, and whether the side that ends in it is straight."""


def subpaths(data: str) -> list[list[Corner]]:
    """The corners of each connected part; what is no path data ends the path."""
    parts: list[list[Corner]] = []
    words = iter(data.split())
    try:
        for operator in words:
            if operator == "C":
                if parts and parts[-1]:
                    x, y, _ = parts[-1][0]
                    parts[-1].append((x, y, True))
                continue
            for _ in range(_CONTROLS[operator]):
                float(next(words))
            corner = float(next(words)), float(next(words)), operator not in _CURVES
            if operator in "SM" or not parts:
                parts.append([corner])
            else:
                parts[-1].append(corner)
    except (KeyError, ValueError, StopIteration):
        pass
    return parts
