"""Hidden paragraphs and tables of a page: the copy that is shown is read, and what styles hide is noted."""

from __future__ import annotations

import pytest

from etl.model.document import Note
from tests.support.read_pages import page, rows

AWAY = "position:absolute;left:-9999px"


def test_hidden_paragraphs_are_not_read_and_words_in_closed_details_are() -> None:
    body = "<p class=x>旧</p><p>新</p><details><summary>更多</summary><p>说明</p></details>"
    document = page(body, ".x{display:none}")
    assert [paragraph.text for paragraph in document.paragraphs] == ["新", "更多", "说明"]


@pytest.mark.parametrize(
    ("css", "holder"),
    [
        ("", f"<div style='{AWAY}'>{{}}</div>"),
        ("", "<div style='height:0;overflow:hidden'>{}</div>"),
        ("", "<div style='opacity:0'>{}</div>"),
        ("", "<div style='color:#fff'>{}</div>"),
        ("", "<div style='visibility:hidden'>{}</div>"),
        ("", "<div hidden>{}</div>"),
        ("", "<details><summary>旧</summary>{}</details>"),
        (".tab{display:none}.tab.on{display:block}", "<div class=tab>{}</div>"),
        (".old{text-indent:-999em}", "<section class=old>{}</section>"),
        (".old table{display:none}", "<div class=old>{}</div>"),
    ],
)
@pytest.mark.parametrize("hidden_first", [True, False])
def test_a_hidden_table_never_comes_before_the_table_that_is_shown(
    css: str, holder: str, hidden_first: bool
) -> None:
    table = "<table><tr><td>行政许可<td>{0}<tr><td>行政处罚<td>{0}</table>"
    parts = [holder.format(table.format(9)), f"<div class='tab on'>{table.format(1)}</div>"]
    document = page("".join(parts if hidden_first else parts[::-1]), css)
    assert rows(document) == [[["行政许可", "1"], ["行政处罚", "1"]]]
    assert Note("hidden_copies", "1") in document.notes


def test_a_table_with_labels_of_its_own_in_closed_details_is_read_and_noted() -> None:
    shown = "<table><tr><td>行政许可<td>1</table>"
    document = page(f"{shown}<details><table><tr><td>结果维持<td>2</table></details>")
    assert rows(document) == [[["行政许可", "1"]], [["结果维持", "2"]]]
    assert document.notes == (Note("tabbed_tables"),)


def test_tables_that_fade_in_by_script_are_read_and_noted() -> None:
    document = page("<div class=fade><table><tr><td>甲<td>1</table></div>", ".fade{opacity:0}")
    assert rows(document) == [[["甲", "1"]]]
    assert document.notes == (Note("hidden_tables"),)
