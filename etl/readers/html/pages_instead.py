"""Pages that a site sends or shows instead of the one asked for: checks for robots, errors, what it has taken down, log-in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.model.document import Block, Paragraph

_MOST_WORDS = 600  # characters of what is shown; a report has far more
_SHORT_CHECK = 120  # characters of a page that only asks for a proof
_SHORT = 8_000  # characters of a page that is nothing but a script that leads elsewhere
_REPORT = re.compile("信息公开.{0,20}(?:报告|年报)", re.DOTALL)
# what the scripts and addresses of known protections are called
_SCRIPTS = re.compile(
    r"__jsl_clearance|jiasule|yunaq\.com|创宇盾|加速乐|FSSBB\w{6}|\$_ts\s*=|\$_ts\[|_\$jsvm|acw_sc__v|aliyun_?waf|_waf_|wafblock"
    r"|TencentCaptcha|captcha\.(?:qq|gtimg)|geetest|initNECaptcha|yunsuo_session|safedog|btwaf|HWWAFSES|wzws_|wzwschallenge"
    r"|cf-browser-verification|challenge-platform|_cf_chl_|yunjiasu|wangzhan\.360|SafeLine|yxcaptcha|slidercaptcha|probe\.js\?v",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"(?:安全|人机|身份|访问|滑[动块]|图形)验证|验证码|拖动.{0,6}滑块|滑块|防火墙|拦截|访问(?:过于|太)频繁|请求(?:过于|太)频繁|环境异常|完成验证后|安全检查|网站防护|攻击行为"
    r"|安全威胁|非法(?:访问|请求)|访问(?:被拒绝|受限|限制)|禁止访问|(?:启用|开启|打开|允许)\s*(?:浏览器的\s*)?(?:JavaScript|脚本|Cookie)"
    r"|enable\s+(?:JavaScript|cookies)|just a moment|checking your browser|access denied|request blocked|captcha|are you (?:a )?(?:human|robot)",
    re.IGNORECASE,
)
_ERRORS = re.compile(
    r"\b(40[0134]|412|429|50[0234]|521)\b.{0,20}(?:forbidden|precondition|too many|bad |not found|unauthorized|service|gateway|error|错误|拒绝|页面)",
    re.IGNORECASE,
)
_LEADS_ELSEWHERE = re.compile(
    r"document\.cookie|location\s*(?:\.\s*(?:href|replace|reload|assign|pathname)|=)|eval\s*\("
)
_ASK = "请用浏览器打开原网址，通过验证、看到正文之后再另存网页。"
_PROTECTED = f"这是网站的防护页（防爬、验证码或防火墙拦截），不是年度报告的正文；{_ASK}"
_ERROR = "这是网站的出错页（{}），不是年度报告的正文；请用浏览器打开原网址，看到正文之后再另存网页。"
_ONLY_SCRIPT = f"这个网页里只有脚本，没有正文，是网站的防护页或跳转页；{_ASK}"


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


def sent_instead(text: str, title: str, blocks: Sequence[Block]) -> str:
    """Why a page without tables is not the page that was asked for; empty if nothing says so. `text` is its source."""
    body = _body(blocks)
    shown = f"{title}\n{body}"
    is_check = len(body) < _SHORT_CHECK and _WORDS.search(body)  # under the title of the page asked for
    if len(shown) > _MOST_WORDS or _REPORT.search(body if is_check else shown):
        return ""
    if _SCRIPTS.search(text) or _WORDS.search(shown):
        return _PROTECTED
    if error := _ERRORS.search(shown):
        return _ERROR.format(error[1])
    is_script = not blocks and len(text) < _SHORT and "<script" in text.lower()
    return _ONLY_SCRIPT if is_script and _LEADS_ELSEWHERE.search(text) else ""


def notice_instead(text: str, title: str, blocks: Sequence[Block]) -> str:
    """What a page without tables tells in place of a report; empty if nothing says so. `text` is its source."""
    shown = f"{title}\n{_body(blocks)}"
    if len(shown) > _MOST_WORDS or _REPORT.search(shown):
        return ""
    if notice := next((said for words, said in _NOTICES if words.search(shown)), ""):
        return notice
    if _PASSWORD.search(text):
        return _LOG_IN
    return _JUMP if not blocks and _REFRESH.search(text) else ""


def _body(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))
