"""Similar texts: copies are found, common phrases and shared forms are not."""

from __future__ import annotations

import random
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.checks.cross_report import minhash
from etl.checks.cross_report.minhash import WIDTH, common_shingles, without_common
from etl.checks.cross_report.text_masking import figures_in, mask
from etl.model.report import Report
from tests.support.reports import build, identity, query, report

_CHANCE = random.Random(7)
_CHARACTERS = [chr(code) for code in range(0x4E00, 0x4E00 + 1500)]


def words(count: int = 40) -> str:
    """Random text that no other report contains."""
    return "，".join("".join(_CHANCE.choices(_CHARACTERS, k=9)) for _ in range(count)) + "。"


def filed(name: str, year: int, text: str, section: str = "problems", **who: Any) -> Report:
    who = {"agency": f"示例县{name}", "agency_id": f"990101-{name}", "year": year, **who}
    return report(identity(**who), texts={section: text})


def similar(path: Path) -> list[tuple[object, ...]]:
    return query(
        path,
        """
        select own.agency, own.year, other.agency, other.year, own_previous_year, same_numbers
        from similar_texts
        join reports as own using (report_id)
        join reports as other on other.report_id = other_report_id order by all
        """,
    )


def test_last_years_text_under_a_new_year_is_reported(tmp_path: Path) -> None:
    text = words()
    reports = [filed("财政局", 2022, f"2022年，{text}"), filed("财政局", 2023, f"2023年，{text}仍需努力。")]
    reports += [filed("教育局", 2022, words()), filed("教育局", 2023, words())]
    path = build(tmp_path, reports)
    assert similar(path) == [("示例县财政局", 2023, "示例县财政局", 2022, True, False)]
    ((rule, severity, message, english, position),) = query(
        path,
        """
        select rule_key, severity, message, message_en, position
        from findings join similar_texts using (report_id) where rule_key = 'similar_text'
        """,
    )
    assert (rule, severity, position) == ("similar_text", "notice", 5)
    assert "本机关2022年报告" in str(message) and "own report for 2022" in str(english)


# how the agency of the copy differs -> its identity, and how many reports are marked
COPIES: dict[str, tuple[dict[str, Any], int]] = {
    "same kind and county": ({}, 2),
    "same kind": ({"county": "别县", "region_code": "990102"}, 2),
    "same county": ({"kinds": ("edu",)}, 2),
    "neither": ({"county": "别县", "region_code": "990102", "kinds": ("edu",)}, 0),
    "other year": ({"year": 2021}, 0),
}


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    """The similar texts of one database in which agency n files a text, and agency n′ a copy of it."""
    reports = []
    for number, (other, _) in enumerate(COPIES.values()):
        text = words()
        reports.append(filed(f"第{number}局", 2023, f"示例县第{number}局{text}"))
        reports.append(filed(f"第{number}委", **{"year": 2023, "text": f"示例县第{number}委{text}", **other}))
    return similar(build(tmp_path_factory.mktemp("copied"), reports))


@pytest.mark.parametrize("case", COPIES)
def test_another_agencys_text_is_reported_within_kind_or_county(
    copied: list[tuple[object, ...]], case: str
) -> None:
    number, (_, expected) = list(COPIES).index(case), COPIES[case]
    pair = {f"示例县第{number}局", f"示例县第{number}委"}
    rows = [row for row in copied if pair & {row[0], row[2]}]
    assert len(rows) == expected
    assert all(pair == {row[0], row[2]} for row in rows)


def test_common_text_is_not_a_copy(tmp_path: Path) -> None:
    common = words()
    path = build(tmp_path, [filed(f"第{number}局", 2023, common + words(2)) for number in range(6)])
    assert similar(path) == []
    assert query(path, "select sum(not_evaluable) from rule_checks where rule_key = 'similar_text'") == [(6,)]


def test_short_text_with_last_years_figures_is_reported(tmp_path: Path) -> None:
    sentence = "全年主动公开政府信息{}条，其中网站{}条，微信{}条。"
    reports = [filed("财政局", year, sentence.format(388, 240, 148), "overview") for year in (2022, 2023)]
    reports += [
        filed("教育局", year, sentence.format(year % 100, 17, 9), "overview") for year in (2022, 2023)
    ]
    assert similar(build(tmp_path, reports)) == [("示例县财政局", 2023, "示例县财政局", 2022, True, True)]


def test_names_years_and_the_formal_sentence_are_masked() -> None:
    places = ("示例省", "澄汐市", "示例县")
    first = mask(
        "本报告由示例县财政局编制，统计期限为2023年。示例县财政局2023年公开12条，我局努力。",
        "示例县财政局",
        *places,
    )
    second = mask("2022年公开7条，我镇努力。", "东镇人民政府", *places)
    assert first == second


@given(st.text(st.sampled_from("甲㐀𠀀é٣²Ⅷ、 _9\n\ud800a·")))
def test_letters_are_left_in_any_script(text: str) -> None:
    assert mask(text, "") == re.sub(r"[\W\d_]+", "", text)


def test_figures_leave_dates_and_ordinals_out() -> None:
    assert figures_in("2023年1月5日公开120条，其中网站80条，第3号文件1件。") == ("120", "80", "1")
    assert figures_in("公开3条、2条、1条。") == ()
    assert figures_in("2015年公开20151条、300条（2）40条。") == ("20151", "300", "40")


def test_common_shingles_leave_the_rest() -> None:
    common = "坚持公开为常态不公开为例外"
    texts = [common + word * 6 for word in ("甲乙丙丁", "子丑寅卯", "天地玄黄", "东南西北", "春夏秋冬")]
    rests = without_common(texts, common_shingles(texts, 0.05, 4))
    assert all(
        word in rest and "公开为常" not in rest for word, rest in zip(("甲乙", "子丑"), rests, strict=False)
    )


@given(
    texts=st.lists(st.text("甲乙丙", max_size=14), max_size=12),
    at_once=st.integers(1, 40),
    least=st.integers(0, 3),
)
def test_shingles_are_those_of_their_definition(texts: list[str], at_once: int, least: int) -> None:
    """However many characters are handled at a time, and for texts shorter than a shingle."""
    each = [{text[at : at + WIDTH] for at in range(len(text) - WIDTH + 1)} for text in texts]
    limit = max(least, 0.25 * len(texts))
    common = {shingle for own in each for shingle in own if sum(shingle in other for other in each) > limit}
    expected = []
    for text in texts:
        positions = {
            at + shift
            for at in range(len(text) - WIDTH + 1)
            if text[at : at + WIDTH] not in common
            for shift in range(WIDTH)
        }
        expected.append("".join(text[at] for at in sorted(positions)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(minhash, "CHUNK", at_once)
        rest = without_common(texts, common_shingles(texts, 0.25, least))
        signed = minhash.signatures(rest)
    assert rest == expected
    for first, second in combinations(range(len(texts)), 2):
        if rest[first] == rest[second]:
            assert (signed[first] == signed[second]).all()
