"""Printed labels made comparable with those of the form.

`comparable.py` does the same for names and titles, whose wording is open.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from etl.text.simplified_chinese import is_simplified, simplify

_UNPRINTED = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200"
    r"f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
)
_INVISIBLE = re.compile(rf"[\s{_UNPRINTED}]+")
ZERO_WIDTH = re.compile(rf"[{_UNPRINTED}]+")
UNIFIED = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "『": '"', "』": '"', "＂": '"',
        "‘": '"', "’": '"', "'": '"',
        "【": "(", "】": ")", "〔": "(", "〕": ")", "[": "(", "]": ")", "﹙": "(", "﹚": ")",
        "−": "-", "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-", "﹣": "-", "─": "-", "━": "-", "∕": "/", "⁄": "/",
        "；": ";", "：": ":", "，": ",", "﹑": "、", "､": "、", "・": "·", "•": "·", "\u2f00": "一",
        "萬": "万", "億": "亿", "圓": "元", "條": "条", "項": "项", "個": "个", "祕": "秘",
    }
)  # fmt: skip
# Words of the form that converters to Taiwan usage replaced.
_TAIWAN_WORDS = {
    "规范性档案": "规范性文件",
    "最佳化": "优化",
    "政府资讯": "政府信息",
    "网路": "网络",
}
_TAIWAN_WORD = re.compile("|".join(_TAIWAN_WORDS))


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """The text in NFKC, simplified, with one kind of bracket, quote and dash and without white space."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(UNIFIED)
    return text if is_simplified(text) else _in_mainland_words(simplify(text))


def _in_mainland_words(text: str) -> str:
    return _TAIWAN_WORD.sub(lambda word: _TAIWAN_WORDS[word[0]], text)
