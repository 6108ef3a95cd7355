"""One relation as a file: the rows that the filters leave, or all, with an explanation."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import Literal, NamedTuple

import duckdb
import streamlit as st

from etl import (
    EXCEL_ROWS,
    RELATIONS,
    ReportFilter,
    Table,
    count_rows,
    exported_table,
    reader_grain,
    short_labels,
    write_file,
)
from pages.parts.data import dictionary
from pages.parts.data.database import rows
from pages.parts.export import card_download
from pages.parts.runtime import cache
from pages.parts.sections.data.citation import citation_line
from pages.parts.sections.data.file_making import Progress, cursor, make, offer, selections
from pages.parts.state import url_state
from pages.parts.state.context import View

_FORMATS = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# a file that the browser gets at one click; a longer one, or a workbook, is prepared under a progress bar
_WRITTEN_IN_SECONDS, _MOST_AT_ONCE = ("csv", "parquet"), 1_000_000
_PRINCIPLES = ("blank", "proved", "total", "unknown", "states")


class _File(NamedTuple):
    """What to write: `form` is that of the official layout, "" for other relations."""

    relation: str
    form: str
    format: str
    reports: ReportFilter


def files(view: View) -> None:
    """Draw the choices and one button each for the selected rows and for all."""
    with st.container(border=True, key="card_data_files"):
        st.markdown(f"##### {view.text('download.title')}", anchors=False)
        relation, form, file_format = _choices(view)
        with st.container(horizontal=True):
            for name, reports in selections(view).items():
                _button(view, name, _File(relation, form, file_format, reports))
        st.caption(view.text("download.note"))


def _choices(view: View) -> tuple[str, str, str]:
    """Relation, form and file format."""
    columns = st.columns(3)
    with columns[0]:
        names = {name: view.text(f"download.{name}") for name in RELATIONS}
        relation = url_state.select("data-what", view.text("download.what"), RELATIONS, names) or "cells"
    form = ""
    if relation == "official":
        known = rows(view.opened, "select form, label_zh, label_en from forms order by position desc")
        labels = dict(zip(known["form"], known[f"label_{view.language}"], strict=True))
        with columns[2]:
            chosen = url_state.select("data-form", view.text("column.form"), list(labels), labels)
        form = chosen or next(iter(labels))
    with columns[1]:
        formats = {name: name.upper() for name in _FORMATS}
        label = view.text("download.format")
        return relation, form, url_state.segmented("data-format", label, list(formats), formats)


def _button(view: View, name: str, file: _File) -> None:
    table, count = _counted(view, name, file.relation, file.form)
    title = view.text(f"download.{file.relation}") + (f" {file.form}" if file.form else "")
    stem = card_download.file_name(view, title, "" if name == "chosen" else view.text("download.all_reports"))
    write = partial(_write, view, table, file, count)
    look: Literal["primary", "secondary"] = "primary" if name == "chosen" else "secondary"
    if file.format in _WRITTEN_IN_SECONDS and count <= _MOST_AT_ONCE:
        st.download_button(
            view.text(f"download.at_once_{name}", n=f"{count:,}"), partial(_content, write), f"{stem}.{file.format}",
            _FORMATS[file.format], key=f"at_once_{name}", on_click="ignore", type=look, disabled=not count,
            icon=":material/download:",
        )  # fmt: skip
        return
    is_too_long = file.format == "xlsx" and count > EXCEL_ROWS
    key = f"{file.relation}|{file.form}|{file.format}|{name}|{view.permalink()}"
    if st.button(
        view.text(f"download.{name}", n=f"{count:,}"),
        key=f"make_{name}",
        disabled=is_too_long or not count,
        type=look,
    ):
        make(view, key, write, count)
    if is_too_long:
        st.caption(view.text("download.too_many", most=f"{EXCEL_ROWS:,}"))
    offer(view, key, f"{stem}.{file.format}", _FORMATS[file.format])


def _content(write: Callable[[io.BytesIO, Progress], None]) -> bytes:
    """The file of a writer that nobody follows."""
    out = io.BytesIO()
    write(out, lambda text, share: None)
    return out.getvalue()


@cache.cached
def _counted(view: View, name: str, relation: str, form: str) -> tuple[Table, int]:
    """What the file of one of `selections` holds, and how many rows."""
    reports = selections(view)[name]
    with cursor(view) as con:
        table = exported_table(con, relation, reports, view.language, form)
        return table, count_rows(con, relation, reports, form)


def _write(view: View, table: Table, file: _File, count: int, out: io.BytesIO, progress: Progress) -> None:
    def show_rows(done: int) -> None:
        progress(view.text("download.making", done=f"{done:,}", n=f"{count:,}"), done / max(1, count))

    with cursor(view) as con:
        write_file(
            con,
            table,
            out,
            file.format,
            sheet_names=(view.text("export.sheet_figures"), view.text("export.sheet_explanation")),
            explanation=_explanation(view, con, file),
            progress=show_rows,
        )


def _explanation(view: View, con: duckdb.DuckDBPyConnection, file: _File) -> list[tuple[str, str]]:
    """The lines of the explanation sheet: (heading, text)."""
    facts = dict(card_download.provenance(view))
    if not file.reports.parameters:
        facts["scope_sentence"] = view.text("download.all_reports")
        page = facts["link"].split("?")[0]
        facts["link"] = f"{page}?version={view.opened.version}&data=all&scope=all&lang={view.language}"
    principles = "\n".join(view.text(f"counting.{name}") for name in _PRINCIPLES)
    return [
        (view.text("export.title"), view.text(f"download.{file.relation}")),
        (view.text("download.grain"), reader_grain(file.relation, view.language)),
        *((view.text(f"column.{name}"), value) for name, value in facts.items()),
        (view.text("export.coverage"), _coverage(view, con, file.reports)),
        (view.text("counting.title"), principles),
        *(_short_labels(view) if file.relation == "cells" else []),
        *(_measures(view) if file.relation == "measures" else []),
        (view.text("export.citation"), citation_line(view)),
    ]


def _coverage(view: View, con: duckdb.DuckDBPyConnection, reports: ReportFilter) -> str:
    """How many reports of how many agencies the file holds, and of which years."""
    held = f"select count(*), count(distinct agency_id), min(year), max(year), count(*) filter (synthetic) from reports where {reports.condition}"
    count, agencies, first, last, synthetic = con.sql(held, params=reports.bound()).fetchall()[0]
    return view.text(
        "download.held",
        reports=f"{count:,}",
        agencies=f"{agencies:,}",
        first=first,
        last=last,
        synthetic=f"{synthetic:,}",
    )


def _short_labels(view: View) -> list[tuple[str, str]]:
    """The short names of rows and columns with what the newest form that has them prints."""
    cells = dictionary.form_cells(view.opened)
    lines = []
    for axis in ("row", "column"):
        printed = dict(zip(cells[f"{axis}_key"], cells[f"{axis}_label_{view.language}"], strict=True))
        names = {key: name for key, name in short_labels(axis, view.language).items() if key in printed}
        told = (
            view.text("download.short_label", short=name, label=printed[key]) for key, name in names.items()
        )
        if names:
            lines.append((view.text(f"download.short_{axis}s"), "\n".join(told)))
    return lines


def _measures(view: View) -> list[tuple[str, str]]:
    lines = []
    for measure in dictionary.measures(view.opened).values():
        formula = dictionary.formula(view.opened, measure, view.language)
        parts = (formula, measure.caveat(view.language), measure.source_in(view.language))
        lines.append((measure.label(view.language), "\n".join(part for part in parts if part)))
    return lines
