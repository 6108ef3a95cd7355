"""Why a file is refused, in English: what the code says in Chinese is looked up in `refusals.toml`.

Reasons are stored in Chinese, and translated where they are shown.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from etl.model.document import Unreadable
from etl.runtime.file_errors import WORDS
from etl.runtime.language import current

_FILE = Path(__file__).with_suffix(".toml")
_PLACE = re.compile(r"\{(\w+)\}")
_LEVELS = 3  # of refusals within refusals: of a list, its line, its sheet


@dataclass(frozen=True, slots=True)
class _Template:
    pattern: re.Pattern[str]
    english: str


def reason_in_language(reason: str, language: str) -> str:
    """A reason in a language; in Chinese, as it is stored, if it is none of the catalogue."""
    return _english(reason, _LEVELS) if language == "en" else reason


def refusal_text(refusal: Unreadable) -> str:
    """A refusal in the language of this process."""
    return refusal_in_language(refusal, current())


def refusal_in_language(refusal: Unreadable, language: str) -> str:
    """A refusal in a language, by its own words for it if it has any."""
    return refusal.en if language == "en" and refusal.en else reason_in_language(str(refusal), language)


@cache
def catalogue() -> dict[str, str]:
    """Each template in Chinese, with its `{places}`, and the same in English."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {zh: en for entries in tables.values() for zh, en in entries.items()}


@lru_cache(maxsize=4096)
def _english(text: str, levels: int) -> str:
    known = _whole().get(text)
    if known or not levels:
        return known or text
    for template in _templates():
        if match := template.pattern.fullmatch(text):
            places = {name: _english(value, levels - 1) for name, value in match.groupdict().items()}
            return template.english.format(**places)
    return text


@cache
def _whole() -> dict[str, str]:
    """What has no places, with the reasons of the operating system."""
    return dict(WORDS.values()) | {zh: en for zh, en in catalogue().items() if "{" not in zh}


@cache
def _templates() -> tuple[_Template, ...]:
    """What has places, that which says most by itself first."""
    sentences = sorted(catalogue().keys() - _whole().keys(), key=lambda zh: (-len(_PLACE.sub("", zh)), zh))
    return tuple(_Template(_pattern(zh), catalogue()[zh]) for zh in sentences)


def _pattern(template: str) -> re.Pattern[str]:
    """The pattern of a template. A place ends where the words after it first stand, the last with the text, and none is
    tried again: whoever wrote what stands there, time is in proportion to the length."""
    begins, *rest = _PLACE.split(template)
    *inner, (last, ends) = zip(rest[::2], map(re.escape, rest[1::2]), strict=True)
    places = "".join(f"(?>(?P<{name}>.*?){words})" for name, words in inner)
    return re.compile(f"{re.escape(begins)}{places}(?P<{last}>.*){ends}", re.DOTALL)
