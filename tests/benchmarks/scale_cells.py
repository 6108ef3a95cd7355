"""The figures of synthetic reports: counts of the official forms whose sums hold, within a report and from year to year."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from etl.form import all_addresses, forms
from etl.form.measures import group_addresses
from etl.model.report import Address
from etl.text.numbers import plain_number
from etl.warehouse.arrow import value_columns

YEARS = tuple(range(2019, 2026))


def filled_cells(
    generator: np.random.Generator, year: np.ndarray, busy: np.ndarray, count: int
) -> tuple[list[pa.Array], list[str], list[list[tuple[int, str]] | None]]:
    """Counted values by column, states and unusual prints. All sums of the form hold."""
    cells: dict[Address, np.ndarray] = {}
    new = year >= 2021
    outcomes = [row.key for row in forms()["2021"].table("applications").blocks[0].rows if row.group]  # type: ignore[union-attr]
    types = [column.key for column in forms()["2021"].table("applications").blocks[0].columns][:-1]  # type: ignore[union-attr]
    weights = generator.dirichlet([8, 2, *([0.4] * (len(outcomes) - 2))])
    for kind, share in zip(types, (0.82, 0.1, 0.01, 0.02, 0.04, 0.01), strict=True):
        for row, weight in zip(outcomes, weights, strict=True):
            cells[Address("applications", row, kind)] = generator.poisson(busy * share * weight).astype(float)
        out = generator.poisson(busy * share * 0.05).astype(float)
        carried = np.where(year == YEARS[0], 0.0, np.roll(out, 1))  # what the year before carried out
        done = _total([cells[Address("applications", row, kind)] for row in outcomes])
        short = np.maximum(carried - done - out, 0)
        cells[Address("applications", "granted", kind)] += short
        done = done + short
        cells[Address("applications", "concluded_total", kind)] = done
        cells[Address("applications", "carried_out", kind)] = out
        cells[Address("applications", "carried_in", kind)] = carried
        cells[Address("applications", "received_new", kind)] = done + out - carried
    for row in ("received_new", "carried_in", *outcomes, "concluded_total", "carried_out"):
        cells[Address("applications", row, "total")] = _total(
            [cells[Address("applications", row, kind)] for kind in types]
        )
    others = ("other_not_corrected_in_time", "other_fee_unpaid", "other_remaining")
    for column in (*types, "total"):
        cells[Address("applications", "other", column)] = _total(
            [cells[Address("applications", row, column)] for row in others]
        )
    for path, rate in (("review", 0.02), ("litigation_direct", 0.008), ("litigation_after_review", 0.006)):
        parts = [generator.poisson(busy * rate / 4).astype(float) for _ in range(4)]
        for column, part in zip(
            ("upheld", "corrected", "other", "pending", "total"), (*parts, _total(parts)), strict=True
        ):
            cells[Address("review_litigation", path, column)] = part
    for address in all_addresses():
        if address.table == "proactive_disclosure":
            cells[address] = np.floor(generator.pareto(1.1, count) * 3)
    _chain_stocks(cells, year)
    on_form = {
        form: {a for table in forms()[form].tables for a in table.addresses()} for form in ("2019", "2021")
    }
    arrays = []
    for address in value_columns():
        if address in group_addresses():
            members = next(p for p in group_addresses()[address] if all(part in cells for part in p))
            arrays.append(pa.array(_total([cells[member] for member in members])))
            continue
        value = cells.get(address)
        here = np.where(new, address in on_form["2021"], address in on_form["2019"])
        arrays.append(
            pa.array(
                value if value is not None else np.zeros(count),
                mask=~here if value is not None else np.ones(count, bool),
            )
        )
    letters = {
        form: "".join("n" if address in on_form[form] else " " for address in all_addresses())
        for form in on_form
    }
    states = [letters["2021" if one else "2019"] for one in new]
    raws: list[list[tuple[int, str]] | None] = [None] * count
    for at in np.flatnonzero(generator.random(count) < 0.03):
        place = int(generator.integers(60, 200))
        raws[at] = [(place, plain_number(1.0) + "件")]
    return arrays, states, raws


def _total(arrays: Sequence[np.ndarray]) -> np.ndarray:
    """The sum of arrays of one length, element by element."""
    return np.sum(arrays, axis=0)


def _chain_stocks(cells: dict[Address, np.ndarray], year: np.ndarray) -> None:
    """Carry stocks from year to year: documents in force by issue and repeal, items by their change."""
    for row in ("rules", "normative_documents"):
        at = {key: Address("proactive_disclosure", row, key) for key in ("issued", "repealed", "in_force")}
        cells[at["issued"]] = np.minimum(cells[at["issued"]], 30.0)
        cells[at["repealed"]] = np.minimum(cells[at["repealed"]], cells[at["issued"]])
        change = np.where(year > 2021, cells[at["issued"]] - cells[at["repealed"]], 0.0).reshape(
            -1, len(YEARS)
        )
        cells[at["in_force"]] = (change.cumsum(axis=1) + 20).ravel()
    for row in ("licences", "other_external_services", "penalties", "coercive_measures", "fees"):
        before = Address("proactive_disclosure", row, "items_last_year")
        change = cells[Address("proactive_disclosure", row, "items_change")]
        cells[before] = np.where(year == 2020, np.roll(cells[before] + change, 1), cells[before])
