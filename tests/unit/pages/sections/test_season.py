"""The page of the season: papers on the code of the commands, and the states of findings, as a reader sets them."""

import io
import os
import shutil
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from etl import SEASON_PAPERS, FollowState, read_followed
from pages.parts.data import database
from pages.parts.text.i18n import text
from tests.support.pages import run_dashboard

AREA = {"province": "示例省", "city": "澄汐市", "county": "岚岭区", "data": "synthetic", "to": "2024"}
pytestmark = pytest.mark.slow  # a page, run whole


@pytest.fixture
def warehouse(demo_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "warehouse"
    shutil.copytree(demo_warehouse, folder)
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(folder))
    database.forget()
    return folder


def words(app: AppTest) -> str:
    kinds = (app.markdown, app.caption, app.info, app.warning)
    return "\n".join(str(element.value) for elements in kinds for element in elements)


def test_papers_are_made_when_they_are_asked_for(warehouse: Path) -> None:
    app = run_dashboard("season", **AREA)
    assert "示例省澄汐市岚岭区 2024年" in words(app)
    for key in SEASON_PAPERS:
        app.button(key=f"make_{key}").click().run()
        assert not app.exception, (key, app.exception)
        (made, content) = app.session_state["season_paper_made"]
        assert made[0] == key and content, key
    app.button(key="make_rollup_workbook").click().run()
    book = openpyxl.load_workbook(io.BytesIO(app.session_state["season_paper_made"][1]))
    assert "逐格汇总" in book.sheetnames


def test_a_draft_needs_an_area(warehouse: Path) -> None:
    app = run_dashboard("season", data="all")
    assert app.button(key="make_circular").disabled and not app.button(key="make_score").disabled
    assert text("zh", "season.choose_area") in words(app)


def test_reports_of_one_city_are_that_city_s(warehouse: Path) -> None:
    """There is nothing to choose on the left then: its office could make no draft of its own."""
    app = run_dashboard("season", data="synthetic")
    assert "示例省澄汐市 2025年" in words(app)
    app.button(key="make_circular").click().run()
    assert app.session_state["season_paper_made"][1]


def test_states_are_set_by_name_and_kept(warehouse: Path) -> None:
    app = run_dashboard("season", **AREA, **{"season-part": "follow_up"})
    assert app.button(key="mark_sent").disabled
    app.text_input(key="season_writer").set_value("张三").run()
    app.button(key="mark_sent").click().run()
    followed = read_followed(warehouse)
    assert followed and {(one.state, one.who) for one in followed.values()} == {(FollowState.SENT, "张三")}
    assert all("岚岭区" in one.about.agency for one in followed.values())
    box = next(box for box in app.selectbox if box.label == text("zh", "column.follow_state"))
    box.set_value("explained")
    app.text_area[0].set_value("含下属单位")
    next(button for button in app.button if button.label == text("zh", "follow_up.save")).click().run()
    explained = [one for one in read_followed(warehouse).values() if one.state is FollowState.EXPLAINED]
    assert [(one.note, one.revision) for one in explained] == [("含下属单位", 2)]
    shown = app.dataframe[0].value if app.dataframe else None
    assert shown is None or explained[0].about.code not in set(shown.iloc[:, 0])


def test_a_read_only_warehouse_has_no_writing(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_dashboard("season", **AREA, **{"season-part": "follow_up"})
    app.text_input(key="season_writer").set_value("张三").run()
    app.button(key="mark_sent").click().run()
    save = text("zh", "follow_up.save")
    assert save in {button.label for button in app.button}
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and allowed(path, mode))
    app.run()
    assert text("zh", "follow_up.read_only") in words(app)
    assert not {"mark_sent", save} & {text for button in app.button for text in (button.key, button.label)}
    # what was done before is still shown
    assert any("张三" in caption.value for caption in app.caption)
