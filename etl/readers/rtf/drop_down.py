"""A drop-down of a form: which entry it shows stands in its field as a number."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from etl.readers.docx.runs import W


@dataclass(slots=True)
class DropDown:
    """The entries of the field that is open; `shown` and `usual` are the numbers of the entry chosen and of the one before any choice."""

    entries: list[str] = field(default_factory=list)
    shown: int | None = None
    usual: int = 0

    def state(self, word: str, number: int) -> None:
        """Note which entry was chosen (`ffres`), or is unless one was (`ffdefres`)."""
        if word == "ffres":
            self.shown = number
        else:
            self.usual = number

    def begin(self) -> etree._Element:
        """The run with which Word begins such a field."""
        is_chosen = self.shown is not None and self.shown < len(self.entries)
        run, mark = field_mark("begin")
        choices = etree.SubElement(etree.SubElement(mark, W + "ffData"), W + "ddList")
        etree.SubElement(choices, W + "result").set(W + "val", str(self.shown if is_chosen else self.usual))
        for entry in self.entries:
            etree.SubElement(choices, W + "listEntry").set(W + "val", entry)
        return run


def field_mark(kind: str) -> tuple[etree._Element, etree._Element]:
    """A run that begins, separates or ends a field, and the mark in it."""
    run = etree.Element(W + "r")
    mark = etree.SubElement(run, W + "fldChar")
    mark.set(W + "fldCharType", kind)
    return run, mark
