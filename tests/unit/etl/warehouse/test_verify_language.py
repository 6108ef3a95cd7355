"""Verdicts are in one language at a time."""

import re
import tomllib
from pathlib import Path

import pytest

from etl.runtime import language
from etl.warehouse import verify

CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def test_every_sentence_is_in_both_languages_with_the_same_placeholders() -> None:
    texts = tomllib.loads(Path(verify.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    sentences = [*texts["counts"], *texts["differences"].values(), *texts["messages"].values()]
    assert len(sentences) > 20
    for sentence in sentences:
        placeholders = [sorted(re.findall(r"\{\w+\}", sentence[name])) for name in language.LANGUAGES]
        assert placeholders[0] == placeholders[1], sentence
        assert not CHINESE.search(sentence["en"])


def test_the_verdict_on_no_data_follows_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(language.VARIABLE, "")
    assert "还没有数据" in verify.verify(tmp_path)[0].problems[0]
    monkeypatch.setenv(language.VARIABLE, "en")
    assert "no data yet" in verify.verify(tmp_path)[0].problems[0]
