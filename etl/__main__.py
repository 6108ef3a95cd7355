"""The commands: load, check, path, verify, export, demo, serve."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from etl import warehouse

ROOT = Path(__file__).parents[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        return int(options.run(options))
    except warehouse.Busy as busy:
        print(busy, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("已中断；数据仓库保持原样。", file=sys.stderr)
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

    from etl.loading import load_sources

    missing = [str(source) for source in options.sources if not os.path.lexists(source)]
    if missing:
        print(f"找不到：{'、'.join(missing)}", file=sys.stderr)
        return 2
    read_with = None
    if options.scheduler:
        from etl.cluster import NotInstalled, on_cluster

        try:
            read_with = on_cluster(options.scheduler)
        except NotInstalled as missing_extra:
            print(missing_extra, file=sys.stderr)
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
                warehouse.folder(options.warehouse),
                options.workers,
                read_with,
                lambda done, total: bar.update(task, completed=done, total=total),
            )
    except (OSError, duckdb.Error, ArrowException) as error:
        print(f"没有载入，数据仓库保持原样：{error}", file=sys.stderr)
        return 1
    _print_rejected(summary.path)
    if summary.removed:
        print(f"有 {summary.removed} 份报告的文件已不在原处，新版本不再包含。", file=sys.stderr)
    print(summary)
    return 0 if summary.loaded or summary.unchanged else 1


def _print_rejected(database: Path | None, most: int = 20) -> None:
    """What could not be read in the newest version, for the clerk at the terminal."""
    if database is None:
        return
    import duckdb

    with duckdb.connect(str(database), read_only=True) as con:
        rows = con.execute("select source_name, reason from rejected_sources order by source_name").fetchall()
    for name, reason in rows[:most]:
        print(f"未读取 {name}：{reason}", file=sys.stderr)
    if len(rows) > most:
        print(f"……另有 {len(rows) - most} 个文件未读取，见数据库的 rejected_sources。", file=sys.stderr)


def _check(options: argparse.Namespace) -> int:
    from etl.show import check_files

    return check_files(options.files, options.format)


def _path(options: argparse.Namespace) -> int:
    current = warehouse.current(warehouse.folder(options.warehouse))
    if current is None:
        print("还没有数据；请先运行 python -m etl load 文件夹", file=sys.stderr)
        return 1
    print(current)
    return 0


def _export(options: argparse.Namespace) -> int:
    from etl.export import export

    current = warehouse.current(warehouse.folder(options.warehouse))
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
    from etl.verify import verify

    verdicts = verify(warehouse.folder(options.warehouse), options.every)
    for verdict in verdicts:
        print(f"第 {verdict.version} 版：{'有问题' if verdict.problems else '完好'}")
        for line in (*verdict.problems, *verdict.remarks):
            print(f"  {line}")
    return int(any(verdict.problems for verdict in verdicts))


def _demo(options: argparse.Namespace) -> int:
    from etl.demo import write

    count = write(options.out, options.counties, options.years, options.seed)
    print(f"已写出 {count} 份合成年报：{options.out}")
    return 0


def _serve(options: argparse.Namespace) -> int:
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(ROOT / "dashboard.py"),
        f"--server.port={options.port}",
    ]
    return subprocess.call(command, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
