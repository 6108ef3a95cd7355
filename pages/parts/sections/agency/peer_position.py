"""How an agency compares with its peers: agencies of the same level, type and report scope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.charts import spine as spine_chart
from pages.parts.charts.spine import QUANTILES
from pages.parts.data import dictionary, query
from pages.parts.data.dictionary import Measure
from pages.parts.data.selection import Selection
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.stats import proportions
from pages.parts.stats.proportions import COUNTS_ONLY_BELOW
from pages.parts.text import number_format
from pages.parts.text.led_figures import Sentence, joined, led, words
from pages.parts.widgets import chart_card, components
from pages.parts.widgets.chart_card import Card

FEWEST_PEERS = 5
# up to so many peers each is drawn by itself: quantiles of so few are interpolated
MOST_DOTS = 20
_MAX_NAMES = 4
# beside a figure of the agency itself that is held to be in the wrong unit
_DOUBTFUL = "?"
# the areas that peers may be taken from, smallest first, with the fields in which they agree
_AREAS: dict[str, tuple[str, ...]] = {"city": ("province", "city"), "province": ("province",), "all": ()}
_OWN_COLUMNS = ("plotted", "value", "status", "display_text", "numerator", "denominator")
_COLUMNS = [
    "key",
    "label",
    "kind",
    *_OWN_COLUMNS,
    "peers",
    "middle",
    "hover_text",
    "each",
    "slips",
    "lowest",
    "highest",
    *QUANTILES,
]


@chart_card.fragment
def peer_position(view: View, agency: AgencyYear) -> None:
    """Draw the agency's figures on the spread of its peers; the reader chooses the area of the peers.

    A single sentence if no measure is stated by enough peers.
    """
    components.keep_wide("agency_spine")
    with chart_card.frame("agency_spine"):
        widest = max(_peers_by_area(view, agency).values())
        if widest < FEWEST_PEERS:
            st.markdown(view.text("spine.alone", n=widest, peers=FEWEST_PEERS))
            return
        rows = positions(view, agency, _choose_area(view, agency))
        if has_peers(rows):
            chart_card.draw_content(view, _card(view, agency, rows))
        else:
            st.markdown(f"##### {sentence(view, rows)}", anchors=False)
            st.caption(view.text("spine.wider"))
    url_state.write_address(view.page)


def _card(view: View, agency: AgencyYear, rows: pd.DataFrame) -> Card:
    names = ("p10_p90", "p25_p75", "p50", "own", "each")
    p10_p90, p25_p75, p50, own, each = (view.text(f"spine.{name}") for name in names)
    drawn = rows[rows["p50"].notna()]
    few = view.text("list.comma").join(rows.loc[rows["p50"].isna(), "label"])
    return Card(
        key="agency_spine",
        title=view.text("spine.title", name=agency.name, year=agency.year),
        sentence=sentence(view, rows),
        figure=spine_chart.spine(drawn, (p10_p90, p25_p75, p50, own, each), view.palette),
        table=_table(view, agency, rows),
        measures=list(rows["key"]),
        by="none",
        year=agency.year,
        notes=(
            *([view.text("spine.too_few", peers=FEWEST_PEERS, measures=few)] if few else []),
            view.text("spine.note", fewest=COUNTS_ONLY_BELOW),
            *slip_note(view, rows),
        ),
    )


def peer_selection(view: View, agency: AgencyYear, area: str) -> Selection:
    """The reports of the year of the peers in `area` (a key of `_AREAS`), the agency included."""
    report = agency.newest
    has_kind = report["scope"] != "government_rollup" and report["kind"]
    in_area = {name: str(report[name]) for name in _AREAS[area] if report[name]}
    return Selection(
        first_year=agency.year,
        last_year=agency.year,
        scope=str(report["scope"]),
        levels=(str(report["level"]),),
        kinds=(str(report["kind"]),) if has_kind else (),
        data=view.selection.data,
        left_out=view.selection.left_out,
        **in_area,
    )


def positions(view: View, agency: AgencyYear, area: str) -> pd.DataFrame:
    """One row per measure that the report states: own figure, peers' quantiles, number of peers that state it."""
    peers = peer_selection(view, agency, area)
    measures = [measure for measure in dictionary.measures(view.opened).values() if not measure.per_report]
    slips = _unit_slips(view, measures, peers)
    each = _each_peer(view, measures, peers, slips)
    rows = [
        _position(view, measure, agency, peers, each.get(measure.key, ()), slips[measure.key])
        for measure in measures
    ]
    return pd.DataFrame([row for row in rows if row], columns=_COLUMNS)


def _unit_slips(view: View, measures: Sequence[Measure], peers: Selection) -> dict[str, tuple[str, ...]]:
    """By measure the agencies whose figure is held to be in the wrong unit: it is no measure of their peers' spread."""
    slips = query.ask(view.opened, peers, "unit_slips")
    by_cell = slips.groupby("cell")["agency_id"].agg(tuple).to_dict()
    return {measure.key: by_cell.get(measure.numerator, ()) for measure in measures}


def _each_peer(
    view: View, measures: Sequence[Measure], peers: Selection, slips: Mapping[str, Sequence[str]]
) -> dict[str, tuple[float, ...]]:
    """The figures of few peers by measure, rates of enough cases only; nothing where there are many peers."""
    if int(query.ask(view.opened, peers, "groups")["agencies"].iloc[0]) > MOST_DOTS:
        return {}
    sums = query.ask(view.opened, peers, "measures_by", by="agency", fragments=query.pooled(measures))
    is_slip = [agency in slips[key] for agency, key in zip(sums["key"], sums["measure"], strict=True)]
    sums = sums[[not slip for slip in is_slip]]
    kinds = {measure.key: measure.kind for measure in measures}
    rated = proportions.with_rates(sums, [kinds[key] for key in sums["measure"]]).dropna(subset=["plotted"])
    return {key: tuple(part) for key, part in rated.groupby("measure")["plotted"]}


def _position(
    view: View,
    measure: Measure,
    agency: AgencyYear,
    peers: Selection,
    each: tuple[float, ...],
    slips: tuple[str, ...],
) -> dict[str, object] | None:
    own = measure_frames.row_of_year(
        measure_frames.with_texts(view, measure, measure_frames.fetch(view, measure.key)), agency.year
    )
    if own is None or own["status"] == "not_stated":
        return None
    spread = query.ask(
        view.opened, peers, "spread", measure=measure, fewest=COUNTS_ONLY_BELOW, without=("", *slips)
    ).iloc[0]
    n = int(spread["agencies"])
    row = {"key": measure.key, "label": measure.label(view.language), "kind": measure.kind, "peers": n}
    row |= {name: own[name] for name in _OWN_COLUMNS}
    row |= {"each": each, "slips": len(slips)}
    if agency.agency_id in slips:
        row["display_text"] = f"{own['display_text']} {_DOUBTFUL}"
    if n < FEWEST_PEERS:
        few = {
            "middle": view.text("spine.few_peers", n=n),
            "hover_text": own["hover_text"],
            "lowest": "",
            "highest": "",
        }
        return row | few | dict.fromkeys(QUANTILES, float("nan"))
    quantiles = {name: float(spread[name]) for name in QUANTILES}
    texts = {name: _quantile(value, measure.kind) for name, value in quantiles.items()}
    listed = " · ".join(f"{name.upper()} {text}" for name, text in texts.items())
    hover_text = f"{own['hover_text']}<br>{view.text('spine.of_peers', n=n)}: {listed}"
    ends = {side: _end(view, measure, spread, side) for side in ("lowest", "highest")}
    hover_text += "".join(f"<br>{view.text(f'spine.{side}')}: {text}" for side, text in ends.items())
    return row | quantiles | ends | {"middle": texts["p50"], "hover_text": hover_text}


def _end(view: View, measure: Measure, spread: pd.Series, side: str) -> str:
    """The lowest or highest figure of the peers, and whose it is."""
    figure = number_format.measured(float(spread[side]), measure.kind)
    n = int(spread[f"at_{side}"])
    if n > 1:
        return view.text("spine.several", figure=figure, n=n)
    return f"{figure} {spread[f'{side}_agency']}"


def _choose_area(view: View, agency: AgencyYear) -> str:
    counts = _peers_by_area(view, agency)
    names = {area: view.text(f"spine.{area}", n=n) for area, n in counts.items()}
    label = view.text("spine.peers")
    return url_state.segmented("agency-peers", label, list(counts), names, default=_smallest(counts))


def default_area(view: View, agency: AgencyYear) -> str:
    """The area chosen, or else the smallest with enough peers."""
    counts, chosen = _peers_by_area(view, agency), str(url_state.choices().get("agency-peers") or "")
    return chosen if chosen in counts else _smallest(counts)


def _peers_by_area(view: View, agency: AgencyYear) -> dict[str, int]:
    return {
        area: int(query.ask(view.opened, peer_selection(view, agency, area), "groups")["agencies"].iloc[0])
        for area in _AREAS
        if area == "all" or agency.newest[area]
    }


def _smallest(counts: dict[str, int]) -> str:
    return next((area for area, n in counts.items() if n >= FEWEST_PEERS), list(counts)[-1])


def has_peers(rows: pd.DataFrame) -> bool:
    """Whether enough peers state some measure."""
    return bool(rows["p50"].notna().any())


def sentence(view: View, rows: pd.DataFrame) -> Sentence:
    """The measures outside the peers' P10–P90, or that there are too few peers."""
    if not has_peers(rows):
        return view.sentence("spine.nobody", peers=Sentence(str(FEWEST_PEERS)))
    few = rows["each"].map(bool)
    low = rows["p10"].where(~few, rows["each"].map(_second_lowest))
    high = rows["p90"].where(~few, rows["each"].map(_second_highest))
    kind = "few" if few.any() else "many"
    outside = [
        view.sentence(f"spine.{side}_{kind}", measures=_listed(view, part))
        for side, part in (("below", rows[rows["plotted"] < low]), ("above", rows[rows["plotted"] > high]))
        if len(part)
    ]
    words = joined(view.text("list.semicolon"), outside or [view.sentence(f"spine.inside_{kind}")])
    return Sentence(words[0].upper() + words[1:])


def slip_note(view: View, rows: pd.DataFrame) -> list[str]:
    """Which measures leave out figures of a doubtful unit; nothing where none does."""
    slipped = rows[rows["slips"] > 0]
    listed = view.text("list.comma").join(f"{row.label} {row.slips}" for row in slipped.itertuples())
    own = rows["display_text"].str.endswith(f" {_DOUBTFUL}").any()
    return [
        *([view.text("spine.slips", listed=listed)] if listed else []),
        *([view.text("spine.own_slip", mark=_DOUBTFUL)] if own else []),
    ]


def _second_lowest(each: Sequence[float]) -> float:
    """What the agency must stay below to be the lowest alone."""
    return sorted(each)[1] if len(each) > 1 else float("nan")


def _second_highest(each: Sequence[float]) -> float:
    return sorted(each)[-2] if len(each) > 1 else float("nan")


def _quantile(value: float, kind: str) -> str:
    """A quantile of peers as text; one between two counts has a decimal."""
    return f"{value:,.1f}" if kind == "count" and value % 1 else number_format.measured(value, kind)


def _listed(view: View, rows: pd.DataFrame) -> Sentence:
    figures = [
        joined(
            " ", [words(row.label), led(number_format.measured(row.plotted, row.kind), None, None, row.key)]
        )
        for row in rows.head(_MAX_NAMES).itertuples()
    ]
    more = [words(view.text("spine.more"))] if len(rows) > _MAX_NAMES else []
    return joined("", [joined(view.text("list.comma"), figures), *more])


def _table(view: View, agency: AgencyYear, rows: pd.DataFrame) -> pd.DataFrame:
    table: dict[str, Sequence[object]] = {
        "year": [agency.year] * len(rows),
        "agency": [agency.name] * len(rows),
        "measure_key": list(rows["key"]),
        "measure": list(rows["label"]),
        "numerator": list(rows["numerator"]),
        "denominator": list(rows["denominator"]),
        "own_value": list(rows["value"]),
        "status": [view.text(f"status.{status}") for status in rows["status"]],
    }
    return pd.DataFrame(
        table | {name: list(rows[name]) for name in ("lowest", *QUANTILES, "highest", "peers")}
    )
