"""Which row or column of the form a printed label names: exactly, cut short, or damaged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from etl.form import Block, Form, Line, forms
from etl.text.normalise import normalise

APPLICATIONS, DISCLOSURE, REVIEW = "applications", "proactive_disclosure", "review_litigation"
_ORDINAL = re.compile(
    r"^(?:第?\(?[一二三四五六七八九十]{1,3}[\)、.,:]\)?|\(\d{1,2}\)|\d{1,2}[.、,)):]?|\(\)|[、.,:;)]|[IVX]+[.、])+"
)
_REMARK = re.compile(r"\((?:单位|计量单位|件|项|条|万元|元|个|次)[^()]*\)$")
_BRACKETS = re.compile(r"\([^()]*\)$")
# a label in a second language, behind or before the Chinese one
_LATIN = re.compile(r"[(/|]*(?:[A-Za-z]{2,}[.,&'/-]*)+[)/|]*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
NOT_A_ROW = "not a row"
# a damaged label must be this like the label of the form, and this much liker than to any other (0–100)
_ALIKE, _MARGIN = 74, 8
_VERY_ALIKE = 85
# a column of the year before is never one of this year, however alike their names are
_LAST_YEAR = re.compile(r"(?:上|去|前)一?年")
_ORDINAL_LENGTH = 4
_BETWEEN = "-:/|>、.,()_"  # what stands between a group's label and the row's or the column's
_LONGEST_LABEL = 300


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A label without its ordinal, remark of unit, colon: what is compared."""
    plain = normalise(text)
    if len(plain) > _LONGEST_LABEL:
        return plain
    if _LATIN.search(plain) and _CHINESE.search(plain):
        plain = _LATIN.sub("", plain)
    stripped = _ORDINAL.sub("", plain) or plain
    return _REMARK.sub("", stripped).strip(":.、;*")


def _printings(line: Line) -> Iterable[str]:
    return (bare(line.label_zh), *(bare(variant) for variant in line.variants))


@cache
def row_labels(table: str) -> dict[str, str]:
    """Every printing of a row's label on any form -> row key, for one table."""
    found: dict[str, str] = {}
    for form in forms().values():
        for block in _blocks(form, table):
            for row in block.rows:
                for printing in _printings(row):
                    found.setdefault(printing, row.key)
                if row.under and bare(row.under) not in found:
                    found[bare(row.under)] = NOT_A_ROW
    if table == APPLICATIONS:
        found |= dict.fromkeys(map(bare, ("办理结果", "申请人情况", "小计", "本年度办理结果")), NOT_A_ROW)
    return found


@cache
def _numbered(table: str) -> dict[str, str]:
    """Printings of which only the ordinal says what row they are (（六）其他, but 3.其他) -> row key."""
    return {
        normalise(line.number + printing): line.key
        for form in forms().values()
        for block in _blocks(form, table)
        for line in block.rows
        for printing in line.numbered
    }


@cache
def column_labels(table: str) -> dict[str, str]:
    """Every printing of a column's label on any form -> column key, for one table."""
    return {
        printing: column.key
        for form in forms().values()
        for block in _blocks(form, table)
        for column in block.columns
        for printing in _printings(column)
    }


@cache
def group_labels(table: str) -> frozenset[str]:
    """Printed headings that stand over rows or columns of the table."""
    return frozenset(
        bare(line.under)
        for form in forms().values()
        for block in _blocks(form, table)
        for line in (*block.rows, *block.columns)
        if line.under
    )


@cache
def column_groups(table: str) -> frozenset[str]:
    """Printed headings that stand over columns of the table."""
    return frozenset(
        bare(column.under)
        for form in forms().values()
        for block in _blocks(form, table)
        for column in block.columns
        if column.under
    )


def _blocks(form: Form, table: str) -> tuple[Block, ...]:
    found = form.table(table)
    return found.blocks if found else ()


@lru_cache(maxsize=4096)
def row_named(text: str, table: str) -> str | None:
    """The row key that a label names exactly; NOT_A_ROW for a heading over rows; None otherwise."""
    return _numbered(table).get(normalise(text)) or row_labels(table).get(bare(text))


@lru_cache(maxsize=4096)
def row_begun(text: str, table: str) -> str | None:
    """As `row_named`, and also for a label of which only the end is not printed."""
    exact = row_named(text, table)
    if exact is not None:
        return exact
    label = bare(text)
    begun = {
        key for printing, key in row_labels(table).items() if len(label) >= 4 and printing.startswith(label)
    }
    return begun.pop() if len(begun) == 1 else None


@lru_cache(maxsize=4096)
def row_like(text: str, table: str) -> str | None:
    """As `row_named`, and also for a label cut short, printed together with its group's, or damaged."""
    exact = row_named(text, table)
    if exact is not None:
        return exact
    label, labels = bare(text), row_labels(table)
    if len(label) < 3:
        return None
    if begun := row_begun(text, table):
        return begun
    if damaged := _closest(label, labels, _VERY_ALIKE):
        return damaged
    ended = [printing for printing in labels if len(printing) >= 4 and label.endswith(printing)]
    if ended:
        return labels[max(ended, key=len)]
    if (behind := _behind_group(normalise(text), table)) is not None:
        return behind
    if (plain := _BRACKETS.sub("", label)) in labels and plain != label:
        return labels[plain]
    return _closest(label, labels)


def _behind_group(label: str, table: str) -> str | None:
    """The row of a label printed together with its group's: 其他处理-3.其他, 无法提供:不掌握."""
    for group in group_labels(table):
        start = label.find(group)
        if 0 <= start <= _ORDINAL_LENGTH and len(label) > start + len(group):
            rest = label[start + len(group) :].strip(_BETWEEN)
            key = row_named(rest, table) or _behind_group(rest, table)
            if key not in (None, NOT_A_ROW):
                return key
    return None


@lru_cache(maxsize=4096)
def column_like(text: str, table: str) -> str | None:
    """The column key that a header names, also where it is cut short or damaged; None otherwise."""
    label, labels = bare(text), column_labels(table)
    if label in labels:
        return labels[label]
    if len(label) < 3:
        return None
    begun = {key for printing, key in labels.items() if printing.startswith(label)}
    if len(begun) == 1:
        return begun.pop()
    if (plain := _BRACKETS.sub("", label)) in labels:
        return labels[plain]
    for group in column_groups(table):
        if label.startswith(group) and (own := label.removeprefix(group).strip(_BETWEEN)) in labels:
            return labels[own]
    this_year = _LAST_YEAR.match(label) is None
    return _closest(
        label, {name: key for name, key in labels.items() if (_LAST_YEAR.match(name) is None) == this_year}
    )


def _closest(label: str, labels: dict[str, str], least: float = _ALIKE) -> str | None:
    best: dict[str, float] = {}
    for printing, score, _ in process.extract(label, list(labels), scorer=fuzz.ratio, limit=6):
        best[labels[printing]] = max(best.get(labels[printing], 0), score)
    ranked = sorted(best.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < least or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN):
        return None
    return ranked[0][0]


@dataclass(frozen=True, slots=True)
class Columns:
    """The blocks (form, block) whose columns are likest to some printed ones, the key of each, and how like, 0–1."""

    keys: tuple[str, ...] = ()
    blocks: tuple[tuple[str, str], ...] = ()
    likeness: float = 0.0


@lru_cache(maxsize=4096)
def columns_like(texts: tuple[str, ...], table: str) -> Columns:
    """What block's columns these printed headings are, in whatever order: by labels where all differ, otherwise in the
    form's order."""
    scored: list[tuple[float, str, str, tuple[str, ...]]] = []
    for form in forms().values():
        for block in _blocks(form, table):
            if len(block.columns) != len(texts):
                continue
            lines = [_likest(text, block) for text in texts]
            if len({line.key for line in lines}) < len(lines):
                lines = list(block.columns)
            alike = sum(_likeness(text, line) for text, line in zip(texts, lines, strict=True)) / len(texts)
            scored.append((alike, form.key, block.key, tuple(line.key for line in lines)))
    if not scored:
        return Columns()
    top = max(alike for alike, *_ in scored)
    best = [entry for entry in scored if entry[0] > top - 0.02]
    return Columns(best[0][3], tuple((form, block) for _, form, block, _ in best), top)


def _likest(text: str, block: Block) -> Line:
    return max(block.columns, key=lambda column: _likeness(text, column))


def _likeness(text: str, line: Line) -> float:
    label = bare(text)
    if not label:
        return 0.0
    scores = []
    for printing in _printings(line):
        if (_LAST_YEAR.match(label) is None) != (_LAST_YEAR.match(printing) is None):
            scores.append(0.0)
            continue
        cut = 95.0 if len(label) >= 3 and printing.startswith(label) else 0.0
        scores.append(max(fuzz.ratio(label, printing), cut))
    return max(scores) / 100


@cache
def headings() -> dict[str, str]:
    """Printed section heading -> table key."""
    return {
        bare(heading): table.key
        for form in forms().values()
        for table in form.tables
        for heading in table.heading
    }
