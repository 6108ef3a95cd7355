"""What makes a text an agency's own, taken out: years, numbers, names, the sentence that says who drew it up."""

from __future__ import annotations

import re

LONGEST = 20_000
_SENTENCE = re.compile(r"[^。\n]+。?")
_FORMAL = re.compile("统计期限|编制本报告|编制而成|邮编|联系电话|电子邮箱|电子版")
_OWN = re.compile(r"(?:全|我|本|各)(?:省|市|州|县|区|旗|镇|乡|街道|局|委|办|厅|中心)")
_DROPPED = re.compile(r"[\W\d_]+")
# dates and ordinals, or a group: a number; the look ahead keeps the search from trying all of them at each character
_NUMBER = re.compile(
    r"(?=[\d第〔(（\n])(?:20\d\d(?!\d)年?度?|\d{1,2}月(?:\d{1,2}日)?|第\d+号?|〔\d+〕|[(（]\d+[)）]|\n\d+[.、．]"
    r"|(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?))"
)
_FEWEST_NUMBERS, _LARGE_NUMBERS = 3, 2


def mask(text: str, agency: str, *places: str) -> str:
    """The characters of `text` that may be compared with another agency's or year's text."""
    text = text[:LONGEST]
    if _FORMAL.search(text):
        text = _SENTENCE.sub(lambda sentence: "" if _FORMAL.search(sentence[0]) else sentence[0], text)
    body = agency
    for place in places:
        body = body.removeprefix(place)
    for name in (agency, body, *places):
        if len(name) > 1:
            text = text.replace(name, "")
    for place in places:
        if len(place) > 2:
            text = text.replace(place[:-1], "")
    return _OWN.sub("本", _DROPPED.sub("", text))


def numbers(text: str) -> tuple[str, ...]:
    """The figures that a text states, without dates and ordinals; empty where they are too few or too small to
    be recognised again."""
    found = tuple(filter(None, _NUMBER.findall("\n" + text[:LONGEST])))
    large = sum(len(one) > 1 for one in found)
    return found if len(found) >= _FEWEST_NUMBERS and large >= _LARGE_NUMBERS else ()
