"""What the cells of a ledger of applications say: dates, types of applicant, outcomes, results of reviews and suits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from functools import cache

from etl.form import forms
from etl.recognise.rows.label_matching import APPLICATIONS, bare, column_labels, row_named
from etl.season.row_sentences import sentence
from etl.text.chinese_numerals import arabic_dates
from etl.text.comparable import plain

REVIEW, DIRECT, AFTER_REVIEW = "review", "litigation_direct", "litigation_after_review"
PATHS = (REVIEW, DIRECT, AFTER_REVIEW)
# a suit of which the heading does not say whether a review went before it; a column of reviews and suits together
SUIT, EITHER = "suit", "either"
PROLONGED = "prolonged"
_APPLICANTS = {
    **dict.fromkeys(("公民", "公民个人", "个人", "自然人"), "natural_person"),
    **dict.fromkeys(("公司", "企业法人"), "company"),
    **dict.fromkeys(("律师事务所", "律所"), "legal_service_organisation"),
    "其他组织": "other_organisation",
}
# shorter than the form's own words; a report says none of these
_OUTCOMES = {
    **dict.fromkeys(("公开", "全部公开", "已主动公开"), "granted"),
    **dict.fromkeys(("予以部分公开", "部分予以公开"), "partly_granted"),
    **dict.fromkeys(("执法案卷", "行政执法案卷信息"), "refused_enforcement_files"),
    **dict.fromkeys(
        ("信息不存在", "不存在", "非本机关负责公开", "不属于本机关负责公开"), "unavailable_not_held"
    ),
    **dict.fromkeys(("信访", "信访类", "信访投诉"), "rejected_petition_complaint"),
    **dict.fromkeys(("逾期未补正", "逾期不补正"), "other_not_corrected_in_time"),
}
_BETWEEN = "-—–:：/>、，,.()（）[]_ "
_RESULTS = {"维持": "upheld", "纠正": "corrected", "其他": "other", "未审结": "pending", "审理中": "pending"}
_RESULT = re.compile(r"(?:结果为?|尚)?(维持|纠正|其他|未审结|审理中)(?:结果)?")
_WAYS = (
    (AFTER_REVIEW, re.compile(r"(?:先|经)?(?:行政)?复议后(?:又|再)?(?:起诉|诉讼|行政诉讼)|^经复议(?:起诉|诉讼)")),
    (DIRECT, re.compile(r"(?:未经(?:行政)?复议)?直接(?:起诉|诉讼)")),
    (SUIT, re.compile(r"(?:行政)?(?:诉讼|起诉)")),
    (REVIEW, re.compile(r"(?:行政)?复议")),
)  # fmt: skip
_JOINED = re.compile(r"[,，:：;；、/()]+")
_NONE = frozenset({"", "无", "没有", "否", "/", "-", "—", "未复议", "未诉讼", "未起诉", "未申请"})
_OPEN = re.compile(r"办理中|正在|在办|待办|待答复|未办结|未答复|未结|尚未|结转")
_PROLONGED = re.compile(
    r"是(?![□否])|[有已经批延√✓✔☑对]|同意|y|true|0*[1-9]|.*(?:是[√✓✔☑]|[√✓✔☑]是)", re.IGNORECASE
)
_DATE = re.compile(r"(?<!\d)(20[0-4]\d)(?:(\d\d)(\d\d)|\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2}))(?!\d)")
_FIRST_YEAR = 2008  # in which the duty to answer applications began


class Unclear(ValueError):
    """A row that cannot be understood; `why` says what is wrong with it."""

    def __init__(self, key: str, **values: object) -> None:
        self.why = sentence(key, **values)
        super().__init__(self.why.zh)


def day(value: object) -> date | None:
    """The day that a cell states, None if it states none. Raises Unclear for other words, for two days, for a day that
    does not exist, is still to come or is before the law."""
    if isinstance(value, date):
        stated_day = value.date() if isinstance(value, datetime) else value
    else:
        text = unicodedata.normalize("NFKC", str(value)).strip().removesuffix(".0")
        if text in _NONE:
            return None
        stated = list(_DATE.finditer(arabic_dates(text)))
        if len(stated) != 1:
            raise Unclear("date_unclear", text=value)
        try:
            stated_day = date(*(int(part) for part in stated[0].groups() if part))
        except ValueError as error:
            raise Unclear("no_such_day", text=value) from error
    if stated_day > date.today() or stated_day.year < _FIRST_YEAR:
        raise Unclear("date_too_early" if stated_day.year < _FIRST_YEAR else "date_to_come", day=stated_day)
    return stated_day


def applicant(text: str) -> str:
    """The column of table 三 for a type of applicant. Raises Unclear."""
    column = _APPLICANTS.get(plain(text)) or column_labels(APPLICATIONS).get(bare(text))
    if not column or column == "total":
        raise Unclear("applicant_unknown", text=text)
    return column


def outcome(text: str, rows: Collection[str]) -> str:
    """The row of table 三 for an outcome, one of these. Raises Unclear."""
    row = _row(text) or _after_group(bare(text))
    if row not in rows:
        raise Unclear("outcome_unknown", text=text)
    return str(row)


def _row(text: str) -> str | None:
    return _OUTCOMES.get(plain(text)) or row_named(text, APPLICATIONS)


def _after_group(text: str) -> str | None:
    """The row of an outcome that is named behind its group: 不予公开（国家秘密）; none of another group."""
    for row, group in _groups().items():
        if text.startswith(group) and _row(text.removeprefix(group).strip(_BETWEEN)) == row:
            return row
    return None


@cache
def _groups() -> dict[str, str]:
    """The heading of the group of each row of table 三 that has one."""
    return {
        row.key: bare(row.under)
        for form in forms().values()
        for table in form.tables
        if table.key == APPLICATIONS
        for row in table.blocks[0].rows
        if row.under and row.group
    }


def is_open(text: str) -> bool:
    """Whether an outcome says that there is none yet."""
    return plain(text) in _NONE or _OPEN.search(plain(text)) is not None


def is_prolonged(value: object) -> bool:
    """Whether a cell says that the time to answer was prolonged: 是, a day, a number of days, √; anything else does not, so that
    the shorter term holds."""
    return _PROLONGED.match(plain(str(value))) is not None


def is_result(text: str) -> bool:
    """Whether a text is the result of a review or suit and nothing else."""
    return _RESULT.fullmatch(plain(text)) is not None


def cases(values: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Rows of table 四 and the column of each result. Raises Unclear."""
    results: dict[str, str] = {}
    for column in (*PATHS, SUIT, EITHER):
        text = _JOINED.sub("", plain(str(values.get(column, ""))))
        if text in _NONE:
            continue
        for way, result in _stated(text, column):
            if way in results:
                raise Unclear("case_twice", text=text)
            results[way] = result
    if SUIT in results:
        # who was given a review before a suit has not sued directly
        path = AFTER_REVIEW if REVIEW in results else DIRECT
        if path in results:
            raise Unclear("suit_twice")
        results[path] = results.pop(SUIT)
    return tuple(results.items())


def _stated(text: str, column: str) -> Iterator[tuple[str, str]]:
    """Each way and result that a cell names; the way is that of its column unless the cell names one itself."""
    rest = text
    while rest:
        named = next(((way, match) for way, words in _WAYS if (match := words.match(rest))), None)
        way = named[0] if named else column
        rest = rest[named[1].end() :] if named else rest
        result = _RESULT.match(rest)
        if result is None or way == EITHER or column not in (way, SUIT, EITHER):
            raise Unclear("result_unclear", text=text)
        yield way, _RESULTS[result[1]]
        rest = rest[result.end() :]
