"""Writes a comparison of two versions as JSON, CSV or plain lines."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import IO, Any

from etl.changes.compare import RELATIONS, Changes, table_of
from etl.export.relations import ReportFilter, read_guarded_rows
from etl.export.writers import write_csv
from etl.runtime import language
from etl.runtime.language import Language

_BATCH = 10_000


def to_json(changes: Changes, out: IO[str]) -> None:
    """Write `{"from", "to"}` and one list of objects per relation, row by row; keys are the columns of its table."""
    out.write(f'{{"from": {changes.older}, "to": {changes.newer}')
    for relation in RELATIONS:
        out.write(f', "{relation}": [')
        for position, row in enumerate(_rows(changes, f"select * from {table_of(relation)}")):
            out.write(("," if position else "") + "\n" + json.dumps(row, ensure_ascii=False))
        out.write("]")
    out.write("}\n")


def to_csv(changes: Changes, out: IO[bytes]) -> None:
    """Write one row per change of any kind, texts guarded for spreadsheets."""
    write_csv(read_guarded_rows(changes.con, lines_query(), ReportFilter()), out)


def to_text(changes: Changes, out: IO[str]) -> None:
    """Write how many changes of each kind there are, and one line per change, in the current language."""
    words = change_words(language.current())
    out.write(words["versions"].format(older=changes.older, newer=changes.newer) + "\n")
    counts = {relation: changes.count(relation) for relation in RELATIONS}
    out.write(words["counts"].format(**counts) + "\n")
    for row in _rows(changes, lines_query()):
        what = words[f"{row['kind']} {row['change']}"]
        where = f"{row['agency']} {row['year']} {words[row['scope']]}"
        is_changed = row["change"] == "changed"
        sides = " → ".join(side or "—" for side in (row["old"], row["new"]) if side or is_changed)
        why = f" ({words[row['why']]})" if row["why"] else ""
        out.write(f"{what}  {where}  {row['label']}  {sides}{why}\n")


def lines_query(wanted: Language | None = None) -> str:
    """The query of one row per change, its labels and messages in the wanted or the current language."""
    query = (Path(__file__).parent / "sql" / "lines.sql").read_text(encoding="utf-8")
    is_chinese = (wanted or language.current()) == "zh"
    query = query.replace("{message}", "message" if is_chinese else "message_en")
    return query.replace("{place_label}", "place_zh" if is_chinese else "place_en")


@cache
def change_words(wanted: Language) -> dict[str, str]:
    """What kinds of change (`cell changed`), reasons and scopes are called, by key."""
    words = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return {key: texts[wanted] for key, texts in words.items()}


def _rows(changes: Changes, query: str) -> Iterator[dict[str, Any]]:
    result = changes.con.execute(query)
    names = [column[0] for column in result.description]
    while batch := result.fetchmany(_BATCH):
        for row in batch:
            yield dict(zip(names, row, strict=True))
