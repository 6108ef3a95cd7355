"""The matrix of measures and the table: what stands above their columns, and the room that these have."""

import pandas as pd

from pages.parts.charts import cell_matrix, table_chart
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


def test_a_table_gives_each_column_the_room_that_its_texts_ask_for() -> None:
    """A text that breaks makes its row higher than the chart has room for, and the last rows fall out."""
    frame = pd.DataFrame({"measure": ["公开率", "公开率"], "change": ["−1", "+13.3 percentage points"]})
    first, last = table_chart.table(frame, ["指标", "Change"], LIGHT).data[0]["columnwidth"]
    assert last - first == len("+13.3 percentage points") - len("公开率") * 2
