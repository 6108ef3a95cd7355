"""The card that compares two versions shows what the comparison finds."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etl.warehouse.kept_versions import keep
from tests.support.reports import build, identity, report

PAGE = """
from pages.parts.app import page_frame
from pages.parts.sections.data.version_changes import version_changes
version_changes(page_frame.open_page("data", every_scope=True))
"""


def test_the_chosen_version_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, received in ((1, 3), (2, 4)):
        made = build(
            tmp_path / str(number), [report(identity(), {"applications.received_new.total": received})]
        )
        made.rename(tmp_path / f"disclosure.{number:06d}.duckdb")
    (tmp_path / "CURRENT").write_text("disclosure.000002.duckdb\n")
    keep(tmp_path, 1, "三月通报")
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(tmp_path))
    app = AppTest.from_string(PAGE, default_timeout=30)
    app.query_params["data-other"] = "1"
    app.run()
    assert not app.exception
    assert app.selectbox[0].options == ["第 1 版 · 三月通报"]
    table = next(frame.value for frame in app.dataframe if "原为" in frame.value)
    cell = table[table["变动"] == "数字"]
    assert cell[["原为", "现为"]].values.tolist() == [["3", "4"]]
    assert "新收" in cell["所在"].iloc[0]
