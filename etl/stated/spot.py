"""A number where it stands in a text."""

from __future__ import annotations

from typing import NamedTuple

from etl.stated.mentions import Mention


class Spot(NamedTuple):
    """A number in the text: its statement begins at `start` and ends at `end`, its words at `words`; `segment` are
    these without asides. `is_joint`: it opens a statement that a semicolon joins to the one before."""

    mention: Mention
    start: int
    end: int
    words: int
    segment: str
    is_joint: bool

    @property
    def goes_on(self) -> bool:
        """Whether it is listed with the number before."""
        return self.segment.startswith((",", "、", "其中", "("))

    def span(self, text: str, label: str) -> tuple[int, int]:
        """From the label to the number, or from the number to the label behind it."""
        start, end = self.mention.start, self.mention.end
        before = text.rfind(label, self.words, start) if label else -1
        if before >= 0:
            return before, end
        after = text.find(label, end, end + len(label) + 12) if label else -1
        return start, after + len(label) if after >= 0 else end
