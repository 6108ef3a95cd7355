"""The pages' own words in Chinese and English: texts.toml, one entry a text. Names and printed terms are not here."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")


@cache
def texts() -> dict[str, dict[str, str]]:
    """Key -> language -> text; keys are `section.name`."""
    raw = tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": entry for section, entries in raw.items() for name, entry in entries.items()}


def text(language: str, key: str, **values: object) -> str:
    """The text with its {places} filled; raises KeyError where there is none."""
    entry = texts()[key]
    return entry[language].format(**values) if values else entry[language]
