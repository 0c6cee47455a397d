"""A clause: a run of marks with one subject."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.audit.grammar.marks import VERBS, Mark, Phrase, Tag


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of marks with one subject.

    `opener` is the word that began it ("while", "which", "versus", "(", ...). `subject` is what its verbs
    are about, None where nothing says; `own` tells whether the clause names it itself.
    """

    marks: tuple[Mark, ...]
    opener: str = ""
    inside: bool = False
    subject: Phrase | None = None
    own: bool = False
    negated: bool = False
    future: bool = False
    condition: bool = False

    def verbs(self) -> list[int]:
        """The positions of its verbs and words of direction."""
        return [k for k, mark in enumerate(self.marks) if mark.tag in VERBS or mark.tag is Tag.WAY]
