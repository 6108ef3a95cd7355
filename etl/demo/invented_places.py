"""An invented prefecture: its counties, and the agencies in them that file reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

PROVINCE = "示例省"
PREFECTURE = "澄汐市"
# no region of China has a code above 82
PREFECTURE_CODE = 990100

# Stems of two characters that are no names of regions, which a test verifies.
_FIRST = "岚澜霁璞笙筠岫漪苒珩翊蘅"
_SECOND = "岭汀屏浦坞泽垣陂"
_TOWN_SECOND = "石塘湾桥滩圩"

# kind, names by first data year, demand for information relative to that of the government office
_BUREAUS: tuple[tuple[str, tuple[tuple[int, str], ...], float], ...] = (
    ("drc", ((0, "发展和改革局"),), 0.12),
    ("edu", ((0, "教育局"),), 0.15),
    ("police", ((0, "公安局"),), 0.6),
    ("civil", ((0, "民政局"),), 0.15),
    ("finance", ((0, "财政局"),), 0.12),
    ("hrss", ((0, "人力资源和社会保障局"),), 0.4),
    ("natres", ((0, "国土资源局"), (2019, "自然资源局")), 2.0),
    ("housing", ((0, "住房和城乡建设局"),), 1.7),
    ("agri", ((0, "农业局"), (2019, "农业农村局")), 0.2),
    ("rural_revitalization", ((0, "扶贫开发办公室"), (2021, "乡村振兴局")), 0.04),
    ("health", ((0, "卫生和计划生育局"), (2019, "卫生健康局")), 0.12),
    ("market", ((0, "市场监督管理局"),), 0.4),
)
# 乡村振兴局 files for the last time for 2023; 农业农村局 takes over its applications
_LAST_YEAR = {"rural_revitalization": 2023}
_SUCCESSOR = {"rural_revitalization": "agri"}
# an agency that never files: what a roll-up includes beyond the loaded reports
UNFILED = "unfiled"


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency that files one report per year. `county` is 0 for the prefecture, else 1, 2, …

    `demand` is its expected number of applications relative to that of a county's government office. After
    `last_year` the agency of kind `successor` takes over.
    """

    kind: str
    names: tuple[tuple[int, str], ...]
    county: int
    county_name: str
    level: str
    scope: str
    demand: float
    last_year: int = 9999
    successor: str = ""

    def name(self, year: int) -> str:
        return next(name for first, name in reversed(self.names) if year >= first)

    @property
    def code(self) -> str:
        return str(PREFECTURE_CODE + self.county)

    @property
    def folder(self) -> tuple[str, ...]:
        return tuple(part for part in (PROVINCE, PREFECTURE, self.county_name) if part)


def agencies(counties: int) -> tuple[Agency, ...]:
    """All agencies of the prefecture and its counties; in each the roll-up first and the unfiled rest last."""
    all_agencies = list(_agencies(0, PREFECTURE, "", "prefecture", 6.0))
    for number, name in enumerate(county_names(counties), 1):
        all_agencies += _agencies(number, name, name, "county", 1.0)
    return tuple(all_agencies)


def county_names(counties: int) -> list[str]:
    """Names of invented counties: the first two are districts, every sixth is a city.

    Raises ValueError for less than one or more than there are names for.
    """
    if not 1 <= counties <= len(_FIRST) * len(_SECOND):
        raise ValueError(f"counties must be between 1 and {len(_FIRST) * len(_SECOND)}, not {counties}")
    stems = _stems(_SECOND)[:counties]
    return [stem + ("区" if n < 2 else "市" if n % 6 == 5 else "县") for n, stem in enumerate(stems)]


def _stems(second: str) -> list[str]:
    """Every pair of a first and a second character, so that neighbours in the list share neither."""
    pairs = [(step, first) for step, first in product(range(len(second)), range(len(_FIRST)))]
    return [_FIRST[first] + second[(first + step) % len(second)] for step, first in pairs]


def _agencies(county: int, place: str, county_name: str, level: str, demand: float) -> Iterator[Agency]:
    def agency(
        kind: str, names: tuple[tuple[int, str], ...], share: float, at: str = level, scope: str = "own"
    ) -> Agency:
        printed = tuple((first, place + name) for first, name in names)
        last, successor = _LAST_YEAR.get(kind, 9999), _SUCCESSOR.get(kind, "")
        return Agency(kind, printed, county, county_name, at, scope, share * demand, last, successor)

    yield agency("government", ((0, "人民政府"),), 0.0, scope="government_rollup")
    yield agency("gov_office", ((0, "人民政府办公室"),), 1.0)
    for kind, names, share in _BUREAUS:
        yield agency(kind, names, share)
    if county:
        stems = _stems(_TOWN_SECOND)
        towns = [stems[(county * 5 + n) % len(stems)] for n in range(4)]
        yield agency("subdistrict", ((0, towns[0] + "街道办事处"),), 0.2, "township")
        for stem, suffix in zip(towns[1:], ("镇", "镇", "乡"), strict=True):
            yield agency("township", ((0, f"{stem}{suffix}人民政府"),), 0.08, "township")
    yield agency(UNFILED, ((0, "其他单位"),), 0.06)
