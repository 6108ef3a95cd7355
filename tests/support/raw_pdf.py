"""PDF files of one page, written object by object: a ruled table of two rows, and whatever a test draws into it."""

from __future__ import annotations

from collections.abc import Sequence

TABLE = "0.5 w 50 460 300 40 re S 50 480 m 350 480 l S 200 460 m 200 500 l S BT /F1 10 Tf 55 485 Td (A) Tj ET BT /F1 10 Tf 55 465 Td (B) Tj ET\n"
"""Cells from x 50 to 200 and 200 to 350; rows from y 480 to 500 (A) and 460 to 480 (B)."""


def text(words: str, x: float = 250, y: float = 485, before: str = "", size: float = 10) -> str:
    """Words at a point, in a graphics state of their own; `before` are operators inside it."""
    return f"q {before} BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET Q\n"


def patch(x: float = 240, y: float = 481, width: float = 60, height: float = 17, color: str = "1 g") -> str:
    return f"q {color} {x} {y} {width} {height} re f Q\n"


def stream(content: str, dictionary: str = "") -> str:
    return f"<< /Length {len(content.encode('latin-1'))} {dictionary} >>\nstream\n{content}\nendstream"


def pdf(
    content: str, *, resources: str = "", page: str = "", catalog: str = "", objects: Sequence[str] = ()
) -> bytes:
    """A page of 400 x 600 points. `objects` are numbered from 10; font F1 is Helvetica."""
    fixed = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Contents 4 0 R {page} "
        f"/Resources << /Font << /F1 5 0 R >> {resources} >> >>",
        4: stream(content),
        5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    numbered = fixed | dict(enumerate(objects, 10))
    out = b"%PDF-1.7\n"
    offsets = {}
    for number, body in numbered.items():
        offsets[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{number} 1\n{at:010d} 00000 n \n" for number, at in offsets.items())
    size = max(numbered) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + b"xref\n0 1\n0000000000 65535 f \n" + (table + trailer).encode()


def widget(
    value: str, appearance: str | None = None, *, rectangle: str = "240 481 300 498", more: str = "/F 4"
) -> str:
    """A text field with its value; `appearance` names the object that draws it, else the viewer has to."""
    shown = f"/AP << /N {appearance} >>" if appearance else ""
    return f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (f) /V ({value}) /DA (/F1 9 Tf 0 g) /Rect [{rectangle}] {more} {shown} >>"


def free_text(words: str, appearance: str | None = None, *, more: str = "/F 4") -> str:
    """Text typed over the page."""
    shown = f"/AP << /N {appearance} >>" if appearance else ""
    return f"<< /Type /Annot /Subtype /FreeText /Contents ({words}) /DA (/F1 9 Tf 0 g) /Rect [240 481 300 498] {more} {shown} >>"


def appearance(content: str) -> str:
    """A drawing of 60 x 17 points for an annotation."""
    resources = "/Resources << /Font << /F1 5 0 R >> >>"
    return stream(content, f"/Type /XObject /Subtype /Form /BBox [0 0 60 17] {resources}")
