"""The commands. No logic lives here: each parses its words, asks the pipeline and prints the answer."""

from __future__ import annotations

import sys
from typing import Any

from reportgen.cli import ask, build, check, mail, release, run, site
from reportgen.cli.app import app, tell
from reportgen.errors import ReportgenError, UsageError

COMMANDS = (build, ask, check, release, site, mail, run)
"""The modules whose commands the application has, in the order its help lists them."""


def main() -> None:
    """Run a command; exit 0 done, 1 findings, 2 wrong usage, 3 the world failed."""
    try:
        _with_docstrings()
        code = app(standalone_mode=False)
    except ReportgenError as error:
        tell(str(error))
        code = error.exit_code
    except KeyboardInterrupt:
        tell("Stopped. Nothing half done was kept.")
        code = 130
    except Exception as error:
        if type(error).__module__.startswith(("click", "typer")):
            code = _usage(error)
        elif isinstance(error, BrokenPipeError):
            code = 0
        else:
            raise
    sys.exit(code if isinstance(code, int) else 0)


def _with_docstrings() -> None:
    if sys.flags.optimize > 1:
        raise UsageError("python -OO removes the texts on method that reports print: run without it.")


def _usage(error: Any) -> int:
    tell(f"{error.format_message()}\nTry: reportgen --help")
    return 2
