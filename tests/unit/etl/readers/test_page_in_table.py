"""A page whose every line is a row of one table has its text and its tables; a table with notes stays one table."""

from __future__ import annotations

from etl.model.document import Grid, Paragraph
from etl.pipeline import read_reports
from etl.readers import read
from tests.support.compiled_files import BUREAU, as_html, as_one_table

FIGURES = ("办结", "12", "3")


def table(*rows: tuple[str, ...]) -> bytes:
    cells = ("".join(f"<td>{text}</td>" for text in (*row, *[""] * (3 - len(row)))) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>".encode()


def test_lines_of_a_page_that_is_one_table_are_paragraphs() -> None:
    lines = ("一、总体情况", "本机关推进公开。")
    blank = ("不予公开", "", "")
    rows = [
        *((line,) for line in lines),
        FIGURES,
        blank,
        ("二、主动公开",),
        FIGURES,
        *((line,) for line in lines),
    ]
    made = read(table(*rows), "a.html")
    assert [block.text for block in made.blocks if isinstance(block, Paragraph)] == [*lines, *lines]
    (grid,) = made.grids  # a heading without a text below it may be a label without figures
    first = [(piece.text, piece.row, piece.locator) for piece in grid.pieces if piece.column == 0]
    assert first == [
        ("办结", 0, "t1r3c1"), ("不予公开", 1, "t1r4c1"), ("二、主动公开", 2, "t1r5c1"), ("办结", 3, "t1r6c1"),
    ]  # fmt: skip


def test_a_table_with_notes_stays_one() -> None:
    made = read(table(FIGURES, ("注：含上年结转。",), FIGURES, ("说明：无。",), FIGURES, FIGURES), "a.html")
    assert [type(block) for block in made.blocks] == [Grid]


def test_the_narrative_of_such_a_page_is_read() -> None:
    (report,) = read_reports(as_one_table([BUREAU]), "a.html")
    (usual,) = read_reports(as_html([BUREAU]), "a.html")
    assert report.narratives == usual.narratives
