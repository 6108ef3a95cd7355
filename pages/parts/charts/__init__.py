"""Frames to charts, one family of charts a module: no Streamlit, no SQL, no texts of their own.

`signed` makes a Plotly figure of a chart.
"""

from pages.parts.charts.base.style import signed, wording

__all__ = ["signed", "wording"]
