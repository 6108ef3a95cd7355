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
import tempfile
import zipfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

from tests.robustness.fuzz_seeds import CONTAINERS, ENDINGS, PARTS, seeds
from tests.support.found_files import archive
from tests.support.processes import run_python

SECONDS, MEGABYTES, LONGEST = 20, 1024, 200_000
Target = Callable[[bytes], object]
_SHARED = (
    "etl.pipeline",
    "etl.sources.discovery",
    "etl.readers.html.mht",
    "etl.readers.text.delimited",
    "etl.readers.text.plain_text",
)
_FOLDERS = ("html", "docx", "word_xml", "odt", "rtf", "spreadsheet", "pdf", "ofd")
READERS = (*ENDINGS, *CONTAINERS, "encoding", "labels")


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
        ending = ENDINGS[reader][len(data) % len(ENDINGS[reader])]
        if ending in PARTS and not data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(package)) as sound:
                members = {name: sound.read(name) for name in sound.namelist()}
            data = archive(members | {PARTS[ending]: data})
        read_reports(data, f"某县/某局2022年政府信息公开工作年度报告{ending}")

    def open_archive(data: bytes) -> None:
        path = folder / f"{next(numbers)}{CONTAINERS[reader]}"
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

    opened = dict.fromkeys(CONTAINERS, open_archive)
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
