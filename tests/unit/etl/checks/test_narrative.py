"""Figures and claims of the narrative compared with the tables: what is reported, and what is passed over."""

from __future__ import annotations

from typing import Any

import pytest

from etl.checks.narrative import table_comparison
from etl.checks.narrative.patterns import claims, figures
from etl.checks.narrative.sentences import paragraphs, quote
from etl.form import forms
from etl.form.blank_inference import infer_blanks
from etl.model.report import Finding
from tests.support.reports import cells, identity

# 20 received, 2 carried in, 19 concluded, 3 carried out; 6 reviews, one pending, one corrected; 3 suits
FIGURES = {
    "applications.received_new.total": 20,
    "applications.carried_in.total": 2,
    "applications.granted.total": 9,
    "applications.partly_granted.total": 1,
    "applications.refused_state_secret.total": 2,
    "applications.unavailable_not_held.total": 4,
    "applications.unavailable_unclear_request.total": 1,
    "applications.rejected_repeat_request.total": 1,
    "applications.other_remaining.total": 1,
    "applications.concluded_total.total": 19,
    "applications.carried_out.total": 3,
    "review_litigation.review.upheld": 4,
    "review_litigation.review.corrected": 1,
    "review_litigation.review.pending": 1,
    "review_litigation.review.total": 6,
    "review_litigation.litigation_direct.upheld": 2,
    "review_litigation.litigation_direct.total": 2,
    "review_litigation.litigation_after_review.upheld": 1,
    "review_litigation.litigation_after_review.total": 1,
    "proactive_disclosure.normative_documents.issued": 5,
    "proactive_disclosure.normative_documents.in_force": 40,
    "proactive_disclosure.penalties.decisions": 12,
}


def check_text(
    text: str, section: str = "overview", **who: Any
) -> tuple[tuple[Finding, ...], dict[str, tuple[int, int]]]:
    stated = {name: float(value) for name, value in FIGURES.items()}
    table_forms = {table.key: "2021" for table in forms()["2021"].tables}
    values = infer_blanks(cells("2021", stated), table_forms)
    return table_comparison.check(identity(**who), values, {section: text})


AGREE = (
    "2023年，本机关收到政府信息公开申请20件，上年结转2件。",
    "全年共收到政府信息公开申请22件（含上年结转2件）。",
    "收到20件政府信息公开申请，办结19件，其中予以公开9件，部分公开1件，不予公开2件，无法提供5件，不予处理1件，其他处理1件。",
    "受理申请二十件，予以公开和部分公开10件，结转下年度3件。",
    "收到申请20件，答复19件（含上年度结转申请2件，另有3件顺延到下年度答复）。",
    "因政府信息公开被申请行政复议6件，行政诉讼3件。",
    "政府信息公开行政复议5件已结。",  # without the pending one
    "制发规范性文件5件，现行有效的规范性文件40件。作出行政处罚决定12件。",
    "受理申请20件，上\n年结转2件。",
)
DIFFER = (
    ("2023年，本机关收到政府信息公开申请21件。", "received", "20", "21"),
    ("收到25件政府信息公开申请。", "received", "20", "25"),
    ("新收到政府信息公开申请22件。", "received_new", "20", "22"),
    ("新收22件申请。", "received_new", "20", "22"),
    ("全年受理依申请公开1,020件。", "received", "20", "1020"),
    ("受理政府信息公开申请0.3万件。", "received", "20", "3000"),
    ("收到申请20件，上年结转4件。", "carried_in", "2", "4"),
    ("收到申请20件，办结22件。", "concluded", "19", "22"),
    ("收到申请20件，结转下年度1件。", "carried_out", "3", "1"),
    ("收到申请20件，另有5件申请按照规定顺延至下年度。", "carried_out", "3", "5"),
    ("办结申请19件，其中予以公开及部分公开12件。", "granted_or_partly", "10", "12"),
    ("办结申请19件，其中予以公开8件。", "granted", "9", "8"),
    ("办结申请19件，其中予以公开9件，部分公开2件。", "partly_granted", "1", "2"),
    ("办结申请19件，其中不予公开3件。", "refused", "2", "3"),
    ("办结申请19件。因本机关不掌握等原因无法提供4件。", "unavailable", "5", "4"),
    ("办结申请19件，其中不予处理2件。", "not_processed", "1", "2"),
    ("办结申请19件，其他处理7件。", "otherwise", "1", "7"),
    ("因政府信息公开被申请行政复议7件。", "reviews", "6", "7"),
    ("有2件涉及政府信息公开工作的行政复议。", "reviews", "6", "2"),
    ("政府信息公开行政诉讼4件。", "suits", "3", "4"),
    ("制发规范性文件6件。", "documents_issued", "5", "6"),
    ("现行有效规范性文件41件。", "documents_in_force", "40", "41"),
    ("作出行政处罚决定13件。", "penalties", "12", "13"),
)
PASSED_OVER = (
    "收到政府信息公开申请30余件。",
    "收到政府信息公开申请约30件。",
    "2022年收到政府信息公开申请30件。",
    "去年收到政府信息公开申请30件。",
    "截至目前累计收到政府信息公开申请300件。",
    "上半年收到政府信息公开申请30件。",
    "收到申请20件，其中通过网络收到申请15件。",
    "通过信函收到政府信息公开申请15件。",
    "全县受理政府信息公开申请300件。",
    "收到行政许可申请300件。",
    "收到申请20件，比上年增加30件。",
    "收到申请20件，按时办结15件。",
    "办理人大代表建议答复30件，收到申请20件。",
    "承办行政复议案件30件，公开宣传。",
    "全面公开审理，行政复议30件。",
    "公示行政处罚信息300条。",
    "办理工作有序推进，其中甲科室收到申请12件。",
    "收到因政府信息公开申请引起的行政赔偿案件30件（复议后）。",
    "政府信息公开行政复议结果维持40件，行政诉讼结果维持30件。",
    "收到申请20件，同意公开答复9件，书面答复15件。",
    "收到政府信息公开申请20件，其中甲单位收到申请12件。",
)
FALSE_CLAIMS = (
    ("2023年未收到政府信息公开申请。", "none_received"),
    ("没有收到公民、法人和其他组织提出的政府信息公开申请。", "none_received"),
    ("我局依申请公开的情况为零。", "none_received"),
    ("2023年未收到依申请公开事项。", "none_received"),
    ("全年未收到和处理政府信息公开申请，零报告。", "none_received"),
    ("全年没有发生针对我局有关政府信息公开事务的行政复议案件。", "no_reviews"),
    ("全年没有发生因政府信息公开引起的行政复议。", "no_reviews"),
    ("未因政府信息公开被提起行政诉讼。", "no_suits"),
    ("政府信息公开行政复议6件，均获维持。", "reviews_upheld"),
    ("政府信息公开行政复议6件，无被纠错。", "no_review_corrected"),
    ("所有申请均已按要求办理完成。", "all_concluded"),
    ("依申请公开办结率100%。", "all_concluded"),
    ("政府信息公开申请答复率达到100%。", "all_concluded"),
)
TRUE_OR_OTHER_CLAIMS = (
    "政府信息公开行政诉讼3件，均获维持。",
    "政府信息公开诉讼零败诉。",
    "未收到因政府信息公开申请被投诉的情况。",
    "申请均在法定期限内答复，按时办结率100%。",
    "政务新媒体检查合格率均为100%，建议提案办结率100%。",
    "没有发生政府信息公开行政复议被纠错的情况。",
    "2022年未收到政府信息公开申请。",
    "未收取政府信息公开申请任何费用。",
    "未收到因政府信息公开申请引起的行政诉讼败诉案件。",
    "全年未收到行政许可申请，受理热线84个，办结率为100%。",
    "未收到通过传真提交的政府信息公开申请。",
)


@pytest.mark.parametrize("text", AGREE)
def test_agreement_is_silent_and_counted(text: str) -> None:
    findings, counts = check_text(text)
    assert findings == ()
    evaluated, skipped = counts["text_figure"]
    assert evaluated and not skipped


@pytest.mark.parametrize(("text", "figure", "expected", "found"), DIFFER)
def test_a_difference_is_reported_once_with_its_sentence(
    text: str, figure: str, expected: str, found: str
) -> None:
    findings, _ = check_text(text)
    (difference,) = [finding for finding in findings if finding.rule == "text_figure"]
    label = {wording.key: wording.label_zh for wording in figures()}[figure]
    assert (difference.expected, difference.found, str(difference.severity)) == (expected, found, "warning")
    assert f"“{label}”" in difference.message
    assert "{" not in difference.message + difference.message_en


@pytest.mark.parametrize("text", PASSED_OVER)
def test_other_figures_are_passed_over(text: str) -> None:
    assert check_text(text)[0] == ()


@pytest.mark.parametrize("figure", ["二三十", "十十"])
def test_characters_that_are_no_single_number_are_not_evaluable(figure: str) -> None:
    findings, counts = check_text(f"收到政府信息公开申请{figure}件。")
    assert findings == () and counts["text_figure"] == (0, 1)


@pytest.mark.parametrize(("text", "claim"), FALSE_CLAIMS)
def test_a_claim_that_the_table_contradicts_is_reported(text: str, claim: str) -> None:
    findings, _ = check_text(text)
    label = {wording.key: wording.label_zh for wording in claims()}[claim]
    assert [(finding.rule, f"称{label}，" in finding.message) for finding in findings] == [
        ("text_claim", True)
    ]


@pytest.mark.parametrize("text", TRUE_OR_OTHER_CLAIMS)
def test_a_claim_that_holds_or_is_about_something_else_is_silent(text: str) -> None:
    assert check_text(text)[0] == ()


def test_every_wording_has_a_case() -> None:
    assert {wording.key for wording in figures()} - {case[1] for case in DIFFER} == {"licences"}
    assert {wording.key for wording in claims()} - {case[1] for case in FALSE_CLAIMS} == {
        "suits_upheld",
        "no_suit_lost",
    }


def test_a_roll_up_passes_over_its_own_offices_figures() -> None:
    text = "区政府办公室收到政府信息公开申请3件。"
    assert check_text(text, scope="government_rollup", kinds=("government",))[0] == ()
    assert check_text("全区收到政府信息公开申请3件。", scope="government_rollup", kinds=("government",))[0]


def test_without_the_table_nothing_is_reported_but_counted() -> None:
    table_two = {
        address: cell for address, cell in cells().items() if address.table == "proactive_disclosure"
    }
    text = {"overview": "收到政府信息公开申请5件。"}
    values = infer_blanks(table_two, {"proactive_disclosure": "2021"})
    findings, counts = table_comparison.check(identity(), values, text)
    assert (findings, counts["text_figure"]) == ((), (0, 1))


def test_the_section_on_reviews_need_not_say_what_they_are_about() -> None:
    assert (
        check_text("2023年没有发生行政复议。", "review")[0]
        and not check_text("2023年没有发生行政复议。", "overview")[0]
    )


def test_lines_broken_by_a_page_are_joined_and_headings_are_not() -> None:
    text = "（一）主要情况\n全年收到政府信息公开申请，由办公室统一登记并\n按时答复。"
    assert [len(sentences) for sentences in paragraphs(text)] == [1, 1]
    assert paragraphs(text)[1] == ("全年收到政府信息公开申请,由办公室统一登记并按时答复。",)


def test_a_quote_is_short_and_holds_its_figure() -> None:
    sentence = "甲" * 100 + "收到申请5件,答复3件" + "乙" * 100
    quoted = quote(sentence, 100, 107)
    assert len(quoted) <= 62 and "收到申请5件，答复" in quoted
