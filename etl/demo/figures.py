"""The figures of all invented reports, as arrays by agency and year.

Pending applications and cases carry over to the next year, roll-ups are the sum of their parts and of a small rest
that never files, and all sums of the form hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from etl.demo import stocks
from etl.demo.invented_places import Agency
from etl.form import forms
from etl.model.report import Address

Whole = NDArray[np.int64]
Values = dict[Address, NDArray[np.float64]]

_OUTCOMES = {
    "granted": 40.0,
    "partly_granted": 6.0,
    "refused_state_secret": 0.3,
    "refused_prohibited_by_law": 0.6,
    "refused_security_stability": 0.3,
    "refused_third_party_rights": 0.8,
    "refused_internal_affairs": 1.0,
    "refused_deliberative_process": 1.3,
    "refused_enforcement_files": 1.8,
    "refused_administrative_query": 3.0,
    "unavailable_not_held": 27.0,
    "unavailable_needs_creation": 1.6,
    "unavailable_unclear_request": 1.4,
    "rejected_petition_complaint": 4.0,
    "rejected_repeat_request": 2.0,
    "rejected_public_publication": 0.4,
    "rejected_excessive_requests": 0.6,
    "rejected_reconfirmation": 0.3,
    "other_not_corrected_in_time": 1.2,
    "other_fee_unpaid": 0.2,
    "other_remaining": 5.0,
}
_APPLICANTS = (86.0, 7.0, 0.3, 1.0, 4.7, 1.0)
# weight of 予以公开 and 部分公开 in the counties that stand out; 1 in all others
OPEN_COUNTY, CLOSED_COUNTY, SMALL_COUNTY = 3, 5, 7
_OPENNESS = {OPEN_COUNTY: 4.0, CLOSED_COUNTY: 0.22}
_SIZE = {SMALL_COUNTY: 0.12, 1: 2.2, 2: 1.6}
APPLICATIONS_OF_AN_OFFICE = 20.0
# from this data year on, a refusal must be reviewed before it can be litigated
REVIEW_FIRST = 2024


@dataclass(frozen=True, slots=True)
class Figures:
    """True figures by form: `values[form][address][agency, year - first_year]`."""

    first_year: int
    values: Mapping[str, Values]

    def cells(self, form: str, table: str, agency: int, year: int) -> dict[Address, float]:
        """The correct cells of one table of one report; `agency` is an index."""
        at = (agency, year - self.first_year)
        return {
            address: float(array[at])
            for address, array in self.values[form].items()
            if address.table == table
        }


def figures(agencies: Sequence[Agency], years: tuple[int, int], seed: int) -> Figures:
    """Figures of all agencies for the years from `years[0]` to `years[1]`, both included."""
    rng = np.random.default_rng(seed)
    own = _applications(agencies, years, rng)
    cases = _cases(own, years, rng)
    rolled = _roll_up(agencies)
    own, cases = np.tensordot(rolled, own, 1), np.tensordot(rolled, cases, 1)
    rest = stocks.proactive(agencies, years, rolled, rng)
    handled = _by_address(own, cases)
    values = {form: {**rest[form], **_of_form(form, handled)} for form in ("2019", "2021")}
    values["2014"] = stocks.statistics(agencies, own, cases, list(_OUTCOMES), rng)
    return Figures(years[0], values)


def _roll_up(agencies: Sequence[Agency]) -> Whole:
    """A square matrix: 1 in [row, column] if the report of `row` includes the own figures of `column`."""
    matrix = np.eye(len(agencies), dtype=np.int64)
    for row, agency in enumerate(agencies):
        if agency.scope == "government_rollup":
            for column, part in enumerate(agencies):
                inside = agency.county in (0, part.county) and part.scope == "own"
                matrix[row, column] = int(inside)
    return matrix


def _applications(agencies: Sequence[Agency], years: tuple[int, int], rng: np.random.Generator) -> Whole:
    """[agency, year, 新收, 结转, outcomes …, 总计, 结转下年, applicant type]; each column balances."""
    count, span = len(agencies), years[1] - years[0] + 1
    received = rng.poisson(_demand(agencies, years, rng))
    mix = rng.dirichlet(np.array(_APPLICANTS) * 0.6, count)
    new = rng.multinomial(received, mix[:, None, :])
    weights = np.tile(np.array(list(_OUTCOMES.values())), (count, 1))
    for row, agency in enumerate(agencies):
        weights[row, :2] *= _OPENNESS.get(agency.county, 1.0)
    odds = rng.standard_gamma(weights * 1.2)[:, None, :] * np.ones((1, span, 1))
    odds[:, : max(0, 2021 - years[0]), list(_OUTCOMES).index("other_fee_unpaid")] = 0
    odds /= odds.sum(2, keepdims=True)
    late = rng.beta(2.5, 25, (count, 1))
    table = np.zeros((count, span, len(_OUTCOMES) + 4, len(_APPLICANTS)), dtype=np.int64)
    successors = _successors(agencies)
    carried = rng.binomial(new[:, 0], late)
    for at in range(span):
        for row, successor in successors.items():
            if years[0] + at > agencies[row].last_year:
                new[row, at] = 0
                carried[successor] += carried[row]
                carried[row] = 0
        waiting = new[:, at] + carried
        left = rng.binomial(waiting, late)
        outcomes = rng.multinomial(waiting - left, odds[:, at, None, :])
        table[:, at, 0], table[:, at, 1] = new[:, at], carried
        table[:, at, 2:-2] = outcomes.swapaxes(1, 2)
        table[:, at, -2], table[:, at, -1] = waiting - left, left
        carried = left
    return table


def _demand(
    agencies: Sequence[Agency], years: tuple[int, int], rng: np.random.Generator
) -> NDArray[np.float64]:
    """Expected applications by agency and year: few for most, many for some, growing at the rate of each county."""
    counties = max(agency.county for agency in agencies) + 1
    size = rng.lognormal(0.0, 0.45, counties)
    growth = rng.normal(0.07, 0.05, counties)
    for county, factor in _SIZE.items():
        if county < counties:
            size[county] = factor
    size[0] = 1.0
    place = np.array([agency.county for agency in agencies])
    base = (
        np.array([agency.demand for agency in agencies])
        * size[place]
        * rng.lognormal(0.0, 0.7, len(agencies))
    )
    base *= np.where((base < 0.4) & (rng.random(len(agencies)) < 0.75), 0.04, 1.0)
    passed = np.arange(years[1] - years[0] + 1)
    swing = rng.gamma(18.0, 1 / 18.0, (len(agencies), len(passed)))
    expected = base[:, None] * (1 + growth[place])[:, None] ** passed * swing
    return np.asarray(expected * APPLICATIONS_OF_AN_OFFICE)


def _successors(agencies: Sequence[Agency]) -> dict[int, int]:
    """The index of the agency that takes over, by that of the one that ends."""
    at = {(agency.county, agency.kind): row for row, agency in enumerate(agencies)}
    return {
        row: at[agency.county, agency.successor] for row, agency in enumerate(agencies) if agency.successor
    }


def _cases(own: Whole, years: tuple[int, int], rng: np.random.Generator) -> Whole:
    """[agency, year, path, 维持 纠正 其他 未审结 总计]; pending cases are part of the next year's total."""
    count, span = own.shape[:2]
    concluded = own[:, :, -2].sum(2)
    table = np.zeros((count, span, 3, 5), dtype=np.int64)
    pending = np.zeros((count, 3), dtype=np.int64)
    for at in range(span):
        changed = years[0] + at >= REVIEW_FIRST
        reviews = rng.binomial(concluded[:, at], 0.095 if changed else 0.06)
        direct = rng.binomial(concluded[:, at], 0.006 if changed else 0.025)
        closed_reviews = table[:, at - 1, 0, :3].sum(1) if at else reviews
        sued = rng.binomial(closed_reviews, 0.22)
        all_cases = np.stack([reviews, direct, sued], 1) + pending
        left = rng.binomial(all_cases, 0.22)
        corrected = 0.2 if changed else 0.13
        chances = np.array([[0.8 - corrected, corrected, 0.2], [0.74, 0.1, 0.16], [0.78, 0.08, 0.14]])
        table[:, at, :, :3] = rng.multinomial(all_cases - left, chances[None])
        table[:, at, :, 3], table[:, at, :, 4] = left, all_cases
        pending = left
    return table


def _by_address(own: Whole, cases: Whole) -> Values:
    """Tables 三 and 四 in the form of 2021."""
    form = forms()["2021"]
    rows = ["received_new", "carried_in", *_OUTCOMES, "concluded_total", "carried_out"]
    with_total = np.concatenate([own, own.sum(3, keepdims=True)], 3).astype(float)
    values: Values = {}
    for key, arrays, names in (
        ("applications", with_total, rows),
        (
            "review_litigation",
            cases.astype(float),
            ["review", "litigation_direct", "litigation_after_review"],
        ),
    ):
        table = form.table(key)
        assert table is not None
        columns = [column.key for column in table.blocks[0].columns]
        for address in table.addresses():
            values[address] = arrays[:, :, names.index(address.row), columns.index(address.column)]
    return values


def _of_form(form: str, values: Values) -> Values:
    """The figures on the rows of `form`: that of 2019 has a single row for 其他处理."""
    if form == "2021":
        return values
    combined = {address: array for address, array in values.items() if not address.row.startswith("other_")}
    for address, array in values.items():
        if address.row == "other_remaining":
            parts = ("other_not_corrected_in_time", "other_fee_unpaid")
            combined_row = array + sum(values[Address(address.table, row, address.column)] for row in parts)
            combined[Address(address.table, "other", address.column)] = combined_row
    return combined
