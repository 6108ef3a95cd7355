"""Colours of Word's runs and of what is behind them."""

from __future__ import annotations

from lxml import etree

from etl.readers.common.contrast import BLACK, WHITE, Color, hexadecimal, is_lost, over
from etl.readers.docx.runs import TEXT, W, value_of

PAPER_THEMES = ("background1", "light1", "bg1", "lt1")
_SHADED = ("tcPr", "tblPr", "pPr", "rPr")
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "000080", "darkCyan": "008080",
    "darkGray": "808080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
    "green": "00FF00", "lightGray": "C0C0C0", "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF",
    "yellow": "FFFF00",
}  # fmt: skip


def is_unseen(run: etree._Element, ink: Color) -> bool:
    """Whether nobody can tell the words of a run from their ground."""
    if next(run.iterancestors(W + "txbxContent"), None) is not None:
        return False
    ground = _ground(run)
    # a style of the whole table may shade some of its cells: figures are hidden rather than labels
    is_styled = next((table.find(f"{W}tblPr/{W}tblStyle") for table in run.iterancestors(W + "tbl")), None)
    is_word = any(character.isalpha() for text in run.iter(TEXT) for character in text.text or "")
    return is_lost(ink, ground) and not (is_styled is not None and is_word)


def ink_of(color: etree._Element) -> Color | None:
    """The colour that a run states; black if of another theme than paper, None if Word picks one for the ground."""
    is_plain = color.get(W + "themeShade") is None and color.get(W + "themeTint") is None
    if is_plain and color.get(W + "themeColor") in PAPER_THEMES:
        return WHITE
    if value_of(color) == "auto" and color.get(W + "themeColor") is None:
        return None
    return hexadecimal(value_of(color)) or BLACK


def _ground(run: etree._Element) -> Color | None:
    """The highlight or the shading behind a run; None if a theme or a pattern gives it."""
    highlight = value_of(run.find(f"{W}rPr/{W}highlight"))
    if highlight not in ("", "none"):
        return hexadecimal(_HIGHLIGHTS.get(highlight, ""))
    for holder in (run, *run.iterancestors(W + "p", W + "tc", W + "tbl")):
        for name in _SHADED:
            shading = holder.find(f"{W}{name}/{W}shd")
            if shading is None:
                continue
            fill = shading.get(W + "fill") or "auto"
            if value_of(shading) not in ("", "clear", "nil"):
                return _pattern(shading)
            if fill != "auto":
                return hexadecimal(fill)
    return WHITE


def _pattern(shading: etree._Element) -> Color | None:
    """The colour that dots of one colour on another look like from afar; None for lines."""
    share = 1.0 if value_of(shading) == "solid" else _percent(value_of(shading))
    if share is None:
        return None
    dots = hexadecimal(shading.get(W + "color") or "") or BLACK
    fill = hexadecimal(shading.get(W + "fill") or "") or WHITE
    return over(dots._replace(alpha=share), fill)


def _percent(pattern: str) -> float | None:
    digits = pattern.removeprefix("pct")
    return int(digits) / 100 if digits != pattern and digits.isdecimal() else None
