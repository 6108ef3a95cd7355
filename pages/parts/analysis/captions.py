"""The sentence above a chart: its finding, in figures that can be checked in it."""

from __future__ import annotations

import pandas as pd

from pages.parts.analysis import measure_frames, year_on_year
from pages.parts.data import dictionary
from pages.parts.data.dictionary import Measure
from pages.parts.state.context import View
from pages.parts.text.led_figures import CHANGE_OF_BOTH, Sentence, led, words

RANKED = "ranked"


def title_with_unit(view: View, title: str, measure: Measure) -> str:
    """A title with the unit of the measure."""
    unit = dictionary.unit(measure, view.language)
    return title + view.text("list.brackets", inside=unit) if unit else title


def trend(view: View, measure: Measure, frame: pd.DataFrame, is_partial: bool = False) -> Sentence:
    """The last year's figure and its change from the year before, over the same agencies.

    Of figures that are counted in part (`is_partial`) the last one alone.
    """
    now = measure_frames.row_of_year(frame, view.year)
    if now is None or now["plotted"] != now["plotted"]:
        return nothing(view, measure)
    label, shown = words(measure.label(view.language)), measure_frames.display_text(view, measure, now)
    value = led(shown, None, view.year, measure.key)
    change = None if is_partial else year_on_year.change(view, measure)
    if change is None or change.step is None:
        return view.sentence("sentence.alone", view.year, measure=label, value=value)
    key = f"sentence.{'changed' if change.step else 'unchanged'}{'' if change.same else '_of_both'}"
    step, agencies = (
        led(shown, None, view.year, measure.key, CHANGE_OF_BOTH)
        for shown in (view.step_text(measure.kind, change.step), f"{change.agencies:,}")
    )
    return view.sentence(key, view.year, view.year - 1, measure=label, value=value, step=step, n=agencies)


def nothing(view: View, measure: Measure) -> Sentence:
    """That there is no figure of a measure to show."""
    return view.sentence("sentence.none", view.year, measure=words(measure.label(view.language)))


def ranking(view: View, measure: Measure, frame: pd.DataFrame) -> Sentence:
    """The highest and the lowest of the figures that may be ranked; where all are alike, that figure of `ranked_bodies`."""
    label = words(measure.label(view.language))
    known = frame[frame["status"] == "full"]
    if known["plotted"].dropna().empty:
        return nothing(view, measure)
    top, bottom = known.iloc[0], known.iloc[-1]
    most, least = (measure_frames.display_text(view, measure, row) for row in (top, bottom))
    if len(known) > 1 and most == least:
        same = led(most, None, view.year, measure.key, RANKED)
        return view.sentence("sentence.all_same", view.year, measure=label, value=same)
    return view.sentence(
        "sentence.one" if len(known) == 1 else "sentence.ranked", view.year, measure=label,
        top=words(top["name"]), most=led(most, top["key"], view.year, measure.key),
        bottom=words(bottom["name"]), least=led(least, bottom["key"], view.year, measure.key),
    )  # fmt: skip


def ranked_bodies(frame: pd.DataFrame) -> tuple[str, ...]:
    """The keys of the figures that may be ranked, in their order: what `ranking` calls RANKED."""
    return tuple(frame.loc[frame["status"] == "full", "key"])


def grid(view: View, measure: Measure, frame: pd.DataFrame, by: str) -> Sentence:
    """What rose and what fell most since the year before, over the same agencies, among comparable figures."""
    label = words(measure.label(view.language))
    if view.selection.first_year < view.year and not view.broken(view.year, measure.key):
        moved = year_on_year.steps(view, measure, by)
        if len(moved) > 1 and moved.max() > 0 > moved.min():
            names = dict(zip(frame["key"], frame["name"], strict=True))
            up, down = moved.idxmax(), moved.idxmin()
            up_step, down_step = (
                led(view.step_text(measure.kind, moved[key]), key, view.year, measure.key, CHANGE_OF_BOTH)
                for key in (up, down)
            )
            return view.sentence(
                "sentence.grid_changes",
                view.year,
                measure=label,
                up=words(names[up]),
                up_step=up_step,
                down=words(names[down]),
                down_step=down_step,
            )
    years = f"{view.selection.first_year}–{view.selection.last_year}"
    return view.sentence("sentence.grid", measure=label, years=words(years))
