"""Applications received by applicant type and year; beside a roll-up, the sum of its loaded parts."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pages.parts.analysis import captions
from pages.parts.charts import heat
from pages.parts.charts.base.builder import Chart
from pages.parts.sections.applications.outcome_shares import APPLICANTS
from pages.parts.state.context import View
from pages.parts.stats.proportions import COUNTS_ONLY_BELOW
from pages.parts.text import number_format
from pages.parts.text.led_figures import Sentence, joined, led, words
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card
from pages.parts.widgets.figure_evidence import Evidence

_TABLE = "applications"
_MAX_NAMES = 3
_LOADED = "parts"


@chart_card.drawn
def by_applicant(view: View) -> Card:
    """Draw one row per applicant type and one column per year; below: total, coverage and loaded parts."""
    counts, parts = view.ask("received"), _parts(view)
    total = counts[counts["column_key"] == "total"]
    names = {key: view.column(_TABLE, key) for key in (*APPLICANTS, "total")}
    return Card(
        key="applications_received",
        title=view.text("title.received"),
        sentence=sentence(view, counts, parts, names),
        figure=figure(view, counts, parts, names) if total["taken_in"].sum() else None,
        table=_table(counts, parts, names),
        measures=("applications_received", "individual_share", "legal_service_share"),
        taken_in=int(total["taken_in"].sum()),
        reports=int(total["reports"].sum()),
        questions={_LOADED: lambda: _behind_parts(view)},
        notes=(view.text("received.note"), *unequal_note(view, counts)),
    )


def _parts(view: View) -> pd.DataFrame:
    """The rows of parts_loaded.sql by year; empty unless roll-ups are selected."""
    if view.selection.scope != "government_rollup":
        return pd.DataFrame(columns=["parts_loaded", "parts_expected", "rolled_up", "parts_sum"])
    return view.ask("parts_loaded").set_index("year")


def figure(view: View, counts: pd.DataFrame, parts: pd.DataFrame, names: Mapping[str, str]) -> Chart:
    """A heat map shaded within each row: companies' hundreds and individuals' thousands share no scale.

    `counts` are the rows of received.sql, `names` the labels of its columns in printed order.
    """
    years = list(range(view.selection.first_year, view.selection.last_year + 1))
    wide = counts.pivot(index="column_key", columns="year", values="count").astype(float)
    wide = wide.reindex(index=list(names), columns=years)
    # one application more or less in a row of few is no change worth a colour
    shades = wide.rank(axis=1, pct=True)[wide.max(axis=1) >= COUNTS_ONLY_BELOW].reindex(wide.index)
    shares = wide / wide.loc["total"].where(wide.loc["total"] > 0)
    shares = shares.where(_stated_like_total(counts, wide))

    def cell(key: str, year: int) -> heat.Cell:
        count, share = number_format.whole(wide.at[key, year]), shares.at[key, year]
        hover_text = f"<b>{names[key]}</b> {year}<br>{count}"
        if share == share:
            hover_text += f" ({number_format.rate(share)})"
        return heat.Cell(count, hover_text, shades.at[key, year], f"applications.received_new.{key}")

    cells = {(key, year): cell(key, year) for key in names for year in years}
    labels = dict(names)
    for key, texts in _rows_below(view, counts, parts).items():
        labels[key] = view.text(f"received.{key}")
        for year in years:
            text = texts.get(year, "")
            cells[key, year] = heat.Cell(text, f"<b>{labels[key]}</b> {year}<br>{text}")
    return heat.grid(labels, years, cells, view.palette)


def _stated_like_total(counts: pd.DataFrame, wide: pd.DataFrame) -> pd.DataFrame:
    """Where as many reports state a type as state the total, so that the two are comparable."""
    taken_in = counts.pivot(index="column_key", columns="year", values="taken_in")
    equal = taken_in.eq(taken_in.reindex(["total"]).squeeze(axis=0))
    return equal.reindex_like(wide).fillna(False).astype(bool)


def _rows_below(view: View, counts: pd.DataFrame, parts: pd.DataFrame) -> dict[str, dict[int, str]]:
    """The rows below the counts, by year: reports included of those expected; sum and number of the loaded parts."""
    taken_in = counts[counts["column_key"] == "total"].set_index("year")["taken_in"]
    expected = view.ask("filing_counts").set_index("year")["expected"]
    below = {"reports": {year: f"{taken_in.get(year, 0)}/{n}" for year, n in expected.items()}}
    if len(parts):
        below["parts_sum"] = {year: number_format.whole(total) for year, total in parts["parts_sum"].items()}
        below["parts_loaded"] = {
            year: f"{loaded:.0f}/{of:.0f}"
            for year, loaded, of in zip(
                parts.index, parts["parts_loaded"], parts["parts_expected"], strict=True
            )
        }
    return below


def sentence(view: View, counts: pd.DataFrame, parts: pd.DataFrame, names: Mapping[str, str]) -> Sentence:
    """The total of the last year, its largest types where every report states them, and the loaded parts."""
    now = counts[counts["year"] == view.year].set_index("column_key")
    if now.empty or not now.at["total", "taken_in"]:
        return captions.nothing(view, view.measure("applications_received"))
    total = _led(view, "total", now.at["total", "count"])
    types = now.loc[list(APPLICANTS)]
    if (types["taken_in"] == now.at["total", "taken_in"]).all():
        largest = types["count"].sort_values(ascending=False, kind="stable").head(_MAX_NAMES)
        listed = [
            joined(" ", (words(names[str(key)]), _led(view, str(key), count)))
            for key, count in largest.items()
        ]
        stated = view.sentence(
            "sentence.received", view.year, total=total, listed=joined(view.text("list.comma"), listed)
        )
    else:
        stated = view.sentence("sentence.received_alone", view.year, total=total)
    return joined(view.text("list.semicolon"), [stated, *_parts_sentence(view, parts)])


def _led(view: View, column: str, count: float) -> Sentence:
    """A count of a column of the form, leading to the reports that state it."""
    return led(number_format.whole(count), None, view.year, f"{_TABLE}.received_new.{column}")


def _parts_sentence(view: View, parts: pd.DataFrame) -> list[Sentence]:
    if view.year not in parts.index or not parts.at[view.year, "parts_loaded"]:
        return []
    row = parts.loc[view.year]
    share = row["parts_sum"] / row["rolled_up"] if row["rolled_up"] else None
    shown = {"loaded": row["parts_loaded"], "expected": row["parts_expected"], "sum": row["parts_sum"]}
    figures = {name: number_format.whole(count) for name, count in shown.items()} | {
        "share": number_format.rate(share)
    }
    return [
        view.sentence(
            "received.covered",
            **{name: led(figure, None, view.year, None, _LOADED) for name, figure in figures.items()},
        )
    ]


def _behind_parts(view: View) -> Evidence:
    """Each roll-up of the year beside the sum of its loaded parts, and all of them together."""
    rows = view.in_year(view.year).ask("reconciliation")
    is_received = (rows["table_key"] == "applications") & (rows["row_key"] == "received_new")
    rows = rows[is_received & (rows["column_key"] == "total")]
    both = rows.dropna(subset=["rolled_up", "parts_sum"])
    sums = {name: number_format.whole(both[name].sum()) for name in ("parts_sum", "rolled_up")}
    share = (
        number_format.rate(both["parts_sum"].sum() / both["rolled_up"].sum())
        if len(both)
        else number_format.NONE
    )
    counts = {name: number_format.whole(rows[name].sum()) for name in ("parts_loaded", "parts_expected")}
    caption = view.text("received.behind", year=view.year, share=share, **sums, **counts)
    table = rows[
        [
            "year",
            "agency",
            "parts_loaded",
            "parts_expected",
            "parts_stating",
            "parts_sum",
            "rolled_up",
            "agency_id",
            "report_id",
        ]
    ]
    return Evidence(table.assign(cell="applications.received_new.total").reset_index(drop=True), caption)


def _table(counts: pd.DataFrame, parts: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """One row per year and column of the form, in printed order; the parts stand beside the total only."""
    position = {key: at for at, key in enumerate(names)}
    counts = counts.assign(position=counts["column_key"].map(position)).sort_values(["year", "position"])
    is_total = counts["column_key"] == "total"
    total = counts["year"].map(counts[is_total].set_index("year")["count"])
    table = pd.DataFrame(
        {
            "year": counts["year"],
            "code": counts["column_key"],
            "name": counts["column_key"].map(names),
            "count": counts["count"],
            "share": counts["count"] / total.where(total > 0),
            "reports": counts["reports"],
            "taken_in": counts["taken_in"],
        }
    )
    for column in ("parts_sum", "parts_loaded", "parts_expected") if len(parts) else ():
        table[column] = counts["year"].map(parts[column]).where(is_total)
    return table.reset_index(drop=True)


def unequal_note(view: View, counts: pd.DataFrame) -> list[str]:
    """A note on the years whose types do not add up to the printed total; empty if there are none."""
    if counts.empty:
        return []
    wide = counts.pivot(index="column_key", columns="year", values="count").astype(float)
    types = wide.where(_stated_like_total(counts, wide)).reindex(APPLICANTS)
    difference = wide.loc["total"] - types.sum(min_count=len(APPLICANTS))
    unequal = [
        f"{year} {number_format.whole(value, signed=True)}"
        for year, value in difference.items()
        if value == value and value
    ]
    return [view.text("received.unequal", listed=view.text("list.comma").join(unequal))] if unequal else []
