"""Takes out of Markdown what a reader of the rendered page does not see, or sees quoted as code."""

from __future__ import annotations

import re

from etl.model.document import Note

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|^\[[^\]\n]{1,40}\]:\s*#[^\n]*$", re.DOTALL | re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(?=[^\n]*[:：])(?:(?!---)[^\n]*\n)*?---[ \t]*(?:\n|\Z)")
_TITLE = re.compile(r"^title[:：]\s*[\"']?([^\"'\n]+)", re.MULTILINE)
_STRUCK = re.compile(r"~~(?=\S)[^~\n]+~~")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,15})\b(?P<attributes>[^<>]{0,2000})>")
_HIDING = re.compile(
    r"display:none|visibility:hidden|opacity:0(?:\.0+)?(?![.\d])|font-size:0(?![.\d]*[1-9])|color:(?:#fff(?:fff)?|white|transparent)\b",
    re.IGNORECASE,
)
_HIDDEN_ATTRIBUTE = re.compile(r"(?:^|\s)hidden(?=[\s=/]|$)", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NEVER_SHOWN = ("script", "style", "template")
_WITHOUT_END = ("br", "hr", "img", "input", "meta", "link", "col", "wbr")
_FENCE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}+|~{3,}+)[^\n]*\n(?P<code>.*?)(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)",
    re.DOTALL | re.MULTILINE,
)
_TABLE_LINE = re.compile(r"^[^\n]*[|｜][^\n]*[|｜]|<table\b", re.MULTILINE | re.IGNORECASE)


def without_hidden(text: str) -> tuple[str, tuple[Note, ...]]:
    """The text with blank lines where comments, hidden elements and blocks of code were, and notes that say so.

    Code that holds the only tables of the file is the report itself, put between fences.
    """
    notes = []
    text = _STRUCK.sub("", _FRONT_MATTER.sub(_title_alone, text.replace("\r\n", "\n")))
    text, comments = _COMMENT.subn(_blank, text)
    text, hidden = _without_hidden(text)
    if comments + hidden:
        notes.append(Note("unseen", str(comments + hidden)))
    outside, fences = _FENCE.subn(_blank, text)
    if not fences:
        return text, tuple(notes)
    if _TABLE_LINE.search(outside):
        return outside, (*notes, Note("code", str(fences)))
    return _FENCE.sub(lambda block: "\n" + block["code"], text), tuple(notes)


def _title_alone(front_matter: re.Match[str]) -> str:
    """The title that a site's program prints above the text, of what is written for that program."""
    title = _TITLE.search(front_matter[0])
    return (title[1] if title else "") + _blank(front_matter)


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _without_hidden(text: str) -> tuple[str, int]:
    """The text without hidden elements, and how many there were; one that is not closed reaches to the end."""
    pieces: list[str] = []
    position = count = depth = 0
    hidden = ""
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if not hidden:
            if not tag["end"] and name not in _WITHOUT_END and _hides(name, tag["attributes"]):
                pieces.append(text[position : tag.start()])
                hidden, depth, position, count = name, 1, tag.start(), count + 1
        elif name == hidden:
            depth += -1 if tag["end"] else 1
            if not depth:
                pieces.append("\n" * text.count("\n", position, tag.end()))
                hidden, position = "", tag.end()
    rest = "\n" * text.count("\n", position) if hidden else text[position:]
    return "".join((*pieces, rest)), count


def _hides(name: str, attributes: str) -> bool:
    return (
        name in _NEVER_SHOWN
        or _HIDING.search(re.sub(r"\s+", "", attributes)) is not None
        or _HIDDEN_ATTRIBUTE.search(_QUOTED.sub("", attributes)) is not None
    )
