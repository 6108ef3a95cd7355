"""How many applications came in each year, by applicant; beside a roll-up the sum of its parts that are loaded."""

from __future__ import annotations

import pandas as pd

from pages.parts.charts import heat
from pages.parts.charts.base.builder import Chart
from pages.parts.sections.applications.outcomes import APPLICANTS
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card

_TABLE = "applications"


@chart_card.drawn
def by_applicant(view: View) -> Card:
    """A row a type of applicant, a column a year; under them the total, what it stands on and how much of it is loaded."""
    frame = view.ask("received")
    parts = _parts(view)
    stated = frame[frame["column_key"] == "total"].set_index("year")
    names = {key: view.column(_TABLE, key) for key in (*APPLICANTS, "total")}
    figure = _figure(view, frame, parts, names) if stated["taken_in"].sum() else None
    return Card(
        key="applications_received",
        title=view.text("title.received"),
        sentence=_sentence(view, frame, parts, names),
        figure=figure,
        table=_table(view, frame, parts, names),
        measures=("applications_received", "individual_share", "legal_service_share"),
        taken_in=int(stated["taken_in"].sum()),
        reports=int(stated["reports"].sum()),
        notes=(view.text("received.note"), *_unequal(view, frame)),
    )


def _parts(view: View) -> pd.DataFrame:
    """parts_loaded.sql by year; empty where no roll-ups are looked at."""
    if view.selection.scope != "government_rollup":
        return pd.DataFrame(columns=["parts_loaded", "parts_expected", "rolled_up", "parts_sum"])
    return view.ask("parts_loaded").set_index("year")


def _figure(view: View, frame: pd.DataFrame, parts: pd.DataFrame, names: dict[str, str]) -> Chart | None:
    """Shades compare the years of one row: a company's 100 and an individual's 1,000 have no common scale."""
    years = list(range(view.selection.first_year, view.selection.last_year + 1))
    counts = frame.pivot(index="column_key", columns="year", values="count").astype(float)
    counts = counts.reindex(index=list(names), columns=years)
    shades = counts.rank(axis=1, pct=True)
    shares = (counts / counts.loc["total"].where(counts.loc["total"] > 0)).where(
        _as_stated_as_total(frame, counts)
    )
    below = _below(view, frame, parts)
    labels = names | {key: view.text(f"received.{key}") for key in below}

    def cell(key: str, year: int) -> heat.Cell:
        head = f"<b>{labels[key]}</b> {year}<br>"
        if key in below:
            written = below[key].get(year, "")
            return heat.Cell(written, head + written)
        written, share = number_format.whole(counts.at[key, year]), shares.at[key, year]
        said = f"{head}{written} ({number_format.rate(share)})" if share == share else head + written
        return heat.Cell(written, said, shades.at[key, year], f"applications.received_new.{key}")

    cells = {(key, year): cell(key, year) for key in labels for year in years}
    return heat.grid(labels, years, cells, view.palette)


def _as_stated_as_total(frame: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Where a type's count stands on as many reports as the total beside it, so that the two may be set against each other."""
    taken_in = frame.pivot(index="column_key", columns="year", values="taken_in")
    return (
        taken_in.eq(taken_in.reindex(["total"]).squeeze(axis=0))
        .reindex_like(counts)
        .fillna(False)
        .astype(bool)
    )


def _below(view: View, frame: pd.DataFrame, parts: pd.DataFrame) -> dict[str, dict[int, str]]:
    """The rows under the figures, by year: reports taken in of those expected; sum and number of the loaded parts."""
    taken_in = frame[frame["column_key"] == "total"].set_index("year")["taken_in"]
    expected = view.ask("coverage").set_index("year")["expected"]
    found = {"reports": {year: f"{taken_in.get(year, 0)}/{n}" for year, n in expected.items()}}
    if len(parts):
        found["parts_sum"] = {year: number_format.whole(total) for year, total in parts["parts_sum"].items()}
        found["parts_loaded"] = {
            year: f"{row.parts_loaded:.0f}/{row.parts_expected:.0f}"
            for year, row in zip(parts.index, parts.itertuples(), strict=True)
        }
    return found


def _sentence(view: View, frame: pd.DataFrame, parts: pd.DataFrame, names: dict[str, str]) -> str:
    now = frame[frame["year"] == view.year].set_index("column_key")
    if now.empty or not now.at["total", "taken_in"]:
        return view.text(
            "sentence.none",
            measure=view.measure("applications_received").label(view.language),
            year=view.year,
        )
    types, total = now.loc[list(APPLICANTS)], number_format.whole(now.at["total", "count"])
    # which type has most cannot be said where some reports do not state them
    if (types["taken_in"] == now.at["total", "taken_in"]).all():
        ordered = types["count"].sort_values(ascending=False, kind="stable")
        said = view.text("list.comma").join(
            f"{names[key]} {number_format.whole(count)}" for key, count in ordered.head(3).items()
        )
        told = view.text("sentence.received", year=view.year, total=total, said=said)
    else:
        told = view.text("sentence.received_alone", year=view.year, total=total)
    if view.year not in parts.index or not parts.at[view.year, "parts_loaded"]:
        return told
    row = parts.loc[view.year]
    share = row["parts_sum"] / row["rolled_up"] if row["rolled_up"] else None
    loaded = view.text(
        "received.covered",
        loaded=number_format.whole(row["parts_loaded"]),
        expected=number_format.whole(row["parts_expected"]),
        sum=number_format.whole(row["parts_sum"]),
        share=number_format.rate(share),
    )
    return f"{told}{view.text('list.semicolon')}{loaded}"


def _table(view: View, frame: pd.DataFrame, parts: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Long: a row a year and column of the form, in the form's order; the parts stand beside the total alone."""
    order = {key: at for at, key in enumerate(names)}
    frame = frame.sort_values(
        ["year", "column_key"],
        key=lambda column: column.map(order) if column.name == "column_key" else column,
    )
    whole = frame["year"].map(frame[frame["column_key"] == "total"].set_index("year")["count"])
    beside = frame["column_key"] == "total"
    table = pd.DataFrame(
        {
            "year": frame["year"],
            "code": frame["column_key"],
            "name": frame["column_key"].map(names),
            "count": frame["count"],
            "share": frame["count"] / whole.where(whole > 0),
            "reports": frame["reports"],
            "taken_in": frame["taken_in"],
        }
    )
    for column in ("parts_sum", "parts_loaded", "parts_expected") if len(parts) else ():
        table[column] = frame["year"].map(parts[column]).where(beside)
    return table.reset_index(drop=True)


def _unequal(view: View, frame: pd.DataFrame) -> list[str]:
    """Says in which years the types do not add up to the total that is printed beside them."""
    counts = frame.pivot(index="column_key", columns="year", values="count").astype(float)
    types = counts.where(_as_stated_as_total(frame, counts)).reindex(APPLICANTS)
    gap = counts.loc["total"] - types.sum(min_count=len(APPLICANTS)) if len(counts) else counts
    off = [
        f"{year} {number_format.whole(value, signed=True)}"
        for year, value in gap.items()
        if value == value and value
    ]
    return [view.text("received.unequal", said=view.text("list.comma").join(off))] if off else []
