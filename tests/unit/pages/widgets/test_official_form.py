"""The official form as the agency page prints it: every cell once, spans that fit, nothing of the source as markup."""

import pandas as pd
import pytest
from lxml import html

from pages.parts.data import database, query
from pages.parts.data.database import OpenVersion
from pages.parts.widgets import official_form
from pages.parts.widgets.official_form import FormTexts

WORDS = FormTexts(
    "{number} {label}",
    "unreadable",
    "corrected",
    "proved {value}",
    dict.fromkeys(official_form.SIGNS, "found"),
)
NONE = pd.DataFrame(columns=["severity", "hover_text", "marked"])


def elements(page: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """The elements of a page that an XPath finds."""
    found = page.xpath(path)
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, html.HtmlElement)]


def cells(opened: OpenVersion, where: str) -> pd.DataFrame:
    """The cells of the first report that fulfils a condition."""
    report = database.rows(opened, f"select report_id from reports where {where} order by report_id limit 1")[
        "report_id"
    ][0]
    return database.rows(opened, query.question("agency_cells").sql, {"report": report})


def filled(table: html.HtmlElement) -> list[int]:
    """How many columns each row of a table fills, spans counted."""
    rows = elements(table, ".//tr")
    taken: list[dict[int, int]] = [{} for _ in rows]
    for at, row in enumerate(rows):
        column = 0
        for cell in elements(row, "./th|./td"):
            while column in taken[at]:
                column += 1
            wide, tall = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
            for below in range(at, at + tall):
                for right in range(column, column + wide):
                    assert below < len(rows) and right not in taken[below], "spans overlap"
                    taken[below][right] = 1
            column += wide
    return [len(row) for row in taken]


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_every_cell_is_printed_once_as_it_stands(opened: OpenVersion, form: str) -> None:
    found = cells(opened, f"form = '{form}' and form_applications = '{form}' and scope = 'government_rollup'")
    page = html.fromstring(f"<div>{official_form.render(found, NONE, WORDS)}</div>")
    printed = {
        button.get("data-cell"): button.text_content().replace("\xa0", "")
        for button in elements(page, "//button")
    }
    assert len(elements(page, "//button")) == len(printed) == len(found)
    for row in found.itertuples():
        if row.state != "unreadable":
            assert printed[official_form.address(row)].startswith(row.raw)
    assert len(found[found["table_key"] == "applications"]) == (161 if form == "2019" else 175)


def test_the_tables_are_rectangular(opened: OpenVersion) -> None:
    for form in ("2019", "2021"):
        found = cells(
            opened, f"form = '{form}' and form_applications = '{form}' and scope = 'government_rollup'"
        )
        page = html.fromstring(f"<div>{official_form.render(found, NONE, WORDS)}</div>")
        for table in elements(page, "//table"):
            assert len(set(filled(table))) == 1, (form, table.get("class"), filled(table))


def test_blank_dash_and_word_stay_what_they_are_and_a_proved_value_is_marked(opened: OpenVersion) -> None:
    found = cells(opened, "form = '2021' and scope = 'government_rollup'")
    at = found.index[found["table_key"] == "applications"][:4]
    found.loc[at, "value"] = float("nan")
    found.loc[at, "raw"] = ["", "/", "无", ""]
    found.loc[at, "state"] = ["blank", "dash", "word", "blank"]
    found.loc[at, "counted"] = [float("nan")] * 3 + [0.0]
    page = html.fromstring(f"<div>{official_form.render(found, NONE, WORDS)}</div>")
    texts = [
        elements(page, f"//button[@data-cell='{official_form.address(row)}']")[0]
        for row in found.loc[at].itertuples()
    ]
    assert [one.text_content().replace("\xa0", "") for one in texts] == ["", "/", "无", "(0)"]
    assert "proved 0" in texts[3].get("title", "") and "proved" not in texts[0].get("title", "")


def test_a_corrected_cell_shows_its_print_and_what_it_was_corrected_to(opened: OpenVersion) -> None:
    found = cells(opened, "form = '2021' and scope = 'government_rollup'")
    at = found.index[found["table_key"] == "applications"][:2]
    found.loc[at, "corrected"] = True
    found.loc[at, "raw"] = ["5", "7"]
    found.loc[at, "value"] = [6.0, float("nan")]
    found.loc[at, "counted"] = [6.0, float("nan")]
    page = html.fromstring(f"<div>{official_form.render(found, NONE, WORDS)}</div>")
    texts = [
        elements(page, f"//button[@data-cell='{official_form.address(row)}']")[0].text_content()
        for row in found.loc[at].itertuples()
    ]
    assert texts == ["5✎→6", "7✎→∅"]


def test_findings_mark_their_cells_and_what_a_source_prints_is_never_markup(opened: OpenVersion) -> None:
    found = cells(opened, "form = '2021' and scope = 'government_rollup'")
    at = found.index[5]
    found.loc[at, "raw"] = '<img src=x onerror="alert(1)">'
    row = next(found.loc[[at]].itertuples())
    findings = pd.DataFrame(
        [{"severity": "error", "hover_text": 'x" onclick="y', "marked": official_form.address(row)}]
    )
    for plain in (False, True):
        page = html.fromstring(f"<div>{official_form.render(found, findings, WORDS, plain=plain)}</div>")
        assert not elements(page, "//img") and not elements(page, "//*[@onclick or @onerror]")
        assert len(elements(page, "//td[contains(@class, 'error')]")) == 1
        assert len(elements(page, "//sup[@class='error']")) == 1


def test_a_balance_that_does_not_hold_marks_its_four_cells(opened: OpenVersion) -> None:
    broken = database.rows(
        opened, "select * from findings where rule_key = 'balance' order by all limit 1"
    ).iloc[0]
    report = {"report": broken["report_id"]}
    found = database.rows(opened, query.question("agency_cells").sql, report)
    findings = database.rows(opened, query.question("agency_findings").sql, report)
    balance = findings[(findings["rule_key"] == "balance") & (findings["column_key"] == broken["column_key"])]
    page = html.fromstring(
        f"<div>{official_form.render(found, balance.assign(hover_text=balance['message']), WORDS)}</div>"
    )
    marked = elements(page, "//td[.//sup[@class='error' or @class='warning']]//*[@data-cell]")
    assert {str(cell.get("data-cell")) for cell in marked} == {
        f"applications.{row}.{broken['column_key']}"
        for row in ("received_new", "carried_in", "concluded_total", "carried_out")
    }
