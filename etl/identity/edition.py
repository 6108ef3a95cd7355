"""Whether a report says of itself that it corrects one published before, or that one published later corrects it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from etl.text.comparable import plain

CORRECTED, UNCORRECTED = "corrected", "uncorrected"
_CHANGED = "更正|修正|修订|订正|勘误|补正|更新"
_BEFORE = re.compile(
    rf"(?:{_CHANGED})(?:之?前|以前)|原稿|原版|旧版|作废|已废止|初稿|草稿|草案|征求意见|意见稿|送审稿|讨论稿|未(?:{_CHANGED})"
)
_AFTER = re.compile(
    rf"(?:{_CHANGED})(?:之?后|以后|版|稿|件|本|公告|说明)|[(\[（【](?:已|重新|再次)?(?:{_CHANGED})[)\]）】]|重新(?:公布|发布|公开)|新版"
    rf"|(?:已|进行|予以|作出?)(?:了)?(?:{_CHANGED})|(?:报告|年报)的?(?:{_CHANGED})"
)


def edition(names: Iterable[str]) -> str:
    """`corrected`, `uncorrected`, or empty if none of the names (title, file name) says so; the first that does decides."""
    for name in names:
        words = plain(name)
        if _BEFORE.search(words):
            return UNCORRECTED
        if _AFTER.search(words):
            return CORRECTED
    return ""
