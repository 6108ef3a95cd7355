"""What the overview alone shows: how complete the reports are, what stands out, and where to go on."""

from __future__ import annotations

import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.charts import trend
from pages.parts.runtime import cache
from pages.parts.state import navigation
from pages.parts.state.context import View
from pages.parts.stats import proportions
from pages.parts.text import number_format
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, choices, links
from pages.parts.widgets.chart_card import Card

_OUTSIDE = 0.998
_ONWARD = ":material/arrow_forward:"


@chart_card.drawn
def filing(view: View) -> Card:
    """Reports filed and not filed by year."""
    frame = view.ask("coverage")
    frame["missing"] = frame["expected"] - frame["filed"]
    frame["without_errors"] = frame["filed"] - frame["with_errors"]
    parts = [
        ("without_errors", view.text("filing.without_errors"), view.palette.accent, ""),
        ("with_errors", view.text("filing.with_errors"), view.palette.highlight, "x"),
        ("missing", view.text("filing.missing"), view.palette.faint, "/"),
    ]
    for column, label, *_ in parts:
        frame[f"said_{column}"] = [
            f"<b>{row.year}</b><br>{label}: {number_format.whole(getattr(row, column))} / {number_format.whole(row.expected)}"
            for row in frame.itertuples()
        ]
    now = measure_frames.row_of_year(frame, view.year)
    sentence = view.text("sentence.filing_none", year=view.year)
    if now is not None:
        sentence = view.text(
            "sentence.filing",
            year=view.year,
            filed=now["filed"],
            expected=now["expected"],
            missing=now["missing"],
        )
    table = frame[["year", "expected", "filed", "missing", "with_errors", "unreadable"]]
    return Card(
        "overview_filing",
        view.text("title.filing"),
        sentence,
        trend.columns(frame, parts, {}, view.palette),
        table,
        notes=(view.text("chart.expected"),),
    )


def standing_out(view: View) -> None:
    """Sentences on what is unusual in the last year, each a link to the part of a page that shows it."""
    said = _said(view.in_year(view.year))  # the same whatever the first year is
    with st.container(border=True, key="standing_out"):
        st.markdown(f"##### {view.text('overview.standing_out', year=view.year)}")
        for page, part, sentence in said:
            label = f"{escape_markdown(sentence)} :gray[· {view.text(f'page.{page}')}]"
            links.to_tab(view, page, part, label, icon=_ONWARD)
        if not said:
            st.markdown(view.text("overview.nothing"))


@cache.cached
def _said(view: View) -> tuple[tuple[str, str, str], ...]:
    """(page, its part, sentence) of all that stands out; `view` is of one year alone."""
    return (
        *_coverage(view),
        *_unusual(view, "disclosure_rate"),
        *_largest_change(view),
        *_corrected(view),
        *_doubtful(view),
    )


def entry_points(view: View) -> None:
    """The other pages, each with the question that it answers."""
    st.markdown(f"##### {view.text('overview.go_on')}")
    others = [key for key in navigation.PAGES if key != view.page]
    with st.container(key="go_on"):
        columns = st.columns(3)
    for at, key in enumerate(others):
        with columns[at * len(columns) // len(others)]:
            label = f"**{view.text(f'page.{key}')}** :gray[{view.text(f'question.{key}')}]"
            links.to_tab(view, key, "", label, icon=_ONWARD)


def _coverage(view: View) -> list[tuple[str, str, str]]:
    found = []
    missing = view.ask("missing")
    if len(missing):
        names = view.text("list.comma").join(missing["agency"].head(5)) + ("…" if len(missing) > 5 else "")
        found.append(("quality", "filing", view.text("overview.missing", n=len(missing), names=names)))
    faulty = view.ask("faulty")
    if len(faulty):
        found.append(
            (
                "quality",
                "findings",
                view.text("overview.faulty", n=faulty["report_id"].nunique(), findings=len(faulty)),
            )
        )
    return found


def _unusual(view: View, key: str) -> list[tuple[str, str, str]]:
    """Places whose rate lies outside what chance explains (99.8 % limits about the common rate)."""
    by = choices.groupings(view)[0]
    frame = measure_frames.fetch(view, key, by, view.year)
    whole = measure_frames.row_of_year(measure_frames.fetch(view, key, year=view.year), view.year)
    if whole is None or whole["status"] != "full":
        return []
    low, high = proportions.wilson(
        frame["numerator"].to_numpy(float), frame["denominator"].to_numpy(float), _OUTSIDE
    )
    full = frame["status"] == "full"
    found = []
    for name, part in (
        ("above", frame[full & (low > whole["value"])]),
        ("below", frame[full & (high < whole["value"])]),
    ):
        if len(part):
            ordered = part.sort_values("value", ascending=name == "below").head(4)
            names = view.text("list.comma").join(
                f"{row.name_} {number_format.rate(row.value)}"
                for row in ordered.rename(columns={"name": "name_"}).itertuples()
            )
            more = "…" if len(part) > len(ordered) else ""
            found.append(
                (
                    view.measure(key).page,
                    "places",
                    view.text(
                        f"overview.{name}",
                        measure=view.measure(key).label(view.language),
                        whole=number_format.rate(whole["value"]),
                        names=names + more,
                    ),
                )
            )
    return found


def _largest_change(view: View) -> list[tuple[str, str, str]]:
    key = "applications_received"
    frame = view.ask("change", measure=key).dropna(subset=["before", "now"])
    if frame.empty or view.broken(view.year, key):
        return []
    frame["change"] = frame["now"] - frame["before"]
    top = frame.loc[frame["change"].abs().idxmax()]
    whole = frame["change"].sum()
    if not top["change"]:
        return []
    return [(view.measure(key).page, "places", view.text(
        "overview.change", measure=view.measure(key).label(view.language), whole=number_format.whole(whole, signed=True),
        n=len(frame), name=top["agency"], change=number_format.whole(top["change"], signed=True),
        before=number_format.whole(top["before"]), now=number_format.whole(top["now"]),
    ))]  # fmt: skip


def _doubtful(view: View) -> list[tuple[str, str, str]]:
    """Figures of table 二 of the year whose unit or size is doubtful: one may make the sum of all."""
    frame = view.ask("doubtful_volumes")
    if frame.empty:
        return []
    names = view.text("list.comma").join(frame["agency"].unique()[:5])
    return [("disclosure", "volumes", view.text("overview.doubtful", n=len(frame), names=names))]


def _corrected(view: View) -> list[tuple[str, str, str]]:
    by = choices.groupings(view)[0]
    frame = measure_frames.fetch(view, "review_correction_rate", by, view.year)
    frame = frame[frame["numerator"] > 0].sort_values("numerator", ascending=False).head(3)
    if frame.empty:
        return []
    frame = measure_frames.with_texts(view, view.measure("review_correction_rate"), frame)
    names = view.text("list.comma").join(
        f"{name} {written}" for name, written in zip(frame["name"], frame["display_text"], strict=True)
    )
    return [("litigation", "places", view.text("overview.corrected", names=names))]
