"""The language of what the commands print: Chinese unless `--lang` or `DISCLOSURE_LANG` says `en`."""

from __future__ import annotations

import os
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
VARIABLE = "DISCLOSURE_LANG"


def current() -> Language:
    """The language of this process and of those that it starts."""
    return "en" if os.environ.get(VARIABLE) == "en" else "zh"


def choose(language: str) -> None:
    """Set the language of this process and of those that it starts."""
    os.environ[VARIABLE] = language


def in_language(zh: str, en: str) -> str:
    """The one of two wordings that is in the current language."""
    return en if current() == "en" else zh
