"""Reads one report from bytes to typed, checked cells: the stages in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from etl.checks import corrections, plausibility, rates, sums
from etl.checks.narrative import stated_totals, table_comparison
from etl.division import Part, divide
from etl.form.blank_inference import infer_blanks
from etl.identity.identify import identify
from etl.model.document import Document, Paragraph, Unreadable
from etl.model.report import Home, Report, StatedFigure
from etl.readers import read
from etl.recognise import recognise
from etl.recognise.absence import runs_together
from etl.recognise.sections import locator_at, narrative_paragraphs, narratives
from etl.rules.catalog import finding, finding_from_note
from etl.stated import Reading, read_section
from etl.text.comparable import plain
from etl.text.encoding import is_garbled

_SYNTHETIC = re.compile(r"合成数据\s*SYNTHETIC")
# characters of a section compared with the tables; real sections have a fifth of it
_MOST_CHECKED = 30_000
_MOST_NAMED = 6  # reports of one file in a sentence
_TITLED = re.compile(r"信息公开.{0,12}(?:年度报告|年报|工作报告|报告)")
_NO_REPORT = "没有找到年度报告的表格，标题也不是政府信息公开工作年度报告；请确认文件是否放错，或提供原始网页、Word、PDF。"
_GARBLED = "文件里的文字是乱码，另存或转换时编码已经出错；请从原网页或原文件重新另存后再提交。"
_MOST_LOOKED_AT = 500  # paragraphs, cells of a table
_ONE_LINE = (
    "文件的文字连成了一段，没有换行，分不清标题和表格各格；请从原网页或原文件重新复制或另存，保留表格。"
)
_PAGE = "<h1>某县某局2024年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>全年主动公开信息1条。</p>"
_BUILT = "网页的内容由脚本生成，文件里没有正文；请在浏览器里打开原网页，看到正文之后另存为 PDF 再提交。"


def read_reports(
    data: bytes,
    name: str,
    manifest: Mapping[str, str] | None = None,
    known: corrections.Known | None = None,
    homes: Mapping[str, Home] | None = None,
) -> tuple[Report, ...]:
    """The reports in a file, at least one. `name` is its path as given, whose folders say which region they belong to;
    several reports are named `name#1`, `name#2`, … in the order in which they stand in the file. `known` are the corrections
    to apply, by default those of the program's own file; `homes` say where bodies are whose place
    nothing else says, by the body's name.

    Raises Unreadable, with a reason for a clerk, if the file is not a report or cannot be read.
    """
    parts = divide(read(data, name))
    if len(parts) == 1:
        return (document_to_report(parts[0].document, name, manifest, known=known, homes=homes),)
    stated = _stated_of_all(manifest or {}, parts)
    reports = [
        document_to_report(part.document, f"{name}#{number}", stated, part.clue_path(name), known, homes)
        for number, part in enumerate(parts, start=1)
    ]
    return tuple(_with_neighbours(reports))


def look_up_all() -> None:
    """Read a page, so that whatever forms, rules, places and patterns are looked up or compiled once, now are."""
    read_reports(_PAGE.encode(), "某省/某市/某县/某局.html")


def _why_no_report(document: Document) -> str:
    if any(note.kind == "built_by_script" for note in document.notes):
        return _BUILT
    if runs_together(document):
        return _ONE_LINE
    texts = [block.text for block in document.paragraphs[:_MOST_LOOKED_AT]]
    texts += [piece.text for grid in document.grids for piece in grid.pieces[:_MOST_LOOKED_AT]]
    return _GARBLED if is_garbled("".join(texts)) else _NO_REPORT


def _stated_of_all(manifest: Mapping[str, str], parts: Sequence[Part]) -> dict[str, str]:
    """What a manifest states about a file and is true of all its reports: not one body where the file names several."""
    differing = {key for key in ("agency", "year") if len({getattr(part, key) for part in parts}) > 1}
    if "agency" in differing:
        differing |= {"scope", "region_code"}
    return {key: value for key, value in manifest.items() if key not in differing}


def _with_neighbours(reports: Sequence[Report]) -> Iterator[Report]:
    """The reports of one file, each with a notice that names them all."""
    named = [
        f"{report.identity.agency or '？'}{report.identity.year or '？'}年"
        for report in reports[:_MOST_NAMED]
    ]
    rest = "" if len(reports) <= _MOST_NAMED else "…"
    for number, report in enumerate(reports, start=1):
        notice = finding(
            "several_reports", found=str(len(reports)), number=str(number), names="、".join(named) + rest
        )
        yield replace(report, findings=(notice, *report.findings))


def document_to_report(
    document: Document,
    name: str,
    manifest: Mapping[str, str] | None = None,
    clue_name: str = "",
    known: corrections.Known | None = None,
    homes: Mapping[str, Home] | None = None,
) -> Report:
    """The stages after reading: identity, cells of the form, corrections, narratives, checks.

    `clue_name` is the path to take clues from, if not `name`.
    """
    identity = identify(document, clue_name or name, manifest)
    if homes and not (identity.region_code or identity.province) and identity.agency in homes:
        home = homes[identity.agency]
        stated = {"region_code": home.region_code, **(manifest or {})}
        identity = identify(document, f"{home.folder}/{clue_name or name}", stated)
    recognised = recognise(document, identity.year)
    if not recognised.forms and not _TITLED.search(plain(identity.title)):
        raise Unreadable(_why_no_report(document))
    cells, corrected = corrections.correct(identity, recognised.cells, known)
    sections = narrative_paragraphs(document)
    texts = narratives(sections)
    checked_texts = {section: text[:_MOST_CHECKED] for section, text in texts.items()}
    sum_findings, sum_counts = sums.check(cells, recognised.forms)
    values = infer_blanks(cells, recognised.forms)
    rate_findings, rate_counts = rates.check(cells, values)
    doubts, doubt_counts = plausibility.check(identity, cells, checked_texts)
    text_findings, text_counts = table_comparison.check(identity, values, checked_texts)
    readings = {
        section: read_section(section, text, identity.year, identity.agency)
        for section, text in checked_texts.items()
        if section != "preamble"
    }
    total_findings, total_counts = stated_totals.check(readings.values())
    notes = map(finding_from_note, document.notes)
    findings = (
        *notes,
        *recognised.findings,
        *corrected,
        *sum_findings,
        *rate_findings,
        *doubts,
        *text_findings,
        *total_findings,
    )
    return Report(
        source_name=name,
        format=document.format,
        identity=identity,
        forms=recognised.forms,
        cells=cells,
        narratives=texts,
        stated=tuple(_stated(sections, readings)),
        findings=tuple(dict.fromkeys(findings)),
        checked=sum_counts | rate_counts | doubt_counts | text_counts | total_counts,
        synthetic=_is_synthetic(document),
        url=(manifest or {}).get("url", "") or document.metadata.get("url", ""),
        first_seen=(manifest or {}).get("first_seen", ""),
    )


def _stated(
    sections: Mapping[str, Sequence[Paragraph]], readings: Mapping[str, Reading]
) -> Iterator[StatedFigure]:
    """The figures stated in words, with the locators of their paragraphs."""
    for section, reading in readings.items():
        for figure in reading.figures:
            yield figure._replace(locator=locator_at(sections[section], figure.position))


def _is_synthetic(document: Document) -> bool:
    return document.metadata.get("synthetic") == "true" or any(
        _SYNTHETIC.search(paragraph.text) for paragraph in document.paragraphs[:40]
    )
