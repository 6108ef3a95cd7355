"""Similar texts of an amended version are those of a full build: copies come and go, phrases become common or rare again,
neighbours are pushed apart, years fall out of what is compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from etl.checks.cross_report import compared_texts, similar_texts
from etl.model.report import Report
from etl.warehouse import amend
from tests.support.contents import assert_same
from tests.support.reports import RUN, build, identity, query, report, stage

_KINDS = ("edu", "finance", "")
_COUNTIES = (("示例县", "990101"), ("别县", "990102"), ("", ""))
Key = tuple[int, int]


@pytest.fixture(autouse=True)
def small_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that few reports reach every limit."""
    monkeypatch.setattr(amend, "MOST_AMENDED", 1000.0)
    monkeypatch.setattr(compared_texts, "LIMIT", 60)
    monkeypatch.setattr(compared_texts, "SAMPLE", 25)


def phrase(chance: Random, length: int) -> str:
    return "".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(length))


STOCK = [
    phrase(Random(number), 30) for number in range(8)
]  # each in about the share of texts that makes it common
TEMPLATES = [phrase(Random(100 + number), 400) for number in range(4)]


def a_text(chance: Random, agency: int) -> str:
    """Stock phrases, some of them common, around a new text, or an altered copy of a template or of the agency's usual."""
    stock = [one for one in STOCK if chance.random() < 0.16]
    new, usual = phrase(chance, chance.choice((20, 50, 120))), phrase(Random(1000 + agency), 300)
    own = chance.choice((*TEMPLATES, new, new, usual, usual))
    if chance.random() < 0.5:
        at = chance.randrange(len(own))
        own = own[:at] + phrase(chance, chance.choice((1, 8))) + own[at:]
    figures = f"公开{chance.choice((12, 15))}条，其中网站{chance.choice((10, 11))}条，微信{chance.choice((2, 4))}条。"
    return "。".join((*stock, own, figures if chance.random() < 0.3 else ""))


def a_report(chance: Random) -> tuple[Key, Report]:
    number, year = chance.randrange(30), chance.choice((2021, 2022, 2022, 2023, 2023, 2023))
    county, code = _COUNTIES[number % 3]
    kind = _KINDS[number // 3 % 3]
    who = identity(
        f"第{number}局",
        year,
        agency_id=f"{code}-{number}",
        county=county,
        region_code=code,
        kinds=(kind,) if kind else (),
    )
    sections = [section for section in similar_texts.SECTIONS if chance.random() < 0.8]
    made = report(who, texts={section: a_text(chance, number) for section in sections})
    return (number, year), replace(made, source_name=f"{number}-{year}-{chance.randrange(3)}.html")


def amended(folder: Path, new: list[Report], unchanged: list[Report], previous: Path) -> Path:
    path = folder / "disclosure.000001.duckdb"
    assert amend.amend(path, stage(folder, new, unchanged), RUN, previous) is not None
    return path


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_any_history_of_texts_gives_what_a_full_build_gives(seed: int, tmp_path: Path) -> None:
    chance = Random(seed)
    loaded = dict(a_report(chance) for _ in range(70))
    path = build(tmp_path / "first", list(loaded.values()))
    phrases = {len(query(path, "from common_phrases"))}
    for step in range(3):
        removed = set(chance.sample(list(loaded), chance.choice((0, 1, 4))))
        new = dict(a_report(chance) for _ in range(chance.choice((0, 1, 6))))
        unchanged = [each for name, each in loaded.items() if name not in removed | new.keys()]
        loaded = {name: each for name, each in loaded.items() if name not in removed} | new
        path = amended(tmp_path / f"{step}", list(new.values()), unchanged, path)
        assert_same(path, build(tmp_path / f"{step}-full", list(loaded.values())))
        phrases.add(len(query(path, "from common_phrases")))
    assert len(phrases) > 1, "no phrase became common or rare"
    assert {own for (own,) in query(path, "select own_previous_year from similar_texts")} == {True, False}
