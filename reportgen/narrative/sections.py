"""Section files: front matter and prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from reportgen.errors import Problem, ProblemsError
from reportgen.model.document import OUTPUTS, Output

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
Place = Literal["lead", "body", "back"]
Kind = Literal["text", "keypoints", "risks", "method", "sources", "disclosures", "about"]


@dataclass(frozen=True, slots=True)
class SectionFile:
    """One section as an editor wrote it. `offset` is how many lines the front matter takes."""

    name: str
    path: str
    body: str
    offset: int
    title: str = ""
    requires: tuple[str, ...] = ()
    when: str = "true"
    score: str = "0"
    place: Place = "body"
    kind: Kind = "text"
    page: str = "false"
    columns: int = 1
    outputs: tuple[Output, ...] = field(default=OUTPUTS)


def find(name: str, folders: Sequence[Path]) -> Path:
    """The file of a template in the first folder that has it. Raises ProblemsError naming the folders."""
    if ".." in Path(name).parts or Path(name).is_absolute():
        raise ProblemsError([Problem(name, "leads out of the templates' folder.", "Name a file inside it.")])
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    places = ", ".join(str(folder) for folder in folders)
    raise ProblemsError([Problem(name, f"there is no such template in {places}.", "Check the report's `sections:`.")])


def read(path: Path, name: str) -> SectionFile:
    """A section file. Raises ProblemsError with every problem of its front matter."""
    text = path.read_text(encoding="utf-8")
    match = _FRONT.match(text)
    front = _front(match[1], str(path)) if match else {}
    body = text[match.end() :] if match else text
    offset = text[: match.end()].count("\n") if match else 0
    problems = list(_problems(front, str(path)))
    if problems:
        raise ProblemsError(problems)
    return SectionFile(name, str(path), body, offset, **_fields(front))


def _front(text: str, where: str) -> dict[str, Any]:
    import yaml

    try:
        loaded = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise ProblemsError([Problem(where, f"its front matter is no YAML: {error}.")]) from None
    if not isinstance(loaded, dict):
        raise ProblemsError([Problem(where, "its front matter is no list of keys and values.")])
    return loaded


_KNOWN = {"title", "requires", "when", "score", "place", "kind", "page", "columns", "outputs"}
_CHOICES = {"place": get_args(Place), "kind": get_args(Kind)}


def _problems(front: dict[str, Any], where: str) -> list[Problem]:
    found = [
        Problem(where, f"unknown key {key!r} in its front matter.", f"Known: {', '.join(sorted(_KNOWN))}.", key=key)
        for key in front
        if key not in _KNOWN
    ]
    for key, choices in _CHOICES.items():
        if key in front and front[key] not in choices:
            found.append(Problem(where, f"{front[key]!r} is none of {', '.join(choices)}.", key=key))
    if unknown := [word for word in front.get("outputs", ()) if word not in OUTPUTS]:
        found.append(Problem(where, f"{unknown[0]!r} is none of {', '.join(OUTPUTS)}.", key="outputs"))
    return found


def _fields(front: dict[str, Any]) -> dict[str, Any]:
    fields = dict(front)
    for key in ("requires", "outputs"):
        if key in fields:
            value = fields[key]
            fields[key] = tuple([value] if isinstance(value, str) else value)
    for key in ("when", "score", "title", "page"):
        if key in fields:
            fields[key] = str(fields[key]).lower() if isinstance(fields[key], bool) else str(fields[key])
    return fields
