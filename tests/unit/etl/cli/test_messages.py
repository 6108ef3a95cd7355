"""Messages of the commands: complete in both languages, and in one language at a time."""

import re
from pathlib import Path

import pytest

from etl import cli
from etl.cli.commands import COMMANDS
from etl.cli.main import build_command, main
from etl.cli.messages import in_language, message, messages
from etl.runtime import language

CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
PLACEHOLDER = re.compile(r"\{\w+\}|%[sd]")


@pytest.fixture(autouse=True)
def own_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start in the default language, and restore what a test chooses."""
    monkeypatch.setenv(language.VARIABLE, "")


@pytest.mark.parametrize("key", messages())
def test_every_message_says_the_same_in_both_languages(key: str) -> None:
    zh, en = in_language(key, "zh"), in_language(key, "en")
    assert sorted(PLACEHOLDER.findall(zh)) == sorted(PLACEHOLDER.findall(en))
    assert zh and en and not CHINESE.search(en)


def test_every_message_is_used_and_every_used_one_exists() -> None:
    folder = Path(cli.__file__).parent
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py")))
    used = set(re.findall(r"[\"']([a-z]+\.[a-z_]+)[\"']", code)) & set(messages())
    used |= {f"{name}.{part}" for name in COMMANDS for part in ("help", "description")}
    filters = {f"export.{name}" for name in re.findall(r'"(\w+)"', code) if f"export.{name}" in messages()}
    levels = {"report.error", "report.warning", "report.notice"}
    assert set(messages()) == used | filters | levels
    for key in re.findall(r'message\(\s*"([a-z_.]+)"', code):
        assert key in messages(), key


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("wanted", language.LANGUAGES)
def test_help_is_in_one_language(name: str, wanted: language.Language) -> None:
    language.choose(wanted)
    text = build_command(name).format_help()
    assert all(argument.help for argument in build_command(name).declared)
    if wanted == "en":
        assert not CHINESE.search(text)
    else:
        assert not re.search(r"usage|options|show this help|arguments", text)


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        ([], "缺少：COMMAND", "missing: COMMAND"),
        (["lod"], "只能是", "cannot be"),
        (["load"], "缺少：SOURCE", "missing: SOURCE"),
        (["load", "x", "--workers", "0"], "应为正整数，而不是 0", "must be a positive whole number, not 0"),
        (["load", "x", "--wrkers", "1"], "不认识：--wrkers 1", "not recognised: --wrkers 1"),
        (["export", "--years", "2025-2019"], "应写成 2019-2025 或 2024", "must be written 2019-2025 or 2024"),
        (["health", "--max-age", "week"], "应为天数", "must be a number of days"),
        (["serve", "--port", "x"], "应为整数", "must be a whole number"),
        (["demo", "--out"], "之后缺少内容", "must be followed by a value"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_what_is_wrong(
    arguments: list[str], zh: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for wanted, expected in (("zh", zh), ("en", en)):
        with pytest.raises(SystemExit) as exit_of:
            main(["--lang", wanted, *arguments])
        assert exit_of.value.code == 2
        errors = capsys.readouterr().err
        assert expected in errors
        assert wanted == "zh" or not CHINESE.search(errors)


def test_the_language_is_that_of_the_option_or_of_the_environment_or_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def hint(*options: str) -> str:
        assert main(["path", "--warehouse", str(tmp_path), *options]) == 1
        return capsys.readouterr().err

    assert "还没有数据" in hint()
    monkeypatch.setenv(language.VARIABLE, "en")
    assert "no data yet" in hint()
    assert "还没有数据" in hint("--lang", "zh")
    monkeypatch.setenv(language.VARIABLE, "fr")
    assert "还没有数据" in hint()


def test_a_message_fills_its_placeholders() -> None:
    assert message("export.rows", rows=3) == "3 行"
