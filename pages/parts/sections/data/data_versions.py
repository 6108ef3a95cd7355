"""Where the data comes from: loads, kept versions, files read, and how to query the database directly."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.data import database
from pages.parts.data.database import rows
from pages.parts.export import card_download
from pages.parts.sections.data import downloads
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.widgets import data_table


def history(view: View) -> None:
    """Every load; versions that are still kept can be opened."""
    with st.container(border=True, key="card_data_versions"):
        loads = rows(view.opened, "select * from loads order by version desc")
        kept = [
            number
            for number in database.versions(database.warehouse_folder())
            if number <= view.opened.newest
        ]
        st.markdown(f"##### {view.text('sentence.versions', n=len(loads), kept=len(kept))}")
        with st.container(horizontal=True):
            for number in kept:
                label = view.text("versions.open", version=number)
                st.button(
                    label, key=f"version_{number}", on_click=url_state.set_choice, args=("version", number), type="tertiary",
                    icon=":material/history:", disabled=number == view.opened.version,
                )  # fmt: skip
        table = pd.DataFrame(
            {
                "version": loads["version"],
                "finished_at": loads["finished_at"].dt.strftime("%Y-%m-%d %H:%M"),
                **{name: loads[name] for name in ("loaded", "unchanged", "removed", "rejected", "findings")},
                "code_version": loads["code_version"],
                "reader_version": loads["reader_version"],
            }
        )
        data_table.draw(view, table, key="table_versions")
        st.caption(view.text("versions.note"))


def sources(view: View) -> None:
    """What was read, by kind of file, real and synthetic."""
    with st.container(border=True, key="card_data_sources"):
        table = view.ask("sources")
        n = int(table["files"].sum())
        st.markdown(f"##### {view.text('sentence.sources', n=f'{n:,}')}")
        table["read_or_not"] = [view.text(f"outcome.{one}") for one in table.pop("outcome")]
        kinds = {"true": view.text("data.synthetic"), "false": view.text("data.real")}
        table["data"] = table.pop("synthetic").map(kinds).fillna("")
        data_table.draw(view, table, key="table_sources")
        with st.container(horizontal=True, horizontal_alignment="right", key="tools_sources"):
            card_download.buttons(view, table, "sources", view.text("title.sources"))


def direct(view: View) -> None:
    """The file itself, its relations, and examples to copy."""
    with st.container(border=True, key="card_data_query"):
        st.markdown(f"##### {view.text('query.title')}")
        st.markdown(view.text("query.note"))
        st.code(_SHELL, language="bash")
        st.code(_PYTHON, language="python")
        found = rows(view.opened, _RELATIONS)
        st.markdown(f"**{view.text('query.relations', n=found['relation'].nunique())}**")
        data_table.draw(view, found, key="table_relations")


def citing(view: View) -> None:
    with st.container(border=True, key="card_data_citation"):
        st.markdown(f"##### {view.text('export.citation')}")
        st.code(downloads.citation(view), language=None, wrap_lines=True)
        st.markdown(view.text("citation.terms"))
        st.markdown(view.text("citation.sources"))


_SHELL = """python -m etl path
python -m etl export --what cells --years 2021-2025 --out cells.parquet
duckdb -readonly "$(python -m etl path)" "select year, count(*) from reports group by year order by year"
"""
_PYTHON = """import subprocess, duckdb
path = subprocess.check_output(["python", "-m", "etl", "path"], text=True).strip()
con = duckdb.connect(path, read_only=True)
con.sql(\"\"\"
    select year, sum(disclosure_rate_n) / sum(disclosure_rate_d) as disclosure_rate, count(*) as reports
    from measured
    where scope = 'government_rollup' and level = 'county' and disclosure_rate_n is not null
    group by year order by year
\"\"\").show()
"""
_RELATIONS = """
select table_name as relation, column_name as relation_column, data_type as type
from information_schema.columns
where table_name in ('reports', 'cells', 'findings', 'narratives', 'rejected_sources', 'measures', 'measured',
    'agencies', 'agency_names', 'forms', 'form_cells', 'rules', 'rule_checks', 'reconciliation', 'similar_texts',
    'evidence', 'loads')
    and not regexp_matches(column_name, '_[nd]$')
order by table_name, ordinal_position
"""
