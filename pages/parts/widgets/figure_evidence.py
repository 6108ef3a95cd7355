"""What is behind a figure: the reports or rows that it is made of, and the arithmetic that gives it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from pages.parts.charts.base.points import Point
from pages.parts.data import cell_sums, dictionary
from pages.parts.data.cell_sums import CellSums
from pages.parts.data.dictionary import Measure
from pages.parts.state.context import View
from pages.parts.stats import proportions
from pages.parts.stats.proportions import COUNTS_ONLY_BELOW
from pages.parts.text import number_format
from pages.parts.text.led_figures import CHANGE, CHANGE_OF_BOTH

if TYPE_CHECKING:
    from pages.parts.widgets.chart_card import Card

_TOTALS = [
    "key",
    *(f"{whose}_{side}" for whose in ("key", "total") for side in ("numerator", "denominator")),
    "total_reports",
]
_CHANGES = [
    "total_numerator",
    "total_denominator",
    "before_numerator",
    "before_denominator",
    "total_agencies",
]
_ADDRESS = re.compile(r"[a-z_0-9]+\.[a-z_0-9]+\.[a-z_0-9]+")
# the caption gives the arithmetic of so many bodies; the table has the reports of all
_MOST_BODIES = 30


class Evidence(NamedTuple):
    """The rows behind a figure, and what they add up to in words."""

    rows: pd.DataFrame
    caption: str = ""


class Bodies(NamedTuple):
    """Some of the bodies that a card compares, by the keys of its grouping."""

    keys: tuple[str, ...]


# what a figure may ask for beside the reports of a year and their change
Question = CellSums | Bodies | Callable[[], Evidence]


def is_declared(card: Card, point: Point) -> bool:
    """Whether a card can answer what a figure asks for."""
    return point.asks in (None, CHANGE, CHANGE_OF_BOTH, *card.questions)


def of_point(view: View, card: Card, point: Point) -> Evidence:
    """What is behind a point of a card; behind the whole card where the point is empty."""
    asked = card.questions.get(point.asks or "")
    if isinstance(asked, CellSums):
        return _of_cells(view, card, point, asked)
    if isinstance(asked, Bodies):
        return _of_bodies(view, card, point, asked)
    if asked is not None:
        return asked()
    if card.drilldown is not None:
        return card.drilldown(point)
    if point.asks in (CHANGE, CHANGE_OF_BOTH):
        keys = None if point.key is None or card.by == "none" else (point.key,)
        of_year, both = view.in_year(point.year or view.year), point.asks == CHANGE_OF_BOTH
        return of_change(
            of_year, _measure(view, card, point), both, card.by, keys, _chosen(view, card.by, point.key)
        )
    if point.measure and _ADDRESS.fullmatch(point.measure):
        return _of_cells(view, card, point, cell_sums.one(point.measure))
    if card.measures:
        measure = _measure(view, card, point)
        return of_measure(view, measure, point.key, point.year or card.year, card.by, card.without)
    return _of_cells(view, card, point, cell_sums.NOTHING)


def of_measure(
    view: View,
    measure: Measure,
    key: str | None,
    year: int | None,
    by: str = "none",
    without: Sequence[str] = (),
) -> Evidence:
    """The reports that state a measure, of a group (all without `key`) and a year (all without `year`)."""
    frame = _reports(view, measure, by, None if key is None or by == "none" else (key,), year, without)
    label = measure.label(view.language)
    return _reports_of(
        view,
        frame,
        measure.numerator,
        bool(measure.denominator),
        _chosen(view, by, key),
        year,
        f"{label} {_sum(frame, measure.kind)}",
    )


def of_change(
    view: View,
    measure: Measure,
    both: bool,
    by: str = "none",
    keys: Sequence[str] | None = None,
    chosen: str = "",
) -> Evidence:
    """The reports of the view's last year and of the year before, the figure of either and the change between them.

    They are of all groups without `keys`, of agencies that state the measure in both years if `both`; `chosen` names the groups.
    """
    frame = view.ask("drilldown_change", measure=measure.key, by=by, keys=keys, both=both)
    rows = _with_cells(view, frame, measure.numerator).drop(columns=_CHANGES)
    if frame.empty:
        return Evidence(rows)
    first = frame.iloc[0]
    years = pd.DataFrame(
        [
            {side: first[f"{whose}_{side}"] for side in ("numerator", "denominator")}
            for whose in ("before", "total")
        ],
        dtype=float,
    )
    before, now = (
        _division(n, of, measure.kind) for n, of in zip(years["numerator"], years["denominator"], strict=True)
    )
    plotted = proportions.with_rates(years.fillna(0).assign(taken_in=1), measure.kind)["plotted"]
    caption = view.text(
        "panel.changed_of_both" if both else "panel.changed",
        chosen=chosen or view.text("panel.all"),
        measure=measure.label(view.language),
        year=view.year,
        last_year=view.year - 1,
        before=before,
        now=now,
        step=view.step_text(measure.kind, plotted[1] - plotted[0]),
        n=f"{int(first['total_agencies']):,}",
    )
    return Evidence(rows if measure.denominator else rows.drop(columns="denominator"), caption)


def _of_cells(view: View, card: Card, point: Point, asked: CellSums) -> Evidence:
    keys = None if point.key is None or card.by == "none" else (point.key,)
    year = point.year or card.year
    frame = view.ask(
        "drilldown_cells",
        by=card.by,
        fragments=cell_sums.fragments(asked),
        keys=keys,
        year=year,
        without=tuple(card.without),
    )
    sides = [
        " ＋ ".join(dictionary.cell_label(view.opened, address, view.language) for address in side)
        for side in asked.sides
    ]
    arithmetic = f"{' ÷ '.join(side for side in sides if side)} {_sum(frame, 'rate' if asked.denominator else 'count')}"
    if not asked.numerator:
        frame, arithmetic = frame.drop(columns="numerator"), ""
    return _reports_of(
        view,
        frame,
        " ".join(asked.sides[0]),
        bool(asked.denominator),
        _chosen(view, card.by, point.key),
        year,
        arithmetic,
    )


def _of_bodies(view: View, card: Card, point: Point, asked: Bodies) -> Evidence:
    """The reports of some bodies, and the figure of each."""
    measure = _measure(view, card, point)
    frame = _reports(view, measure, card.by, asked.keys, point.year or card.year, card.without)
    figures = frame.drop_duplicates("key").set_index("key").reindex(asked.keys)
    names = view.names(card.by, list(asked.keys))
    listed = view.text("list.semicolon").join(
        f"{names.get(str(key), key)} {_division(row['key_numerator'], row['key_denominator'], measure.kind)}"
        for key, row in figures.head(_MOST_BODIES).iterrows()
    )
    more = "…" if len(figures) > _MOST_BODIES else ""
    caption = view.text(
        "panel.bodies",
        measure=measure.label(view.language),
        n=f"{len(asked.keys):,}",
        sum=_sum(frame, measure.kind),
        listed=listed + more,
    )
    return Evidence(_report_rows(view, frame, measure.numerator, bool(measure.denominator)), caption)


def _reports_of(
    view: View, frame: pd.DataFrame, expression: str, divided: bool, chosen: str, year: int | None, words: str
) -> Evidence:
    reports = int(frame["total_reports"].iloc[0]) if len(frame) else 0
    caption = view.text(
        "panel.behind" if words else "panel.reports",
        which=in_year(chosen, year),
        n=f"{reports:,}",
        measure=words.strip(),
    )
    return Evidence(_report_rows(view, frame, expression, divided), caption)


def in_year(chosen: str, year: int | None) -> str:
    """What was chosen and the year of it, if it is of one."""
    return f"{chosen} {year}" if year else chosen


def _report_rows(view: View, frame: pd.DataFrame, expression: str, divided: bool) -> pd.DataFrame:
    undivided = [] if divided else ["denominator", "left_out"]
    return _with_cells(view, frame, expression).drop(columns=[*_TOTALS, *undivided], errors="ignore")


def _with_cells(view: View, frame: pd.DataFrame, expression: str) -> pd.DataFrame:
    """The reports with `cell`, the first that each prints of what is added up."""
    cells = {form: dictionary.first_cell(view.opened, expression, form) for form in frame["form"].unique()}
    return frame.assign(cell=frame["form"].map(cells))


def _reports(
    view: View,
    measure: Measure,
    by: str,
    keys: Sequence[str] | None,
    year: int | None,
    without: Sequence[str],
) -> pd.DataFrame:
    return view.ask(
        "drilldown_reports", measure=measure.key, by=by, keys=keys, year=year, without=tuple(without)
    )


def _measure(view: View, card: Card, point: Point) -> Measure:
    """The measure of a point, if the card has it: an address comes from outside."""
    return view.measure(point.measure if point.measure in card.measures else card.measures[0])  # type: ignore[arg-type]


def _chosen(view: View, by: str, key: str | None) -> str:
    if key is None or by == "none":
        agency = view.selection.agency
        return view.names("agency", [agency]).get(agency, agency) if agency else view.text("panel.all")
    return view.names(by, [key]).get(key, key)


def _sum(frame: pd.DataFrame, kind: str) -> str:
    if frame.empty:
        return ""
    return _division(frame["total_numerator"].iloc[0], frame["total_denominator"].iloc[0], kind)


def _division(numerator: float, denominator: float, kind: str) -> str:
    """The figure with its arithmetic: 11.8 % = 22 ÷ 187, or the sum alone; the pair alone where cases are few."""
    if kind not in ("rate", "ratio"):
        return number_format.whole(numerator)
    if number_format.is_none(denominator):
        return number_format.NONE
    division = f"{number_format.whole(numerator)} ÷ {number_format.whole(denominator)}"
    if denominator < COUNTS_ONLY_BELOW:
        return division
    return f"{number_format.rate(numerator / denominator)} = {division}"
