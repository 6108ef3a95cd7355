"""How applications ended: shares of the six outcome groups by region, agency type, agency or applicant type."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pages.parts.analysis import captions, measure_frames
from pages.parts.charts import bars
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import GROUPS
from pages.parts.data import query
from pages.parts.data.cell_sums import CellSums, Sum
from pages.parts.state.context import View
from pages.parts.stats.proportions import COUNTS_ONLY_BELOW, GREY_BELOW
from pages.parts.text import number_format
from pages.parts.text.led_figures import Sentence, led, words
from pages.parts.widgets import chart_card, choices
from pages.parts.widgets.chart_card import Card

APPLICANTS = (
    "natural_person", "company", "research_institution", "public_interest_organisation",
    "legal_service_organisation", "other_organisation",
)  # fmt: skip
_SHARE = "share"


@chart_card.fragment
def by_group(view: View) -> None:
    """Draw the outcomes of the last year by region, agency type or agency; the reader chooses."""
    with chart_card.frame("applications_outcomes"):
        by = choices.grouping(view, "outcomes")
        chart_card.draw_content(view, _by_group(view, by))


@chart_card.cached
def _by_group(view: View, by: str) -> Card:
    counts = view.ask("outcomes_by", by=by, fragments={"column": "total"})
    rates = measure_frames.fetch(view, "disclosure_rate", by, view.year).set_index("key")
    rows = _rows(counts, "key").join(rates[["plotted", "status"]])
    rows = rows.sort_values("plotted", ascending=False, na_position="last")
    names = view.names(by, list(rows.index))
    return Card(
        key="applications_outcomes",
        title=view.text("title.outcomes", year=view.year, by=view.text(f"by.{by}")),
        sentence=_group_sentence(view, rows, names),
        figure=_figure(view, rows.head(measure_frames.MAX_ROWS), names, "total"),
        table=_table(view, rows, names),
        measures=(
            "disclosure_rate",
            "refusal_rate",
            "unavailable_rate",
            "not_processed_rate",
            "otherwise_rate",
        ),
        by=by,
        year=view.year,
        taken_in=int(counts.groupby("key")["taken_in"].max().sum()),
        contradictory=int(counts.groupby("key")["contradictory"].max().sum()),
        reports=int(view.ask("filing_counts").set_index("year")["filed"].get(view.year, 0)),
        notes=(view.text("outcomes.few"), *measure_frames.truncation_note(view, len(rows))),
    )


@chart_card.drawn
def by_applicant(view: View) -> Card:
    """Draw the outcomes of the last year by applicant type."""
    of_column = query.question("outcomes_of_column").sql
    columns = "\nunion all\n".join(of_column.replace("{column}", column) for column in APPLICANTS)
    counts = view.ask("outcomes_by_applicant", fragments={"columns": columns})
    rows = _rows(counts, "column_key").reindex(APPLICANTS).dropna(subset=["cases"])
    names = {key: view.column("applications", key) for key in rows.index}
    return Card(
        key="applications_applicants",
        title=view.text("title.applicants", year=view.year),
        sentence=_applicant_sentence(view, rows, names),
        figure=_figure(view, rows, names, ""),
        table=_table(view, rows, names),
        measures=("individual_share", "legal_service_share", "disclosure_rate"),
        year=view.year,
        questions={} if rows.empty else {_SHARE: _share_of(str(rows["cases"].idxmax()), rows.index)},
        notes=(view.text("outcomes.few"),),
    )


def _rows(counts: pd.DataFrame, index: str) -> pd.DataFrame:
    """One row per group: the count of each outcome, `cases` in total."""
    rows = counts.pivot_table(index=index, columns="outcome", values="count", aggfunc="sum")
    rows = rows.reindex(columns=list(GROUPS))
    rows["cases"] = rows[list(GROUPS)].sum(axis=1)
    return rows


def _rated_cases(rows: pd.DataFrame) -> pd.Series:
    """The cases of each row, missing where they are too few for a rate."""
    return rows["cases"].where(rows["cases"] >= COUNTS_ONLY_BELOW)


def _figure(view: View, rows: pd.DataFrame, names: dict[str, str], column: str) -> Chart | None:
    """`column` of table 三 is that of the counts; empty if each row is a column of its own."""
    if rows.empty:
        return None
    drawn = pd.DataFrame({"key": rows.index, "year": view.year}, index=rows.index)
    few = view.text("outcomes.mark")
    drawn["label"] = [
        f"{names.get(key, key)}  n={number_format.whole(cases)}{few if cases < GREY_BELOW else ''}"
        for key, cases in rows["cases"].items()
    ]
    for group in GROUPS:
        drawn[group] = rows[group] / _rated_cases(rows)
        drawn[f"measure_{group}"] = [f"applications.group_{group}.{column or key}" for key in rows.index]
        label = view.text(f"group.{group}")
        drawn[f"hover_{group}"] = [
            f"<b>{names.get(key, key)}</b><br>{label}: {number_format.fraction(count, cases)}"
            for key, count, cases in zip(rows.index, rows[group], rows["cases"], strict=True)
        ]
    numbers = {group: view.text(f"group_number.{group}") for group in GROUPS}
    parts = [
        (group, numbers[group] + view.text(f"group.{group}"), view.palette.groups[group], "")
        for group in GROUPS
    ]
    prefixes = {group: number.strip("（） ") + " " for group, number in numbers.items()}
    return bars.shares(drawn, parts, view.palette, prefixes)


def _table(view: View, rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """One row per group and outcome: count, cases, and the share if there are enough cases."""
    lines = [
        {
            "year": view.year,
            "code": key,
            "name": names.get(str(key), key),
            "outcome": view.text(f"group.{group}"),
            "count": row[group],
            "denominator": row["cases"],
            "share": row[group] / row["cases"] if row["cases"] >= COUNTS_ONLY_BELOW else None,
        }
        for key, row in zip(rows.index, rows.to_dict("records"), strict=True)
        for group in GROUPS
    ]
    return pd.DataFrame(lines, columns=["year", "code", "name", "outcome", "count", "denominator", "share"])


def _group_sentence(view: View, rows: pd.DataFrame, names: dict[str, str]) -> Sentence:
    ranked = rows.loc[rows["status"] == "full", "plotted"]
    if ranked.empty:
        return captions.nothing(view, view.measure("disclosure_rate"))
    top, bottom = ranked.index[0], ranked.index[-1]
    return view.sentence(
        "sentence.outcomes", view.year, top=words(names.get(top, top)),
        most=_led_rate(view, top, ranked.iloc[0]),
        bottom=words(names.get(bottom, bottom)), least=_led_rate(view, bottom, ranked.iloc[-1]),
    )  # fmt: skip


def _applicant_sentence(view: View, rows: pd.DataFrame, names: dict[str, str]) -> Sentence:
    total, most = rows["cases"].sum(), rows["cases"].max()
    if not total:
        return captions.nothing(view, view.measure("applications_concluded"))
    share, cases = (
        led(shown, None, view.year, None, _SHARE)
        for shown in (number_format.rate(most / total), number_format.fraction(most, total))
    )
    name = words(names[rows["cases"].idxmax()])
    return view.sentence("sentence.applicants", view.year, name=name, share=share, cases=cases)


def _share_of(applicant: str, applicants: Sequence[str]) -> CellSums:
    """What one type asked for of what all did, each over the reports that state all its outcomes and no other total."""
    return CellSums((_concluded(applicant),), tuple(map(_concluded, applicants)), apart=True)


def _concluded(applicant: str) -> Sum:
    groups = tuple(f"applications.group_{group}.{applicant}" for group in GROUPS)
    return Sum(groups, groups, f"applications.concluded_total.{applicant}")


def _led_rate(view: View, group: str, rate: float) -> Sentence:
    return led(number_format.rate(rate), group, view.year, "disclosure_rate")
