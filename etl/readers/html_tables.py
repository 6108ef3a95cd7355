"""Tables of web pages: which rows are a table's own, and where each cell stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.document import Piece
from etl.readers.html_styles import style_rules

# A row: the number of its row group, which ends every row span, its id in the page, and its cells.
Row = tuple[int, int, list[LexborNode]]

_WIDEST_SPAN = 1000  # as the HTML standard has it
_EDGE_SPAN = 100  # wider spans mean "to the edge"
_WIDEST_GRID = 4096
_MOST_LAYERS = 5000
_new = tuple.__new__  # _new(Piece, (...)) costs half of Piece(...), and there are hundreds a page
_NUMBER = re.compile(r"[ \t\n\f\r]*\+?(\d{1,9})")
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


def pretended(tree: LexborHTMLParser, text: str, source: bytes) -> Kinds:
    """Reads from a page which of its classes are displayed as tables, rows and cells.

    `source` is the page's markup, where it is quickly seen that there are none.
    """
    with_roles = b"role" in source and tree.css_first('[role="table" i],[role="grid" i]') is not None
    if not with_roles and not _DISPLAYED.search(source):
        return Kinds(False)
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
    return sum(len(cells) for _, _, cells in own_rows(table, kinds, enough=2)) <= 1


def own_rows(table: LexborNode, kinds: Kinds, enough: int = 0) -> list[Row]:
    """The rows of this table and of none inside it, in printed order: head, bodies, foot.

    With `enough`, stops once that many cells were seen.
    """
    groups: dict[str, list[list[tuple[int, list[LexborNode]]]]] = {"head": [], "body": [], "foot": []}
    loose: list[tuple[int, list[LexborNode]]] | None = None
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
                    rows.append((inner.mem_id, _cells(inner, kinds)))
                    seen += len(rows[-1][1])
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
            loose.append((node.mem_id, _cells(node, kinds)))
            seen += len(loose[-1][1])
        if enough and seen >= enough:
            break
        node = node.next
    ordered = [*groups["head"], *groups["body"], *groups["foot"]]
    return [(number, row, cells) for number, rows in enumerate(ordered) for row, cells in rows]


def _cells(row: LexborNode, kinds: Kinds) -> list[LexborNode]:
    found = []
    node = row.first_child
    while node is not None:
        tag = node.tag
        if tag == "td" or tag == "th" or (kinds and kinds.of(node) == "cell"):
            found.append(node)
        node = node.next
    return found


def spans(tree: LexborHTMLParser, kinds: Kinds) -> dict[int, int]:
    """The ids of the page's elements that have a span at all; and by its id how many stand in a row."""
    found: dict[int, int] = {}
    for node in tree.css(_SPANNING_ROLES if kinds else _SPANNING):
        found.setdefault(node.mem_id, 0)
        if (row := node.parent) is not None:
            found[row.mem_id] = found.get(row.mem_id, 0) + 1
    return found


def pieces(
    rows: list[Row], texts: list[list[str]], kinds: Kinds, spanning: Mapping[int, int], table: int
) -> tuple[Piece, ...]:
    """Each cell at its place, by the HTML standard's rules for spans; nothing is allocated for a span.

    `spanning` is what `spans` found; `table` is the number that the locators begin with.
    """
    last_of_group = {group: number for number, (group, _, _) in enumerate(rows)}
    free_from: list[int] = []  # for every column, the first row in which it is free
    found: list[Piece] = []
    to_edge = False
    reach = 0  # the first row that no span from above reaches
    for number, (group, row, cells) in enumerate(rows):
        prefix = f"t{table}r{number + 1}c"
        line = texts[number]
        spanned = spanning.get(row, 0)
        column = 0
        for at, cell in enumerate(cells):
            if not spanned and (reach <= number or column >= len(free_from)):
                # nothing but single cells to the end of the row
                found += [
                    _new(Piece, (text, number, place, f"{prefix}{place + 1}", 1, 1))
                    for place, text in enumerate(line[at:], column)
                ]
                break
            while reach > number and column < len(free_from) and free_from[column] > number:
                column += 1
            if cell.mem_id not in spanning:
                found.append(_new(Piece, (line[at], number, column, f"{prefix}{column + 1}", 1, 1)))
                column += 1
                continue
            spanned -= 1
            row_span, width = _spans(cell, kinds)
            rows_left = last_of_group[group] - number + 1
            row_span = rows_left if row_span == 0 else min(row_span, rows_left)
            if width > _EDGE_SPAN:
                to_edge = True
                if column + width > _WIDEST_GRID:
                    width = 1
            end = column + width
            if row_span > 1:
                reach = max(reach, number + row_span)
                if end > len(free_from):
                    free_from.extend([0] * (end - len(free_from)))
                for covered in range(column, end):
                    free_from[covered] = max(free_from[covered], number + row_span)
            found.append(_new(Piece, (line[at], number, column, f"{prefix}{column + 1}", row_span, width)))
            column = end
    return tuple(_to_edge(found) if to_edge else found)


def _to_edge(found: list[Piece]) -> list[Piece]:
    """Spans that only mean "all the rest" cut to the width that the other cells give the table."""
    edge = max(
        piece.column + (piece.column_span if piece.column_span <= _EDGE_SPAN else 1) for piece in found
    )
    return [piece._replace(column_span=min(piece.column_span, edge - piece.column)) for piece in found]


def _spans(cell: LexborNode, kinds: Kinds) -> tuple[int, int]:
    """Row span (0: to the end of its group) and column span, as the standard parses them."""
    attributes = cell.attributes
    down, across = attributes.get("rowspan"), attributes.get("colspan")
    if kinds and cell.tag not in ("td", "th"):
        down = down or attributes.get("aria-rowspan")
        across = across or attributes.get("aria-colspan")
    return min(_number(down), 65534), min(_number(across), _WIDEST_SPAN) or 1


def _number(given: str | None) -> int:
    if not given or (len(given) == 1 and "0" <= given <= "9"):
        return int(given or 1)
    number = _NUMBER.match(given)
    return int(number[1]) if number else 1


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
