"""A report with one figure that may be wrong: the total of reviews in table 四."""

from __future__ import annotations

PAGE = """<html><head><title>{agency}2024年政府信息公开工作年度报告</title></head><body>
<h1>{agency}2024年政府信息公开工作年度报告</h1><h2>三、收到和处理政府信息公开申请情况</h2>{table}</body></html>"""


def page(agency: str, **cells: int) -> str:
    """A report whose table 四 states 维持 and 总计 of the reviews."""
    heads = "".join(
        f"<td>{name}</td>" for name in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 3
    )
    figures = [cells.get("upheld", 1), 0, 0, 0, cells.get("total", 1), *[0] * 10]
    row = "".join(f"<td>{figure}</td>" for figure in figures)
    table = (
        "<h2>四、政府信息公开行政复议、行政诉讼情况</h2><table><tr><td colspan='5' rowspan='2'>行政复议</td>"
        "<td colspan='10'>行政诉讼</td></tr><tr><td colspan='5'>未经复议直接起诉</td><td colspan='5'>复议后起诉</td></tr>"
        f"<tr>{heads}</tr><tr>{row}</tr></table>"
    )
    return PAGE.format(agency=agency, table=table)
