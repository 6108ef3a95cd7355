"""Tables that a web page shows as pictures inside the page itself, where text recognition is installed."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from etl.model.document import Grid, Note, Paragraph
from etl.readers.scan.embedded_pictures import (
    MOST_PICTURES,
    can_recognise,
    picture_at,
    pictures_in_page,
    tables_shown,
)

_MARK = "\ue0f1{}\ue0f2"
_MARKED = re.compile("(\ue0f1[0-9]+\ue0f2)")
_PICTURE_WORD = "[图片]"


def mark_pictures(tree: LexborHTMLParser, text: str) -> dict[int, bytes]:
    """Put a mark where the page shows a picture of its own that is large enough for a table; number -> picture.

    Changes nothing where text recognition is not installed.
    """
    by_number: dict[int, bytes] = {}
    if not can_recognise():
        return by_number
    from etl.readers.scan.pictures import may_hold_table

    pictures = list(pictures_in_page(text))
    for node in tree.css('img[src^="data:image" i]'):
        picture = picture_at(node.attributes.get("src") or "")
        if len(by_number) < MOST_PICTURES and picture in pictures and may_hold_table(picture):
            number = pictures.index(picture) + 1
            by_number[number] = picture
            node.replace_with(_MARK.format(number))
    return by_number


def with_shown_tables(
    blocks: list[Paragraph | Grid], pictures: dict[int, bytes]
) -> tuple[list[Paragraph | Grid], list[Note]]:
    """The blocks of a page with the content of its marked pictures, each where it stands; notes on how they were read."""
    shown = {number: tables_shown(picture, number) for number, picture in pictures.items()}
    result: list[Paragraph | Grid] = []
    for block in blocks:
        if isinstance(block, Grid):
            pieces = (piece._replace(text=_MARKED.sub(_PICTURE_WORD, piece.text)) for piece in block.pieces)
            result.append(Grid(tuple(pieces), block.ragged))
            continue
        for part in _MARKED.split(block.text):
            if _MARKED.fullmatch(part):
                content = shown[int(part[1:-1])][0]
                result += [one for one in content if isinstance(one, Paragraph | Grid)]
            elif part.strip():
                result.append(block._replace(text=part.strip()))
    notes = [note for _, of_picture in shown.values() for note in of_picture]
    unread = sum(not content for content, _ in shown.values())
    return result, [*notes, *([Note("pictures_only", str(unread))] if unread else [])]
