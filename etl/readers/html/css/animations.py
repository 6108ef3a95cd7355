"""What animations of style sheets leave an element like: the state that stays once they have run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import tinycss2

from etl.readers.html.css.declarations import Declarations, parsed, serialized
from etl.readers.html.css.media_queries import is_for_screen

ANIMATING = frozenset({"animation", "animation-name", "-webkit-animation", "-webkit-animation-name"})
RESTLESS = "-etl-restless"
"""Declared for an element of which nobody can say in which state it is seen."""

_KEY_FRAMES = frozenset({"keyframes", "-webkit-keyframes"})
_GROUPS = frozenset({"media", "supports", "layer", "container"})
_DEEPEST_GROUP = 4
_MOST_CHARACTERS = 200_000
_WORD = re.compile(r"[\w-]*\([^()]*\)|[^\s,]+")
_TIME = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))(ms|s)")
_COUNT = re.compile(r"\d+(?:\.\d+)?|infinite")
_DIRECTIONS = frozenset({"normal", "reverse", "alternate", "alternate-reverse"})
_FILLS = frozenset({"forwards", "backwards", "both"})
_LONG = 60.0  # seconds, that nobody waits
_WHOLE = 100.0  # per cent
_MOST_ANIMATIONS = 20  # of one element


class Frames(NamedTuple):
    """What an animation declares at its beginning and at its end, and whether it declares anything between."""

    first: Declarations
    last: Declarations


class _Animation(NamedTuple):
    name: str = ""
    duration: float = 0.0
    delay: float = 0.0
    runs: str = "1"
    direction: str = "normal"
    fill: str = "none"
    is_paused: bool = False


_PLAIN = _Animation()


@lru_cache(maxsize=32)
def key_frames(css: str) -> Mapping[str, Frames]:
    """The animations that a style sheet describes, by name."""
    sheet = tinycss2.parse_stylesheet(css[:_MOST_CHARACTERS], skip_comments=True, skip_whitespace=True)
    return dict(_described(sheet, 0))


def _described(nodes: Iterable[tinycss2.ast.Node], depth: int) -> Iterator[tuple[str, Frames]]:
    for node in nodes:
        if node.type != "at-rule" or node.content is None:
            continue
        if node.lower_at_keyword in _KEY_FRAMES:
            yield serialized(node.prelude).strip().strip('"').lower(), _frames(node.content)
        elif node.lower_at_keyword in _GROUPS and depth < _DEEPEST_GROUP and _holds(node):
            rules = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield from _described(rules, depth + 1)


def _holds(group: tinycss2.ast.AtRule) -> bool:
    return group.lower_at_keyword != "media" or is_for_screen(serialized(group.prelude))


def _frames(content: Iterable[tinycss2.ast.Node]) -> Frames:
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for rule in tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        style = parsed(tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True))
        for offset in serialized(rule.prelude).lower().split(","):
            at = _offset(offset.strip())
            if at == 0.0:
                first |= style.values
            elif at == _WHOLE:
                last |= style.values
    return Frames(first, last)


def _offset(text: str) -> float | None:
    if text in ("from", "to"):
        return 0.0 if text == "from" else _WHOLE
    try:
        return float(text.removesuffix("%"))
    except ValueError:
        return None


def left_by_animations(style: Declarations, frames: Mapping[str, Frames]) -> Declarations:
    """What the animations of an element declare that stays, over its other declarations."""
    if any(style.get(name, "").count(",") >= _MOST_ANIMATIONS for name in ANIMATING):
        return {RESTLESS: "1"}
    left: dict[str, str] = {}
    for animation in _animations(style, frames):
        left |= _left(animation, frames[animation.name])
    return left


def _left(animation: _Animation, frames: Frames) -> Declarations:
    if animation.is_paused or animation.delay > _LONG:
        is_begun = animation.is_paused and animation.delay <= 0
        return frames.first if is_begun or animation.fill in ("backwards", "both") else {}
    if animation.runs == "infinite" or animation.duration > _LONG or "." in animation.runs:
        return {RESTLESS: "1"}
    if animation.fill not in ("forwards", "both"):
        return {}
    is_odd = int(animation.runs) % 2 == 1
    ends_last = {"normal": True, "reverse": False, "alternate": is_odd, "alternate-reverse": not is_odd}
    return frames.last if ends_last[animation.direction] else frames.first


def _animations(style: Declarations, frames: Mapping[str, Frames]) -> Iterator[_Animation]:
    """The animations of an element that the page describes."""
    values = {name.removeprefix("-webkit-"): value for name, value in style.items()}
    parts = values.get("animation", "").split(",")
    if "animation-name" in values:
        parts = [
            f"{part} {name}"
            for part, name in zip(_cycled(parts), values["animation-name"].split(","), strict=False)
        ]
    for number, part in enumerate(parts):
        animation = _parsed(part, frames)
        animation = _parsed(" ".join(_longhands(values, number)), frames, animation)
        if animation.name in frames:
            yield animation


def _cycled(parts: list[str]) -> Iterator[str]:
    while True:
        yield from parts


def _longhands(values: Declarations, number: int) -> Iterator[str]:
    """The words of the longhands for an animation by its number, the duration first and the delay after it."""
    for name in ("duration", "delay", "iteration-count", "direction", "fill-mode", "play-state"):
        if stated := values.get(f"animation-{name}", "").split(","):
            word = stated[number % len(stated)].strip()
            if name == "delay" and word and "animation-duration" not in values:
                yield "1s"  # the first of two times is taken for the duration
            yield word


def _parsed(text: str, frames: Mapping[str, Frames], animation: _Animation = _PLAIN) -> _Animation:
    """Read the words of an animation over what is known of it."""
    times: list[float] = []
    for word in _WORD.findall(text):
        if time := _TIME.fullmatch(word):
            times.append(float(time[1]) / (1000 if time[2] == "ms" else 1))
        elif _COUNT.fullmatch(word):
            animation = animation._replace(runs=word)
        elif word in _DIRECTIONS:
            animation = animation._replace(direction=word)
        elif word in _FILLS:
            animation = animation._replace(fill=word)
        elif word in ("paused", "running"):
            animation = animation._replace(is_paused=word == "paused")
        elif word.strip('"') in frames:
            animation = animation._replace(name=word.strip('"'))
    if times:
        animation = animation._replace(duration=times[0])
    return animation._replace(delay=times[1]) if len(times) > 1 else animation
