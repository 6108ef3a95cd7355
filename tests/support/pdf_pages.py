"""The form of 2021 with made-up figures as a web page, for tests that print it."""

from __future__ import annotations

GROUPS = [
    ("（三）不予公开", [
        "1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益",
        "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项",
    ]),
    ("（四）无法提供", [
        "1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确",
    ]),
    ("（五）不予处理", [
        "1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请",
        "5.要求行政机关确认或重新出具已获取信息",
    ]),
    ("（六）其他处理", [
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他",
    ]),
]  # fmt: skip
FIRST = ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"]
GRANTED = ["（一）予以公开", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"]
LAST = ["（七）总计", "四、结转下年度继续办理"]
OUTCOMES = FIRST + GRANTED + [member for _, members in GROUPS for member in members] + LAST
PROACTIVE = [
    ["规章", "0", "", "3"], ["行政规范性文件", "12", "4", "56"], ["行政许可", "447228"],
    ["行政处罚", "3985758"], ["行政强制", "83"], ["行政事业性收费", "96171.6"],
]  # fmt: skip
REVIEW = ["12", "3", "0", "1", "16", "105", "0", "2", "0", "107", "9", "8", "7", "6", "30"]
FIVE = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
TITLE = "样例区人民政府2024年政府信息公开工作年度报告"
SENTENCE = (
    "这是为检验读取而编写的说明文字，不代表任何机关，文中没有数字，也不涉及任何事项，仅用来占满若干行的版面。"
)


def figure(row: int, column: int) -> str:
    """A figure of table three (row from 1, column 0 to 6): one to six digits, different from its neighbours."""
    small = [0, 1, 7, 10, 0, 128, 3, 1045, 99, 11, 100000 + row * 7 + column]
    return str(small[(row * 5 + column * 3) % 11] + (row * 10 + column if (row + column) % 3 == 0 else 0))


def page(css: str = "", spacer: int = 0, repeat: bool = False, mark: str | None = None) -> str:
    """The report as HTML: `spacer` pixels shift the page breaks, `repeat` prints the head of table three on each page,
    `mark` is the style of a watermark."""
    watermark = (
        f'<div style="position:fixed;top:40%;left:5%;font-size:70px;color:#ccc8;{mark}">样例区人民政府</div>'
    )
    head, body = _applications()
    table = f"<thead>{head}</thead><tbody>{body}</tbody>" if repeat else head + body
    return f"""<!doctype html><meta charset=utf-8><title>{TITLE}</title><style>
body{{font-family:"Noto Serif CJK SC";font-size:16px;line-height:1.7}} p{{text-indent:2em}}
table{{border-collapse:collapse;width:100%;font-size:12px}}
td{{border:1px solid #000;padding:4px;text-align:center}}
{css}</style>{watermark if mark is not None else ""}<h1>{TITLE}</h1>
<p>{SENTENCE * 4}</p><h3>一、总体情况</h3><p>{SENTENCE * 3}</p><div style="height:{spacer}px"></div>
<h3>二、主动公开政府信息情况</h3><table>{_proactive()}</table>
<h3>三、收到和处理政府信息公开申请情况</h3><table class=t3>{table}</table>
<h3>四、政府信息公开行政复议、行政诉讼情况</h3><table class=t4>{_review()}</table>
<h3>五、存在的主要问题及改进情况</h3><p>{SENTENCE * 2}</p>"""


def _row(*cells: str) -> str:
    return "<tr>" + "".join(cells) + "</tr>"


def _cell(text: str, columns: int = 1, rows: int = 1, kind: str = "") -> str:
    return f'<td colspan={columns} rowspan={rows} class="{kind}">{text}</td>'


def _proactive() -> str:
    rows = []
    for article, names in (
        ("一", PROACTIVE[:2]),
        ("五", PROACTIVE[2:3]),
        ("六", PROACTIVE[3:5]),
        ("八", PROACTIVE[5:]),
    ):
        rows.append(_row(_cell(f"第二十条第（{article}）项", 4, kind="g")))
        heads = ["本年制发件数", "本年废止件数", "现行有效件数"] if article == "一" else ["本年处理决定数量"]
        if article == "八":
            heads = ["本年收费金额（单位：万元）"]
        for row in [["信息内容", *heads], *names]:
            wide = 3 if len(row) == 2 else 1
            rows.append(_row(_cell(row[0]), *(_cell(text, wide) for text in row[1:])))
    return "".join(rows)


def _applications() -> tuple[str, str]:
    head = _row(
        _cell("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
        _cell("申请人情况", 7),
    )
    head += _row(_cell("自然人", 1, 2), _cell("法人或其他组织", 5), _cell("总计", 1, 2))
    head += _row(*map(_cell, ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]))
    order = 0

    def line(*labels: str) -> str:
        nonlocal order
        order += 1
        return _row(*labels, *(_cell(figure(order, column), kind="n") for column in range(7)))

    body = "".join(line(_cell(label, 3)) for label in FIRST)
    body += line(_cell("三、本年度办理结果", 1, 22), _cell(GRANTED[0], 2)) + line(_cell(GRANTED[1], 2))
    for group, members in GROUPS:
        for n, member in enumerate(members):
            body += line(*([_cell(group, 1, len(members))] if n == 0 else []), _cell(member))
    return head, body + line(_cell(LAST[0], 2)) + line(_cell(LAST[1], 3))


def _review() -> str:
    rows = _row(_cell("行政复议", 5), _cell("行政诉讼", 10))
    rows += _row(*(_cell(text, 1, 2) for text in FIVE), _cell("未经复议直接起诉", 5), _cell("复议后起诉", 5))
    return rows + _row(*map(_cell, FIVE * 2)) + _row(*map(_cell, REVIEW))
