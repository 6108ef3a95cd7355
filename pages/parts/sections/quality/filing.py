"""Who filed, who was late, who did not: by area, body by body, and as a list to send on."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.charts import heat, status_matrix
from pages.parts.data import dictionary
from pages.parts.export import card_download
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, data_table, links, pager
from pages.parts.widgets.chart_card import Card

PAGE_ROWS = 40
_LABEL = 18
_COUNTS = ("expected", "filed", "missing", "late", "with_errors", "unreadable")


def headline(view: View) -> None:
    """What became of the reports expected for the last year, beside the year before."""
    now, before = (
        measure_frames.row_of_year(view.in_year(year).ask("filing_counts"), year)
        for year in (view.year, view.year - 1)
    )
    with st.container(key="headline_filing"):
        for column, name in zip(
            st.columns(5), ("filed", "missing", "late", "with_errors", "unreadable"), strict=True
        ):
            with column, st.container(border=True, gap="xxsmall", height="stretch"):
                value = number_format.NONE if now is None else number_format.whole(now[name])
                delta = (
                    None
                    if now is None or before is None
                    else number_format.whole(now[name] - before[name], signed=True).replace("−", "-")
                )
                st.metric(
                    _capital(view.text(f"state_name.{name}")),
                    value,
                    delta,
                    delta_color="normal" if name == "filed" else "inverse",
                    delta_arrow="auto" if delta else "off",
                )
                whole = number_format.NONE if now is None else number_format.whole(now["expected"])
                told = number_format.NONE if before is None else number_format.whole(before[name])
                st.caption(view.text("filing.of_expected", year=view.year, expected=whole, before=told))


def by_area(view: View) -> None:
    """Reports filed of those expected, place by place and year by year."""
    with chart_card.frame("quality_areas"):
        options = _groupings(view)
        by = options[0]
        if len(options) > 1:
            by = url_state.segmented(
                "quality-by", view.text("pick.by"), options, {one: view.text(f"by.{one}") for one in options}
            )
        frame = view.ask("filing_counts", by=by)
        names = _names(view, by, list(frame["key"].unique()))
        shares = (frame["filed"] / frame["expected"]).groupby(frame["key"]).mean()
        order = list(shares.sort_values().index)
        drawn = frame[frame["key"].isin(order[:PAGE_ROWS])]
        years = list(range(view.selection.first_year, view.selection.last_year + 1))
        rows = {key: names[key] for key in sorted(order[:PAGE_ROWS])}
        cells = {}
        for row in drawn.itertuples():
            counts = " · ".join(
                f"{view.text(f'state_name.{name}')} {getattr(row, name):,}" for name in _COUNTS[2:]
            )
            cells[row.key, row.year] = heat.Cell(
                f"{row.filed}/{row.expected}" if row.missing else f"{row.filed}",
                f"<b>{names[row.key]}</b> {row.year}<br>{row.filed}/{row.expected}<br>{counts}",
                row.filed / row.expected,
            )
        table = frame.assign(name=frame["key"].map(names)).rename(columns={"key": "code"})
        table["share"] = table["filed"] / table["expected"]
        chart_card.draw_content(
            view,
            Card(
                key="quality_areas",
                title=view.text("title.filing_areas", by=view.text(f"by.{by}")),
                sentence=_area_sentence(view, frame, names),
                figure=heat.grid(rows, years, cells, view.palette) if rows else None,
                table=table[["year", "code", "name", *_COUNTS, "share"]],
                by=by,
                notes=(view.text("filing.grid_note"), *measure_frames.truncation_note(view, len(order))),
                definition=(view.text("chart.expected"), view.text("filing.states")),
                drilldown=lambda key, year: _behind(view, by, key, year),
            ),
        )


def matrix(view: View) -> None:
    """Bodies by years, one page at a time, with the state of each report; a click shows what stands behind it."""
    with chart_card.frame("quality_matrix"):
        left, middle, right = st.columns([3, 2, 2])
        with left:
            sought = url_state.text_field(
                "quality-find", view.text("filter.search"), view.text("filter.search_hint")
            )
        with middle:
            kept = url_state.select(
                "quality-state",
                view.text("filing.only"),
                list(status_matrix.STATES),
                lambda state: _marked(view, state),
                view.text("filter.all"),
            )
        with right:
            order = url_state.select(
                "quality-order",
                view.text("filing.order"),
                ("gravest", "place"),
                lambda one: view.text(f"order.{one}"),
            )
        frame = _page(view, sought, kept or "", order or "gravest", 0)
        found = int(frame["found"].iloc[0]) if len(frame) else 0
        page = pager.page(view, "quality-page", found, PAGE_ROWS)
        if page:
            frame = _page(view, sought, kept or "", order or "gravest", page)
        chart_card.draw_content(view, _matrix(view, frame, found))
        if found > len(frame):
            with st.container(horizontal=True, vertical_alignment="center", key="tools_all_filing"):
                st.caption(view.text("filing.all", n=f"{found:,}"), width="stretch")
                card_download.buttons(
                    view,
                    lambda: _all(view, sought, kept or ""),
                    "filing_all",
                    view.text("title.filing_matrix"),
                )
        _clicked(view)


def not_filed(view: View) -> None:
    """The bodies that have not filed for a year, as a list to send on."""
    with chart_card.frame("quality_not_filed"):
        years = [str(year) for year in range(view.selection.last_year, view.selection.first_year - 1, -1)]
        year = int(url_state.select("quality-year", view.text("column.year"), years, {}) or years[0])
        frame = view.ask("not_filed", year=year)
        counts = measure_frames.row_of_year(view.ask("filing_counts"), year)
        expected, filed = (0, 0) if counts is None else (int(counts["expected"]), int(counts["filed"]))
        values = {
            "year": year,
            "expected": f"{expected:,}",
            "filed": f"{filed:,}",
            "missing": f"{len(frame):,}",
        }
        st.markdown(f"##### {view.text('sentence.not_filed', **values)}")
        kinds = view.names("kind", list(frame["kind"].unique()))
        table = frame.assign(
            level=[view.text(f"level.{level}") if level else "" for level in frame["level"]],
            kind=frame["kind"].map(kinds),
            year=year,
        )[
            [
                "year",
                "agency_id",
                "agency",
                "province",
                "city",
                "county",
                "level",
                "kind",
                "last_filed",
                "years_missing",
            ]
        ]
        data_table.draw(view, table, key="table_not_filed")
        with st.container(horizontal=True, vertical_alignment="center", key="tools_not_filed"):
            st.caption(view.text("filing.deadlines"), width="stretch")
            title = view.text(
                "title.not_filed", year=year, area=view.selection.area() or view.text("area.all")
            )
            facts = [
                (
                    view.text("export.coverage"),
                    view.text(
                        "sentence.filing", year=year, expected=expected, filed=filed, missing=len(frame)
                    ),
                ),
                (view.text("tab.definition"), view.text("chart.expected")),
                (view.text("filing.deadline"), view.text("filing.deadlines")),
            ]
            card_download.buttons(view, table, f"not_filed_{year}", title, notes=facts)


def _groupings(view: View) -> list[str]:
    """The places one step below the chosen one, then kinds and levels, where there are several."""
    scope = view.selection
    frame = view.ask("filing_groups").iloc[0]
    places = (
        "province"
        if not scope.province and frame["provinces"] > 1
        else "city"
        if not scope.city and frame["cities"] > 1
        else "area"
    )
    found = [places] if frame["areas"] > 1 else []
    found += [by for by, n in (("level", frame["levels"]), ("kind", frame["kinds"])) if n > 1]
    return found or ["area"]


def _names(view: View, by: str, keys: list[str]) -> dict[str, str]:
    if by in ("area", "city", "province"):
        return dictionary.area_names(keys, view.language)
    if by == "level":
        return {key: view.text(f"level.{key}") if key else view.text("area.unknown") for key in keys}
    return view.names(by, keys)


def _area_sentence(view: View, frame: pd.DataFrame, names: dict[str, str]) -> str:
    now = frame[frame["year"] == view.year]
    if now.empty:
        return view.text("sentence.filing_none", year=view.year)
    total = now[["expected", "filed", "missing"]].sum()
    worst = now[now["missing"] > 0].sort_values(["missing", "key"], ascending=[False, True]).head(3)
    said = view.text("list.comma").join(f"{names[row.key]} {row.missing}" for row in worst.itertuples())
    values = {name: number_format.whole(total[name]) for name in ("expected", "filed", "missing")}
    return view.text(
        "sentence.filing_areas" if said else "sentence.filing", year=view.year, names=said, **values
    )


def _page(view: View, sought: str, state: str, order: str, page: int) -> pd.DataFrame:
    return view.ask(
        "filing_matrix", sought=sought, state=state, order=order, most=PAGE_ROWS, offset=page * PAGE_ROWS
    )


def _all(view: View, sought: str, state: str) -> pd.DataFrame:
    """Every such body and year, for the file."""
    frame = view.ask("filing_all", sought=sought, state=state)
    kinds = view.names("kind", list(frame["kind"].dropna().unique()))
    return frame.assign(
        state=[view.text(f"state_name.{one}") for one in frame["state"]],
        level=[view.text(f"level.{one}") if one else "" for one in frame["level"]],
        kind=frame["kind"].map(kinds),
        published_on=frame["published_on"].dt.strftime("%Y-%m-%d"),
    )


def _matrix(view: View, frame: pd.DataFrame, found: int) -> Card:
    years = list(range(view.selection.first_year, view.selection.last_year + 1))
    grid, said = (pd.DataFrame("", index=frame["key"], columns=years) for _ in range(2))
    for row in frame.itertuples():
        for year, state in zip(row.years, row.states, strict=True):
            grid.at[row.key, year] = state
            said.at[row.key, year] = f"<b>{row.agency}</b> {year}<br>{_marked(view, state)}"
    table = pd.DataFrame(
        [
            (year, row.key, row.agency, row.area, view.text(f"state_name.{state}"))
            for row in frame.itertuples()
            for year, state in zip(row.years, row.states, strict=True)
        ],
        columns=["year", "agency_id", "agency", "area", "state"],
    )
    gaps = int((frame["missing"] > 0).sum()) if len(frame) else 0
    legend = "　".join(_marked(view, state) for state in status_matrix.STATES)
    return Card(
        key="quality_matrix",
        title=view.text("title.filing_matrix"),
        sentence=view.text("sentence.filing_matrix", n=f"{found:,}", shown=len(frame), gaps=gaps),
        figure=status_matrix.matrix(
            grid, said, [_short(name) for name in frame["agency"]], list(frame["key"]), view.palette
        )
        if len(frame)
        else None,
        table=table,
        notes=(legend, view.text("filing.click")),
        definition=(view.text("chart.expected"), view.text("filing.states")),
        drilldown=lambda key, year: _behind(view, "agency", key, year),
    )


def _clicked(view: View) -> None:
    """The report behind the clicked cell, with a link to its body's page."""
    key, year, _ = chart_card.clicked("quality_matrix")
    if key is None or year is None:
        return
    for row in view.ask("filing_reports", by="agency", key=key, year=year).itertuples():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"**{escape_markdown(row.agency)}** {row.year} · {_marked(view, row.state)}", width="content"
            )
            links.to_agency(view, row.agency_id, row.year, view.text("page.agency"))


def _behind(view: View, by: str, key: str | None, year: int | None) -> pd.DataFrame:
    frame = view.ask("filing_reports", by=by, key=key, year=year)
    said = [view.text(f"state_name.{state}") for state in frame["state"]]
    return frame.assign(state=said, published_on=frame["published_on"].dt.strftime("%Y-%m-%d"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _marked(view: View, state: str) -> str:
    return f"{status_matrix.MARKS[state]} {view.text(f'state_name.{state}')}"


def _short(name: str) -> str:
    """A long name without its middle: its place and its kind stay."""
    return name if len(name) <= _LABEL else f"{name[: _LABEL - 9]}…{name[-8:]}"
