"""The commands. Each module has `add(parser)`, which declares its arguments, and `run(options)`: the exit code."""

from __future__ import annotations

from types import MappingProxyType

from etl.cli.commands import (
    batch,
    changes,
    check,
    circular,
    correct,
    demo,
    export,
    health,
    ledger,
    load,
    path,
    reminders,
    replies,
    returns,
    rollup,
    score,
    tell,
    template,
    verify,
    versions,
)
from etl.cli.commands.network import api, collect, serve

COMMANDS = MappingProxyType(
    {
        "load": load,
        "check": check,
        "collect": collect,
        "path": path,
        "export": export,
        "rollup": rollup,
        "template": template,
        "ledger": ledger,
        "circular": circular,
        "batch": batch,
        "returns": returns,
        "replies": replies,
        "correct": correct,
        "reminders": reminders,
        "score": score,
        "changes": changes,
        "tell": tell,
        "versions": versions,
        "verify": verify,
        "health": health,
        "demo": demo,
        "serve": serve,
        "api": api,
    }
)
