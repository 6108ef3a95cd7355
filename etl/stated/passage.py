"""A section's text made comparable, with the way back to each printed character."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.text.simplified_chinese import is_simplified, simplify

_BULLET = re.compile(
    r"[·•—●■◆*]|\d{1,2}[.、)](?!\d)|[一二三四五六七八九十]{1,3}[、.]|[(（][一二三四五六七八九十\d]{1,3}[)）]"
)
# a circled number heads a part of a list; as a digit it would be a figure
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩")
# 公开了信息9条 says what 公开信息9条 does
_ASPECT = re.compile("了(?<=[开布示送新登载发办展织理复到印作用版]了)(?!解)")
# 一共 says what 共 does
_ALTOGETHER = re.compile("(?<![统唯同第周十之])一(?=共(?![享同建治性和青产用通管商]))")
# 网站52条（占85%）、公众号9条: shares stand between what is listed
_SHARE = re.compile(
    r"[（(](?:占比?[^()（），,；;。\d]{0,10})?约?\d+(?:[.．]\d+)?\s*[%％‰][)）]|[，,]占比?[^()（），,；;。\d]{0,10}\d+(?:[.．]\d+)?\s*[%％](?=[，,；;、。])"
    r"|占比?[^()（），,；;。\d]{0,10}\d+(?:[.．]\d+)?\s*[%％][，,]?(?:共?计|即|为)(?=\s*\d)"
)
_STRAIGHT = re.compile('"([^"\n]{1,20})"')
_CORNERS = str.maketrans("「」『』", "“”“”")
_LINE_END = re.compile("\n")
_UNIT = re.compile("余?[条件篇期次场人个份]")
_ENDS = "。;:!?；：！？"
# (二)主动公开政府信息的主要类别情况
_HEADING = re.compile(
    r"(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[.、])[^，,；;：:。\d]{4,24}(?:情况|数量|类别|渠道|途径|方式)"
)
_HEADS_NOTHING = frozenset("和与及或、，,的")
_SHORT_LINE = 12
# more than any line of a page that a passage is broken into
_FAR = 400


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` is normalised: NFKC, simplified characters, no blanks, `\\n` only where a printed line ends a statement.
    `origins` are the positions of its characters in `printed`."""

    printed: str
    text: str
    origins: Sequence[int]

    def quote(self, start: int, end: int) -> tuple[str, int]:
        """The exact printed words of a span of `text`, and where they stand."""
        first, last = self.origins[start], self.origins[end - 1]
        return self.printed[first : last + 1], first


def prepare(printed: str) -> Passage:
    """Make a section's text comparable."""
    whole = printed if is_simplified(printed) else simplify(printed)
    source = whole if len(whole) == len(printed) else printed
    lines = _LINE_END.sub(lambda end: "\n" if _ends_statement(source, end.start()) else " ", source)
    lines = _ALTOGETHER.sub(" ", _ASPECT.sub(" ", lines))
    if "%" in lines or "％" in lines:
        lines = _SHARE.sub(lambda share: " " * len(share[0]), lines)
    if '"' in lines:
        lines = _STRAIGHT.sub(r"“\1”", lines)
    parts = [*map(_NORMAL.__getitem__, lines)]
    text = "".join(parts)
    kept = len(parts) - parts.count("")
    origins: Sequence[int] = range(kept)
    if len(text) > kept:  # some became more than one
        origins = [position for position, part in enumerate(parts) for _ in part]
    elif kept < len(parts):
        origins = [*itertools.compress(range(len(parts)), parts)]
    return Passage(printed, text, origins)


class _Normal(dict[str, str]):
    """A character made comparable, kept once worked out; empty for a blank, but not for the end of a line."""

    def __missing__(self, character: str) -> str:
        whole = "•" if character in _CIRCLED else unicodedata.normalize("NFKC", character.translate(_CORNERS))
        self[character] = "".join(normal for normal in whole if not normal.isspace() or normal == "\n")
        return self[character]


_NORMAL = _Normal()


def _ends_statement(text: str, position: int) -> bool:
    """Whether a line break ends a statement, not only a line of a page."""
    if position and text[position - 1] in _ENDS:
        return True
    before = text[max(0, position - _FAR) : position].rstrip()
    after = text[position : position + _FAR].lstrip()
    line = before[before.rfind("\n") + 1 :]
    if before[-1:].isdigit() and _UNIT.match(after):
        return False
    return (
        not before
        or not after
        or before[-1] in _ENDS
        or bool(_BULLET.match(after))
        or len(line.strip()) < _SHORT_LINE
        or (_HEADING.fullmatch(line.strip()) is not None and after[0] not in _HEADS_NOTHING)
    )


_ASIDE = re.compile(
    r"\([^()]*\)(?=[^《》]{0,80}》)|\((?:网址:?)?(?:https?:/|www\.)[^()\u4e00-\u9fff]*\)|(?:(?<=公众号)|(?<=微信号)|(?<=抖音号)|(?<=网站))\([^()\d:,、]{1,16}\)(?=主动|累计|全年|共|公开|发布|推送|更新)|^\([^()]*\)|\((?!兼|专)[^()]{1,3}\)|\((?!兼|专)[^()\d:]{1,16}\)(?=[\u4e00-\u9fff]{0,4}$)"
)
# 政务新媒体(微信): which of them
_NAMELY = re.compile(
    r"新媒体(?:平台|账号|渠道)?\((?:官方|政务)?(微[信博]|公众号|抖音|快手|视频号)([^()、,;]{0,8})\)"
)


def without_asides(words: str) -> str:
    """The words without what stands aside in brackets; a medium that is named there stays."""
    return _ASIDE.sub("", _NAMELY.sub(r"\1\2", words)) if "(" in words else words


# characters of a sentence; a list in one is shorter
LONGEST = 3_000
_SENTENCE = re.compile(r"[^。!?\n;]+[。!?\n;]?")


def sentences(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, new) of each statement up to a full stop or semicolon; `new` unless a semicolon joins it to the
    one before."""
    joined = False
    for match in _SENTENCE.finditer(text):
        for start, end in _pieces(text, *match.span()):
            yield start, end, not joined
            joined = True
        joined = match[0].endswith(";")


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A statement as it is; one longer than any that people write cut behind its commas, so that each number is looked at
    among so many words."""
    while end - start > LONGEST:
        comma = text.rfind(",", start, start + LONGEST) + 1
        cut = comma or start + LONGEST
        yield start, cut
        start = cut
    if start < end:
        yield start, end
