"""OFD packages for the tests: written by hand from units, or from the pages of a PDF."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

import pypdfium2 as pdfium

from etl.readers.fixed_page.printed_page import Page
from etl.readers.pdf.pdf_page import read_page

MILLIMETRES = 25.4 / 72
_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text(left: float, base: float, words: str, size: float = 4.0, steps: str = "", **more: str) -> str:
    """A text object at a point of its base line, in millimetres; `more` are further attributes."""
    width = size * (len(words) + 1)
    boundary = f"{left:.3f} {base - size:.3f} {more.pop('width', f'{width:.3f}')} {size * 1.3:.3f}"
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in more.items() if name != "inner")
    delta = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{boundary}" Font="2" Size="{size}"{attributes}>{more.get("inner", "")}'
        f'<ofd:TextCode X="0" Y="{size}"{delta}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def path(data: str, boundary: str = "0 0 210 297", inner: str = "", **more: str) -> str:
    """A path object; `data` is relative to the corner of the boundary."""
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in more.items())
    return (
        f'<ofd:PathObject ID="1" Boundary="{boundary}" LineWidth="0.3"{attributes}>{inner}'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def ruled(columns: Sequence[float], rows: Sequence[float]) -> str:
    """The lines of a table, in millimetres."""
    across = [path(f"M {columns[0]} {y} L {columns[-1]} {y}") for y in rows]
    down = [path(f"M {x} {rows[0]} L {x} {rows[-1]}") for x in columns]
    return "".join((*across, *down))


def package(
    pages: Sequence[str],
    *,
    size: tuple[float, float] = (210.0, 297.0),
    common: str = "",
    before_content: str = "",
    after_pages: str = "",
    parts: dict[str, str] | None = None,
    documents: int = 1,
) -> bytes:
    """An OFD package. `pages` are the units of each page; `parts` are further parts of the first document by name."""
    target = io.BytesIO()
    area = f"<ofd:PhysicalBox>0 0 {size[0]:.3f} {size[1]:.3f}</ofd:PhysicalBox>"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        bodies = "".join(
            f"<ofd:DocBody><ofd:DocInfo><ofd:Title>年报</ofd:Title></ofd:DocInfo>"
            f"<ofd:DocRoot>/Doc_{n}/Document.xml</ofd:DocRoot></ofd:DocBody>"
            for n in range(documents)
        )
        archive.writestr("OFD.xml", f'<ofd:OFD {_NAMESPACE} Version="1.0" DocType="OFD">{bodies}</ofd:OFD>')
        for n in range(documents):
            uses = "".join(
                f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
                for number in range(len(pages))
            )
            archive.writestr(
                f"Doc_{n}/Document.xml",
                f"<ofd:Document {_NAMESPACE}><ofd:CommonData><ofd:PageArea>{area}</ofd:PageArea>{common}</ofd:CommonData>"
                f"<ofd:Pages>{uses}</ofd:Pages>{after_pages}</ofd:Document>",
            )
            for number, units in enumerate(pages):
                archive.writestr(f"Doc_{n}/Pages/Page_{number}/Content.xml", page(units, before_content))
        for name, content in (parts or {}).items():
            archive.writestr(f"Doc_0/{name}", content)
    return target.getvalue()


def page(units: str, before_content: str = "") -> str:
    """A page's part; `units` without a layer are put into one."""
    layers = units if units.startswith("<ofd:Layer") else f'<ofd:Layer ID="9" Type="Body">{units}</ofd:Layer>'
    return f"<ofd:Page {_NAMESPACE}>{before_content}<ofd:Content>{layers}</ofd:Content></ofd:Page>"


def from_pdf(data: bytes, write_run: Callable[[str, list[float], float, float], str] | None = None) -> bytes:
    """The visible glyphs and strokes of a PDF as an OFD of the same pages."""
    document = pdfium.PdfDocument(data)
    pages = [read_page(document, index, has_layers=False) for index in range(len(document))]
    document.close()
    size = (pages[0].width * MILLIMETRES, pages[0].height * MILLIMETRES)
    return package([_units(one, write_run or run) for one in pages], size=size)


def run(words: str, lefts: list[float], base: float, size: float) -> str:
    """A run of characters as one text object with steps, equal ones written with `g`."""
    steps = [f"{following - left:.4f}" for left, following in pairwise(lefts)]
    if len(steps) > 2 and len(set(steps)) == 1:
        steps = ["g", str(len(steps)), steps[0]]
    width = lefts[-1] - lefts[0] + 2 * size
    return text(lefts[0], base, words, size, " ".join(steps), width=f"{width:.3f}")


def scaled_run(words: str, lefts: list[float], base: float, size: float) -> str:
    """The same in units of the size, enlarged by the object's matrix."""
    steps = " ".join(f"{(following - left) / size:.5f}" for left, following in pairwise(lefts))
    boundary = f"{lefts[0]:.3f} {base - size:.3f} {lefts[-1] - lefts[0] + 2 * size:.3f} {size * 1.3:.3f}"
    return (
        f'<ofd:TextObject ID="1" Boundary="{boundary}" CTM="{size:.4f} 0 0 {size:.4f} 0 0" Font="2" Size="1">'
        f'<ofd:TextCode X="0" Y="1" DeltaX="{steps}">{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def _units(one: Page, write_run: Callable[[str, list[float], float, float], str]) -> str:
    strokes = [
        *(f"M {a:.3f} {at:.3f} L {b:.3f} {at:.3f}" for at, a, b in _millimetres(one.horizontal)),
        *(f"M {at:.3f} {a:.3f} L {at:.3f} {b:.3f}" for at, a, b in _millimetres(one.vertical)),
    ]
    width, height = one.width * MILLIMETRES, one.height * MILLIMETRES
    drawn = [path(stroke, f"0 0 {width:.3f} {height:.3f}") for stroke in strokes]
    return "".join((*drawn, *_runs(one, write_run)))


def _millimetres(strokes: object) -> list[list[float]]:
    return [[value * MILLIMETRES for value in stroke] for stroke in strokes.tolist()]  # type: ignore[attr-defined]


def _runs(one: Page, write_run: Callable[[str, list[float], float, float], str]) -> Iterable[str]:
    """Glyphs that stand close together on one line, in the order of the page."""
    words = ""
    lefts: list[float] = []
    last: tuple[float, float, float, float] | None = None
    for character, box in zip(one.glyphs.characters, one.glyphs.boxes, strict=True):
        left, top, right, bottom = [value * MILLIMETRES for value in box]
        near = (
            last is not None and abs(last[3] - bottom) < 0.1 and -0.1 <= left - last[2] < 0.3 * (bottom - top)
        )
        if words and not near and last:
            yield write_run(words, lefts, last[3] - 0.14 * (last[3] - last[1]), last[3] - last[1])
            words, lefts = "", []
        words, lefts, last = words + character, [*lefts, left], (left, top, right, bottom)
    if words and last:
        yield write_run(words, lefts, last[3] - 0.14 * (last[3] - last[1]), last[3] - last[1])
