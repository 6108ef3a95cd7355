"""Print the two golden PDFs anew: python -m tests.golden.print_pdfs (needs Chromium and Noto Serif CJK).

The figures are those of the pages under data/reports/real; what made the published files hard to read is put
back in: tables and a row group cut by page breaks, page numbers between table rows, damaged and spaced labels.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from tests.support.paths import ROOT
from tests.support.processes import print_to_pdf

REPORTS = Path(__file__).parent / "reports"
_STYLE = """<style>
@page { size: A4; margin: 30mm 26mm 22mm; @bottom-center { content: "- " counter(page) " -"; font-size: 10pt } }
body { font-family: "Noto Sans CJK SC"; font-size: 14pt; line-height: 1.9 }
h1 { font-size: 20pt; font-weight: normal; font-weight: normal; text-align: center } h2 { font-size: 15pt; font-weight: normal } p { text-indent: 2em }
table { border-collapse: collapse; width: 100%; font-size: 10.5pt; line-height: 1.35 }
td { border: 1px solid #000; padding: 5pt 3pt; text-align: center }
</style>"""
_NOTE = "本文件按公布的年度报告重新排印，只保留数字、机关名称和表格栏目，文字为测试另行编写。"
# printed label in data/reports/real -> label of the published file
_LABELS = {
    "huaian_2024": {"1.申请人": "1、申请人", "2.申请人": "2、申请人", "3.其他": "3、其他"},
    "hongze_2023": {
        "2.其他法律行政法规禁止公开": "2.其他法律行政止公开",
        "4.无正当理由大量反复申请": "4.无正当理由大量反复 申请",
        "重新出具已获取信息": "重 新出具已获取信息",
        "<td>总计</td>": "<td>总 计</td>",
    },
}
_NARRATIVE = {
    "huaian_2024": (
        "二、",
        ["<h2>一、总体情况</h2>", *["<p>各项数字见以下各表，测试文件不作叙述。</p>"] * 7],
    ),
    "hongze_2023": (
        "二、",
        ["<h2>一、总体情况</h2>", *["<p>淮安市洪泽区人民政府的各项数字见以下各表。</p>"] * 4],
    ),
}


def page(name: str) -> str:
    """The report as the web page that Chromium prints."""
    (source,) = (ROOT / "data" / "reports" / "real").rglob(f"{name}.html")
    html = source.read_text(encoding="utf-8")
    for label, published in _LABELS[name].items():
        assert label in html, label
        html = html.replace(label, published)
    html = re.sub(r"<p>.*?</p>", f"<p>{_NOTE}</p>", html, count=1)
    heading, narrative = _NARRATIVE[name]
    html = html.replace(f"<h2>{heading}", "\n".join(narrative) + f"\n<h2>{heading}", 1)
    closing = "<h2>五、存在的主要问题及改进情况</h2><p>测试文件不作叙述。</p><h2>六、其他需要报告的事项</h2><p>无。</p>"
    return html.replace("</head>", _STYLE + "</head>").replace("</body>", closing + "</body>")


def main() -> None:
    for name in _LABELS:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "page.html")
            source.write_text(page(name), encoding="utf-8")
            print_to_pdf(source, REPORTS / f"{name}.pdf")


if __name__ == "__main__":
    main()
