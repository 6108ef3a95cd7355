"""Pages of a site that publishes annual reports, and what `collect` makes of them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from tests.support.processes import run_etl_alone


def linked(*targets: tuple[str, str]) -> str:
    return "".join(f"<li><a href='{href}'>{text}</a></li>" for href, text in targets)


def page(body: str, title: str = "政府信息公开年报", head: str = "") -> str:
    return f"<html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body></html>"


def report(year: int, more: str = "", agency: str = "示例县财政局") -> str:
    name = f"{agency}{year}年政府信息公开工作年度报告"
    return page(f"<h1>{name}</h1><p>一、总体情况 {year} 年，依照条例编制。</p>{more}", name)


def title(year: int) -> str:
    return f"示例县财政局{year}年政府信息公开工作年度报告"


def listed(folder: Path, *rows: Mapping[str, str]) -> Path:
    path = folder / "columns.csv"
    with open(path, "w", encoding="utf-8", newline="") as file:
        heading = ["agency", "region_code", "url", "asset_hosts", "old_tls", "seconds"]
        writer = csv.DictWriter(file, heading)
        writer.writeheader()
        writer.writerows(
            {"agency": "示例县财政局", "region_code": "430321", "seconds": "0", **row} for row in rows
        )
    return path


def collect(columns: Path, out: Path, *more: str, env: Mapping[str, str] | None = None) -> str:
    done = run_etl_alone(
        "collect", str(columns), "--out", str(out), "--contact", "office@example.cn", *more, env=env
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def by_hand(out: Path) -> dict[str, str]:
    return {row["address"]: row["reason"] for row in rows(out / "by_hand.csv")}
