"""Sentences about rows that people keep in workbooks, each in Chinese and English, from `row_sentences.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from etl.runtime.language import Language, current

_FILE = Path(__file__).with_name("row_sentences.toml")
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same words in both languages; as text, those of the current one."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.in_language(current())

    def in_language(self, language: str) -> str:
        """The words in a language, Chinese unless it is English."""
        return self.en if language == "en" else self.zh


NOTHING = Sentence("", "")


def sentence(key: str, **values: object) -> Sentence:
    """The sentence called `key` with its `{placeholders}` filled; a sentence among them is in the language of the whole."""
    return Sentence(*(_filled(key, language, values) for language in ("zh", "en")))


def listed(sentences: Iterable[Sentence]) -> Sentence:
    """Words as a list: 甲、乙."""
    parts = list(sentences)
    return Sentence("、".join(one.zh for one in parts), ", ".join(one.en for one in parts))


def together(sentences: Iterable[Sentence]) -> Sentence:
    """Sentences one after the other."""
    parts = list(sentences)
    return Sentence("".join(one.zh for one in parts), " ".join(one.en for one in parts))


def ranges(numbers: Collection[int]) -> Sentence:
    """Row numbers as a person writes them: 3、7–9; of many the first twenty, and how many there are."""
    runs = []
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        first, *rest = [number for _, number in run]
        runs.append(f"{first}–{rest[-1]}" if rest else str(first))
    count = len(numbers)
    more = (f"……（共 {count} 行）", f" … ({count} in all)") if len(runs) > _MOST_NAMED else ("", "")
    shown = runs[:_MOST_NAMED]
    return Sentence("、".join(shown) + more[0], ", ".join(shown) + more[1])


def _filled(key: str, language: Language, values: dict[str, object]) -> str:
    filled = {
        name: value.in_language(language) if isinstance(value, Sentence) else value
        for name, value in values.items()
    }
    return _sentences()[key][language].format(**filled)


@cache
def _sentences() -> dict[str, dict[Language, str]]:
    """Key → language → text."""
    texts: dict[str, dict[Language, str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return texts
