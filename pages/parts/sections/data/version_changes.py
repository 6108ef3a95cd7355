"""What differs between the version on screen and an earlier or later one that is still kept."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from etl import Incomparable, change_words, compare_versions, lines_query
from pages.parts.data import database
from pages.parts.export import card_download
from pages.parts.runtime import cache, run_queue
from pages.parts.sections.data.data_versions import label_of_version
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.widgets import data_table

_KINDS = ("report", "identity", "cell", "measure", "stated_figure", "finding")
_MOST_SHOWN = 2_000


def version_changes(view: View) -> None:
    """Let the reader choose another version, and draw what changed from the older of the two to the newer."""
    others = {
        str(number): path
        for number, path in database.versions(database.warehouse_folder()).items()
        if number != view.opened.version and database.schema_of(number) == database.SCHEMA_VERSION
    }
    with st.container(border=True, key="card_data_changes"):
        st.markdown(f"##### {view.text('version_changes.title')}", anchors=False)
        if not others:
            st.caption(view.text("version_changes.no_other"))
            return
        chosen = url_state.select(
            "data-other",
            view.text("version_changes.other"),
            list(others),
            lambda number: label_of_version(view, int(number)),
            placeholder=view.text("version_changes.choose"),
        )
        if chosen:
            _draw(view, int(chosen), others[chosen])


def _draw(view: View, other: int, path: Path) -> None:
    older, newer = sorted([(other, str(path)), (view.opened.version, view.opened.path)])
    try:
        lines = changed_lines(older[1], newer[1], view.opened.mark, view.language)
    except Incomparable as refusal:
        st.warning(str(refusal))
        return
    counts = lines["kind"].value_counts()
    numbers = {kind: int(counts.get(kind, 0)) for kind in _KINDS}
    st.markdown(view.text("version_changes.sentence", older=older[0], newer=newer[0], **numbers))
    table = _table(view, lines)
    if table.empty:
        return
    data_table.draw(view, table.head(_MOST_SHOWN), key="table_changes")
    if len(table) > _MOST_SHOWN:
        st.caption(view.text("version_changes.more", n=len(table), shown=_MOST_SHOWN))
    card_download.buttons(
        view, table, "changes", view.text("version_changes.file", older=older[0], newer=newer[0])
    )


@cache.cached
def changed_lines(older: str, newer: str, mark: int, language: str) -> pd.DataFrame:
    """The rows of lines.sql for two database files; `mark` tells the file on screen from an earlier one of its name."""
    with run_queue.released(), compare_versions(Path(older), Path(newer)) as changes:
        return changes.con.sql(lines_query("zh" if language == "zh" else "en")).df()


def _table(view: View, lines: pd.DataFrame) -> pd.DataFrame:
    words, is_report = change_words("zh" if view.language == "zh" else "en"), lines["kind"] == "report"
    return pd.DataFrame(
        {
            "agency": lines["agency"],
            "year": lines["year"],
            "changed_what": (lines["kind"] + " " + lines["change"]).map(words),
            "changed_place": lines["label"].where(~is_report, lines["label"].str.rsplit("/").str[-1]),
            "older_value": lines["old"].mask(is_report),
            "newer_value": lines["new"].mask(is_report),
            "changed_why": lines["why"].map(words),
            "scope": lines["scope"].map(words),
            "agency_id": lines["agency_id"],
        }
    )
