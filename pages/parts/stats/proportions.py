"""Rates of small numbers: their intervals, and which of them may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
import pandas as pd

COUNTS_ONLY_BELOW = 10
GREY_BELOW = 30


def wilson(
    successes: np.ndarray, cases: np.ndarray, confidence: float = 0.95
) -> tuple[np.ndarray, np.ndarray]:
    """Wilson score intervals of shares: lower and upper bounds, NaN where there are no cases.

    The closed formula (Wilson 1927, without continuity correction), on whole arrays at once;
    `scipy.stats.binomtest(...).proportion_ci(method="wilson")` gives the same for one share at a time.
    """
    valid = (cases > 0) & (successes >= 0) & (successes <= cases)
    n = np.where(valid, cases, np.nan)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = successes / n
    scale = 1 + z**2 / n
    centre = (share + z**2 / (2 * n)) / scale
    half_width = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / scale
    return centre - half_width, centre + half_width


def difference(
    successes: tuple[float, float], cases: tuple[float, float], confidence: float = 0.95
) -> tuple[float, float]:
    """The interval of the second share minus the first; NaN where a share has no cases.

    Newcombe 1998, Statistics in Medicine 17: 873–890, method 10, from Wilson intervals of both.
    """
    hits, of = np.array(successes, float), np.array(cases, float)
    low, high = wilson(hits, of, confidence)
    before, now = np.divide(hits, of, out=np.full(2, np.nan), where=of > 0)
    step = now - before
    return (
        float(step - np.hypot(now - low[1], high[0] - before)),
        float(step + np.hypot(high[1] - now, before - low[0])),
    )


def _status(cases: np.ndarray, taken_in: np.ndarray) -> np.ndarray:
    """How rates of so many cases may be shown.

    `not_stated` (no report states it), `none` (0/0), `counts_only` (below 10), `small` (10 to 29), `full`.
    """
    return np.select(
        [(taken_in == 0) | np.isnan(cases), cases <= 0, cases < COUNTS_ONLY_BELOW, cases < GREY_BELOW],
        ["not_stated", "none", "counts_only", "small"],
        "full",
    )


def with_rates(frame: pd.DataFrame, kind: str | Sequence[str]) -> pd.DataFrame:
    """Add value, status, interval and plotted value to pooled sums; `kind` is one for all rows, or one per row.

    `frame` has numerator, denominator and taken_in. Rates and ratios get `value` (NaN for 0/0), `status` (see `_status`)
    and, rates alone, `low` and `high` (95 %); counts and money have their sum as `value`. `plotted` is the value where it
    may be drawn, NaN where only counts may be shown.
    """
    numerator, denominator, taken_in = (
        frame[name].to_numpy(float) for name in ("numerator", "denominator", "taken_in")
    )
    kinds = np.broadcast_to(np.asarray(kind), len(frame))
    rate = kinds == "rate"
    divided = rate | (kinds == "ratio")
    quotient = np.divide(numerator, denominator, out=np.full(len(frame), np.nan), where=denominator > 0)
    value = np.where(divided, quotient, numerator)
    stated = np.where(taken_in > 0, "full", "not_stated")
    status = np.where(divided, _status(denominator, taken_in), stated)
    low, high = wilson(numerator, np.where(rate, denominator, np.nan))
    plotted = np.where((status == "full") | (status == "small"), value, np.nan)
    return frame.assign(value=value, status=status, low=low, high=high, plotted=plotted)
