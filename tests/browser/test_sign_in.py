"""With `[auth]` in secrets.toml nobody sees anything before a sign-in, and then only who is listed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reading import new_reader, settled
from tests.browser.serving import dashboard

OFFICE = ["name@office", "@office.gov.cn"]
COUNTY = "澜汀区"
_SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "of the test and of nothing else"
client_id = "dashboard"
client_secret = "secret"
server_metadata_url = "http://127.0.0.1:{port}/.well-known/openid-configuration"

[access]
readers = {readers}
"""


@contextmanager
def window(chromium: Browser) -> Iterator[tuple[Page, list[bytes]]]:
    """A new reader's window, and everything that the server sends to it over its socket."""
    context = new_reader(chromium)
    context.set_default_timeout(40_000)
    context.route(lambda address: "//127.0.0.1:" not in address, lambda route: route.abort())
    page, sent = context.new_page(), []

    def keep(payload: str | bytes) -> None:
        sent.append(payload if isinstance(payload, bytes) else payload.encode())

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    yield page, sent
    context.close()


def sign_in(page: Page, address: str) -> None:
    page.get_by_role("button", name="登录 · Sign in").click()
    page.get_by_placeholder("sub").fill(address)
    page.get_by_role("button", name="Authorize").click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="退出登录").click()
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_text("请先登录")).to_be_visible()


def nothing_but(page: Page, sent: list[bytes], sentence: str) -> None:
    """The sentence and one button are all that the page holds, and nothing else was sent."""
    expect(page.get_by_text(sentence)).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(1)
    for part in ("stSidebar", "stPlotlyChart", "stTopNavLink", "stHeading", "stMetric"):
        expect(page.get_by_test_id(part)).to_have_count(0)
    assert sent
    assert not any(COUNTY.encode() in frame or "主动公开".encode() in frame for frame in sent)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_only_listed_readers_see_anything(demo_warehouse: Path, chromium: Browser, tmp_path: Path) -> None:
    provider = pytest.importorskip("oidc_provider_mock", reason="oidc-provider-mock is not installed")
    verified = [
        provider.User(sub=address, claims={"email": address, "email_verified": True})
        for address in ("someone@elsewhere.example", "Anyone@Office.gov.cn")
    ]
    with provider.run_server_in_thread(user_claims=verified) as server:
        secrets = tmp_path / "secrets.toml"
        secrets.write_text(_SECRETS.format(port=server.server_port, readers=OFFICE), encoding="utf-8")
        log = tmp_path / "log"
        with dashboard(
            demo_warehouse, "--secrets.files", str(secrets), log=log, DISCLOSURE_LOG="json"
        ) as address:
            with window(chromium) as (page, sent):
                # the first page that a new server is asked for runs without the dashboard around it
                page.goto(f"{address}/compare")
                nothing_but(page, sent, "请先登录")
                page.goto(f"{address}/quality?county={COUNTY}")
                nothing_but(page, sent, "Please sign in")
                sign_in(page, "someone@elsewhere.example")
                nothing_but(page, sent, "不在本看板的读者名单中")
                page.goto(f"{address}/check")
                nothing_but(page, sent, "not on this dashboard's list of readers")
                sign_out(page)
            with window(chromium) as (page, sent):
                page.goto(address)
                sign_in(page, "Anyone@Office.gov.cn")
                settled(page)
                expect(page.locator("h1")).to_have_text("总览")
                page.goto(f"{address}/quality?county={COUNTY}")
                settled(page)
                expect(page.get_by_text(f"{COUNTY} ·").first).to_be_visible()
                assert any(COUNTY.encode() in frame for frame in sent)
                sign_out(page)
                page.goto(f"{address}/quality")
                expect(page.get_by_text("请先登录")).to_be_visible()
                expect(page.locator("h1")).to_have_count(0)
            said = log.read_text(encoding="utf-8")
            lines = [json.loads(line) for line in said.splitlines()]
            events = {line.get("event") for line in lines}
            assert events >= {"refused_reader", "page"}
            assert {line["page"] for line in lines if line.get("event") == "page"} == {"overview", "quality"}
            assert not [word for word in ("of the test", "ffice.gov.cn", "elsewhere", COUNTY) if word in said]
