"""Intervals of shares, against scipy and against published values."""

import numpy as np
import pytest
from scipy.stats import binomtest

from pages.parts.stats.proportions import difference, wilson


@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.998])
def test_intervals_are_those_of_scipy(confidence: float) -> None:
    pairs = [
        (hits, cases) for cases in (1, 2, 10, 31, 1_000, 2_500_000) for hits in {0, 1, cases // 3, cases}
    ]
    hits_of, cases_of = (np.array(side, float) for side in zip(*pairs, strict=True))
    low, high = wilson(hits_of, cases_of, confidence)
    for at, (hits, cases) in enumerate(pairs):
        expected = binomtest(hits, cases).proportion_ci(confidence, method="wilson")
        assert (low[at], high[at]) == pytest.approx((expected.low, expected.high), abs=1e-12)


@pytest.mark.parametrize(
    ("hits", "cases", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17: 857–872, table I, method 3
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_are_those_published(hits: int, cases: int, low: float, high: float) -> None:
    bounds = wilson(np.array([hits]), np.array([cases]))
    assert [round(float(bound[0]), 4) for bound in bounds] == [low, high]


def test_no_interval_without_cases_or_with_more_successes_than_cases() -> None:
    low, high = wilson(np.array([0.0, 3.0, -1.0, np.nan, 1.0]), np.array([0.0, 2.0, 2.0, 5.0, np.nan]))
    assert np.isnan(low).all() and np.isnan(high).all()


@pytest.mark.parametrize(
    ("hits", "cases", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17: 873–890, table II, method 10
    [
        ((48, 56), (80, 70), 0.0524, 0.3339),
        ((3, 9), (10, 10), 0.1705, 0.8090),
        ((0, 5), (29, 56), -0.0381, 0.1926),
        ((0, 0), (20, 10), -0.1611, 0.2775),
    ],
)
def test_intervals_of_differences_are_those_published(
    hits: tuple[float, float], cases: tuple[float, float], low: float, high: float
) -> None:
    assert difference(hits, cases) == pytest.approx((low, high), abs=6e-5)


def test_a_difference_without_cases_has_no_interval() -> None:
    assert np.isnan(difference((0, 3), (0, 10))).all()
