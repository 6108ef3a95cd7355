"""The commands: load, check, path, verify, health, export, demo, serve."""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from etl.cli import console_log
from etl.runtime.paths import ROOT
from etl.warehouse import versions

_LOG = logging.getLogger("etl")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    with console_log.to_stderr():
        try:
            return int(options.run(options))
        except versions.Busy as busy:
            _LOG.error("%s", busy, extra={"event": "busy"})
            return 1
        except KeyboardInterrupt:
            _LOG.error("已中断；数据仓库保持原样。", extra={"event": "interrupted"})
            return 130
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="disclosure", description="政府信息公开工作年度报告：读取、检查、入库、导出"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    load = commands.add_parser("load", help="读取文件或文件夹并发布一个新版本")
    load.add_argument("sources", nargs="+", type=Path, metavar="SOURCE")
    _warehouse_option(load)
    load.add_argument("--workers", type=_positive, help="进程数，默认等于处理器核数")
    load.add_argument("--scheduler", metavar="ADDRESS", help="dask 调度器地址，如 tcp://10.0.0.1:8786")
    load.set_defaults(run=_load)

    check = commands.add_parser("check", help="读取并检查文件，不入库")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.set_defaults(run=_check)

    path = commands.add_parser("path", help="显示当前数据库文件的路径")
    _warehouse_option(path)
    path.set_defaults(run=_path)

    export = commands.add_parser("export", help="导出数据，与看板下载内容一致")
    export.add_argument("--what", choices=("cells", "reports", "measures", "findings"), default="cells")
    export.add_argument("--out", type=Path, metavar="FILE.csv|.xlsx|.parquet", help="默认以 CSV 写到标准输出")
    export.add_argument("--years", type=_years, metavar="A-B")
    for name in ("province", "city", "county", "level", "kind", "agency", "scope"):
        export.add_argument(f"--{name}", action="append", metavar=name.upper())
    export.add_argument("--without-synthetic", action="store_true", help="不含合成数据")
    _warehouse_option(export)
    export.set_defaults(run=_export)

    verify = commands.add_parser("verify", help="核对已发布的数据：完整、自洽、来源文件仍在")
    verify.add_argument("--every", action="store_true", help="也核对保留的旧版本")
    _warehouse_option(verify)
    verify.set_defaults(run=_verify)

    health = commands.add_parser("health", help="供监控调用：一行 JSON，正常返回 0，否则返回 1")
    health.add_argument(
        "--max-age", type=_days, metavar="DAYS", help="最近一次完整的 load 距今超过这些天，即不正常"
    )
    _warehouse_option(health)
    health.set_defaults(run=_health)

    demo = commands.add_parser("demo", help="生成合成年报（各种格式，均标明为合成数据）")
    demo.add_argument("--out", type=Path, default=ROOT / "data" / "reports" / "demo")
    demo.add_argument("--counties", type=_positive, default=8)
    demo.add_argument("--years", type=_years, default=(2019, 2025), metavar="A-B")
    demo.add_argument("--seed", type=int, default=1)
    demo.set_defaults(run=_demo)

    serve = commands.add_parser("serve", help="启动看板")
    serve.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8501")))
    serve.set_defaults(run=_serve)
    return parser


def _warehouse_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--warehouse", type=Path, metavar="DIR", help="默认 data/warehouse 或 DISCLOSURE_WAREHOUSE"
    )


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"应为正整数，而不是 {text}")
    return int(text)


def _days(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"应为天数，而不是 {text}") from error


def _years(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text)
    if match is None or int(match[1]) > int(match[2] or match[1]):
        raise argparse.ArgumentTypeError(f"应写成 2019-2025 或 2024，而不是 {text}")
    return int(match[1]), int(match[2] or match[1])


def _load(options: argparse.Namespace) -> int:
    import duckdb
    from pyarrow import ArrowException
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from etl.ingest.load import load_sources

    started = time.perf_counter()
    missing = [str(source) for source in options.sources if not os.path.lexists(source)]
    if missing:
        _LOG.error("找不到：%s", "、".join(missing), extra={"event": "usage"})
        return 2
    read_with = None
    if options.scheduler:
        from etl.ingest.dask_cluster import NotInstalled, on_cluster

        try:
            read_with = on_cluster(options.scheduler)
        except NotInstalled as missing_extra:
            _LOG.error("%s", missing_extra, extra={"event": "usage"})
            return 2
    columns = (
        TextColumn("读取"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.speed:.0f} 份/秒"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    try:
        with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
            task = bar.add_task("读取", total=None, speed=0)
            summary = load_sources(
                options.sources,
                versions.folder(options.warehouse),
                options.workers,
                read_with,
                lambda done, total: bar.update(task, completed=done, total=total),
            )
    except (OSError, duckdb.Error, ArrowException) as error:
        _LOG.error("没有载入，数据仓库保持原样：%s", error, extra={"event": "failed"})
        return 1
    _say_rejected(summary.path)
    if summary.removed:
        _LOG.warning(
            "有 %d 份报告的文件已不在原处，新版本不再包含。", summary.removed, extra={"event": "removed"}
        )
    about = asdict(summary) | {"version": versions.version_of(summary.path) if summary.path else None}
    seconds = round(time.perf_counter() - started, 1)
    _LOG.info("%s", summary, extra={"event": "load", **about, "seconds": seconds})
    print(summary)
    return 0 if summary.loaded or summary.unchanged else 1


def _say_rejected(database: Path | None, most: int = 20) -> None:
    """What could not be read in the newest version, for the clerk at the terminal."""
    if database is None:
        return
    import duckdb

    with duckdb.connect(str(database), read_only=True) as con:
        rows = con.execute("select source_name, reason from rejected_sources order by source_name").fetchall()
    for name, reason in rows[:most]:
        about = {"event": "rejected", "source": name, "reason": reason}
        _LOG.warning("未读取 %s：%s", name, reason, extra=about)
    if len(rows) > most:
        about = {"event": "rejected_more", "count": len(rows) - most}
        _LOG.warning("……另有 %d 个文件未读取，见数据库的 rejected_sources。", len(rows) - most, extra=about)


def _check(options: argparse.Namespace) -> int:
    from etl.cli.report_printer import check_files

    return check_files(options.files, options.format)


def _path(options: argparse.Namespace) -> int:
    current = versions.current(versions.folder(options.warehouse))
    if current is None:
        print("还没有数据；请先运行 python -m etl load 文件夹", file=sys.stderr)
        return 1
    print(current)
    return 0


def _export(options: argparse.Namespace) -> int:
    from etl.export.relations import export

    current = versions.current(versions.folder(options.warehouse))
    if current is None:
        return _path(options)
    wanted = {
        name: getattr(options, name)
        for name in ("province", "city", "county", "level", "kind", "agency", "scope")
    }
    rows = export(current, options.what, options.out, options.years, wanted, not options.without_synthetic)
    print(f"{rows} 行", file=sys.stderr)
    return 0


def _verify(options: argparse.Namespace) -> int:
    from etl.warehouse.verify import verify

    verdicts = verify(versions.folder(options.warehouse), options.every)
    for verdict in verdicts:
        print(f"第 {verdict.version} 版：{'有问题' if verdict.problems else '完好'}")
        for line in (*verdict.problems, *verdict.remarks):
            print(f"  {line}")
    return int(any(verdict.problems for verdict in verdicts))


def _health(options: argparse.Namespace) -> int:
    from etl.warehouse.health import health

    found = health(versions.folder(options.warehouse), options.max_age)
    print(json.dumps(found.as_json(), ensure_ascii=False))
    return int(found.problem is not None)


def _demo(options: argparse.Namespace) -> int:
    from etl.demo import write

    count = write(options.out, options.counties, options.years, options.seed)
    print(f"已写出 {count} 份合成年报：{options.out}")
    return 0


def _serve(options: argparse.Namespace) -> int:
    command = [sys.executable, "-m", "pages.parts.app.server", f"--server.port={options.port}"]
    return subprocess.call(command, cwd=ROOT)
