"""Readers while the file that names the current version is lost: the newest version, and a word about it."""

import os
from pathlib import Path

import pytest

from pages.parts.data import database
from tests.support.pages import run_page
from tests.support.reports import build, report


@pytest.mark.parametrize("how", ["missing", "damaged", "folder", "pipe"])
def test_the_newest_version_is_shown_and_the_reader_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    build(tmp_path, [report()])
    if how == "damaged":
        (tmp_path / "CURRENT").write_bytes(b"\x00\xff")
    elif how == "folder":
        (tmp_path / "CURRENT").mkdir()
    elif how == "pipe":
        os.mkfifo(tmp_path / "CURRENT")
    monkeypatch.setitem(os.environ, "DISCLOSURE_WAREHOUSE", str(tmp_path))
    database.forget()
    app = run_page("overview", scope="own")
    assert not app.exception and any("CURRENT" in warning.value for warning in app.warning)


def test_an_empty_warehouse_shows_no_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "DISCLOSURE_WAREHOUSE", str(tmp_path / "none"))
    database.forget()
    app = run_page("overview")
    shown = "\n".join(
        str(one.value) for one in (*app.info, *app.warning, *app.markdown, *app.caption, *app.code)
    )
    assert "还没有数据" in shown and str(tmp_path) not in shown
