"""Fonts whose characters are pictures, whatever their codes say: one rule for all formats."""

from __future__ import annotations

PICTURE_SIGN = "□"
"""Stands for a character that shows as a picture."""
_PICTURE_FONTS = ("wingdings", "webdings", "zapf")


def is_picture_font(name: str) -> bool:
    """Whether a font of this name shows pictures in the place of digits and letters."""
    return name.strip("\"' ").lower().startswith(_PICTURE_FONTS)
