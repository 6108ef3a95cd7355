"""What the commands print, from `messages.toml`, in the current language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from etl.runtime import language

_FILE = Path(__file__).with_name("messages.toml")


def message(key: str, **values: object) -> str:
    """The message called `key` in the current language, with its `{placeholders}` filled."""
    return in_language(key, language.current()).format(**values)


def in_language(key: str, wanted: language.Language) -> str:
    """The message called `key` in a given language, placeholders unfilled. Raises KeyError if there is none."""
    return messages()[key][wanted]


@cache
def messages() -> dict[str, dict[language.Language, str]]:
    """Every message: key → language → text."""
    tables: dict[str, dict[str, dict[language.Language, str]]] = tomllib.loads(
        _FILE.read_text(encoding="utf-8")
    )
    return {f"{table}.{name}": texts for table, entries in tables.items() for name, texts in entries.items()}
