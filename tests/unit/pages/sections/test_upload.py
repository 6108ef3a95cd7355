"""The self-check page with a file: checked in turn, shown, cancelled where the reader takes another."""

import os
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.runtime import check_queue
from tests.support.golden import NAMES, path
from tests.support.pages import run_page

PAGE = next(name for name in NAMES if name.endswith(".html"))


@pytest.fixture
def app(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setitem(os.environ, "DISCLOSURE_WAREHOUSE", str(demo_warehouse))
    return run_page("check")


def test_a_file_is_read_and_shown(app: AppTest) -> None:
    app.file_uploader[0].set_value((PAGE, path(PAGE).read_bytes(), "text/html"))
    app.run(timeout=90)
    assert not app.exception
    assert any(
        "核对" in str(one.value) and "项规则" in str(one.value) for one in (*app.caption, *app.markdown)
    )
    assert not [button for button in app.button if button.label == "取消"], "the line is gone"


def test_what_cannot_be_read_says_why(app: AppTest) -> None:
    app.file_uploader[0].set_value(("x.pdf", b"%PDF-1.4 nothing", "application/pdf"))
    app.run(timeout=90)
    assert not app.exception and any("x.pdf" in error.value for error in app.error)


def test_a_full_line_is_said(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_queue, "MOST_WAITING", 0)
    app.file_uploader[0].set_value((PAGE, path(PAGE).read_bytes(), "text/html"))
    app.run(timeout=90)
    assert not app.exception and any("排队的文件太多" in warning.value for warning in app.warning)
