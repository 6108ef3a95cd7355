"""One page for the head of the office: who had to file, who did not, what does not add up, what stands out, the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from etl import Heading, Paper, PaperTable, Part, Points, Text
from pages.parts.analysis import measure_frames
from pages.parts.export import card_download, page_paper, paper_download
from pages.parts.sections.overview import noteworthy
from pages.parts.sections.shared import kpi_row
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.widgets import choices

_STATES = ("expected", "filed", "missing", "late", "with_errors")
_MOST_NAMES, _MOST_ERRORS, _MOST_REMARKS, _LONGEST = 10, 5, 5, 240
_FEWEST_PEERS = 3


def button(view: View, keys: Sequence[str]) -> None:
    """Draw the button that offers the page, with the measures of `keys`; made outside the page's session."""
    link, title = view.permalink(), _title(view)
    with st.popover(view.text("briefing.button"), icon=":material/print:", help=view.text("briefing.help")):
        name = card_download.file_name(view, title)
        paper_download.buttons(view, lambda: paper(view, keys, link), name, "briefing")


def paper(view: View, keys: Sequence[str], link: str) -> Paper:
    """The page over the selection; reports are counted over all scopes and levels, figures in the scope chosen."""
    every = view.of_every_scope()
    parts = [*_filing(every), *_errors(every), *_remarks(view), *_figures(view, keys)]
    return page_paper.sheet(view, _title(view), [view.selection_words()], parts, link)


def _title(view: View) -> str:
    area = view.selection.area() or view.selection_words().split(" · ")[0]
    return view.text("briefing.title", area=area, year=view.year)


def _filing(view: View) -> Iterator[Part]:
    """How many had to file, and who did not or was late."""
    counts = measure_frames.row_of_year(view.ask("filing_counts"), view.year)
    yield Heading(view.text("overview.must_file", year=view.year))
    if counts is None:
        yield Text(view.text("empty.figures"))
        return
    yield PaperTable(
        [view.text(f"briefing.{state}") for state in _STATES],
        [[number_format.whole(counts[state]) for state in _STATES]],
    )
    late = view.ask("late")
    days = [
        f"{name} {date or ''}".strip()
        for name, date in zip(late["agency"], late["published_on"], strict=True)
    ]
    yield Points([
        view.text("briefing.who_missing", names=_names(view, list(view.ask("missing")["agency"]))),
        view.text("briefing.who_late", names=_names(view, days)),
    ])  # fmt: skip


def _errors(view: View) -> Iterator[Part]:
    """The gravest findings of the year."""
    faulty = view.ask("faulty")
    yield Heading(view.text("briefing.errors", n=faulty["report_id"].nunique(), findings=len(faulty)))
    column = "message" if view.language == "zh" else "message_en"
    lines = [
        _short(f"{row['agency']}{view.text('list.dash')}{row[column]}")
        for _, row in faulty.head(_MOST_ERRORS).iterrows()
    ]
    yield Points(lines or [view.text("briefing.none")])
    if len(faulty) > _MOST_ERRORS:
        yield Text(view.text("briefing.more", n=len(faulty) - _MOST_ERRORS), small=True)


def _remarks(view: View) -> Iterator[Part]:
    """What stands out, but for what is said above of filing and errors."""
    sentences = [remark.sentence for remark in noteworthy.remarks_on(view) if remark.page != "quality"]
    yield Heading(view.text("overview.standing_out", year=view.year))
    yield Points(
        [_short(sentence) for sentence in sentences[:_MOST_REMARKS]] or [view.text("overview.nothing")]
    )


def _figures(view: View, keys: Sequence[str]) -> Iterator[Part]:
    """The headline figures with last year's and the spread of those compared."""
    shown = [key for key in keys if kpi_row.is_on_form(view, key)]
    figures = kpi_row.figures(view, shown)
    spreads = [_spread(view, key) for key in shown]
    head = [
        *(view.text(f"column.{name}") for name in ("measure", "now", "change", "before")),
        _compared(view),
    ]
    rows = list(
        zip(figures["measure"], figures["now"], figures["change"], figures["before"], spreads, strict=True)
    )
    yield Heading(view.text("headline.title", year=view.year))
    yield PaperTable(head, rows, (5, 3, 6, 5, 8))


def _among(view: View) -> View:
    """The view over those that the selection is compared with: its own parts, or those of the city if it is one county."""
    narrow = next((name for name in ("agency", "county") if getattr(view.selection, name)), "")
    return view.among(narrow) if narrow else view


def _compared(view: View) -> str:
    wide = _among(view)
    by = view.text(f"by.{choices.groupings(wide)[0]}")
    return view.text("briefing.spread_head", by=by)


def _spread(view: View, key: str) -> str:
    """Median, lowest and highest of the parts whose figure rests on enough cases; — for fewer than three."""
    wide, measure = _among(view), view.measure(key)
    frame = measure_frames.fetch(wide, key, choices.groupings(wide)[0], view.year)
    known = frame.loc[frame["status"] == "full", "plotted"].dropna()
    if len(known) < _FEWEST_PEERS:
        return number_format.NONE
    low, high = (number_format.measured(value, measure.kind) for value in (known.min(), known.max()))
    middle = (
        number_format.rate(known.median())
        if measure.kind in ("rate", "ratio")
        else number_format.median(known.median())
    )
    return view.text("briefing.spread", middle=middle, low=low, high=high, n=len(known))


def _names(view: View, names: Sequence[str]) -> str:
    if not names:
        return view.text("briefing.none")
    listed = view.text("list.comma").join(names[:_MOST_NAMES])
    return listed if len(names) <= _MOST_NAMES else view.text("briefing.and_more", names=listed, n=len(names))


def _short(sentence: str) -> str:
    """A sentence that leaves room for the others, never cut within a figure."""
    if len(sentence) <= _LONGEST:
        return sentence
    return f"{sentence[:_LONGEST].rstrip('0123456789.,%+−→ ')}…"
