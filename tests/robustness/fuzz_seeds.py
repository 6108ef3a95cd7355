"""Small valid inputs of every reader, from which fuzzing starts: synthetic reports in every format."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Literal

from tests.support import ofd_file, raw_pdf
from tests.support.found_files import archive
from tests.support.office_texts import fodt, odt, odt_body, rtf, rtf_body
from tests.support.outlook_file import compound_file, outlook_mail
from tests.support.processes import convert
from tests.support.web_archive import Answer, warc
from tests.support.word_files import flat_opc, word_2003

_Mode = Literal["w", "w:gz", "w:bz2", "w:xz"]
# the part of a package that holds the report: what is no package is taken for it
PARTS = {
    ".odt": "content.xml",
    ".docx": "word/document.xml",
    ".xlsx": "xl/worksheets/sheet1.xml",
    ".ods": "content.xml",
    ".ofd": "Doc_0/Pages/Page_0/Content.xml",
}
ENDINGS: Mapping[str, tuple[str, ...]] = {
    "html": (".html",),
    "mht": (".mht",),
    "docx": (".docx",),
    "word_xml": (".xml",),
    "odt": (".odt", ".fodt"),
    "rtf": (".rtf",),
    "spreadsheet": (".xlsx",),
    "binary_workbook": (".xls",),
    "open_sheet": (".ods",),
    "old_word": (".doc",),
    "pdf": (".pdf",),
    "ofd": (".ofd",),
    "text": (".txt", ".md"),
    "delimited": (".csv",),
}
# made with LibreOffice: from files of which kind, and its target
_CONVERTED = {
    "binary_workbook": (".xlsx", "xls:MS Excel 97"),
    "open_sheet": (".xlsx", "ods"),
    "old_word": (".docx", "doc:MS Word 97"),
}
CONTAINERS = {"archives": ".zip", "tar": ".tar", "mail": ".eml", "outlook": ".msg", "warc": ".warc"}


def seeds(reader: str, folder: Path) -> list[bytes]:
    """Small valid inputs of a reader, the smallest first."""
    from etl.demo import write

    write(folder, 1, (2020, 2022), 5)
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    if reader == "labels":
        return [
            text.encode()
            for text in ("1,234", "１２．５万元", "（三）不予公开", "/", "—", "无", "12 3", "3+4=7")
        ]
    if reader == "encoding":
        page = next(path for path in files if path.suffix == ".html").read_text("utf-8")[:4000]
        return [page.encode(name, "replace") for name in ("utf-8", "gb18030", "utf-16", "utf-16-le", "big5")]
    if reader == "archives":
        return [archive({path.name: path.read_bytes() for path in files[at : at + 3]}) for at in (0, 3, 6)]
    if reader == "tar":
        modes: tuple[_Mode, ...] = ("w", "w:gz", "w:bz2", "w:xz")
        return [_tarred(files[at : at + 2], mode) for at, mode in enumerate(modes)]
    if reader == "mail":
        return [_mail(files[at : at + 2]) for at in (0, 3)]
    if reader == "outlook":
        attached = [(path.name, path.read_bytes()[:20_000]) for path in files[:2]]
        inner = outlook_mail("转发", attachments=attached[:1])
        return [compound_file(outlook_mail("报送年度报告", "见附件。", [*attached, inner]))]
    if reader == "warc":
        answers = [Answer(f"http://www.example.gov.cn/{path.name}", path.read_bytes()) for path in files[:2]]
        return [warc(*answers, packed=packed) for packed in (False, True)]
    if reader in ("odt", "rtf", "word_xml"):
        return _of_words(reader, [path.read_bytes() for path in files if path.suffix == ".docx"])
    if reader in _CONVERTED:
        ending, to = _CONVERTED[reader]
        made = [path for path in files if path.suffix == ending][:3]
        beside = [path.rename(folder / f"{number}{ending}") for number, path in enumerate(made)]
        return _with_parts(ENDINGS[reader][0], [path.read_bytes() for path in convert(beside, to)])
    endings = ENDINGS[reader]
    samples = [path.read_bytes() for path in files if path.suffix in endings] + _drawn(reader)
    samples = sorted(samples, key=len)[:12]
    return _with_parts(endings[0], samples)


def _with_parts(ending: str, samples: list[bytes]) -> list[bytes]:
    if ending not in PARTS:
        return samples
    return samples + [zipfile.ZipFile(io.BytesIO(data)).read(PARTS[ending]) for data in samples[:6]]


def _of_words(reader: str, words: Sequence[bytes]) -> list[bytes]:
    """Word files as files of other kinds of text."""
    from etl.readers.docx import read

    if reader == "word_xml":
        return [write(data) for data in words[:4] for write in (flat_opc, word_2003)]
    if reader == "rtf":
        return [
            rtf(rtf_body(read(data, "a.docx"), encoded)) for data in words[:3] for encoded in (False, True)
        ]
    bodies = [odt_body(read(data, "a.docx")) for data in words[:3]]
    return [write(body) for body in bodies for write in (odt, fodt)] + [body.encode() for body in bodies]


def _drawn(reader: str) -> list[bytes]:
    """Pages with what hides text and what lies over them, as the unit tests draw them."""
    if reader == "ofd":
        table = (
            ofd_file.ruled((20, 60, 100), (40, 50, 60))
            + ofd_file.text(22, 47, "许可")
            + ofd_file.text(62, 47, "12")
        )
        cover = ofd_file.path("M 61 41 L 99 41 L 99 49 L 61 49 C", Fill="true", Alpha="200")
        return [ofd_file.package([table]), ofd_file.package([table + cover + table, cover], documents=2)]
    if reader != "pdf":
        return []
    old, drawing = raw_pdf.text("99"), raw_pdf.appearance("BT /F1 10 Tf 10 4 Td (12) Tj ET")
    layers = "/OCProperties << /OCGs [12 0 R] /D << /OFF [12 0 R] >> >>"
    over = [raw_pdf.widget("12", "11 0 R"), raw_pdf.widget("12"), raw_pdf.free_text("12", "11 0 R")]
    return [
        raw_pdf.pdf(
            f"{raw_pdf.TABLE}{old}/OC /L BDC {raw_pdf.patch()} EMC q 2 2 1 1 re W n {old} Q\n",
            resources="/Properties << /L 12 0 R >>", page="/Annots [10 0 R]",
            catalog=f"/AcroForm << /Fields [10 0 R] >> {layers}", objects=(annotation, drawing, "<< /Type /OCG /Name (x) >>"),
        )
        for annotation in over
    ]  # fmt: skip


def _tarred(paths: Sequence[Path], mode: _Mode) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as packed:
        for path in paths:
            packed.add(path, path.name)
    return stream.getvalue()


def _mail(paths: Sequence[Path]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@x.cn", "b@x.cn", "报送年度报告"
    message.set_content("见附件。")
    for path in paths:
        message.add_attachment(path.read_bytes()[:20_000], "application", "x-report", filename=path.name)
    return message.as_bytes()
