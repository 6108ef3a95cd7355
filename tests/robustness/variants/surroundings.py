"""Variants of what surrounds the tables: headings, old outlines, decoys, forms of other years."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from etl.form.layout import PrintedTable
from tests.robustness.variants.case import Case, Part, applications
from tests.robustness.variants.made import Made, variant
from tests.robustness.variants.pages import CONTACT, MENU, page, plain_rows, rows_html


def html(case: Case, parts: list[Part] | None = None, before: str = "", after: str = "") -> Made:
    return Made("html", page(parts or case.parts(), before=before, after=after).encode(), case)


@variant
def html_old_outline(case: Case, chance: Random) -> Made:
    """The outline of before 2019 within section one, with headings and numbers like those that follow."""
    old: list[Part] = [
        "二、主动公开政府信息情况",
        "全年主动公开政府信息7731条，其中规范性文件6612件，行政许可5523件，行政处罚4434件。",
        "三、收到和处理政府信息公开申请情况",
        "全年收到申请3345件，予以公开2256件，结转下年度继续办理1167件。",
        "四、政府信息公开行政复议、行政诉讼情况",
        "行政复议918件，行政诉讼829件，结果纠正17件。",
    ]
    parts = case.parts()
    return html(case, [*parts[:4], *old, *parts[4:]])


@variant
def html_renumbered(case: Case, chance: Random) -> Made:
    """A section before the first, so that all numbers are one higher."""
    ordinals = "一二三四五六七"
    parts: list[Part] = [
        re.sub(r"^[一二三四五六](?=、)", lambda match: ordinals[ordinals.index(match[0]) + 1], part)
        if isinstance(part, str)
        else part
        for part in case.parts()
    ]
    return html(case, [*parts[:2], "一、概述", "本年工作如下。", *parts[2:]])


@variant
def html_restarted(case: Case, chance: Random) -> Made:
    """Numbers restart at the first table."""
    restarted = {"二": "一", "三": "二", "四": "三", "五": "五", "六": "五"}
    parts: list[Part] = [
        re.sub(r"^[二三四五六](?=、)", lambda match: restarted[match[0]], part)
        if isinstance(part, str)
        else part
        for part in case.parts()
    ]
    return html(case, parts)


@variant
def html_no_headings(case: Case, chance: Random) -> Made:
    return html(case, [part for part in case.parts() if not isinstance(part, str) or part[1:2] != "、"])


@variant
def html_furniture(case: Case, chance: Random) -> Made:
    """Navigation before, contact data after."""
    return html(case, before=MENU + CONTACT, after=CONTACT + MENU)


@variant
def html_comparison(case: Case, chance: Random) -> Made:
    """A comparison with the previous year in a table with labels of the form, before and after the report."""
    rows = [["指标", f"{case.year}年", f"{case.year - 1}年", "同比"]]
    for label in ("本年新收政府信息公开申请数量", "予以公开", "行政许可", "行政复议"):
        rows.append(
            [label, str(chance.randint(10, 99)), str(chance.randint(10, 99)), f"{chance.randint(1, 40)}%"]
        )
    table = plain_rows(rows)
    parts = page(case.parts(), before=table)
    return Made("html", parts.replace("<p>六、", f"<p>与上年比较：</p>{table}<p>六、").encode(), case)


def other_figures(case: Case, chance: Random) -> PrintedTable:
    """Table 三 with other figures."""
    table = case.table("applications")
    values = applications(table, lambda: chance.randint(1, 50), lambda: chance.randint(1, 9))
    return replace(case, cells={address: f"{value:.0f}" for address, value in values.items()}).printed(
        table.key
    )


@variant
def html_last_year_after(case: Case, chance: Random) -> Made:
    """Last year's table three in an annex after the report, under its own heading."""
    title = f"<p>附件：{case.year - 1}年度收到和处理政府信息公开申请情况（上年数据，供对照）</p>"
    return html(case, after=title + rows_html(other_figures(case, chance).rows()))


@variant
def html_commented(case: Case, chance: Random) -> Made:
    """Other figures in a comment, in a hidden template and in a script."""
    decoy = rows_html(other_figures(case, chance).rows())
    script = "<script>var html = `" + decoy + "`;</script>"
    return html(case, before=f"<!-- {decoy} --><template>{decoy}</template>{script}")


@variant
def html_wrong_form(case: Case, chance: Random) -> Made:
    """The form of the other era throughout: the year does not tell which form is printed."""
    moved = replace(case, year=2023 if case.forms["applications"] == "2019" else 2020)
    return html(moved)


def mixed(case: Case, table: str) -> Case:
    """The same report with one table on the other form, with figures of its own."""
    form = {"2019": "2021", "2021": "2019"}[case.forms[table]]
    changed = replace(case, forms={**case.forms, table: form})
    others = {address: text for address, text in case.cells.items() if address.table != table}
    figures = iter(range(20001, 30000))
    new = {address: float(next(figures)) for address in changed.table(table).addresses()}
    if table == "applications":
        new = applications(changed.table(table), lambda: next(figures), lambda: 7)
    cells = {**others, **{address: f"{value:.0f}" for address, value in new.items()}}
    truth = {address: value for address, value in case.truth.items() if address.table != table}
    return replace(changed, cells=cells, truth={**truth, **new})


@variant
def html_mixed_three(case: Case, chance: Random) -> Made:
    """Table three of the other form."""
    return html(mixed(case, "applications"))


@variant
def html_mixed_two(case: Case, chance: Random) -> Made:
    """Table two of the other form."""
    return html(mixed(case, "proactive_disclosure"))


@variant
def html_truncated_header(case: Case, chance: Random) -> Made:
    """Truncated column heads in table two, two of them alike; only their position tells them apart."""
    open_cells = [
        at
        for at in case.truth
        if at.table == "proactive_disclosure" and at.row in ("rules", "normative_documents")
    ]
    made = case.uncertain(open_cells)
    text = page(made.parts())
    for label in ("本年新制作数量", "本年新公开数量"):
        text = text.replace(label, label[:3])
    for label in ("本年制发件数", "本年废止件数"):
        text = text.replace(label, label[:2])
    return Made("html", text.encode(), made)


@variant
def html_subtotals(case: Case, chance: Random) -> Made:
    """Rows for the groups, such as （三）不予公开, that print the group's sums."""
    table = case.printed("applications")
    groups = {row.under for row in case.table("applications").blocks[0].rows if row.under.startswith("（")}
    lines: list[list[str]] = []
    for row in table.rows():
        for box in row:
            if box.text in groups:
                inside = [
                    cell.address
                    for cell in table.boxes
                    if cell.address and box.row <= cell.row < box.row + box.row_span
                ]
                columns = [cell.address.column for cell in row if cell.address]
                sums = [
                    sum(case.truth[at] or 0 for at in inside if at.column == column) for column in columns
                ]
                lines.append([box.text, *(f"{value:.0f}" for value in sums)])
        lines.append([box.text for box in row if box.text not in groups])

    def build(printed: PrintedTable) -> str:
        return plain_rows(lines) if printed.key == "applications" else rows_html(printed.rows())

    return Made("html", page(case.parts(), build).encode(), case)


@variant
def html_two_reports(case: Case, chance: Random) -> Made:
    """Links with the titles of other years' reports before the report itself."""
    links = "".join(
        f"<li><a href='{year}.html'>{case.agency}{year}年政府信息公开工作年度报告</a></li>"
        for year in range(case.year - 4, case.year + 2)
        if year != case.year
    )
    return html(case, before=f"<ul>{links}</ul>", after=f"<p>相关阅读</p><ul>{links}</ul>")
