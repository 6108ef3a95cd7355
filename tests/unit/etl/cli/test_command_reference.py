"""docs/commands.md is what the parsers say."""

from etl.cli.command_reference import reference
from etl.cli.commands import COMMANDS
from tests.support.paths import ROOT


def test_the_command_reference_is_up_to_date() -> None:
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert written == reference(), "run `make docs`"


def test_the_command_reference_names_every_option_of_every_command() -> None:
    text = reference()
    for name in COMMANDS:
        assert f"\n## {name}\n" in text
    for option in ("--warehouse DIR", "--out FILE.csv\\|.xlsx\\|.parquet", "--address A", "SOURCE"):
        assert f"`{option}`" in text
