"""A Plotly figure as a plain SVG drawing, made without a browser from the figure's own traces and layout.

It draws what the charts of this project use: bars, points, lines, areas and heat maps, with axes, shapes,
annotations and legend. A trace of another kind raises ValueError.
"""

from pages.parts.charts.picture.whole import WIDE, Picture, draw

__all__ = ["WIDE", "Picture", "draw"]
