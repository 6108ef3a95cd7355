"""The grounds on which information was not disclosed, one bar per row of the form."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pages.parts.analysis import captions
from pages.parts.charts import bars
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import GROUPS
from pages.parts.data import cell_sums
from pages.parts.data.cell_sums import CellSums, Sum
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import Sentence, joined, led, words
from pages.parts.text.legal_citations import cited
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card
from pages.parts.widgets.figure_evidence import Question

_DISCLOSED = ["granted", "partly_granted"]
_NATURES = ("statutory", "factual", "procedural")
_DRAWN, _REST = 8, "rest"


@chart_card.drawn
def grounds(view: View) -> Card:
    """Draw the most frequent grounds of the last year with their nature, and the rest as one bar."""
    rows = _rows(view)
    refused = rows[~rows["outcome"].isin(_DISCLOSED)]
    return Card(
        key="applications_grounds",
        title=view.text("title.grounds", year=view.year),
        sentence=_sentence(view, refused),
        figure=figure(view, refused),
        table=_table(view, rows),
        measures=(
            "refusal_rate",
            "strict_refusal_rate",
            "unavailable_rate",
            "not_held_rate",
            "not_processed_rate",
            "otherwise_rate",
        ),
        year=view.year,
        questions=_questions(refused),
        taken_in=_stating_reports(rows),
        reports=int(rows["reports"].max()) if len(rows) else 0,
        notes=(view.text("outcomes.grounds"), *_zero_note(view, refused)),
    )


def _rows(view: View) -> pd.DataFrame:
    """One row per outcome row of the form that some report states, with its share of the applications concluded."""
    rows = view.ask("grounds")
    rows = rows[rows["taken_in"] > 0]
    return rows.assign(share=rows["numerator"] / rows["concluded"].where(rows["concluded"] > 0))


def figure(view: View, refused: pd.DataFrame) -> Chart | None:
    """The bars of `refused`, one row per ground, most frequent first; the rarest together, those of 0 not at all."""
    refused = refused[refused["count"] > 0]
    if refused.empty:
        return None
    refused, rest = refused.head(_DRAWN), refused.iloc[_DRAWN:]
    drawn = pd.DataFrame(
        {
            "key": refused["row_key"],
            "year": view.year,
            "measure": [_address(key) for key in refused["row_key"]],
            "asks": "",
            "label": [_label(view, row) for row in refused.itertuples()],
            "group": refused["outcome"],
            "plotted": refused["count"],
            "display_text": [
                f"{number_format.whole(count)} · {number_format.rate(share)}"
                for count, share in zip(refused["count"], refused["share"], strict=True)
            ],
            "hover_text": [
                f"<b>{view.line('applications', row.row_key)}</b><br>{cited(row.article, view.language)}"
                for row in refused.itertuples()
            ],
        }
    )
    groups = [
        (group, view.text(f"group_number.{group}") + view.text(f"group.{group}"), view.palette.groups[group])
        for group in GROUPS
        if group not in _DISCLOSED
    ]
    if len(rest):
        drawn = pd.concat([drawn, _rest(view, rest)], ignore_index=True)
        groups.append((_REST, view.text("outcomes.rest_group"), view.palette.faint))
    return bars.ranked(drawn, view.palette, groups)


def _rest(view: View, rest: pd.DataFrame) -> pd.DataFrame:
    """One bar for all further grounds together."""
    names = "<br>".join(
        f"{view.line('applications', row.row_key)} {number_format.whole(row.count_)}"
        for row in rest.rename(columns={"count": "count_"}).itertuples()
    )
    bar = {
        "key": "",
        "year": view.year,
        "measure": "",
        "asks": _REST,
        "label": view.text("outcomes.rest", n=len(rest)),
        "group": _REST,
        "plotted": rest["count"].sum(),
        "display_text": number_format.whole(rest["count"].sum()),
        "hover_text": names,
    }
    return pd.DataFrame([bar])


def _zero_note(view: View, refused: pd.DataFrame) -> list[str]:
    zeros = int((refused["count"] == 0).sum())
    return [view.text("outcomes.zeros", n=zeros)] if zeros else []


def _label(view: View, row: Any) -> str:
    """Number of the outcome group, label and nature of the ground."""
    number = view.text(f"group_number.{row.outcome}")
    nature = f" [{view.text(f'ground.{row.ground}')}]" if row.ground else ""
    return number + view.line("applications", row.row_key) + nature


def _table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": view.year,
            "code": rows["row_key"],
            "name": [view.line("applications", key) for key in rows["row_key"]],
            "outcome": [view.text(f"group.{group}") for group in rows["outcome"]],
            "ground": [
                view.text(f"ground.{ground}") if ground else number_format.NONE for ground in rows["ground"]
            ],
            "article": [cited(article, view.language) for article in rows["article"]],
            "count": rows["count"],
            "numerator": rows["numerator"],
            "denominator": rows["concluded"],
            "share": rows["share"],
            "taken_in": rows["taken_in"],
            "reports": rows["reports"],
        }
    )


def _sentence(view: View, refused: pd.DataFrame) -> Sentence:
    if not refused["count"].sum():
        return captions.nothing(view, view.measure("refusal_rate"))
    top = refused.iloc[0]
    by_nature = refused.groupby("ground")["count"].sum()
    parts = [
        joined(
            " ",
            (
                words(view.text(f"ground.{nature}")),
                led(number_format.whole(by_nature[nature]), None, view.year, None, nature),
            ),
        )
        for nature in _NATURES
        if nature in by_nature
    ]
    return view.sentence(
        "sentence.grounds",
        view.year,
        name=words(view.line("applications", top["row_key"])),
        count=led(number_format.whole(top["count"]), None, view.year, _address(top["row_key"])),
        share=led(number_format.rate(top["share"]), None, view.year, None, "share"),
        parts=joined(view.text("list.comma"), parts),
    )


def _questions(refused: pd.DataFrame) -> dict[str, Question]:
    """The grounds of each nature together, those too rare for a bar, and the most frequent as a share of those concluded."""
    rows = {str(nature): part["row_key"] for nature, part in refused.groupby("ground")}
    questions: dict[str, Question] = {
        nature: cell_sums.one(*map(_address, keys)) for nature, keys in rows.items()
    }
    rest = refused.loc[refused["count"] > 0, "row_key"].iloc[_DRAWN:]
    if len(rest):
        questions[_REST] = cell_sums.one(*map(_address, rest))
    if len(refused):
        top = Sum((_address(refused["row_key"].iloc[0]),))
        questions["share"] = CellSums((top,), (Sum((_address("concluded_total"),)),))
    return questions


def _address(row: str) -> str:
    return f"applications.{row}.total"


def _stating_reports(rows: pd.DataFrame) -> int:
    """Reports that state the grounds, judged without 其他处理, whose rows differ between forms."""
    taken_in = rows.loc[rows["outcome"] != "otherwise", "taken_in"]
    return int(taken_in.min()) if len(taken_in) else 0
