"""How to cite this version of the data."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pages.parts.state.context import View


def citation(view: View) -> None:
    """Draw the citation with the terms of use and the sources."""
    with st.container(border=True, key="card_data_citation"):
        st.markdown(f"##### {view.text('export.citation')}", anchors=False)
        st.code(citation_line(view), language=None, wrap_lines=True)
        st.markdown(view.text("citation.terms"))
        st.markdown(view.text("citation.sources"))


def citation_line(view: View) -> str:
    """Title, version, date of publication, today's date and link in one line."""
    line = view.text(
        "export.citation_line",
        title=view.text("site.title"),
        version=view.opened.version,
        date=view.opened.published_at,
    )
    return f"{line} {date.today().isoformat()}, {view.permalink()}"


def citation_file(view: View) -> str:
    """The same as the content of a CITATION.cff file."""
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
