"""Who may read, without a browser: the list, and what is only half set up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.parts.state.readers import admitted, settings, writer
from tests.support.paths import ROOT

OFFICE = ["name@office", "@office.gov.cn"]


@pytest.fixture
def secrets(tmp_path: Path) -> Iterator[Path]:
    """An empty place for the server's secrets.toml."""
    former = st.get_option("secrets.files")
    st.config.set_option("secrets.files", [str(tmp_path / "secrets.toml")])
    st.secrets._reset()
    yield tmp_path / "secrets.toml"
    st.config.set_option("secrets.files", former)
    st.secrets._reset()


def shown(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> AppTest:
    monkeypatch.setenv("DISCLOSURE_WAREHOUSE", str(demo_warehouse))
    test = AppTest.from_file(str(ROOT / script), default_timeout=60).run()
    assert not test.exception
    return test


@pytest.mark.parametrize("script", ["dashboard.py", "pages/check.py"])
@pytest.mark.parametrize(
    "content",
    [
        "[access]\nreaders = ['@office']",
        "[auth]\nclient_id = 'dashboard'",
        "[auth]\n[access]\nreaders = []",
        "[auth",
    ],
    ids=["no provider", "no list", "an empty list", "not TOML"],
)
def test_what_is_half_set_up_is_closed(
    demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch, secrets: Path, content: str, script: str
) -> None:
    secrets.write_text(content, encoding="utf-8")
    test = shown(demo_warehouse, monkeypatch, script)
    assert [one.value[:6] for one in test.markdown] == ["请先登录。登", "Please"]
    assert not test.title and len(test.button) == 1 and not len(test.sidebar)


def test_where_a_sign_in_is_required_nobody_writes_without_one(secrets: Path) -> None:
    assert writer() == ""
    secrets.write_text("[access]\nreaders = ['@office']\nwriters = ['@office']", encoding="utf-8")
    assert writer() is None
    secrets.write_text("[access", encoding="utf-8")
    assert writer() is None


def test_without_either_section_everybody_reads(
    demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch, secrets: Path
) -> None:
    secrets.write_text("[other]\nkey = 'value'", encoding="utf-8")
    test = shown(demo_warehouse, monkeypatch, "pages/check.py")
    assert [title.value for title in test.title] == ["报告自检"]
    assert not [button for button in test.button if "退出" in button.label]


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        ({"email": "name@office", "email_verified": True}, True),
        ({"email": "NAME@Office", "email_verified": True}, True),
        ({"email": "name@office"}, False),
        ({"email": "name@office", "email_verified": "true"}, False),
        ({"email": "name@office", "email_verified": "false"}, False),
        ({"email": "name@office", "email_verified": 1}, False),
        ({"email": "name@office", "email_verified": 0}, False),
        ({"email": "name@office", "email_verified": None}, False),
        ({"email": "other@office"}, False),
        ({"email": "other@office.gov.cn", "email_verified": True}, True),
        ({"email": "other@office.gov.cn", "email_verified": False}, False),
        ({"email": "other@not.office.gov.cn"}, False),
        ({"email": "other@evil.example@office.gov.cn"}, False),
        ({"email": "office.gov.cn"}, False),
        ({"email": ""}, False),
        ({"name": "name@office"}, False),
    ],
)
def test_who_is_admitted(user: dict[str, object], expected: bool) -> None:
    assert admitted(user, OFFICE) is expected
    assert admitted(user, []) is False


def test_a_right_ends_with_the_list(secrets: Path) -> None:
    """Read anew each time: no restart, no watcher of files."""
    for content, expected in (
        ("[auth]\n[access]\nreaders = ['a@office', 'b@office']", (True, ["a@office", "b@office"])),
        ("[auth]\n[access]\nreaders = ['b@office']", (True, ["b@office"])),
        ("[auth]\n[access]\nreaders = 7", (True, [])),
        ("[auth]\naccess = 'all'", (True, [])),
        ("[auth", (True, [])),
        ("", (False, [])),
    ):
        secrets.write_text(content, encoding="utf-8")
        assert settings() == expected


def test_a_card_of_a_session_that_is_open_is_not_drawn_for_a_reader_who_was_taken_off(
    demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch, secrets: Path
) -> None:
    test = shown(demo_warehouse, monkeypatch, "pages/litigation.py")
    assert test.metric
    secrets.write_text("[auth]\n[access]\nreaders = ['a@office']", encoding="utf-8")
    test.segmented_control[0].set_value(test.segmented_control[0].options[-1])
    test.run()
    assert not test.metric and [one.value[:6] for one in test.markdown] == ["请先登录。登", "Please"]
