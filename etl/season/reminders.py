"""Reminders (催办函): one Word file per body that has not filed, was late or has findings still open."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import duckdb

from etl.papers import word
from etl.season.follow_up.current import Finding, findings_of
from etl.season.follow_up.return_list import STATES, is_open
from etl.season.follow_up.store import Followed, FollowState
from etl.season.questions import ask
from etl.text.comparable import safe_name
from etl.text.numbers import plain_number


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one body is reminded of. `due_on` is None where no day is set; `findings` are open errors and warnings, each
    with the state of its follow-up."""

    agency: str
    year: int
    contact: str
    due_on: date | None
    is_missing: bool
    days_late: int
    synthetic: bool
    findings: tuple[tuple[Finding, FollowState], ...] = field(default=())


def reminders(
    con: duckdb.DuckDBPyConnection, area: Sequence[str], year: int, followed: Mapping[str, Followed]
) -> tuple[Reminder, ...]:
    """The bodies of an area that are to be reminded, in the order of its regions."""
    by_body: dict[str, list[tuple[Finding, FollowState]]] = {}
    for finding in findings_of(con, area, year):
        if is_open(finding, followed):
            one = followed.get(finding.about.code)
            state = one.state if one else FollowState.TO_SEND
            by_body.setdefault(finding.about.agency_id, []).append((finding, state))
    rows = ask(con, "reminded", area=list(area), year=year)
    all_bodies = (
        Reminder(agency, year, contact, due_on, is_missing, days_late, synthetic, tuple(by_body.get(key, ())))
        for key, agency, contact, due_on, is_missing, days_late, synthetic in rows
    )
    return tuple(one for one in all_bodies if one.is_missing or one.days_late or one.findings)


def to_docx(reminder: Reminder) -> bytes:
    """The reminder as an editable Word file; the day is left to be filled in."""
    document = word.new_document()
    word.title(document, f"关于{reminder.year}年", "政府信息公开工作", "年度报告", "的提醒函")
    if reminder.synthetic:
        word.note(document, "含合成数据（SYNTHETIC），不代表任何真实机关。")
    word.addressee(document, reminder.agency)
    for line in _lines(reminder):
        word.text(document, line)
    if reminder.findings:
        word.heading(document, "需核对的数据")
        word.table(
            document,
            ("编号", "问题", "印出", "算得", "差", "状态"),
            [_row(finding, state) for finding, state in reminder.findings],
            (3, 6, 1.3, 1.3, 1.3, 1.5),
        )
    word.text(document, "（请在此补充办理要求和报送时限）")
    if reminder.contact:
        word.note(document, f"联系人（名录）：{reminder.contact}")
    return word.to_bytes(document)


def to_zip(letters: Sequence[Reminder]) -> bytes:
    """All reminders, a Word file each, named after its body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, reminder in _named(letters):
            archive.writestr(f"{name}.docx", to_docx(reminder))
    return out.getvalue()


def _named(letters: Sequence[Reminder]) -> Iterator[tuple[str, Reminder]]:
    """Each reminder with a file name of its own."""
    taken: dict[str, int] = {}
    for reminder in letters:
        name = f"{safe_name(reminder.agency).replace('/', '／')}{reminder.year}年提醒函"
        taken[name] = taken.get(name, 0) + 1
        yield (f"{name}（{taken[name]}）" if taken[name] > 1 else name), reminder


def _lines(reminder: Reminder) -> Iterator[str]:
    due = f"，应于 {reminder.due_on} 前发布" if reminder.due_on else ""
    if reminder.is_missing:
        yield f"截至目前，未见你单位{reminder.year}年政府信息公开工作年度报告{due}。请尽快发布并报送。"
    if reminder.days_late:
        yield f"你单位{reminder.year}年政府信息公开工作年度报告逾期 {reminder.days_late} 天发布（应于 {reminder.due_on} 前）。"
    if reminder.findings:
        yield f"经核对，你单位的报告有 {len(reminder.findings)} 处需要核对，见下表。请对照原始台账核实，更正后重新发布，或说明情况。"


def _row(finding: Finding, state: FollowState) -> tuple[str, ...]:
    numbers = (finding.printed, finding.computed, finding.difference)
    printed = ("" if number is None else plain_number(number) for number in numbers)
    return (finding.about.code, finding.about.message, *printed, STATES[state])
