"""Checks one file without loading it: what the self-check page and `check --format json` show."""

from __future__ import annotations

from dataclasses import asdict

from etl.document import Unreadable
from etl.pipeline import read_report
from etl.report import Finding, Report, Severity


def check_upload(data: bytes, name: str) -> dict[str, object]:
    """Everything recognised in a file's bytes, ready for JSON; `{"source", "unreadable"}` where it cannot be read.

    Nothing is stored. `cells` are keyed table/row/column.
    """
    try:
        return as_data(read_report(data, name))
    except Unreadable as refusal:
        return {"source": name, "unreadable": str(refusal)}


def all_findings(report: Report) -> list[Finding]:
    """The report's findings, the gravest first."""
    return sorted(
        (*report.identity.findings, *report.findings), key=lambda one: list(Severity).index(one.severity)
    )


def as_data(report: Report) -> dict[str, object]:
    """Everything recognised in a report, as plain data."""
    return {
        "source": report.source_name,
        "format": report.format,
        "synthetic": report.synthetic,
        "identity": {key: value for key, value in asdict(report.identity).items() if key != "findings"},
        "forms": report.forms,
        "cells": {f"{at.table}/{at.row}/{at.column}": asdict(cell) for at, cell in report.cells.items()},
        "findings": [asdict(one) for one in all_findings(report)],
        "checked": {
            rule: {"evaluated": evaluated, "not_evaluable": skipped}
            for rule, (evaluated, skipped) in report.checked.items()
        },
    }
