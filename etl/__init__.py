"""Read agencies' annual reports on government information disclosure into DuckDB.

The names of `__all__` are the public interface: the dashboard imports nothing else of this package. Each is
loaded when first asked for, so that `python -m etl path` does not import every reader.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from etl.changes.compare import Incomparable, compare_versions
    from etl.changes.output import lines_query
    from etl.export.relations import (
        RELATIONS,
        ReportFilter,
        count_rows,
        grain,
        read_guarded_rows,
        read_rows,
        relation_query,
    )
    from etl.export.spreadsheet_guard import guard
    from etl.export.writers import EXCEL_ROWS, write_csv, write_explanation, write_parquet, write_xlsx
    from etl.rules.compared_cells import Compared, compared_cells, form_sums
    from etl.runtime.json_log import JsonLines, json_log_is_wanted
    from etl.runtime.paths import COMMAND, DATA
    from etl.self_check import check_upload
    from etl.source_view import SourceExcerpt, SourceGone, excerpt_of_bytes, excerpt_of_source, original_file

__all__ = [
    "COMMAND",
    "DATA",
    "EXCEL_ROWS",
    "RELATIONS",
    "Compared",
    "Incomparable",
    "JsonLines",
    "ReportFilter",
    "SourceExcerpt",
    "SourceGone",
    "check_upload",
    "compare_versions",
    "compared_cells",
    "count_rows",
    "excerpt_of_bytes",
    "excerpt_of_source",
    "form_sums",
    "grain",
    "guard",
    "json_log_is_wanted",
    "lines_query",
    "original_file",
    "read_guarded_rows",
    "read_rows",
    "relation_query",
    "write_csv",
    "write_explanation",
    "write_parquet",
    "write_xlsx",
]

_MODULES = {
    "etl.changes.compare": ("Incomparable", "compare_versions"),
    "etl.changes.output": ("lines_query",),
    "etl.export.relations": (
        "RELATIONS",
        "ReportFilter",
        "count_rows",
        "grain",
        "read_guarded_rows",
        "read_rows",
        "relation_query",
    ),
    "etl.export.spreadsheet_guard": ("guard",),
    "etl.export.writers": ("EXCEL_ROWS", "write_csv", "write_explanation", "write_parquet", "write_xlsx"),
    "etl.rules.compared_cells": ("Compared", "compared_cells", "form_sums"),
    "etl.runtime.json_log": ("JsonLines", "json_log_is_wanted"),
    "etl.runtime.paths": ("COMMAND", "DATA"),
    "etl.self_check": ("check_upload",),
    "etl.source_view": (
        "SourceExcerpt",
        "SourceGone",
        "excerpt_of_bytes",
        "excerpt_of_source",
        "original_file",
    ),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import the module of a public name when it is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)
