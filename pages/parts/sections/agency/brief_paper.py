"""The brief as a paper: measures over the years, peers, findings, changes, figures stated in words, the form as printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from etl import Heading, Paper, PaperTable, Part, Picture, Points, Text
from pages.parts.analysis import captions, measure_frames
from pages.parts.charts import svg
from pages.parts.export import page_paper
from pages.parts.sections.agency import brief, peer_position
from pages.parts.sections.shared import report_form
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state.context import View
from pages.parts.text import led_figures
from pages.parts.widgets.form_paper import form_parts

_SPARKLINE = svg.Ink(size=9)


def paper(view: View, agency: AgencyYear, area: str, link: str) -> Paper:
    """The whole brief; `area` is where the peers are taken from, `link` leads back to the page."""
    head = brief.head(view, agency)
    parts = [
        *_lines(view, agency),
        *_peers(view, agency, area),
        *_findings(view, agency),
        *_changes(view, agency),
        *_stated(view, agency),
        *form_parts(
            report_form.cells(view, agency), report_form.findings(view, agency), report_form.form_texts(view)
        ),
    ]
    title = view.text("brief.title", name=agency.name, year=agency.year)
    lines = [" · ".join(head.agency), head.years, head.legend]
    made = page_paper.sheet(view, title, [page_paper.plain(line) for line in lines if line], parts, link)
    return replace(made, warning=head.synthetic)


def _lines(view: View, agency: AgencyYear) -> Iterator[Part]:
    """Each measure with its figure, its line over the years and the sentence that says what it shows."""
    at = replace(view, selection=replace(view.selection, last_year=agency.year))
    rows = []
    for line in brief.lines(view, agency):
        frame = measure_frames.fetch(view, line.measure.key)
        sentence = led_figures.plain(
            captions.trend(at, line.measure, measure_frames.with_texts(view, line.measure, frame))
        )
        years, values = list(frame["year"]), list(frame["plotted"])
        drawing = svg.line(years, values, list(view.breaks(line.measure.key)), _SPARKLINE)
        picture = Picture(str(drawing), svg.LINE_WIDTH, svg.LINE_HEIGHT, f"{line.label}. {sentence}")
        rows.append((line.label, line.figure, picture, sentence))
    if rows:
        yield Heading(view.text("brief.lines"))
        stretch = f"{view.selection.first_year}–{view.selection.last_year}"
        head = (view.text("column.measure"), str(agency.year), stretch, view.text("brief.reading"))
        yield PaperTable(head, rows, (5, 5, 6, 9))


def _peers(view: View, agency: AgencyYear, area: str) -> Iterator[Part]:
    rows, where, name = brief.peer_rows(view, agency, area)
    sentence = led_figures.plain(peer_position.sentence(view, rows))
    yield Heading(view.text("brief.peers", where=where), sentence)
    if peer_position.has_peers(rows):
        heads = (name, "P10 – P25 – P50 – P75 – P90", "P50")
        width, height = svg.spine_size(rows)
        yield Picture(str(svg.spine(rows, heads)), width, height, sentence)
        yield Text(brief.peer_note(view, rows), small=True)


def _findings(view: View, agency: AgencyYear) -> Iterator[Part]:
    findings = brief.findings(view, agency)
    yield Heading(str(findings["heading"]))
    if findings["rows"]:
        yield Points(findings["rows"])
    for note in findings["notes"]:
        yield Text(str(note), small=True)


def _changes(view: View, agency: AgencyYear) -> Iterator[Part]:
    changes = brief.changes(view, agency)
    if changes["rows"]:
        yield Heading(str(changes["heading"]))
        yield PaperTable(changes["heads"], changes["rows"])


def _stated(view: View, agency: AgencyYear) -> Iterator[Part]:
    stated = brief.stated(view, agency)
    if not stated["lines"]:
        return
    yield Heading(stated["heading"])
    head = (view.text("column.item"), view.text("column.amount"), view.text("brief.words"))
    yield PaperTable(
        head, [(line["label"], line["figure"], line["quote"]) for line in stated["lines"]], (4, 2, 9)
    )
    if stated["note"]:
        yield Text(stated["note"], small=True)
