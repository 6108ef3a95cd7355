"""Control limits, rank bands, shades and peers against their definitions, computed another way."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.parts.charts.spine import EDGE, placed
from pages.parts.stats import control_limits, ranking

counts = st.lists(st.tuples(st.integers(10, 2000), st.floats(0, 1)), min_size=2, max_size=60)


def chance_of_at_most(count: int, cases: int, rate: float) -> float:
    """The binomial distribution from its own formula."""
    return math.fsum(math.comb(cases, k) * rate**k * (1 - rate) ** (cases - k) for k in range(count + 1))


@pytest.mark.parametrize("confidence", [0.95, 0.998])
@pytest.mark.parametrize(("cases", "rate"), [(10, 0.4), (27, 0.44), (150, 0.05), (900, 0.6)])
def test_limits_leave_the_stated_chance_outside(cases: int, rate: float, confidence: float) -> None:
    low, high = (float(one[0]) for one in control_limits.limits(np.array([cases]), rate, confidence))
    tail = (1 - confidence) / 2
    below, above = math.floor(low * cases - 1e-9), math.ceil(high * cases + 1e-9)
    assert below < 0 or chance_of_at_most(below, cases, rate) <= tail + 1e-12
    assert 1 - chance_of_at_most(above - 1, cases, rate) <= tail + 1e-12
    # and no wider than they need be: one case further in is no longer that unlikely
    assert chance_of_at_most(below + 1, cases, rate) >= tail - 1e-12
    assert above == 0 or 1 - chance_of_at_most(above - 2, cases, rate) >= tail - 1e-12


@given(counts, st.floats(0.01, 0.99))
@settings(deadline=None, max_examples=50)
def test_limits_hold_the_common_rate_and_close_in_with_size(
    drawn: list[tuple[int, float]], rate: float
) -> None:
    cases = np.array(sorted({n for n, _ in drawn}), dtype=float)
    for factor in (1.0, 3.0):
        inner, outer = (
            control_limits.limits(cases, rate, confidence, factor) for confidence in (0.95, 0.998)
        )
        for low, high in (inner, outer):
            assert ((low >= 0) & (low <= rate + 1 / cases) & (rate - 1 / cases <= high) & (high <= 1)).all()
        assert (outer[0] <= inner[0] + 1e-12).all() and (outer[1] >= inner[1] - 1e-12).all()


def test_who_is_unusual_and_who_is_merely_small() -> None:
    frame = pd.DataFrame(
        {"numerator": [12.0, 3, 220, 430, 95, 40], "denominator": [120.0, 15, 500, 1000, 210, 100]},
        index=["low", "small", "same", "large", "usual", "hundred"],
    )
    judged = control_limits.with_verdicts(frame, frame["numerator"].sum() / frame["denominator"].sum())
    assert dict(judged["verdict"]) == {
        "low": "outside", "small": "small", "same": "inside", "large": "inside", "usual": "inside", "hundred": "inside",
    }  # fmt: skip
    assert judged.loc["low", "side"] == judged.loc["small", "side"] == -1


def test_over_dispersion_widens_the_limits_only_where_it_is_shown() -> None:
    chance = np.random.default_rng(1)
    cases = pd.Series(chance.integers(50, 800, 80).astype(float))
    alike = pd.Series(chance.binomial(cases.astype(int), 0.4).astype(float))
    assert control_limits.dispersion(alike, cases, 0.4) == 1.0
    spread = pd.Series(
        chance.binomial(cases.astype(int), np.clip(chance.normal(0.4, 0.12, 80), 0.02, 0.98)).astype(float)
    )
    factor = control_limits.dispersion(spread, cases, 0.4)
    scores = np.sort(((spread / cases - 0.4) / np.sqrt(0.24 / cases)).to_numpy())
    low, high = np.quantile(scores, 0.1), np.quantile(scores, 0.9)
    assert factor == pytest.approx(np.mean([min(max(one, low), high) ** 2 for one in scores]))
    assert factor > 2
    frame = pd.DataFrame({"numerator": spread, "denominator": cases})
    plain, over = (
        control_limits.with_verdicts(frame, 0.4, one)["verdict"].eq("outside").sum() for one in (1.0, factor)
    )
    assert plain > 10 > over


def test_a_common_rate_of_none_or_all_has_no_limits_to_cross() -> None:
    frame = pd.DataFrame({"numerator": [0.0, 0.0], "denominator": [20.0, 300.0]})
    assert set(control_limits.with_verdicts(frame, 0.0)["verdict"]) == {"inside"}
    assert control_limits.dispersion(frame["numerator"], frame["denominator"], 0.0) == 1.0


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.3)), min_size=1, max_size=40))
def test_rank_bands_count_who_is_surely_above_and_below(drawn: list[tuple[float, float]]) -> None:
    low = pd.Series([value for value, _ in drawn])
    high = pd.Series([value + width for value, width in drawn])
    found = ranking.bands(low, high)
    for at in range(len(drawn)):
        assert found["first"][at] == 1 + sum(low[other] > high[at] for other in range(len(drawn)))
        assert found["last"][at] == len(drawn) - sum(high[other] < low[at] for other in range(len(drawn)))


def test_fifths_are_even_and_ties_stand_together() -> None:
    assert list(ranking.quintiles(pd.Series([10.0, 20, 30, 40, 50]))) == [1, 2, 3, 4, 5]
    assert ranking.quintiles(pd.Series([0.0, 0, 0, 0, None])).dropna().nunique() == 1
    assert ranking.quintiles(pd.Series([1.0, None])).isna().tolist() == [False, True]


def test_the_nearest_in_size_are_nearest_by_ratio() -> None:
    sizes = pd.Series(
        {"own": 100.0, "half": 50.0, "much": 1000.0, "close": 110.0, "double": 190.0, "none": None}
    )
    assert ranking.nearest(sizes, "own", 2) == ["own", "close", "double"]
    assert ranking.nearest(sizes, "none", 2) == ["none"]


def test_the_spine_puts_the_middle_at_zero_and_what_is_off_the_scale_at_its_edge() -> None:
    frame = pd.DataFrame(
        {"plotted": [0.5, 0.9, 0.1, 0.0], "p10": [0.3, 0.3, 0.3, 0.0], "p25": [0.4, 0.4, 0.4, 0.0], "p50": [0.5, 0.5, 0.5, 0.0],
         "p75": [0.6, 0.6, 0.6, 0.0], "p90": [0.6, 0.6, 0.6, 0.0]}
    )  # fmt: skip
    found = placed(frame)
    assert found["at"].tolist() == [0, EDGE, -EDGE, 0]
    assert found["beyond"].tolist() == [0, 1, -1, 0]
    assert found["at_p10"].tolist()[:3] == pytest.approx([-1, -1, -1])
