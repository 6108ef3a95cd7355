"""The pages' own words in Chinese and English: texts.toml, one entry per text. Names and printed terms are not here."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from etl import reader_headings
from pages.parts.text.led_figures import plain

LANGUAGES = ("zh", "en")


class _Plural(Formatter):
    """Formats `{n:report|reports}` as the word that goes with the number n."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, several, other = format_spec.partition("|")
        if not several:
            return str(super().format_field(value, format_spec))
        return one if plain(str(value)) == "1" else other


_PLURAL = _Plural()


@cache
def texts() -> dict[str, dict[str, str]]:
    """Every text, by key (`section.name`) and language. A column is called as in files unless texts.toml says otherwise."""
    raw = tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))
    raw["column"] = reader_headings() | raw["column"]
    return {f"{section}.{name}": entry for section, entries in raw.items() for name, entry in entries.items()}


def text(language: str, key: str, **values: object) -> str:
    """The text with its {places} filled; raises KeyError if there is no such text or a place has no value."""
    template = texts()[key][language]
    if not values:
        return template
    # str.format is ten times faster; texts with plurals are few
    return _PLURAL.format(template, **values) if "|" in template else template.format(**values)
