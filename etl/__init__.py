"""Read agencies' annual reports on government information disclosure into DuckDB.

The names of `__all__` are the public interface: the dashboard imports nothing else of this package. Each is
loaded when first asked for, so that `python -m etl path` does not import every reader.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from etl.changes.compare import Incomparable, compare_versions
    from etl.changes.output import change_words, lines_query
    from etl.checks.corrections import Correction
    from etl.export.columns import Table, exported_table, reader_grain, reader_headings, short_labels
    from etl.export.files import write_file
    from etl.export.relations import (
        RELATIONS,
        ReportFilter,
        count_rows,
        grain,
        read_guarded_rows,
        relation_query,
    )
    from etl.export.spreadsheet_guard import guard
    from etl.export.writers import EXCEL_ROWS, write_csv, write_explanation
    from etl.model.document import Unreadable
    from etl.papers.paper_docx import paper_docx
    from etl.papers.paper_parts import (
        Heading,
        Paper,
        PaperForm,
        PaperTable,
        Part,
        Picture,
        Points,
        SpannedCell,
        Text,
    )
    from etl.papers.typesetting import FontMissing, chinese_font, paper_pdf, paper_png
    from etl.rules.compared_cells import Compared, compared_cells, form_sums
    from etl.runtime.json_log import JsonLines, json_log_is_wanted
    from etl.runtime.paths import COMMAND, DATA
    from etl.season.batch_upload import check_archive
    from etl.season.follow_up.current import findings_by_code, settle_followed
    from etl.season.follow_up.figure_correction import (
        NotCorrected,
        Standing,
        correct_figure,
        corrections_of,
        standing_of,
    )
    from etl.season.follow_up.replies import take_replies
    from etl.season.follow_up.store import (
        OPEN_STATES,
        STATES_BY_PEOPLE,
        Change,
        Followed,
        FollowState,
        StoreFailed,
        can_follow,
        followed_history,
        read_followed,
        write_followed,
    )
    from etl.season.season_papers import (
        SEASON_PAPERS,
        LedgerPapers,
        Place,
        area_names,
        mark_sent,
        papers_of_ledger,
    )
    from etl.self_check import check_upload, prepare_checks
    from etl.source_view import SourceExcerpt, SourceGone, excerpt_of_bytes, excerpt_of_source, original_file
    from etl.text.refusals import reason_in_language, refusal_in_language
    from etl.warehouse.kept_versions import kept_versions

__all__ = [
    "COMMAND",
    "DATA",
    "EXCEL_ROWS",
    "OPEN_STATES",
    "RELATIONS",
    "SEASON_PAPERS",
    "STATES_BY_PEOPLE",
    "Change",
    "Compared",
    "Correction",
    "FollowState",
    "Followed",
    "FontMissing",
    "Heading",
    "Incomparable",
    "JsonLines",
    "LedgerPapers",
    "NotCorrected",
    "Paper",
    "PaperForm",
    "PaperTable",
    "Part",
    "Picture",
    "Place",
    "Points",
    "ReportFilter",
    "SourceExcerpt",
    "SourceGone",
    "SpannedCell",
    "Standing",
    "StoreFailed",
    "Table",
    "Text",
    "Unreadable",
    "area_names",
    "can_follow",
    "change_words",
    "check_archive",
    "check_upload",
    "chinese_font",
    "compare_versions",
    "compared_cells",
    "correct_figure",
    "corrections_of",
    "count_rows",
    "excerpt_of_bytes",
    "excerpt_of_source",
    "exported_table",
    "findings_by_code",
    "followed_history",
    "form_sums",
    "grain",
    "guard",
    "json_log_is_wanted",
    "kept_versions",
    "lines_query",
    "mark_sent",
    "original_file",
    "paper_docx",
    "paper_pdf",
    "paper_png",
    "papers_of_ledger",
    "prepare_checks",
    "read_followed",
    "read_guarded_rows",
    "reader_grain",
    "reader_headings",
    "reason_in_language",
    "refusal_in_language",
    "relation_query",
    "settle_followed",
    "short_labels",
    "standing_of",
    "take_replies",
    "write_csv",
    "write_explanation",
    "write_file",
    "write_followed",
]

_MODULES = {
    "etl.changes.compare": ("Incomparable", "compare_versions"),
    "etl.changes.output": ("change_words", "lines_query"),
    "etl.checks.corrections": ("Correction",),
    "etl.export.columns": ("Table", "exported_table", "reader_grain", "reader_headings", "short_labels"),
    "etl.export.files": ("write_file",),
    "etl.export.relations": (
        "RELATIONS",
        "ReportFilter",
        "count_rows",
        "grain",
        "read_guarded_rows",
        "relation_query",
    ),
    "etl.export.spreadsheet_guard": ("guard",),
    "etl.export.writers": ("EXCEL_ROWS", "write_csv", "write_explanation"),
    "etl.papers.paper_parts": (
        "Heading",
        "Paper",
        "PaperForm",
        "PaperTable",
        "Part",
        "Picture",
        "Points",
        "SpannedCell",
        "Text",
    ),
    "etl.papers.paper_docx": ("paper_docx",),
    "etl.papers.typesetting": ("FontMissing", "chinese_font", "paper_pdf", "paper_png"),
    "etl.rules.compared_cells": ("Compared", "compared_cells", "form_sums"),
    "etl.runtime.json_log": ("JsonLines", "json_log_is_wanted"),
    "etl.runtime.paths": ("COMMAND", "DATA"),
    "etl.season.batch_upload": ("check_archive",),
    "etl.season.follow_up.current": (
        "findings_by_code",
        "settle_followed",
    ),
    "etl.season.follow_up.figure_correction": (
        "NotCorrected",
        "Standing",
        "correct_figure",
        "corrections_of",
        "standing_of",
    ),
    "etl.season.follow_up.replies": ("take_replies",),
    "etl.season.follow_up.store": (
        "STATES_BY_PEOPLE",
        "OPEN_STATES",
        "Change",
        "FollowState",
        "Followed",
        "StoreFailed",
        "can_follow",
        "followed_history",
        "read_followed",
        "write_followed",
    ),
    "etl.season.season_papers": (
        "SEASON_PAPERS",
        "LedgerPapers",
        "Place",
        "area_names",
        "mark_sent",
        "papers_of_ledger",
    ),
    "etl.model.document": ("Unreadable",),
    "etl.self_check": ("check_upload", "prepare_checks"),
    "etl.source_view": (
        "SourceExcerpt",
        "SourceGone",
        "excerpt_of_bytes",
        "excerpt_of_source",
        "original_file",
    ),
    "etl.text.refusals": ("reason_in_language", "refusal_in_language"),
    "etl.warehouse.kept_versions": ("kept_versions",),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import the module of a public name when it is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)
