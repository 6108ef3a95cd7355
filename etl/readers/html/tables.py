"""Tables of web pages: which rows are a table's own, and what else than `<table>` is one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.readers.html.css_rules import style_rules
from etl.readers.html.selectors import elements
from etl.readers.html.spans import Span, span

# A row: the number of its row group, and its cells.
Cells = tuple[int, list[LexborNode]]

_MOST_LAYERS = 5000
_SPANNING = "[rowspan],[colspan]"
_SPANNING_ROLES = "[rowspan],[colspan],[aria-rowspan],[aria-colspan]"
_DISPLAYED = re.compile(rb"display\s*:\s*(?:inline-)?table")
_DISPLAY = re.compile(r"display\s*:\s*(inline-table|table(?:-[a-z]+)*)", re.IGNORECASE)
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
    "table": "table",
    "tr": "row",
    "td": "cell",
    "th": "cell",
    "tbody": "body",
    "thead": "head",
    "tfoot": "foot",
}


@dataclass(frozen=True, slots=True)
class Kinds:
    """What elements other than `<table>` and its parts pretend to be, by class, style or role.

    False where the page has none of these, which is the ordinary case and the fast one.
    """

    any: bool
    by_class: Mapping[str, str] = field(default_factory=dict)
    by_id: Mapping[int, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.any

    def of(self, node: LexborNode) -> str | None:
        """One of table, row, cell, head, body, foot; None for anything else."""
        kind = _BY_TAG.get(node.tag or "")
        if kind or not self.any:
            return kind
        if self.by_id:
            return self.by_id.get(node.mem_id)
        attributes = node.attributes
        if role := attributes.get("role"):
            return _BY_ROLE.get(role.strip().lower())
        if (style := attributes.get("style")) and (shown := _DISPLAY.search(style)):
            return _BY_DISPLAY.get(shown[1].lower())
        for name in (attributes.get("class") or "").split():
            if name in self.by_class:
                return self.by_class[name]
        return None


_NONE = Kinds(False)


def pretended(tree: LexborHTMLParser, text: str, source: bytes) -> Kinds:
    """Reads from a page which of its classes are displayed as tables, rows and cells.

    `source` is the page's markup, where it is quickly seen that there are none.
    """
    with_roles = b"role" in source and tree.css_first('[role="table" i],[role="grid" i]') is not None
    if not with_roles and not _DISPLAYED.search(source):
        return _NONE
    by_class: dict[str, str] = {}
    for selectors, rules in style_rules(text, media=True):
        shown = _DISPLAY.search(rules)
        kind = _BY_DISPLAY.get(shown[1].lower()) if shown else None
        for selector in selectors if kind else ():
            if kind and (name := _CLASS.search(selector)):
                by_class[name[1]] = kind
    return Kinds(True, by_class)


def is_single(table: LexborNode, kinds: Kinds) -> bool:
    """Whether the table has one cell at most: a frame, never data."""
    return sum(len(cells) for _, cells in own_rows(table, kinds, enough=2)) <= 1


def own_rows(table: LexborNode, kinds: Kinds, enough: int = 0) -> list[Cells]:
    """The rows of this table and of none inside it, in printed order: head, bodies, foot.

    With `enough`, stops once that many cells were seen.
    """
    groups: dict[str, list[list[list[LexborNode]]]] = {"head": [], "body": [], "foot": []}
    loose: list[list[LexborNode]] | None = None
    seen = 0
    of = kinds.of
    node = table.first_child
    while node is not None:
        kind = of(node)
        if kind in groups:
            rows = []
            inner = node.first_child
            while inner is not None:
                if of(inner) == "row":
                    rows.append(_cells(inner, kinds))
                    seen += len(rows[-1])
                    if enough and seen >= enough:
                        break
                inner = inner.next
            # only the first head is printed at the top
            groups["body" if kind == "head" and groups["head"] else kind].append(rows)
            loose = None
        elif kind == "row":
            if loose is None:
                loose = []
                groups["body"].append(loose)
            loose.append(_cells(node, kinds))
            seen += len(loose[-1])
        if enough and seen >= enough:
            break
        node = node.next
    ordered = [*groups["head"], *groups["body"], *groups["foot"]]
    return [(number, cells) for number, rows in enumerate(ordered) for cells in rows]


def _cells(row: LexborNode, kinds: Kinds) -> list[LexborNode]:
    found = []
    node = row.first_child
    while node is not None:
        tag = node.tag
        if tag == "td" or tag == "th" or (kinds and kinds.of(node) == "cell"):
            found.append(node)
        node = node.next
    return found


@dataclass(frozen=True, slots=True)
class Spans:
    """What a page's elements state of spans, by their ids; and the ids of the rows in which any does."""

    stated: Mapping[int, Span] = field(default_factory=dict)
    rows: Set[int] = frozenset()


def spans(tree: LexborHTMLParser, kinds: Kinds) -> Spans:
    """The spans that the page's elements state."""
    stated: dict[int, Span] = {}
    rows: set[int] = set()
    for node in elements(tree.root, _SPANNING_ROLES if kinds else _SPANNING):
        attributes = node.attributes
        given = attributes.get("rowspan"), attributes.get("colspan")
        if kinds.any and node.tag not in ("td", "th"):
            given = given[0] or attributes.get("aria-rowspan"), given[1] or attributes.get("aria-colspan")
        stated[node.mem_id] = span(*given)
        if (row := node.parent) is not None:
            rows.add(row.mem_id)
    return Spans(stated, rows)


_ROW_TAGS = frozenset({"div", "ul", "ol", "li", "dl", "section", "p"})
_CELL_TAGS = frozenset({"div", "span", "li", "p", "dd", "dt", "b", "strong", "em", "label"})
_FIGURE = re.compile(r"[\d０-９.,，]+")


def div_tables(body: LexborNode) -> Kinds:
    """Elements whose children repeat as rows of short cells, though nothing calls them a table."""
    by_id: dict[int, str] = {}
    candidates = body.css("div,ul,ol,dl,section,main,article")
    for candidate in candidates if len(candidates) <= _MOST_LAYERS else ():
        if candidate.mem_id in by_id:
            continue
        rows = [row for row in candidate.iter() if row.tag in _ROW_TAGS]
        lines = [(row, cells) for row in rows if len(cells := _short_cells(row)) > 1]
        if len(lines) < 3 or len(lines) < 0.6 * len(rows):
            continue
        figures = sum(bool(_FIGURE.fullmatch(cell.text().strip())) for _, cells in lines for cell in cells)
        if figures < 3:
            continue
        by_id[candidate.mem_id] = "table"
        headings = [(row, cells) for row in rows if len(cells := _short_cells(row)) == 1]
        for row, cells in lines + headings:
            by_id[row.mem_id] = "row"
            by_id.update((cell.mem_id, "cell") for cell in cells)
    return Kinds(bool(by_id), by_id=by_id)


def _short_cells(row: LexborNode) -> list[LexborNode]:
    """The row's children if all of them are short cells and no text stands between them."""
    cells = []
    for child in row.iter(include_text=True):
        if child.tag == "-text":
            if (child.text_content or "").strip():
                return []
        elif child.tag not in _CELL_TAGS or len(child.text()) > 120:
            return []
        else:
            cells.append(child)
    return cells
