"""Whether an ODS sheet, whose rows and cells say how often they are repeated, would take more memory than its size explains.

The library that reads it lays out every cell up to the last one with a value, each with a text of its own. Source:
OpenDocument 1.3, part 3, 19.677 and 19.679.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from lxml import etree

from etl.model.document import Unreadable

CELLS_LIMIT = 4_000_000
CHARACTERS_LIMIT = 64 << 20
HUGE = "电子表格的范围异常巨大，没有打开；请把内容复制到新表后重新保存。"
_FILLED = frozenset(
    {"value", "string-value", "date-value", "time-value", "boolean-value", "value-type", "formula"}
)


def elements(xml: bytes, *names: str) -> Iterator[etree._Element]:
    """The elements of these names, each forgotten after the next is asked for."""
    for _, element in etree.iterparse(io.BytesIO(xml), tag=names, resolve_entities=False, no_network=True):
        yield element
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def check_repeats(elements: Iterable[etree._Element]) -> None:
    """Refuse sheets that reach unreasonably far, or whose texts are repeated too often. `found` are their rows and,
    after its rows, each table. Raises ValueError where a number is none."""
    row = height = width = characters = 0
    for element in elements:
        if etree.QName(element).localname == "table":
            row = height = width = 0
            continue
        repeated = _number(element, "number-rows-repeated")
        row += repeated
        column = 0
        for cell in element:
            times = _number(cell, "number-columns-repeated")
            column += times
            if not _FILLED.isdisjoint(etree.QName(name).localname for name, _ in cell.items()):
                height, width = row, max(width, column)
                characters += repeated * times * _length(cell)
        if height * width > CELLS_LIMIT or characters > CHARACTERS_LIMIT:
            raise Unreadable(HUGE)


def _length(cell: etree._Element) -> int:
    """The characters of a cell, with the spaces that an element stands for."""
    return sum(map(len, cell.itertext())) + sum(_number(space, "c") for space in cell.iter("{*}s"))


def _number(element: etree._Element, name: str) -> int:
    """An attribute of this name, of whatever namespace; 1 if there is none."""
    return next((int(value) for key, value in element.items() if etree.QName(key).localname == name), 1)
