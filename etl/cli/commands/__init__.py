"""The commands. Each module has `add(parser)`, which declares its arguments, and `run(options)`: the exit code."""

from __future__ import annotations

from types import MappingProxyType

from etl.cli.commands import (
    api,
    batch,
    changes,
    check,
    circular,
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
    serve,
    template,
    verify,
    versions,
)

COMMANDS = MappingProxyType(
    {
        "load": load,
        "check": check,
        "path": path,
        "export": export,
        "rollup": rollup,
        "template": template,
        "ledger": ledger,
        "circular": circular,
        "batch": batch,
        "returns": returns,
        "replies": replies,
        "reminders": reminders,
        "score": score,
        "changes": changes,
        "versions": versions,
        "verify": verify,
        "health": health,
        "demo": demo,
        "serve": serve,
        "api": api,
    }
)
