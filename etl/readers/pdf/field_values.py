"""Form fields whose stored value is not what the page shows: which of both a reader sees depends on the viewer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from etl.readers.fixed_page.sight import DOUBTFUL, HIDDEN
from etl.readers.pdf.annotations import Field
from etl.readers.pdf.page_text import PageText

_DIGITS = "0123456789"


def with_doubts(text: PageText, sight: np.ndarray, fields: Sequence[Field]) -> tuple[PageText, np.ndarray]:
    """The characters and what is seen of them: doubtful where a field's figure is another than the one shown.

    Where nothing is shown of it, a doubtful character takes its place.
    """
    x, y = (text.boxes[:, 0] + text.boxes[:, 2]) / 2, (text.boxes[:, 1] + text.boxes[:, 3]) / 2
    sight = sight.copy()
    missing: list[Field] = []
    for field in fields:
        left, bottom, right, top = field.box
        inside = (x > left) & (x < right) & (y > bottom) & (y < top) & (sight != HIDDEN)
        shown = "".join(text.characters[n] for n in np.flatnonzero(inside).tolist())
        if field.value is not None and _figure(shown) == _figure(field.value):
            continue
        sight[inside & np.array([character in _DIGITS for character in text.characters], bool)] = DOUBTFUL
        if field.value is not None and not _figure(shown):
            missing.append(field)
    return _with_placeholders(text, missing), np.append(sight, np.full(len(missing), DOUBTFUL))


def _figure(words: str) -> str:
    """The digits of a figure, its thousands closed up, without zeros at the end of its decimals."""
    whole, _, decimals = words.replace(",", "").partition(".")
    digits = "".join(character for character in whole if character in _DIGITS)
    rest = "".join(character for character in decimals if character in _DIGITS).rstrip("0")
    return f"{digits}.{rest}" if rest else digits


def _with_placeholders(text: PageText, fields: Sequence[Field]) -> PageText:
    if not fields:
        return text
    boxes = [(field.box[0], field.box[3], field.box[2], field.box[1]) for field in fields]
    count = len(fields)
    return replace(
        text,
        characters=text.characters + ["?"] * count,
        boxes=np.vstack((text.boxes, boxes)),
        angles=np.append(text.angles, np.zeros(count)),
        after_blank=np.append(text.after_blank, np.zeros(count, np.int8)),
        index=np.append(text.index, np.full(count, -1)),
    )
