"""HTML and SVG from templates that escape every value by themselves (see docs/decisions/html-templates.md)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_PARTS = Path(__file__).parents[1]


def render(template: str, **values: object) -> Markup:
    """Fill a template, given by its path below `pages/parts`; the result may be put into another template as it is.

    Raises jinja2.UndefinedError if the template names a value that is not given.
    """
    return Markup(_environment().get_template(template).render(**values))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_PARTS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
