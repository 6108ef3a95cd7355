"""The figures of every invented report, all at once: arrays by body and year.

Applications and cases are chained over the years, roll-ups are the sum of their parts and of a
small rest that never files, and all identities of the form hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from etl.demo import stocks
from etl.demo.invented_places import Body
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
# weight of 予以公开 and 部分公开 in the counties that stand out; all others 1
OPEN_COUNTY, CLOSED_COUNTY, SMALL_COUNTY = 3, 5, 7
_OPENNESS = {OPEN_COUNTY: 4.0, CLOSED_COUNTY: 0.22}
_SIZE = {SMALL_COUNTY: 0.12, 1: 2.2, 2: 1.6}
APPLICATIONS_OF_AN_OFFICE = 20.0
# from this data year on a refusal is reviewed before it is sued over
REVIEW_FIRST = 2024


@dataclass(frozen=True, slots=True)
class Figures:
    """True figures by form: `values[form][address][body, year - first_year]`."""

    first_year: int
    values: Mapping[str, Values]

    def cells(self, form: str, table: str, body: int, year: int) -> dict[Address, float]:
        """What `body` would truly state in `table` of `form` for `year`."""
        at = (body, year - self.first_year)
        return {
            address: float(array[at])
            for address, array in self.values[form].items()
            if address.table == table
        }


def figures(bodies: Sequence[Body], years: tuple[int, int], seed: int) -> Figures:
    """Figures of all `bodies` in the years from `years[0]` to `years[1]`, both included."""
    rng = np.random.default_rng(seed)
    own = _applications(bodies, years, rng)
    cases = _cases(own, years, rng)
    rolled = _roll_up(bodies)
    own, cases = np.tensordot(rolled, own, 1), np.tensordot(rolled, cases, 1)
    rest = stocks.proactive(bodies, years, rolled, rng)
    handled = _by_address(own, cases)
    values = {form: {**rest[form], **_of_form(form, handled)} for form in ("2019", "2021")}
    values["2014"] = stocks.statistics(bodies, own, cases, list(_OUTCOMES), rng)
    return Figures(years[0], values)


def _roll_up(bodies: Sequence[Body]) -> Whole:
    """A matrix: which own reports each body's report is the sum of."""
    matrix = np.eye(len(bodies), dtype=np.int64)
    for row, body in enumerate(bodies):
        if body.scope == "government_rollup":
            for column, part in enumerate(bodies):
                inside = body.county in (0, part.county) and part.scope == "own"
                matrix[row, column] = int(inside)
    return matrix


def _applications(bodies: Sequence[Body], years: tuple[int, int], rng: np.random.Generator) -> Whole:
    """[body, year, 新收, 结转, outcomes …, 总计, 结转下年, applicant type]; each column balances."""
    count, span = len(bodies), years[1] - years[0] + 1
    received = rng.poisson(_demand(bodies, years, rng))
    mix = rng.dirichlet(np.array(_APPLICANTS) * 0.6, count)
    new = rng.multinomial(received, mix[:, None, :])
    weights = np.tile(np.array(list(_OUTCOMES.values())), (count, 1))
    for row, body in enumerate(bodies):
        weights[row, :2] *= _OPENNESS.get(body.county, 1.0)
    odds = rng.standard_gamma(weights * 1.2)[:, None, :] * np.ones((1, span, 1))
    odds[:, : max(0, 2021 - years[0]), list(_OUTCOMES).index("other_fee_unpaid")] = 0
    odds /= odds.sum(2, keepdims=True)
    late = rng.beta(2.5, 25, (count, 1))
    table = np.zeros((count, span, len(_OUTCOMES) + 4, len(_APPLICANTS)), dtype=np.int64)
    heirs = _heirs(bodies)
    carried = rng.binomial(new[:, 0], late)
    for at in range(span):
        for row, heir in heirs.items():
            if years[0] + at > bodies[row].last_year:
                new[row, at] = 0
                carried[heir] += carried[row]
                carried[row] = 0
        waiting = new[:, at] + carried
        left = rng.binomial(waiting, late)
        outcomes = rng.multinomial(waiting - left, odds[:, at, None, :])
        table[:, at, 0], table[:, at, 1] = new[:, at], carried
        table[:, at, 2:-2] = outcomes.swapaxes(1, 2)
        table[:, at, -2], table[:, at, -1] = waiting - left, left
        carried = left
    return table


def _demand(bodies: Sequence[Body], years: tuple[int, int], rng: np.random.Generator) -> NDArray[np.float64]:
    """Expected applications [body, year]: few for most, many for some, growing at each county's pace."""
    counties = max(body.county for body in bodies) + 1
    size = rng.lognormal(0.0, 0.45, counties)
    growth = rng.normal(0.07, 0.05, counties)
    for county, factor in _SIZE.items():
        if county < counties:
            size[county] = factor
    size[0] = 1.0
    place = np.array([body.county for body in bodies])
    base = np.array([body.demand for body in bodies]) * size[place] * rng.lognormal(0.0, 0.7, len(bodies))
    base *= np.where((base < 0.4) & (rng.random(len(bodies)) < 0.75), 0.04, 1.0)
    passed = np.arange(years[1] - years[0] + 1)
    swing = rng.gamma(18.0, 1 / 18.0, (len(bodies), len(passed)))
    expected = base[:, None] * (1 + growth[place])[:, None] ** passed * swing
    return np.asarray(expected * APPLICATIONS_OF_AN_OFFICE)


def _heirs(bodies: Sequence[Body]) -> dict[int, int]:
    """Which body takes over from which, both as positions."""
    at = {(body.county, body.kind): row for row, body in enumerate(bodies)}
    return {row: at[body.county, body.successor] for row, body in enumerate(bodies) if body.successor}


def _cases(own: Whole, years: tuple[int, int], rng: np.random.Generator) -> Whole:
    """[body, year, path, 维持 纠正 其他 未审结 总计]: pending cases come again in the next year's total."""
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
        whole = np.stack([reviews, direct, sued], 1) + pending
        left = rng.binomial(whole, 0.22)
        corrected = 0.2 if changed else 0.13
        chances = np.array([[0.8 - corrected, corrected, 0.2], [0.74, 0.1, 0.16], [0.78, 0.08, 0.14]])
        table[:, at, :, :3] = rng.multinomial(whole - left, chances[None])
        table[:, at, :, 3], table[:, at, :, 4] = left, whole
        pending = left
    return table


def _by_address(own: Whole, cases: Whole) -> Values:
    """Tables 三 and 四 in the form of 2021."""
    form = forms()["2021"]
    rows = ["received_new", "carried_in", *_OUTCOMES, "concluded_total", "carried_out"]
    with_total = np.concatenate([own, own.sum(3, keepdims=True)], 3).astype(float)
    found: Values = {}
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
            found[address] = arrays[:, :, names.index(address.row), columns.index(address.column)]
    return found


def _of_form(form: str, values: Values) -> Values:
    """The same figures with the rows of `form`: the form of 2019 has one row for 其他处理."""
    if form == "2021":
        return values
    kept = {address: array for address, array in values.items() if not address.row.startswith("other_")}
    for address, array in values.items():
        if address.row == "other_remaining":
            parts = ("other_not_corrected_in_time", "other_fee_unpaid")
            whole = array + sum(values[Address(address.table, row, address.column)] for row in parts)
            kept[Address(address.table, "other", address.column)] = whole
    return kept
