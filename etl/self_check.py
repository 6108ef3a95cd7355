"""Checks one file without loading it: what the self-check page and `check --format json` show."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict

from etl.model.document import Unreadable
from etl.model.report import Finding, Report, Severity
from etl.pipeline import read_report
from etl.runtime.paths import HOME, python_module
from etl.runtime.sandbox import limit_memory

SECONDS = 60
_TOO_LONG = "读取超时，已放弃；文件可能损坏或过于复杂，请另存为较简单的格式再提交。"
_DIED = "读取这个文件时程序异常退出；请用原软件打开后另存，或另行提供一份。"


def check_upload(data: bytes, name: str) -> dict[str, object]:
    """Everything recognised in a file's bytes, ready for JSON; `{"source", "unreadable"}` where it cannot be read.

    Nothing is stored. `cells` are keyed table/row/column. Read in a process of its own, so that no file stops the
    dashboard: it may take `SECONDS` and so much memory as a loader's worker.
    """
    command = python_module("etl.self_check")
    given = json.dumps(name).encode() + b"\n" + data
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, timeout=SECONDS, cwd=HOME, check=False
        )
        found: dict[str, object] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"source": name, "unreadable": _TOO_LONG}
    except ValueError:  # it ended without a word
        return {"source": name, "unreadable": _DIED}
    return found


def _check(data: bytes, name: str) -> dict[str, object]:
    try:
        return as_data(read_report(data, name))
    except Unreadable as refusal:
        return {"source": name, "unreadable": str(refusal)}
    except RecursionError:
        return {"source": name, "unreadable": _DIED}


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
        "cells": {f"{at.table}/{at.row}/{at.column}": cell._asdict() for at, cell in report.cells.items()},
        "findings": [asdict(one) for one in all_findings(report)],
        "checked": {
            rule: {"evaluated": evaluated, "not_evaluable": skipped}
            for rule, (evaluated, skipped) in report.checked.items()
        },
    }


if __name__ == "__main__":
    limit_memory()
    head, _, content = sys.stdin.buffer.read().partition(b"\n")
    print(json.dumps(_check(content, json.loads(head))))
