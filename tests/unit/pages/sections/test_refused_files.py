"""Files that cannot be read, on the pages of English readers: why they cannot is said in English."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.data import database
from tests.robustness.faults.few_reports import load_here, reports
from tests.support.pages import run_page

ENGLISH = "The PDF is damaged, or the file is not a PDF. Download or export it again."
CHINESE = "PDF 已损坏或不是 PDF 文件，请重新下载或导出。"
LIST_OF_SOURCES = """
import streamlit as st
from pages.parts.app import page_frame
from pages.parts.sections.data import data_versions
st.dataframe(data_versions._files(page_frame.open_page("data", every_scope=True)).rows)
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("refused")
    sources = reports(folder / "reports", 2)
    (sources / "x.pdf").write_bytes(b"%PDF-1.4 nothing")
    load_here(sources, folder / "warehouse")
    return folder / "warehouse"


@pytest.fixture(autouse=True)
def opened(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(house))
    database.forget()


@pytest.mark.parametrize(("lang", "expected"), [("zh", CHINESE), ("en", ENGLISH)])
def test_a_file_that_is_checked(lang: str, expected: str) -> None:
    app = run_page("check", lang=lang)
    app.file_uploader[0].set_value(("x.pdf", b"%PDF-1.4 nothing", "application/pdf"))
    app.run(timeout=90)
    (error,) = app.error
    assert not app.exception and expected in error.value


@pytest.mark.parametrize(("lang", "expected"), [("zh", CHINESE), ("en", ENGLISH)])
def test_files_that_were_loaded(lang: str, expected: str) -> None:
    app = run_page("quality", lang=lang, **{"quality-part": "rejected"})
    (table,) = (frame.value for frame in app.dataframe if len(frame.value) == 1)
    assert not app.exception and expected in table.iloc[0].tolist()
    app = AppTest.from_string(LIST_OF_SOURCES, default_timeout=60)
    app.query_params["lang"] = lang
    app.run()
    assert not app.exception
    reasons = app.dataframe[0].value["reason"]
    assert reasons.dropna().tolist() == [expected] and len(reasons) == 3
