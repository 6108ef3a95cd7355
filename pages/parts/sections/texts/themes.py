"""The themes of section 五, defined by word patterns in themes.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pages.parts.data import query
from pages.parts.state.context import View

_THEMES = Path(__file__).parent / "themes.toml"
_CHINESE = re.compile(r"[㐀-鿿]")
# characters of words such as 不足, 不够, 有待 say nothing about the subject
_EMPTY = set("不足够少有待到位的")
_MAX_RELATED = 2


@cache
def themes() -> dict[str, Any]:
    """The content of themes.toml: `themes`, a list of key, labels and pattern, and the pattern `remedies`."""
    return tomllib.loads(_THEMES.read_text(encoding="utf-8"))


def theme_names(language: str) -> dict[str, str]:
    """Key of each theme -> its name, in the order of the file."""
    return {theme["key"]: theme[f"label_{language}"] for theme in themes()["themes"]}


def theme_question() -> str:
    """SQL with one boolean column per theme: themes_marked.sql filled with the patterns."""

    def quoted(pattern: str) -> str:
        return pattern.replace("'", "''")

    columns = ", ".join(
        f"regexp_matches(problems, '{quoted(theme['pattern'])}') as {theme['key']}"
        for theme in themes()["themes"]
    )
    sql = query.question("themes_marked").sql.replace("{remedies}", quoted(themes()["remedies"]))
    return sql.replace("{themes}", columns)


def related(view: View, words: str) -> dict[str, int]:
    """Names of the themes that share at least half the characters of `words` -> number of reports mentioning them."""
    wanted = set(_CHINESE.findall(words)) - _EMPTY
    shared = {
        theme["key"]: len(wanted & set(theme["label_zh"] + theme["pattern"])) for theme in themes()["themes"]
    }
    near = [key for key in shared if shared[key] and shared[key] * 2 >= len(wanted)]
    near.sort(key=lambda key: -shared[key])
    counts = view.ask("themes", fragments={"marked": theme_question()}).groupby("theme")["taken_in"].sum()
    names = theme_names(view.language)
    return {names[key]: int(counts[key]) for key in near[:_MAX_RELATED] if counts.get(key, 0)}
