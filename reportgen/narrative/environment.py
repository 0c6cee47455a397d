"""The Jinja environment of sections: sandboxed, strict, and unable to print a bare number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError, Undefined
from jinja2.exceptions import SecurityError

from reportgen.errors import Problem, UnknownKeyError
from reportgen.narrative.sandbox import Bounded


class BareNumberError(TemplateError):
    """A template printed a value that is neither a fact nor words."""


def _finalize(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Undefined):
        return str(value)  # raises: the environment is strict
    kind = "a bare number" if isinstance(value, int | float) else f"a {type(value).__name__}"
    raise BareNumberError(f"prints {kind}; a figure must come from fact(), size(), signed() or count()")


def environment(folders: Sequence[Path], functions: Mapping[str, Any]) -> Bounded:
    """An environment that looks templates up in the folders in order, the first that has one winning."""
    env = Bounded(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    env.globals.update(functions)
    for name in ("format", "center", "indent", "xmlattr", "urlize", "random"):
        del env.filters[name]
    env.filters["cap"] = functions["cap"]
    env.filters["lower_first"] = lower_first
    return env


def lower_first(text: str) -> str:
    """The text with its first letter in lower case, for use inside a sentence."""
    return text[:1].lower() + text[1:]


def problem_of(error: Exception, where: str) -> Problem:
    """A template's failure as a problem with file, line and what to do."""
    line = _line(error)
    match error:
        case TemplateSyntaxError():
            return Problem(where, f"is no valid template: {(error.message or '').rstrip('.')}.", row=error.lineno)
        case SecurityError():
            return Problem(where, f"does something templates may not: {_said(error)}.", row=line)
        case UnknownKeyError():
            return Problem(where, str(error), "`reportgen facts` lists what there is.", row=line)
        case _:
            return Problem(where, f"{_said(error)}.", row=line)


def _said(error: Exception) -> str:
    text = str(error).strip().rstrip(".")
    return text if isinstance(error, TemplateError | LookupError) else f"{type(error).__name__}: {text}"


def _line(error: Exception) -> int | None:
    """The template line an error came from; jinja rewrites its traceback to carry it."""
    trace = error.__traceback__
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith((".md", "<template>")):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
