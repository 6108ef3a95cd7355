"""The official form as HTML, as it is printed: every cell with what the report prints in it. Everything is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from pages.parts import numbers

ADDRESS = ["table_key", "row_key", "column_key"]
SIGNS = {"error": "▲", "warning": "△", "notice": "·"}


@dataclass(frozen=True, slots=True)
class Words:
    """What the form itself does not print, in the reader's language. `second`: labels also in English."""

    table: str
    unreadable: str
    corrected: str
    derived: str
    found: Mapping[str, str]
    second: bool = False


def address(row: object) -> str:
    """A cell's address as one text: table.row.column."""
    return ".".join(str(getattr(row, name)) for name in ADDRESS)


def tables(cells: pd.DataFrame, findings: pd.DataFrame, words: Words, selected: str = "", plain: bool = False) -> str:
    """All tables of a report; `cells` are the rows of agency_cells.sql, `findings` have severity, said and the address.

    `plain`: cells are text to be printed, not buttons.
    """
    marks = _marks(findings)
    parts = []
    for _, table in cells.groupby("table_key", sort=False):
        first = table.iloc[0]
        heading = words.table.format(number=first["table_number"], label=first["table_label_zh"])
        second = f"<small>{escape(first['table_label_en'])}</small>" if words.second else ""
        parts.append(f"<h3>{escape(heading)} {second}</h3>")
        width = max(block["column_key"].nunique() for _, block in table.groupby("block_key", sort=False))
        body = [
            _across(block, marks, words, selected, plain) if block["across"].iloc[0] else _down(block, width, marks, words, selected, plain)
            for _, block in table.groupby("block_key", sort=False)
        ]
        parts.append(f'<div class="scroll"><table class="{escape(str(first["table_key"]))}">{"".join(body)}</table></div>')
    return "".join(parts)


def _marks(findings: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """Address -> (severity, sentence) of its findings, worst first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in findings.dropna(subset=ADDRESS).itertuples():
        found.setdefault(address(row), []).append((str(row.severity), str(row.said)))
    return found


def _down(block: pd.DataFrame, width: int, marks: Any, words: Words, selected: str, plain: bool) -> str:
    """Rows under one another, grouped in the columns on their left as the form groups them."""
    lines = block.drop_duplicates("row_key")
    columns = block.drop_duplicates("column_key")
    paths = _paths(list(lines["row_under"]))
    depth = max(map(len, paths), default=0)
    spread = width - len(columns) + 1
    rows = _heads(block, columns, depth + 1, spread, words)
    open_spans: dict[str, int] = {}
    for at, line in enumerate(lines.itertuples()):
        cells = []
        for label in paths[at]:
            if open_spans.get(label, -1) < at:
                last = max(index for index, path in enumerate(paths) if label in path)
                open_spans[label] = last
                cells.append(f'<th class="under" rowspan="{last - at + 1}">{escape(label)}</th>')
        cells.append(f'<th class="row" colspan="{depth + 1 - len(paths[at])}">{_label(line, "row", words)}</th>')
        own = block[block["row_key"] == line.row_key].set_index("column_key")
        for place, column in enumerate(columns["column_key"]):
            span = spread if place == len(columns) - 1 else 1
            cells.append(_cell(own.loc[[column]].reset_index(), line, marks, words, selected, plain, span) if column in own.index else f'<td colspan="{span}"></td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return "".join(rows)


def _heads(block: pd.DataFrame, columns: pd.DataFrame, left: int, spread: int, words: Words) -> list[str]:
    """The block's own heading and the column headings, grouped where the form groups them."""
    label = str(block["block_label_zh"].iloc[0])
    grouped = columns["column_under"].astype(bool).any()
    spans = [1] * (len(columns) - 1) + [spread]
    if not grouped:
        title = f'<tr><th class="block" colspan="{left + sum(spans)}">{escape(label)}</th></tr>'
        heads = "".join(
            f'<th colspan="{span}">{_label(column, "column", words)}</th>' for column, span in zip(columns.itertuples(), spans, strict=True)
        )
        return [title, f'<tr><th class="corner" colspan="{left}"></th>{heads}</tr>']
    upper, lower, done = [], [], ""
    for column, span in zip(columns.itertuples(), spans, strict=True):
        if not column.column_under:
            upper.append(f'<th rowspan="2" colspan="{span}">{_label(column, "column", words)}</th>')
            continue
        lower.append(f'<th colspan="{span}">{_label(column, "column", words)}</th>')
        if column.column_under != done:
            done = str(column.column_under)
            upper.append(f'<th colspan="{int((columns["column_under"] == done).sum())}">{escape(done)}</th>')
    corner = f'<th class="corner" rowspan="2" colspan="{left}">{escape(label)}</th>'
    return [f"<tr>{corner}{''.join(upper)}</tr>", f"<tr>{''.join(lower)}</tr>"]


def _across(block: pd.DataFrame, marks: Any, words: Words, selected: str, plain: bool) -> str:
    """Rows beside one another, their cells in one line: table 四."""
    lines, columns = block.drop_duplicates("row_key"), block.drop_duplicates("column_key")
    top, middle, heads, cells, done = [], [], [], [], ""
    for line in lines.itertuples():
        label = f'<th colspan="{len(columns)}"{{}}>{_label(line, "row", words)}</th>'
        if not line.row_under:
            top.append(label.format(' rowspan="2"'))
        else:
            middle.append(label.format(""))
            if line.row_under != done:
                done = str(line.row_under)
                span = int((lines["row_under"] == done).sum()) * len(columns)
                top.append(f'<th colspan="{span}">{escape(done)}</th>')
        own = block[block["row_key"] == line.row_key]
        heads += [f"<th>{_label(column, 'column', words)}</th>" for column in columns.itertuples()]
        cells += [_cell(own[own["column_key"] == column], line, marks, words, selected, plain) for column in columns["column_key"]]
    return "".join(f"<tr>{''.join(row)}</tr>" for row in (top, middle, heads, cells) if row)


def _paths(under: Sequence[str]) -> list[list[str]]:
    """For each row the groups that it stands in, widest first: a group reaches from its first row to its last."""
    reach = {label: (under.index(label), len(under) - 1 - list(reversed(under)).index(label)) for label in under if label}
    wide = sorted(reach, key=lambda label: reach[label][0] - reach[label][1])
    return [[label for label in wide if reach[label][0] <= at <= reach[label][1]] for at in range(len(under))]


def _label(line: object, axis: str, words: Words) -> str:
    number = escape(str(getattr(line, "row_number", "") or "")) if axis == "row" else ""
    text = f"{number}{escape(str(getattr(line, f'{axis}_label_zh')))}"
    return f"{text}<small>{escape(str(getattr(line, f'{axis}_label_en')))}</small>" if words.second else text


def _cell(found: pd.DataFrame, line: object, marks: Any, words: Words, selected: str, plain: bool, span: int = 1) -> str:
    """What is printed, with the marks of findings, of a correction, and of a value that totals prove."""
    row = next(found.itertuples())
    key, said = address(row), marks.get(address(row), [])
    text = words.unreadable if row.state == "unreadable" else str(row.raw)
    notes = [f"{words.found[severity]}: {sentence}" for severity, sentence in said]
    after = f'<sup class="{said[0][0]}">{SIGNS[said[0][0]]}</sup>' if said else ""
    if row.corrected:
        after += "<sup>✎</sup>"
        notes.append(words.corrected)
    if numbers.is_none(row.value) and not numbers.is_none(row.counted):
        proved = words.derived.format(value=numbers.whole(row.counted))
        after += f"<sub>({numbers.whole(row.counted)})</sub>"
        notes.append(proved)
    # the row's own label, and only where it says more than the printed text
    label = f"{line.row_label_zh} · {row.column_label_zh}: {text or '∅'}"  # type: ignore[attr-defined]
    spoken = escape("; ".join([label, *notes]), quote=True)
    kind = " ".join(["cell", str(row.state), said[0][0] if said else "", "chosen" if key == selected else ""]).strip()
    inner = f"{escape(text)}{after}"
    if not plain:
        pressed = ' aria-pressed="true"' if key == selected else ""
        inner = f'<button type="button" data-cell="{escape(key, quote=True)}" title="{spoken}" aria-label="{spoken}"{pressed}>{inner or "&nbsp;"}</button>'
    return f'<td class="{kind}"{f" colspan={span}" if span > 1 else ""}>{inner}</td>'
