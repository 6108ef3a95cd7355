"""Names in the database: measures, kinds of agency, forms, and the printed labels of their cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from pages.parts.data.database import OpenVersion, rows
from pages.parts.data.question import question
from pages.parts.text.i18n import text, texts
from pages.parts.text.legal_citations import cited

_TERM = re.compile(r"\b([a-z_]+)\.([a-z_0-9]+)\.([a-z_0-9]+)\b")


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of `measures`; `kind` is count, rate (cases among cases), ratio (of two flows) or money."""

    key: str
    kind: str
    page: str
    label_zh: str
    label_en: str
    numerator: str
    denominator: str
    unit: str
    polarity: str
    forms: tuple[str, ...]
    caveat_zh: str
    caveat_en: str
    source: str
    per_report: bool

    def label(self, language: str) -> str:
        """The name that readers see."""
        return self.label_zh if language == "zh" else self.label_en

    def source_in(self, language: str) -> str:
        """Where the form prints it, and the law that requires it."""
        return cited(self.source, language)

    def caveat(self, language: str) -> str:
        """What to mind when reading it."""
        return self.caveat_zh if language == "zh" else self.caveat_en


@lru_cache(maxsize=8)
def measures(opened: OpenVersion) -> dict[str, Measure]:
    """Every measure by key, in order."""
    frame = rows(opened, "select * from measures order by position")
    return {
        row.measure_key: Measure(
            row.measure_key, row.kind, row.page, row.label_zh, row.label_en, row.numerator, row.denominator or "",
            row.unit, row.polarity, tuple(row.forms), row.caveat or "", row.caveat_en or "", row.source or "",
            bool(row.per_report),
        )
        for row in frame.itertuples()
    }  # fmt: skip


@lru_cache(maxsize=16)
def kinds(opened: OpenVersion, language: str) -> dict[str, str]:
    """The label of each kind of agency, in order."""
    frame = rows(opened, "select * from kinds order by position")
    return dict(zip(frame["kind"], frame[f"label_{language}"], strict=True))


def forms(opened: OpenVersion, language: str) -> dict[str, str]:
    """The name of each form, oldest first."""
    frame = rows(opened, "select * from forms order by position")
    return dict(zip(frame["form"], frame[f"label_{language}"], strict=True))


@lru_cache(maxsize=32)
def printed_labels(opened: OpenVersion, axis: str, language: str) -> dict[tuple[str, str], str]:
    """The label of each `row` or `column` by (table, key), as the newest form that has it prints it."""
    frame = rows(opened, _LABELS)
    return {
        (row.table_key, getattr(row, f"{axis}_key")): getattr(row, f"{axis}_label_{language}")
        for row in frame.itertuples()
    }


def form_cells(opened: OpenVersion) -> pd.DataFrame:
    """The relation form_cells: one row per cell of a form, in printed order."""
    return rows(opened, "select * from form_cells order by form, print_order")


@lru_cache(maxsize=16)
def years_of_new_forms(opened: OpenVersion) -> tuple[int, ...]:
    """The first year of each form but the oldest: where series break."""
    frame = rows(opened, "select first_year from forms order by position")
    return tuple(int(year) for year in frame["first_year"][1:])


@lru_cache(maxsize=64)
def form_of_year(opened: OpenVersion, year: int) -> str:
    """The form on which the reports of a year are due; empty before the first."""
    frame = rows(opened, "select form, first_year from forms order by position")
    due = frame.loc[frame["first_year"] <= year, "form"]
    return str(due.iloc[-1]) if len(due) else ""


@lru_cache(maxsize=16)
def first_measured_year(opened: OpenVersion) -> int:
    """The first year of any form for which a measure is defined."""
    frame = rows(
        opened,
        "select min(first_year) as year from forms join (select unnest(forms) as form from measures) using (form)",
    )
    return int(frame["year"].iloc[0])


def heading(name: str, language: str) -> str:
    """The heading of a table column; a column without one keeps its name."""
    key = f"column.{name}"
    return text(language, key) if key in texts() else name


def unit(measure: Measure, language: str) -> str:
    """The unit of a measure."""
    key = f"unit.{measure.unit}"
    return text(language, key) if key in texts() else measure.unit


def cell_label(opened: OpenVersion, address: str, language: str) -> str:
    """Printed labels of a cell `table.row.column`: the row's, and the column's unless it is the total.

    A row `group_<outcome>` stands for all rows of an outcome group.
    """
    table, row, column = address.split(".")
    if row.startswith("group_"):
        label = text(language, f"group.{row.removeprefix('group_')}")
    else:
        label = printed_labels(opened, "row", language).get((table, row), row)
    if column in ("total", "value"):
        return label
    return f"{label} · {printed_labels(opened, 'column', language).get((table, column), column)}"


def first_cell(opened: OpenVersion, expression: str, form: str) -> str:
    """The first cell of an expression that a form prints, as `table.row.column`; empty if it prints none.

    Of a row `group_<outcome>` it is the first row of that group.
    """
    cells = form_cells(opened)
    cells = cells[cells["form"] == form]
    for table, row, column in _TERM.findall(expression):
        of_table = cells[(cells["table_key"] == table) & (cells["column_key"] == column)]
        group = row.removeprefix("group_")
        of_row = (
            of_table[of_table["row_group"] == group] if group != row else of_table[of_table["row_key"] == row]
        )
        if len(of_row):
            return f"{table}.{of_row['row_key'].iloc[0]}.{column}"
    return ""


def formula(opened: OpenVersion, measure: Measure, language: str) -> str:
    """Numerator ÷ denominator in printed labels; empty if the measure is not a plain sum of cells."""
    if "case" in measure.numerator:
        return ""

    def labelled(expression: str) -> str:
        labels = _TERM.sub(lambda match: f"「{cell_label(opened, match[0], language)}」", expression)
        return labels.replace(" + ", " ＋ ").replace(" - ", " − ")

    if not measure.denominator:
        return labelled(measure.numerator)
    return f"( {labelled(measure.numerator)} ) ÷ ( {labelled(measure.denominator)} )"


@lru_cache(maxsize=8)
def area_codes(opened: OpenVersion) -> dict[str, str]:
    """The code of each region (省›市›县) that has one of its own: what links say in its place."""
    frame = rows(opened, question("area_codes").sql)
    return dict(zip(frame["key"], frame["code"], strict=True))


def area_names(keys: Mapping[str, int] | list[str], language: str) -> dict[str, str]:
    """Short names of regions given as 省›市›县; a parent beside its own parts is marked 本级."""
    parts = {key: tuple(key.split("›")) for key in keys}
    depth = max((len(path) for path in parts.values()), default=0)
    namesakes = Counter(path[-1] for path in parts.values())
    parents = {path[:length] for path in parts.values() for length in range(1, len(path))}
    names = {}
    for key, path in parts.items():
        name = path[-1] if namesakes[path[-1]] == 1 or len(path) < 2 else f"{path[-2]}·{path[-1]}"
        above = len(path) < depth and path in parents
        names[key] = (
            text(language, "area.own_level", area=name) if above else name or text(language, "area.unknown")
        )
    return names


_LABELS = """
select table_key, row_key, row_label_zh, row_label_en,
    column_key, column_label_zh, column_label_en
from form_cells join forms using (form)
order by forms.position, print_order
"""
