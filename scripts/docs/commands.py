"""docs/commands.md: every command with its arguments and options, from the application itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer.main

import reportgen.cli  # noqa: F401 - its modules add the commands
from reportgen.cli.app import app


def reference() -> str:
    """Every command, in the order of its path."""
    return "\n\n".join(_described(path, command) for path, command in sorted(commands()))


def commands() -> Iterator[tuple[str, Any]]:
    """Every command of the application by its path: ("data check", ...)."""
    yield from _below("", typer.main.get_command(app))


def _below(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    children = getattr(command, "commands", None)
    if children is None:
        yield path, command
        return
    for name, child in children.items():
        yield from _below(f"{path} {name}".strip(), child)


def _described(path: str, command: Any) -> str:
    lines = [f"### reportgen {path}", "", command.help.strip(), "", f"    reportgen {path}{_usage(command)}"]
    rows = [_row(parameter) for parameter in command.params if parameter.name != "help"]
    return "\n".join([*lines, "", "Word | Meaning", "--- | ---", *rows] if rows else lines)


def _usage(command: Any) -> str:
    words = [_word(parameter) for parameter in command.params if parameter.name != "help"]
    return "".join(f" {word}" for word in words)


def _word(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        word = parameter.name.upper() + ("..." if parameter.nargs == -1 else "")
    else:
        word = parameter.opts[0] + ("" if parameter.is_flag else f" {parameter.metavar or _type(parameter)}")
    return word if parameter.required else f"[{word}]"


def _type(parameter: Any) -> str:
    return {"integer": "NUMBER", "float": "NUMBER"}.get(parameter.type.name, "TEXT")


def _row(parameter: Any) -> str:
    word = _word(parameter).strip("[]")
    default = parameter.default
    shown = "" if default in (None, "", False, ()) or callable(default) else f" Default: {default}."
    return f"`{word}` | {(parameter.help or '').strip()}{shown}"
