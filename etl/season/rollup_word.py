"""A roll-up as the official form in Word, to be edited: headings of the report, tables filled, gaps named."""

from __future__ import annotations

from etl.form import forms
from etl.form.layout import printed
from etl.papers import word
from etl.season.rollup import Rollup
from etl.text.numbers import plain_number

_MOST_NAMED = 40
_TO_WRITE = "（由起草单位填写）"


def to_docx(rollup: Rollup) -> bytes:
    """The draft as a .docx file. A cell that no part states is blank; the lists of what is missing follow the form."""
    document = word.new_document()
    area = "".join(rollup.area)
    word.title(document, area, f"{rollup.year}年", "政府信息公开工作", "年度报告", "（数据草稿）")
    word.text(
        document,
        f"本稿由 {len(rollup.parts)} 份已加载的本机关报告逐格相加得出，所列数据的统计期限为"
        f"{rollup.year}年1月1日至{rollup.year}年12月31日。没有载明的格不按零计。",
    )
    if rollup.synthetic:
        word.note(document, "含合成数据（SYNTHETIC），不代表任何真实机关。")
    texts = {
        address: plain_number(cell.value) for address, cell in rollup.cells.items() if cell.value is not None
    }
    word.heading(document, "一、总体情况")
    word.text(document, _TO_WRITE)
    for table in forms()[rollup.form].tables:
        word.heading(document, f"{table.number}、{table.label_zh}")
        word.form_table(document, printed(table, texts))
    word.heading(document, "五、存在的主要问题及改进情况")
    word.text(document, _TO_WRITE)
    word.heading(document, "六、其他需要报告的事项")
    word.text(document, _TO_WRITE)
    word.page_break(document)
    word.heading(document, "附：汇总说明（成稿时删去）")
    for line in _explanation(rollup):
        word.text(document, line)
    return word.to_bytes(document)


def _explanation(rollup: Rollup) -> list[str]:
    lines = [f"已汇总 {len(rollup.parts)} 个机关：{_listed([part.agency for part in rollup.parts])}。"]
    if rollup.missing:
        lines.append(f"应报而未见本年度报告的 {len(rollup.missing)} 个机关：{_listed(rollup.missing)}。")
    if rollup.unread:
        lines.append(f"报告里没有读出数字的 {len(rollup.unread)} 个机关：{_listed(rollup.unread)}。")
    if rollup.doubtful:
        lines.append(
            f"报告里有错误、数字请先核实的 {len(rollup.doubtful)} 个机关：{_listed(rollup.doubtful)}。"
        )
    if rollup.left_out:
        lines.append(f"不属本级政府、没有计入的 {len(rollup.left_out)} 个机关：{_listed(rollup.left_out)}。")
    unknown = sum(cell.unknown > 0 for cell in rollup.cells.values())
    if unknown:
        lines.append(f"有 {unknown} 格并非每个机关都载明，只是已载明者之和，请核对。")
    lines += [
        f"{carried.applicant}：上年各机关结转下年 {plain_number(carried.carried_out)} 件，本年上年结转 "
        f"{plain_number(carried.carried_in)} 件，不一致。"
        for carried in rollup.carried
    ]
    return [*lines, *(finding.message for finding in rollup.findings)]


def _listed(names: tuple[str, ...] | list[str]) -> str:
    shown = "、".join(names[:_MOST_NAMED])
    return shown if len(names) <= _MOST_NAMED else f"{shown}等"
