"""What an address asks for that the data do not have is said; own reports are shown without the demo in the way."""

import shutil
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.data import database
from pages.parts.text.i18n import text
from tests.support.pages import run_dashboard


@pytest.fixture(autouse=True)
def small_warehouse(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))
    return demo_warehouse


def warnings(app: AppTest) -> str:
    return "\n".join(str(warning.value) for warning in app.warning)


def said(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in (*app.markdown, *app.caption))


@pytest.mark.parametrize("page", ["applications", "quality", "agency"])
@pytest.mark.parametrize(
    ("choices", "named"),
    [
        ({"county": "不存在县"}, "县市区＝不存在县"),
        ({"level": "township", "scope": "government_rollup"}, "层级＝乡级"),
        ({"from": "2030"}, "起始年度＝2030"),
        ({"kind": "民政"}, "机关类别＝民政"),
        ({"agency": "nobody"}, "机关代码＝nobody"),
        ({"lost_page": "nowhere"}, "页面＝nowhere"),
        ({"data": "real", "county": "璞浦县"}, "县市区＝璞浦县"),
    ],
    ids=str,
)
def test_a_choice_that_is_gone_is_named_in_one_line(page: str, choices: dict[str, str], named: str) -> None:
    app = run_dashboard(page, **choices)
    assert warnings(app).count("已忽略") == 1
    assert named in warnings(app)
    assert not [button.label for button in app.button if "0 份" in button.label]
    app.button("drop_filters").click().run()
    assert "已忽略" not in warnings(app)


def test_picks_that_are_gone_are_named_too_and_codes_stand_for_regions() -> None:
    app = run_dashboard("compare", **{"compare-focus": "990103", "compare-own": "999999", "lang": "en"})
    assert "own peer group＝999999" in warnings(app)
    assert [box.value for box in app.selectbox if box.label == text("en", "peers.focus")] == [
        "示例省›澄汐市›霁屏县"
    ]


@pytest.mark.parametrize("digits", ["9" * 400, "9" * 5000, "２０２３", "-1"])
def test_a_number_that_is_none_breaks_nothing(digits: str) -> None:
    opened = database.open_version()
    assert opened is not None
    agency = database.rows(opened, "select min(agency_id) as it from reports")["it"].iloc[0]
    assert "已忽略" not in warnings(run_dashboard("agency", agency=agency, year=digits, version=digits))


def test_a_region_s_code_opens_the_region() -> None:
    app = run_dashboard("applications", area="990103")
    assert not warnings(app).count("已忽略")
    assert any(line.value.startswith(":gray[霁屏县 ") for line in app.markdown)
    assert "area=990103" in app.code[0].value and "%" not in app.code[0].value


def test_reports_of_an_office_are_shown_alone(
    small_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One real report that is none of the shipped ones: neither they nor the synthetic ones are the default."""
    opened = database.open_version()
    assert opened is not None
    shutil.copy(opened.path, tmp_path)
    (tmp_path / "CURRENT").write_text(Path(opened.path).name, encoding="utf-8")
    with duckdb.connect(str(tmp_path / Path(opened.path).name)) as con:
        con.execute(
            "update figures set source_sha256 = 'own'::blob where not synthetic and county = '洪泽区'"
        )
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(tmp_path))
    app = run_dashboard("overview")
    assert "**合成数据**" not in said(app)
    assert any(line.value.startswith(":gray[洪泽区 ") for line in app.markdown)
    assert "只显示本单位读入的真实报告（1 份）" in said(app) and "随附样例（12 份）" in said(app)
    assert "**合成数据**" in said(run_dashboard("overview", data="synthetic"))


def test_without_reports_of_an_office_the_demo_is_shown() -> None:
    app = run_dashboard("overview")
    assert "**合成数据**" in said(app) and "只显示本单位读入的" not in said(app)


def test_an_empty_office_sees_how_to_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(tmp_path))
    app = run_dashboard("overview", lang="en")
    assert "into a folder" in said(app) and "demo --out" in said(app)
