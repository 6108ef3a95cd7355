"""Parts of an OpenDocument text, and the document that they make."""

from __future__ import annotations

from etl.model.document import Document
from etl.readers import read
from tests.support.office_texts import fodt, odt


def document(body: str, styles: str = "", others: dict[str, str] | None = None) -> Document:
    made = read(odt(body, styles, others), "报告.odt")
    assert made.format == "odt"
    assert read(fodt(body, styles), "报告.fodt").blocks == made.blocks
    return made


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def cell(text: str, spans: str = "") -> str:
    return f"<table:table-cell {spans}>{p(text)}</table:table-cell>"


def table(*rows: str) -> str:
    return (
        f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"
    )


def style(name: str, properties: str, family: str = "text", parent: str = "") -> str:
    based = f' style:parent-style-name="{parent}"' if parent else ""
    kind = "table-cell" if family == "table-cell" else "text"
    return f'<style:style style:name="{name}" style:family="{family}"{based}><style:{kind}-properties {properties}/></style:style>'


def span(text: str, name: str) -> str:
    return f'<text:span text:style-name="{name}">{text}</text:span>'
