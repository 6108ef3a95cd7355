"""The official form as HTML, as it is printed: every cell with what the report prints in it. Everything is escape_markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any

import pandas as pd

from pages.parts.text import number_format

ADDRESS = ["table_key", "row_key", "column_key"]
CORRECTED, EMPTY = "✎", "∅"
SIGNS = {"error": "▲", "warning": "△", "notice": "·"}


@dataclass(frozen=True, slots=True)
class FormTexts:
    """What the form itself does not print, in the reader's language. `second`: labels also in English."""

    table: str
    unreadable: str
    corrected: str
    derived: str
    found: Mapping[str, str]
    second: bool = False


def address(row: Any) -> str:
    """A cell's address as one text: table.row.column."""
    return ".".join(str(getattr(row, name)) for name in ADDRESS)


def tables(
    cells: pd.DataFrame, findings: pd.DataFrame, words: FormTexts, selected: str = "", plain: bool = False
) -> str:
    """All tables of a report; `cells` are the rows of agency_cells.sql, `findings` have severity, said and the address.

    `plain`: cells are text to be printed, not buttons.
    """
    how = _How(_marks(findings), words, selected, plain)
    parts = []
    for table_key, group in groupby(cells.itertuples(), lambda cell: str(cell.table_key)):
        blocks = [list(block) for _, block in groupby(group, lambda cell: cell.block_key)]
        first = blocks[0][0]
        heading = words.table.format(number=first.table_number, label=first.table_label_zh)
        second = f"<small>{escape(first.table_label_en)}</small>" if words.second else ""
        width = max(len(_firsts(block, "column_key")) for block in blocks)
        body = "".join(
            _across(block, how) if block[0].across else _down(block, width, how) for block in blocks
        )
        parts.append(f"<h3>{escape(heading)} {second}</h3>")
        parts.append(f'<div class="scroll"><table class="{escape(table_key)}">{body}</table></div>')
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class _How:
    marks: Mapping[str, Sequence[tuple[str, str]]]
    words: FormTexts
    selected: str
    plain: bool


def _marks(findings: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """Address -> (severity, sentence) of its findings, worst first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in findings.dropna(subset=ADDRESS).itertuples():
        found.setdefault(address(row), []).append((str(row.severity), str(row.hover_text)))
    return found


def _firsts(block: Sequence[Any], name: str) -> list[Any]:
    """The first cell of each row or column, in printed order."""
    found: dict[str, Any] = {}
    for cell in block:
        found.setdefault(getattr(cell, name), cell)
    return list(found.values())


def _down(block: Sequence[Any], width: int, how: _How) -> str:
    """Rows under one another, grouped in the columns on their left as the form groups them."""
    lines, columns = _firsts(block, "row_key"), _firsts(block, "column_key")
    at_place = {(cell.row_key, cell.column_key): cell for cell in block}
    paths = _paths([str(line.row_under) for line in lines])
    depth = max(map(len, paths), default=0)
    spans = [1] * (len(columns) - 1) + [width - len(columns) + 1]
    rows = _heads(block, columns, depth + 1, spans, how.words)
    for at, line in enumerate(lines):
        cells = []
        for label in paths[at]:
            if at == 0 or label not in paths[at - 1]:
                tall = sum(label in path for path in paths)
                cells.append(f'<th class="under" rowspan="{tall}">{escape(label)}</th>')
        cells.append(
            f'<th class="row" colspan="{depth + 1 - len(paths[at])}">{_label(line, "row", how.words)}</th>'
        )
        for column, span in zip(columns, spans, strict=True):
            cell = at_place.get((line.row_key, column.column_key))
            cells.append(_cell(cell, how, span) if cell else f'<td colspan="{span}"></td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return "".join(rows)


def _heads(
    block: Sequence[Any], columns: Sequence[Any], left: int, spans: Sequence[int], words: FormTexts
) -> list[str]:
    """The block's own heading and the column headings, grouped where the form groups them."""
    label = escape(str(block[0].block_label_zh))
    if not any(column.column_under for column in columns):
        heads = "".join(
            f'<th colspan="{span}">{_label(column, "column", words)}</th>'
            for column, span in zip(columns, spans, strict=True)
        )
        title = f'<tr><th class="block" colspan="{left + sum(spans)}">{label}</th></tr>'
        return [title, f'<tr><th class="corner" colspan="{left}"></th>{heads}</tr>']
    upper, lower, done = [], [], ""
    for column, span in zip(columns, spans, strict=True):
        if not column.column_under:
            upper.append(f'<th rowspan="2" colspan="{span}">{_label(column, "column", words)}</th>')
            continue
        lower.append(f'<th colspan="{span}">{_label(column, "column", words)}</th>')
        if column.column_under != done:
            done = str(column.column_under)
            upper.append(
                f'<th colspan="{sum(one.column_under == done for one in columns)}">{escape(done)}</th>'
            )
    return [
        f'<tr><th class="corner" rowspan="2" colspan="{left}">{label}</th>{"".join(upper)}</tr>',
        f"<tr>{''.join(lower)}</tr>",
    ]


def _across(block: Sequence[Any], how: _How) -> str:
    """Rows beside one another, their cells in one line: table 四."""
    lines, columns = _firsts(block, "row_key"), _firsts(block, "column_key")
    at_place = {(cell.row_key, cell.column_key): cell for cell in block}
    top, middle, heads, cells, done = [], [], [], [], ""
    for line in lines:
        label = _label(line, "row", how.words)
        if not line.row_under:
            top.append(f'<th colspan="{len(columns)}" rowspan="2">{label}</th>')
        else:
            middle.append(f'<th colspan="{len(columns)}">{label}</th>')
            if line.row_under != done:
                done = str(line.row_under)
                top.append(
                    f'<th colspan="{sum(one.row_under == done for one in lines) * len(columns)}">{escape(done)}</th>'
                )
        heads += [f"<th>{_label(column, 'column', how.words)}</th>" for column in columns]
        found = [at_place.get((line.row_key, column.column_key)) for column in columns]
        cells += [_cell(cell, how) if cell else "<td></td>" for cell in found]
    return "".join(f"<tr>{''.join(row)}</tr>" for row in (top, middle, heads, cells) if row)


def _paths(under: Sequence[str]) -> list[list[str]]:
    """For each row the groups that it stands in, widest first: a group reaches from its first row to its last."""
    reach = {
        label: (under.index(label), len(under) - 1 - list(reversed(under)).index(label))
        for label in under
        if label
    }
    wide = sorted(reach, key=lambda label: reach[label][0] - reach[label][1])
    return [[label for label in wide if reach[label][0] <= at <= reach[label][1]] for at in range(len(under))]


def _label(cell: Any, axis: str, words: FormTexts) -> str:
    number = escape(str(cell.row_number or "")) if axis == "row" else ""
    text = f"{number}{escape(str(getattr(cell, f'{axis}_label_zh')))}"
    return f"{text}<small>{escape(str(getattr(cell, f'{axis}_label_en')))}</small>" if words.second else text


def _cell(cell: Any, how: _How, span: int = 1) -> str:
    """What is printed, with the marks of findings, of a correction, and of a value that totals prove."""
    key, words = address(cell), how.words
    said = how.marks.get(key, [])
    text = words.unreadable if cell.state == "unreadable" else str(cell.raw)
    notes = [f"{words.found[severity]}: {sentence}" for severity, sentence in said]
    after = f'<sup class="{said[0][0]}">{SIGNS[said[0][0]]}</sup>' if said else ""
    if cell.corrected:
        after += f"<sup>{CORRECTED}</sup>"
        notes.append(words.corrected)
    if number_format.is_none(cell.value) and not number_format.is_none(cell.counted):
        after += f"<sub>({number_format.whole(cell.counted)})</sub>"
        notes.append(words.derived.format(value=number_format.whole(cell.counted)))
    spoken = escape(
        "; ".join([f"{cell.row_label_zh} · {cell.column_label_zh}: {text or EMPTY}", *notes]), quote=True
    )
    chosen = key == how.selected
    kind = " ".join(
        part
        for part in ("cell", str(cell.state), said[0][0] if said else "", "chosen" if chosen else "")
        if part
    )
    inner = f"{escape(text)}{after}"
    if not how.plain:
        inner = (
            f'<button type="button" data-cell="{escape(key, quote=True)}" title="{spoken}" aria-label="{spoken}" '
            f'aria-pressed="{str(chosen).lower()}">{inner or "&nbsp;"}</button>'
        )
    return f'<td class="{kind}"{f" colspan={span}" if span > 1 else ""}>{inner}</td>'
