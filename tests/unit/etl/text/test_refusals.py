"""Refusals in English: there is one for each that the code makes, and each is found again from what it said."""

import ast
import re
import time
from pathlib import Path

import pytest

from etl.model.document import Note, Unreadable
from etl.readers import read
from etl.rules.catalog import finding_from_note
from etl.runtime import language
from etl.season.ledger.holidays import FILE_NAME, calendar_of
from etl.season.ledger.ledger_file import ledger_in, read_ledger
from etl.season.score import read_rubric
from etl.sources.discovery import find
from etl.sources.roster import roster_in
from etl.sources.source import Refused
from etl.text.refusals import catalogue, reason_in_language, refusal_in_language
from tests.support.office_workbook import workbook
from tests.unit.etl.text.refusals_in_code import CHINESE, blank, refusals_in_code, refusals_of

PLACE = re.compile(r"\{(\w+)\}")
# what stands in a list as its form prints it, and is explained beside
PRINTED = re.compile(r"“[^”]*”")


def english(refusal: Unreadable) -> str:
    said = refusal_in_language(refusal, "en")
    assert not CHINESE.search(PRINTED.sub("", said)), said
    assert refusal_in_language(refusal, "zh") == str(refusal)
    return said


def test_each_refusal_in_the_code_has_its_english_and_no_other_has() -> None:
    in_code, in_english = refusals_in_code(), {blank(zh) for zh in catalogue()}
    assert len(in_english) == len(catalogue()), "two entries for one"
    assert {zh: module for zh, module in in_code.items() if zh not in in_english} == {}
    assert in_english - in_code.keys() == set(), "no code says this any more"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('raise Unreadable("坏了")', {"坏了"}),
        ('_A = "坏了"\nraise Unreadable(_A if x else f"{y} 坏了。")', {"坏了", "{} 坏了。"}),
        ('_A = "{name} 坏了"\nraise Unreadable(_A.format(name=x, what="图"))', {"{} 坏了", "图"}),
        ('_A = "请改"\n_B = f"坏了；{_A}"\nraise Unreadable(_B)', {"坏了；请改"}),
        ('"""文件坏了。"""\nraise ValueError(in_language("坏了。", "broken"))', set()),
        ('reason = "坏了" if x else f"{y} 坏了"\nraise Unreadable(f"{z}：{reason}。")', {"坏了", "{} 坏了", "{}：{}。"}),
    ],
)  # fmt: skip
def test_refusals_are_found_in_code(code: str, found: set[str]) -> None:
    assert set(refusals_of(ast.parse(code), whole=False)) == found


@pytest.mark.parametrize("zh", catalogue())
def test_both_languages_fill_in_the_same(zh: str) -> None:
    en = catalogue()[zh]
    assert sorted(PLACE.findall(zh)) == sorted(PLACE.findall(en))
    assert en and not CHINESE.search(PRINTED.sub("", en))
    filled = {name: f"x{at}" for at, name in enumerate(PLACE.findall(zh))}
    assert reason_in_language(zh.format(**filled), "en") == en.format(**filled)
    assert zh.endswith("。") <= en.endswith(".")


def test_a_reason_of_no_template_stays() -> None:
    for text in ("别的话。", "", "Permission denied"):
        assert reason_in_language(text, "en") == text


def test_readers_are_told_in_english() -> None:
    said = []
    for data, name in ((b"", "a.html"), (b"%PDF-1.4", "a.pdf"), (b"PK\x05\x06" + bytes(18), "a.docx")):
        with pytest.raises(Unreadable) as refused:
            read(data, name)
        said.append(english(refused.value))
    assert said[0] == "The file is empty. Export or download it again, then submit it."


def test_files_that_are_not_opened_are_told_in_english(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "b.mp3").write_bytes(b"x")
    (tmp_path / "manifest.csv").write_text("file,year\na.html,2024\n,2024\n", encoding="utf-8")
    refused = [one for one in find([tmp_path]) if isinstance(one, Refused)]
    said = [english(Unreadable(one.reason)) for one in refused]
    assert len(said) == 4 and "Line 3 of manifest.csv states no file; it was not used." in said


def test_lists_of_offices_are_told_in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(language.VARIABLE, "zh")
    roster = workbook([("名称", "起"), ("某局", "很久")])
    (tmp_path / FILE_NAME).write_text("起,止,类别\n某日,,休\n", encoding="utf-8")
    (tmp_path / "rubric.toml").write_text("full = 1\ndeductions = [{ fact = 'x' }]\n", encoding="utf-8")
    said = []
    for refuse in (
        lambda: roster_in(roster, "roster.xlsx"),
        lambda: calendar_of(tmp_path),
        lambda: read_rubric(tmp_path / "rubric.toml"),
        lambda: read_ledger(tmp_path / "none.xlsx", 2024),
        lambda: ledger_in(workbook([("甲",)]), "台.xlsx", 2024),
    ):
        with pytest.raises(Unreadable) as refused:
            refuse()
        said.append(refusal_in_language(refused.value, "en"))
    assert said[0].startswith("roster.xlsx, sheet “") and "line 2, “某局”: the year “很久”" in said[0]
    assert said[1].endswith(
        f"{FILE_NAME}, line 2: the date “某日” cannot be understood. Write it as 2027-01-01."
    )
    assert said[2].startswith("rubric.toml is not written as it should be (")
    assert said[3] == "none.xlsx cannot be opened (no such file or folder)."
    assert said[4].startswith("台.xlsx holds no ledger, which has the columns “收到日期” (date received)")


def test_findings_say_in_english_why_a_part_was_not_read() -> None:
    damaged = "文件已损坏，无法打开；请用 Word/WPS/Excel 打开后重新保存，再提交。"
    found = [
        finding_from_note(Note("embedded_refused", "附表（一）.docx", reason=damaged)),
        finding_from_note(Note("part_unread", reason=damaged)),
        finding_from_note(Note("other_extension", ".doc → 网页")),
    ]
    assert found[0].message.startswith(f"文件里嵌入或附带的“附表（一）.docx（{damaged}）”没有读入")
    assert found[1].message == f"文件里嵌入的一部分没有读到：{damaged}"
    for one in found:
        assert not CHINESE.search(PRINTED.sub("", one.message_en)), one.message_en
    assert found[2].message_en.endswith(": .doc → web page.")


def test_a_text_made_to_be_ambiguous_takes_no_longer() -> None:
    started = time.process_time()
    reason_in_language(" 第 行“”的年份“" * 20_000, "en")
    reason_in_language(" 无法打开（" * 20_000, "en")
    assert time.process_time() - started < 5
