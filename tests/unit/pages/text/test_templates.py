"""Templates escape what they print and name nothing that they are not given."""

import pytest
from jinja2 import UndefinedError
from lxml import html

from pages.parts.charts import svg
from pages.parts.text.templates import render

HOSTILE = "<script>alert('1')</script>\"&"


def test_a_value_is_text_wherever_it_stands() -> None:
    shape = svg.Shape("text", {"x": HOSTILE}, HOSTILE)
    drawing = str(svg.drawing(1, (0, 1), [shape]))
    page = html.fromstring(drawing)
    (text,) = [element for element in page.iter() if element.tag == "text"]
    assert text.text == text.get("x") == HOSTILE
    assert not [element for element in page.iter() if element.tag == "script"]


def test_a_value_that_is_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        render("charts/drawing.svg", width=1, height=1)
