"""Words over a list, whose figures open the rows that they count."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from pages.parts.charts.base.points import Point
from pages.parts.state.context import View
from pages.parts.text.led_figures import Sentence
from pages.parts.widgets import drilldown, sentence
from pages.parts.widgets.figure_evidence import Evidence


def first_rows(view: View, rows: pd.DataFrame, total: int) -> Evidence:
    """The rows that a number counts, or of more than are listed the first, which is then said."""
    is_cut = total > len(rows)
    return Evidence(rows, view.text("panel.first_rows", n=f"{total:,}", shown=len(rows)) if is_cut else "")


def draw(view: View, key: str, stated: Sentence, behind: Callable[[Point], Evidence]) -> None:
    """Draw the heading of a list; `behind` returns the rows that one of its marked figures (`led`) counts."""
    sentence.draw(
        view, key, stated, lambda point: drilldown.draw_evidence(view, behind(point), f"counted_{key}")
    )
