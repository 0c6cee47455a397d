"""Section files: front matter and prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
    text = text_of(path)
    match = _FRONT.match(text)
    front = _front(match[1], str(path)) if match else {}
    body = text[match.end() :] if match else text
    offset = text[: match.end()].count("\n") if match else 0
    if problems := list(_problems(front, str(path))):
        raise ProblemsError(problems)
    return SectionFile(name, str(path), body, offset, **_fields(front))


def text_of(path: Path) -> str:
    """A template's or comment's text. Raises ProblemsError where the file cannot be read or is no UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ProblemsError([Problem(str(path), "is not UTF-8 text.", "Save it as UTF-8.")]) from None
    except OSError as error:
        raise ProblemsError([Problem(str(path), f"cannot be read: {error.strerror}.")]) from None


def _front(text: str, where: str) -> dict[str, Any]:
    import yaml

    try:
        loaded = yaml.safe_load(text) or {}
    except (yaml.YAMLError, RecursionError) as error:
        what = " ".join(str(error).split())
        raise ProblemsError([Problem(where, f"its front matter is no YAML: {what}.")]) from None
    if not isinstance(loaded, dict):
        raise ProblemsError([Problem(where, "its front matter is no list of keys and values.")])
    return loaded


_WORDS: Mapping[str, Sequence[str] | None] = {
    "title": None,
    "when": None,
    "score": None,
    "page": None,
    "place": get_args(Place),
    "kind": get_args(Kind),
}
_LISTS: Mapping[str, Sequence[str] | None] = {"requires": None, "outputs": OUTPUTS}
_NUMBERS: Mapping[str, Sequence[int]] = {"columns": (1, 2, 3)}
_KNOWN = sorted([*_WORDS, *_LISTS, *_NUMBERS])


def _problems(front: dict[str, Any], where: str) -> Iterator[Problem]:
    for key, value in front.items():
        if key not in _KNOWN:
            what, mend = f"unknown key {key!r} in its front matter.", f"Known: {', '.join(_KNOWN)}."
            yield Problem(where, what, mend, key=str(key))
        elif wrong := _wrong(key, value):
            yield Problem(where, wrong, key=key)


def _wrong(key: str, value: Any) -> str | None:
    """What is wrong with a value; None where nothing is."""
    if key in _NUMBERS:
        return None if value in _NUMBERS[key] else f"{value!r} is none of {', '.join(map(str, _NUMBERS[key]))}."
    if key in _WORDS and not isinstance(value, str | int | float):
        return f"{value!r} is no text."
    if key in _LISTS and not all(isinstance(one, str) for one in (value if isinstance(value, list) else [value])):
        return f"{value!r} is no list of texts."
    allowed = _WORDS.get(key) or _LISTS.get(key)
    given = value if isinstance(value, list) else [value]
    strange = next((one for one in given if allowed is not None and one not in allowed), None)
    return None if strange is None else f"{strange!r} is none of {', '.join(allowed or ())}."


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
