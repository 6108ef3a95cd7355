"""Reads and checks one file without loading it, for the self-check page and for `check --format json`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from tempfile import TemporaryFile
from threading import Event

from etl.model.document import Unreadable
from etl.model.report import Finding, Report, Severity
from etl.pipeline import look_up_all, read_reports
from etl.runtime.forks import IS_POSSIBLE, Forking, serve
from etl.runtime.paths import HOME, python_module
from etl.runtime.processor_time import TimeLimit
from etl.runtime.sandbox import limit_memory
from etl.text.refusals import refusal_in_language

SECONDS = 60
"""Of processor time."""
_LOOK_EVERY = 0.2  # seconds
_NICENESS = 10
_TOO_LONG = "读取超时，已放弃；文件可能损坏或过于复杂，请另存为较简单的格式再提交。"
_DIED = "读取这个文件时程序异常退出；请用原软件打开后另存，或另行提供一份。"
_FORKING = "forking"
_forking = Forking([*python_module("etl.self_check"), _FORKING], HOME)


def prepare_checks() -> None:
    """Have a process import what checks need, from which they are forked: it takes longer than most checks."""
    if IS_POSSIBLE:
        _forking.start()


def check_upload(data: bytes, name: str, cancelled: Event | None = None) -> list[dict[str, object]]:
    """Everything recognised in a file: each report in it as `report_to_dict` gives it, or one `refusal_to_dict`.

    Stores nothing. Reads the file in a process of its own, limited to `SECONDS` and to the memory of a loader's
    worker, and with a lower priority than the dashboard, so that no file stops it. The process is ended as soon as
    `cancelled` is set.
    """
    request = json.dumps(name).encode() + b"\n" + data
    output = _output(request, cancelled or Event())
    if output is None:
        return [refusal_to_dict(name, Unreadable(_TOO_LONG))]
    try:
        results: list[dict[str, object]] = json.loads(output)
    except ValueError:  # the process ended without output
        return [refusal_to_dict(name, Unreadable(_DIED))]
    return results


def _output(request: bytes, cancelled: Event) -> bytes | None:
    """What a process of its own answers to a request; None if it took too long, empty if it was cancelled."""
    with TemporaryFile() as given:  # a pipe holds 64 KiB, and a process that starts does not empty it
        given.write(request)
        given.seek(0)
        fork = _forking.fork(given) if IS_POSSIBLE else None
        if fork is not None:
            with fork:
                return _awaited(fork.pid, fork.answer, cancelled)
        with subprocess.Popen(
            python_module("etl.self_check"),
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=HOME,
        ) as process:
            try:
                return _awaited(process.pid, partial(_communicated, process), cancelled)
            finally:
                process.kill()


def _awaited(pid: int, answer: Callable[[float], bytes | None], cancelled: Event) -> bytes | None:
    """What `answer` returns for a process within its time limit, asked again while that is None."""
    limit = TimeLimit(pid, SECONDS)
    while not cancelled.is_set() and limit.left():
        if (output := answer(_LOOK_EVERY)) is not None:
            return output
    return b"" if cancelled.is_set() else None


def _communicated(process: subprocess.Popen[bytes], seconds: float) -> bytes | None:
    with suppress(subprocess.TimeoutExpired):
        return process.communicate(timeout=seconds)[0]
    return None


def _check(data: bytes, name: str) -> list[dict[str, object]]:
    try:
        return [report_to_dict(report) for report in read_reports(data, name)]
    except Unreadable as refusal:
        return [refusal_to_dict(name, refusal)]
    except RecursionError:
        return [refusal_to_dict(name, Unreadable(_DIED))]


def findings_by_severity(report: Report) -> list[Finding]:
    """The report's findings, the most severe first."""
    severities = list(Severity)
    return sorted(
        (*report.identity.findings, *report.findings), key=lambda finding: severities.index(finding.severity)
    )


def refusal_to_dict(name: str, refusal: Unreadable) -> dict[str, object]:
    """Why a file cannot be read, in both languages, ready for JSON."""
    return {"source": name, "unreadable": str(refusal), "unreadable_en": refusal_in_language(refusal, "en")}


def report_to_dict(report: Report) -> dict[str, object]:
    """Everything recognised in a report, ready for JSON; the keys of `cells` are table/row/column."""
    return {
        "source": report.source_name,
        "format": report.format,
        "synthetic": report.synthetic,
        "identity": {key: value for key, value in asdict(report.identity).items() if key != "findings"},
        "forms": report.forms,
        "cells": {"/".join(address): cell._asdict() for address, cell in report.cells.items()},
        "findings": [asdict(finding) for finding in findings_by_severity(report)],
        "checked": {
            rule: {"evaluated": evaluated, "not_evaluable": skipped}
            for rule, (evaluated, skipped) in report.checked.items()
        },
    }


def _answer() -> None:
    """Check the file on standard input, within the limits of a process that reads untrusted files."""
    limit_memory()
    head, _, content = sys.stdin.buffer.read().partition(b"\n")
    print(json.dumps(_check(content, json.loads(head))), flush=True)


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    if _FORKING in sys.argv:
        look_up_all()
        serve(_answer)
    else:
        _answer()
