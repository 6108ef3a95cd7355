"""Which part may know which: the two halves meet only at the database."""

import ast
import hashlib
from pathlib import Path

from etl.form import measures
from etl.warehouse import full_build
from tests.support.paths import ROOT

# the self-check page and the source panel each call one function
ALLOWED_IN_PAGES = {"etl.self_check", "etl.source_view"}


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_etl_knows_no_page() -> None:
    for path in (ROOT / "etl").rglob("*.py"):
        roots = {name.split(".")[0] for name in _imports(path)}
        assert not roots & {"pages", "streamlit", "plotly", "dashboard"}, path


def test_pages_know_only_two_functions_of_etl() -> None:
    for path in (*(ROOT / "pages").rglob("*.py"), ROOT / "dashboard.py"):
        etl = {name for name in _imports(path) if name.split(".")[0] == "etl"}
        assert all(any(name.startswith(one) for one in ALLOWED_IN_PAGES) for name in etl), (path, etl)


def test_charts_know_neither_streamlit_nor_the_database() -> None:
    for path in (ROOT / "pages" / "parts" / "charts").rglob("*.py"):
        assert not {name.split(".")[0] for name in _imports(path)} & {"streamlit", "duckdb", "etl"}, path


def test_readers_know_only_the_document() -> None:
    for path in (ROOT / "etl" / "readers").rglob("*.py"):
        ours = {name for name in _imports(path) if name.startswith("etl.")}
        assert all(name.startswith(("etl.model", "etl.readers", "etl.text")) for name in ours), (
            path,
            ours,
        )


def test_every_sql_file_states_its_grain() -> None:
    for path in (*(ROOT / "pages" / "sql").rglob("*.sql"), *(ROOT / "etl").rglob("*.sql")):
        assert path.read_text(encoding="utf-8").startswith("-- "), path


def test_another_layout_has_another_number() -> None:
    """Pages pass over versions of another number. Where this fails: raise SCHEMA_VERSION in etl/warehouse/full_build.py and
    pages/parts/data/database.py, and write the new pair here."""
    laid_out = [
        (ROOT / "etl" / "warehouse" / name).read_text(encoding="utf-8")
        for name in ("schema.sql", "views.sql")
    ]
    keys = sorted(measure.key for measure in measures.measures())
    digest = hashlib.sha256("\n".join((*laid_out, *keys)).encode()).hexdigest()
    assert (full_build.SCHEMA_VERSION, digest[:12]) == (6, "85dda12b4f04")
