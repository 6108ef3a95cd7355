"""Fields inside the instructions of other fields: what they show goes into a calculation, not on the page."""

from __future__ import annotations

from lxml import etree

from etl.readers.docx.runs import PRINTING, W

_MARK = W + "fldChar"


def drop_instructions(root: etree._Element) -> None:
    """Take out all that prints between the beginning of a field and the separator before its result."""
    open_fields: list[list[etree._Element] | None] = []  # what stands in the instruction; None in a result
    for element in root.iter(_MARK, *PRINTING):
        if element.tag != _MARK:
            for printed in open_fields:
                if printed is not None:
                    printed.append(element)
            continue
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            open_fields.append([])
        elif kind == "separate" and open_fields:
            for printing in open_fields[-1] or ():
                _remove(printing)
            open_fields[-1] = None
        elif kind == "end" and open_fields:
            open_fields.pop()


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
