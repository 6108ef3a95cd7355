"""What holds within the braces of an RTF file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from etl.readers.rtf.open_tables import MOST_LEVELS

# groups that print nothing where they stand
SKIPPED = frozenset({
    "stylesheet", "info", "pict", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote",
    "xe", "tc", "nonesttables", "listtable", "listoverridetable", "revtbl", "filetbl", "objdata", "nonshppict", "shprslt", "private", "mmath", "colortbl", "sp",
})  # fmt: skip
READ_STARRED = frozenset({"shpinst", "shptxt", "shppict", "nesttableprops"})


@dataclass(slots=True)
class Group:
    """What a group inherits: how characters look, in which font they are, and whether they are read at all."""

    marks: dict[str, str] = field(default_factory=dict)
    font: int = 0
    is_east_asian: bool = False
    is_deleted: bool = False
    fallback: int = 1  # characters that stand in for one in Unicode
    skipped: bool = False
    table: str = ""  # fonttbl, colortbl or ffl, the entry of a drop-down
    is_first: bool = True  # nothing but `{` and `\\*` so far
    is_starred: bool = False
    is_field: bool = False
    is_code: bool = False  # the instruction of a field
    is_choice: bool = False  # what a drop-down shows
    is_label: bool = False  # an automatic number
    base: int = 0  # tables around a text box
    depth: int = 0  # tables around the paragraph, within the text box
    ground: str = ""  # the colour behind the paragraph
    is_choosing: bool = False  # the first group in it is for programs without Unicode
    in_row: bool = False  # what follows states a row of an inner table

    def inner(self) -> Group:
        """The group that begins within this one."""
        return replace(
            self,
            marks=dict(self.marks),
            is_first=True,
            is_starred=False,
            is_choosing=False,
            skipped=self.skipped or self.is_choosing,
        )

    def begin_paragraph(self) -> None:
        self.depth, self.ground = 0, ""

    def set_depth(self, depth: int) -> None:
        self.depth = min(max(depth, 0), MOST_LEVELS)

    def depth_of_row(self) -> int:
        return self.base + (max(self.depth, 2) if self.in_row else 1)
