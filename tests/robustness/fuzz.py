"""Coverage-guided fuzzing of each reader: an input may be read or refused in words; anything else is an error.

    python -m tests.robustness.fuzz [--seconds 600] [--keep FOLDER] [reader …]

For Linux, with atheris. Seeds are synthetic reports in every format. Any exception but Unreadable is a crash; so are
more than 20 s for one input, and more than a gigabyte above the start. Only `etl` is instrumented. Prints one line per
reader; exit 1 if an input failed, which is then kept in FOLDER (one process per reader: it ends with its fuzzer).
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import re
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from typing import Literal

from tests.support import ofd_file, raw_pdf
from tests.support.office_texts import fodt, odt, odt_body, rtf, rtf_body
from tests.support.outlook_file import compound_file, outlook_mail
from tests.support.processes import convert, run_python
from tests.support.web_archive import Answer, warc
from tests.support.word_files import flat_opc, word_2003

SECONDS, MEGABYTES, LONGEST = 20, 1024, 200_000
Target = Callable[[bytes], object]
_Mode = Literal["w", "w:gz", "w:bz2", "w:xz"]
# the part of a package that holds the report: what is no package is taken for it
_PARTS = {
    ".odt": "content.xml",
    ".docx": "word/document.xml",
    ".xlsx": "xl/worksheets/sheet1.xml",
    ".ods": "content.xml",
    ".ofd": "Doc_0/Pages/Page_0/Content.xml",
}
_ENDINGS: Mapping[str, tuple[str, ...]] = {
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
_CONTAINERS = {"archives": ".zip", "tar": ".tar", "mail": ".eml", "outlook": ".msg", "warc": ".warc"}
_SHARED = (
    "etl.pipeline",
    "etl.sources.discovery",
    "etl.readers.html.mht",
    "etl.readers.text.delimited",
    "etl.readers.text.plain_text",
)
_FOLDERS = ("html", "docx", "word_xml", "odt", "rtf", "spreadsheet", "pdf", "ofd")
READERS = (*_ENDINGS, *_CONTAINERS, "encoding", "labels")


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
        return [_zipped({path.name: path.read_bytes() for path in files[at : at + 3]}) for at in (0, 3, 6)]
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
        return _with_parts(_ENDINGS[reader][0], [path.read_bytes() for path in convert(beside, to)])
    endings = _ENDINGS[reader]
    samples = [path.read_bytes() for path in files if path.suffix in endings] + _drawn(reader)
    samples = sorted(samples, key=len)[:12]
    return _with_parts(endings[0], samples)


def _with_parts(ending: str, samples: list[bytes]) -> list[bytes]:
    if ending not in _PARTS:
        return samples
    return samples + [zipfile.ZipFile(io.BytesIO(data)).read(_PARTS[ending]) for data in samples[:6]]


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


def _zipped(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return stream.getvalue()


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


def target(reader: str, folder: Path, package: bytes) -> Target:
    """The function that handles one input. `package` is a valid one that an input may become a part of."""
    from etl.model.document import Unreadable
    from etl.pipeline import read_reports
    from etl.sources.discovery import find
    from etl.sources.source import Source
    from etl.text import encoding, normalise, simplified_chinese
    from etl.text.numbers import read_number

    numbers = count()
    if reader in ("open_sheet", "old_word"):
        os.environ["PATH"] = ""  # else LibreOffice would read them: .doc always, .ods where it is installed

    def read(data: bytes) -> None:
        ending = _ENDINGS[reader][len(data) % len(_ENDINGS[reader])]
        if ending in _PARTS and not data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(package)) as sound:
                members = {name: sound.read(name) for name in sound.namelist()}
            data = _zipped(members | {_PARTS[ending]: data})
        read_reports(data, f"某县/某局2022年政府信息公开工作年度报告{ending}")

    def open_archive(data: bytes) -> None:
        path = folder / f"{next(numbers)}{_CONTAINERS[reader]}"
        path.write_bytes(data)
        try:
            for source in find([path]):
                if isinstance(source, Source):
                    refusable(lambda _, source=source: source.open())(b"")  # type: ignore[misc]
        finally:
            path.unlink()

    def see_label(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        simplified_chinese.simplify(normalise.normalise(text))
        read_number(text)

    def refusable(work: Target) -> Target:
        def tried(data: bytes) -> None:
            try:
                work(data)
            except Unreadable as refusal:
                assert str(refusal)

        return tried

    opened = dict.fromkeys(_CONTAINERS, open_archive)
    own: dict[str, Target] = {**opened, "encoding": encoding.decode, "labels": see_label}
    return refusable(own.get(reader, read))


def fuzz_here(reader: str, seconds: int, folder: Path) -> None:
    """Fuzz in this process, which ends with the fuzzer."""
    import atheris

    with atheris.instrument_imports(include=["etl"]):
        # the readers, which are else imported when they are needed, and all that they share
        for module in (*_SHARED, *(f"etl.readers.{name}" for name in _FOLDERS)):
            importlib.import_module(module)

    corpus, failures, files = (folder / name for name in ("corpus", "found", "files"))
    for made in (corpus, failures, files):
        made.mkdir(parents=True, exist_ok=True)
    sound = seeds(reader, folder / "demo")
    for number, data in enumerate(sound):
        (corpus / f"seed-{number}").write_bytes(data)
    started = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20
    limits = {
        "max_total_time": seconds, "timeout": SECONDS, "rss_limit_mb": started + MEGABYTES, "max_len": LONGEST,
        "print_final_stats": 1, "verbosity": 1, "seed": 1, "artifact_prefix": f"{failures}/",
    }  # fmt: skip
    options = [f"-{name}={value}" for name, value in limits.items()]
    package = next((data for data in sound if data.startswith(b"PK")), b"")
    atheris.Setup([sys.argv[0], *options, str(corpus)], target(reader, files, package))
    atheris.Fuzz()


def fuzz(reader: str, seconds: int, folder: Path) -> tuple[str, bool]:
    """A summary line, and whether no input failed."""
    command = ["-m", "tests.robustness.fuzz", "--here", str(folder), "--seconds", str(seconds), reader]
    done = run_python(*command)
    stats = dict(re.findall(r"stat::(\w+):\s+(\d+)", done.stderr))
    branches = re.findall(r"cov: (\d+)", done.stderr)
    line = (
        f"{reader}: {int(stats.get('number_of_executed_units', 0)):,} inputs, "
        f"{branches[-1] if branches else '?'} edges, at most {stats.get('peak_rss_mb', '?')} MB"
    )
    if done.returncode == 0:
        return f"{line}, nothing found", True
    output = done.stdout + done.stderr
    at = max(output.find("Uncaught Python exception"), 0) or max(len(output) - 3000, 0)
    return f"{line}, FOUND (in {folder / 'found'}):\n{output[at : at + 3000]}", False


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*", choices=[*READERS, []], metavar="reader")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--keep", type=Path, help="where inputs that were found are left")
    parser.add_argument("--here", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        fuzz_here(options.readers[0], options.seconds, options.here)
    keep = options.keep or Path(tempfile.mkdtemp(prefix="fuzz-"))
    sound = True
    for reader in options.readers or READERS:
        line, nothing = fuzz(reader, options.seconds, keep / reader)
        print(line, flush=True)
        sound &= nothing
    return int(not sound)


if __name__ == "__main__":
    sys.exit(main())
