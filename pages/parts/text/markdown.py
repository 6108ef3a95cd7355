"""Text from reports and links, shown literally in Markdown."""

from __future__ import annotations


def escape_markdown(text: str) -> str:
    """Escape what Markdown would read as markup."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]<>#|~$:" else character for character in text)
