"""Data frames to charts, one family per module: no Streamlit, no SQL, no texts of their own.

`finish` turns a chart into a Plotly figure.
"""

from pages.parts.charts.base.style import finish

__all__ = ["finish"]
