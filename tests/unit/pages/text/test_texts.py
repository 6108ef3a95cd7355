"""The pages' own words: each in both languages, each used, nothing used that is not there."""

import ast
import re

import pytest

from pages.parts.text import i18n
from pages.parts.text.legal_citations import cited
from tests.support.paths import ROOT

CHINESE = re.compile(r"[㐀-鿿]")
PLACE = re.compile(r"\{(\w+)[^}]*\}")
# printed terms that English keeps, and the button that leads to Chinese
KEPT_IN_ENGLISH = {"表{number}", "表二", "表三", "表四", "二", "三", "四"}


def used() -> set[str]:
    """Regular expressions of the keys in the sources: `page.overview`, `page\\..*` for an f-string."""
    found: set[str] = set()
    sources = [*(ROOT / "pages").rglob("*.py"), ROOT / "dashboard.py"]
    for node in (node for path in sources for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(re.escape(node.value))
        elif isinstance(node, ast.JoinedStr):
            parts = (
                re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".*" for one in node.values
            )
            found.add("".join(parts))
    return {pattern for pattern in found if re.match(r"[a-z_]+\\\.", pattern)}


@pytest.mark.parametrize(
    ("printed", "english"),
    [
        ("表三 第三项（三）1–7", "表三 item 3 (3) 1–7"),
        ("表三 第一、二项", "表三 items 1, 2"),
        ("表三 第三项（三）；条例第十四至十六条", "表三 item 3 (3); Regulation Art. 14–16"),
        ("条例第三十六条第（四）、（五）项", "Regulation Art. 36 (4), (5)"),
        (
            "表四；行政复议法（2023年修订）第二十三条",
            "表四; Administrative Reconsideration Law (revised 2023) Art. 23",
        ),
        ("条例第五十条第（二）项", "Regulation Art. 50 (2)"),
    ],
)
def test_a_citation_in_english(printed: str, english: str) -> None:
    assert cited(printed, "en") == english
    assert cited(printed, "zh") == printed


def test_every_text_is_there_in_both_languages_with_the_same_places() -> None:
    for key, entry in i18n.texts().items():
        assert set(entry) == set(i18n.LANGUAGES), key
        assert all(entry.values()), key
        assert set(PLACE.findall(entry["zh"])) >= set(PLACE.findall(entry["en"])), key


def test_english_texts_keep_only_printed_terms_in_chinese() -> None:
    for key, entry in i18n.texts().items():
        if key != "site.language":
            left = entry["en"]
            for term in KEPT_IN_ENGLISH:
                left = left.replace(term, "")
            assert not CHINESE.search(left), key


def test_every_text_is_used() -> None:
    patterns = [re.compile(pattern) for pattern in used()]
    unused = [key for key in i18n.texts() if not any(pattern.fullmatch(key) for pattern in patterns)]
    assert not unused


def test_no_text_is_asked_for_that_is_not_there() -> None:
    sections = {key.split(".")[0] for key in i18n.texts()}
    plain = {pattern.replace("\\", "") for pattern in used() if ".*" not in pattern}
    asked = {key for key in plain if key.split(".")[0] in sections and re.fullmatch(r"[a-z_]+\.[a-z_]+", key)}
    # names of files, and the beginnings of texts whose end is put in
    assert {key for key in asked if not key.endswith((".css", ".js", ".toml", "_"))} <= set(i18n.texts())


def test_a_text_with_a_place_unfilled_is_an_error() -> None:
    with pytest.raises(KeyError):
        i18n.text("zh", "no.such_text")
    with pytest.raises(KeyError):
        i18n.text("zh", "sentence.none", year=2024)


@pytest.mark.parametrize(
    ("n", "written"), [(1, "1 finding"), ("1", "1 finding"), (0, "0 findings"), ("1,001", "1,001 findings")]
)
def test_an_english_noun_goes_with_its_number(n: object, written: str) -> None:
    assert i18n.text("en", "sentence.findings", n=n) == written


def test_words_that_go_with_a_number_name_both_forms() -> None:
    for key, entry in i18n.texts().items():
        for words in re.findall(r"\{\w+:([^}]*)\}", entry["en"]):
            assert re.fullmatch(r"[\w -]+\|[\w -]+", words), key
