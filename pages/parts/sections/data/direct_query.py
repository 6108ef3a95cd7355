"""How to query the database directly: the file, its relations and examples to copy."""

from __future__ import annotations

import streamlit as st

from pages.parts.data.database import rows
from pages.parts.state.context import View
from pages.parts.widgets import data_table

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
    'evidence', 'loads', 'stated_figures', 'stated_items', 'item_statements')
    and not regexp_matches(column_name, '_[nd]$')
order by table_name, ordinal_position
"""


def direct_query(view: View) -> None:
    """Draw the examples and the table of relations with their columns."""
    with st.container(border=True, key="card_data_query"):
        st.markdown(f"##### {view.text('query.title')}", anchors=False)
        st.markdown(view.text("query.note"))
        st.code(_SHELL, language="bash")
        st.code(_PYTHON, language="python")
        relations = rows(view.opened, _RELATIONS)
        st.markdown(f"**{view.text('query.relations', n=relations['relation'].nunique())}**")
        data_table.draw(view, relations, key="table_relations")
