"""Tables in hidden parts of a page: read where no displayed table has their labels, and never before one that has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.model.document import Note
from etl.readers.html.hidden_nodes import Hidden, is_folded

_SAME_LABELS = 0.6
_MOST = 200  # tables that are compared


class Decision(NamedTuple):
    """The unseen parts to take out, the ids of the hidden elements to read nevertheless, and notes on both."""

    unseen: Hidden
    kept: frozenset[int] = frozenset()
    notes: tuple[Note, ...] = ()


def decided(tree: LexborHTMLParser, unseen: Hidden) -> Decision:
    """Decide which unseen parts are read for their tables.

    These are all of them if the page displays no table: some sites show the article only by a script. Otherwise
    they are tables on tabs that are not open, unless a table that is displayed has the same labels.
    """
    holding = [node for node in unseen.elements if _tables(node)]
    blank = _tables_of_texts(unseen.texts)
    if not holding and not blank:
        return Decision(unseen)
    hidden = {table.mem_id for node in holding for table in _tables(node)} | blank.keys()
    shown = [table for table in tree.css("table") if table.mem_id not in hidden and not _holds(table, hidden)]
    if not shown:
        retained = frozenset(node.mem_id for node in holding)
        return Decision(_without(unseen, retained, blank.keys()), retained, (Note("hidden_tables"),))
    return _beside_shown(unseen, holding, list(blank.values()), [_labels(table) for table in shown[:_MOST]])


def _beside_shown(
    unseen: Hidden, holding: list[LexborNode], blank: list[LexborNode], shown: Sequence[Set[str]]
) -> Decision:
    """The decision for a page that displays tables with the labels `shown`."""
    gone = {node.mem_id for node in unseen.elements}
    retained = set()
    copies = [table for table in blank[:_MOST] if _is_copy(_labels(table), shown)]
    count = len(copies)
    for node in holding[:_MOST]:
        copied = sum(_is_copy(_labels(table), shown) for table in _tables(node))
        count += copied
        if not copied and (_is_tab_panel(node, gone) or is_folded(node)):
            retained.add(node.mem_id)
    tabbed = [Note("tabbed_tables")] if retained else []
    copied_notes = [Note("hidden_copies", str(count))] if count else []
    return Decision(
        _without(replace(unseen, elements=[*unseen.elements, *copies]), retained, ()),
        frozenset(retained),
        (*tabbed, *copied_notes),
    )


def _without(unseen: Hidden, elements: Set[int], tables: Collection[int]) -> Hidden:
    """The unseen parts but for some elements, and texts in some tables."""
    return replace(
        unseen,
        elements=[node for node in unseen.elements if node.mem_id not in elements],
        texts=[
            text
            for text in unseen.texts
            if (table := _table_around(text)) is None or table.mem_id not in tables
        ],
    )


def _tables(node: LexborNode) -> list[LexborNode]:
    inner = node.css("table")
    return (
        inner if node.tag != "table" or node.mem_id in {table.mem_id for table in inner} else [node, *inner]
    )


def _tables_of_texts(texts: Iterable[LexborNode]) -> dict[int, LexborNode]:
    """The tables of which no text is seen, by id."""
    unseen = {text.mem_id for text in texts}
    tables = {table.mem_id: table for text in texts if (table := _table_around(text)) is not None}
    return {key: table for key, table in tables.items() if not _shows_text(table, unseen)}


def _shows_text(table: LexborNode, unseen: Set[int]) -> bool:
    return any(
        node.is_text_node and node.mem_id not in unseen and (node.text_content or "").strip()
        for node in table.traverse(include_text=True)
    )


def _table_around(node: LexborNode) -> LexborNode | None:
    ancestor = node.parent
    while ancestor is not None and ancestor.tag != "table":
        ancestor = ancestor.parent
    return ancestor


def _holds(table: LexborNode, ids: Set[int]) -> bool:
    return any(inner.mem_id in ids for inner in table.css("table"))


def _labels(table: LexborNode) -> frozenset[str]:
    """The words in a table's cells that are no figures."""
    texts = ("".join(cell.text().split()) for cell in table.css("td,th"))
    return frozenset(text for text in texts if any(character.isalpha() for character in text))


def _is_copy(labels: Set[str], shown: Iterable[Set[str]]) -> bool:
    return bool(labels) and any(len(labels & other) >= _SAME_LABELS * len(labels) for other in shown)


def _is_tab_panel(node: LexborNode, gone: Set[int]) -> bool:
    """Whether a hidden element is a tab panel: a sibling with the same class is displayed."""
    name = _first_class(node)
    if not name or node.parent is None:
        return False
    return any(
        sibling.tag == node.tag and sibling.mem_id not in gone and _first_class(sibling) == name
        for sibling in node.parent.iter()
    )


def _first_class(node: LexborNode) -> str:
    return next(iter((node.attributes.get("class") or "").split()), "")
