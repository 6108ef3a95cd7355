"""Figures of table 二 and of the statistics table: documents in force, decisions, fees, procurement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from etl.demo.invented_places import Agency
from etl.form import forms
from etl.model.report import Address

Numbers = NDArray[Any]

# decisions per year of a county's agency: licences, penalties, coercive measures; fees in 10,000 yuan
_WORK: Mapping[str, tuple[float, float, float, float]] = {
    "drc": (60, 0, 0, 0),
    "edu": (45, 0, 0, 80),
    "police": (5200, 3900, 420, 110),
    "civil": (30, 1, 0, 0),
    "hrss": (70, 6, 0, 12),
    "natres": (420, 40, 6, 460),
    "housing": (310, 90, 12, 230),
    "agri": (160, 35, 3, 0),
    "health": (340, 85, 1, 3),
    "market": (6100, 260, 25, 4),
    "subdistrict": (0, 8, 6, 0),
    "township": (12, 14, 5, 0),
}
_PREFECTURE = 2.5


def proactive(
    agencies: Sequence[Agency], years: tuple[int, int], rolled: NDArray[np.int64], rng: np.random.Generator
) -> dict[str, dict[Address, Numbers]]:
    """Table 二 of both forms, an array [agency, year] per cell; `rolled` is the matrix of roll-ups."""
    span = years[1] - years[0] + 1
    size = np.array([_PREFECTURE if agency.county == 0 else 1.0 for agency in agencies])[:, None]
    work = np.array([_WORK.get(agency.kind, (0, 0, 0, 0)) for agency in agencies])
    swing = rng.lognormal(0, 0.5, (len(agencies), 1)) * rng.lognormal(0, 0.18, (len(agencies), span)) * size
    licences, penalties, coercive = (rolled @ rng.poisson(work[:, [n]] * swing) for n in range(3))
    charged = rolled @ np.round(work[:, [3]] * swing * 100).astype(np.int64) / 100
    documents = _documents(agencies, span, rolled, rng)
    rules = _rules(agencies, span, rng)
    items = _items(agencies, span, rolled, rng)
    projects = rolled @ rng.poisson(2.2 * swing)
    amount = rolled @ np.round(rng.lognormal(12.6, 0.9, swing.shape) * (work[:, [0]] > 0) * size).astype(
        np.int64
    )
    numbers: dict[tuple[str, str], Numbers] = {
        **{("rules", key): array for key, array in rules.items()},
        **{("normative_documents", key): array for key, array in documents.items()},
        **items,
        ("licences", "decisions"): licences,
        ("penalties", "decisions"): penalties,
        ("coercive_measures", "decisions"): coercive,
        ("other_external_services", "decisions"): licences // 3,
        ("fees", "amount_10k_yuan"): charged,
        ("procurement", "projects"): projects,
        ("procurement", "amount_yuan"): np.where(projects > 0, amount, 0),
    }
    return {form: _table_two(form, numbers) for form in ("2019", "2021")}


def _table_two(form: str, numbers: Mapping[tuple[str, str], Numbers]) -> dict[Address, Numbers]:
    table = forms()[form].table("proactive_disclosure")
    assert table is not None
    return {
        address: np.asarray(numbers[address.row, address.column], dtype=float)
        for address in table.addresses()
    }


def _documents(
    agencies: Sequence[Agency], span: int, rolled: NDArray[np.int64], rng: np.random.Generator
) -> dict[str, Numbers]:
    """Documents in force: those of last year plus issued, minus repealed ones."""
    pace = np.array(
        [
            {"gov_office": 9.0, "subdistrict": 0.1, "township": 0.1}.get(agency.kind, 0.9)
            for agency in agencies
        ]
    )
    issued = rng.poisson(pace[:, None], (len(agencies), span))
    in_force = rng.poisson(pace * 5)
    repealed, stock = np.zeros_like(issued), np.zeros_like(issued)
    for at in range(span):
        repealed[:, at] = rng.binomial(in_force, 0.12)
        in_force = in_force + issued[:, at] - repealed[:, at]
        stock[:, at] = in_force
    issued, repealed, stock = rolled @ issued, rolled @ repealed, rolled @ stock
    return {
        "issued": issued,
        "repealed": repealed,
        "in_force": stock,
        "newly_made": issued,
        "newly_disclosed": issued - issued // 8,
        "disclosed_total": stock,
    }


def _rules(agencies: Sequence[Agency], span: int, rng: np.random.Generator) -> dict[str, Numbers]:
    """Rules (规章), made only by the government of the prefecture."""
    maker = np.array([[agency.county == 0 and agency.kind == "government"] for agency in agencies])
    issued = rng.poisson(1.6, (len(agencies), span)) * maker
    repealed = rng.poisson(0.7, (len(agencies), span)) * maker
    stock = (24 + np.cumsum(issued - repealed, 1)) * maker
    keys = ("issued", "repealed", "in_force", "newly_made", "newly_disclosed", "disclosed_total")
    return dict(zip(keys, (issued, repealed, stock, issued, issued, stock), strict=True))


def _items(
    agencies: Sequence[Agency], span: int, rolled: NDArray[np.int64], rng: np.random.Generator
) -> dict[tuple[str, str], Numbers]:
    """Numbers of items: next year's 上一年项目数量 is this year's plus the change."""
    items: dict[tuple[str, str], Numbers] = {}
    for row, part, scale in (
        ("licences", 0, 9.0),
        ("other_external_services", 0, 14.0),
        ("penalties", 1, 60.0),
        ("coercive_measures", 2, 8.0),
        ("fees", 3, 3.0),
    ):
        active = np.array([_WORK.get(agency.kind, (0, 0, 0, 0))[part] > 0 for agency in agencies])
        standing = rng.poisson(scale, len(agencies)) * active
        before, change = np.zeros((len(agencies), span), np.int64), np.zeros((len(agencies), span), np.int64)
        for at in range(span):
            before[:, at] = standing
            change[:, at] = np.maximum(rng.integers(-2, 4, len(agencies)) * active, -standing)
            standing = standing + change[:, at]
        items[row, "items_last_year"], items[row, "items_change"] = rolled @ before, rolled @ change
    return items


def statistics(
    agencies: Sequence[Agency],
    own: NDArray[np.int64],
    cases: NDArray[np.int64],
    outcomes: Sequence[str],
    rng: np.random.Generator,
) -> dict[Address, Numbers]:
    """The statistics table of 2014 from the same applications and cases; its sums hold, and nothing is carried over."""
    shape = own.shape[:2]
    people = own.sum(3)
    by = {key: people[:, :, 2 + at] for at, key in enumerate(outcomes)}
    values = {row.key: rng.poisson(1.0, shape) for row in _indicators()}
    channels = rng.multinomial(people[:, :, 0], (0.2, 0.02, 0.5, 0.28))
    for at, key in enumerate(("in_person", "fax", "network", "letter")):
        values[f"applications_{key}"] = channels[:, :, at]
    values["applications"] = people[:, :, 0]
    values["already_public"] = by["granted"] // 3
    values["agreed"] = by["granted"] - by["granted"] // 3
    values["partly_agreed"] = by["partly_granted"]
    grounds = {
        "state_secret": "refused_state_secret",
        "trade_secret": "refused_third_party_rights",
        "privacy": "refused_prohibited_by_law",
        "security": "refused_security_stability",
        "not_covered": "refused_internal_affairs",
        "other": "refused_deliberative_process",
    }
    for new, old in grounds.items():
        values[f"refused_{new}"] = by[old]
    values["refused"] = np.sum([by[old] for old in grounds.values()], 0)
    values["not_this_organ"] = by["unavailable_not_held"] // 2
    values["not_existing"] = by["unavailable_not_held"] - by["unavailable_not_held"] // 2
    values["correction_asked"] = by["unavailable_unclear_request"]
    answered = ("already_public", "agreed", "partly_agreed", "refused", "not_this_organ", "not_existing")
    values["other_channel"] = people[:, :, -2] - np.sum(
        [values[key] for key in (*answered, "correction_asked")], 0
    )
    values["answered"] = values["concluded"] = people[:, :, -2]
    values["concluded_extended"] = values["concluded"] // 9
    values["concluded_on_time"] = values["concluded"] - values["concluded_extended"]
    suits = cases[:, :, 1] + cases[:, :, 2]
    for name, part in (("reviews", cases[:, :, 0]), ("suits", suits)):
        for at, key in enumerate(("upheld", "corrected", "other")):
            values[f"{name}_{key}"] = part[:, :, at]
        values[name] = part[:, :, :3].sum(2)
    sites = rng.poisson(180.0, shape)
    values["channel_website"], values["disclosed"] = sites, sites + rng.poisson(20.0, shape)
    values["press_conferences_heads"] = np.minimum(
        values["press_conferences_heads"], values["press_conferences"]
    )
    values["staff"] = values["staff_full_time"] + values["staff_part_time"]
    money = {"fees_10k_yuan": np.zeros(shape), "budget_10k_yuan": np.round(rng.gamma(1.2, 2.0, shape), 1)}
    return {
        Address("statistics", key, "value"): np.asarray(array, dtype=float)
        for key, array in {**values, **money}.items()
    }


def _indicators():  # type: ignore[no-untyped-def]
    table = forms()["2014"].table("statistics")
    assert table is not None
    return table.blocks[0].rows
