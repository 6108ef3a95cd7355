"""What may be said with small numbers: intervals of rates, and which rates are to be shown at all."""

from __future__ import annotations

import numpy as np
import pandas as pd
from statsmodels.stats.proportion import proportion_confint

COUNTS_ONLY_BELOW = 10
GREY_BELOW = 30


def wilson(successes: pd.Series, cases: pd.Series, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper bound of each share by Wilson's method; NaN where there are no cases."""
    good = (cases > 0) & (successes >= 0) & (successes <= cases)
    low, high = np.full(len(cases), np.nan), np.full(len(cases), np.nan)
    if good.any():
        found = proportion_confint(
            successes[good].to_numpy(float),
            cases[good].to_numpy(float),
            alpha=1 - confidence,
            method="wilson",
        )
        low[good.to_numpy()], high[good.to_numpy()] = found
    return low, high


def standing(cases: float | None, taken_in: float) -> str:
    """How a rate on so many cases may be shown.

    `not_stated` (no report states it), `none` (0/0), `counts_only` (below 10), `small` (10 to 29), `full`.
    """
    if not taken_in or cases is None or cases != cases:
        return "not_stated"
    if cases <= 0:
        return "none"
    return "counts_only" if cases < COUNTS_ONLY_BELOW else "small" if cases < GREY_BELOW else "full"


def rated(frame: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Adds to pooled sums what is shown of them.

    `frame` has numerator, denominator, taken_in. Rates and ratios gain `value` (NaN for 0/0), `status`
    (see `standing`) and, for rates alone, `low` and `high`; counts and money have their sum as `value`.
    """
    found = frame.copy()
    numerator, denominator = found["numerator"].astype(float), found["denominator"].astype(float)
    if kind in ("rate", "ratio"):
        found["value"] = (numerator / denominator.where(denominator > 0)).astype(float)
        found["status"] = [standing(n, t) for n, t in zip(denominator, found["taken_in"], strict=True)]
    else:
        found["value"] = numerator
        found["status"] = np.where(found["taken_in"] > 0, "full", "not_stated")
    if kind == "rate":
        found["low"], found["high"] = wilson(numerator, denominator)
    else:
        found["low"] = found["high"] = np.nan
    return found


def shown(frame: pd.DataFrame) -> pd.Series:
    """The values that may be drawn: none where only counts may be shown."""
    return frame["value"].where(frame["status"].isin(["full", "small"]))
