"""Keys of the official form that many tests go through: columns, rows and results."""

from __future__ import annotations

from etl.form import Table as FormTable
from etl.form import forms


def form_table(form: str, key: str) -> FormTable:
    """One table of a form; fails the test if the form has no such table."""
    table = forms()[form].table(key)
    assert table is not None, (form, key)
    return table


_APPLICATIONS = form_table("2021", "applications").blocks[0]
COLUMNS = tuple(column.key for column in _APPLICATIONS.columns)
APPLICANTS = COLUMNS[:-1]  # without the total
OUTCOMES = tuple(row.key for row in _APPLICATIONS.rows if row.group)
_REVIEW = form_table("2021", "review_litigation").blocks[0]
RESULTS = tuple(column.key for column in _REVIEW.columns if column.key != "total")
