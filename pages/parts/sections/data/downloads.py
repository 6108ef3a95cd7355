"""Everything as files: what the filters choose or all of it, with progress and with what explains it elsewhere."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial

import duckdb
import streamlit as st

from etl import (
    EXCEL_ROWS,
    RELATIONS,
    ReportFilter,
    count_rows,
    grain,
    read_guarded_rows,
    read_rows,
    relation_query,
    write_csv,
    write_parquet,
    write_xlsx,
)
from pages.parts.data import database, dictionary
from pages.parts.data.database import rows
from pages.parts.export import card_download
from pages.parts.export.data_package import write_package
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.i18n import texts

_FORMATS = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_READY = "file_made"


def files(view: View) -> None:
    """One relation in one format; two buttons: what the filters choose, and everything."""
    with st.container(border=True, key="card_data_files"):
        st.markdown(f"##### {view.text('download.title')}")
        columns = st.columns(3)
        with columns[0]:
            names = {name: view.text(f"download.{name}") for name in RELATIONS}
            relation = url_state.select("data-what", view.text("download.what"), RELATIONS, names) or "cells"
        form = ""
        if relation == "official":
            known = rows(view.opened, "select form, label_zh, label_en from forms order by position desc")
            labelled = dict(zip(known["form"], known[f"label_{view.language}"], strict=True))
            with columns[2]:
                form = url_state.select(
                    "data-form", view.text("column.form"), list(labelled), labelled
                ) or next(iter(labelled))
        with columns[1]:
            kind = url_state.segmented(
                "data-format",
                view.text("download.format"),
                list(_FORMATS),
                {one: one.upper() for one in _FORMATS},
            )
        with st.container(horizontal=True):
            for which, selection in (("chosen", _chosen(view)), ("everything", ReportFilter())):
                with _cursor(view) as con:
                    query = relation_query(con, relation, selection, form)
                    count = count_rows(con, query, selection)
                too_many = kind == "xlsx" and count > EXCEL_ROWS
                label = view.text(f"download.{which}", n=f"{count:,}")
                key = f"{relation}|{form}|{kind}|{which}|{view.permalink()}"
                if st.button(
                    label,
                    key=f"make_{which}",
                    disabled=too_many or not count,
                    type="primary" if which == "chosen" else "secondary",
                ):
                    _make(view, key, partial(_write, view, query, selection, kind, relation), count)
                if too_many:
                    st.caption(view.text("download.too_many", most=f"{EXCEL_ROWS:,}"))
                _offer(
                    view,
                    key,
                    f"{relation}{form and '_' + form}_{which}_v{view.opened.version}.{kind}",
                    _FORMATS[kind],
                )
        st.caption(view.text("download.note"))


def package(view: View) -> None:
    """All relations and definitions in one zip that describes itself."""
    with st.container(border=True, key="card_data_package"):
        st.markdown(f"##### {view.text('download.package_title')}")
        st.markdown(view.text("download.package_note"))
        with st.container(horizontal=True):
            for which, selection in (("chosen", _chosen(view)), ("everything", ReportFilter())):
                key = f"package|{which}|{view.permalink()}"
                with _cursor(view) as con:
                    count = count_rows(con, relation_query(con, "reports", selection), selection)
                label = view.text(f"package.{which}", n=f"{count:,}")
                if st.button(label, key=f"make_package_{which}", disabled=not count):
                    _make(view, key, partial(_package, view, selection, which), None)
                _offer(view, key, f"disclosure_{which}_v{view.opened.version}.zip", "application/zip")


def citation(view: View) -> str:
    """How to cite this version: title, version, day of publication, link, day of the look-up."""
    line = view.text(
        "export.citation_line",
        title=view.text("site.title"),
        version=view.opened.version,
        date=view.opened.published_at,
    )
    return f"{line} {date.today().isoformat()}, {view.permalink()}"


@contextmanager
def _cursor(view: View) -> Iterator[duckdb.DuckDBPyConnection]:
    con = database.cursor(view.opened)
    try:
        yield con
    finally:
        con.close()


def _chosen(view: View) -> ReportFilter:
    """The reports that the filters choose."""
    clause, parameters = view.selection.condition()
    years = {"first_year": view.selection.first_year, "last_year": view.selection.last_year}
    return ReportFilter(
        f"is_current and {clause} and year between $first_year and $last_year", {**parameters, **years}
    )


Tell = Callable[[str, float | None], None]


def _make(view: View, key: str, write: Callable[[io.BytesIO, Tell], None], count: int | None) -> None:
    """Runs `write` with a bar that says how far it is, and keeps the last file until another is made."""
    bar = st.progress(0.0, text=view.text("download.making", done="0", n=f"{count:,}" if count else ""))

    def tell(said: str, share: float | None) -> None:
        bar.progress(min(share or 0.0, 1.0), text=said)

    out = io.BytesIO()
    write(out, tell)
    bar.empty()
    st.session_state[_READY] = (key, out.getvalue())


def _offer(view: View, key: str, name: str, mime: str) -> None:
    made = st.session_state.get(_READY)
    if made and made[0] == key:
        label = view.text("download.save", name=name, size=number_format.whole(round(len(made[1]) / 1000)))
        st.download_button(
            label,
            made[1],
            name,
            mime,
            on_click="ignore",
            type="primary",
            icon=":material/download:",
            key=f"save_{name}",
        )


def _write(
    view: View, query: str, selection: ReportFilter, kind: str, relation: str, out: io.BytesIO, tell: Tell
) -> None:
    facts = dict(card_download.provenance(view))
    if not selection.parameters:
        facts["scope_sentence"] = view.text("download.all_reports")
    with _cursor(view) as con:
        count = max(1, count_rows(con, query, selection))

        def progress(done: int) -> None:
            tell(view.text("download.making", done=f"{done:,}", n=f"{count:,}"), done / count)

        if kind == "parquet":
            metadata = {**facts, "citation": citation(view)}
            write_parquet(read_rows(con, query, selection), out, metadata, progress)
            return
        rows_to_write = read_guarded_rows(con, query, selection)
        if kind == "csv":
            write_csv(rows_to_write, out, facts, progress)
        else:
            explanation = (
                view.text("export.sheet_explanation"),
                _explanation(view, query, relation, facts),
            )
            write_xlsx(rows_to_write, out, view.text("export.sheet_figures"), explanation, progress)


def _explanation(view: View, query: str, relation: str, facts: dict[str, str]) -> list[tuple[str, str]]:
    coverage = view.ask("coverage")
    filed, expected = int(coverage["filed"].sum()), int(coverage["expected"].sum())
    lines = [
        (view.text("export.title"), view.text(f"download.{relation}")),
        (view.text("download.grain"), grain(query)),
    ]
    lines += [(view.text(f"column.{name}"), value) for name, value in facts.items()]
    lines.append(
        (view.text("export.coverage"), view.text("export.coverage_line", filed=filed, expected=expected))
    )
    lines.append(
        (
            view.text("counting.title"),
            "\n".join(
                view.text(f"counting.{name}") for name in ("blank", "proved", "total", "unknown", "states")
            ),
        )
    )
    if relation == "measures":
        for measure in dictionary.measures(view.opened).values():
            formula = dictionary.formula(view.opened, measure, view.language)
            said = (formula, measure.caveat(view.language), measure.source_in(view.language))
            lines.append((measure.label(view.language), "\n".join(part for part in said if part)))
    return [*lines, (view.text("export.citation"), citation(view))]


def _package(view: View, selection: ReportFilter, which: str, out: io.BytesIO, tell: Tell) -> None:
    titles = {
        key.removeprefix("column."): entry[view.language]
        for key, entry in texts().items()
        if key.startswith("column.")
    }
    facts = dict(card_download.provenance(view))
    if which == "everything":
        facts["scope_sentence"] = view.text("download.all_reports")
    descriptor = {
        "profile": "data-package",
        "name": f"government-information-disclosure-v{view.opened.version}",
        "title": view.text("site.title"),
        "description": facts["scope_sentence"],
        "version": str(view.opened.version),
        "created": f"{view.opened.published_at}T00:00:00Z",
        "homepage": facts["link"],
        "licenses": [{"name": "other-open", "title": view.text("citation.terms")}],
        "sources": [{"title": view.text("citation.sources")}],
    }
    with _cursor(view) as con:
        write_package(
            con, selection, out, descriptor, {"README.md": readme(view, facts), "CITATION.cff": _cff(view)}, titles,
            lambda name: tell(view.text("download.packing_one", name=name), None),
        )  # fmt: skip


def readme(view: View, facts: dict[str, str]) -> str:
    """What is in the package and how to read it, in the reader's language."""
    lines = [f"# {view.text('site.title')}", ""]
    lines += [f"- {view.text(f'column.{name}')}: {value}" for name, value in facts.items()]
    lines += [
        f"- {view.text('export.citation')}: {citation(view)}",
        f"- {view.text('citation.terms')}",
        "",
        f"## {view.text('counting.title')}",
    ]
    lines += [
        f"- {view.text(f'counting.{name}')}"
        for name in ("blank", "proved", "total", "unknown", "states", "pooled", "scopes", "expected")
    ]
    lines += ["", f"## {view.text('part.measures')}"]
    for measure in dictionary.measures(view.opened).values():
        formula = dictionary.formula(view.opened, measure, view.language)
        lines.append(
            f"- **{measure.label(view.language)}** (`{measure.key}`): {formula} {measure.caveat(view.language)}"
        )
    return "\n".join(lines) + "\n"


def _cff(view: View) -> str:
    return "\n".join(
        [
            "cff-version: 1.2.0",
            "message: cite the data with its version",
            "type: dataset",
            f'title: "{view.text("site.title")}"',
            f'version: "{view.opened.version}"',
            f"date-released: {view.opened.published_at}",
            f'url: "{view.permalink()}"',
            "authors:",
            f'  - name: "{view.text("citation.authors")}"',
            "",
        ]
    )
