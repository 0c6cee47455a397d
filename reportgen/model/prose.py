"""Running text: a closed union of inline pieces in which every digit has a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words. Holds no digit: the guard refuses one."""

    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A printed fact: the key it came from and the form it was printed in."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Token:
    """Digits that are no facts: a name, a date, a label, a tenor. `kind` says which."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words set in bold."""

    parts: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set in italics."""

    parts: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address."""

    parts: tuple[Inline, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


Inline = Text | Quoted | Token | Strong | Emphasis | Link | Break


def plain(parts: Iterable[Inline]) -> str:
    """The words a reader sees, without any mark-up."""
    out: list[str] = []
    for part in parts:
        match part:
            case Text() | Quoted() | Token():
                out.append(part.text)
            case Strong() | Emphasis() | Link():
                out.append(plain(part.parts))
            case Break():
                out.append("\n")
    return "".join(out)


def quoted_keys(parts: Iterable[Inline]) -> tuple[str, ...]:
    """The keys of the facts printed in a text, in order, with repetitions."""
    keys: list[str] = []
    for part in parts:
        match part:
            case Quoted():
                keys.append(part.key)
            case Strong() | Emphasis() | Link():
                keys.extend(quoted_keys(part.parts))
            case Text() | Token() | Break():
                pass
    return tuple(keys)
