"""One report on its way from bytes to typed, checked cells: the stages in order."""

from __future__ import annotations

import re
from collections.abc import Mapping

from etl.checks import corrections, plausibility, sums
from etl.checks.narrative import table_comparison
from etl.identity.identify import identify
from etl.model.document import Document, Unreadable
from etl.model.report import Report
from etl.readers import read
from etl.recognise import narratives, recognise
from etl.rules.catalog import finding_from_note
from etl.text.comparable import plain

_SYNTHETIC = re.compile(r"合成数据\s*SYNTHETIC")
# of a section so much is compared with the tables; real ones are a fifth of it
_LONGEST_CHECKED = 30_000
_TITLED = re.compile(r"信息公开.{0,12}(?:年度报告|年报|工作报告|报告)")


def read_report(data: bytes, name: str, manifest: Mapping[str, str] | None = None) -> Report:
    """The report in a file's bytes. `name` is its path as given: folders say where a report belongs.

    Raises Unreadable, with a reason for a clerk, where the file is no report or cannot be read.
    """
    return document_to_report(read(data, name), name, manifest)


def document_to_report(document: Document, name: str, manifest: Mapping[str, str] | None = None) -> Report:
    """The stages after reading: who and when, the form's cells, corrections, checks, narrative."""
    identity = identify(document, name, manifest)
    recognised = recognise(document, identity.year)
    if not recognised.forms and not _TITLED.search(plain(identity.title)):
        raise Unreadable(
            "没有找到年度报告的表格，标题也不是政府信息公开工作年度报告；请确认文件是否放错，或提供原始网页、Word、PDF。"
        )
    cells, corrected = corrections.correct(identity, recognised.cells)
    texts = narratives(document)
    checked_texts = {key: text[:_LONGEST_CHECKED] for key, text in texts.items()}
    broken, checked = sums.check(cells, recognised.forms)
    doubtful, doubted = plausibility.check(identity, cells, checked_texts)
    differing, compared = table_comparison.check(identity, cells, recognised.forms, checked_texts)
    return Report(
        source_name=name,
        format=document.format,
        identity=identity,
        forms=recognised.forms,
        cells=cells,
        narratives=texts,
        findings=tuple(
            dict.fromkeys(
                (
                    *map(finding_from_note, document.notes),
                    *recognised.findings,
                    *corrected,
                    *broken,
                    *doubtful,
                    *differing,
                )
            )
        ),
        checked=checked | doubted | compared,
        synthetic=_is_synthetic(document),
        url=(manifest or {}).get("url", "") or document.metadata.get("url", ""),
    )


def _is_synthetic(document: Document) -> bool:
    return document.metadata.get("synthetic") == "true" or any(
        _SYNTHETIC.search(paragraph.text) for paragraph in document.paragraphs[:40]
    )
