"""Every file, module and heading that a document names exists."""

import importlib.util
from pathlib import Path

import pytest

from tests.docs.documents import DOCUMENTS, anchors, links, modules, name, paths
from tests.support.paths import ROOT

# made by the program or its user, or found in the wheel only
NOT_HERE = {
    "data/warehouse", "data/reports/demo", ".streamlit/secrets.toml", "etl/reference",
    "pages/launch/dashboard.py", "pages/launch/dashboard_app.py", "pages/launch/.streamlit/config.toml",
}  # fmt: skip


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_files_that_a_document_names_exist(document: Path) -> None:
    roots = (ROOT, ROOT / "tests", document.parent)
    named = {path.rstrip("/") for path in paths(document)} - NOT_HERE
    assert [path for path in sorted(named) if not any(any(root.glob(path)) for root in roots)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_modules_that_a_document_runs_exist(document: Path) -> None:
    assert [module for module in modules(document) if importlib.util.find_spec(module) is None] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_links_lead_somewhere(document: Path) -> None:
    for link in links(document):
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_documents_name_files_and_modules() -> None:
    assert len(DOCUMENTS) > 10
    assert sum(len(set(paths(document))) for document in DOCUMENTS) > 80
    assert sum(len(modules(document)) for document in DOCUMENTS) > 10
