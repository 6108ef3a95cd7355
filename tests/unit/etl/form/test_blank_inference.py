"""Blank is not zero, unless the report's own totals prove it."""

from etl.form.blank_inference import infer_blanks
from etl.model.report import Address, Cell, State
from tests.support.form_keys import APPLICANTS, form_table

FORMS = {"applications": "2019", "review_litigation": "2019"}


def _report(stated: dict[str, float], blank: State = State.BLANK) -> dict[Address, Cell]:
    cells = {}
    for table, form in FORMS.items():
        for address in form_table(form, table).addresses():
            value = stated.get(f"{address.row}/{address.column}")
            state = blank if value is None else State.NUMBER
            cells[address] = Cell(value, "", state, "")
    return cells


def _value(values: dict[Address, float | None], row: str, column: str) -> float | None:
    return values[Address("applications", row, column)]


def test_a_blank_total_is_the_sum_of_its_parts() -> None:
    values = infer_blanks(_report({f"granted/{kind}": 2.0 for kind in APPLICANTS}), FORMS)
    assert _value(values, "granted", "total") == 12


def test_a_blank_part_stays_unknown_without_proof() -> None:
    values = infer_blanks(_report({"granted/natural_person": 2.0}), FORMS)
    assert _value(values, "granted", "company") is None
    assert _value(values, "granted", "total") is None
    assert _value(values, "group_refused", "total") is None


def test_a_total_that_is_reached_proves_blanks_zero() -> None:
    stated = {"granted/natural_person": 3.0, "concluded_total/natural_person": 3.0}
    values = infer_blanks(_report(stated), FORMS)
    assert _value(values, "refused_state_secret", "natural_person") == 0
    assert _value(values, "group_refused", "natural_person") == 0
    assert _value(values, "refused_state_secret", "company") is None


def test_a_total_that_is_not_reached_proves_nothing() -> None:
    stated = {"granted/natural_person": 3.0, "concluded_total/natural_person": 4.0}
    values = infer_blanks(_report(stated), FORMS)
    assert _value(values, "refused_state_secret", "natural_person") is None


def test_an_unreadable_cell_is_never_counted() -> None:
    stated = {"granted/natural_person": 3.0, "concluded_total/natural_person": 3.0}
    values = infer_blanks(_report(stated, State.UNREADABLE), FORMS)
    assert _value(values, "refused_state_secret", "natural_person") is None
