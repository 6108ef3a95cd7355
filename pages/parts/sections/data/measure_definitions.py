"""Every measure in words: what is divided by what, what is left out, where on the form it comes from."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from pages.parts.data import dictionary
from pages.parts.data.dictionary import Measure
from pages.parts.export import card_download
from pages.parts.state import url_state
from pages.parts.state.context import View


def measure_definitions(view: View) -> None:
    """Draw the definitions in two columns; the reader filters by page and words."""
    with st.container(border=True, key="card_data_measures"):
        measures = list(dictionary.measures(view.opened).values())
        st.markdown(f"##### {view.text('sentence.measures', n=len(measures))}", anchors=False)
        page, words = _choices(view, measures)
        chosen = [
            measure
            for measure in measures
            if page in (None, measure.page) and _mentions(view, measure, words)
        ]
        for at in range(0, len(chosen), 2):
            for column, measure in zip(st.columns(2), chosen[at : at + 2], strict=False):
                with column:
                    _definition(view, measure)
        if not chosen:
            st.caption(view.text("definitions.none"))
        with st.container(horizontal=True, vertical_alignment="center", key="tools_measures"):
            st.caption(view.text("panel.rules"), width="stretch")
            card_download.buttons(view, _table(view, measures), "measures", view.text("title.measures"))


def _choices(view: View, measures: Iterable[Measure]) -> tuple[str | None, str]:
    """The page (None for all) and the words to look for."""
    names = {measure.page: view.text(f"page.{measure.page}") for measure in measures}
    left, right = st.columns([2, 3])
    with left:
        label, every = view.text("definitions.page"), view.text("filter.all")
        page = url_state.select("data-page", label, list(names), names, every)
    with right:
        label, hint = view.text("definitions.find"), view.text("definitions.find_hint")
        return page, url_state.text_field("data-find", label, hint)


def _mentions(view: View, measure: Measure, words: str) -> bool:
    texts = (
        measure.key,
        measure.label_zh,
        measure.label_en,
        measure.caveat(view.language),
        measure.source_in(view.language),
    )
    return not words or any(words.lower() in text.lower() for text in texts)


def _definition(view: View, measure: Measure) -> None:
    unit, caveat = dictionary.unit(measure, view.language), measure.caveat(view.language)
    kind, polarity = view.text(f"kind.{measure.kind}"), view.text(f"polarity.{measure.polarity}")
    facts = [fact for fact in (f"`{measure.key}`", unit, kind, polarity) if fact]
    forms = view.text("list.comma").join(measure.forms)
    with st.container(border=True, gap="xxsmall", height="stretch"):
        st.markdown(f"**{measure.label(view.language)}** · :gray[{' · '.join(facts)}]")
        formula = dictionary.formula(view.opened, measure, view.language)
        st.markdown(formula or view.text("definitions.per_report"))
        if caveat:
            st.markdown(f"{view.text('definitions.caveat')} {caveat}")
        st.caption(view.text("panel.source", source=measure.source_in(view.language), forms=forms))


def _table(view: View, measures: Iterable[Measure]) -> pd.DataFrame:
    lines = [
        {
            "measure_key": measure.key,
            "measure": measure.label(view.language),
            "formula": dictionary.formula(view.opened, measure, view.language),
            "numerator_terms": measure.numerator,
            "denominator_terms": measure.denominator,
            "unit": measure.unit,
            "kind_of_measure": view.text(f"kind.{measure.kind}"),
            "polarity": view.text(f"polarity.{measure.polarity}"),
            "forms": "、".join(measure.forms),
            "caveat": measure.caveat(view.language),
            "source": measure.source_in(view.language),
        }
        for measure in measures
    ]
    return pd.DataFrame(lines)
