"""Why a file could not be read or written, in the reader's language."""

from pathlib import Path

import pytest

from etl.runtime import language
from etl.runtime.file_errors import reason_of


def test_reasons_are_in_the_current_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reasons = []
    for wanted in language.LANGUAGES:
        monkeypatch.setenv(language.VARIABLE, wanted)
        for path in (tmp_path / "none.csv", tmp_path):
            with pytest.raises(OSError, match=str(path)) as caught:
                path.read_bytes()
            reasons.append(reason_of(caught.value))
    assert reasons == [
        "没有这个文件或文件夹",
        "这是一个文件夹，不是文件",
        "no such file or folder",
        "this is a folder, not a file",
    ]


def test_what_has_no_words_is_said_as_the_system_says_it() -> None:
    assert reason_of(OSError(5, "Input/output error")) == "Input/output error"
    assert reason_of(OSError("what")) == "what"
