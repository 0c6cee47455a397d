"""Notes for a margin: where the figures of a paragraph come from, as many as stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.model.document import Block, Bullets, Prose
from reportgen.model.printing import period_of
from reportgen.model.prose import Emphasis, Inline, Link, Quoted, Strong, plain
from reportgen.model.units import Display
from reportgen.render.job import Job

_LETTERS, _LEADING = 64.0, 14.2
_NOTE_LETTERS, _NOTE_LEADING, _NOTE_SPACE = 36.0, 10.4, 9.0
_SLACK = 20.0
"""How far several notes may reach below the words beside them."""


@dataclass(frozen=True, slots=True)
class MarginLine:
    """One note: the figure as printed, and what it is, over which time, from which source."""

    value: str
    words: str

    @property
    def height(self) -> float:
        """About how high it stands, in points."""
        return note_height(self.value + self.words)


def note_height(words: str) -> float:
    """About how high a note of those words stands, in points."""
    return -(-len(words) // _NOTE_LETTERS) * _NOTE_LEADING + _NOTE_SPACE


def margin_notes(block: Block, job: Job, noted: set[str], taken: float = 0.0) -> Iterator[MarginLine]:
    """Notes on figures the document has not explained before, until they are as high as the block; `noted` grows.

    `taken` is the height that other notes beside the block have already.
    """
    texts = block.items if isinstance(block, Bullets) else (block.text,) if isinstance(block, Prose) else ()
    room = sum(-(-len(plain(text)) // _LETTERS) * _LEADING + 4 for text in texts) - taken + (_SLACK if taken else 0.0)
    for part in (part for text in texts for part in _quoted(text)):
        note = _note(part, job)
        if part.key in noted or note is None or note.height > room:
            continue
        noted.add(part.key)
        room -= note.height
        yield note


def _note(part: Quoted, job: Job) -> MarginLine | None:
    fact = job.fact(part.key)
    in_words = not any(letter.isdigit() for letter in part.text)
    if fact is None or in_words or fact.display in {Display.DATE, Display.DAYS}:
        return None
    numbers = ", ".join(str(number) for number in job.numbers.get(part.key, ()))
    return MarginLine(part.text, f"{fact.label}, {period_of(fact)}" + (f" [{numbers}]" if numbers else ""))


def _quoted(parts: Iterable[Inline]) -> Iterator[Quoted]:
    for part in parts:
        if isinstance(part, Quoted):
            yield part
        elif isinstance(part, Strong | Emphasis | Link):
            yield from _quoted(part.parts)
