"""Variants with something missing from the tables, or with pictures in place of them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from etl.form.layout import PrintedTable
from etl.model.report import Address
from tests.robustness.variants.case import Case
from tests.robustness.variants.made import Made, variant
from tests.robustness.variants.pages import page, rows_html
from tests.robustness.variants.structure import built


@variant
def html_row_missing(case: Case, chance: Random) -> Made:
    """One row of table three is not printed, so the report states nothing there."""
    key = chance.choice(
        [row.key for row in case.table("applications").blocks[0].rows if row.group == "unavailable"]
    )
    lost = {at: ("", None) for at in case.cells if at.table == "applications" and at.row == key}
    made = case.changed(lost)
    number = {box.address.row: box.row for box in made.printed("applications").boxes if box.address}[key]

    def rows(table: PrintedTable) -> str:
        if table.key != "applications":
            return rows_html(table.rows())
        spanning = [
            replace(box, row_span=box.row_span - 1)
            if box.row_span > 1 and box.row <= number < box.row + box.row_span
            else box
            for box in table.boxes
        ]
        lines = PrintedTable(table.key, tuple(spanning)).rows()
        heading = [box for box in lines[number] if box.row_span > 1 or box.text.startswith("（")]
        for box in heading:  # the heading moves on to the next row
            lines[number + 1].insert(0, box)
        return rows_html(lines[:number] + lines[number + 1 :])

    return Made("html", page(made.parts(), rows).encode(), made)


@variant
def html_cell_dropped(case: Case, chance: Random) -> Made:
    """One of the seven figures of a row is missing, so that the others stand one column too far left."""
    key = chance.choice([row.key for row in case.table("applications").blocks[0].rows if row.group])
    lost = Address("applications", key, chance.choice(("company", "legal_service_organisation")))
    made = case.uncertain(at for at in case.truth if at.table == "applications" and at.row == key)

    def rows(table: PrintedTable) -> str:
        return rows_html([box for box in row if box.address != lost] for row in table.rows())

    return Made("html", page(made.parts(), rows).encode(), made)


@variant
def html_short_rows(case: Case, chance: Random) -> Made:
    """Five figures per row of table three, eleven in table four: nothing tells which columns they belong to."""
    made = case.uncertain(at for at in case.truth if at.table != "proactive_disclosure")
    figures_left = {"applications": 5, "review_litigation": 11}

    def rows(table: PrintedTable) -> str:
        lines = []
        for row in table.rows():
            figures = [box for box in row if box.address]
            dropped = figures[figures_left.get(table.key, len(figures)) :]
            lines.append([box for box in row if box not in dropped])
        return rows_html(lines)

    return Made("html", page(made.parts(), rows).encode(), made)


@variant
def html_image_only(case: Case, chance: Random) -> Made:
    """Pictures in place of the tables."""
    return replace(
        built(case, lambda table: f"<p><img src='{table.key}.png' width='600'></p>"), unreadable=True
    )
