"""Downloads of a card: exactly the rows and columns on screen, with what is needed to read them elsewhere."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd
import streamlit as st
import xlsxwriter

from etl import guard, paper_png, write_explanation
from pages.parts.data import dictionary
from pages.parts.export import page_paper, paper_download
from pages.parts.export.table_texts import RATES, YEARS
from pages.parts.state import shown_cards
from pages.parts.state.context import View
from pages.parts.state.shown_cards import ShownCard
from pages.parts.text.file_names import without_folders

_YEAR = re.compile(r"\d{4}")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|_\s\x00-\x1f]+')
_LONGEST_TITLE = 40
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def buttons(
    view: View,
    frame: pd.DataFrame | Callable[[], pd.DataFrame],
    key: str,
    title: str,
    measures: Sequence[str] = (),
    notes: Sequence[tuple[str, str]] = (),
    card: ShownCard | None = None,
) -> None:
    """Offer `frame` as CSV and XLSX, and the chart of a card as PNG; the files are made when the reader clicks.

    `notes` (heading, text) go into the sheet that explains. One headed as the coverage replaces the line about
    the coverage of all years.
    """
    origin = provenance(view)
    shown = card or ShownCard(title, table=frame, notes=tuple(text for _, text in notes))
    shown_cards.note(key, shown)

    def table() -> pd.DataFrame:
        return without_folders(frame if isinstance(frame, pd.DataFrame) else frame())

    name = file_name(view, title)
    with st.container(horizontal=True, width="content", gap="small"):
        st.download_button(
            "CSV", lambda: csv(view, table(), origin), f"{name}.csv", "text/csv", key=f"csv_{key}", on_click="ignore",
            type="tertiary", icon=":material/download:", help=view.text("export.csv_help"),
        )  # fmt: skip
        st.download_button(
            "XLSX", lambda: xlsx(view, table(), title, origin, measures, notes), f"{name}.xlsx", _XLSX,
            key=f"xlsx_{key}", on_click="ignore", type="tertiary", icon=":material/download:",
            help=view.text("export.xlsx_help"),
        )  # fmt: skip
        if shown.figure is not None:
            _picture(view, shown, key, name, dict(origin)["link"])


def _picture(view: View, card: ShownCard, key: str, name: str, link: str) -> None:
    is_possible = paper_download.has_font()
    st.download_button(
        "PNG", lambda: paper_png(page_paper.one_card(view, card, link)), f"{name}.png", "image/png", key=f"png_{key}",
        on_click="ignore", type="tertiary", icon=":material/download:", disabled=not is_possible,
        help=view.text("paper.png_help" if is_possible else "paper.no_font_short"),
    )  # fmt: skip


def file_name(view: View, title: str, selection: str = "") -> str:
    """What a file of this title is called: the title, region and years unless it names them, and the data version.

    `selection` says in place of the filters what is in the file.
    """
    area, *rest = (selection or view.selection_words()).split(" · ")
    parts = [title[:_LONGEST_TITLE]]
    if area not in title and not _YEAR.search(area):
        parts.append(area)
    if not _YEAR.search(title):
        parts += [part for part in (area, *rest[:1]) if _YEAR.search(part)]
    parts.append(view.text("export.version", version=view.opened.version))
    return _NOT_IN_NAMES.sub("_", "_".join(parts)).strip("_")


def provenance(view: View) -> list[tuple[str, str]]:
    """What travels with every file, as (column name, value): selection, data version, permanent link."""
    return [
        ("scope_sentence", view.selection_words()),
        ("data_version", f"{view.opened.published_at} #{view.opened.version}"),
        ("link", view.permalink()),
    ]


def csv(view: View, frame: pd.DataFrame, provenance: Sequence[tuple[str, str]]) -> bytes:
    """The columns on screen, followed by the provenance, which is the same in all rows; UTF-8 with a BOM."""
    table = pd.DataFrame({name: [_csv_value(value) for value in frame[name]] for name in frame}, dtype=object)
    for name, value in provenance:
        table[name] = guard(value)
    headed = table.rename(columns={name: dictionary.heading(name, view.language) for name in table.columns})
    return headed.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _csv_value(value: object) -> object:
    """A value for CSV: 16 rather than 16.0, which is how a column with gaps holds it; texts guarded."""
    return int(value) if isinstance(value, float) and value.is_integer() else guard(value)


def xlsx(
    view: View,
    frame: pd.DataFrame,
    title: str,
    provenance: Sequence[tuple[str, str]],
    measures: Sequence[str] = (),
    notes: Sequence[tuple[str, str]] = (),
) -> bytes:
    """A workbook of two sheets: the figures, numbers as numbers, and an explanation."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        _write_figures(book, view, frame)
        lines = _explanation(view, title, provenance, measures, notes)
        write_explanation(book, view.text("export.sheet_explanation"), lines)
    return stream.getvalue()


def _write_figures(book: xlsxwriter.Workbook, view: View, frame: pd.DataFrame) -> None:
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    percent, whole, decimal = (
        book.add_format({"num_format": pattern}) for pattern in ("0.0%", "#,##0", "#,##0.0#")
    )
    sheet = book.add_worksheet(view.text("export.sheet_figures"))
    sheet.freeze_panes(1, 0)
    for at, name in enumerate(frame.columns):
        lengths = [len(str(value)) for value in frame[name].head(200)]
        sheet.set_column(at, at, min(40, max([10, *(length * 1.6 for length in lengths)])))
        sheet.write_string(0, at, dictionary.heading(name, view.language), head)
        number = None if name in YEARS else (whole, decimal)
        formats = (percent, percent) if name in RATES else number
        for row, value in enumerate(frame[name], start=1):
            _write_value(sheet, row, at, value, formats)
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def _write_value(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    value: object,
    formats: tuple[xlsxwriter.format.Format, xlsxwriter.format.Format] | None,
) -> None:
    """Write a value; `formats` are those of whole numbers (which must not show a decimal point) and of others."""
    if value is None or value is pd.NA or value != value:
        sheet.write_blank(row, column, None)
    elif isinstance(value, bool | str) or not hasattr(value, "__float__"):
        sheet.write_string(row, column, str(guard(str(value))))
    else:
        number = float(value)
        chosen = formats[0 if number.is_integer() else 1] if formats else None
        sheet.write_number(row, column, number, chosen)


def _explanation(
    view: View,
    title: str,
    provenance: Sequence[tuple[str, str]],
    measures: Sequence[str],
    notes: Sequence[tuple[str, str]],
) -> list[tuple[str, str]]:
    lines = [(view.text("export.title"), title)]
    lines += [(view.text(f"column.{name}"), value) for name, value in provenance]
    if view.text("export.coverage") not in dict(notes):
        lines.append(_coverage(view))
    lines += notes
    lines += [_definition(view, key) for key in measures]
    lines.append((view.text("export.marks"), view.text("export.marks_line")))
    opened = view.opened
    citation = view.text(
        "export.citation_line", title=title, version=opened.version, date=opened.published_at
    )
    return [*lines, (view.text("export.citation"), f"{citation} {date.today().isoformat()}")]


def _coverage(view: View) -> tuple[str, str]:
    coverage = view.ask("filing_counts")
    filed, expected = int(coverage["filed"].sum()), int(coverage["expected"].sum())
    line = view.text("export.coverage_line", filed=filed, expected=expected)
    return view.text("export.coverage"), line


def _definition(view: View, key: str) -> tuple[str, str]:
    measure = view.measure(key)
    formula = dictionary.formula(view.opened, measure, view.language)
    sentences = (formula, measure.caveat(view.language), measure.source_in(view.language))
    return measure.label(view.language), "\n".join(sentence for sentence in sentences if sentence)
