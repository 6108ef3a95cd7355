"""Tables of web pages: the rows that are a table's own, and the spans that its cells state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.readers.html.selectors import elements
from etl.readers.html.spans import Span, span
from etl.readers.html.table_roles import Roles

# a row: the number of its row group, and its cells
Cells = tuple[int, list[LexborNode]]

_GROUPS = ("head", "body", "foot")
_SPANNING = "[rowspan],[colspan]"
_SPANNING_ROLES = "[rowspan],[colspan],[aria-rowspan],[aria-colspan]"


def is_single(table: LexborNode, roles: Roles) -> bool:
    """Whether a table has one cell at most: a frame, never data."""
    cells = 0
    for _, rows in _row_groups(table, roles):
        for row in rows:
            cells += len(_cells(row, roles))
            if cells > 1:
                return False
    return True


def own_rows(table: LexborNode, roles: Roles) -> list[Cells]:
    """The rows of a table, without those of tables inside it, in printed order: head, bodies, foot."""
    groups: dict[str, list[list[list[LexborNode]]]] = {group: [] for group in _GROUPS}
    for group, rows in _row_groups(table, roles):
        # only the first head is printed at the top
        is_second_head = group == "head" and groups["head"]
        groups["body" if is_second_head else group].append([_cells(row, roles) for row in rows])
    ordered = [rows for group in _GROUPS for rows in groups[group]]
    return [(number, cells) for number, rows in enumerate(ordered) for cells in rows]


def _row_groups(table: LexborNode, roles: Roles) -> Iterator[tuple[str, list[LexborNode]]]:
    """Yield each row group as head, body or foot with its rows; rows outside any group make a body."""
    loose: list[LexborNode] = []
    for node in table.iter():
        role = roles.of(node)
        if role == "row":
            loose.append(node)
        elif role in _GROUPS:
            if loose:
                yield "body", loose
                loose = []
            yield role, [inner for inner in node.iter() if roles.of(inner) == "row"]
    if loose:
        yield "body", loose


def _cells(row: LexborNode, roles: Roles) -> list[LexborNode]:
    return [node for node in row.iter() if roles.of(node) == "cell"]


@dataclass(frozen=True, slots=True)
class Spans:
    """The spans that elements of a page state, by node id, and the ids of the rows in which any does."""

    stated: Mapping[int, Span] = field(default_factory=dict)
    rows: Set[int] = frozenset()


def stated_spans(tree: LexborHTMLParser, roles: Roles) -> Spans:
    """Collect the spans that elements of a page state."""
    stated: dict[int, Span] = {}
    rows: set[int] = set()
    for node in elements(tree.root, _SPANNING_ROLES if roles else _SPANNING):
        attributes = node.attributes
        down, across = attributes.get("rowspan"), attributes.get("colspan")
        if roles and node.tag not in ("td", "th"):
            down = down or attributes.get("aria-rowspan")
            across = across or attributes.get("aria-colspan")
        stated[node.mem_id] = span(down, across)
        if (row := node.parent) is not None:
            rows.add(row.mem_id)
    return Spans(stated, rows)
