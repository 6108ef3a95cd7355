"""Says why a table of the form was not found: told in sentences, printed in another form, a picture, an attachment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from etl.form import forms
from etl.model.document import Document, Grid, Paragraph
from etl.model.report import Finding
from etl.recognise.assemble import STATISTICS, Recognised
from etl.recognise.rows.label_matching import APPLICATIONS, DISCLOSURE, REVIEW, table_of_row
from etl.recognise.rows.row_stream import PrintedRow
from etl.recognise.sections import narrative_paragraphs, narratives
from etl.rules.catalog import finding

_SECTION = {DISCLOSURE: "proactive", APPLICATIONS: "applications", REVIEW: "review"}
_INDICATOR = re.compile(r"公开|申请|答复|复议|诉讼|投诉|收费|费用|经费|人员|网站|公报|查阅|培训|会议")
_UNIT = re.compile(r"(?:条|件|次|篇|个|人次?|份|万?元)")
_LABELS = ("行政许可", "行政处罚", "行政强制", "商业企业", "予以公开", "结转下年度", "结果维持", "复议后起诉")
_SHORTEST_TABLE = 600  # characters of a table's text
_LONGEST_LABEL = 40
_FEWEST_INDICATORS, _FEWEST_CAPTIONED, _FEWEST_APART = 4, 2, 3
_ON_DISCLOSURE = re.compile(r"公开.{0,8}表")
_CAPTION = re.compile(r".{0,40}(?:表|统计数据)(?:[（(].*[)）])?[:：]?")
_TOLD = re.compile(
    r"\d[\d,.]*(?:余|多)?(?:件|条|项|个|次|宗|起|份|万?元)"
    r"|(?<![第一二三四五六七八九十百千])(?:[一二两三四五六七八九十百千〇零]{2,9}|[二两三四五六七八九十])(?:余|多)?(?:件|条|宗|起|份|万?元)"
)
_ATTACHED = re.compile(
    r"见附[件表]|附件[一二三四\d]*[:：]|\.(?:xlsx?|docx?|pdf|wps|et)\b|点击(?:下载|查看)", re.IGNORECASE
)
_PICTURES = frozenset({"pictures_only", "pictured_cells", "drawn_figures", "not_recognised"})
_ATTACHMENTS = frozenset({"elsewhere", "part_unread", "part_absent", "embedded_unread", "embedded_refused"})


def with_reasons(
    recognised: Recognised, document: Document, rows: Sequence[PrintedRow], year: int | None
) -> Recognised:
    """The same with the reason in every finding of a missing table, and one for a table of a form not known here.

    Before 2014 no table was due, so that none is missing; what is printed in a form of the place is told all the same.
    """
    is_early = year is not None and year < min(forms()["2014"].years)
    missing = [entry for entry in recognised.findings if entry.rule == "table_missing"]
    if not missing and not is_early:
        return recognised
    other = {} if recognised.forms else _other_form(document, rows)
    if is_early:
        early = [_early_finding(recognised, other)] if other or STATISTICS in recognised.forms else []
        return replace(recognised, findings=(*recognised.findings, *early))
    texts = narratives(narrative_paragraphs(document))
    apart = _tables_with_figures_apart(rows)
    findings = (_with_reason(entry, document, texts, other, apart) for entry in recognised.findings)
    return replace(recognised, findings=tuple(findings))


def _early_finding(recognised: Recognised, other: Mapping[str, str]) -> Finding:
    if other:
        return finding("other_form", found=other["found"], title=other["title"])
    return finding("other_form", variant="partly")


def _with_reason(
    entry: Finding,
    document: Document,
    texts: Mapping[str, str],
    other: Mapping[str, str],
    apart: Container[str],
) -> Finding:
    if entry.rule != "table_missing":
        return entry
    if other:
        return finding(
            "table_missing", entry.table, variant="other_form", found=other["found"], title=other["title"]
        )
    reason = "apart" if entry.table in apart else _reason(entry.table or "", document, texts)
    return finding("table_missing", entry.table, variant=reason) if reason else entry


def _reason(table: str, document: Document, texts: Mapping[str, str]) -> str:
    """The variant of the sentence; "" where tables are printed of which none could be told to be this one."""
    kinds = {note.kind for note in document.notes}
    section = _SECTION.get(table)
    text = texts.get(section, "") if section else "\n".join(texts.values())
    if kinds & _PICTURES:
        return "picture"
    if kinds & _ATTACHMENTS or _ATTACHED.search(text) or _ATTACHED.search(texts.get("other", "")):
        return "attachment"
    if "built_by_script" in kinds:
        return "script"
    if runs_together(document):
        return "one_line"
    if _TOLD.search(text):
        return "prose"
    return "" if document.grids else "nothing"


def _tables_with_figures_apart(rows: Sequence[PrintedRow]) -> set[str]:
    """The tables of which running text prints labels of rows, none with a figure beside it, and figures on lines of
    their own."""
    lines = [row for row in rows if row.grid < 0]
    if sum(bool(row.figures) and not row.texts for row in lines) < _FEWEST_APART:
        return set()
    last = (row.pieces[row.texts[-1]].text for row in lines if row.texts and not row.figures)
    labels = (table_of_row(text) for text in last if len(text) <= _LONGEST_LABEL)
    return {table for table, count in Counter(labels).items() if table and count >= _FEWEST_APART}


def runs_together(document: Document) -> bool:
    """Whether a single paragraph holds most labels of the form: a copy without line ends, whose cells nothing parts."""
    long = (paragraph.text for paragraph in document.paragraphs if len(paragraph.text) >= _SHORTEST_TABLE)
    return any(sum(label in text for label in _LABELS) > len(_LABELS) / 2 for text in long)


def _other_form(document: Document, rows: Sequence[PrintedRow]) -> dict[str, str]:
    """How many indicators a table prints that is on no form known here, and its title; empty if none is printed."""
    captions = dict(_captions(document))
    captioned = {grid for grid, caption in captions.items() if _ON_DISCLOSURE.search(caption)}
    headed = captioned | {
        row.grid for row in rows if row.grid >= 0 and not row.figures and _indicators_across(row) >= 2
    }
    counts = Counter(
        row.grid for row in rows if _is_indicator(row) or (row.grid in headed and row.figures and row.texts)
    )
    grid, count = max(counts.items(), key=lambda counted: counted[1], default=(-1, 0))
    if count < (_FEWEST_CAPTIONED if grid in captioned else _FEWEST_INDICATORS):
        return {}
    return {"found": str(count), "title": next(iter(captions.values()), "") or "未写表名"}


def _indicators_across(row: PrintedRow) -> int:
    """How many headings of a row name an indicator: 主动公开 | 依申请公开 above classes of information."""
    return sum(_INDICATOR.search(row.pieces[at].text) is not None for at in row.texts)


def _is_indicator(row: PrintedRow) -> bool:
    if not row.figures or not row.texts:
        return False
    label = row.pieces[row.texts[0]].text.strip()
    is_named = len(label) <= _LONGEST_LABEL and _INDICATOR.search(label) is not None
    return is_named if row.grid >= 0 else is_named or _UNIT.fullmatch(label) is not None


def _captions(document: Document) -> Iterator[tuple[int, str]]:
    """The number of each grid that a short line above, or its first row of one cell, calls a table; with this text."""
    above, number = "", -1
    for block in document.blocks:
        if isinstance(block, Paragraph):
            above = block.text.strip()
        elif isinstance(block, Grid):
            number += 1
            first = [piece.text.strip() for piece in block.pieces if piece.row == 0 and piece.text.strip()]
            titles = (text for text in (*first[: len(first) == 1], above) if _CAPTION.fullmatch(text))
            yield from ((number, title) for title in list(titles)[:1])
