"""主动公开: what table 二 prints, summed, stocks apart from flows."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.charts import table_chart
from pages.parts.export import card_download
from pages.parts.runtime import cache
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, data_table, links
from pages.parts.widgets.chart_card import Card

_NAMED = 4
_TABLE = "proactive_disclosure"


@chart_card.drawn
def table_two(view: View) -> Card:
    """Every cell of table 二 of the last year, summed over the reports that state it."""
    frame = view.ask("table_two")
    several = frame["form"].nunique() > 1
    names = [_cell(view, row, several) for row in frame.itertuples()]
    table = pd.DataFrame(
        {
            "year": view.year,
            "form": frame["form"],
            "code": frame["row_key"] + "." + frame["column_key"],
            "name": names,
            "measured": [view.text(f"measured.{measured}") for measured in frame["measured"]],
            "amount": frame["amount"],
            "unit": [_unit(view, unit) for unit in frame["unit"]],
            "taken_in": frame["taken_in"],
            "reports": frame["reports"],
        }
    )
    shown = ["name", "measured", "amount", "unit", "taken_in"]
    cells = table[shown].assign(
        amount=[number_format.whole(value) for value in table["amount"]],
        taken_in=[f"{row.taken_in}/{row.reports}" for row in table.itertuples()],
    )
    return Card(
        key="disclosure_table",
        title=view.text("title.table_two", year=view.year),
        sentence=view.text(
            "sentence.table_two", year=view.year, n=int(frame.groupby("form")["reports"].max().sum())
        ),
        figure=table_chart.table(cells, [view.text(f"column.{name}") for name in shown], view.palette)
        if len(table)
        else None,
        table=table,
        year=view.year,
        notes=(view.text("volumes.stock"),),
    )


@chart_card.fragment
def doubtful(view: View) -> None:
    """Figures of table 二 that look wrong by their unit or by a jump: one of them can make a whole year's sum."""
    with chart_card.frame("disclosure_doubtful"):
        frame = view.ask("doubtful_volumes")
        said = view.text("list.comma").join(
            view.text("volumes.doubtful_one", agency=row.agency, year=row.year)
            for row in frame.head(_NAMED).itertuples()
        )
        key = "volumes.doubtful" if len(frame) else "volumes.doubtful_none"
        more = "…" if len(frame) > _NAMED else ""
        st.markdown(f"##### {view.text(key, n=len(frame), said=escape_markdown(said) + more)}")
        if frame.empty:
            return
        table = _doubtful(view)
        data_table.draw(view, table, key="table_doubtful")
        with st.container(horizontal=True, vertical_alignment="center", key="tools_doubtful"):
            st.caption(view.text("volumes.doubtful_note"), width="stretch")
            links.to_tab(view, "quality", "findings", view.text("page.quality"))
            card_download.buttons(view, table, "doubtful", view.text("volumes.doubtful_title"))


@cache.cached
def _doubtful(view: View) -> pd.DataFrame:
    frame = view.ask("doubtful_volumes")
    return pd.DataFrame(
        {
            "year": frame["year"],
            "agency": frame["agency"],
            "line": [
                f"{view.line(_TABLE, row.row_key)} · {view.column(_TABLE, row.column_key)}"
                for row in frame.itertuples()
            ],
            "expected_side": frame["expected_side"],
            "found_side": frame["found_side"],
            "message": frame["message" if view.language == "zh" else "message_en"],
            "report_id": frame["report_id"],
        }
    )


def _cell(view: View, row: object, several: bool) -> str:
    """Row and column as printed, with the form where reports are on two."""
    name = f"{view.line(_TABLE, row.row_key)} · {view.column(_TABLE, row.column_key)}"  # type: ignore[attr-defined]
    return f"{name} ({row.form})" if several else name  # type: ignore[attr-defined]


def _unit(view: View, unit: str) -> str:
    return view.text("unit.cases") if unit in ("件", "项") else view.text(f"unit.{unit}")
