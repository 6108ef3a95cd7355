"""The sentence above a chart: its finding, in figures that can be checked in it."""

from __future__ import annotations

import pandas as pd

from pages.parts.analysis import measure_frames, year_on_year
from pages.parts.data import dictionary
from pages.parts.data.dictionary import Measure
from pages.parts.state.context import View
from pages.parts.text import led_figures
from pages.parts.text.led_figures import led


def title_with_unit(view: View, title: str, measure: Measure) -> str:
    """A title with the unit of the measure."""
    unit = dictionary.unit(measure, view.language)
    return title + view.text("list.brackets", inside=unit) if unit else title


def trend(view: View, measure: Measure, frame: pd.DataFrame, is_partial: bool = False) -> str:
    """The last year's figure and its change from the year before, over the same agencies.

    Of figures that are counted in part (`is_partial`) the last one alone.
    """
    now = measure_frames.row_of_year(frame, view.year)
    label = measure.label(view.language)
    if now is None or now["plotted"] != now["plotted"]:
        return view.text("sentence.none", measure=label, year=view.year)
    value = measure_frames.display_text(view, measure, now)
    change = None if is_partial else year_on_year.change(view, measure)
    if change is None or change.step is None:
        shown = value if is_partial else led(value, None, view.year, measure.key)
        return view.text("sentence.alone", measure=label, year=view.year, value=shown)
    key = f"sentence.{'changed' if change.step else 'unchanged'}{'' if change.same else '_of_both'}"
    return view.text(
        key, measure=label, year=view.year, value=led(value, None, view.year, measure.key),
        last_year=view.year - 1, step=year_on_year.step_text(view, measure, change.step), n=f"{change.agencies:,}",
    )  # fmt: skip


def ranking(view: View, measure: Measure, frame: pd.DataFrame) -> str:
    """The highest and the lowest of the figures that may be ranked."""
    label = measure.label(view.language)
    known = frame[frame["status"] == "full"]
    if known["plotted"].dropna().empty:
        return view.text("sentence.none", measure=label, year=view.year)
    top, bottom = known.iloc[0], known.iloc[-1]
    most, least = (measure_frames.display_text(view, measure, row) for row in (top, bottom))
    is_same = most == least
    most, least = (
        led(shown, row["key"], view.year, measure.key) for shown, row in ((most, top), (least, bottom))
    )
    if len(known) == 1:
        return view.text("sentence.one", measure=label, year=view.year, top=top["name"], most=most)
    if is_same:
        return view.text("sentence.all_same", measure=label, year=view.year, value=led_figures.plain(most))
    return view.text(
        "sentence.ranked", measure=label, year=view.year, top=top["name"], most=most, bottom=bottom["name"], least=least,
    )  # fmt: skip


def grid(view: View, measure: Measure, frame: pd.DataFrame, by: str) -> str:
    """What rose and what fell most since the year before, over the same agencies, among comparable figures."""
    label = measure.label(view.language)
    if view.selection.first_year < view.year and not view.broken(view.year, measure.key):
        moved = year_on_year.steps(view, measure, by)
        if len(moved) > 1 and moved.max() > 0 > moved.min():
            names = dict(zip(frame["key"], frame["name"], strict=True))
            return view.text(
                "sentence.grid_changes",
                measure=label,
                year=view.year,
                up=names[moved.idxmax()],
                down=names[moved.idxmin()],
                up_step=year_on_year.step_text(view, measure, moved.max()),
                down_step=year_on_year.step_text(view, measure, moved.min()),
            )
    years = f"{view.selection.first_year}–{view.selection.last_year}"
    return view.text("sentence.grid", measure=label, n=frame["key"].nunique(), years=years)
