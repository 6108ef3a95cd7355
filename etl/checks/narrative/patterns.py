"""Compiles the wordings of patterns.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from etl.form import all_addresses
from etl.form.measures import group_addresses
from etl.model.report import Address

_CHINESE_NUMERAL = r"[零〇一二两三四五六七八九十]{1,3}"
_NUMBER = (
    rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:\.\d+)?|{_CHINESE_NUMERAL})(?P<myriad>万)?(?P<more>余|多|几)?"
)
_UNIT = r"(?:件次|件|宗|起|例|份|条|项|个|次)"
_GAP = re.compile(r"\{([gh])(\d+)\}")
_TERM = re.compile(r"([+-]?)\s*([a-z_0-9.]+)")

Terms = tuple[tuple[int, Address], ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """How a figure or a claim is worded and which cells it is compared with.

    `against` are alternative sums of signed cells: a figure must equal one of them, a claim says that they are zero.
    The other fields are explained at the top of patterns.toml.
    """

    key: str
    label_zh: str
    label_en: str
    words: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    against: tuple[Terms, ...]
    skip: re.Pattern[str] | None
    needs: str = ""
    home: str = ""
    part: bool = False
    last_year: bool = False
    stock: bool = False


@cache
def figures() -> tuple[Wording, ...]:
    """Wordings of figures, in the order of patterns.toml."""
    return tuple(_wording(entry, "against") for entry in _raw()["figures"])


@cache
def claims() -> tuple[Wording, ...]:
    """Wordings of claims without a figure (未收到申请), in the order of patterns.toml."""
    return tuple(_wording(entry, "zero") for entry in _raw()["claims"])


def _raw() -> Mapping[str, list[dict[str, Any]]]:
    return tomllib.loads((Path(__file__).parent / "patterns.toml").read_text(encoding="utf-8"))


def _wording(entry: Mapping[str, Any], against: str) -> Wording:
    fields = {name: value for name, value in entry.items() if name != against}
    compiled = {
        "words": tuple(entry["words"]),
        "patterns": tuple(re.compile(_expand(pattern)) for pattern in entry["patterns"]),
        "against": tuple(_terms(expression) for expression in entry[against]),
        "skip": re.compile(entry["skip"]) if "skip" in entry else None,
    }
    return Wording(**fields | compiled)


def _expand(pattern: str) -> str:
    """Replace {n} by a number, {u} by its unit, {g4} by up to four characters of the same clause without digits, and
    {h4} by such characters that contain no 和 or 、 either."""
    pattern = pattern.replace("{n}", _NUMBER).replace("{u}", _UNIT)
    return _GAP.sub(
        lambda match: (
            (r"[^,。;:()\d]" if match[1] == "g" else r"[^,。;:()、和及与\d]") + f"{{0,{match[2]}}}?"
        ),
        pattern,
    )


def _terms(expression: str) -> Terms:
    """Parse a sum such as `applications.granted.total - …`. Raises ValueError if no form has one of its cells."""
    known = {*all_addresses(), *group_addresses()}
    terms = tuple(
        (-1 if sign == "-" else 1, Address(*name.split("."))) for sign, name in _TERM.findall(expression)
    )
    if unknown := [address for _, address in terms if address not in known]:
        raise ValueError(f"{unknown[0]} is on no form")
    return terms
