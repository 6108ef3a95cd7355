"""The wordings of patterns.toml, compiled."""

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

_WRITTEN = r"[零〇一二两三四五六七八九十]{1,3}"
_NUMBER = rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:\.\d+)?|{_WRITTEN})(?P<myriad>万)?(?P<more>余|多|几)?"
_UNIT = r"(?:件次|件|宗|起|例|份|条|项|个|次)"
_GAP = re.compile(r"\{([gh])(\d+)\}")
_TERM = re.compile(r"([+-]?)\s*([a-z_0-9.]+)")

Terms = tuple[tuple[int, Address], ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A figure or a claim: `against` are sums of signed cells, which a figure must equal (one is enough) or which
    a claim says are zero."""

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
    return tuple(_wording(entry, "against") for entry in _raw()["figures"])


@cache
def claims() -> tuple[Wording, ...]:
    return tuple(_wording(entry, "zero") for entry in _raw()["claims"])


def _raw() -> Mapping[str, list[dict[str, Any]]]:
    return tomllib.loads((Path(__file__).parent / "patterns.toml").read_text(encoding="utf-8"))


def _wording(entry: Mapping[str, Any], against: str) -> Wording:
    own = {name: value for name, value in entry.items() if name != against}
    compiled = {
        "words": tuple(entry["words"]),
        "patterns": tuple(re.compile(_written_out(pattern)) for pattern in entry["patterns"]),
        "against": tuple(_terms(one) for one in entry[against]),
        "skip": re.compile(entry["skip"]) if "skip" in entry else None,
    }
    return Wording(**own | compiled)


def _written_out(pattern: str) -> str:
    """{n}, {u}: a number, its unit; {g4}: up to four characters of the same clause; {h4}: not joined by 和 or 、."""
    pattern = pattern.replace("{n}", _NUMBER).replace("{u}", _UNIT)
    return _GAP.sub(
        lambda match: (
            (r"[^,。;:()\d]" if match[1] == "g" else r"[^,。;:()、和及与\d]") + f"{{0,{match[2]}}}?"
        ),
        pattern,
    )


def _terms(expression: str) -> Terms:
    """Raises ValueError at a term that no form has."""
    known = {*all_addresses(), *group_addresses()}
    terms = tuple(
        (-1 if sign == "-" else 1, Address(*name.split("."))) for sign, name in _TERM.findall(expression)
    )
    if unknown := [address for _, address in terms if address not in known]:
        raise ValueError(f"{unknown[0]} is on no form")
    return terms
