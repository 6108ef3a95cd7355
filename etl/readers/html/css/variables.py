"""Variables of style sheets: `--name: value`, used as `var(--name)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from etl.readers.html.css.declarations import Declarations

_USE = re.compile(r"var\((--[\w-]+)(?:,([^()]*))?\)")
_MOST_ROUNDS = 4  # a variable may stand for another
_LONGEST_VALUE = 500


def variables_of(styles: Iterable[Declarations]) -> Mapping[str, str]:
    """Variable -> its value, of those that are declared with one value only."""
    values: dict[str, set[str]] = {}
    for style in styles:
        for name, value in style.items():
            if name.startswith("--"):
                values.setdefault(name, set()).add(value)
    return {name: resolved.pop() for name, resolved in values.items() if len(resolved) == 1}


def with_variables(style: Declarations, variables: Mapping[str, str]) -> Declarations:
    """The declarations with variables replaced by their values; those that are not known stay."""
    if not any("var(" in value for value in style.values()):
        return style
    return {name: _replaced(value, variables) for name, value in style.items()}


def _replaced(value: str, variables: Mapping[str, str]) -> str:
    for _ in range(_MOST_ROUNDS):
        new = _USE.sub(lambda use: variables.get(use[1], use[2] or use[0]).strip(), value)
        if new == value or len(new) > _LONGEST_VALUE:
            break
        value = new
    return value
