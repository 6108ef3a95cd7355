"""Short pages that a site shows in place of a report: what it has taken down, repairs, forms to sign in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.model.document import Block, Paragraph

_MOST_WORDS = 600  # characters of what is shown; a report has far more
_REPORT = re.compile("信息公开.{0,20}(?:报告|年报)", re.DOTALL)
_LOG_IN = "这是网站的登录页，不是年度报告的正文；请在浏览器里登录，看到正文之后再另存网页。"
_NOTICES = (
    (
        re.compile(
            r"(?:页面|内容|网页|文章|信息|文件|资源|链接)[\u4e00-\u9fff]{0,8}?"
            r"(?:不存在|已[\u4e00-\u9fff]{0,5}(?:删除|下架|移除|失效)|丢失|找不到|未找到)"
            r"|(?:找不到|未找到|没有找到)[\u4e00-\u9fff]{0,8}(?:页面|网页|内容|文件|资源)|page not found",
            re.IGNORECASE,
        ),
        "这是网站的提示页：内容不存在或已删除，不是年度报告的正文；请到原网站查找报告现在的网址。",
    ),
    (
        re.compile(
            r"(?:系统|网站|平台|服务)[\u4e00-\u9fff]{0,6}(?:维护|升级|关停|迁移)|(?:维护|升级)中",
            re.IGNORECASE,
        ),
        "这是网站的提示页：正在维护，不是年度报告的正文；请在网站恢复之后再另存网页。",
    ),
    (
        re.compile(r"浏览器[\u4e00-\u9fff]{0,6}(?:过低|太低|过旧)|升级[\u4e00-\u9fff]{0,6}浏览器"),
        "这是网站的提示页：浏览器版本过低，不是年度报告的正文；请用新版浏览器打开原网址，看到正文之后再另存网页。",
    ),
    (
        re.compile(
            r"(?:用户|账号|统一|单点|后台|系统|身份)登[录陆]|请先?登[录陆]|统一身份认证|登[录陆]超时|\blog ?in\b|\bsign in\b",
            re.IGNORECASE,
        ),
        _LOG_IN,
    ),
)
_PASSWORD = re.compile(r"<input\b[^>]*\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_REFRESH = re.compile(r"<meta\b[^>]*\bhttp-equiv\s*=\s*[\"']?refresh\b[^>]*\burl\s*=", re.IGNORECASE)
_JUMP = "这个网页没有正文，只是转到别的网址；请用浏览器打开原网址，看到正文之后再另存网页。"


def notice_instead(text: str, title: str, blocks: Sequence[Block]) -> str:
    """What a page without tables tells in place of a report; empty if nothing says so. `text` is its source."""
    body = "\n".join(block.text for block in blocks if isinstance(block, Paragraph))
    shown = f"{title}\n{body}"
    if len(shown) > _MOST_WORDS or _REPORT.search(shown):
        return ""
    if notice := next((said for words, said in _NOTICES if words.search(shown)), ""):
        return notice
    if _PASSWORD.search(text):
        return _LOG_IN
    return _JUMP if not blocks and _REFRESH.search(text) else ""
