"""Character sets of Rich Text Format: text that is not ASCII is bytes in the code page of its font or of the file."""

from __future__ import annotations

_BY_FONT = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs"}
_BY_PAGE = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 65001: "utf-8"}
_WESTERN, _CHINESE = "cp1252", "gb18030"
# control words that print a character
SIGNS = {
    "~": "\u00a0", "_": "-", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip


def of_font(number: int) -> str:
    """The encoding for the number of a font's character set; empty if the file's own applies."""
    return _BY_FONT.get(number, "")


def of_page(number: int) -> str:
    """The encoding for the number of a code page."""
    return _BY_PAGE.get(number, _WESTERN)


def decoded(raw: bytes, of_the_font: str, of_the_file: str, is_east_asian: bool) -> str:
    """Text from bytes; what fits nothing is marked as damaged."""
    if raw.isascii():
        return raw.decode("ascii")
    for encoding in (of_the_font, _CHINESE if is_east_asian else "", of_the_file, _CHINESE):
        try:
            if encoding:
                return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode(of_the_file, "replace")
