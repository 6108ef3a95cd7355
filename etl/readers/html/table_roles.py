"""Elements other than `<table>` and its parts that are displayed as tables, by class, style, role or repetition."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.readers.html.css.declarations import declarations
from etl.readers.html.css.style_sheets import page_rules
from etl.readers.html.markup import Markup

_DISPLAY_HINTS = (b"display:table", b"display:inline-table")
_CLASS = re.compile(r"\.([\w-]+)\s*$")
_BY_DISPLAY = {
    "table": "table", "inline-table": "table", "table-row": "row", "table-cell": "cell",
    "table-row-group": "body", "table-header-group": "head", "table-footer-group": "foot",
}  # fmt: skip
_BY_ROLE = {
    "table": "table", "grid": "table", "row": "row", "rowgroup": "body",
    "cell": "cell", "gridcell": "cell", "columnheader": "cell", "rowheader": "cell",
}  # fmt: skip
_BY_TAG = {
    "table": "table", "tr": "row", "td": "cell", "th": "cell", "tbody": "body", "thead": "head", "tfoot": "foot",
}  # fmt: skip

_MOST_CANDIDATES = 5000
_FEWEST_ROWS = _FEWEST_FIGURES = 3
_MOSTLY = 0.6
_LONGEST_CELL = 120
_CANDIDATES = "div,ul,ol,dl,section,main,article"
_ROW_TAGS = frozenset({"div", "ul", "ol", "li", "dl", "section", "p"})
_CELL_TAGS = frozenset({"div", "span", "li", "p", "dd", "dt", "b", "strong", "em", "label"})
_FIGURE = re.compile(r"[\d０-９.,，]+")


@dataclass(frozen=True, slots=True)
class Roles:
    """Which part of a table an element is; `by_class` and `by_id` are for elements that are none by their tag.

    False for a page whose tables are all made of `<table>`, which is the ordinary case and the fast one.
    """

    any: bool = False
    by_class: Mapping[str, str] = field(default_factory=dict)
    by_id: Mapping[int, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.any

    def of(self, node: LexborNode) -> str | None:
        """Return table, row, cell, head, body or foot; None for anything else."""
        role = _BY_TAG.get(node.tag or "")
        if role or not self.any:
            return role
        return self.by_id.get(node.mem_id) if self.by_id else self._by_attributes(node)

    def _by_attributes(self, node: LexborNode) -> str | None:
        attributes = node.attributes
        if role := attributes.get("role"):
            return _BY_ROLE.get(role.strip().lower())
        display = declarations(attributes.get("style") or "").get("display", "")
        if display.startswith(("table", "inline-table")):
            return _BY_DISPLAY.get(display)
        classes = (attributes.get("class") or "").split()
        return next((self.by_class[name] for name in classes if name in self.by_class), None)


_NO_ROLES = Roles()


def roles_of(tree: LexborHTMLParser, markup: Markup) -> Roles:
    """Find which elements of a page are displayed as tables by class, style or role."""
    has_roles = b"role" in markup.source and tree.css_first('[role="table" i],[role="grid" i]') is not None
    if not has_roles and not any(hint in markup.squeezed for hint in _DISPLAY_HINTS):
        return _NO_ROLES
    by_class: dict[str, str] = {}
    for rule in page_rules(tree) if any(hint in markup.sheets for hint in _DISPLAY_HINTS) else ():
        role = _BY_DISPLAY.get(rule.style.get("display", ""))
        for selector in rule.selectors if role else ():
            if role and (name := _CLASS.search(selector)):
                by_class[name[1]] = role
    return Roles(True, by_class)


def div_tables(body: LexborNode) -> Roles:
    """Find elements whose children repeat as rows of short cells, though nothing declares them a table."""
    by_id: dict[int, str] = {}
    candidates = body.css(_CANDIDATES)
    for candidate in candidates if len(candidates) <= _MOST_CANDIDATES else ():
        if candidate.mem_id not in by_id:
            by_id.update(_repeated_rows(candidate))
    return Roles(bool(by_id), by_id=by_id)


def _repeated_rows(candidate: LexborNode) -> dict[int, str]:
    """The roles of an element and of its rows and cells; empty if it is no table."""
    cells_by_row = [(row, _short_cells(row)) for row in candidate.iter() if row.tag in _ROW_TAGS]
    wide = [cells for _, cells in cells_by_row if len(cells) > 1]
    if len(wide) < _FEWEST_ROWS or len(wide) < _MOSTLY * len(cells_by_row) or not _has_figures(wide):
        return {}
    by_id = {candidate.mem_id: "table"}
    for row, cells in cells_by_row:
        if cells:
            by_id[row.mem_id] = "row"
            by_id.update((cell.mem_id, "cell") for cell in cells)
    return by_id


def _has_figures(rows: Sequence[Sequence[LexborNode]]) -> bool:
    figures = sum(_FIGURE.fullmatch(cell.text().strip()) is not None for cells in rows for cell in cells)
    return figures >= _FEWEST_FIGURES


def _short_cells(row: LexborNode) -> list[LexborNode]:
    """The row's children if all of them are short cells and no text stands between them, else none."""
    cells = []
    for child in row.iter(include_text=True):
        if child.tag == "-text":
            if (child.text_content or "").strip():
                return []
        elif child.tag not in _CELL_TAGS or len(child.text()) > _LONGEST_CELL:
            return []
        else:
            cells.append(child)
    return cells
