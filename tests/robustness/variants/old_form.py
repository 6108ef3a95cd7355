"""Variants of reports from before 2019: the statistics table in several formats."""

from __future__ import annotations

from random import Random

from etl.demo import office, paper, text_files
from tests.robustness.variants.case import Case, statistics
from tests.robustness.variants.made import Made, variant
from tests.robustness.variants.pages import page
from tests.robustness.variants.structure import draft_of


@variant
def html_statistics(case: Case, chance: Random) -> Made:
    made = statistics(case, chance)
    return Made("html", page(made.parts()).encode(), made)


@variant
def html_statistics_numbered(case: Case, chance: Random) -> Made:
    """Indicators preceded by numbers and 其中, followed by units in brackets."""
    made = statistics(case, chance)
    text = page(made.parts())
    for number, row in enumerate(made.table("statistics").blocks[0].rows):
        before = ("（一）", "1．", "其中：", "　　2.")[number % 4]
        unit = row.unit or "件"
        text = text.replace(
            f"<td>{row.label_zh}</td><td>{unit}</td>", f"<td>{before}{row.label_zh}（{unit}）</td><td></td>"
        )
    return Made("html", text.encode(), made)


@variant
def txt_statistics(case: Case, chance: Random) -> Made:
    made = statistics(case, chance)
    return Made("txt", text_files.text_by_row(draft_of(made)), made)


@variant
def docx_statistics(case: Case, chance: Random) -> Made:
    made = statistics(case, chance)
    return Made("docx", office.docx(draft_of(made)), made)


@variant
def xlsx_statistics(case: Case, chance: Random) -> Made:
    made = statistics(case, chance)
    return Made("xlsx", office.xlsx(draft_of(made)), made)


@variant
def pdf_statistics(case: Case, chance: Random) -> Made:
    made = statistics(case, chance)
    return Made("pdf", paper.pdf(draft_of(made)), made)
