"""Rank bands and quintiles: as much order as the figures support."""

from __future__ import annotations

import numpy as np
import pandas as pd


def bands(low: pd.Series, high: pd.Series) -> pd.DataFrame:
    """The first and last rank that each rate may have, 1 being the highest; NaN where a bound is missing.

    Another rate ranks before it for certain only if its whole interval lies above: what Goldstein and Spiegelhalter (JRSS A
    159, 1996, 385–443) read off overlapping intervals. They simulate ranks; these bands are wider, since they hold whatever
    the rates inside their intervals are, and need no model. A rate without an interval takes no rank from the others.
    """
    known = low.notna() & high.notna()
    lows, highs = low[known].to_numpy(float), high[known].to_numpy(float)
    above = np.searchsorted(np.sort(-lows), -highs, side="left")
    below = np.searchsorted(np.sort(highs), lows, side="left")
    ranks = pd.DataFrame({"first": above + 1.0, "last": len(lows) - below + 0.0}, index=low.index[known])
    return ranks.reindex(low.index)


def quintiles(values: pd.Series) -> pd.Series:
    """The quintile of each value, 1 lowest to 5 highest; equal values share one; NaN for no value.

    By the mean rank of a value among those known, so that ties stay together; cutting at the quantiles of the values
    (`pandas.qcut`) gives the same without ties, and drops whole classes with them.
    """
    ranks = values.rank(method="average", pct=True)
    return np.ceil((ranks * 5).clip(upper=5)).where(values.notna())


def nearest(sizes: pd.Series, key: str, most: int) -> list[str]:
    """`key` and the `most` keys nearest to it in size, by ratio."""
    logs = np.log1p(sizes.astype(float))
    if key not in logs or np.isnan(logs[key]):
        return [key]
    away = (logs - logs[key]).abs().drop(key).dropna().sort_values(kind="stable")
    return [key, *away.index[:most]]
