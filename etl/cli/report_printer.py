"""`check`: what was recognised in a file, as a person reads it, or as JSON for a script."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl.form import Block, forms
from etl.model.document import Unreadable
from etl.model.report import Address, Cell, Report, Severity, State
from etl.pipeline import read_report
from etl.self_check import all_findings, as_data
from etl.sources.discovery import Refused, find

_MARKS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
_EMPTY = {State.BLANK: "空", State.UNREADABLE: "不可读"}


def check_files(paths: Sequence[Path], output: str) -> int:
    """Reads and prints each file; 1 where a finding is an error or a file cannot be read, otherwise 0."""
    console, failed = _console(), False
    collected: list[dict[str, object]] = []
    for found in find(paths):
        try:
            if isinstance(found, Refused):
                raise Unreadable(found.reason)
            report = read_report(found.open(), found.name, found.manifest)
        except Unreadable as refusal:
            failed = True
            collected.append({"source": found.name, "unreadable": str(refusal)})
            if output == "text":
                console.print(Text(f"{found.name}\n  无法读取：{refusal}\n"))
            continue
        failed |= any(one.severity is Severity.ERROR for one in all_findings(report))
        collected.append(as_data(report))
        if output == "text":
            _print(console, report)
    if output == "json":
        print(json.dumps(collected, ensure_ascii=False, indent=1))
    return int(failed)


def _console() -> Console:
    """As wide as the window; wide enough for table 三 where the output goes to a file."""
    console = Console()
    return console if console.is_terminal else Console(width=150)


def _print(console: Console, report: Report) -> None:
    identity = report.identity
    console.print(Text(report.source_name, style="bold"))
    place = "".join(dict.fromkeys((identity.province, identity.city, identity.county)))
    kinds = "、".join(identity.kinds)
    console.print(
        Text(
            f"  机关：{identity.agency or '未识别'}　年度：{identity.year or '未识别'}　地区：{place or '未识别'}"
        )
    )
    console.print(
        Text(
            f"  层级：{identity.level or '—'}　类别：{kinds or '—'}　口径：{identity.scope}　格式：{report.format}"
        )
    )
    for said in identity.evidence:
        if said.field in ("agency", "year", "county", "published_on"):
            console.print(
                Text(f"    依据 {said.field}＝{said.value}（{said.source}）：{said.quote[:60]}", style="dim")
            )
    flagged = {Address(one.table or "", one.row or "", one.column or "") for one in report.findings}
    for table_key, form_key in report.forms.items():
        table = forms()[form_key].table(table_key)
        if table is None:
            continue
        console.print(Text(f"\n  {table.name_zh} {table.label_zh}（{forms()[form_key].label_zh}）"))
        for block in table.blocks:
            console.print(_grid(table_key, block, report.cells, flagged))
    findings = all_findings(report)
    counts = "，".join(
        f"{_MARKS[level]} {sum(one.severity is level for one in findings)}" for level in _MARKS
    )
    console.print(Text(f"  发现：{counts}"))
    for one in findings:
        console.print(Text(f"    [{_MARKS[one.severity]}] {one.message}"))
    skipped = {rule: skipped for rule, (_, skipped) in report.checked.items() if skipped}
    if skipped:
        console.print(Text(f"    有规则因未填或不可读而无法核对：{skipped}", style="dim"))
    console.print()


def _grid(table: str, block: Block, cells: dict[Address, Cell], flagged: set[Address]) -> Table:
    grid = Table(show_edge=False, pad_edge=False)
    grid.add_column(block.label_zh if len(block.label_zh) < 16 else "", no_wrap=True)
    for column in block.columns:
        grid.add_column(column.label_zh, justify="right")
    for row in block.rows:
        label = f"{row.number}{row.label_zh}"
        texts = []
        for column in block.columns:
            address = Address(table, row.key, column.key)
            texts.append(_shown(cells.get(address), address in flagged))
        grid.add_row(label if len(label) <= 24 else label[:23] + "…", *texts)
    return grid


def _shown(cell: Cell | None, flagged: bool) -> Text:
    if cell is None:
        return Text("")
    text = cell.raw if cell.raw else _EMPTY.get(cell.state, "")
    printable = "".join(mark if unicodedata.category(mark)[0] != "C" else "�" for mark in text)
    style = "red" if flagged else "dim" if cell.value in (None, 0) else ""
    return Text(printable + ("※" if flagged else ""), style=style)
