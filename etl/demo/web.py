"""Writes drafts as web pages, in the styles of different sites."""

from __future__ import annotations

from email.generator import BytesGenerator
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape
from io import BytesIO

from etl.demo.draft import Draft
from etl.form.layout import Box, PrintedTable

_SCRIPT = "<script>var visits=20481;var page={id:3316,size:15,total:[12,7,0]};</script>"


def html(draft: Draft) -> bytes:
    """A plain page in UTF-8."""
    return _page(draft, "utf-8", _body(draft)).encode()


def html_gbk(draft: Draft) -> bytes:
    """A plain page declared as gb2312 and encoded in its superset gb18030, as older sites do."""
    return _page(draft, "gb2312", _body(draft)).encode("gb18030")


def html_word(draft: Draft) -> bytes:
    """A page pasted from a word processor: all text in spans, blanks as non-breaking spaces."""
    return _page(draft, "utf-8", _body(draft, pasted=True)).encode()


def html_site(draft: Draft) -> bytes:
    """A page with the frame of a site: navigation, metadata and report in nested tables."""
    menu = "".join(
        f"<td><a href='#{n}'>{text}</a></td>"
        for n, text in enumerate(("首页", "公开指南", "公开年报", "互动"))
    )
    facts = (("索引号", f"{draft.year}-00318"), ("发布机构", draft.agency), ("发布日期", draft.published_on))
    about = "".join(f"<tr><td>{name}：</td><td>{escape(text)}</td></tr>" for name, text in facts)
    frame = (
        f"<table width='1000'><tr><td><table class='menu'><tr>{menu}</tr></table></td></tr>"
        f"<tr><td><table class='about'>{about}</table></td></tr>"
        f"<tr><td>{_SCRIPT}{_body(draft)}</td></tr>"
        "<tr><td><table><tr><td>主办单位</td><td>网站标识码</td></tr></table></td></tr></table>"
    )
    return _page(draft, "utf-8", frame).encode()


def mht(draft: Draft) -> bytes:
    """A page saved by a browser as a single file."""
    message = MIMEMultipart("related", boundary="----=_part_of_a_saved_page", type="text/html")
    message["Subject"] = draft.title
    message.attach(MIMEText(_page(draft, "utf-8", _body(draft)), "html", "utf-8"))
    out = BytesIO()
    BytesGenerator(out).flatten(message)
    return out.getvalue()


def _page(draft: Draft, charset: str, body: str) -> str:
    synthetic = '<meta name="synthetic" content="true">' if draft.mark else ""
    published = f'<meta name="PubDate" content="{draft.published_on}">' if draft.published_on else ""
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="{charset}">{synthetic}{published}\n'
        f"<title>{escape(draft.title)}</title></head>\n<body>\n{body}\n</body></html>\n"
    )


def _body(draft: Draft, pasted: bool = False) -> str:
    lines = [_paragraph(draft.mark, pasted)] if draft.mark else []
    lines += [f"<h1>{escape(draft.title)}</h1>"]
    if draft.published_on:
        lines.append(f"<p class='date'>发布日期：{draft.published_on}</p>")
    lines.append(_paragraph(draft.preamble, pasted))
    for section in draft.sections:
        lines.append(f"<h2>{escape(section.heading)}</h2>")
        lines += [_paragraph(text, pasted) for text in section.paragraphs]
        lines += [table_html(table, pasted) for table in section.tables]
    return "\n".join(lines)


def _paragraph(text: str, pasted: bool) -> str:
    return f"<p>{_span(text)}</p>" if pasted else f"<p>{escape(text)}</p>"


def _span(text: str) -> str:
    """Digits and other characters in separate spans, as a word processor leaves them."""
    runs: list[str] = []
    for character in text:
        if runs and runs[-1][-1].isdecimal() == character.isdecimal():
            runs[-1] += character
        else:
            runs.append(character)
    return "".join(f"<span style='font-family:仿宋'>{escape(run)}</span>" for run in runs) or "&nbsp;"


def table_html(table: PrintedTable, pasted: bool = False) -> str:
    """A table with the spans of the printed form."""
    rows = "\n".join(f"<tr>{''.join(_box(box, pasted) for box in row)}</tr>" for row in table.rows())
    return f"<table border='1'>\n{rows}\n</table>"


def _box(box: Box, pasted: bool) -> str:
    spans = f" rowspan='{box.row_span}'" if box.row_span > 1 else ""
    spans += f" colspan='{box.column_span}'" if box.column_span > 1 else ""
    text = f"<p class='MsoNormal'>{_span(box.text)}</p>" if pasted else escape(box.text)
    return f"<td{spans}>{text}</td>"
