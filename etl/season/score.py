"""Scores of bodies by a rubric of the office: points off for facts that are held already, each with its reason."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.model.document import Unreadable
from etl.runtime.file_errors import reason_of
from etl.season.follow_up.store import OPEN_STATES, Followed, FollowState
from etl.season.questions import ask

DEFAULT = Path(__file__).with_name("score.toml")
_ASKED = (
    "missing", "days_late", "unreadable", "errors", "warnings", "copied", "corrected_cases",
)  # fmt: skip
FACTS = (*_ASKED, "returned", "unresolved")


@dataclass(frozen=True, slots=True)
class Deduction:
    """`points` off for each of what `fact` counts, or `once`; at most `most`, None for no limit."""

    fact: str
    label: str
    points: float
    most: float | None = None
    once: bool = False


@dataclass(frozen=True, slots=True)
class Rubric:
    """What a full score is, and what is taken off."""

    title: str
    full: float
    deductions: tuple[Deduction, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """A body's score. `counts` are the facts by deduction, None where a fact is not known, for which nothing is taken off."""

    agency: str
    counts: tuple[float | None, ...]
    off: tuple[float, ...]
    total: float


def read_rubric(path: Path = DEFAULT) -> Rubric:
    """The rubric in a TOML file. Raises Unreadable with what is wrong in it."""
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Unreadable(f"{path.name} 无法打开（{reason_of(error)}）。") from error
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"{path.name} 不是 UTF-8 文字；请另存为 UTF-8，并照 score.toml 的样子写。"
        ) from error
    except ValueError as error:
        raise Unreadable(f"{path.name} 写法不对（{error}）；请照 score.toml 的样子写。") from error
    try:
        deductions = tuple(Deduction(**entry) for entry in stated["deductions"])
        rubric = Rubric(str(stated.get("title", "评分表")), float(stated["full"]), deductions)
        numbers = [one.points for one in deductions] + [one.most or 0.0 for one in deductions]
        is_wrong = any(float(number) < 0 for number in numbers)
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable(f"{path.name} 写法不对（{error}）；请照 score.toml 的样子写。") from error
    unknown = [one.fact for one in deductions if one.fact not in FACTS]
    if unknown or is_wrong:
        reason = f"没有 {'、'.join(unknown)} 这一项" if unknown else "扣分不能是负数"
        raise Unreadable(f"{path.name}：{reason}；可用：{'、'.join(FACTS)}。")
    return rubric


def scores(
    con: duckdb.DuckDBPyConnection,
    area: Sequence[str],
    year: int,
    rubric: Rubric,
    followed: Mapping[str, Followed],
) -> tuple[Score, ...]:
    """The score of each body that must file, in the order of the area's regions."""
    rows = ask(con, "score_facts", area=list(area), year=year)
    return tuple(
        _score(agency, dict(zip(_ASKED, facts, strict=True)) | _returned(identifier, year, followed), rubric)
        for identifier, agency, *facts in rows
    )


def _returned(agency_id: str, year: int, followed: Mapping[str, Followed]) -> dict[str, float]:
    own = [one for one in followed.values() if (one.about.agency_id, one.about.year) == (agency_id, year)]
    sent = [one for one in own if one.state is not FollowState.TO_SEND]
    return {"returned": len(sent), "unresolved": sum(one.state in OPEN_STATES for one in sent)}


def _score(agency: str, facts: Mapping[str, float | None], rubric: Rubric) -> Score:
    counts = tuple(facts[one.fact] for one in rubric.deductions)
    off = tuple(_off(count, one) for count, one in zip(counts, rubric.deductions, strict=True))
    return Score(agency, counts, off, max(0.0, round(rubric.full - sum(off), 2)))


def _off(count: float | None, deduction: Deduction) -> float:
    if not count:
        return 0.0
    points = deduction.points * (1 if deduction.once else count)
    return points if deduction.most is None else min(points, deduction.most)
