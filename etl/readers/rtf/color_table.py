"""The table of colours of an RTF file, to which its text refers by number."""

from __future__ import annotations

_PARTS = ("red", "green", "blue")


class ColorTable:
    """Takes the control words of the table one after the other."""

    def __init__(self) -> None:
        self._colors: list[tuple[int, ...]] = []
        self._parts = [0, 0, 0]

    def state(self, word: str, number: int) -> None:
        """Note a part of the colour that is being stated."""
        if word in _PARTS:
            self._parts[_PARTS.index(word)] = min(max(number, 0), 255)

    def end(self, count: int) -> None:
        """End so many colours: semicolons with nothing between them stand for automatic ones."""
        for _ in range(count):
            self._colors.append(tuple(self._parts))
            self._parts = [0, 0, 0]

    def hexadecimal(self, number: int) -> str:
        """A colour as RRGGBB; empty for the automatic one."""
        if not 0 < number < len(self._colors):
            return ""
        return "".join(f"{part:02X}" for part in self._colors[number])
