"""The layout templates: a search path of folders, the user's own first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.errors import Problem, ProblemsError
from reportgen.render.words import escaped

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment


@lru_cache(maxsize=8)
def _environment(folders: tuple[Path, ...]) -> SandboxedEnvironment:
    from jinja2 import FileSystemLoader, StrictUndefined, select_autoescape
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    found = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        undefined=StrictUndefined,
        autoescape=select_autoescape(("html", "xml")),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    found.filters["md"] = escaped
    return found


def fill(folders: Sequence[Path], name: str, values: Mapping[str, Any]) -> str:
    """The layout template of that name, filled. Raises ProblemsError with file and line where it is at fault."""
    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
    from jinja2.exceptions import SecurityError

    try:
        return _environment(tuple(folders)).get_template(name).render(values)
    except TemplateNotFound as error:
        raise _fault(name, f"there is no layout {error.name}.", "Put it into templates/layouts.") from error
    except TemplateSyntaxError as error:
        raise _fault(error.name or name, f"{error.message}.", row=error.lineno) from error
    except SecurityError as error:
        raise _fault(name, f"reaches outside the sandbox: {error}.") from error
    except (TemplateError, TypeError, ValueError, ZeroDivisionError, AttributeError) as error:
        raise _fault(name, f"{error}.", row=_line(error, folders)) from error


def _fault(name: str, what: str, mend: str = "", row: int | None = None) -> ProblemsError:
    return ProblemsError([Problem(f"layouts/{name}", what, mend, row=row)])


def _line(error: BaseException, folders: Sequence[Path]) -> int | None:
    """The template's line an error arose on: Jinja rewrites tracebacks to point there."""
    line, trace = None, error.__traceback__
    while trace is not None:
        if any(trace.tb_frame.f_code.co_filename.startswith(str(folder)) for folder in folders):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
