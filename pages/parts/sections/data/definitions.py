"""What exactly each figure is: measures, forms and how they follow one another, blanks, rules."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.data import dictionary
from pages.parts.data.database import rows
from pages.parts.data.dictionary import Measure
from pages.parts.export import card_download
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.i18n import texts
from pages.parts.text.legal_citations import cited
from pages.parts.widgets import data_table

_SERIES = Path(__file__).parent / "series.toml"
_COMPARABLE = {"full": "●", "narrow": "◐", "none": "○"}


def measures(view: View) -> None:
    """Every measure in words: what is divided by what, what is left out, where it comes from."""
    with st.container(border=True, key="card_data_measures"):
        known = dictionary.measures(view.opened)
        pages = list(dict.fromkeys(measure.page for measure in known.values()))
        st.markdown(f"##### {view.text('sentence.measures', n=len(known))}")
        left, right = st.columns([2, 3])
        with left:
            names = {page: view.text(f"page.{page}") for page in pages}
            page = url_state.select(
                "data-page", view.text("definitions.page"), pages, names, view.text("filter.all")
            )
        with right:
            sought = url_state.text_field(
                "data-find", view.text("definitions.find"), view.text("definitions.find_hint")
            )
        chosen = [one for one in known.values() if page in (None, one.page) and _meets(view, one, sought)]
        left, right = st.columns(2)
        for at, measure in enumerate(chosen):
            with right if at % 2 else left:
                _measure(view, measure)
        if not chosen:
            st.caption(view.text("definitions.none"))
        with st.container(horizontal=True, vertical_alignment="center", key="tools_measures"):
            st.caption(view.text("panel.rules"), width="stretch")
            card_download.buttons(
                view, _table(view, list(known.values())), "measures", view.text("title.measures")
            )


def _meets(view: View, measure: Measure, sought: str) -> bool:
    said = (
        measure.key,
        measure.label_zh,
        measure.label_en,
        measure.caveat(view.language),
        measure.source_in(view.language),
    )
    return not sought or any(sought.lower() in one.lower() for one in said)


def _measure(view: View, measure: Measure) -> None:
    with st.container(border=True, gap="xxsmall"):
        unit = dictionary.unit(measure, view.language)
        facts = [
            f"`{measure.key}`",
            unit,
            view.text(f"kind.{measure.kind}"),
            view.text(f"polarity.{measure.polarity}"),
        ]
        st.markdown(
            f"**{measure.label(view.language)}** · :gray[{' · '.join(fact for fact in facts if fact)}]"
        )
        st.markdown(
            dictionary.formula(view.opened, measure, view.language) or view.text("definitions.per_report")
        )
        if measure.caveat(view.language):
            st.markdown(f"{view.text('definitions.caveat')} {measure.caveat(view.language)}")
        st.caption(
            view.text(
                "panel.source",
                source=measure.source_in(view.language),
                forms=view.text("list.comma").join(measure.forms),
            )
        )


def _table(view: View, known: list[Measure]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "measure_key": [one.key for one in known],
            "measure": [one.label(view.language) for one in known],
            "formula": [dictionary.formula(view.opened, one, view.language) for one in known],
            "numerator_terms": [one.numerator for one in known],
            "denominator_terms": [one.denominator for one in known],
            "unit": [one.unit for one in known],
            "kind_of_measure": [view.text(f"kind.{one.kind}") for one in known],
            "polarity": [view.text(f"polarity.{one.polarity}") for one in known],
            "forms": ["、".join(one.forms) for one in known],
            "caveat": [one.caveat(view.language) for one in known],
            "source": [one.source_in(view.language) for one in known],
        }
    )


def forms(view: View) -> None:
    """The forms of each era, which series run on from one to the next, and every cell of every form."""
    known = rows(view.opened, "select * from forms order by position")
    printed = dictionary.form_cells(view.opened)
    with st.container(border=True, key="card_data_forms"):
        st.markdown(f"##### {view.text('sentence.forms', n=len(known))}")
        for row in known.itertuples():
            last = view.text("forms.open") if row.open_ended else str(row.last_year)
            cells = (
                printed[printed["form"] == row.form]
                .groupby(f"table_label_{view.language}", sort=False)
                .size()
            )
            said = view.text("list.comma").join(f"{label} {n}" for label, n in cells.items())
            label = row.label_zh if view.language == "zh" else row.label_en
            cells_of = view.text("forms.cells", listed=said)
            st.markdown(f"**{label}** · {row.first_year}–{last} · {row.document}  \n:gray[{cells_of}]")
            if f"form_change.{row.form}" in texts():
                st.markdown(view.text(f"form_change.{row.form}"))
    with st.container(border=True, key="card_data_series"):
        st.markdown(f"##### {view.text('sentence.series')}")
        table = _series_table(view, list(known["form"]), printed)
        st.table(data_table.with_headings(view, table), border="horizontal", hide_index=True)
        with st.container(horizontal=True, vertical_alignment="center", key="tools_series"):
            st.caption(view.text("forms.legend"), width="stretch")
            card_download.buttons(view, table, "series", view.text("title.series"))
    with st.container(border=True, key="card_data_cells"):
        st.markdown(f"##### {view.text('sentence.form_cells', n=f'{len(printed):,}')}")
        cells = _cells_table(view, printed)
        data_table.draw(view, cells, key="table_form_cells")
        with st.container(horizontal=True, horizontal_alignment="right", key="tools_form_cells"):
            card_download.buttons(view, cells, "form_cells", view.text("title.form_cells"))


@cache
def series() -> list[dict[str, Any]]:
    """What runs on from one form to the next: the entries of series.toml."""
    found: list[dict[str, Any]] = tomllib.loads(_SERIES.read_text(encoding="utf-8"))["series"]
    return found


def _series_table(view: View, known: list[str], printed: pd.DataFrame) -> pd.DataFrame:
    spoken = {
        (row.form, f"{row.table_key}.{row.row_key}.{row.column_key}"): _spoken(view, row)
        for row in printed.itertuples()
    }
    names = rows(view.opened, "select * from forms").set_index("form")[f"label_{view.language}"]
    found = []
    for one in series():
        cells = {
            str(names[form]): " ＋ ".join(spoken.get((form, cell), cell) for cell in one.get(form, []))
            or number_format.NONE
            for form in known
        }
        comparable = " ".join((_COMPARABLE[one["comparable"]], view.text(f"comparable.{one['comparable']}")))
        found.append(
            {
                "series": one[f"label_{view.language}"],
                **cells,
                "comparable": comparable,
                "note": one[f"note_{view.language}"],
            }
        )
    return pd.DataFrame(found)


def _spoken(view: View, row: Any) -> str:
    row_label, column_label = (getattr(row, f"{axis}_label_{view.language}") for axis in ("row", "column"))
    return row_label if row.column_key in ("total", "value") else f"{row_label}·{column_label}"


def _cells_table(view: View, printed: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "form": printed["form"],
            "form_table": [
                view.text("correction_request.table", number=number) for number in printed["table_number"]
            ],
            "form_row": [
                f"{row.row_number}{getattr(row, f'row_label_{view.language}')}"
                for row in printed.itertuples()
            ],
            "form_column": printed[f"column_label_{view.language}"],
            "unit": printed["unit"],
            "measured": [view.text(f"measured.{one}") if one else "" for one in printed["measured"]],
            "article": [cited(article or "", view.language) for article in printed["article"]],
            "table_key": printed["table_key"],
            "row_key": printed["row_key"],
            "column_key": printed["column_key"],
        }
    )


def counting(view: View) -> None:
    """How blanks are counted, what is shown of small numbers, and what is never added."""
    with st.container(border=True, key="card_data_counting"):
        st.markdown(f"##### {view.text('counting.title')}")
        for name in (
            "blank",
            "proved",
            "total",
            "unknown",
            "states",
            "pooled",
            "small",
            "scopes",
            "expected",
        ):
            st.markdown(f"- {view.text(f'counting.{name}')}")


def rules(view: View) -> None:
    """Every rule that can find something, with how often it was evaluated in the reports chosen."""
    with st.container(border=True, key="card_data_rules"):
        frame = view.ask("findings_by_rule")
        known = rows(view.opened, "select * from rules order by position")
        counted: Mapping[str, Any] = frame.set_index("rule_key")[
            ["findings", "evaluated", "not_evaluable"]
        ].to_dict("index")
        table = pd.DataFrame(
            {
                "rule_key": known["rule_key"],
                "label": known[f"label_{view.language}"],
                "severity": [view.text(f"severity.{severity}") for severity in known["severity"]],
                **{
                    name: [counted.get(key, {}).get(name) for key in known["rule_key"]]
                    for name in ("findings", "evaluated", "not_evaluable")
                },
            }
        )
        st.markdown(f"##### {view.text('sentence.rule_list', n=len(known))}")
        data_table.draw(view, table, key="table_rules")
        with st.container(horizontal=True, vertical_alignment="center", key="tools_rules"):
            st.caption(view.text("findings.severities"), width="stretch")
            card_download.buttons(view, table, "rules", view.text("title.rule_list"))
