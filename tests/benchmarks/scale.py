"""Synthetic reports by the hundred thousand, straight in the staged form that reading hands on.

The mix of agencies follows the country: most bureaus and townships have few applications or none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from etl.form import all_addresses
from etl.warehouse.arrow import SOURCE_COLUMNS, schemas
from etl.warehouse.staging import Staging
from tests.benchmarks.scale_cells import YEARS, filled_cells

BODIES_A_COUNTY = 35
COUNTIES_A_CITY = 9
CITIES_A_PROVINCE = 11
LAYOUTS = 40
STATED = (("disclosed", "条"), ("channel_website", "条"), ("channel_wechat", "条"), ("interpretations", "篇"))
BATCH = 2857 * len(YEARS)  # whole histories
_KINDS = (
    "government", "gov_office", "township", "township", "subdistrict", "police", "edu", "health", "civil", "finance",
    "natres", "housing", "env", "audit", "stats", "market", "justice", "transport", "water", "agri",
)  # fmt: skip


def stage(folder: Path, reports: int, seed: int = 1, after: int = 0, texts: bool = False) -> None:
    """Write the staged relations of this many reports into `folder`, all marked synthetic, continuing after the first
    `after` ones; on request with sections one and five, about 700 characters each."""
    staging, words = Staging(folder), Random(seed)
    for tables in batches(reports, seed, after):
        if texts:
            tables["narratives"] = _narratives(words, tables["figures"]["report_id"].to_pylist())
        staging.add(tables)
    staging.close()


def stage_sources(folder: Path) -> None:
    """Write the rows of `sources` that belong to the staged figures: a file of 50 KB for each report."""
    figures = pq.read_table(folder / "figures.parquet", columns=["report_id", "source_name"])
    count = figures.num_rows
    report_ids = figures["report_id"].combine_chunks()
    schema = schemas()["sources"]
    values = {
        "source_name": figures["source_name"],
        "root": pa.repeat("data", count),
        "size": pa.repeat(50_000, count),
        "modified_ns": pa.repeat(1, count),
        "reading": pa.repeat("-", count),
        "report_ids": pa.ListArray.from_arrays(pa.array(range(count + 1), pa.int32()), report_ids),
        "reason": pa.nulls(count, pa.string()),
        "sighting": pa.nulls(count, schema.field("sighting").type),
    }
    columns = [values[name].cast(schema.field(name).type) for name in SOURCE_COLUMNS]
    pq.write_table(pa.table(columns, schema=schema), folder / "sources.parquet")


def batches(reports: int, seed: int = 1, after: int = 0) -> Iterator[dict[str, pa.Table]]:
    """Staged relations of about `reports` reports, a few thousand at a time: every agency has all its years."""
    reports -= reports % len(YEARS)
    after -= after % len(YEARS)
    generator = np.random.default_rng(seed)
    for start in range(0, reports, BATCH):
        yield _batch(generator, after + start, min(BATCH, reports - start))


def _narratives(words: Random, reports: Sequence[str]) -> pa.Table:
    """Texts of common, less common and unique sentences; each year's are new, or rarely last year's with other figures."""
    rows, sentences = [], []
    for at, report in enumerate(reports):
        if at % len(YEARS) == 0 or words.random() > 0.03:
            sentences = [words.choice(_sentences()[int(words.random() < 0.7)]) for _ in range(14)] + [
                _sentence(words) for _ in range(4)
            ]
        rows += [
            {"report_id": report, "section_key": section, "text": "".join(
                sentence.replace("。", f"{words.randint(1, 999)}件。", 1) for sentence in sentences
            )}
            for section in ("overview", "problems")
        ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=schemas()["narratives"])


@cache
def _sentences() -> tuple[list[str], list[str]]:
    """A few sentences that many texts share, and many that few share."""
    words = Random(0)
    return [_sentence(words) for _ in range(60)], [_sentence(words) for _ in range(20_000)]


def _sentence(words: Random) -> str:
    return "".join(map(chr, words.choices(range(0x4E00, 0x4E00 + 1500), k=words.randint(15, 60)))) + "。"


def _batch(generator: np.random.Generator, start: int, count: int) -> dict[str, pa.Table]:
    number = np.arange(start, start + count)
    agency, year = number // len(YEARS), np.array(YEARS)[number % len(YEARS)]
    county = agency // BODIES_A_COUNTY
    city, body = county // COUNTIES_A_CITY, agency % BODIES_A_COUNTY
    province = city // CITIES_A_PROVINCE
    busy = generator.lognormal(0.2, 1.6, count) * np.where(body == 0, 30, 1)
    values, states, raws = filled_cells(generator, year, busy, count)
    code = [
        f"{11 + p % 55:02d}{c % 100:02d}{k % 100:02d}" for p, c, k in zip(province, city, county, strict=True)
    ]
    ids = [f"{c}-{a:06x}" for c, a in zip(code, agency, strict=True)]
    report = [f"{i}-{y}-{n & 0xFFFFFFFF:08x}" for i, y, n in zip(ids, year, number * 2654435761, strict=True)]
    form = np.where(year < 2021, "2019", "2021")
    names = [f"示例{c}县第{b}机关" if b else f"示例{c}县人民政府" for c, b in zip(county, body, strict=True)]
    kinds = [_KINDS[b % len(_KINDS)] for b in body]
    titles = [f"{name}{y}年政府信息公开工作年度报告" for name, y in zip(names, year, strict=True)]
    dimensions = {
        "report_id": report,
        "source_name": [
            f"data/{p}/{c}/{k}/{r}.html" for p, c, k, r in zip(province, city, county, report, strict=True)
        ],
        "agency_id": ids,
        "agency": names,
        "form": form.tolist(),
        "form_applications": form.tolist(),
        "form_review": form.tolist(),
        "scope": np.where(body == 0, "government_rollup", "own").tolist(),
        "level": ["county"] * count,
        "kind": kinds,
        "province": [f"示例{p}省" for p in province],
        "city": [f"示例{c}市" for c in city],
        "county": [f"示例{c}县" for c in county],
        "region_code": code,
        "title": titles,
        "format": ["html"] * count,
        "status": ["read"] * count,
        "url": [""] * count,
        "first_seen": [""] * count,
        "edition": [""] * count,
        "listed": np.zeros(count, bool),
        "source_sha256": [generator.bytes(32) for _ in range(count)],
        "layout_id": [f"layout{n:02d}" for n in generator.integers(0, LAYOUTS, count)],
        "states": states,
        "year": year.astype(np.int16),
        "kinds": [[kind] for kind in kinds],
        "synthetic": np.ones(count, bool),
        "published_on": pa.array([None] * count, pa.date32()),
        "raws": pa.array(raws, pa.map_(pa.int16(), pa.string())),
        "corrected": pa.array([None] * count, pa.list_(pa.int16())),
    }
    schema = schemas()["figures"]
    columns = [
        pa.array(dimensions[name], schema.field(name).type) for name in schema.names if name in dimensions
    ]
    tables = {"figures": pa.table([*columns, *values], schema=schema)}
    tables["layouts"] = _layouts()
    tables["stated_figures"] = _stated_figures(generator, report)
    statements = [
        [
            {"field": "agency", "value": name, "source": "title", "quote": title},
            {"field": "year", "value": str(y), "source": "title", "quote": title},
            {"field": "county", "value": f"示例{k}县", "source": "folder", "quote": f"示例{k}县"},
        ]
        for name, y, k, title in zip(names, year, county, titles, strict=True)
    ]
    checks = [
        {"rule_key": rule, "evaluated": times, "not_evaluable": 0}
        for rule, times in (
            ("applicants", 25),
            ("balance", 7),
            ("negative", 200),
            ("outcomes", 7),
            ("results", 3),
        )
    ]
    for name, column, rows in (
        ("report_evidence", "statements", statements),
        ("report_checks", "checks", [checks] * count),
    ):
        tables[name] = pa.table({"report_id": report, column: rows}, schema=schemas()[name])
    return tables


def _stated_figures(generator: np.random.Generator, reports: Sequence[str]) -> pa.Table:
    """Figures in words: six of ten reports state four items."""
    stating = [report for report in reports if generator.random() < 0.6]
    rows = len(stating) * len(STATED)
    values = np.floor(generator.lognormal(4, 1, rows))
    items, units = (list(column) * len(stating) for column in zip(*STATED, strict=True))
    columns = {
        "report_id": np.repeat(np.array(stating, object), len(STATED)),
        "item_key": items,
        "unit": units,
        "period": ["year"] * rows,
        "exactness": ["exact"] * rows,
        "subject": ["own"] * rows,
        "label": items,
        "section_key": ["overview"] * rows,
        "quote": [f"公开信息{value:.0f}" for value in values],
        "locator": ["t0"] * rows,
        "value": values,
        "position": [10] * rows,
    }
    schema = schemas()["stated_figures"]
    return pa.table({name: columns[name] for name in schema.names}, schema=schema)


def _layouts() -> pa.Table:
    locators = []
    for layout in range(LAYOUTS):
        locators.append(
            [f"t{1 + at % 3}r{2 + (at + layout) // 7}c{3 + at % 7}" for at in range(len(all_addresses()))]
        )
    return pa.table(
        {"layout_id": [f"layout{n:02d}" for n in range(LAYOUTS)], "locators": locators},
        schema=schemas()["layouts"],
    )
