"""What a page shows as a paper: its cards with sentence, chart or table, coverage, source, version and link."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd

from etl import Heading, Paper, PaperTable, Part, Picture, Points, Text
from pages.parts.charts import picture
from pages.parts.charts.base.builder import CachedFigure
from pages.parts.export import table_texts
from pages.parts.state.context import View
from pages.parts.state.shown_cards import ShownCard

_LOG = logging.getLogger(__name__)
# pixels of a drawing, which on a page is 493 points wide, and by itself
_TALLEST, _WHOLE = 880, 0
_TAG = re.compile(r"<[^>]+>")
_MARKDOWN = re.compile(r"\\(?=[^\w\s])|\*\*|:material/\w+:")
_COLOURED = re.compile(r":[a-z]+\[([^\]]*)\]")


def page(view: View, title: str, link: str, cards: Sequence[ShownCard]) -> Paper:
    """The paper of a page: title, selection, coverage, and each card."""
    parts = [part for card in cards for part in card_parts(view, card, _TALLEST)]
    lines = [view.selection_words(), *_coverage(view)]
    return sheet(view, title, lines, parts or [Text(view.text("paper.no_cards"))], link)


def one_card(view: View, card: ShownCard, link: str) -> Paper:
    """The paper of one card alone, to be a picture."""
    return sheet(
        view, "", [], [*card_parts(view, card, _WHOLE), Text(view.selection_words(), small=True)], link
    )


def sheet(view: View, title: str, lines: Sequence[str], parts: Sequence[Part], link: str) -> Paper:
    """A paper with its source, data version and link, and the mark of synthetic data if there are any on it."""
    opened = view.opened
    today = date.today().isoformat()
    source = view.text("paper.source", version=opened.version, date=opened.published_at, today=today)
    return Paper(view.language, title, lines, warning(view), parts, source, link)


def warning(view: View) -> str:
    """What to say of synthetic reports in the selection; empty if there are none."""
    ((reports, synthetic),) = view.ask("synthetic_reports").to_numpy().tolist()
    if not synthetic:
        return ""
    return (
        view.text("brief.synthetic") if synthetic == reports else view.text("paper.mixed", n=f"{synthetic:,}")
    )


def card_parts(view: View, card: ShownCard, tallest: int) -> Iterator[Part]:
    """A card's heading, its chart (in pieces at most so many pixels high, where that is not 0) or table, its notes."""
    yield Heading(plain(card.sentence), plain(card.title))
    if card.points:
        yield Points([plain(point) for point in card.points])
    drawn = _chart(card, tallest) if card.figure is not None else None
    if drawn is not None:
        yield from drawn
    elif card.parts is not None:
        yield from card.parts()
    elif card.table is not None:
        yield from _table(view, card.table if isinstance(card.table, pd.DataFrame) else card.table())
    for note in card.notes:
        yield Text(plain(note), small=True)


def plain(text: str) -> str:
    """A text of the pages without Markdown's signs."""
    return _COLOURED.sub(r"\1", _MARKDOWN.sub("", text)).strip()


def _coverage(view: View) -> list[str]:
    coverage = view.ask("filing_counts")
    now = coverage[coverage["year"] == view.year]
    counts = {name: int(now[name].sum()) for name in ("filed", "expected")}
    return [plain(view.text("coverage.filed", year=view.year, **counts))]


def _chart(card: ShownCard, tallest: int) -> list[Part] | None:
    """The chart as drawings, or as a native table where it is one; None if it cannot be drawn, which the log says."""
    assert card.figure is not None
    table = _table_trace(card.figure)
    if table is not None:
        return [table]
    try:
        pieces = picture.draw(card.figure, tallest)
    except ValueError:
        _LOG.exception("一幅图没有画到纸上: %s", card.title, extra={"event": "chart_not_on_paper"})
        return None
    described = f"{plain(card.title)}. {plain(card.sentence)}"
    return [Picture(piece.svg, piece.width, piece.height, described) for piece in pieces]


def _table_trace(figure: CachedFigure) -> PaperTable | None:
    tables = [trace for trace in figure.to_plotly_json()["data"] if trace["type"] == "table"]
    if not tables:
        return None
    head, columns = (tables[0][part]["values"] for part in ("header", "cells"))
    rows = [[str(cell) for cell in row] for row in zip(*columns, strict=True)]
    return PaperTable([_TAG.sub("", str(text)) for text in head], rows)


def _table(view: View, frame: pd.DataFrame) -> Iterator[Part]:
    if not len(frame):
        yield Text(view.text("empty.figures"))
        return
    table, left_out = table_texts.paper_table(view, frame)
    yield table
    if left_out:
        yield Text(left_out, small=True)
