"""Cases by year, split into new ones and those pending from the year before."""

from __future__ import annotations

import pandas as pd

from pages.parts.analysis import measure_frames
from pages.parts.charts import trend
from pages.parts.charts.base.builder import Chart
from pages.parts.sections.litigation.procedures import PROCEDURES, procedure_label
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import Sentence, led, words
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card
from pages.parts.widgets.figure_evidence import Evidence

_PARTS = ("new_cases", "carried")


@chart_card.fragment
def new_cases(view: View) -> None:
    """Draw the cases of one procedure; the reader chooses which."""
    with chart_card.frame("litigation_new"):
        names = {procedure: procedure_label(view, procedure) for procedure in PROCEDURES}
        procedure = url_state.segmented("litigation-new", view.text("pick.path"), PROCEDURES, names)
        chart_card.draw_content(view, _card(view, procedure))


@chart_card.cached
def _card(view: View, procedure: str) -> Card:
    rows = view.ask("new_cases")
    rows = rows[rows["path"] == procedure].reset_index(drop=True)
    rows = rows.assign(measure=f"review_litigation.{procedure}.total")
    contradictory = int(rows["contradictory"].sum())
    return Card(
        key="litigation_new",
        title=view.text("title.new_cases", path=procedure_label(view, procedure)),
        sentence=_sentence(view, procedure, measure_frames.row_of_year(rows, view.year)),
        figure=_figure(view, rows) if rows["taken_in"].sum() else None,
        table=rows[["year", "new_cases", "carried", "total", "reports", "taken_in", "contradictory"]],
        measures=("reviews" if procedure == "review" else "suits",),
        taken_in=int(rows["taken_in"].sum()),
        reports=int(rows["reports"].sum()),
        drilldown=lambda point: _behind(view, procedure, point.year),
        notes=(
            view.text("cases.new_note"),
            *_bridge(view, procedure, rows),
            *([view.text("cases.below", n=contradictory)] if contradictory else []),
        ),
    )


def _bridge(view: View, procedure: str, rows: pd.DataFrame) -> list[str]:
    """How the total drawn comes to differ from the number of reviews, which needs no figure of the year before."""
    row = measure_frames.row_of_year(rows, view.year)
    whole = measure_frames.row_of_year(measure_frames.fetch(view, "reviews"), view.year)
    if procedure != "review" or row is None or whole is None or not row["taken_in"]:
        return []
    rest = whole["value"] - row["total"]
    if not rest or rest != rest:
        return []
    texts = {"all": whole["value"], "drawn": row["total"], "rest": rest}
    label = view.measure("reviews").label(view.language)
    shown = {name: number_format.whole(value) for name, value in texts.items()}
    return [view.text("cases.new_bridge", year=view.year, measure=label, n=int(row["taken_in"]), **shown)]


def _figure(view: View, rows: pd.DataFrame) -> Chart:
    parts = [
        ("new_cases", view.text("cases.new"), view.palette.accent, ""),
        ("carried", view.text("cases.carried"), view.palette.faint, "/"),
    ]
    hover_texts = {
        f"hover_{column}": [
            f"<b>{row.year}</b><br>{label}: {number_format.whole(getattr(row, column))}<br>"
            + view.text("hover.reports", taken_in=row.taken_in, reports=row.reports)
            for row in rows.itertuples()
        ]
        for column, label, *_ in parts
    }
    alone = {int(year): view.text("cases.no_before") for year in rows.loc[rows["taken_in"] == 0, "year"]}
    return trend.columns(rows.assign(**hover_texts), parts, view.breaks("reviews"), view.palette, alone)


def _sentence(view: View, procedure: str, row: pd.Series | None) -> Sentence:
    label = words(procedure_label(view, procedure))
    if row is None or not row["taken_in"]:
        return view.sentence("sentence.no_new", view.year, path=label)
    total, new, carried = (
        led(number_format.whole(row[name]), None, view.year) for name in ("total", *_PARTS)
    )
    return view.sentence("sentence.new_cases", view.year, path=label, total=total, new=new, carried=carried)


def _behind(view: View, procedure: str, year: int | None) -> Evidence:
    """The reports of a year, or of all, each with the cases pending in the report of the year before."""
    cells = f"review_litigation__{procedure}"
    fragments = {"total": f"later.{cells}__total", "pending": f"earlier.{cells}__pending"}
    reports = view.ask("new_cases_reports", fragments=fragments, year=year)
    met, all_total, all_carried = (
        float(reports[name].iloc[0]) if len(reports) else 0.0 for name in ("met", "all_total", "all_carried")
    )
    caption = view.text(
        "cases.behind",
        year=year or "",
        path=procedure_label(view, procedure),
        n=number_format.whole(met),
        total=number_format.whole(all_total),
        new=number_format.whole(all_total - all_carried),
        carried=number_format.whole(all_carried),
    )
    rows = reports.drop(columns=["met", "all_total", "all_carried"])
    return Evidence(rows.assign(cell=f"review_litigation.{procedure}.total"), caption)
