"""Frames to charts, which `signed` makes Plotly figures, one family of charts a module: no Streamlit, no SQL, no texts of their own."""

from pages.parts.charts.frame import signed, wording

__all__ = ["signed", "wording"]
