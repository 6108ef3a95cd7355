"""Ranks as bands and shades by quintile: how much of an order the figures bear."""

from __future__ import annotations

import numpy as np
import pandas as pd


def bands(low: pd.Series, high: pd.Series) -> pd.DataFrame:
    """First and last rank that each rate may have, 1 the highest: others rank before it for sure only where their
    whole interval lies above its own."""
    lows, highs = low.to_numpy(float), high.to_numpy(float)
    above = np.searchsorted(np.sort(-lows), -highs, side="left")
    below = np.searchsorted(np.sort(highs), lows, side="left")
    return pd.DataFrame({"first": above + 1, "last": len(lows) - below}, index=low.index)


def quintiles(values: pd.Series) -> pd.Series:
    """Fifth of the order, 1 lowest to 5 highest, equal values in the same one; NaN where there is no value."""
    ranks = values.rank(method="average", pct=True)
    return np.ceil((ranks * 5).clip(upper=5)).where(values.notna())


def nearest(sizes: pd.Series, key: str, most: int) -> list[str]:
    """The `most` keys nearest in size (by ratio) to `key`, which is one of them."""
    logs = np.log1p(sizes.astype(float))
    if key not in logs or np.isnan(logs[key]):
        return [key]
    away = (logs - logs[key]).abs().drop(key).dropna().sort_values(kind="stable")
    return [key, *away.index[:most]]
