"""Variants of the content of cells, on a plain page."""

from __future__ import annotations

from random import Random

from etl.model.report import Address
from tests.robustness.variants.case import Case
from tests.robustness.variants.made import Made, variant
from tests.robustness.variants.pages import page

FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


def html(case: Case) -> Made:
    return Made("html", page(case.parts()).encode(), case)


@variant
def html_plain(case: Case, chance: Random) -> Made:
    return html(case)


@variant
def html_thousands(case: Case, chance: Random) -> Made:
    return html(
        case.each(lambda address, text: (f"{float(text):,.2f}".removesuffix(".00"), case.truth[address]))
    )


@variant
def html_suffix(case: Case, chance: Random) -> Made:
    """件 after every count."""
    return html(
        case.each(
            lambda at, text: None if at.table == "proactive_disclosure" else (text + "件", case.truth[at])
        )
    )


@variant
def html_fullwidth(case: Case, chance: Random) -> Made:
    """Full-width digits between full-width blanks."""
    return html(case.each(lambda at, text: ("　" + text.translate(FULL_WIDTH) + "　", case.truth[at])))


@variant
def html_annotated(case: Case, chance: Random) -> Made:
    """Remarks in brackets after some figures."""
    remarks = ("（其中修订16件）", "（含上年3件）", "(其中:网上2件)")
    return html(
        case.each(
            lambda at, text: (
                (text + chance.choice(remarks), case.truth[at]) if chance.random() < 0.1 else None
            )
        )
    )


@variant
def html_footnotes(case: Case, chance: Random) -> Made:
    """A footnote mark after some figures: a superscript number in a circle."""
    marked = case.each(
        lambda at, text: (text + chance.choice("①②③"), case.truth[at]) if chance.random() < 0.1 else None
    )
    text = page(marked.parts())
    for mark in "①②③":
        text = text.replace(mark, f"<sup>{mark}</sup>")
    return Made("html", text.encode(), marked)


def zeros(case: Case, word: str) -> Case:
    return case.each(lambda at, text: (word, None) if case.truth[at] == 0 else None)


def some(case: Case, word: str, chance: Random) -> Case:
    """The word in place of every zero, and of a few figures if no cell is zero."""
    if any(value == 0 for value in case.truth.values()):
        return zeros(case, word)
    lost = set(chance.sample(sorted(case.truth, key=str), 20))
    return case.each(lambda at, text: (word, None) if at in lost else None)


@variant
def html_slash(case: Case, chance: Random) -> Made:
    return html(some(case, "/", chance))


@variant
def html_dash(case: Case, chance: Random) -> Made:
    return html(some(case, "—", chance))


@variant
def html_word(case: Case, chance: Random) -> Made:
    return html(some(case, "无", chance))


@variant
def html_blanks(case: Case, chance: Random) -> Made:
    return html(some(case, "", chance))


@variant
def html_blanks_nbsp(case: Case, chance: Random) -> Made:
    made = some(case, "\u00a0", chance)
    return Made("html", page(made.parts()).replace("\u00a0", "&nbsp;").encode(), made)


@variant
def html_only_totals(case: Case, chance: Random) -> Made:
    return html(
        case.each(
            lambda at, text: ("", None) if at.table == "applications" and at.column != "total" else None
        )
    )


@variant
def html_totals_blank(case: Case, chance: Random) -> Made:
    balance_rows = ("received_new", "carried_in", "concluded_total", "carried_out")
    return html(
        case.each(
            lambda at, text: (
                ("", None)
                if at.table == "applications" and at.column == "total" and at.row not in balance_rows
                else None
            )
        )
    )


@variant
def html_all_blank(case: Case, chance: Random) -> Made:
    return html(case.each(lambda at, text: ("", None)))


@variant
def html_unit_in_cell(case: Case, chance: Random) -> Made:
    """Amounts with their unit after the figure, once not the unit of the column."""

    def money(at: Address, text: str) -> tuple[str, float | None] | None:
        value = case.truth[at]
        if at.column == "amount_yuan":
            return text + "万元", (value or 0) * 10000
        if at.column == "amount_10k_yuan":
            return text + "元", (value or 0) / 10000
        return None

    return html(case.each(money))


@variant
def html_unit_in_header(case: Case, chance: Random) -> Made:
    """采购总金额（万元）, 本年收费金额（单位：元）."""

    def money(at: Address, text: str) -> tuple[str, float | None] | None:
        factor = {"amount_yuan": 10000, "amount_10k_yuan": 0.0001}.get(at.column)
        return (text, (case.truth[at] or 0) * factor) if factor else None

    made = case.each(money)
    text = (
        page(made.parts())
        .replace("采购总金额", "采购总金额（万元）")
        .replace("（单位：万元）", "（单位：元）")
    )
    return Made("html", text.encode(), made)
