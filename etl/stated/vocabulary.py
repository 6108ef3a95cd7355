"""Items that can be stated in words, and the words that tell them, from items.toml."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "items.toml"
_NOTHING = re.compile(r"(?!)")
CHANNEL_LABELS = {
    "website": ("政府网站", "Government website"),
    "gazette": ("政府公报", "Government gazette"),
    "wechat": ("政务微信", "WeChat"),
    "microblog": ("政务微博", "Microblog"),
    "new_media": ("其他新媒体", "Other new media"),
    "bulletin_board": ("公告栏、电子屏", "Bulletin boards"),
    "press": ("报刊广电", "Press and broadcast"),
    "other": ("其他渠道", "Other channels"),
}
CONTENT_LABELS = {
    "policy_documents": ("政策文件", "Policy documents"),
    "plans": ("规划计划", "Plans"),
    "news": ("工作动态", "News of work"),
    "notices": ("通知公告", "Notices"),
    "personnel": ("人事信息", "Personnel"),
    "organisation": ("机构职能", "Organisation"),
    "budget": ("财政资金", "Budget"),
    "statistics": ("统计数据", "Statistics"),
    "projects": ("项目采购", "Projects and procurement"),
    "enforcement": ("许可执法", "Licences and enforcement"),
    "livelihood": ("民生领域", "Livelihood"),
    "other": ("其他内容", "Other content"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A kind of stated figure; a relation row of `stated_items`. `unit` is the usual one."""

    key: str
    group: str
    label_zh: str
    label_en: str
    unit: str


@dataclass(frozen=True, slots=True)
class Wording:
    """How an item is stated: its `label` words, words that rule it out, its `units`, and `context` that must stand in
    the sentence."""

    item: str
    label: re.Pattern[str]
    unless: re.Pattern[str]
    units: frozenset[str]
    context: re.Pattern[str] | None


@functools.cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@functools.cache
def items() -> tuple[Item, ...]:
    """Every item, in the order in which they are shown."""
    channels = tuple(Item(f"channel_{key}", "channel", *names, "条") for key, names in CHANNEL_LABELS.items())
    contents = tuple(Item(f"content_{key}", "content", *names, "条") for key, names in CONTENT_LABELS.items())
    others = tuple(
        Item(key, raw["group"], raw["label_zh"], raw["label_en"], raw["unit"])
        for key, raw in _raw()["items"].items()
    )
    order = {"response": 0, "application": 1, "work": 2}
    total = Item("disclosed", "total", "主动公开信息总数", "Information disclosed in total", "条")
    return (total, *channels, *contents, *sorted(others, key=lambda item: order[item.group]))


@functools.cache
def wordings() -> tuple[Wording, ...]:
    """The items outside channels and contents, in the order in which they are tried."""
    return tuple(
        Wording(
            key,
            re.compile(raw["label"]),
            re.compile(raw["unless"]) if raw.get("unless") else _NOTHING,
            frozenset(raw["units"].split("|")),
            re.compile(raw["context"]) if raw.get("context") else None,
        )
        for key, raw in _raw()["items"].items()
    )


@functools.cache
def channel_words() -> dict[str, re.Pattern[str]]:
    """The words of each channel family."""
    return {family: re.compile(words) for family, words in _raw()["channels"].items()}


@functools.cache
def content_words() -> dict[str, re.Pattern[str]]:
    """The words of each kind of content; `letters` are proposals and their answers."""
    return {content: re.compile(words) for content, words in _raw()["contents"].items()}
