"""Downloads: exactly the rows and columns that are shown, with what is needed to read them elsewhere."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd
import streamlit as st
import xlsxwriter

from pages.parts.data import dictionary
from pages.parts.state.context import View

_FORMULA = re.compile(r"^[\x00-\x1f]|^\s*[=+\-@＝＋－＠﹦﹢﹣﹫]")
_RATE_COLUMNS = ("rate", "low", "high", "share")


def guarded(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def csv(view: View, frame: pd.DataFrame, provenance: Sequence[tuple[str, str]]) -> bytes:
    """The shown columns and then what is the same for all rows: what was looked at, the data version, the link."""
    found = frame.map(guarded)
    for name, value in provenance:
        found[name] = guarded(value)
    headed = found.rename(columns={name: dictionary.heading(name, view.language) for name in found.columns})
    return headed.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def xlsx(
    view: View,
    frame: pd.DataFrame,
    title: str,
    provenance: Sequence[tuple[str, str]],
    measures: Sequence[str] = (),
    notes: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Two sheets: the figures, numbers as numbers, and an explanation."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    percent, number = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "#,##0.##"})
    sheet = book.add_worksheet(view.text("export.sheet_figures"))
    sheet.freeze_panes(1, 0)
    for at, name in enumerate(frame.columns):
        texts = [len(str(value)) for value in frame[name].head(200)]
        sheet.set_column(at, at, min(40, max([10, *(length * 1.6 for length in texts)])))
        sheet.write_string(0, at, dictionary.heading(name, view.language), head)
        shape = percent if name in _RATE_COLUMNS else None if name in ("year", "last_filed") else number
        for row, value in enumerate(frame[name], start=1):
            if value is None or value != value or value is pd.NA:
                sheet.write_blank(row, at, None)
            elif isinstance(value, bool | str) or not hasattr(value, "__float__"):
                sheet.write_string(row, at, str(guarded(str(value))))
            else:
                sheet.write_number(row, at, float(value), shape)
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
    _explanation(book, view, title, provenance, measures, notes)
    book.close()
    return stream.getvalue()


def buttons(
    view: View,
    frame: pd.DataFrame | Callable[[], pd.DataFrame],
    key: str,
    title: str,
    measures: Sequence[str] = (),
    notes: Sequence[tuple[str, str]] = (),
) -> None:
    """CSV and XLSX of `frame`, made only when asked for; `notes` (heading, text) go into the sheet that explains,
    in place of the coverage of all years where they state one."""
    given = provenance(view)

    def table() -> pd.DataFrame:
        return frame if isinstance(frame, pd.DataFrame) else frame()

    name = f"{key}_{view.selection.first_year}-{view.selection.last_year}_v{view.opened.version}"
    with st.container(horizontal=True, width="content", gap="small"):
        st.download_button(
            "CSV", lambda: csv(view, table(), given), f"{name}.csv", "text/csv", key=f"csv_{key}", on_click="ignore",
            type="tertiary", icon=":material/download:", help=view.text("export.csv_help"),
        )  # fmt: skip
        st.download_button(
            "XLSX", lambda: xlsx(view, table(), title, given, measures, notes), f"{name}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", key=f"xlsx_{key}", on_click="ignore",
            type="tertiary", icon=":material/download:", help=view.text("export.xlsx_help"),
        )  # fmt: skip


def provenance(view: View) -> list[tuple[str, str]]:
    """What travels with every file: (column name, value)."""
    return [
        ("scope_sentence", view.sentence()),
        ("data_version", f"{view.opened.published_at} #{view.opened.version}"),
        ("link", view.permalink()),
    ]


def _explanation(
    book: xlsxwriter.Workbook,
    view: View,
    title: str,
    provenance: Sequence[tuple[str, str]],
    measures: Sequence[str],
    notes: Sequence[tuple[str, str]],
) -> None:
    sheet = book.add_worksheet(view.text("export.sheet_explanation"))
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    coverage = view.ask("coverage")
    filed, expected = int(coverage["filed"].sum()), int(coverage["expected"].sum())
    lines = [(view.text("export.title"), title)]
    lines += [(view.text(f"column.{name}"), value) for name, value in provenance]
    if view.text("export.coverage") not in dict(notes):
        lines.append(
            (view.text("export.coverage"), view.text("export.coverage_line", filed=filed, expected=expected))
        )
    lines += notes
    for key in measures:
        measure = view.measure(key)
        formula = dictionary.formula(view.opened, measure, view.language)
        said = [
            part
            for part in (formula, measure.caveat(view.language), measure.source_in(view.language))
            if part
        ]
        lines.append((measure.label(view.language), "\n".join(said)))
    lines.append((view.text("export.marks"), view.text("export.marks_line")))
    opened = view.opened
    citation = view.text(
        "export.citation_line", title=title, version=opened.version, date=opened.published_at
    )
    lines.append((view.text("export.citation"), f"{citation} {date.today().isoformat()}"))
    for row, (name, value) in enumerate(lines):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, str(guarded(value)), wrapped)
