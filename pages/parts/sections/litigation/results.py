"""The fifteen cells of 表四: how reviews and lawsuits ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from pages.parts.analysis import captions, measure_frames
from pages.parts.charts import bars
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import RESULTS
from pages.parts.data.cell_sums import CellSums, Sum
from pages.parts.sections.litigation.procedures import PROCEDURES, SUITS, procedure_label
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import Sentence, led
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card

# patterns distinguish the results without colour
_PATTERNS = {"upheld": "", "corrected": "x", "other": ".", "pending": "/"}

# the figures of the sentence: of which procedures, and which results
_TOLD = {
    "reviews": (("review",), tuple(RESULTS)),
    "corrected": (("review",), ("corrected",)),
    "pending": (("review",), ("pending",)),
    "suits": (SUITS, tuple(RESULTS)),
    "lost": (SUITS, ("corrected",)),
    "open": (SUITS, ("pending",)),
}


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
        questions={name: _together(*asked) for name, asked in _TOLD.items()},
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


def _sentence(view: View, rows: pd.DataFrame) -> Sentence:
    if not rows["cases"].sum():
        return captions.nothing(view, view.measure("reviews"))
    by_procedure = rows.set_index("path")
    figures = {
        name: led(
            number_format.whole(by_procedure.loc[list(procedures), list(results)].sum().sum()),
            None,
            view.year,
            None,
            name,
        )
        for name, (procedures, results) in _TOLD.items()
    }
    return view.sentence("sentence.results", view.year, **figures)


def _together(procedures: Sequence[str], results: Sequence[str]) -> CellSums:
    """Some results of some procedures, each over the reports that state all four and no other total."""
    return CellSums(
        tuple(
            Sum(
                _addresses(procedure, results),
                _addresses(procedure, RESULTS),
                *_addresses(procedure, ["total"]),
            )
            for procedure in procedures
        )
    )


def _addresses(procedure: str, columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"review_litigation.{procedure}.{column}" for column in columns)
