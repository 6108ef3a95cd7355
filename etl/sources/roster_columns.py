"""Which column of a roster holds what, in the words that offices use for their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.text.comparable import plain

# the words of each heading as a whole, and those that a longer one is known by
_EXACT = {
    "name": ("name", "名称", "机关名称", "单位名称", "单位", "机关", "部门", "机构"),
    "code": ("code", "代码", "编码"),
    "kind": ("kind", "类别", "性质"),
    "since": ("since", "起"),
    "until": ("until", "止"),
    "contact": ("contact",),
    "due": ("due", "期限"),
}
_WITHIN = {
    "name": re.compile(r"^(?!.*(?:上级|主管|曾用|原|简称|英文)).*(?:名称|全称)"),
    "code": re.compile(r"代码|编码"),
    "kind": re.compile(r"类别|类型|性质"),
    "since": re.compile(r"设立|成立|新设|组建|起始|起报|开始"),
    "until": re.compile(r"撤销|撤并|撤消|合并|终止|注销|截止年|止报"),
    "contact": re.compile(r"联系|联络"),
    "due": re.compile(r"期限|时限|应于|截止日|截止时间|到期"),
}


def columns_of(head: Sequence[str]) -> dict[str, int]:
    """The position of each column that the headings name, each taken once; the first of several."""
    texts = [plain(text).lower() for text in head]
    columns: dict[str, int] = {}
    for key, words in _EXACT.items():
        exact = (at for word in words for at, text in enumerate(texts) if text == word)
        if (place := next(exact, None)) is not None:
            columns[key] = place
    for key, pattern in _WITHIN.items():
        within = (at for at, text in enumerate(texts) if at not in columns.values() and pattern.search(text))
        if key not in columns and (place := next(within, None)) is not None:
            columns[key] = place
    return columns
