"""Text from reports and links, to be shown as it is."""

from __future__ import annotations


def escape_markdown(text: str) -> str:
    """Markdown's own signs in a name stay signs."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|~$:" else sign for sign in text)
