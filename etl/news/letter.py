"""News as a letter: plain text, or a mail to be sent on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from itertools import groupby
from pathlib import Path

import duckdb

from etl.changes.output import change_words
from etl.news.items import MOST_ITEMS, Item
from etl.news.letter_words import words
from etl.runtime.language import Language
from etl.warehouse import versions


@dataclass(frozen=True, slots=True)
class Span:
    """From which version to which, with the days of their publication."""

    older: int
    newer: int
    older_date: str
    newer_date: str


def span(older: Path, newer: Path) -> Span:
    """The versions of two database files. Raises duckdb.Error if one cannot be opened."""
    days = []
    for path in (older, newer):
        with duckdb.connect(str(path), read_only=True) as con:
            ((moment,),) = con.execute("select published_at from version").fetchall()
            assert isinstance(moment, datetime)
            days.append(moment.date().isoformat())
    return Span(versions.version_of(older), versions.version_of(newer), *days)


def to_text(items: Sequence[Item], about: str, between: Span, language: Language) -> bytes:
    """The letter as text in UTF-8: what changed, by topic, then report by report."""
    texts, named = words(language), change_words(language)
    area = about or texts["everything"]
    lines = [
        texts["from_to"].format(
            area=area, older=between.older, newer=between.newer, older_date=between.older_date, newer_date=between.newer_date
        ), "",
    ]  # fmt: skip
    if not items:
        lines += [texts["nothing"], ""]
    for topic, group in groupby(items[:MOST_ITEMS], key=lambda item: item.topic):
        of_topic = list(group)
        changes = sum(item.changes for item in of_topic)
        lines += [texts["counted"].format(what=named[topic], n=changes, reports=len(of_topic)), ""]
        for item in of_topic:
            lines += [f"  {item.title}", *(f"    - {_one_line(line)}" for line in item.lines)]
        lines.append("")
    if len(items) > MOST_ITEMS:
        lines += [texts["more"].format(n=MOST_ITEMS), ""]
    return "\n".join((*lines, texts["foot"], "")).encode()


def to_mail(items: Sequence[Item], about: str, between: Span, language: Language) -> bytes:
    """The letter as a mail (EML) without sender and receivers, which the program that sends it puts in."""
    mail = EmailMessage()
    mail["Subject"] = words(language)["subject"].format(older=between.older, newer=between.newer)
    mail["X-Unsent"] = "1"  # mail programs open it to be sent
    mail.set_content(to_text(items, about, between, language).decode())
    return mail.as_bytes()


def _one_line(text: str) -> str:
    return " ".join(text.split())
