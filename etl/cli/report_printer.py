"""Print what was recognised in files, for people as tables or for programs as JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl.cli.messages import message
from etl.form import Block, forms
from etl.model.document import Unreadable
from etl.model.report import Address, Cell, Finding, Report, Severity, State
from etl.pipeline import read_reports
from etl.runtime import language
from etl.runtime.language import in_language
from etl.self_check import findings_by_severity, refusal_to_dict, report_to_dict
from etl.sources.discovery import find
from etl.sources.roster import RosterFile
from etl.sources.source import Refused
from etl.text.refusals import refusal_text

_EMPTY = {State.BLANK: "report.blank", State.UNREADABLE: "report.unreadable_cell"}
_EVIDENCE_FIELDS = ("agency", "year", "county", "published_on")
_QUOTE_LENGTH = 60
_LABEL_LENGTH = {"zh": 24, "en": 48}
_WIDTH = 150  # of output that goes to a file: table 三 fits


def check_files(paths: Sequence[Path], output: str) -> int:
    """Read and print each file as `text` or `json`; 1 if a finding is an error or a file is unreadable, else 0."""
    console, failed = _console(), False
    collected: list[dict[str, object]] = []
    for name, result in _read(paths):
        if isinstance(result, Unreadable):
            failed = True
            collected.append(refusal_to_dict(name, result))
        else:
            failed |= any(finding.severity is Severity.ERROR for finding in findings_by_severity(result))
            collected.append(report_to_dict(result))
        if output == "text":
            _print(console, name, result)
    if output == "json":
        print(json.dumps(collected, ensure_ascii=False, indent=1))
    return int(failed)


def _read(paths: Sequence[Path]) -> Iterator[tuple[str, Report | Unreadable]]:
    for source in find(paths):
        if isinstance(source, RosterFile):
            continue
        if isinstance(source, Refused):
            yield source.name, Unreadable(source.reason)
            continue
        try:
            for report in read_reports(source.open(), source.name, source.manifest):
                yield report.source_name, report
        except Unreadable as refusal:
            yield source.name, refusal
        except Exception as error:  # a fault of this program in one file must not stop the others
            yield (
                source.name,
                Unreadable(message("report.failed", error=f"{type(error).__name__}: {error}"[:200])),
            )


def _console() -> Console:
    """As wide as the window, or wide enough for every table if the output goes to a file."""
    console = Console()
    return console if console.is_terminal else Console(width=_WIDTH)


def _print(console: Console, name: str, result: Report | Unreadable) -> None:
    if isinstance(result, Unreadable):
        console.print(Text(f"{name}\n  {message('report.unreadable', reason=refusal_text(result))}\n"))
        return
    console.print(Text(name, style="bold"))
    for line in _identity(result):
        console.print(line)
    findings = findings_by_severity(result)
    for part in _tables(result):
        console.print(part)
    for line in _findings(findings):
        console.print(line)
    skipped = {rule: count for rule, (_, count) in result.checked.items() if count}
    if skipped:
        console.print(Text(f"    {message('report.skipped', rules=skipped)}", style="dim"))
    console.print()


def _identity(report: Report) -> Iterator[Text]:
    """Who filed for which year, and the evidence for it."""
    identity, unknown = report.identity, message("report.unknown")
    region = "".join(dict.fromkeys((identity.province, identity.city, identity.county)))
    who = message(
        "report.agency",
        agency=identity.agency or unknown,
        year=identity.year or unknown,
        region=region or unknown,
    )
    kind = message(
        "report.kind",
        level=identity.level or "—",
        kinds=message("report.separator").join(identity.kinds) or "—",
        scope=identity.scope,
        format=report.format,
    )
    yield Text(f"  {who}")
    yield Text(f"  {kind}")
    for evidence in identity.evidence:
        if evidence.field in _EVIDENCE_FIELDS:
            line = message(
                "report.evidence",
                field=evidence.field,
                value=evidence.value,
                source=evidence.source,
                quote=evidence.quote[:_QUOTE_LENGTH],
            )
            yield Text(f"    {line}", style="dim")


def _tables(report: Report) -> Iterator[Text | Table]:
    """Each table of the form with the cells as printed; those of findings are marked."""
    flagged = {
        Address(finding.table or "", finding.row or "", finding.column or "") for finding in report.findings
    }
    for table_key, form_key in report.forms.items():
        form = forms()[form_key]
        table = form.table(table_key)
        if table is None:
            continue
        label, form_label = (
            in_language(table.label_zh, table.label_en),
            in_language(form.label_zh, form.label_en),
        )
        heading = message(
            "report.table", name=in_language(table.name_zh, table.name_en), label=label, form=form_label
        )
        yield Text(f"\n  {heading}")
        for block in table.blocks:
            yield _grid(table_key, block, report.cells, flagged)


def _findings(findings: Sequence[Finding]) -> Iterator[Text]:
    counts = message("report.separator").join(
        f"{message(f'report.{severity}')} {sum(finding.severity is severity for finding in findings)}"
        for severity in Severity
    )
    yield Text(f"  {message('report.findings', counts=counts)}")
    for finding in findings:
        text = in_language(finding.message, finding.message_en or finding.message)
        yield Text(f"    [{message(f'report.{finding.severity}')}] {text}")


def _grid(table: str, block: Block, cells: dict[Address, Cell], flagged: set[Address]) -> Table:
    grid = Table(show_edge=False, pad_edge=False)
    title = in_language(block.label_zh, block.label_en)
    grid.add_column(title if len(title) < _LABEL_LENGTH[language.current()] else "", no_wrap=True)
    for column in block.columns:
        grid.add_column(in_language(column.label_zh, column.label_en), justify="right")
    for row in block.rows:
        label = f"{row.number}{in_language(row.label_zh, row.label_en)}"
        addresses = [Address(table, row.key, column.key) for column in block.columns]
        texts = [_cell_text(cells.get(address), address in flagged) for address in addresses]
        length = _LABEL_LENGTH[language.current()]
        grid.add_row(label if len(label) <= length else label[: length - 1] + "…", *texts)
    return grid


def _cell_text(cell: Cell | None, flagged: bool) -> Text:
    """The text as printed, without control characters; ※ marks a cell of a finding, dim is zero or no number."""
    if cell is None:
        return Text("")
    text = cell.raw or (message(_EMPTY[cell.state]) if cell.state in _EMPTY else "")
    printable = "".join(char if unicodedata.category(char)[0] != "C" else "�" for char in text)
    style = "red" if flagged else "dim" if cell.value in (None, 0) else ""
    return Text(printable + ("※" if flagged else ""), style=style)
