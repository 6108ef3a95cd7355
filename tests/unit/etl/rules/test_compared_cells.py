"""What a finding compares: the two sides of a declared sum, or the cells that its rule names."""

from etl.rules.catalog import rules
from etl.rules.compared_cells import Compared, compared_cells, form_sums


def test_a_sum_over_rows_is_compared_in_the_column_of_the_finding() -> None:
    sides = {one.side: one for one in compared_cells("balance", None, "company")}
    assert sides["expected"] == Compared("expected", 0, ("received_new", "carried_in"), ("company",))
    assert sides["found"].rows == ("concluded_total", "carried_out")


def test_forms_that_differ_in_the_lines_of_a_sum_are_all_there() -> None:
    parts = [
        one.rows for one in compared_cells("outcomes", "concluded_total", "total") if one.side == "found"
    ]
    assert any("other" in rows for rows in parts) and any("other_fee_unpaid" in rows for rows in parts)


def test_a_rule_over_years_names_the_cells_of_the_other_report() -> None:
    found, expected = compared_cells("carried_over", "carried_in", "total")
    assert found == Compared("found", 0, ("carried_in",), ("total",))
    assert expected == Compared("expected", -1, ("carried_out",), ("total",))


def test_any_other_rule_is_about_its_own_cell_or_row() -> None:
    assert compared_cells("negative", "fees", "amount") == (Compared("found", 0, ("fees",), ("amount",)),)
    assert compared_cells("row_ragged", "fees", None)[0].columns is None


def test_a_sum_needs_no_cells_of_its_own() -> None:
    assert not [key for key, rule in rules().items() if rule.compares and form_sums(key)]
