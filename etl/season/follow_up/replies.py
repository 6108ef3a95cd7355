"""Replies that come back in a return list: read by the code of each line, whatever was sorted or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
from xlsxwriter.utility import xl_col_to_name

from etl.export.spreadsheet_guard import guard
from etl.model.document import Unreadable
from etl.rules.catalog import printed_place
from etl.season.follow_up.current import findings_by_code
from etl.season.follow_up.return_list import (
    ACCEPTED,
    AGAIN,
    BY,
    CODE,
    CORRECTED,
    DONE_ON,
    EXPLAINED,
    NOTE,
    REPLY,
    RULING,
    RULING_NOTE,
)
from etl.season.follow_up.store import About, Change, Followed, FollowState, read_followed, write_followed
from etl.season.row_sentences import NOTHING, Sentence, sentence
from etl.sources.source import SIZE_LIMIT, TOO_LARGE
from etl.text.office_sheets import office_sheets

_CODE = re.compile(r"[0-9a-f]{12}")
_MOST_ROWS = 100_000
_HEAD_WITHIN = 10
# what a line says of the finding that its code names
_STATED = ("机关", "年度", "表", "行", "列")


@dataclass(frozen=True, slots=True)
class Reply:
    """One line of a return list that somebody filled in; `line` names sheet and row. `ruling` is the office's own decision,
    empty if none; `stated` is what the line says of its finding, empty where it has no such column."""

    line: Sentence
    code: str
    answer: str
    note: str
    ruling: str
    stated: tuple[str, ...] = ("",) * len(_STATED)


@dataclass(frozen=True, slots=True)
class Replies:
    """The lines that were filled in; `problems` name those that could not be understood."""

    replies: tuple[Reply, ...]
    problems: tuple[Sentence, ...]


def read_replies(data: bytes, name: str, rulings: bool = False) -> Replies:
    """The replies on all sheets of a workbook. What stands in the columns of the office is taken only if `rulings` says that
    the office filled them in; else it is named with its cell.

    Raises Unreadable if the file cannot be opened or no sheet is a return list."""
    if len(data) > SIZE_LIMIT:
        raise Unreadable(TOO_LARGE)
    replies: dict[str, Reply] = {}
    problems: list[Sentence] = []
    is_list = False
    for sheet in office_sheets(data, name, f"{name} 无法打开；请把退回单另存为 .xlsx。"):
        rows = [[_text(value) for value in row] for row in sheet.rows[:_MOST_ROWS]]
        for at, heads in enumerate(rows[:_HEAD_WITHIN]):
            if CODE in heads and REPLY in heads:
                lines = rows[at + 1 :]
                where = sentence("in_sheet", name=sheet.name) if sheet.name else NOTHING
                if not rulings:
                    problems += _take_out_rulings(lines, where, at + 2, heads)
                _read(lines, where, at + 2, heads, replies, problems)
                is_list = True
                break
    if not is_list:
        raise Unreadable(f"{name} 里没有退回单（需要“{CODE}”和“{REPLY}”两列）；请用导出的退回单填写。")
    return Replies(tuple(replies.values()), tuple(problems))


def _take_out_rulings(
    rows: Sequence[list[str]], where: Sentence, first: int, heads: Sequence[str]
) -> Iterator[Sentence]:
    """Empty the columns of the office; a sentence for each cell that says something."""
    for column in (at for at, head in enumerate(heads) if head in (RULING, RULING_NOTE)):
        for line, row in enumerate(rows, start=first):
            if column < len(row) and row[column]:
                cell, text = f"{xl_col_to_name(column)}{line}", row[column]
                yield sentence("office_column", where=where, cell=cell, head=heads[column], text=text)
                row[column] = ""


def _read(
    rows: Sequence[Sequence[str]],
    where: Sentence,
    first: int,
    heads: Sequence[str],
    replies: dict[str, Reply],
    problems: list[Sentence],
) -> None:
    """Put the lines of one sheet that were filled in to those of the sheets before."""
    for line, row in enumerate(rows, start=first):
        values = {head: text for head, text in zip(heads, row, strict=False) if head}
        if not any(values.get(name) for name in (REPLY, NOTE, DONE_ON, BY, RULING, RULING_NOTE)):
            continue
        reply = Reply(
            sentence("reply_line", where=where, line=line),
            values.get(CODE, ""),
            values.get(REPLY, ""),
            _note(values),
            values.get(RULING, ""),
            tuple(values.get(head, "") for head in _STATED),
        )
        if problem := _problem(reply, replies):
            problems.append(problem)
        else:
            replies.setdefault(reply.code, reply)


def _problem(reply: Reply, others: Mapping[str, Reply]) -> Sentence | None:
    """Why a line is not taken, None if it is."""
    if not _CODE.fullmatch(reply.code):
        return sentence("code_wrong", line=reply.line, code=reply.code)
    for text, choices in ((reply.answer, (CORRECTED, EXPLAINED)), (reply.ruling, (ACCEPTED, AGAIN))):
        if text not in ("", *choices):
            return sentence("no_choice", line=reply.line, text=text, choices="、".join(choices))
    before = others.get(reply.code)
    if before is not None and (before.answer, before.note, before.ruling) != (
        reply.answer,
        reply.note,
        reply.ruling,
    ):
        return sentence("code_repeated", line=reply.line, code=reply.code, before=before.line)
    return None


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _note(values: Mapping[str, str]) -> str:
    parts = (values.get(REPLY, ""), values.get(NOTE, ""), values.get(DONE_ON, ""), values.get(BY, ""))
    ruling = "：".join(filter(None, (values.get(RULING, ""), values.get(RULING_NOTE, ""))))
    return "；".join(filter(None, (*parts, ruling)))


def to_changes(
    replies: Replies, present: Mapping[str, About], followed: Mapping[str, Followed]
) -> tuple[list[Change], list[Sentence]]:
    """The changes that replies ask for, and a sentence for each that is not taken: its finding is unknown or closed."""
    changes, problems = [], list(replies.problems)
    for reply in replies.replies:
        one = followed.get(reply.code)
        about = present.get(reply.code)
        if one is not None and one.state in (FollowState.CORRECTED, FollowState.GONE):
            problems.append(sentence("closed", line=reply.line, code=reply.code, by=one.closed_by))
        elif about is None:
            problems.append(sentence("unknown_code", line=reply.line, code=reply.code))
        elif other := _stated_otherwise(reply, about):
            problems.append(sentence("other_finding", line=reply.line, text=other, code=reply.code))
        else:
            states = {ACCEPTED: FollowState.EXPLAINED, AGAIN: FollowState.SENT}
            state = states.get(reply.ruling, FollowState.ANSWERED)
            changes.append(Change(about, state, reply.note, one.revision if one else 0))
    return changes, problems


def _stated_otherwise(reply: Reply, about: About) -> str:
    """What a line says of its finding and its code does not, empty if nothing: lines that were sorted without their codes."""
    known = (about.agency, str(about.year), *printed_place(about.cell))
    return next(
        (
            stated
            for stated, own in zip(reply.stated, known, strict=True)
            if stated and stated != str(guard(own)).strip()
        ),
        "",
    )


def take_replies(
    con: duckdb.DuckDBPyConnection,
    warehouse: Path,
    data: bytes,
    name: str,
    who: str,
    rulings: bool = False,
) -> tuple[int, list[Sentence]]:
    """Take the replies of a return list into the store; how many were taken, and a sentence for each that was not. The
    office's own decisions are taken with `rulings`.

    Raises Unreadable for a file that is no return list, StoreFailed if the store cannot be written.
    """
    replies = read_replies(data, name, rulings)
    codes = [reply.code for reply in replies.replies]
    followed = read_followed(warehouse, codes)
    changes, problems = to_changes(replies, findings_by_code(con, codes), followed)
    stale = write_followed(warehouse, changes, who, "replies")
    problems += [sentence("changed_meanwhile", code=code) for code in stale]
    return len(changes) - len(stale), problems
