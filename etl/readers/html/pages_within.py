"""Pages that a page carries in itself: frames with their text, shadow templates, and
markup for scripts to show, in their strings or in fields."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

_SHADOW = re.compile(r"<template\b[^>]*\bshadowroot(?:mode)?\b[^>]*>", re.IGNORECASE)
_TEMPLATE = re.compile(r"<(/?)template\b[^>]*>", re.IGNORECASE)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*+)"|\'((?:[^\'\\\n]|\\.)*+)\'|`((?:[^`\\]|\\.)*+)`', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "v": "", "\n": ""}
_CELL = re.compile(r"<t[dh]\b", re.IGNORECASE)
_KEPT_CELL = re.compile(r"(?:<|&lt;)t[dh]\b", re.IGNORECASE)
_KEEPS = re.compile(r"<(?:textarea|xmp|noscript)\b|&lt;t|template|=\s?[\"']\s?<", re.IGNORECASE)
_KEEPERS = ("textarea", "xmp", "script")
_KEPT_AS_MARKUP = ("noscript", "template")
_PLACEHOLDER = "{{"  # of a template that is still to be filled in
# between two strings of which one text is made: a sum, or the next call to write
_JOINS = re.compile(r"[\s+,;)]*(?:[\w.$]{1,50}(?:\s*\+=|\s*\())?[\s(]*")
_MAY_HOLD = re.compile(r"(?:<|\\u003c|\\x3c)table\b|(?:&lt;)table\b", re.IGNORECASE)
_BASE_64 = re.compile(r"[\"'`]((?:[A-Za-z0-9+/]{4}){16,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)[\"'`]")
_PERCENTS = re.compile(r"%(?:u00)?3c", re.IGNORECASE)
_PERCENT = re.compile(r"%u([0-9a-fA-F]{4})|((?:%[0-9a-fA-F]{2})+)")
_LOADING = re.compile(r"(?:正在|努力)加载|加载中|loading\.\.\.", re.IGNORECASE)
_NEEDS = re.compile(r"javascript|脚本", re.IGNORECASE)
_ROOTS = "#app,#root,#__next,#__nuxt"
_TEMPLATED = "${"
_LONGEST_WAITING = 2000  # characters of a page that waits for its text
_LONGEST_SCRIPT = 8_000_000  # characters
_FEWEST_FIGURES = 20
_FIGURE_IN_DATA = re.compile(r"[:\[,]\s*\"?\d+(?:\.\d+)?\"?\s*(?=[,}\]])")


def opened_shadows(text: str, tags: bytes) -> str:
    """The page with its declarative shadow templates as ordinary elements; `tags`: its tags in lower case."""
    if b"shadowroot" not in tags:
        return text
    parts: list[str] = []
    shadows: list[bool] = []  # of the templates that are open
    done = 0
    for tag in _TEMPLATE.finditer(text):
        if not tag[1]:
            shadows.append(_SHADOW.fullmatch(tag[0]) is not None)
            is_shadow = shadows[-1]
        else:
            is_shadow = shadows.pop() if shadows else False
        if is_shadow:
            parts += (text[done : tag.start()], f"<{tag[1]}div>")
            done = tag.end()
    return "".join((*parts, text[done:]))


def framed_pages(tree: LexborHTMLParser) -> list[str]:
    """The texts of the frames whose text is in the page itself."""
    frames = (node.attributes.get("srcdoc") or "" for node in tree.css("iframe[srcdoc]"))
    return [text for text in frames if text.strip()]


def scripted_pages(tree: LexborHTMLParser) -> list[str]:
    """Markup with tables in the strings of scripts, each once, longest first."""
    pages: dict[str, None] = {}
    for script in tree.css("script"):
        text = script.text()
        if len(text) > _LONGEST_SCRIPT:
            continue
        if _MAY_HOLD.search(text):
            pages |= dict.fromkeys(_markup_strings(text))
        if _PERCENTS.search(text):
            pages |= dict.fromkeys(_percent_markup(text))
        if "atob" in text:
            pages |= dict.fromkeys(_encoded_markup(text))
    return sorted(pages, key=len, reverse=True)


def texts_for_scripts(text: str) -> list[str]:
    """Markup with tables that a page does not show as such: in fields for text, in templates, in attributes, for
    browsers without scripts, or as words; each once, longest first."""
    if not (_KEPT_CELL.search(text) and _KEEPS.search(text)):
        return []
    texts: dict[str, None] = {}
    for node in LexborHTMLParser(text).css("*"):
        if node.tag in _KEPT_AS_MARKUP:
            markup = (node.html or "").partition(">")[2]
            texts[markup if _PLACEHOLDER not in markup else ""] = None
        elif node.tag in _KEEPERS:
            texts[node.text()] = None
        elif _CELL.search(shown := node.text(deep=False)):
            texts[shown] = None
        texts |= {value: None for name, value in node.attributes.items() if value and name != "srcdoc"}
    return sorted(filter(_CELL.search, texts), key=len, reverse=True)


def needs_scripts(tree: LexborHTMLParser) -> bool:
    """Whether a page is the empty frame of a program: it says so, waits for its text, or has an element without content."""
    if any(_NEEDS.search(node.text()) for node in tree.css("noscript")):
        return True
    body = tree.body.text() if tree.body is not None and tree.css_first("script[src]") is not None else ""
    if len(body) < _LONGEST_WAITING and _LOADING.search(body):
        return True
    roots = (node for node in tree.css(_ROOTS) if node.css_first("img,table") is None)
    return tree.css_first("script[src]") is not None and any(not node.text().strip() for node in roots)


def _percent_markup(script: str) -> Iterator[str]:
    """Markup that a script holds for unescape or decodeURIComponent."""
    for match in _STRING.finditer(script):
        text = next((part for part in match.groups() if part), "")
        if _PERCENTS.search(text) and _CELL.search(plain := _PERCENT.sub(_percent_characters, text)):
            yield plain


def _percent_characters(code: re.Match[str]) -> str:
    if code[1]:
        return _of_code(code[1])
    return bytes.fromhex(code[2].replace("%", "")).decode("utf-8", "replace")


def _encoded_markup(script: str) -> Iterator[str]:
    """Markup that a script holds in base 64."""
    for match in _BASE_64.finditer(script):
        try:
            text = base64.b64decode(match[1], validate=True).decode("utf-8")
        except (binascii.Error, ValueError):
            continue
        if _CELL.search(text):
            yield text


def _markup_strings(script: str) -> Iterator[str]:
    """Strings with tables; strings that follow each other with nothing of a program between them are one."""
    parts: list[str] = []
    end = 0
    for match in _STRING.finditer(script):
        if parts and not _JOINS.fullmatch(script[end : match.start()]):
            yield from _with_table("".join(parts))
            parts = []
        parts.append(next((part for part in match.groups() if part), ""))
        end = match.end()
    yield from _with_table("".join(parts))


def _with_table(text: str) -> Iterator[str]:
    if _MAY_HOLD.search(text) and _TEMPLATED not in text and _CELL.search(plain := _unescaped(text)):
        yield plain


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text)


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    if not code:
        return _CONTROL.get(escape[3], escape[3])
    return _of_code(code)


def _of_code(code: str) -> str:
    character = chr(int(code, 16))
    return "" if "\ud800" <= character <= "\udfff" else character


def holds_figures(tree: LexborHTMLParser) -> bool:
    """Whether the scripts of a page hold data with many figures, from which they may build its tables."""
    scripts = (script.text() for script in tree.css("script"))
    return any(_has_many(text) for text in scripts if len(text) <= _LONGEST_SCRIPT)


def _has_many(text: str) -> bool:
    return sum(1 for _, _ in zip(_FIGURE_IN_DATA.finditer(text), range(_FEWEST_FIGURES), strict=False)) >= (
        _FEWEST_FIGURES
    )
