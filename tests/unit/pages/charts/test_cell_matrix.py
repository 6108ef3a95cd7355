"""The matrix of measures: what stands above its columns."""

import pandas as pd

from pages.parts.charts import cell_matrix
from pages.parts.charts.base.palette import LIGHT

CELLS = pd.DataFrame(
    columns=["key", "year", "column", "measure", "quintile", "few", "display_text", "hover_text"]
)


def test_headings_break_at_spaces_and_between_chinese_characters_only() -> None:
    headings = ["Lawsuits", "Administrative reviews", "新收政府信息公开申请数"]
    chart = cell_matrix.matrix(CELLS, {"a": "甲"}, headings, [], LIGHT)
    assert list(chart.layout["xaxis"]["ticktext"]) == [
        "Lawsuits", "Administrative<br>reviews", "新收政府信息<br>公开申请数",
    ]  # fmt: skip
