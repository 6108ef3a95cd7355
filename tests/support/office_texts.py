"""A document that was read, written anew as an OpenDocument text or as RTF."""

from __future__ import annotations

import io
import zipfile
from html import escape

from etl.model.document import Document, Grid, Paragraph, Piece

_ROOT = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(
    f'xmlns:{name}="{_ROOT}{path}:1.0"'
    for name, path in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
_TYPE = "application/vnd.oasis.opendocument.text"


def odt(body: str, styles: str = "", others: dict[str, str] | None = None) -> bytes:
    """A package with this content of `office:text` and these automatic styles."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", _TYPE)
        package.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>'
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        for name, content in (others or {}).items():
            package.writestr(name, content)
    return stream.getvalue()


def fodt(body: str, styles: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {NAMESPACES} office:mimetype="{_TYPE}"><office:automatic-styles>'
        f"{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def odt_body(document: Document) -> str:
    """The content of `office:text` for the blocks of a document."""
    parts = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            parts.append(_paragraph(block.text))
        elif isinstance(block, Grid):
            parts.append(_table(block))
    return "".join(parts)


def _paragraph(text: str) -> str:
    return f"<text:p>{escape(text).replace(chr(10), '<text:line-break/>')}</text:p>"


def matrix(grid: Grid) -> list[list[Piece | None]]:
    """A grid as rows of its width: each piece at its place, None where another one spans or nothing stands."""
    height = max(piece.row + piece.row_span for piece in grid.pieces)
    width = max(piece.column + piece.column_span for piece in grid.pieces)
    rows: list[list[Piece | None]] = [[None] * width for _ in range(height)]
    for piece in grid.pieces:
        rows[piece.row][piece.column] = piece
    for number, row in enumerate(rows):
        # a row may end before the table does
        last = max((n for n in range(width) if row[n] is not None or (number, n) in covered(grid)), default=0)
        del row[last + 1 :]
    return rows


def covered(grid: Grid) -> set[tuple[int, int]]:
    """The places that pieces span besides their own."""
    return {
        (piece.row + down, piece.column + across)
        for piece in grid.pieces
        for down in range(piece.row_span)
        for across in range(piece.column_span)
        if down or across
    }


def _table(grid: Grid) -> str:
    hidden = covered(grid)
    rows = []
    for number, row in enumerate(matrix(grid)):
        cells = []
        for column, piece in enumerate(row):
            if piece is not None:
                spans = f'table:number-columns-spanned="{piece.column_span}" table:number-rows-spanned="{piece.row_span}"'
                cells.append(f"<table:table-cell {spans}>{_paragraph(piece.text)}</table:table-cell>")
            else:
                kind = "covered-table-cell" if (number, column) in hidden else "table-cell"
                cells.append(f"<table:{kind}/>")
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return f"<table:table>{''.join(rows)}</table:table>"


def rtf(body: str) -> bytes:
    """A file with a font for Chinese, a white colour (2) and this body."""
    head = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}{\colortbl;\red0\green0\blue0;\red255\green255\blue255;}"
    return (head + body + "}").encode("ascii")


def rtf_words(text: str, encoded: bool = False) -> str:
    """Text as RTF: by numbers in Unicode with a stand-in, or `encoded` in GBK."""
    written = []
    for character in text:
        if character == "\n":
            written.append(r"\line ")
        elif character.isascii():
            written.append("\\" + character if character in "\\{}" else character)
        elif encoded:
            written.append("".join(f"\\'{byte:02x}" for byte in character.encode("gb18030")))
        else:
            units = character.encode("utf-16-le")
            codes = [int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2)]
            written += [rf"\u{code - 0x10000 if code > 0x7FFF else code}?" for code in codes]
    return "".join(written)


def rtf_body(document: Document, encoded: bool = False) -> str:
    """The body for the blocks of a document; its tables as Word merges cells."""
    parts = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            parts.append(rf"\pard {rtf_words(block.text, encoded)}\par" + "\n")
        elif isinstance(block, Grid):
            parts.append(_rtf_table(block, encoded))
    return "".join(parts)


def _rtf_table(grid: Grid, encoded: bool) -> str:
    rows = []
    owners = {
        (piece.row + down, piece.column): piece for piece in grid.pieces for down in range(piece.row_span)
    }
    for number, row in enumerate(matrix(grid)):
        shapes, cells, column = "", "", 0
        while column < len(row):
            piece = owners.get((number, column))
            span = piece.column_span if piece else 1
            merge = (
                (r"\clvmgf" if number == piece.row else r"\clvmrg") if piece and piece.row_span > 1 else ""
            )
            text = rtf_words(piece.text, encoded) if piece and number == piece.row else ""
            column += span
            shapes += rf"{merge}\cellx{column * 1000}"
            cells += rf"\pard\intbl {text}\cell "
        rows.append(rf"\trowd{shapes} {cells}\row" + "\n")
    return "".join(rows) + "\\pard "
