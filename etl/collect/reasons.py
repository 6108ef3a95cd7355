"""Why an address is left to a person, in the current language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from etl.runtime import language


def reason(key: str, detail: object = "") -> str:
    """The sentence of a reason, with its detail."""
    return _reasons()[key][language.current()].format(detail=detail)


@cache
def _reasons() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("reasons.toml").read_text(encoding="utf-8"))
