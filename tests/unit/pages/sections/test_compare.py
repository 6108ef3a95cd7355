"""What the comparing pages show against the same figures taken from `cells` another way."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.analysis import year_on_year
from pages.parts.charts.base.builder import CachedFigure, Chart
from pages.parts.data import database, dictionary, population
from pages.parts.sections.compare import funnel_card, latest_figures, matrix_card, rank_card, tiles_card
from pages.parts.stats import proportions
from tests.support.compared_views import OWN, ROLLED_UP, compared, stated, view_of
from tests.support.pages import run_page


@pytest.fixture(autouse=True)
def loaded(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(os.environ, "DISCLOSURE_WAREHOUSE", str(demo_warehouse))
    yield


@pytest.mark.parametrize(("by", "key"), [("agency", "agency_id"), ("area", "county")])
def test_the_funnel_stands_on_the_printed_cells(by: str, key: str) -> None:
    known = stated(2024, "own").groupby(key)[["granted", "concluded"]].sum()
    frame, common, _ = funnel_card.verdicts(compared(OWN, by, 2024), False)
    frame = frame[frame["taken_in"] > 0]
    shown = frame.set_index(frame["key"].str.split("›").str[-1])[["numerator", "denominator"]]
    pd.testing.assert_frame_equal(
        shown.sort_index().astype(float), known.sort_index().set_axis(shown.columns, axis=1).astype(float),
        check_names=False, check_index_type=False,
    )  # fmt: skip
    assert common == pytest.approx(known["granted"].sum() / known["concluded"].sum())


def test_a_ranking_of_few_places_is_as_high_as_the_funnel_beside_it() -> None:
    drawn = run_page("compare").get("plotly_chart")[:2]
    funnel, ranked = (json.loads(chart.proto.spec)["layout"]["height"] for chart in drawn)
    assert abs(funnel - ranked) < 30, "but for the words above their plots"


def test_few_cases_have_no_verdict_and_no_rate() -> None:
    frame, _, _ = funnel_card.verdicts(compared(OWN, "agency", 2024), False)
    few = frame[frame["denominator"].fillna(0) < 10]
    assert len(few) and (few["verdict"] == "").all() and few["plotted"].isna().all()
    assert (frame.loc[frame["denominator"] >= 10, "verdict"] != "").all()


def test_ranks_begin_where_the_reader_says() -> None:
    c = compared(OWN, "agency", 2024)
    for fewest in (10, 30, 100):
        frame = rank_card.ranked_rows(c, fewest)
        assert (frame["ranked"] == (frame["denominator"].fillna(0) >= fewest)).all()
        ranked = frame[frame["ranked"]]
        assert ranked["first"].min() == 1 and ranked["last"].max() == len(ranked)
        assert (ranked["first"] <= ranked["last"]).all() and frame.loc[~frame["ranked"], "first"].isna().all()


def test_the_matrix_sorts_by_any_column_and_leaves_what_is_not_stated_last() -> None:
    c = compared(OWN, "agency", 2024)
    frames = {key: c.fetch(key, 2024) for key in matrix_card.DEFAULT_MEASURES}
    for key in matrix_card.DEFAULT_MEASURES:
        for up in (False, True):
            rows = matrix_card.sorted_keys(c, key, up)
            values = frames[key].set_index("key")["plotted"].reindex(rows)
            known = values.dropna()
            assert values.head(len(known)).notna().all(), "missing figures come last"
            assert known.is_monotonic_increasing if up else known.is_monotonic_decreasing
    assert sorted(matrix_card.sorted_keys(c, "size", False)) == sorted(c.keys)


def test_beside_the_lines_stand_the_printed_figures_their_change_and_rank() -> None:
    """Of the counties' own reports: a count by plain ranking, a rate by what its interval allows."""
    c = compared(ROLLED_UP, "area", 2024)
    opened = database.open_version()
    assert opened is not None
    received = database.rows(
        opened,
        "select county, year, counted from cells join reports using (report_id) where is_current and synthetic and "
        "level = 'county' and scope = 'government_rollup' and year in (2023, 2024) and table_key = 'applications' "
        "and row_key = 'received_new' and column_key = 'total'",
    ).pivot(index="county", columns="year", values="counted")
    found = latest_figures.latest(c, "applications_received", c.keys)
    order = received[2024].rank(ascending=False)
    for key, (value, change, rank) in found.items():
        now, before = received.loc[key.split("›")[-1], [2024, 2023]]
        assert value == f"{now:,.0f}"
        assert change.replace("−", "-").lstrip("+").replace(",", "") == f"{now - before:.0f}"
        assert rank == f"{order[key.split('›')[-1]]:.0f}"
    median = latest_figures.medians(c, "applications_received")
    assert median[2024] == received[2024].median()
    rows = rank_card.ranked_rows(c, 30).set_index("key")
    for key, (_, _, rank) in latest_figures.latest(c, "disclosure_rate", c.keys).items():
        first, last = rows.loc[key, ["first", "last"]]
        assert rank == (
            "—" if first != first else f"{first:.0f}" if first == last else f"{first:.0f}–{last:.0f}"
        )


def test_no_change_is_told_across_a_break() -> None:
    c = compared(ROLLED_UP, "area", 2021)
    assert {change for _, change, _ in latest_figures.latest(c, "reviews", c.keys).values()} == {"—"}


def test_nothing_is_put_side_by_side_that_nobody_chose() -> None:
    app = run_page("compare", data="synthetic", scope="government_rollup", level="county")
    proposal = next(button for button in app.button if button.label.startswith("就看"))
    drawn = len(app.get("plotly_chart"))
    proposal.click().run()
    assert len(app.get("plotly_chart")) == drawn + 1
    assert any(line.value.startswith("##### 2019–2025年") and "并排" in line.value for line in app.markdown)


def test_own_choice_of_peers_changes_what_they_are_compared_with() -> None:
    whole = compared(ROLLED_UP, "area", 2024)
    two = compared(ROLLED_UP, "area", 2024, keys=whole.keys[:2])
    frame, common, _ = funnel_card.verdicts(two, False)
    assert set(frame["key"]) == set(whole.keys[:2])
    assert common == pytest.approx(frame["numerator"].sum() / frame["denominator"].sum())


def app(page: str, **choices: str) -> AppTest:
    """A page that shows no error; `_` in the parameters of a card stands for `-`."""
    named = {
        name.replace("_", "-") if name.startswith(("compare", "agency_")) else name: value
        for name, value in choices.items()
    }
    at = run_page(page, **named)
    assert not [error.value for error in at.error]
    return at


def titles(at: AppTest) -> list[str]:
    return [one.value for one in at.markdown]


def test_per_head_is_absent_without_the_operators_file_and_right_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not population.path().is_file(), "no population is shipped"
    assert not any("每万人" in title for title in titles(app("compare")))
    file = tmp_path / "population.csv"
    codes = compared(ROLLED_UP, "area", 2025).units["region_code"]
    lines = [f"{code},2020,{200_000 + at * 50_000}" for at, code in enumerate(codes)]
    file.write_text(
        "code,year,population\n" + "\n".join([*lines, f"{codes.iloc[0]},2026,1"]), encoding="utf-8"
    )
    monkeypatch.setenv("DISCLOSURE_POPULATION", str(file))
    found = population.residents(codes, 2025)
    assert found["population"].tolist() == [200_000 + at * 50_000 for at in range(len(codes))], (
        "never a later year's"
    )
    assert found["year"].eq(2020).all()
    received = (
        compared(ROLLED_UP, "area", 2025).fetch("applications_received", 2025).set_index("key")["numerator"]
    )
    rates = {
        key: received[key] / (200_000 + at * 50_000) * 1e4
        for at, key in enumerate(codes.index)
        if received[key] == received[key]
    }
    top = max(rates.values())
    said = [title for title in titles(app("compare")) if "每万人" in title]
    assert said and f"{round(top, 2):,.2f}".rstrip("0").rstrip(".") in said[0].replace(",", "")
    assert not any("每万人" in title for title in titles(app("compare", scope="own"))), "roll-ups only"
    file.write_text("code,people\n", encoding="utf-8")
    with pytest.raises(ValueError, match="population"):
        population.residents(codes, 2025)


@pytest.mark.parametrize("choices", [
    {}, {"scope": "own"}, {"scope": "own", "compare_by": "agency"}, {"data": "real"}, {"scope": "own", "level": "township", "compare_by": "agency"},
    {"lang": "en", "compare_measure": "review_correction_rate", "compare_limits": "over"}, {"from": "2019", "to": "2019"},
    {"compare_peers": "own"}, {"compare_sort": "suits", "compare_direction": "up", "compare_fewest": "100"},
])  # fmt: skip
def test_the_compare_page_bears_every_choice(choices: dict[str, str]) -> None:
    assert not app("compare", **choices).exception


@pytest.mark.slow
def test_the_agency_page_bears_every_body_of_the_data() -> None:
    """Some bodies, of different scopes, levels, forms and formats, real and synthetic, and one that ended."""
    opened = database.open_version()
    assert opened is not None
    some = database.rows(
        opened,
        "select any_value(agency_id) as agency_id, any_value(year) as year from reports group by scope, level, form, synthetic, format",
    )
    assert len(some) > 10
    for row in some.iloc[:: max(1, len(some) // 8)].itertuples():
        at = app("agency", agency=row.agency_id, year=str(row.year))
        assert not at.exception, row
        assert at.title[0].value not in ("机关档案", ""), row
    ended = database.rows(
        opened, "select agency_id, last_year from agency_successions order by agency_id limit 1"
    )
    for row in ended.itertuples():
        at = app("agency", agency=row.agency_id, year=str(row.last_year))
        assert not at.exception
        assert any("历年名称" in text for text in titles(at)) and any("并入" in text for text in titles(at))


def test_every_measure_has_its_place_in_the_comparison() -> None:
    view = view_of("compare", ROLLED_UP)
    assert set(matrix_card.DEFAULT_MEASURES) <= set(dictionary.measures(view.opened))


def colour_by_unit(figure: Chart | CachedFigure | None) -> dict[str, str]:
    """The colour of each tile, by the key of its unit."""
    assert isinstance(figure, CachedFigure)
    tiles: Any = figure.data[0]
    return dict(zip((key for key, *_ in tiles.customdata), tiles.marker.color, strict=True))


def test_tiles_of_one_province_keep_the_shades_of_all_and_count_what_is_expected_there() -> None:
    every = compared(ROLLED_UP, "area", 2024)
    half = every.keys[: len(every.keys) // 2]
    provinces = every.units["province"].where(every.units.index.isin(half), "别省")
    two = replace(every, units=every.units.assign(province=provinces))
    here = str(every.units["province"].iloc[0])
    whole, part = tiles_card.tiles_card(two.view, two, None), tiles_card.tiles_card(two.view, two, here)
    assert set(part.table["code"]) == set(half)
    colours, shown = colour_by_unit(whole.figure), colour_by_unit(part.figure)
    assert shown == {key: colours[key] for key in half}
    expected = two.view.ask("expected_by", by="province").set_index(["key", "year"])["expected"]
    assert part.expected == expected[here, 2024]
    assert part.reports == len(half)


def test_what_the_compared_bodies_say_they_disclosed() -> None:
    opened = database.open_version()
    assert opened is not None
    said = database.rows(
        opened,
        "select agency, max(value) as value from item_statements join measured using (report_id, agency_id, year) "
        "where synthetic and scope = 'own' and year = 2025 and county = '岚岭区' and item_key = 'disclosed' "
        "group by agency order by value desc, agency",
    )
    at = app("compare", data="synthetic", scope="own", county="岚岭区", to="2025", compare_by="agency")
    (sentence,) = [title for title in titles(at) if "主动公开" in title and "最多的是" in title]
    assert f"{said['agency'].iloc[0]}，[{said['value'].iloc[0]:,.0f}](#figure_" in sentence
    assert f"；[{len(said)}](#figure_" in sentence and "份写明" in sentence


def test_arrows_stand_where_a_rate_moved_beyond_chance_and_nowhere_else() -> None:
    found = 0
    for year in (2020, 2022, 2023, 2024, 2025):
        expected, shown = beyond_chance(year), arrows(year)
        assert shown == expected, year
        found += len(expected)
    assert 0 < found < 20
    assert beyond_chance(2021) and not arrows(2021), "the form changed"


def beyond_chance(year: int) -> dict[str, str]:
    """The counties whose disclosure rate rose or fell, from at least 30 cases in both years, straight from cells."""
    before, now = (stated(one, "government_rollup").set_index("county") for one in (year - 1, year))
    moved = {}
    for county in now.index.intersection(before.index):
        hits, cases = (
            (float(before.loc[county, name]), float(now.loc[county, name]))
            for name in ("granted", "concluded")
        )
        low, high = proportions.difference(hits, cases)
        if min(cases) >= 30 and (low > 0 or high < 0):
            moved[county] = "↑" if low > 0 else "↓"
    return moved


def arrows(year: int) -> dict[str, str]:
    """The arrows in the column of the disclosure rate, by county."""
    comparison = compared(ROLLED_UP, "area", year)
    moved = year_on_year.directions(comparison.view.in_year(year), ("disclosure_rate", "reviews"), "area")
    peers = comparison.fetch("disclosure_rate", year)
    cells = matrix_card.matrix_cells(comparison, comparison.measure, peers, peers, moved)
    texts = zip(cells["name"], cells["display_text"], strict=True)
    return {name: text[-1] for name, text in texts if text[-1] in "↑↓"}
