"""What pydantic found wrong, as problems a person can mend: file, line, key, remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

from reportgen.config.yamlfile import Location, YamlFile, dotted
from reportgen.errors import Problem

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails


def complaints(error: ValidationError, source: YamlFile, shape: type[BaseModel]) -> list[Problem]:
    """One problem for each fault, in the order of the file."""
    problems = [_problem(detail, source, shape) for detail in error.errors(include_url=False)]
    return sorted(problems, key=lambda problem: problem.row or 0)


def _problem(detail: ErrorDetails, source: YamlFile, shape: type[BaseModel]) -> Problem:
    location = tuple(part for part in detail["loc"] if part != "[key]")
    what, mend = _words(detail, shape)
    return Problem(source.path.name, what, mend, row=source.line(location), key=dotted(location) or None)


def _words(detail: ErrorDetails, shape: type[BaseModel]) -> tuple[str, str]:
    given, kind = detail["input"], detail["type"]
    match kind:
        case "extra_forbidden":
            known = sorted(_fields(shape, detail["loc"][:-1]))
            return "is no key here.", did_you_mean(str(detail["loc"][-1]), known)
        case "missing":
            return "is missing.", "Add it."
        case "literal_error" | "enum":
            choices = re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))
            return f"{given!r} is not allowed.", did_you_mean(str(given), choices)
        case "value_error":
            return str(detail.get("ctx", {}).get("error", detail["msg"])), ""
        case _:
            return f"{_clip(given)} does not fit: {detail['msg'][:1].lower()}{detail['msg'][1:]}.", ""


def _clip(given: Any) -> str:
    text = repr(given)
    return text if len(text) <= 60 else text[:57] + "..."


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A hint: the nearest choice, or all of them where none comes near."""
    known = list(choices)
    if near := get_close_matches(word, known, n=1, cutoff=0.6):
        return f"Did you mean {near[0]}?"
    return f"Allowed: {', '.join(known)}." if known else ""


def _fields(shape: Any, location: Location) -> set[str]:
    """The keys allowed at a place, found by following the annotations."""
    here = shape
    for part in location:
        here = _model(here)
        if hasattr(here, "model_fields"):
            names = {info.alias or name: info for name, info in here.model_fields.items()}
            info = names.get(str(part))
            here = info.annotation if info else None
        else:
            here = get_args(here)[-1] if get_args(here) else None
    here = _model(here)
    if not hasattr(here, "model_fields"):
        return set()
    return {info.alias or name for name, info in here.model_fields.items()}


def _model(annotation: Any) -> Any:
    """The interesting arm of `X | None`."""
    if get_origin(annotation) in {Union, UnionType}:
        arms = [arm for arm in get_args(annotation) if arm is not type(None)]
        nested = [arm for arm in arms if hasattr(arm, "model_fields") or get_origin(arm) in {dict, list}]
        return (nested or arms)[0]
    return annotation
