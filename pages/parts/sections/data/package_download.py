"""All relations and definitions in one zip file that describes itself (Frictionless Data)."""

from __future__ import annotations

import io
from functools import partial

import streamlit as st

from etl import ReportFilter, count_rows
from pages.parts.data import dictionary
from pages.parts.export import card_download
from pages.parts.export.data_package import write_package
from pages.parts.sections.data.citation import citation_file, citation_line
from pages.parts.sections.data.file_making import Progress, cursor, make, offer, selections
from pages.parts.state.context import View
from pages.parts.text.i18n import texts

_PRINCIPLES = ("blank", "proved", "total", "unknown", "states", "pooled", "scopes", "expected")


def data_package(view: View) -> None:
    """Draw one button each for the selected reports and for all."""
    with st.container(border=True, key="card_data_package"):
        st.markdown(f"##### {view.text('download.package_title')}", anchors=False)
        st.markdown(view.text("download.package_note"))
        with st.container(horizontal=True):
            for name, reports in selections(view).items():
                _button(view, name, reports)


def _button(view: View, name: str, reports: ReportFilter) -> None:
    with cursor(view) as con:
        count = count_rows(con, "reports", reports)
    key = f"package|{name}|{view.permalink()}"
    label = view.text(f"package.{name}", n=f"{count:,}")
    if st.button(label, key=f"make_package_{name}", disabled=not count):
        make(view, key, partial(_write, view, reports), None)
    offer(view, key, f"disclosure_{name}_v{view.opened.version}.zip", "application/zip")


def _write(view: View, reports: ReportFilter, out: io.BytesIO, progress: Progress) -> None:
    facts = dict(card_download.provenance(view))
    if not reports.parameters:
        facts["scope_sentence"] = view.text("download.all_reports")
    column_titles = {
        key.removeprefix("column."): entry[view.language]
        for key, entry in texts().items()
        if key.startswith("column.")
    }
    documents = {"README.md": readme(view, facts), "CITATION.cff": citation_file(view)}

    def show_file(name: str) -> None:
        progress(view.text("download.packing_one", name=name), None)

    with cursor(view) as con:
        write_package(con, reports, out, _descriptor(view, facts), documents, column_titles, show_file)


def _descriptor(view: View, facts: dict[str, str]) -> dict[str, object]:
    """The head of datapackage.json, without its resources."""
    return {
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


def readme(view: View, facts: dict[str, str]) -> str:
    """What the package holds and how to read it, in Markdown in the reader's language."""
    lines = [f"# {view.text('site.title')}", ""]
    lines += [f"- {view.text(f'column.{name}')}: {value}" for name, value in facts.items()]
    lines += [
        f"- {view.text('export.citation')}: {citation_line(view)}",
        f"- {view.text('citation.terms')}",
        "",
        f"## {view.text('counting.title')}",
    ]
    lines += [f"- {view.text(f'counting.{name}')}" for name in _PRINCIPLES]
    lines += ["", f"## {view.text('part.measures')}"]
    for measure in dictionary.measures(view.opened).values():
        formula, caveat = (
            dictionary.formula(view.opened, measure, view.language),
            measure.caveat(view.language),
        )
        lines.append(f"- **{measure.label(view.language)}** (`{measure.key}`): {formula} {caveat}")
    return "\n".join(lines) + "\n"
