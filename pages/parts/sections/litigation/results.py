"""The fifteen cells of 表四: how reviews and lawsuits ended."""

from __future__ import annotations

import pandas as pd

from pages.parts.analysis import measure_frames
from pages.parts.charts import bars
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import RESULTS
from pages.parts.sections.litigation.procedures import PROCEDURES, SUITS, procedure_label
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import led_if
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card

# patterns distinguish the results without colour
_PATTERNS = {"upheld": "", "corrected": "x", "other": ".", "pending": "/"}


@chart_card.drawn
def results(view: View) -> Card:
    """Draw the results of each procedure in the last year; pending cases are hatched."""
    rows = _rows(view)
    fewest = rows["taken_in"].fillna(0).argmin()
    contradictory = int(rows["contradictory"].fillna(0).iloc[fewest])
    return Card(
        key="litigation_results",
        title=view.text("title.results", year=view.year),
        sentence=_sentence(view, rows),
        figure=_figure(view, rows) if rows["cases"].sum() else None,
        table=_table(view, rows),
        measures=("reviews", "suits", "review_correction_rate", "litigation_correction_rate"),
        year=view.year,
        taken_in=int(rows["taken_in"].fillna(0).min()),
        contradictory=contradictory,
        reports=int(rows["reports"].fillna(0).max()),
        notes=tuple(_coverage_note(view, rows)),
    )


def _rows(view: View) -> pd.DataFrame:
    """One row per procedure: the count of each result, `cases` the sum of those stated."""
    rows = view.ask("results_by").set_index("path").reindex(PROCEDURES).reset_index()
    return rows.assign(cases=rows[list(RESULTS)].sum(axis=1, min_count=len(RESULTS)))


def _figure(view: View, rows: pd.DataFrame) -> Chart:
    names = [procedure_label(view, procedure) for procedure in rows["path"]]
    drawn = pd.DataFrame({"key": rows["path"], "year": view.year})
    drawn["label"] = [
        f"{name}  n={number_format.whole(cases)}" for name, cases in zip(names, rows["cases"], strict=True)
    ]
    parts = []
    for result in RESULTS:
        label, counts = view.column("review_litigation", result), rows[result]
        parts.append((result, label, view.palette.results[result], _PATTERNS[result]))
        drawn[result] = counts / rows["cases"].where(rows["cases"] > 0)
        drawn[f"measure_{result}"] = [f"review_litigation.{path}.{result}" for path in rows["path"]]
        drawn[f"text_{result}"] = [number_format.whole(count) if count else "" for count in counts.fillna(0)]
        drawn[f"hover_{result}"] = [
            f"<b>{name}</b><br>{label}: {number_format.fraction(count, cases)}"
            for name, count, cases in zip(names, counts, rows["cases"], strict=True)
        ]
    return bars.shares(drawn, parts, view.palette)


def _table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """One row per procedure and result."""
    cells = rows.melt(["path", "cases"], list(RESULTS), "result", "count")
    return pd.DataFrame(
        {
            "year": view.year,
            "code": cells["path"],
            "name": [procedure_label(view, procedure) for procedure in cells["path"]],
            "result": [view.column("review_litigation", result) for result in cells["result"]],
            "count": cells["count"],
            "denominator": cells["cases"],
        }
    )


def _coverage_note(view: View, rows: pd.DataFrame) -> list[str]:
    """How the lawsuits drawn come to differ from the measure, which takes only reports that state both kinds of suit."""
    suits = rows[rows["path"].isin(SUITS)]
    row = measure_frames.row_of_year(measure_frames.fetch(view, "suits"), view.year)
    drawn = suits["cases"].sum()
    if row is None or number_format.is_none(row["value"]) or row["value"] == drawn:
        return []
    values = {"all": drawn, "both": row["value"], "rest": drawn - row["value"]}
    texts = {name: number_format.whole(value) for name, value in values.items()}
    label = view.measure("suits").label(view.language)
    return [view.text("cases.bridge", measure=label, n=int(row["taken_in"]), **texts)]


def _sentence(view: View, rows: pd.DataFrame) -> str:
    if not rows["cases"].sum():
        label = view.measure("reviews").label(view.language)
        return view.text("sentence.none", measure=label, year=view.year)
    by_procedure = rows.set_index("path")
    review, suits = by_procedure.loc["review"], by_procedure.loc[list(SUITS)].sum(numeric_only=True)
    is_whole = by_procedure["taken_in"] == by_procedure["reports"]
    of_review, of_suits = bool(is_whole["review"]), bool(is_whole[list(SUITS)].all())
    return view.text(
        "sentence.results",
        year=view.year,
        open=number_format.whole(suits["pending"]),
        **{
            name: led_if(is_whole, number_format.whole(count), None, view.year, behind)
            for name, (is_whole, count, behind) in {
                "reviews": (of_review, review["cases"], "reviews"),
                "corrected": (of_review, review["corrected"], "review_litigation.review.corrected"),
                "pending": (of_review, review["pending"], "review_litigation.review.pending"),
                "suits": (of_suits, suits["cases"], "suits"),
                "lost": (of_suits, suits["corrected"], "litigation_correction_rate"),
            }.items()
        },
    )
