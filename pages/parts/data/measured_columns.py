"""The view `measured` with no more columns than a query names.

The database plans every column of a view each time that the view is named, also those that nobody reads; the columns of
the measures cost several times what most queries themselves do.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from pages.parts.data.database import OpenVersion, cursor, rows

_WORD = re.compile(r"\w+")
_DEFINITION = "select sql from duckdb_views() where view_name = 'measured' and not internal"


@lru_cache(maxsize=1024)
def narrowed(opened: OpenVersion, sql: str) -> str:
    """A query `with …` in which `measured` has only those columns of the view that the query names."""
    words = set(_WORD.findall(sql))
    named = frozenset(_columns(opened).keys() & words)
    if "measured" not in words or not named:
        return sql
    return f"with measured as not materialized ({_view_of(opened, named)}),\n{sql.removeprefix('with ')}"


@lru_cache(maxsize=256)
def _view_of(opened: OpenVersion, names: frozenset[str]) -> str:
    """The query of the view with these columns alone."""
    tree = _tree(opened)
    (statement,) = tree["statements"]
    some = [column for name, column in _columns(opened).items() if name in names]
    less = {**tree, "statements": [{**statement, "node": {**statement["node"], "select_list": some}}]}
    with cursor(opened) as con:
        return str(con.execute("select json_deserialize_sql(?)", [json.dumps(less)]).fetchall()[0][0])


@lru_cache(maxsize=4)
def _columns(opened: OpenVersion) -> dict[str, Any]:
    """The columns of the view by name, as the database writes them for programs."""
    columns = _tree(opened)["statements"][0]["node"]["select_list"]
    return {column["alias"] or column["column_names"][-1]: column for column in columns}


@lru_cache(maxsize=4)
def _tree(opened: OpenVersion) -> dict[str, Any]:
    """The query of the view, taken apart by the database itself."""
    query = rows(opened, _DEFINITION)["sql"].iloc[0].partition(" AS ")[2].rstrip(";\n ")
    tree = rows(opened, "select json_serialize_sql($query) as tree", {"query": query})["tree"].iloc[0]
    parsed: dict[str, Any] = json.loads(tree)
    return parsed
