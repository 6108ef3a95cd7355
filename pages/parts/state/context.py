"""What every part of a page is given: database version, selection, language and colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from pages.parts.charts.base.palette import Palette
from pages.parts.data import dictionary, query, sample
from pages.parts.data.database import OpenVersion, rows
from pages.parts.data.dictionary import Measure
from pages.parts.data.selection import Selection, common_area, of_data
from pages.parts.runtime import cache
from pages.parts.state import url_state
from pages.parts.text import number_format
from pages.parts.text.i18n import text
from pages.parts.text.led_figures import Sentence


@dataclass(frozen=True, slots=True)
class View:
    """One page as one reader sees it; `drawn` are measures that it draws together, which are asked for at once."""

    page: str
    opened: OpenVersion
    selection: Selection
    language: str
    palette: Palette
    drawn: tuple[str, ...] = ()

    @property
    def year(self) -> int:
        """The year that charts of a single year show: the last one selected."""
        return self.selection.last_year

    def text(self, key: str, **values: object) -> str:
        """A text of texts.toml in the reader's language."""
        return text(self.language, key, **values)

    def sentence(
        self, key: str, year: int | None = None, last_year: int | None = None, /, **values: Sentence
    ) -> Sentence:
        """A text of texts.toml as part of a sentence: beside its years it takes words and marked figures only."""
        years = {"year": year, "last_year": last_year}
        given = {name: value for name, value in years.items() if value is not None}
        return Sentence(self.text(key, **given, **values))

    def step_text(self, kind: str, step: float) -> str:
        """The change of a measure of a kind; of rates in percentage points."""
        if kind in ("rate", "ratio"):
            return f"{number_format.points(step)} {self.text('unit.points')}"
        return number_format.whole(step, signed=True)

    def ask(
        self,
        name: str,
        *,
        measure: str = "",
        by: str = "none",
        fragments: Mapping[str, str] | None = None,
        **values: object,
    ) -> pd.DataFrame:
        """Answer `pages/sql/*/<name>.sql` over the selection; see query.ask."""
        asked = self.measure(measure) if measure else None
        return query.ask(
            self.opened, self.selection, name, measure=asked, by=by, fragments=fragments, **values
        )

    def in_year(self, year: int) -> View:
        """The same view of one year alone."""
        return replace(self, selection=replace(self.selection, first_year=year, last_year=year))

    def among(self, name: str) -> View:
        """The same view without one restriction of the selection (a field of it)."""
        return replace(self, selection=self.selection.without(name))

    def of_every_scope(self) -> View:
        """The same view of reports of every scope and level, over which reports are counted and nothing is added up."""
        return replace(self, selection=replace(self.selection, scope="", levels=()))

    def measure(self, key: str) -> Measure:
        """The measure of a key. Raises KeyError if the database does not have it."""
        return dictionary.measures(self.opened)[key]

    def is_meaningful(self, key: str) -> bool:
        """Whether a measure says something here: a share of bodies does not where each report covers many."""
        return not self.measure(key).per_report or self.selection.scope in ("own", "")

    def measures(self, page: str) -> list[Measure]:
        """The measures of a page, in their order."""
        return [measure for measure in dictionary.measures(self.opened).values() if measure.page == page]

    def line(self, table: str, row: str) -> str:
        """The printed label of a row of the form."""
        return dictionary.printed_labels(self.opened, "row", self.language).get((table, row), row)

    def column(self, table: str, column: str) -> str:
        """The printed label of a column of the form."""
        return dictionary.printed_labels(self.opened, "column", self.language).get((table, column), column)

    def names(self, by: str, keys: list[str]) -> dict[str, str]:
        """Names of the keys of a grouping (see query.BY)."""
        if by in ("area", "city", "province"):
            return dictionary.area_names(keys, self.language)
        if by == "level":
            return {key: self.text(f"level.{key}" if key else "area.unknown") for key in keys}
        if by == "form":
            forms = rows(self.opened, _FORMS)
            known = dict(zip(forms["form"], forms[f"label_{self.language}"], strict=True))
            return {key: known.get(key, key) for key in keys}
        if by == "kind":
            known = dictionary.kinds(self.opened, self.language)
            return {key: known.get(key, key or self.text("area.unknown")) for key in keys}
        if by == "agency":
            agencies = rows(self.opened, _NAMES, {"ids": tuple(keys)})
            return dict(zip(agencies["agency_id"], agencies["agency"], strict=True))
        return {key: key for key in keys}

    @cache.cached
    def selection_words(self) -> str:
        """The selection in words: 湘潭市 · 2021–2025 · 县级 · 政府汇总报告."""
        selection = self.selection
        regions = of_data(sample.regions(self.opened), selection.data)
        years = "–".join(str(year) for year in sorted({selection.first_year, selection.last_year}))
        area = "" if selection.agency and not selection.area() else self.area()
        parts = [*([area] if area else []), years]
        if selection.agency:
            parts.append(self.names("agency", [selection.agency]).get(selection.agency, selection.agency))
        parts += [self.text(f"level.{level}") for level in selection.levels]
        parts += list(self.names("kind", list(selection.kinds)).values())
        parts.append(self.text(f"scope.{selection.scope or 'all'}"))
        if regions["synthetic"].any():
            parts.append(self.text(f"data.{selection.data}"))
        return " · ".join(parts)

    def area(self) -> str:
        """The region chosen, or the one that all reports of the chosen data are from, in words."""
        regions = of_data(sample.regions(self.opened), self.selection.data)
        return self.selection.area() or next(reversed(common_area(regions)), self.text("area.all"))

    def permalink(self) -> str:
        """The address that shows a colleague the same figures, whatever is loaded later."""
        codes = dictionary.area_codes(self.opened)
        own = {
            name: _coded(value, codes)
            for name, value in url_state.choices().items()
            if url_state.belongs_to_page(name, self.page)
        }
        chosen = self.selection
        area = _area_code((chosen.province, chosen.city, chosen.county), codes)
        base = (st.context.url or "").split("?")[0]
        return f"{base}?{chosen.link(self.opened.version, self.language, own, area)}"

    def breaks(self, *measures: str) -> dict[int, str]:
        """The selected years that are not comparable with the year before, with what changed."""
        years = range(self.selection.first_year + 1, self.selection.last_year + 1)
        return {year: what for year in years if (what := self.broken(year, *measures))}

    def broken(self, year: int, *measures: str) -> str:
        """What changed between a year and the one before it; empty if they are comparable."""
        if year == _REVIEW_LAW and any(self.measure(key).page == "litigation" for key in measures):
            return self.text("break.law")
        return (
            self.text("break.form", year=year) if year in dictionary.years_of_new_forms(self.opened) else ""
        )


def _area_code(chosen: tuple[str, ...], codes: Mapping[str, str]) -> str:
    """The code of the chosen region, also if only its own name was chosen and no other bears it; else empty."""
    path = "›" + "›".join(part for part in chosen if part)
    matching = [code for key, code in codes.items() if f"›{key}".endswith(path)]
    return matching[0] if len(matching) == 1 and path != "›" else ""


def _coded(value: str | list[str], codes: Mapping[str, str]) -> str | list[str]:
    """A choice with region codes in place of regions; see `dictionary.area_codes`."""
    return codes.get(value, value) if isinstance(value, str) else [codes.get(item, item) for item in value]


# the amended 行政复议法 was in force from the first day of this year
_REVIEW_LAW = 2024
_FORMS = "select form, label_zh, label_en from forms"
_NAMES = "select agency_id, agency from agencies where list_contains($ids, agency_id)"
