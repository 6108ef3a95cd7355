"""Frames to charts, one family of charts a module: no Streamlit, no SQL, no texts of their own.

`finish` makes a Plotly figure of a chart.
"""

from pages.parts.charts.base.style import finish, plotly_config

__all__ = ["finish", "plotly_config"]
