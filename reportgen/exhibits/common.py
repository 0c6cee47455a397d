"""What every exhibit shares: the plan it is drawn to, pieces of text, source lines, licences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from reportgen.model.dataset import Entity, Origin, Series
from reportgen.model.events import EventRule
from reportgen.model.exhibit import DataTable, Figure, TableSpec
from reportgen.model.facts import Fact, Facts, Unavailable
from reportgen.model.printing import Style, day, month, printed
from reportgen.model.prose import Inline, Quoted, Text, Token
from reportgen.model.report import StanceRule


@dataclass(frozen=True, slots=True)
class Plan:
    """What a report asks of its exhibits: who plays which role, the house style, settings by exhibit."""

    roles: Mapping[str, str]
    style: Style = "house"
    events: tuple[EventRule, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    stance_rules: tuple[StanceRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Absent:
    """The answer of an exhibit that cannot be drawn, with the reason a reader can be given."""

    reason: str


Exhibit = Figure | TableSpec | Absent
Builder = Callable[[Facts, Plan], Exhibit]


class NotDrawnError(Exception):
    """Raised inside a builder where a fact it cannot do without is unavailable; `guarded` turns it into Absent."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def need(book: Facts, key: str) -> Fact:
    """A fact the exhibit cannot do without. Raises NotDrawnError with its reason."""
    answer = book.get(key)
    if isinstance(answer, Unavailable):
        raise NotDrawnError(answer.reason)
    return answer


def want(book: Facts, key: str) -> Fact | None:
    """A fact the exhibit can do without."""
    answer = book.get(key)
    return None if isinstance(answer, Unavailable) else answer


def role(book: Facts, plan: Plan, name: str) -> Entity:
    """The entity that plays a role. Raises NotDrawnError where the report names none."""
    entity = book.dataset.entities.get(plan.roles.get(name, ""))
    if entity is None:
        raise NotDrawnError(f"the report names no {name}")
    return entity


def series_of(book: Facts, entity: Entity, part: str) -> Series:
    """The series that plays a part for an entity. Raises NotDrawnError with the reason where it cannot."""
    source = entity.roles.get(part, "")
    if source in book.dataset.quarantined:
        raise NotDrawnError(book.dataset.quarantined[source])
    found = book.dataset.series.get(source)
    if found is None or not len(found):
        raise NotDrawnError(f"there is no {part} series for {entity.name}")
    return found


Piece = str | Fact | Inline


def line(*pieces: Piece, style: Style = "house") -> tuple[Inline, ...]:
    """Inline text from words, facts (printed in full) and finished pieces."""
    out: list[Inline] = []
    for piece in pieces:
        if isinstance(piece, str):
            out.append(Text(piece))
        elif isinstance(piece, Fact):
            out.append(Quoted(piece.key, printed(piece, style)))
        else:
            out.append(piece)
    return tuple(out)


def quoted(
    fact: Fact,
    style: Style = "house",
    *,
    sign: Literal["auto", "none", "always"] = "auto",
    short: bool = False,
    decimals: int | None = None,
) -> Quoted:
    """A fact in another printed form: its size alone, with a plus, or short for a table."""
    return Quoted(fact.key, printed(fact, style, sign=sign, short=short, decimals=decimals))


def name(entity: Entity, *, article: bool = True, capital: bool = False) -> Token:
    """An entity's name as a token (names hold digits); "the" where prose says it."""
    text = ("the " if article and entity.the else "") + entity.name
    return Token("name", text[:1].upper() + text[1:] if capital else text)


def on(value: date, style: Style = "house", *, year: bool = True) -> Token:
    """A date as a token."""
    return Token("date", day(value, style, year=year))


def in_month(value: date, *, year: bool = True) -> Token:
    """A month as a token."""
    return Token("date", month(value, year=year))


def label(text: str) -> Token:
    """Digits that are no fact: a tenor, a year, a number of sessions."""
    return Token("label", text)


def source_line(origins: Iterable[Origin]) -> str:
    """Who the line under an exhibit names: publishers in the order met, each once. Never empty."""
    names = dict.fromkeys(origin.publisher for origin in origins)
    if not names:
        raise NotDrawnError("nothing it shows has an origin")
    return "; ".join(names)


def given_away(origins: Iterable[Origin], columns: tuple[str, ...], rows: Iterable[Any]) -> DataTable | None:
    """The data behind a chart, or None where an owner lets no series out."""
    if not all(origin.may_publish_series for origin in origins):
        return None
    return DataTable(columns, tuple(tuple(row) for row in rows))


def guarded(builder: Builder) -> Builder:
    """A builder that answers Absent where a fact it needs is missing."""

    def build(book: Facts, plan: Plan) -> Exhibit:
        try:
            return builder(book, plan)
        except NotDrawnError as missing:
            return Absent(missing.reason)

    return build
