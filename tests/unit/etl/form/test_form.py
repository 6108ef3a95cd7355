"""The form as data: its size as the official documents have it, its keys as the contract has them."""

import shutil
from pathlib import Path

from etl.form import all_addresses, form_of_year, forms, read_forms
from etl.form.measures import group_addresses, measures, to_sql
from etl.model.report import Address
from tests.support.form_keys import form_table
from tests.support.paths import ROOT

RENAMED = """
form = "2027"
based_on = "2021"
label_zh = "2027年格式"
label_en = "2027 form"
document = "示例文号"
years = [2027]

[[tables]]
key = "review_litigation"

[[tables.replace]]
column = "pending"
columns = [{ key = "open", label_zh = "尚在审理", label_en = "Open" }]
"""
SIZES = {"2019": (22, 161, 15), "2021": (10, 175, 15)}


def test_has_the_cells_of_the_official_forms() -> None:
    for form, sizes in SIZES.items():
        assert tuple(len(list(table.addresses())) for table in forms()[form].tables) == sizes


def test_the_2021_form_splits_other_handling() -> None:
    rows = [row.key for row in form_table("2021", "applications").blocks[0].rows]
    assert "other" not in rows
    at = rows.index("other_not_corrected_in_time")
    assert rows[at : at + 4] == [
        "other_not_corrected_in_time",
        "other_fee_unpaid",
        "other_remaining",
        "concluded_total",
    ]


def test_parts_of_sums_are_cells_of_the_form() -> None:
    for form in forms().values():
        for table in form.tables:
            known = set(table.addresses())
            for block in table.blocks:
                for entry in block.sums:
                    lines = block.columns if entry.over == "columns" else block.rows
                    assert {*entry.total, *entry.parts} <= {line.key for line in lines}
                    assert entry.parts, f"{form.key} {entry.key} has no parts"
            assert known


def test_outcomes_are_every_row_of_a_group() -> None:
    for form in ("2019", "2021"):
        block = form_table(form, "applications").blocks[0]
        outcomes = next(entry for entry in block.sums if entry.key == "outcomes")
        assert set(outcomes.parts) == {row.key for row in block.rows if row.group}


def test_each_year_has_its_form() -> None:
    years = {2013: "", 2014: "2014", 2018: "2014", 2019: "2019", 2020: "2019", 2021: "2021", 2030: "2021"}
    assert {year: form_of_year(year) for year in years} == years


def test_addresses_are_named_once() -> None:
    assert len(set(all_addresses())) == len(all_addresses())


def test_groups_of_both_forms() -> None:
    parts = group_addresses()[Address("applications", "group_otherwise", "total")]
    assert [len(one) for one in parts] == [1, 3]


def test_measures_name_cells_that_exist() -> None:
    for measure in measures():
        assert to_sql(measure.numerator)
        assert measure.kind in ("count", "rate", "ratio", "money")
        assert bool(measure.denominator) == (measure.kind in ("rate", "ratio"))
        assert (
            measure.label_zh
            and measure.label_en
            and measure.caveat_zh
            and measure.caveat_en
            and measure.source
        )


def test_a_measure_holds_on_later_forms_that_have_its_cells() -> None:
    on = {measure.key: measure.forms for measure in measures()}
    assert {"2019", "2021"} <= set(on["disclosure_rate"])
    assert on["procurement_amount"] == ("2019",)


def test_a_form_replaces_columns_of_the_form_that_it_is_based_on(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "etl" / "form", tmp_path, dirs_exist_ok=True)
    (tmp_path / "2027.toml").write_text(RENAMED, encoding="utf-8")
    form = read_forms(tmp_path)["2027"]
    table = form.table("review_litigation")
    assert table is not None
    assert [column.key for column in table.blocks[0].columns] == [
        "upheld",
        "corrected",
        "other",
        "open",
        "total",
    ]
    assert table.blocks[0].sums[0].parts == ("upheld", "corrected", "other", "open")
    assert form.table("applications") == form_table("2021", "applications")
