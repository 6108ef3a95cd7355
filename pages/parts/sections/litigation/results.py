"""复议诉讼: all fifteen cells, the three paths against each other, and what was really new."""

from __future__ import annotations

import pandas as pd

from pages.parts.analysis import measure_frames
from pages.parts.charts import bars, trend
from pages.parts.charts.base.palette import RESULTS
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.stats import proportions
from pages.parts.text import number_format
from pages.parts.widgets import chart_card, choices
from pages.parts.widgets.chart_card import Card

PATHS = ("review", "litigation_direct", "litigation_after_review")
# what tells the results apart without colour
_PATTERNS = {"upheld": "", "corrected": "x", "other": ".", "pending": "/"}
_CLOSED = ("upheld", "corrected", "other")
_RATE_OF = {
    "review": "review_correction_rate",
    "litigation_direct": "litigation_correction_rate",
    "litigation_after_review": "litigation_correction_rate",
}


@chart_card.drawn
def results(view: View) -> Card:
    """The fifteen cells of table 四 in the last year: results of each path, pending cases hatched."""
    frame = view.ask("results_by").set_index("path").reindex(PATHS).reset_index()
    frame["cases"] = frame[list(RESULTS)].sum(axis=1, min_count=4)
    names = {path: _path(view, path) for path in PATHS}
    drawn = pd.DataFrame({"key": frame["path"], "year": view.year})
    drawn["label"] = [f"{names[row.path]}  n={number_format.whole(row.cases)}" for row in frame.itertuples()]
    parts = []
    for result in RESULTS:
        label = view.column("review_litigation", result)
        parts.append((result, label, view.palette.results[result], _PATTERNS[result]))
        drawn[f"measure_{result}"] = [f"review_litigation.{path}.{result}" for path in frame["path"]]
        drawn[result] = frame[result] / frame["cases"].where(frame["cases"] > 0)
        drawn[f"text_{result}"] = [
            number_format.whole(value) if value else "" for value in frame[result].fillna(0)
        ]
        drawn[f"said_{result}"] = [
            f"<b>{names[row.path]}</b><br>{label}: {number_format.fraction(getattr(row, result), row.cases)}"
            for row in frame.itertuples()
        ]
    table = frame.melt(["path", "cases"], list(RESULTS), "result", "count")
    contradictory = int(frame["contradictory"].fillna(0).sum())
    return Card(
        key="litigation_results",
        title=view.text("title.results", year=view.year),
        sentence=_results_sentence(view, frame.set_index("path")),
        figure=bars.shares(drawn, parts, view.palette) if frame["cases"].sum() else None,
        table=pd.DataFrame(
            {
                "year": view.year,
                "code": table["path"],
                "name": table["path"].map(names),
                "result": [view.column("review_litigation", key) for key in table["result"]],
                "count": table["count"],
                "denominator": table["cases"],
            }
        ),
        measures=("reviews", "suits", "review_correction_rate", "litigation_correction_rate"),
        year=view.year,
        taken_in=int(frame["taken_in"].fillna(0).min()),
        reports=int(frame["reports"].fillna(0).max()),
        notes=(
            *([view.text("cases.contradictory", n=contradictory)] if contradictory else []),
            *_uneven(view, frame),
        ),
    )


@chart_card.fragment
def corrections(view: View) -> None:
    """Correction rate of each path in the last year, without pending cases, with its interval."""
    with chart_card.frame("litigation_corrections"):
        by = url_state.segmented(
            "litigation-paths", view.text("pick.by"), ("none", *choices.groupings(view)),
            {by: view.text(f"by.{by}") for by in ("none", "area", "kind", "agency")},
        )  # fmt: skip
        chart_card.draw_content(view, _corrections(view, by))


@chart_card.cached
def _corrections(view: View, by: str) -> Card:
    frame = view.ask("results_by", by=by)
    frame = frame.sort_values("path", key=lambda path: path.map(PATHS.index), kind="stable")
    frame["numerator"], frame["denominator"] = (
        frame["corrected"],
        frame[list(_CLOSED)].sum(axis=1, min_count=3),
    )
    frame = proportions.with_rates(frame, "rate")
    names = view.names(by, list(frame["key"].unique())) if by != "none" else {}
    places = [names.get(key, "") for key in frame["key"]]
    paths = [_path(view, path) for path in frame["path"]]
    frame["name"] = [" · ".join(part for part in pair if part) for pair in zip(places, paths, strict=True)]
    frame["year"] = view.year
    frame["measure"] = [f"review_litigation.{path}.corrected" for path in frame["path"]]
    rates = [(view.measure(_RATE_OF[row.path]), row) for row in frame.itertuples()]
    frame = frame.assign(
        display_text=[measure_frames.display_text(view, *one) for one in rates],
        hover_text=[measure_frames.hover_text(view, *one) for one in rates],
    )
    ordered = frame if by == "none" else measure_frames.sorted_for_chart(frame[frame["denominator"] > 0])
    drawn = ordered.head(measure_frames.MAX_ROWS).rename(columns={"name": "label"})
    return Card(
        key="litigation_corrections",
        title=view.text("title.corrections", year=view.year),
        sentence=_correction_sentence(view, frame),
        figure=bars.intervals(drawn, view.palette, None, "") if len(drawn) else None,
        table=_corrections_table(view, frame, names),
        measures=("review_correction_rate", "litigation_correction_rate"),
        by=by,
        year=view.year,
        notes=(
            view.text("chart.small_numbers"),
            view.text("cases.closed"),
            *measure_frames.truncation_note(view, len(ordered)),
        ),
    )


@chart_card.fragment
def new_cases(view: View) -> None:
    """Cases by year split into those pending from the year before and those that were new."""
    with chart_card.frame("litigation_new"):
        path = url_state.segmented(
            "litigation-new", view.text("pick.path"), PATHS, {path: _path(view, path) for path in PATHS}
        )
        chart_card.draw_content(view, _new_cases(view, path))


@chart_card.cached
def _new_cases(view: View, path: str) -> Card:
    frame = view.ask("new_cases")
    frame = (
        frame[frame["path"] == path].assign(measure=f"review_litigation.{path}.total").reset_index(drop=True)
    )
    parts = [
        ("new_cases", view.text("cases.new"), view.palette.accent, ""),
        ("carried", view.text("cases.carried"), view.palette.faint, "/"),
    ]
    for column, label, *_ in parts:
        frame[f"said_{column}"] = [
            f"<b>{row.year}</b><br>{label}: {number_format.whole(getattr(row, column))}<br>"
            + view.text("hover.reports", taken_in=row.taken_in, reports=row.reports)
            for row in frame.itertuples()
        ]
    contradictory = int(frame["contradictory"].sum())
    return Card(
        key="litigation_new",
        title=view.text("title.new_cases", path=_path(view, path)),
        sentence=_new_sentence(view, path, measure_frames.row_of_year(frame, view.year)),
        figure=trend.columns(frame, parts, view.breaks("reviews"), view.palette)
        if frame["taken_in"].sum()
        else None,
        table=frame[["year", "new_cases", "carried", "total", "reports", "taken_in", "contradictory"]],
        measures=("reviews" if path == "review" else "suits",),
        taken_in=int(frame["taken_in"].sum()),
        reports=int(frame["reports"].sum()),
        notes=(
            view.text("cases.new_note"),
            *([view.text("cases.below", n=contradictory)] if contradictory else []),
        ),
    )


def _uneven(view: View, frame: pd.DataFrame) -> list[str]:
    """Says so where the three paths stand on different reports: their sums are then not those of the measures."""
    if frame["taken_in"].nunique() < 2:
        return []
    said = [f"{_path(view, row.path)} {number_format.whole(row.taken_in)}" for row in frame.itertuples()]
    return [view.text("cases.uneven", said=view.text("list.comma").join(said))]


def _path(view: View, path: str) -> str:
    """Printed label of a row of table 四; the form prints 行政诉讼 over the two suits."""
    return view.line("review_litigation", path)


def _corrections_table(view: View, frame: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": view.year,
            "code": frame["key"],
            "name": [names.get(key, view.text("by.none")) for key in frame["key"]],
            "path": [_path(view, path) for path in frame["path"]],
            "numerator": frame["numerator"],
            "denominator": frame["denominator"],
            "rate": frame["value"],
            "low": frame["low"],
            "high": frame["high"],
            "status": [view.text(f"status.{status}") for status in frame["status"]],
            "reports": frame["reports"],
            "taken_in": frame["taken_in"],
        }
    )


def _results_sentence(view: View, frame: pd.DataFrame) -> str:
    if not frame["cases"].sum():
        return view.text(
            "sentence.none", measure=view.measure("reviews").label(view.language), year=view.year
        )
    suits = frame.loc[["litigation_direct", "litigation_after_review"]].sum(numeric_only=True)
    review = frame.loc["review"]
    return view.text(
        "sentence.results",
        year=view.year,
        reviews=number_format.whole(review["cases"]),
        corrected=number_format.whole(review["corrected"]),
        pending=number_format.whole(review["pending"]),
        suits=number_format.whole(suits["cases"]),
        lost=number_format.whole(suits["corrected"]),
        open=number_format.whole(suits["pending"]),
    )


def _correction_sentence(view: View, frame: pd.DataFrame) -> str:
    whole = frame.groupby("path", as_index=False)[["numerator", "denominator", "taken_in"]].sum()
    said = []
    for path in PATHS:
        part = whole[whole["path"] == path]
        if len(part) and part["denominator"].iloc[0] > 0:
            rated = proportions.with_rates(part, "rate").iloc[0]
            value = measure_frames.display_text(view, view.measure("review_correction_rate"), rated)
            said.append(f"{_path(view, path)} {value}")
    if not said:
        return view.text(
            "sentence.none",
            measure=view.measure("review_correction_rate").label(view.language),
            year=view.year,
        )
    return view.text("sentence.corrections", year=view.year, said=view.text("list.comma").join(said))


def _new_sentence(view: View, path: str, row: pd.Series | None) -> str:
    label = _path(view, path)
    if row is None or not row["taken_in"]:
        return view.text("sentence.no_new", path=label, year=view.year)
    return view.text(
        "sentence.new_cases", path=label, year=view.year, total=number_format.whole(row["total"]),
        new=number_format.whole(row["new_cases"]), carried=number_format.whole(row["carried"]),
    )  # fmt: skip
