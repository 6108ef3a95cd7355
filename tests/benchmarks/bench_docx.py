"""Compare reading Word files with unzipping and bare parsing: python -m tests.benchmarks.bench_docx

Prints milliseconds (the best of many runs, all measured in one process) and the ratio to unzip + lxml parse of
word/document.xml. Target: at most 3.
"""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from functools import partial

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from etl.readers import read

ROUNDS = 60
# what Word itself writes with every run and cell
RUN = (
    f'<w:rPr {nsdecls("w")}><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="宋体" w:cs="宋体" w:hint="eastAsia"/>'
    '<w:color w:val="000000"/><w:kern w:val="0"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="zh-CN"/></w:rPr>'
)
CELL = (
    f'<w:tcBorders {nsdecls("w")}><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    '<w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    '<w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders>'
)


def report(as_word_writes: bool) -> bytes:
    """Twenty paragraphs and a table of 28 rows by 10 columns with merged cells."""
    made = docx.Document()
    for number in range(20):
        made.add_paragraph(f"第{number}段：" + "本年度主动公开政府信息若干条。" * 8)
    table = made.add_table(28, 10)
    table.cell(0, 0).merge(table.cell(2, 2)).text = "（勾稽关系）"
    table.cell(0, 3).merge(table.cell(0, 9)).text = "申请人情况"
    table.cell(5, 0).merge(table.cell(26, 0)).text = "三、本年度办理结果"
    for row in range(3, 28):
        for column, cell in enumerate(table.rows[row].cells):
            if column >= 3:
                cell.text = str(row * column)
    if as_word_writes:
        for run in made.element.body.iter("{*}r"):
            run.insert(0, parse_xml(RUN))
        for properties in made.element.body.iter("{*}tcPr"):
            properties.append(parse_xml(CELL))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def best(run: Callable[[], object]) -> float:
    """The shortest of many runs, in milliseconds."""
    shortest = float("inf")
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        run()
        shortest = min(shortest, time.perf_counter() - begun)
    return shortest * 1000


def bare(data: bytes) -> object:
    """The least that any reader must do."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def open_with_docx(data: bytes) -> object:
    return docx.Document(io.BytesIO(data))


def main() -> None:
    print(f"{'file':20}{'XML KB':>8}{'bare ms':>9}{'read ms':>9}{'ratio':>7}{'python-docx open ms':>21}")
    for name, data in (("by python-docx", report(False)), ("as Word writes", report(True))):
        size = zipfile.ZipFile(io.BytesIO(data)).getinfo("word/document.xml").file_size
        floor = best(partial(bare, data))
        ours = best(partial(read, data, "a.docx"))
        other = best(partial(open_with_docx, data))
        print(f"{name:20}{size / 1024:8.0f}{floor:9.2f}{ours:9.2f}{ours / floor:7.1f}{other:21.2f}")


if __name__ == "__main__":
    main()
