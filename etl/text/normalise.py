"""Printed text to comparable text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

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
        "−": "-", "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-", "﹣": "-", "─": "-", "━": "-",
        "；": ";", "：": ":", "，": ",", "﹑": "、", "､": "、", "・": "·", "•": "·", "\u2f00": "一",
        "萬": "万", "億": "亿", "圓": "元", "條": "条", "項": "项", "個": "个",
    }
)  # fmt: skip
# One of these stands in every label of the form that is printed in traditional characters.
_TRADITIONAL = re.compile(
    "[開請數與機關處結轉總計訴訟複議產發無頒規業進還於條許強設費採購項額組織會務資製確認據屬禁護權類過執詢現補內絡繳電縣區鎮鄉廳辦財農衛應體門時]"
)


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """Printed text made comparable: NFKC, simplified, one kind of bracket, quote and dash, no white space."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(UNIFIED)
    return simplify(text) if _TRADITIONAL.search(text) else text


@lru_cache(maxsize=512)
def simplify(text: str) -> str:
    """Traditional characters to simplified ones (OpenCC), and swapped words back (規範性檔案, 最佳化)."""
    return _SWAPPED.sub(lambda match: _SWAPS[match[0]], _converter().convert(text))


_SWAPS = {"档案": "文件", "最佳化": "优化", "资讯": "信息", "资料": "信息", "网路": "网络", "透过": "通过"}
_SWAPPED = re.compile("规范性档案|最佳化|政府资讯|网路")
_SWAPS |= {"规范性档案": "规范性文件", "政府资讯": "政府信息"}


@lru_cache(maxsize=1)
def _converter():  # type: ignore[no-untyped-def]
    from opencc import OpenCC  # slow to load, and most sources never need it

    return OpenCC("t2s")
