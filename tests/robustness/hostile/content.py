"""Reports whose names, cells and texts try to be something else: markup, script, formulas, turned text."""

from __future__ import annotations

from pathlib import Path
from random import Random

from etl.model.report import Address
from tests.robustness.variants import bases
from tests.robustness.variants.case import Case
from tests.robustness.variants.pages import page, rows_html

STRANGER = "http://stranger.example"
MARKUP = (
    f"<img src={STRANGER}/a.png onerror=\"alert('hostile')\"><script>alert('hostile')</script>"
    f'<b id="injected">粗</b><a href="javascript:alert(\'hostile\')">链</a><iframe src={STRANGER}></iframe>'
)
MARKDOWN = (
    f"![图]({STRANGER}/b.png) [链](javascript:alert(1)) **粗** `码` $x^2$ :red[红] :material/home: <u>划</u>"
)
FORMULAS = (
    '=HYPERLINK("http://stranger.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
)
TURNED = "\u202e部开公\u202c\u200b\u2066a\u2069\u0007"
LONG = "长" * 10_000
EVERYTHING = (MARKUP, MARKDOWN, *FORMULAS, TURNED, LONG, "'; drop table figures; --", "{{7*7}}${7*7}")


def write(folder: Path) -> int:
    """Write one report per kind of hostile text, in names, cells, narrative, URL and file name; returns how many."""
    folder.mkdir(parents=True)
    case = list(bases(7))[2]
    for number, text in enumerate(EVERYTHING):
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        hostile = _with_cells(case, text)
        agency = f"{escaped[:9000]}示例县第{number}局"
        markup = page(hostile.parts(), lambda table: rows_html(table.rows()))
        markup = markup.replace(case.agency, agency)
        markup = markup.replace(
            "解读形式单一。", f"解读形式单一。{escaped}</p><p>{escaped}政策解读与培训不足，"
        )
        markup = markup.replace(
            "<head>", f'<head><link rel="canonical" href="javascript:alert({number})//{escaped[:200]}">'
        )
        name = "".join(sign for sign in text[:30] if sign not in '/\0\\:*?"|') or "x"
        (folder / f"{name}{number}.html").write_text(markup, encoding="utf-8", errors="surrogatepass")
    return len(EVERYTHING)


def _with_cells(case: Case, text: str) -> Case:
    chosen = Random(1).sample(sorted(case.cells, key=str), 12)
    texts: dict[Address, tuple[str, float | None]] = dict.fromkeys(chosen, (text[:300], None))
    return case.changed(texts)
