"""The printed cells that a finding compares, by side, with the words on their buttons."""

from __future__ import annotations

from typing import Any

import pandas as pd

from etl import Compared, compared_cells, form_sums
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.widgets.official_form import ADDRESS

_LABEL_WIDTH = 16


def finding_cells(view: View, finding: Any) -> pd.DataFrame:
    """The rows of finding_cells.sql on either side of a finding, with `side` and `label`; empty if it is about no cell."""
    table, row, column = (
        None if number_format.is_none(getattr(finding, name)) else getattr(finding, name) for name in ADDRESS
    )
    if table is None:
        return pd.DataFrame()
    compared = compared_cells(finding.rule_key, row, column)
    other_years = any(one.year != 0 for one in compared)
    reports = view.ask("finding_reports", report_id=finding.report_id, other_years=other_years)
    printed = view.ask(
        "finding_cells", reports=tuple(reports["report_id"]), year=int(finding.year), table_key=table
    )
    sides = [
        next((one.side for one in compared if _is_one(cell, one)), None) for cell in printed.itertuples()
    ]
    cells = printed.assign(side=sides).dropna(subset="side").sort_values("side", kind="stable")
    return cells.assign(label=_labels(cells, view.language, is_sum(finding.rule_key)))


def is_sum(rule: str) -> bool:
    """Whether the sides of a rule's findings are added up."""
    return bool(form_sums(rule))


def titles(rule: str) -> dict[str, str]:
    """The keys of the texts before the sides, in the order in which the sides are drawn."""
    if not (declared := form_sums(rule)):
        return {"expected": "sides.expected", "found": "sides.found"}
    if len(declared[0].total) > 1:
        return {"expected": "flow.in", "found": "flow.out"}
    return {"expected": "sides.printed", "found": "sides.computed"}


def full_label(cell: Any, language: str) -> str:
    """Year, row and column of a cell as printed, shortened."""
    return _label(cell, ("row", "column"), language, with_year=True)


def _is_one(cell: Any, compared: Compared) -> bool:
    return (
        cell.row_key in compared.rows
        and (compared.columns is None or cell.column_key in compared.columns)
        and (cell.step == compared.year if compared.year is not None else cell.step != 0)
    )


def _labels(cells: pd.DataFrame, language: str, is_added: bool) -> list[str]:
    """The year where years differ, row and column; of what is added only the line in which the summands differ."""
    axes: tuple[str, ...] = ("row", "column")
    if is_added:
        axes = axes[1:] if cells["row_key"].nunique() == 1 else axes[:1]
    with_year = cells["year"].nunique() > 1
    return [_label(cell, axes, language, with_year) for cell in cells.itertuples()]


def _label(cell: Any, axes: tuple[str, ...], language: str, with_year: bool) -> str:
    names = (_short(str(getattr(cell, f"{axis}_label_{language}"))) for axis in axes)
    return " · ".join([*([str(cell.year)] if with_year else []), *names])


def _short(label: str) -> str:
    label = label.split("（")[0] or label
    return label if len(label) <= _LABEL_WIDTH else f"{label[: _LABEL_WIDTH - 1]}…"
