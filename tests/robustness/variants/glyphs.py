"""Variants of encoding, of characters and of broken labels."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from random import Random

from opencc import OpenCC

from tests.robustness.variants.case import Case
from tests.robustness.variants.made import Made, variant
from tests.robustness.variants.pages import page, rows_html

# radicals that PDF fonts put in place of characters
RADICALS = str.maketrans("工一人入大小行见言金子水立生用", "⼯⼀⼈⼊⼤⼩⾏⻅⾔⾦⼦⽔⽴⽣⽤")


@cache
def traditional(text: str) -> str:
    """Traditional characters, with the wording of an encyclopaedia copy."""
    swapped = OpenCC("s2t").convert(text)
    return swapped.replace("規範性文件", "規範性檔案")


@variant
def html_gb2312(case: Case, chance: Random) -> Made:
    """Declared gb2312, encoded in gb18030."""
    return Made("html", page(case.parts(), charset="gb2312").encode("gb18030"), case)


@variant
def html_gbk_as_utf8(case: Case, chance: Random) -> Made:
    """Encoded in gbk although the page declares utf-8."""
    return Made("html", page(case.parts()).encode("gb18030"), case)


@variant
def html_gbk_undeclared(case: Case, chance: Random) -> Made:
    return Made("html", page(case.parts(), charset="").encode("gb18030"), case)


@variant
def html_utf16(case: Case, chance: Random) -> Made:
    return Made("html", page(case.parts(), charset="").encode("utf-16"), case)


@variant
def html_traditional(case: Case, chance: Random) -> Made:
    return Made("html", traditional(page(case.parts())).encode(), case)


@variant
def html_big5(case: Case, chance: Random) -> Made:
    text = traditional(page(case.parts(), charset="big5"))
    return Made("html", text.encode("big5hkscs", "xmlcharrefreplace"), case)


@variant
def html_radicals(case: Case, chance: Random) -> Made:
    return Made("html", page(case.parts()).translate(RADICALS).encode(), case)


@variant
def html_entities(case: Case, chance: Random) -> Made:
    """Every character beyond ASCII as a numeric entity."""
    return Made("html", page(case.parts()).encode("ascii", "xmlcharrefreplace"), case)


@variant
def html_char_spans(case: Case, chance: Random) -> Made:
    """Every character in a span of its own, the digits of a number too."""

    def apart(text: str) -> str:
        return "".join(f"<span lang='EN-US'>{escape(letter)}</span>" for letter in text)

    return Made("html", page(case.parts(), lambda t: rows_html(t.rows(), apart), apart).encode(), case)


@variant
def html_shattered(case: Case, chance: Random) -> Made:
    """Labels broken by tags, line ends and spaces; figures intact."""

    def shatter(text: str) -> str:
        if re.fullmatch(r"[\d.]*", text):
            return f"<p>\n {text}\n</p>"
        pieces = re.findall(r".{1,3}", text)
        glue = ("</span><span>", "<br>", "\n      ", "<o:p></o:p>", " <b></b> ")
        return "<span>" + "".join(escape(piece) + chance.choice(glue) for piece in pieces) + "</span>"

    return Made("html", page(case.parts(), lambda t: rows_html(t.rows(), shatter)).encode(), case)


@variant
def html_pasted(case: Case, chance: Random) -> Made:
    """Pasted from a word processor: a paragraph and spans in every cell, entities for spaces."""

    def pasted(text: str) -> str:
        inside = "".join(
            f"<span style='font-size:9pt'>{escape(run)}</span>" for run in re.findall(r"\d+|\D+", text)
        )
        return f"<p class='MsoNormal' align='center'>{inside or '&nbsp;'}<o:p></o:p></p>"

    return Made("html", page(case.parts(), lambda t: rows_html(t.rows(), pasted), pasted).encode(), case)


@variant
def html_numbering(case: Case, chance: Random) -> Made:
    """㈠ for （一）, 1、 for 1."""
    text = page(case.parts())
    for old, new in zip(("一", "二", "三", "四", "五", "六", "七"), "㈠㈡㈢㈣㈤㈥㈦", strict=True):
        text = text.replace(f">（{old}）", f">{new}")
    return Made("html", re.sub(r">(\d)\.(?=[^\d<])", r">\1、", text).encode(), case)


@variant
def html_no_numbering(case: Case, chance: Random) -> Made:
    """Labels without the number before them."""
    text = re.sub(
        r"<td([^>]*)>(?:（[一二三四五六七]）|\d\.|[一二三四]、)(?=[^\d<])", r"<td\1>", page(case.parts())
    )
    return Made("html", text.encode(), case)


@variant
def html_title_split(case: Case, chance: Random) -> Made:
    """The title over three lines with blanks in it."""
    first, rest = case.title.split("政府信息公开")[0], case.title.split("政府信息公开")[1]
    lines = [first, "政 府 信 息 公 开", rest]
    text = page([*lines, *case.parts()[1:]]).replace(f"<title>{first}</title>", "<title>信息公开</title>")
    return Made("html", text.encode(), case)
