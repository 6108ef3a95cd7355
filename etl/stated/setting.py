"""Where a number stands, and what it is stated to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from etl.stated.mentions import Mention
from etl.stated.words import VERB


@dataclass(frozen=True, slots=True)
class Meaning:
    """An item, the words that tell it and the unit it is counted in. One `in_doubt` may be of another item as well: it is
    no stated figure, though what is listed behind it is read as its neighbours."""

    item: str
    label: str
    unit: str = ""
    in_doubt: bool = False

    @property
    def is_posted(self) -> bool:
        """Whether it counts things posted: in total, through a channel or of a content."""
        return self.item == "disclosed" or self.item.startswith(("channel_", "content_"))


class Setting(NamedTuple):
    """Where a number stands.

    `statement` is the sentence up to the end of the clause group; `parent` the posted figure whose parts may follow,
    `whole` any figure whose parts are being listed, `previous` the figure right before, `list_of` the posted figure that
    they are parts of. `is_listed`: within a list of parts that a bracket, a colon or 其中 opened, `by_body` where it says
    that these are bodies'. `interpreting`: among
    ways of interpretation, `after_interpretations`: they may follow. `applying`: ways of applying are listed. `family` is
    the channel that 该网 refers to, `topic` the one that the sentence speaks of, `heading` the one that it stands under.
    `agency` is whose report it is, `behind` what follows the number in its statement.
    """

    statement: str
    parent: Meaning | None = None
    whole: Meaning | None = None
    previous: Meaning | None = None
    list_of: Meaning | None = None
    is_listed: bool = False
    by_body: bool = False
    interpreting: bool = False
    after_interpretations: bool = False
    applying: bool = False
    listed_without_units: bool = False
    family: str = ""
    topic: str = ""
    heading: str = ""
    agency: str = ""
    behind: str = ""


class Listing(NamedTuple):
    """A list of parts: the bracket, colon or 其中 that opened it, the posted figure and any figure it divides."""

    opener: str
    of: Meaning | None
    whole: Meaning | None
    whole_subject: str = ""


NO_LIST = Listing("", None, None)


class Root(NamedTuple):
    """A total, whose it is and of which period."""

    meaning: Meaning
    subject: str
    period: str


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
        if after >= 0:
            return start, after + len(label)
        for at in range(1, len(label)):  # the verb before the number, the noun behind it
            if text.startswith(label[at:], end) and VERB.search(label[:at]):
                before = text.rfind(label[:at], self.words, start)
                return before if before >= 0 else start, end + len(label) - at
        return start, end
