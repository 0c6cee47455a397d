"""The chart behind a checked claim: the series around its window, the window marked, and where a figure does belong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportgen.exhibits.common import Absent, NotDrawnError, need, source_line
from reportgen.exhibits.sights import Sight, Window, sight_of, window_of
from reportgen.model.exhibit import Band, Bars, Dots, Event, Figure, Line, Mark, Panel, Role
from reportgen.model.facts import Fact, Facts
from reportgen.model.printing import day, is_move, period, printed
from reportgen.model.prose import Token


def evidence(book: Facts, key: str, fitting: str = "") -> Figure | Absent:
    """The chart of a fact, and in it the window of the fact a stated number belongs to; or why there is none."""
    try:
        fact = need(book, key)
        other = need(book, fitting) if fitting else None
        return _figure(book, fact, other if other is not None and other.subject == fact.subject else None)
    except NotDrawnError as error:
        return Absent(error.reason)


def _figure(book: Facts, fact: Fact, other: Fact | None) -> Figure:
    inside = window_of(fact)
    beside = window_of(other) if other is not None else inside
    whole = Window(min(inside.start, beside.start), max(inside.end, beside.end)).around(book.as_of)
    shown = sight_of(book, fact, whole)
    title = told(fact)
    alt = f"{_kind(shown)} of {shown.measure}, from {day(_first(shown))} to {day(_last(shown))}. Marked: {title}"
    if other is not None:
        alt += f"; beside it {told(other)}"
    return Figure(
        id="evidence",
        title=(Token("label", title),),
        subtitle=(Token("label", _capital(shown.measure)),),
        alt=(Token("label", f"{alt}."),),
        source=source_line(fact.origins),
        panels=(_panel(shown, fact, inside, other),),
        keys=(fact.key,) if other is None else (fact.key, other.key),
    )


def told(fact: Fact) -> str:
    """A fact in a few words: "Russell 2000, price return, September 2025: +3.0%"."""
    head, _, label = fact.label.partition(": ")
    basis = f"{fact.basis.value} " if fact.basis is not None and fact.metric in {"return", "excess", "relative"} else ""
    when = period((fact.window or "").partition(":")[0], fact.start, fact.end)
    named = "," not in label and when not in label
    words = [head, f"{basis}{label}".strip(), when if named else ""]
    return _capital(f"{', '.join(word for word in words if word)}: {_value(fact)}")


def _capital(text: str) -> str:
    """The text with a capital; a name such as iShares keeps its own."""
    return text[:1].upper() + text[1:] if text.partition(" ")[0].islower() else text


def _value(fact: Fact) -> str:
    """The value with its sign where it is a move."""
    return printed(fact, sign="always" if is_move(fact.metric) else "auto")


def _kind(shown: Sight) -> str:
    return "Bar chart" if isinstance(shown.marks[0], Bars) else "Line chart"


def _first(shown: Sight) -> date:
    return min(day for mark in shown.marks for day in mark.x if isinstance(day, date))


def _last(shown: Sight) -> date:
    return max(day for mark in shown.marks for day in mark.x if isinstance(day, date))


def _panel(shown: Sight, fact: Fact, inside: Window, other: Fact | None) -> Panel:
    marks = [*shown.marks]
    lone = len(marks) == 1 and isinstance(marks[0], Line)
    if lone and isinstance(marks[0], Line):
        quiet = replace(marks[0], role="muted", end_label=False)
        marks = [quiet, *_marked(marks[0], fact, "subject" if other is None else "third", named=other is not None)]
        marks += _marked(shown.marks[0], other, "subject", named=True) if other is not None else []
    spans = inside.start < inside.end
    bands = (Band(inside.start, inside.end, "highlight"),) if spans else ()
    events = () if spans or lone else (Event(inside.end, day(inside.end)),)
    return Panel(tuple(marks), shown.form, bands=bands, events=events)


def _marked(line: Mark, fact: Fact, role: Role, *, named: bool) -> list[Mark]:
    """The part of a line inside a window in colour, and the fact's value at its end."""
    assert isinstance(line, Line)
    inside = window_of(fact)
    points = [(x, y) for x, y in zip(line.x, line.y, strict=True) if isinstance(x, date) and y is not None]
    within = [(x, y) for x, y in points if inside.start <= x <= inside.end] or [
        min(points, key=lambda point: abs(point[0].toordinal() - inside.end.toordinal()))
    ]
    days, values = tuple(x for x, _ in within), tuple(y for _, y in within)
    when = period((fact.window or "").partition(":")[0], fact.start, fact.end).removeprefix("the ")
    end = Dots(when if named else "", role, days[-1:], values[-1:], names=(_value(fact),))
    return [Line(when, role, days, values, weight="bold", end_label=False), end] if len(days) > 1 else [end]
