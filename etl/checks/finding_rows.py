"""Findings as rows of the relation `findings`, from whichever check they come."""

from __future__ import annotations

import pyarrow as pa

from etl.model.report import Finding

_CELL = pa.struct([(name, pa.string()) for name in ("table_key", "row_key", "column_key")])
SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("report_id", "rule_key", "severity")),
        *((name, pa.string()) for name in ("table_key", "row_key", "column_key", "expected", "found")),
        *((name, pa.float64()) for name in ("printed", "computed", "difference")),
        ("cells", pa.list_(_CELL)),
        *((name, pa.string()) for name in ("message", "message_en")),
    ]
)


def finding_row(report_id: str, finding: Finding) -> dict[str, object]:
    """One row of `SCHEMA`."""
    return {
        "report_id": report_id,
        "rule_key": finding.rule,
        "severity": str(finding.severity),
        "table_key": finding.table,
        "row_key": finding.row,
        "column_key": finding.column,
        "expected": finding.expected,
        "found": finding.found,
        "printed": finding.printed,
        "computed": finding.computed,
        "difference": finding.difference,
        "cells": [dict(zip(_CELL.names, address, strict=True)) for address in finding.cells],
        "message": finding.message,
        "message_en": finding.message_en,
    }
