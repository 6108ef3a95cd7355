"""Control limits of a funnel plot: which rates differ from the common rate by more than chance.

After D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005),
1185–1202: exact binomial limits, interpolated (appendix A.1.1); over-dispersion as a factor of the variance, estimated
from winsorised z-scores (section 4 and appendix A.3.1).

Two departures. The lower limit is the printed formula. The upper limit is one minus the lower limit of the complement, up to
one case above the printed formula: that formula takes P(X <= r) for the upper tail as well, and so leaves more than the
nominal chance above it, many times as much where few cases are expected. And a factor of over-dispersion is used with the
normal approximation, as in the paper's section 4, instead of being added as a variance between units.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import binom, norm

WARNING, ALARM = 0.95, 0.998
WINSORISED = 0.1


def limits(
    cases: np.ndarray, rate: float, confidence: float, factor: float = 1.0
) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper limits of shares of `cases`, if the common rate is `rate`; within 0 and 1.

    The variance is multiplied by `factor` (see `dispersion`); at 1 the limits are exact, above it a normal approximation.
    """
    n, tail = np.asarray(cases, dtype=float), (1 - confidence) / 2
    if factor > 1:
        reach = norm.ppf(1 - tail) * np.sqrt(factor * rate * (1 - rate) / n)
        return np.clip(rate - reach, 0, 1), np.clip(rate + reach, 0, 1)
    return _exact(n, rate, tail), 1 - _exact(n, 1 - rate, tail)


def _exact(n: np.ndarray, rate: float, probability: float) -> np.ndarray:
    """The interpolated lower quantile of the binomial share; the upper limit is one minus that of the complement."""
    if not 0 < rate < 1:
        return np.full(len(n), float(rate))
    count = binom.ppf(probability, n, rate)
    reached, before = binom.cdf(count, n, rate), binom.cdf(count - 1, n, rate)
    return np.clip((count - (reached - probability) / (reached - before)) / n, 0, 1)


def dispersion(successes: pd.Series, cases: pd.Series, rate: float) -> float:
    """The factor by which the variance exceeds chance; 1 unless that is significant.

    The mean of the squared z-scores, winsorised by a tenth at each end; it counts only beyond 1 + 2·√(2/n), as the author
    advises. The tenths are numpy's interpolated quantiles, where the paper sets the most extreme scores to the next ones.
    """
    if len(cases) < 2 or not 0 < rate < 1:
        return 1.0
    scores = (successes / cases - rate) / np.sqrt(rate * (1 - rate) / cases)
    low, high = np.quantile(scores, [WINSORISED, 1 - WINSORISED])
    factor = float(np.mean(np.clip(scores, low, high) ** 2))
    return factor if factor > 1 + 2 * np.sqrt(2 / len(cases)) else 1.0


def with_verdicts(frame: pd.DataFrame, rate: float, factor: float = 1.0) -> pd.DataFrame:
    """Add `side` (−1 below, 1 above the common rate) and `verdict` to rows of numerator and denominator (above 0).

    Verdicts: `outside` the 99.8 % limits; `warning` outside the 95 % limits; `small` inside its own limits, though the
    same rate on the median number of cases would lie outside 95 %; else `inside`.
    """
    judged = frame.copy()
    cases, value = (
        judged["denominator"].to_numpy(float),
        (judged["numerator"] / judged["denominator"]).to_numpy(float),
    )

    def beyond(number: np.ndarray, confidence: float) -> np.ndarray:
        low, high = limits(number, rate, confidence, factor)
        return (value < low) | (value > high)

    median_cases = np.full(len(cases), np.median(cases)) if len(cases) else cases
    judged["side"] = np.sign(value - rate)
    judged["verdict"] = np.select(
        [beyond(cases, ALARM), beyond(cases, WARNING), beyond(median_cases, WARNING)],
        ["outside", "warning", "small"],
        "inside",
    )
    return judged
