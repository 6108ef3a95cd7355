"""The statistics against implementations of their own: from the published formulas, in exact arithmetic or by counting."""

import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.parts.stats import control_limits, ranking
from pages.parts.stats.proportions import wilson

RATES = [Fraction(1, 100), Fraction(1, 20), Fraction(3, 10), Fraction(1, 2), Fraction(9, 10)]
SIZES = [10, 29, 64, 150]


def distribution(cases: int, rate: Fraction) -> list[Fraction]:
    """P(X <= r) for r from 0, exactly."""
    below, total = [], Fraction(0)
    for r in range(cases + 1):
        total += math.comb(cases, r) * rate**r * (1 - rate) ** (cases - r)
        below.append(total)
    return below


def printed_limit(cases: int, rate: Fraction, probability: Fraction) -> Fraction:
    """Spiegelhalter 2005, appendix A.1.1, as printed: the smallest r with F(r) above p, less the share of its step."""
    below = distribution(cases, rate)
    r = next(r for r in range(cases + 1) if below[r] > probability)
    before = below[r - 1] if r else Fraction(0)
    return (r - (below[r] - probability) / (below[r] - before)) / cases


@pytest.mark.parametrize("cases", SIZES)
@pytest.mark.parametrize("rate", RATES, ids=str)
@pytest.mark.parametrize("confidence", [Fraction(95, 100), Fraction(998, 1000)], ids=str)
def test_the_lower_limit_is_the_printed_one_and_the_upper_its_mirror(
    cases: int, rate: Fraction, confidence: Fraction
) -> None:
    tail = (1 - confidence) / 2
    low, high = (
        float(one[0]) for one in control_limits.limits(np.array([cases]), float(rate), float(confidence))
    )
    assert low == pytest.approx(max(0.0, float(printed_limit(cases, rate, tail))), abs=1e-9)
    assert high == pytest.approx(min(1.0, 1 - float(printed_limit(cases, 1 - rate, tail))), abs=1e-9)
    printed_high = float(printed_limit(cases, rate, 1 - tail))
    assert printed_high - 1e-9 <= high <= printed_high + 1 / cases + 1e-9, "at most one case further out"
    above = math.ceil(high * cases - 1e-9) + (math.ceil(high * cases - 1e-9) <= high * cases + 1e-9)
    chance = 1 - distribution(cases, rate)[above - 1] if above <= cases else Fraction(0)
    assert chance <= tail + Fraction(1, 10**9), "the chance above it is the nominal one"


@given(
    st.lists(st.tuples(st.integers(10, 400), st.integers(0, 400)), min_size=2, max_size=40), st.integers(1, 9)
)
@settings(deadline=None, max_examples=60)
def test_over_dispersion_is_the_mean_of_winsorised_squares(drawn: list[tuple[int, int]], tenths: int) -> None:
    rate, cases = tenths / 10, [n for n, _ in drawn]
    hits = [min(hit, n) for n, hit in drawn]
    scores = [(hit / n - rate) / math.sqrt(rate * (1 - rate) / n) for hit, n in zip(hits, cases, strict=True)]
    ordered = sorted(scores)

    def quantile(q: float) -> float:
        at = q * (len(ordered) - 1)
        under, over = ordered[math.floor(at)], ordered[math.ceil(at)]
        return under + (at - math.floor(at)) * (over - under)

    factor = math.fsum(min(max(z, quantile(0.1)), quantile(0.9)) ** 2 for z in scores) / len(scores)
    expected = factor if factor > 1 + 2 * math.sqrt(2 / len(scores)) else 1.0
    found = control_limits.dispersion(pd.Series(hits, dtype=float), pd.Series(cases, dtype=float), rate)
    assert found == pytest.approx(expected) or abs(factor - 1 - 2 * math.sqrt(2 / len(scores))) < 1e-9


bounds = st.tuples(st.one_of(st.none(), st.floats(0, 1)), st.floats(0, 0.3), st.booleans())


@given(st.lists(bounds, min_size=1, max_size=40))
def test_bands_with_missing_intervals_are_those_of_the_others(
    drawn: list[tuple[float | None, float, bool]],
) -> None:
    low = pd.Series([math.nan if value is None else value for value, _, _ in drawn], dtype=float)
    high = pd.Series([math.nan if value is None or gone else value + width for value, width, gone in drawn])
    found = ranking.bands(low, high)
    known = [at for at in range(len(drawn)) if low[at] == low[at] and high[at] == high[at]]
    for at in range(len(drawn)):
        if at not in known:
            assert found.loc[at].isna().all()
            continue
        assert found["first"][at] == 1 + sum(low[other] > high[at] for other in known)
        assert found["last"][at] == len(known) - sum(high[other] < low[at] for other in known)
        assert 1 <= found["first"][at] <= found["last"][at] <= len(known)


@given(st.lists(st.one_of(st.none(), st.integers(0, 12)), min_size=1, max_size=60))
def test_quintiles_are_mean_ranks_in_fifths(drawn: list[int | None]) -> None:
    values = pd.Series([math.nan if value is None else float(value) for value in drawn])
    known = [value for value in drawn if value is not None]
    for value, found in zip(drawn, ranking.quintiles(values), strict=True):
        if value is None:
            assert found != found
            continue
        below, equal = sum(one < value for one in known), known.count(value)
        mean_rank = Fraction(2 * below + equal + 1, 2)
        assert found == min(5, math.ceil(5 * mean_rank / len(known)))


@given(st.lists(st.floats(0, 1, allow_subnormal=False), min_size=5, max_size=60, unique=True))
def test_quintiles_without_ties_are_those_of_pandas(drawn: list[float]) -> None:
    values = pd.Series(drawn)
    if len(drawn) % 5 == 0:
        assert (ranking.quintiles(values) == pd.qcut(values.rank(), 5, labels=False) + 1).all()


@given(st.integers(0, 500), st.integers(1, 500))
def test_wilson_solves_its_own_equation(hits: int, cases: int) -> None:
    """The bounds are the rates at which the observed share lies exactly z standard errors away."""
    if hits > cases:
        hits = cases
    share, z = hits / cases, 1.959963984540054
    for bound in (float(one[0]) for one in wilson(np.array([hits]), np.array([cases]))):
        assert (share - bound) ** 2 == pytest.approx(z**2 * bound * (1 - bound) / cases, abs=1e-9)
