"""The published reports whose every cell is known, where they are at hand."""

import json
from functools import cache

import pytest

from etl.model.report import Report
from etl.pipeline import read_report
from tests.support.paths import PUBLISHED as FOLDER

NAMES = (
    "city_2025.html", "hongze_2023.pdf", "huaian_2024.pdf", "shanghai_kewei_2024.md", "shanghai_office_2019.html",
    "xiangtan_tjj_2020.txt",
)  # fmt: skip


@cache
def report(name: str) -> Report:
    """One of them as it is read; skips where they are absent."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"{name} is not at hand: the folder shared/reports does not stand beside the project")
    return read_report(path.read_bytes(), str(path))


def truth(name: str) -> dict:
    return json.loads((FOLDER / f"{name}.truth.json").read_text(encoding="utf-8"))
