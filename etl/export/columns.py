"""The columns of an exported file: by the keys of the database, or in a reader's language with area, level and kind."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from etl.export.relations import ReportFilter, relation_query
from etl.export.spreadsheet_guard import guard_sql

Headings = str  # keys, or the language of a reader
_DECLARED = Path(__file__).with_name("reader_columns.toml")
_NUMBERS = ("DOUBLE", "FLOAT", "DECIMAL")
_WHOLE = ("INTEGER", "SMALLINT", "BIGINT", "TINYINT", "HUGEINT", "UBIGINT", "UINTEGER")
# keys and labels that the form declares: no text of strangers, nothing to guard
_OF_THE_FORM = (
    "table_key", "table_number", "row_key", "row_label_zh", "row_label_en", "column_key", "column_label_zh",
    "column_label_en", "unit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """`value` is an expression with the type of the database, `text` one as printed in a spreadsheet, guarded."""

    heading: str
    value: str
    text: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A query and what of its rows a file holds, in order."""

    query: str
    reports: ReportFilter
    columns: tuple[Column, ...]


def exported_table(
    con: duckdb.DuckDBPyConnection,
    relation: str,
    reports: ReportFilter,
    headings: Headings = "keys",
    form: str = "",
) -> Table:
    """What a file of one of `RELATIONS` holds.

    With `keys` every column of the query under its own name. In a language the columns of reader_columns.toml under
    their names, keys in words, and of the printed text only what is not the number itself.
    """
    query = relation_query(con, relation, reports, form)
    if headings == "keys":
        return keyed_table(con, query, reports)
    kinds = _kinds(con, query, reports)
    wanted = _declared()["relations"].get(relation, list(kinds))
    columns = tuple(_reader_column(con, name, kinds, headings) for name in wanted)
    return Table(query, reports, columns)


def keyed_table(con: duckdb.DuckDBPyConnection, query: str, reports: ReportFilter) -> Table:
    """Every column of a query under its own name."""
    kinds = _kinds(con, query, reports)
    return Table(query, reports, tuple(_keyed_column(name, kinds[name]) for name in kinds))


def _kinds(con: duckdb.DuckDBPyConnection, query: str, reports: ReportFilter) -> dict[str, str]:
    described = con.sql(f"describe ({query})", params=reports.bound()).fetchall()
    return {name: kind for name, kind, *_ in described}


def reader_grain(relation: str, language: str) -> str:
    """What one row of a relation is, in words."""
    return str(_declared()["grains"][relation][language])


def reader_headings() -> dict[str, dict[str, str]]:
    """What columns are called in files for readers, by name and language."""
    headings: dict[str, dict[str, str]] = _declared()["headings"]
    return headings


def _keyed_column(name: str, kind: str) -> Column:
    return _column(name, _quoted(name), "WORDS" if name in _OF_THE_FORM else kind)


def _reader_column(
    con: duckdb.DuckDBPyConnection, name: str, kinds: Mapping[str, str], language: str
) -> Column:
    """One column in words; `name` without a language where the query has one column for each."""
    asked = {"not_counted": "report_id", "cell_unit": "unit"}.get(name, name)
    source = next((one for one in (f"{asked}_{language}", asked) if one in kinds), asked)
    if name == "message" and language == "en":
        source = "message_en"
    value = _quoted(source)
    if name == "raw":
        value = f"if(state = 'number' and raw = {_plain_number('value')}, null, raw)"
    if name == "not_counted":
        value = f"if(is_current, null, {value})"
    if name in ("row_label", "column_label"):
        axis = name.removesuffix("_label")
        value = _replaced(f"{axis}_key", short_labels(axis, language), value)
    words = _words(con, name, kinds[source], language)
    if words:
        value = _translated(value, words)
    heading = _declared()["headings"].get(name, {}).get(language, name)
    return _column(heading, value, "WORDS" if words or source in _OF_THE_FORM else kinds[source])


def short_labels(axis: str, language: str) -> dict[str, str]:
    """What files for readers call rows or columns with long labels, by their keys; the others as on the form."""
    declared = _declared()["short"][axis]
    return {key: names[language] for key, names in declared.items() if language in names}


def _words(con: duckdb.DuckDBPyConnection, name: str, kind: str, language: str) -> Mapping[str, str]:
    """The words for the keys of a column; none if it holds no keys."""
    values = _declared()["values"].get("boolean" if kind == "BOOLEAN" else name, {})
    words = {key: texts[language] for key, texts in values.items()}
    if name == "kind":
        return dict(con.execute(f"select kind, label_{language} from kinds").fetchall()) | words
    return words


def _column(heading: str, value: str, kind: str) -> Column:
    is_number = kind.startswith(_NUMBERS) or kind in _WHOLE
    return Column(heading, value, _text(value, kind), is_number)


def _text(value: str, kind: str) -> str:
    """A value as a spreadsheet shows it: 16 rather than 16.0, lists joined by 、, dates and times in ISO 8601."""
    if kind == "WORDS":
        return value
    if kind.startswith(_NUMBERS):
        return _plain_number(value)
    if kind.endswith("[]"):
        return guard_sql(f"array_to_string({value}, '、')")
    if kind == "VARCHAR":
        return guard_sql(value)
    if kind.startswith("TIMESTAMP"):
        return f"strftime({value}, '%Y-%m-%dT%H:%M:%S')"
    return f"{value}::varchar"


def _plain_number(value: str) -> str:
    return f"if({value} = trunc({value}) and abs({value}) < 1e15, try_cast({value} as bigint)::varchar, {value}::varchar)"


def _translated(value: str, words: Mapping[str, str]) -> str:
    return _replaced(f"{value}::varchar", words, f"{value}::varchar")


def _replaced(key: str, words: Mapping[str, str], otherwise: str) -> str:
    """The word for a key, as an expression."""
    if not words:
        return otherwise
    cases = " ".join(f"when {_literal(one)} then {_literal(text)}" for one, text in words.items())
    return f"case {key} {cases} else {otherwise} end"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads(_DECLARED.read_text(encoding="utf-8"))
