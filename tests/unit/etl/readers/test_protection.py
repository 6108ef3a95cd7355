"""Pages that a site sent instead of the report are refused as what they are."""

from __future__ import annotations

import pytest

from etl.model.document import Unreadable
from etl.pipeline import read_reports
from etl.readers import read

COOKIE = "<script>document.cookie='__jsl_clearance_s=1;path=/';location.href=location.pathname</script>"


@pytest.mark.parametrize("name", ["a.html", "年报.pdf", "年报.docx", "a"])
@pytest.mark.parametrize(
    "page",
    [
        COOKIE,
        f"<html><head>{COOKIE}</head></html>",
        "<title>某县2023年政府信息公开工作年度报告</title><p>请拖动滑块完成拼图</p><button>刷新</button>",
        "<!DOCTYPE html><html><head><meta id='x' content='y' r='m'><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=1</script></head><body></body></html>",
        "<html><body onload='challenge()'><script>var arg1='3F';setCookie('acw_sc__v2',x)</script></body></html>",
        "<html><title>405</title><body><p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</p></body></html>",
        "<html><title>安全验证</title><body><div>请拖动下方滑块完成验证</div><img src=a.png></body></html>",
        "<html><body>请输入验证码：<input name=code><button>提交</button></body></html>",
        "<html><body><h1>Web应用防火墙</h1><p>您的请求已被该站点的安全策略拦截</p></body></html>",
        "<html><title>Just a moment...</title><body><noscript>Enable JavaScript and cookies to continue</noscript></body></html>",
        "<html><body><p>您的访问过于频繁，请稍后再试。</p></body></html>",
    ],
)
def test_a_protection_page_is_named(page: str, name: str) -> None:
    with pytest.raises(Unreadable, match=r"防护页.*浏览器打开"):
        read(page.encode(), name)


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("<html><head><title>412 Precondition Failed</title></head><body><h1>412 Precondition Failed</h1><hr>nginx</body></html>", "412"),
        ("<html><body><h1>404 页面不存在</h1></body></html>", "404"),
        ("<title>用户登录</title><form>账号<input><input type='password'><button>进入</button></form>", "登录页"),
        ("<title>某市政务平台</title><form><input name=u><input type=password><button>进入</button></form>", "登录页"),
        ("<p>抱歉，您访问的页面不存在或已删除！</p><a>返回首页</a>", "不存在"),
        ("<title>微信公众平台</title><p>该内容已被发布者删除</p>", "不存在"),
        ("<title>提示</title><p>系统正在维护升级中，请稍后访问。</p>", "正在维护"),
        ("<p>您的浏览器版本过低，请升级浏览器</p>", "浏览器版本过低"),
        ("<p>环境异常</p><p>当前环境异常，完成验证后即可继续访问。</p>", "防护页"),
        ("<html><head><meta http-equiv='refresh' content='0;url=/a/b.html'></head></html>", "转到别的网址"),
        ("<html><script>window.location.replace('/a/b.html')</script></html>", "只有脚本"),
        ("<script>eval(function(p,a,c,k){return p}('x',1))</script>", "只有脚本"),
    ],
)  # fmt: skip
def test_errors_and_pages_that_lead_elsewhere(page: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(page.encode(), "a.html")


def test_the_empty_frame_of_a_program_is_refused_as_one() -> None:
    page = "<title>政务公开</title><script src=/app.js></script><div id=app></div>"
    with pytest.raises(Unreadable, match="脚本生成"):
        read_reports(page.encode(), "a.html")


@pytest.mark.parametrize(
    "page",
    [
        f"<title>某局2023年政府信息公开工作年度报告</title>{COOKIE}<p>附件</p>",
        "<h1>某局2023年政府信息公开工作年度报告</h1><p>网站防火墙拦截攻击3次。</p>",
        f"{COOKIE}<table><tr><td>规章<td>3<tr><td>许可<td>4</table>",
        f"{COOKIE}<p>" + "本年度主动公开信息若干条。" * 60,
        "<p>短文一段</p>",
        "<title>某局2023年政府信息公开工作年度报告</title><p>用户登录</p><input type=password><p>见附件</p>",
        "<title>某局2023年政府信息公开年报</title><script src=/app.js></script><div id=app></div>",
    ],
)
def test_a_page_with_content_of_its_own_is_read(page: str) -> None:
    document = read(page.encode(), "a.html")
    assert document.blocks or document.metadata["title"]


@pytest.mark.parametrize(("wrong", "handling"), [("gb18030", "replace"), ("latin-1", "strict")])
@pytest.mark.parametrize("name", ["a.html", "a.txt"])
def test_text_decoded_wrongly_before_it_was_saved_is_called_garbled(
    wrong: str, handling: str, name: str
) -> None:
    lines = (
        "某县民政局2023年政府信息公开工作年度报告\n本年度主动公开政府信息，依法办理申请，加强监督保障。\n" * 3
    )
    garbled = lines.encode().decode(wrong, handling)
    with pytest.raises(Unreadable, match="乱码"):
        read_reports((f"<html><p>{garbled}</p>" if name == "a.html" else garbled).encode(), name)


def test_a_report_without_line_ends_is_told_as_one() -> None:
    words = "某局2023年政府信息公开工作年度报告 一、总体情况 行政许可 12 行政处罚 3 行政强制 0 商业企业 予以公开 结果维持 复议后起诉 "
    with pytest.raises(Unreadable, match="连成了一段"):
        read_reports((words * 12).encode(), "a.txt")
