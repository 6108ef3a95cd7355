"""How applications ended: shares of the six outcome groups by place or applicant, and every ground."""

from __future__ import annotations

import pandas as pd

from pages.parts.analysis import measure_frames
from pages.parts.charts import bars
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import GROUPS
from pages.parts.data import query
from pages.parts.state.context import View
from pages.parts.stats.proportions import COUNTS_ONLY_BELOW, GREY_BELOW
from pages.parts.text import number_format
from pages.parts.text.legal_citations import cited
from pages.parts.widgets import chart_card, choices
from pages.parts.widgets.chart_card import Card

APPLICANTS = (
    "natural_person", "company", "research_institution", "public_interest_organisation",
    "legal_service_organisation", "other_organisation",
)  # fmt: skip

# characters of a label beside a bar; the whole label is in the hover text and in the table
_ROOM = {"zh": 14, "en": 28}


@chart_card.fragment
def by_group(view: View) -> None:
    """Outcome groups of the last year by place, kind or body, as shares with the number of cases."""
    with chart_card.frame("applications_outcomes"):
        by = choices.grouping(view, "outcomes")
        chart_card.draw_content(view, _by_group(view, by))


@chart_card.cached
def _by_group(view: View, by: str) -> Card:
    frame = view.ask("outcomes_by", by=by, fragments={"column": "total"})
    wide = _wide(frame, "key").sort_values("open", ascending=False, na_position="last")
    names = view.names(by, list(wide.index))
    reports = int(view.ask("coverage").set_index("year")["filed"].get(view.year, 0))
    return Card(
        key="applications_outcomes",
        title=view.text("title.outcomes", year=view.year, by=view.text(f"by.{by}")),
        sentence=_sentence(view, wide, names),
        figure=_shares(view, wide.head(measure_frames.MAX_ROWS), names, "total") if len(wide) else None,
        table=_long(view, wide, names),
        measures=(
            "disclosure_rate",
            "refusal_rate",
            "unavailable_rate",
            "not_processed_rate",
            "otherwise_rate",
        ),
        by=by,
        year=view.year,
        taken_in=int(frame.groupby("key")["taken_in"].max().sum()),
        reports=reports,
        notes=(view.text("outcomes.few"), *measure_frames.truncation_note(view, len(wide))),
    )


@chart_card.drawn
def by_applicant(view: View) -> Card:
    """Outcome groups of the last year by type of applicant."""
    of_column = query.question("outcomes_of_column").sql
    columns = "\nunion all\n".join(of_column.replace("{column}", column) for column in APPLICANTS)
    frame = view.ask("outcomes_by_applicant", fragments={"columns": columns})
    wide = _wide(frame, "column_key").reindex(APPLICANTS).dropna(subset=["cases"])
    names = {key: view.column("applications", key) for key in wide.index}
    return Card(
        key="applications_applicants",
        title=view.text("title.applicants", year=view.year),
        sentence=_applicant_sentence(view, wide, names),
        figure=_shares(view, wide, names, "") if len(wide) else None,
        table=_long(view, wide, names),
        measures=("individual_share", "legal_service_share", "disclosure_rate"),
        year=view.year,
        notes=(view.text("outcomes.few"),),
    )


@chart_card.drawn
def grounds(view: View) -> Card:
    """Every outcome row of the form, most frequent first, with the nature of its ground."""
    frame = view.ask("grounds")
    frame = frame[frame["taken_in"] > 0].assign(
        label=lambda rows: [_ground(view, row) for row in rows.itertuples()]
    )
    frame["share"] = frame["count"] / frame["concluded"].where(frame["concluded"] > 0)
    refused = frame[~frame["outcome"].isin(["granted", "partly_granted"])]
    groups = [
        (group, view.text(f"group_number.{group}") + view.text(f"group.{group}"), view.palette.groups[group])
        for group in GROUPS[2:]
    ]
    drawn = refused.assign(
        key=refused["row_key"],
        year=view.year,
        measure=[f"applications.{key}.total" for key in refused["row_key"]],
        plotted=refused["count"],
        display_text=[
            f"{number_format.whole(row.count_)} · {number_format.rate(row.share)}"
            for row in refused.rename(columns={"count": "count_"}).itertuples()
        ],
        hover_text=[
            f"<b>{view.line('applications', row.row_key)}</b><br>{cited(row.article, view.language)}"
            for row in refused.itertuples()
        ],
    )
    table = pd.DataFrame(
        {
            "year": view.year,
            "code": frame["row_key"],
            "name": [view.line("applications", key) for key in frame["row_key"]],
            "outcome": [view.text(f"group.{group}") for group in frame["outcome"]],
            "ground": [
                view.text(f"ground.{ground}") if ground else number_format.NONE for ground in frame["ground"]
            ],
            "article": [cited(article, view.language) for article in frame["article"]],
            "count": frame["count"],
            "denominator": frame["concluded"],
            "share": frame["share"],
            "taken_in": frame["taken_in"],
            "reports": frame["reports"],
        }
    )
    return Card(
        key="applications_grounds",
        title=view.text("title.grounds", year=view.year),
        sentence=_ground_sentence(view, refused),
        figure=bars.ranked(drawn.assign(group=drawn["outcome"]), view.palette, groups)
        if len(drawn)
        else None,
        table=table,
        measures=(
            "refusal_rate",
            "strict_refusal_rate",
            "unavailable_rate",
            "not_held_rate",
            "not_processed_rate",
            "otherwise_rate",
        ),
        year=view.year,
        taken_in=_stating(frame),
        reports=int(frame["reports"].max()) if len(frame) else 0,
        notes=(view.text("outcomes.grounds"),),
    )


def _wide(frame: pd.DataFrame, index: str) -> pd.DataFrame:
    """One row a group: the count of each outcome, `cases` in all, `open` the share granted in full or part."""
    wide = frame.pivot_table(index=index, columns="outcome", values="count", aggfunc="sum").reindex(
        columns=list(GROUPS)
    )
    wide["cases"] = wide[list(GROUPS)].sum(axis=1)
    rated = wide["cases"].where(wide["cases"] >= COUNTS_ONLY_BELOW)
    wide["open"] = (wide["granted"] + wide["partly_granted"]) / rated
    return wide


def _shares(view: View, wide: pd.DataFrame, names: dict[str, str], column: str) -> Chart | None:
    """`column` of table 三 that the counts are of; empty where each row is a column of its own."""
    drawn = pd.DataFrame({"key": wide.index, "year": view.year}, index=wide.index)
    few = view.text("outcomes.mark")
    drawn["label"] = [
        f"{names.get(key, key)}  n={number_format.whole(cases)}{few if cases < GREY_BELOW else ''}"
        for key, cases in wide["cases"].items()
    ]
    for group in GROUPS:
        drawn[f"measure_{group}"] = [f"applications.group_{group}.{column or key}" for key in wide.index]
        drawn[group] = wide[group] / wide["cases"].where(wide["cases"] >= COUNTS_ONLY_BELOW)
        label = view.text(f"group.{group}")
        drawn[f"said_{group}"] = [
            f"<b>{names.get(key, key)}</b><br>{label}: {number_format.fraction(row[group], row['cases'])}"
            for key, row in zip(wide.index, wide.to_dict("records"), strict=True)
        ]
    numbered = {group: view.text(f"group_number.{group}") for group in GROUPS}
    parts = [
        (group, numbered[group] + view.text(f"group.{group}"), view.palette.groups[group], "")
        for group in GROUPS
    ]
    before = {group: number.strip("（） ") + " " for group, number in numbered.items()}
    return bars.shares(drawn, parts, view.palette, before)


def _long(view: View, wide: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """One row a group and outcome: count, cases, share where there are cases enough."""
    rows = [
        {
            "year": view.year,
            "code": key,
            "name": names.get(str(key), key),
            "outcome": view.text(f"group.{group}"),
            "count": row[group],
            "denominator": row["cases"],
            "share": row[group] / row["cases"] if row["cases"] >= COUNTS_ONLY_BELOW else None,
        }
        for key, row in zip(wide.index, wide.to_dict("records"), strict=True)
        for group in GROUPS
    ]
    return pd.DataFrame(rows, columns=["year", "code", "name", "outcome", "count", "denominator", "share"])


def _ground(view: View, row: object) -> str:
    label, room = view.line("applications", row.row_key), _ROOM[view.language]  # type: ignore[attr-defined]
    label = label if len(label) <= room else label[: room - 1] + "…"
    ground = row.ground  # type: ignore[attr-defined]
    number = view.text(f"group_number.{row.outcome}")  # type: ignore[attr-defined]
    return f"{number}{label} [{view.text(f'ground.{ground}')}]" if ground else f"{number}{label}"


def _sentence(view: View, wide: pd.DataFrame, names: dict[str, str]) -> str:
    full = wide[wide["cases"] >= GREY_BELOW]
    if full.empty:
        return view.text(
            "sentence.none", measure=view.measure("disclosure_rate").label(view.language), year=view.year
        )
    top, bottom = full.index[0], full.index[-1]
    return view.text(
        "sentence.outcomes", year=view.year, top=names.get(top, top), most=number_format.rate(full["open"].iloc[0]),
        bottom=names.get(bottom, bottom), least=number_format.rate(full["open"].iloc[-1]),
    )  # fmt: skip


def _applicant_sentence(view: View, wide: pd.DataFrame, names: dict[str, str]) -> str:
    whole = wide["cases"].sum()
    if not whole:
        return view.text(
            "sentence.none",
            measure=view.measure("applications_concluded").label(view.language),
            year=view.year,
        )
    top = wide["cases"].idxmax()
    share = number_format.rate(wide["cases"].max() / whole)
    return view.text(
        "sentence.applicants",
        year=view.year,
        name=names[top],
        share=share,
        cases=number_format.fraction(wide["cases"].max(), whole),
    )


def _ground_sentence(view: View, refused: pd.DataFrame) -> str:
    if not refused["count"].sum():
        return view.text(
            "sentence.none", measure=view.measure("refusal_rate").label(view.language), year=view.year
        )
    top = refused.iloc[0]
    by_ground = refused.groupby("ground")["count"].sum()
    parts = view.text("list.comma").join(
        f"{view.text(f'ground.{ground}')} {number_format.whole(by_ground.get(ground, 0))}"
        for ground in ("statutory", "factual", "procedural")
    )
    return view.text(
        "sentence.grounds",
        year=view.year,
        name=view.line("applications", top["row_key"]),
        count=number_format.whole(top["count"]),
        share=number_format.rate(top["share"]),
        parts=parts,
    )


def _stating(frame: pd.DataFrame) -> int:
    """Reports that state the grounds; 其他处理 is left out, its rows are not the same on both forms."""
    rows = frame.loc[frame["outcome"] != "otherwise", "taken_in"]
    return int(rows.min()) if len(rows) else 0
