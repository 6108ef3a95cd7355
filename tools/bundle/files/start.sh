#!/bin/sh
# 首次运行时安装（不需要网络），以后读入 data/reports 并启动看板。只安装不启动：./start.sh install
# Installs on the first run (no network), then loads data/reports and starts the dashboard.
set -eu
cd "$(dirname "$0")"

if [ ! -f program/installed ]; then
    python=
    for version in @PYTHONS@; do
        command -v "python$version" >/dev/null && python="python$version" && break
    done
    if [ -z "$python" ]; then
        echo "请先安装 Python（@PYTHONS@ 之一，64 位）。Install Python first (one of: @PYTHONS@, 64 bits)." >&2
        exit 1
    fi
    echo "首次运行，正在安装，约需一两分钟…… Installing …"
    rm -rf program
    "$python" -m venv program
    install="program/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --no-index"
    $install --find-links wheels --require-hashes --requirement requirements.lock
    $install --no-deps wheels/disclosure_dashboard-*.whl
    touch program/installed
fi
[ "${1:-}" = install ] && exit 0

[ -d data/reports ] || program/bin/disclosure demo
program/bin/disclosure load data/reports || echo "没有读入新的年报。No report was loaded." >&2
echo "看板地址 Dashboard: http://127.0.0.1:${PORT:-8501}　按 Ctrl+C 停止 stops it"
exec program/bin/disclosure serve
