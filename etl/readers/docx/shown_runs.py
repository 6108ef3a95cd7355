"""Runs that show something other than their text: raised marks, text nobody sees, choices of forms, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from etl.model.document import Note
from etl.readers.common.contrast import WHITE, is_lost
from etl.readers.common.picture_fonts import PICTURE_SIGN, is_picture_font
from etl.readers.docx.run_colors import PAPER_THEMES, ink_of, is_unseen
from etl.readers.docx.runs import MATH, PICTURE, PRINTING, TEXT, M, W, is_on, value_of

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARK = re.compile(r"[\[(（【〔]?(\d{1,2})[\])）】〕]?")
_SMALLEST_SHIFT = 4  # half points
_TINY = 3  # half points
_NARROW = 9  # percent of a letter's width
_RIGHT_TO_LEFT = "\u202e"
_FLAT = 20  # twentieths of a point
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_OBJECT = W + "object"
_PICTURE_WORD = "[图片]"
_DRAWN_WORD = "[公式]"
_DIGIT = re.compile("[0-9]")
_BUILT_UP = tuple(
    M + name for name in ("f", "sSup", "sSub", "sSubSup", "sPre", "rad", "nary", "limLow", "limUpp", "m")
)
_SPECIAL = (
    *(W + name for name in ("vertAlign", "position", "trHeight", "ddList", "checkBox")),
    PICTURE, _CHART, _IMAGE,
)  # fmt: skip
# each begins with a word to look for, which is what makes it quick
_LIGHT = re.compile(rb':(?:color|srgbClr) [^<>]*val="(?:[D-Fd-f]\w){3}')
_GROUND = re.compile(rb':fill="(?!auto|[Ff]{6})|:shd [^<>]*val="(?:solid|pct[1-9])')
_SMALL = re.compile(rb':sz [^<>]*val="[0-3]"|:w [^<>]*val="[1-9]"')
_PAPER_WORDS = tuple(f'"{name}"'.encode() for name in PAPER_THEMES)


def show(root: etree._Element, xml: bytes) -> list[Note]:
    """Change `root` in place so that its text is what a page shows; returns notes on what a person should know.

    `xml`: the bytes of `root`, where it is quicker to see that no colour and no size can hide anything.
    """
    stale = _drop_stale_results(root) if b":dirty=" in xml else []
    if b":bdo " in xml:
        _mark_reversed(root)
    if b"EQ " in xml:
        _mark_drawn(root)
    if b"oMath" in xml:
        _mark_built_up(root)
    if b"dings" in xml:
        _mark_pictures(root)
    changed: dict[str, list[etree._Element]] = {}
    hiding = [W + "color"] if _may_lose_text(xml) else []
    hiding += [W + "sz", W + "w"] if _SMALL.search(xml) else []
    for element in root.iter(*_SPECIAL, *hiding):
        changed.setdefault(str(element.tag), []).append(element)
    if not changed:
        return stale
    for element in changed.get(W + "trHeight", ()):
        _drop_flat_row(element)
    for element in (*changed.get(W + "ddList", ()), *changed.get(W + "checkBox", ())):
        _write_choice(element)
    for element in (*changed.get(W + "vertAlign", ()), *changed.get(W + "position", ())):
        _mark_raised(element)
    colors = changed.get(W + "color", ())
    has_grounds = bool(colors) and any(
        ground.tag == W + "highlight" or ground.get(W + "fill") != "auto"
        for ground in root.iter(W + "shd", W + "highlight")
    )
    unseen = [
        run
        for element in colors
        if (ink := ink_of(element)) is not None
        and (has_grounds or is_lost(ink, WHITE))
        and (run := _run(element)) is not None
        and is_unseen(run, ink)
    ]
    unseen += [
        run
        for element in (*changed.get(W + "sz", ()), *changed.get(W + "w", ()))
        if _is_tiny(element) and (run := _run(element)) is not None
    ]
    dropped = sum(map(_drop, unseen))
    named = sum(
        _name_picture(element) for tag in (PICTURE, _CHART, _IMAGE) for element in changed.get(tag, ())
    )
    counts = (("unseen", dropped), ("pictured_cells", named))
    return stale + [Note(kind, str(count)) for kind, count in counts if count]


def _mark_reversed(root: etree._Element) -> None:
    """Write the sign of a forced direction before words that are printed from right to left: 12 is shown as 21."""
    for reversed_ in root.iter(W + "bdo"):
        text = next(reversed_.iter(TEXT), None)
        if text is not None and value_of(reversed_) == "rtl":
            text.text = _RIGHT_TO_LEFT + (text.text or "")


def _mark_drawn(root: etree._Element) -> None:
    """Write a word into cells for fields by which Word draws characters, such as a number in a circle."""
    for instruction in root.iter(W + "instrText"):
        run = instruction.getparent()
        is_drawn = (instruction.text or "").lstrip().startswith("EQ ")
        if is_drawn and run is not None and next(run.iterancestors(W + "tc"), None) is not None:
            etree.SubElement(run, TEXT).text = _DRAWN_WORD


def _mark_built_up(root: etree._Element) -> None:
    """Write a word into cells for fractions, powers and the like: 12 with an exponent 9 is no 129."""
    for part in root.iter(*_BUILT_UP):
        text = next(part.iter(MATH), None)
        if text is not None and next(part.iterancestors(W + "tc"), None) is not None:
            text.text = _DRAWN_WORD + (text.text or "")


def _mark_pictures(root: etree._Element) -> None:
    """Replace digits in fonts of pictures: what they show is no number."""
    for fonts in root.iter(W + "rFonts"):
        run = _run(fonts)
        if run is not None and is_picture_font(fonts.get(W + "ascii") or ""):
            for text in run.iter(TEXT):
                text.text = _DIGIT.sub(PICTURE_SIGN, text.text or "")


def _drop_stale_results(root: etree._Element) -> list[Note]:
    """Take out what formulas showed that Word is to calculate anew on opening; the note that says so."""
    stale = [
        text
        for begin in root.iter(W + "fldChar")
        if begin.get(W + "dirty") in ("1", "true", "on")
        and (run := begin.getparent()) is not None
        and _is_formula(run)
        for shown in _shown_by_field(run)
        for text in shown.iter(TEXT)
    ]
    for text in stale:
        text.text = ""
    return [Note("not_calculated")] if stale else []


def _is_formula(begin: etree._Element) -> bool:
    instruction = next((run.findtext(W + "instrText") or "" for run in begin.itersiblings(W + "r")), "")
    return instruction.lstrip().startswith("=")


def _may_lose_text(xml: bytes) -> bool:
    """Whether any text is light, or any ground not."""
    if any(word in xml for word in _PAPER_WORDS):
        return True
    return b":highlight " in xml or _LIGHT.search(xml) is not None or _GROUND.search(xml) is not None


def _run(property_of_run: etree._Element) -> etree._Element | None:
    """The run that a property is for, if it is for one."""
    properties = property_of_run.getparent()
    run = properties.getparent() if properties is not None else None
    return run if run is not None and run.tag == W + "r" else None


def _drop(element: etree._Element) -> bool:
    """Take an element out; whether it had words."""
    parent = element.getparent()
    if parent is None:
        return False
    parent.remove(element)
    return bool(_text(element))


def _text(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(TEXT)).strip()


def _drop_flat_row(height: etree._Element) -> None:
    row = next(height.iterancestors(W + "tr"), None)
    value = value_of(height)
    is_flat = height.get(W + "hRule") == "exact" and value.isdecimal() and int(value) <= _FLAT
    if row is not None and is_flat:
        _drop(row)


def _write_choice(form: etree._Element) -> None:
    """Write the chosen entry of a drop-down, or the state of a box, behind the beginning of its field."""
    run = next(form.iterancestors(W + "r"), None)
    if run is None or any(_text(shown) for shown in _shown_by_field(run)):
        return
    text = etree.Element(TEXT)
    text.text = _chosen(form) if form.tag == W + "ddList" else _box(form)
    run.append(text)


def _shown_by_field(begin: etree._Element) -> Iterator[etree._Element]:
    """The runs between the separator and the end of a field."""
    is_result = False
    for run in begin.itersiblings():
        kinds = [mark.get(W + "fldCharType") for mark in run.iter(W + "fldChar")]
        if "end" in kinds:
            return
        is_result = is_result or "separate" in kinds
        if is_result:
            yield run


def _chosen(form: etree._Element) -> str:
    entries = [value_of(entry) for entry in form.iterfind(W + "listEntry")]
    number = value_of(form.find(W + "result")) or value_of(form.find(W + "default")) or "0"
    return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""


def _box(form: etree._Element) -> str:
    state = form.find(W + "checked")
    return "☑" if is_on(state if state is not None else form.find(W + "default")) else "☐"


def _mark_raised(element: etree._Element) -> None:
    """Replace raised or lowered digits by superscript characters: a footnote's mark is no digit of a number."""
    run = _run(element)
    text = run.find(TEXT) if run is not None else None
    if run is None or text is None or not text.text:
        return
    is_superscript = element.tag == W + "vertAlign" and value_of(element) == "superscript"
    stands_beside = _follows_words(run) or _precedes_digit(run)
    if not is_superscript and not (_is_shifted(element) and stands_beside):
        return
    mark = _MARK.fullmatch(text.text.strip())
    if mark:
        text.text = mark[1].translate(_RAISED)
    elif is_superscript:
        text.text = " " + text.text


def _is_shifted(element: etree._Element) -> bool:
    value = value_of(element)
    if element.tag == W + "vertAlign":
        return value == "subscript"
    digits = value.removeprefix("-")
    return digits.isdecimal() and int(digits) >= _SMALLEST_SHIFT


def _follows_words(run: etree._Element) -> bool:
    return any(_text(before) for before in run.itersiblings(preceding=True))


def _precedes_digit(run: etree._Element) -> bool:
    return next((_text(after)[:1].isdecimal() for after in run.itersiblings() if _text(after)), False)


def _is_tiny(size: etree._Element) -> bool:
    value = value_of(size)
    return value.isdecimal() and int(value) <= (_TINY if size.tag == W + "sz" else _NARROW)


def _name_picture(picture: etree._Element) -> bool:
    """Write a word into a cell that holds only a picture; whether it is one."""
    cell = next(picture.iterancestors(W + "tc"), None)
    run = next(picture.iterancestors(W + "r"), None)
    if cell is None or run is None or next(picture.iterancestors(_OBJECT), None) is not None:
        return False
    if any((word.text or "").strip() for word in cell.iter(*PRINTING)) or cell.find(f".//{W}tbl") is not None:
        return False
    text = etree.SubElement(run, TEXT)
    text.text = _PICTURE_WORD
    return True
