"""Shapes of an RTF file that Word does not show: a property says so, before or behind the text that they hold."""

from __future__ import annotations

from etl.readers.rtf.tokens import tokens

SHAPE = "shpinst"
_NAME, _VALUE = "sn", "sv"
_HIDES = "fHidden"
_HIDDEN = ("1", "true")


class HiddenShapes:
    """Asked once for each shape or group of shapes, in the order in which they begin."""

    def __init__(self, data: bytes) -> None:
        self._hidden = _hidden_shapes(data)
        self._asked = 0

    def next_is_hidden(self) -> bool:
        self._asked += 1
        return self._asked - 1 in self._hidden


def _hidden_shapes(data: bytes) -> frozenset[int]:
    """The numbers of what is hidden, from 0."""
    if _HIDES.encode() not in data:
        return frozenset()
    hidden: set[int] = set()
    shapes: list[int] = []  # around each open group, the innermost last; -1 outside of all
    words: list[str] = []  # the first control word of each open group
    count, around = 0, -1
    name = value = ""
    for word, _, raw in tokens(data):
        if word == "{":
            shapes.append(around)
            words.append("")
        elif word == "}" and shapes:
            if words.pop() == _VALUE and name.strip() == _HIDES and value.strip() in _HIDDEN:
                hidden.add(around)
            around = shapes.pop()
        elif words and word and word != "*" and not words[-1]:
            words[-1] = word
            if word == SHAPE:
                around, count = count, count + 1
            name, value = ("" if word == _NAME else name), ("" if word in (_NAME, _VALUE) else value)
        elif raw and words and words[-1] == _NAME:
            name += raw.decode("latin-1")
        elif raw and words and words[-1] == _VALUE:
            value += raw.decode("latin-1")
    return frozenset(hidden)
