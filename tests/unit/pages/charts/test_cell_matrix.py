"""The matrix of measures and the table: what stands above their columns, and the room that these have."""

import pandas as pd

from pages.parts.charts import cell_matrix, table_chart
from pages.parts.charts.base.palette import LIGHT

CELLS = pd.DataFrame(
    columns=["key", "year", "column", "measure", "quintile", "few", "display_text", "hover_text"]
)


def test_headings_break_at_spaces_and_between_chinese_characters_only() -> None:
    headings = ["Lawsuits", "Administrative reviews", "新收政府信息公开申请数"]
    many = [*headings, *map(str, range(8))]
    chart = cell_matrix.matrix(CELLS, {"a": "甲"}, many, [], LIGHT)
    assert list(chart.layout["xaxis"]["ticktext"])[:3] == [
        "Lawsuits", "Administrative<br>reviews", "新收政府信息<br>公开申请数",
    ]  # fmt: skip


def test_headings_of_few_columns_stand_in_one_line() -> None:
    headings = ["Lawsuits", "Administrative reviews", "新收政府信息公开申请数"]
    chart = cell_matrix.matrix(CELLS, {"a": "甲"}, headings, [], LIGHT)
    assert list(chart.layout["xaxis"]["ticktext"]) == headings


def test_a_table_gives_each_column_the_room_that_its_texts_ask_for() -> None:
    """A text that breaks makes its row higher than the chart has room for, and the last rows fall out."""
    frame = pd.DataFrame({"measure": ["公开率", "公开率"], "change": ["−1", "+13.3 percentage points"]})
    first, last = table_chart.table(frame, ["指标", "Change"], LIGHT).data[0]["columnwidth"]
    assert last - first == len("+13.3 percentage points") - len("公开率") * 2


def test_each_cell_of_a_table_has_its_own_point_in_the_middle_of_it() -> None:
    frame = pd.DataFrame({"measure": ["公开率", "结转率"], "before": ["1", "2"], "now": ["3", "4"]})
    marks = [[(row, year) for year in (2024, 2025)] for row in ("a", "b")]
    drawn, points = table_chart.table(frame, ["指标", "2024", "2025"], LIGHT, marks).data
    assert list(points["customdata"]) == [("a", 2024), ("a", 2025), ("b", 2024), ("b", 2025)]
    ends = [sum(drawn["columnwidth"][: at + 1]) / sum(drawn["columnwidth"]) for at in range(3)]
    assert ends[0] < points["x"][0] < ends[1] < points["x"][1] < ends[2]
    head, row = drawn["header"]["height"], drawn["cells"]["height"]
    assert list(points["y"]) == [head + row / 2] * 2 + [head + 1.5 * row] * 2
