"""How one body stands among its peers: those of the same kind, level and kind of report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from pages.parts.analysis import measure_frames
from pages.parts.charts import spine as charts
from pages.parts.data import dictionary, query
from pages.parts.data.selection import Selection
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.stats.proportions import COUNTS_ONLY_BELOW
from pages.parts.text import number_format
from pages.parts.widgets import chart_card, components
from pages.parts.widgets.chart_card import Card

FEWEST_PEERS = 5
_PLACES = ("city", "province", "all")


def scope(view: View, agency: AgencyYear, place: str) -> Selection:
    """The peers of the year in the same prefecture (`city`), province, or anywhere (`all`); the body is one of them."""
    now = agency.newest
    own_kind = (str(now["kind"]),) if now["scope"] != "government_rollup" and now["kind"] else ()
    area = {
        name: str(now[name])
        for name in {"city": ("province", "city"), "province": ("province",)}.get(place, ())
        if now[name]
    }
    return replace(
        view.selection,
        first_year=agency.year,
        last_year=agency.year,
        scope=str(now["scope"]),
        levels=(str(now["level"]),),
        kinds=own_kind,
        agency="",
        **area,
    )


def standing(view: View, agency: AgencyYear, place: str) -> pd.DataFrame:
    """One row a measure that the report states: the body's figure, the peers' quantiles, how many peers state it."""
    peers, rows = scope(view, agency, place), []
    for measure in dictionary.measures(view.opened).values():
        if measure.per_report:
            continue
        own = measure_frames.row_of_year(
            measure_frames.with_texts(view, measure, measure_frames.fetch(view, measure.key)), agency.year
        )
        if own is None or own["status"] == "not_stated":
            continue
        spread = query.ask(view.opened, peers, "spread", measure=measure, fewest=COUNTS_ONLY_BELOW).iloc[0]
        enough = spread["agencies"] >= FEWEST_PEERS
        row: dict[str, Any] = {
            name: float(spread[name]) if enough else float("nan") for name in charts.QUANTILES
        }
        middle = (
            number_format.measured(row["p50"], measure.kind)
            if enough
            else view.text("spine.few_peers", n=int(spread["agencies"]))
        )
        row |= {
            name: own[name]
            for name in ("plotted", "value", "status", "display_text", "numerator", "denominator")
        }
        row |= {
            "key": measure.key,
            "label": measure.label(view.language),
            "kind": measure.kind,
            "peers": int(spread["agencies"]),
            "middle": middle,
        }
        row["hover_text"] = _hover(view, own["hover_text"], row, measure.kind, enough)
        rows.append(row)
    columns = [
        "key",
        "label",
        "kind",
        "plotted",
        "value",
        "status",
        "display_text",
        "numerator",
        "denominator",
        "peers",
        "middle",
        "hover_text",
        *charts.QUANTILES,
    ]
    return pd.DataFrame(rows, columns=columns)


def place(view: View, agency: AgencyYear) -> str:
    """Where the reader has peers taken from."""
    counts = _places(view, agency)
    names = {name: view.text(f"spine.{name}", n=n) for name, n in counts.items()}
    return url_state.segmented(
        "agency-peers", view.text("spine.peers"), list(counts), names, default=_default(counts)
    )


def default_place(view: View, agency: AgencyYear) -> str:
    """The place chosen, or else the smallest that has peers enough."""
    counts, chosen = _places(view, agency), str(url_state.choices().get("agency-peers") or "")
    return chosen if chosen in counts else _default(counts)


def _places(view: View, agency: AgencyYear) -> dict[str, int]:
    options = [name for name in _PLACES if name == "all" or agency.newest[name]]
    return {
        name: int(query.ask(view.opened, scope(view, agency, name), "groups")["agencies"].iloc[0])
        for name in options
    }


def _default(counts: dict[str, int]) -> str:
    return next((name for name, n in counts.items() if n >= FEWEST_PEERS), list(counts)[-1])


@chart_card.fragment
def spine(view: View, agency: AgencyYear) -> None:
    """The chart: what lies outside the middle four fifths of the peers is named in the sentence."""
    components.keep_wide("agency_spine")
    with chart_card.frame("agency_spine"):
        rows = standing(view, agency, place(view, agency))
        wording = tuple(view.text(f"spine.{name}") for name in ("p10_p90", "p25_p75", "p50", "own"))
        chart_card.draw_content(
            view,
            Card(
                key="agency_spine",
                title=view.text("spine.title", name=agency.name, year=agency.year),
                sentence=sentence(view, rows),
                figure=charts.spine(rows, wording, view.palette) if len(rows) else None,  # type: ignore[arg-type]
                table=_table(view, agency, rows),
                measures=list(rows["key"]),
                by="none",
                year=agency.year,
                notes=(view.text("spine.note", fewest=COUNTS_ONLY_BELOW, peers=FEWEST_PEERS),),
            ),
        )
    url_state.write_address(view.page)


def outside(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The measures below the peers' P10 and above their P90."""
    return rows[rows["plotted"] < rows["p10"]], rows[rows["plotted"] > rows["p90"]]


def sentence(view: View, rows: pd.DataFrame) -> str:
    if not rows["p50"].notna().any():
        return view.text("spine.nobody")
    said = []
    for name, part in zip(("below", "above"), outside(rows), strict=True):
        if len(part):
            listed = _listed(view, part)
            said.append(view.text(f"spine.{name}", measures=listed))
    return view.text("list.semicolon").join(said) or view.text("spine.inside")


def _listed(view: View, part: pd.DataFrame, most: int = 4) -> str:
    names = [
        f"{row.label} {number_format.measured(row.plotted, row.kind)}" for row in part.head(most).itertuples()
    ]
    return view.text("list.comma").join(names) + ("…" if len(part) > most else "")


def _hover(view: View, own: str, row: Mapping[str, Any], kind: str, enough: bool) -> str:
    if not enough:
        return own
    quantiles = [f"{name.upper()} {number_format.measured(row[name], kind)}" for name in charts.QUANTILES]
    return f"{own}<br>{view.text('spine.of_peers', n=row['peers'])}: {' · '.join(quantiles)}"


def _table(view: View, agency: AgencyYear, rows: pd.DataFrame) -> pd.DataFrame:
    table: dict[str, Sequence[object]] = {
        "year": [agency.year] * len(rows),
        "agency": [agency.name] * len(rows),
    }
    table |= {"measure_key": list(rows["key"]), "measure": list(rows["label"])}
    table |= {name: list(rows[name]) for name in ("numerator", "denominator")}
    table["own_value"] = list(rows["value"])
    table["status"] = [view.text(f"status.{status}") for status in rows["status"]]
    table |= {name: list(rows[name]) for name in (*charts.QUANTILES, "peers")}
    return pd.DataFrame(table)
