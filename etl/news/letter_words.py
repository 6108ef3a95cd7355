"""The words of feeds and letters."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from etl.runtime.language import Language


@cache
def words(language: Language) -> dict[str, str]:
    """The texts of words.toml in a language, by key."""
    texts = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return {key: text[language] for key, text in texts.items()}
