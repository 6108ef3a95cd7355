"""Matches printed labels with rows and columns of the form: exact labels, labels cut short, and damaged ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from etl.form import Block, Form, Line, forms
from etl.text.normalise import normalise

APPLICATIONS, DISCLOSURE, REVIEW = "applications", "proactive_disclosure", "review_litigation"
TABLES = (DISCLOSURE, APPLICATIONS, REVIEW)
_ORDINAL = re.compile(
    r"^(?:第?\(?[一二三四五六七八九十]{1,3}[\)、.,:]\)?|\(\d{1,2}\)|\d{1,2}[.、,)):]?|\(\)|[、.,:;)]|[IVX]+[.、])+"
)
_REMARK = re.compile(r"\((?:单位|计量单位|件|项|条|万元|元|个|次)[^()]*\)$")
_BRACKETS = re.compile(r"\([^()]*\)$")
# a label in a second language before or after the Chinese one
_LATIN = re.compile(r"[(/|]*(?:\d[\d,]*(?=[A-Za-z]{2}))?(?:[A-Za-z]{2,}[.,&'/-]*)+[)/|]*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
NOT_A_ROW = "not a row"
# similarity (0–100) that a damaged label must have with one of the form, and by how much more than with any other
_SIMILAR, _MARGIN = 74, 8
_VERY_SIMILAR = 85
# a column of the year before never matches one of this year, however similar their labels
_LAST_YEAR = re.compile(r"(?:上|去|前)一?年")
_ORDINAL_LENGTH = 4
_SEPARATORS = "-:/|>、.,()_"  # between the label of a group and that of its row or column
_LONGEST_LABEL = 300
_OTHERS = ("其他", "其它")


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A label without its ordinal, unit and colon, for comparison."""
    plain = normalise(text)
    if len(plain) > _LONGEST_LABEL:
        return plain
    if _LATIN.search(plain) and _CHINESE.search(plain):
        plain = _LATIN.sub("", plain)
    stripped = _ORDINAL.sub("", plain) or plain
    return _REMARK.sub("", stripped).strip(":.、;*")


def _variants(line: Line) -> Iterable[str]:
    """The printed forms of a row's or column's label, for comparison."""
    return (bare(line.label_zh), *(bare(variant) for variant in line.variants))


@cache
def row_labels(table: str) -> dict[str, str]:
    """Row keys of a table by every variant of their labels, on any form; NOT_A_ROW for headings over rows."""
    keys: dict[str, str] = {}
    for form in forms().values():
        for block in _blocks(form, table):
            for row in block.rows:
                for variant in _variants(row):
                    keys.setdefault(variant, row.key)
                if row.under and bare(row.under) not in keys:
                    keys[bare(row.under)] = NOT_A_ROW
    if table == APPLICATIONS:
        keys |= dict.fromkeys(map(bare, ("办理结果", "申请人情况", "小计", "本年度办理结果")), NOT_A_ROW)
    return keys


@cache
def _numbered(table: str) -> dict[str, str]:
    """Row keys by labels that are ambiguous without their ordinal (（六）其他, but 3.其他)."""
    return {
        normalise(line.number + variant): line.key
        for form in forms().values()
        for block in _blocks(form, table)
        for line in block.rows
        for variant in line.numbered
    }


@cache
def column_labels(table: str) -> dict[str, str]:
    """Column keys of a table by every variant of their labels, on any form."""
    return {
        variant: column.key
        for form in forms().values()
        for block in _blocks(form, table)
        for column in block.columns
        for variant in _variants(column)
    }


@cache
def group_labels(table: str) -> frozenset[str]:
    """Headings over rows or columns of the table."""
    return frozenset(
        bare(line.under)
        for form in forms().values()
        for block in _blocks(form, table)
        for line in (*block.rows, *block.columns)
        if line.under
    )


@cache
def column_groups(table: str) -> frozenset[str]:
    """Headings over columns of the table."""
    return frozenset(
        bare(column.under)
        for form in forms().values()
        for block in _blocks(form, table)
        for column in block.columns
        if column.under
    )


@cache
def _headings() -> frozenset[str]:
    """The headings of all tables of the form, over columns and over groups of columns."""
    columns = (label for table in TABLES for label in (*column_labels(table), *column_groups(table)))
    return frozenset((*columns, *row_labels(REVIEW), "信息内容"))


def are_headings(texts: tuple[str, ...]) -> bool:
    """Whether each of these texts is a heading of the form, word for word."""
    return all(bare(text) in _headings() for text in texts)


def _blocks(form: Form, table: str) -> tuple[Block, ...]:
    form_table = form.table(table)
    return form_table.blocks if form_table else ()


@lru_cache(maxsize=4096)
def row_named(text: str, table: str) -> str | None:
    """The row key that a label names exactly; NOT_A_ROW for a heading over rows; None otherwise."""
    return _numbered(table).get(normalise(text)) or row_labels(table).get(bare(text))


def table_of_row(text: str) -> str:
    """The table of which a text is the label of a row, word for word; empty if it is none."""
    return next((table for table in TABLES if row_named(text, table) not in (None, NOT_A_ROW)), "")


@lru_cache(maxsize=4096)
def row_starting_with(text: str, table: str) -> str | None:
    """As `row_named`, also for a label whose end is cut off."""
    exact = row_named(text, table)
    if exact is not None:
        return exact
    label = bare(text)
    beginnings = {
        key for variant, key in row_labels(table).items() if len(label) >= 4 and variant.startswith(label)
    }
    return beginnings.pop() if len(beginnings) == 1 else None


@lru_cache(maxsize=4096)
def closest_row(text: str, table: str) -> str | None:
    """As `row_named`, also for a label that is cut short, damaged, or printed together with that of its group."""
    exact = row_named(text, table)
    if exact is not None:
        return exact
    label, labels = bare(text), _comparable_rows(bare(text), table)
    if len(label) < 3:
        return None
    if cut_short := row_starting_with(text, table):
        return cut_short
    if damaged := _closest(label, labels, _VERY_SIMILAR):
        return damaged
    endings = [variant for variant in labels if len(variant) >= 4 and label.endswith(variant)]
    if endings:
        return labels[max(endings, key=len)]
    if (after := _after_group(normalise(text), table)) is not None:
        return after
    if (plain := _BRACKETS.sub("", label)) in labels and plain != label:
        return labels[plain]
    return _closest(label, labels)


def is_named_in_full(text: str, table: str) -> bool:
    """Whether a label is one of the form or the beginning of one, not merely similar or longer."""
    return row_starting_with(text, table) is not None or _after_group(normalise(text), table) is not None


def _comparable_rows(label: str, table: str) -> dict[str, str]:
    """The labels that a damaged one may stand for: 其他行政处罚 is none of 行政处罚."""
    labels = row_labels(table)
    if not label.startswith(_OTHERS):
        return labels
    return {variant: key for variant, key in labels.items() if variant.startswith(_OTHERS)}


def _after_group(label: str, table: str) -> str | None:
    """The row of a label printed after that of its group: 其他处理-3.其他, 无法提供:不掌握."""
    for group in group_labels(table):
        start = label.find(group)
        if 0 <= start <= _ORDINAL_LENGTH and len(label) > start + len(group):
            rest = label[start + len(group) :].strip(_SEPARATORS)
            key = row_named(rest, table) or _after_group(rest, table)
            if key not in (None, NOT_A_ROW):
                return key
    return None


@lru_cache(maxsize=4096)
def closest_column(text: str, table: str) -> str | None:
    """The column key that a heading names, also if it is cut short or damaged; None otherwise."""
    label, labels = bare(text), column_labels(table)
    if label in labels:
        return labels[label]
    if len(label) < 3:
        return None
    beginnings = {key for variant, key in labels.items() if variant.startswith(label)}
    if len(beginnings) == 1:
        return beginnings.pop()
    if (plain := _BRACKETS.sub("", label)) in labels:
        return labels[plain]
    for group in column_groups(table):
        if label.startswith(group) and (rest := label.removeprefix(group).strip(_SEPARATORS)) in labels:
            return labels[rest]
    this_year = _LAST_YEAR.match(label) is None
    return _closest(
        label, {name: key for name, key in labels.items() if (_LAST_YEAR.match(name) is None) == this_year}
    )


def _closest(label: str, labels: dict[str, str], least: float = _SIMILAR) -> str | None:
    """The key of the most similar label, None if it is not similar enough or another is nearly as similar."""
    best: dict[str, float] = {}
    for variant, score, _ in process.extract(label, list(labels), scorer=fuzz.ratio, limit=6):
        best[labels[variant]] = max(best.get(labels[variant], 0), score)
    ranked = sorted(best.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < least or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN):
        return None
    return ranked[0][0]


@dataclass(frozen=True, slots=True)
class Columns:
    """Column keys for some printed headings, the blocks (form, block) that have these columns, and similarity (0–1)."""

    keys: tuple[str, ...] = ()
    blocks: tuple[tuple[str, str], ...] = ()
    similarity: float = 0.0


@lru_cache(maxsize=4096)
def closest_columns(texts: tuple[str, ...], table: str) -> Columns:
    """The block whose columns are most similar to these headings.

    Columns are matched by label if each heading matches another one, otherwise in the form's order.
    """
    scored: list[tuple[float, str, str, tuple[str, ...]]] = []
    for form in forms().values():
        for block in _blocks(form, table):
            if len(block.columns) != len(texts):
                continue
            lines = [_closest_line(text, block) for text in texts]
            if len({line.key for line in lines}) < len(lines):
                lines = list(block.columns)
            similarity = sum(_similarity(text, line) for text, line in zip(texts, lines, strict=True)) / len(
                texts
            )
            scored.append((similarity, form.key, block.key, tuple(line.key for line in lines)))
    if not scored:
        return Columns()
    top = max(similarity for similarity, *_ in scored)
    best = [entry for entry in scored if entry[0] > top - 0.02]
    return Columns(best[0][3], tuple((form, block) for _, form, block, _ in best), top)


def _closest_line(text: str, block: Block) -> Line:
    return max(block.columns, key=lambda column: _similarity(text, column))


def _similarity(text: str, line: Line) -> float:
    label = bare(text)
    if not label:
        return 0.0
    scores = []
    for variant in _variants(line):
        if (_LAST_YEAR.match(label) is None) != (_LAST_YEAR.match(variant) is None):
            scores.append(0.0)
            continue
        cut = 95.0 if len(label) >= 3 and variant.startswith(label) else 0.0
        scores.append(max(fuzz.ratio(label, variant), cut))
    return max(scores) / 100


@cache
def table_titles() -> dict[str, str]:
    """Table keys by the titles of the form's sections."""
    return {
        bare(title): table.key
        for form in forms().values()
        for table in form.tables
        for title in table.heading
    }
