"""A YAML file as plain values, with the line of every key and no silent surprises."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.errors import Problem, ProblemsError
from reportgen.model.visible import unseen

if TYPE_CHECKING:
    import yaml

Location = tuple[str | int, ...]
_DEPTH = 50


@dataclass(frozen=True, slots=True)
class YamlFile:
    """What a YAML file says; `lines` gives the line of each key by its path."""

    path: Path
    values: dict[str, Any]
    lines: dict[Location, int]
    digest: str

    def line(self, location: Location) -> int | None:
        """The line of a key, or of the nearest key above it that the file has."""
        for length in range(len(location), 0, -1):
            if (found := self.lines.get(location[:length])) is not None:
                return found
        return None


def read_yaml(path: Path) -> YamlFile:
    """The file's mapping. Raises ProblemsError where it is missing, no UTF-8, no YAML, or says a key twice."""
    data = _bytes(path)
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(_text(path, data))
    try:
        _shallow(path, data)
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise ProblemsError([Problem(path.name, "holds no keys.", "Write `key: value` lines.")])
        walk = _Walk(path.name)
        walk.go(node, ())
        if walk.problems:
            raise ProblemsError(walk.problems)
        values = loader.construct_document(node)
    except yaml.YAMLError as error:
        raise ProblemsError([_syntax(path, error)]) from None
    finally:
        loader.dispose()
    return YamlFile(path, values, walk.lines, sha256(data).hexdigest())


def _shallow(path: Path, data: bytes) -> None:
    """See that nothing is nested beyond reason: readers of YAML follow it until their stack gives way."""
    import yaml

    depth = 0
    for event in yaml.parse(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEPTH:
            what = f"is nested more than {_DEPTH} deep."
            row = event.start_mark.line + 1 if event.start_mark else None
            raise ProblemsError([Problem(path.name, what, "Unfold it.", row=row)])


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        problem = Problem(str(path), "there is no such file", "Check the folder given, or write the file.")
        raise ProblemsError([problem]) from None
    except OSError as error:
        raise ProblemsError([Problem(str(path), f"cannot be read: {error.strerror}.")]) from None


def _text(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise ProblemsError([Problem(path.name, "is not UTF-8 text.", "Save it as UTF-8.", row=row)]) from None


def _syntax(path: Path, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error)
    mend = "Mind indentation, colons and quotes there."
    return Problem(path.name, f"is not valid YAML: {what}.", mend, row=mark.line + 1 if mark else None)


@dataclass(slots=True)
class _Walk:
    """Notes the line of every key below a node, and what YAML would pass over in silence."""

    name: str
    lines: dict[Location, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def go(self, node: yaml.Node, at: Location) -> None:
        """Walk a node once, though aliases may lead to it again, or back into itself."""
        import yaml

        if id(node) in self.seen:
            return
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            self._scalar(node, at)
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self._key(key, at)
                self.go(value, (*at, str(key.value)))
        elif isinstance(node, yaml.SequenceNode):
            for position, item in enumerate(node.value):
                self.lines[*at, position] = item.start_mark.line + 1
                self.go(item, (*at, position))

    def _scalar(self, node: yaml.ScalarNode, at: Location) -> None:
        if point := unseen(node.value):
            what = f"holds {point}, which no reader sees."
            row = node.start_mark.line + 1
            self.problems.append(Problem(self.name, what, "Leave it out.", row=row, key=dotted(at) or None))

    def _key(self, key: yaml.Node, at: Location) -> None:
        import yaml

        row = key.start_mark.line + 1
        here = (*at, str(key.value))
        if isinstance(key, yaml.ScalarNode):
            self._scalar(key, here)
        if not isinstance(key, yaml.ScalarNode):
            what = "has a list or mapping for a key."
            self.problems.append(Problem(self.name, what, "Write a word.", row=row, key=dotted(at) or None))
        elif here in self.lines:
            what = f"stands twice, first on row {self.lines[here]}."
            self.problems.append(Problem(self.name, what, "Keep one.", row=row, key=dotted(here)))
        self.lines[here] = row


def dotted(location: Location) -> str:
    """A key's path as a person writes it: datasets.closes.columns.rut.unit."""
    return ".".join(str(part) for part in location)
