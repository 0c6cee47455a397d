"""Historical analogues: the events of a rule that the report declared in advance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportgen.metrics.analogues_case import BASED, EVENT, KINDS, NUMBERED, SAID, event_words, long_day
from reportgen.metrics.analogues_events import Event
from reportgen.metrics.analogues_study import Study, horizon, months_of, study_of
from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.model.units import Display, Unit


def _own_study(ask: Ask, words: Sequence[str]) -> Study:
    event, terms = event_words(words)
    study = study_of(ask, event, terms)
    if study.rule.subject != ask.subject:
        raise Missing(f"{event} is declared on {study.rule.subject}: ask {study.rule.subject}.{ask.info.name}")
    return study


def _one(ask: Ask) -> tuple[Study, Event, int]:
    """The numbered event of the asked subject, with the closes up to its day recorded."""
    event, words = event_words(ask.variants)
    if not words:
        raise Missing("name the event and its number, such as breakout.1")
    study = _own_study(ask, (event, *words[1:]))
    found = study.event(words[0])
    _watch(ask, study, found.day)
    return study, found, study.place(words[0]) + 1


def _watch(ask: Ask, study: Study, until: date) -> None:
    ask.span(study.series, None, until)
    if study.rule.benchmark is not None:
        ask.span(ask.series(study.rule.basis, study.rule.benchmark), None, until)


def _of_event(study: Study, found: Event, value: float | date, label: str) -> Measured:
    text = f"{study.rule.label}, {found.day.isoformat()}: {label}"
    return Measured(value, start=found.prior, end=found.day, label=text, tolerance=0.0)


@metric(
    "analogue.date",
    label="day of the event",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=NUMBERED,
    spoken=SAID,
    window="none",
    kinds=KINDS,
    words=("breakout", "record close", "event"),
    example="rut.analogue.date.breakout.1",
)
def event_date(ask: Ask) -> Measured:
    """The day of the n-th event of a rule the report declares in advance, decided at that day's close.

    record_close: the first close above all earlier ones after the declared number of days without one,
    one event an episode. high_52w: the first close above all of the 365 days before, after such a gap.
    cycle_end: the month-end at which the ratio to the benchmark stands the declared reversal above the low
    of a long fall. A high so near the start of the data that an earlier one may be missing is not used.
    """
    study, found, _ = _one(ask)
    return _of_event(study, found, found.day, "day")


@metric(
    "analogue.prior",
    label="high before the event",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=NUMBERED,
    spoken=SAID,
    window="none",
    kinds=KINDS,
    words=("previous record", "prior high"),
    example="rut.analogue.prior.breakout.1",
)
def event_prior(ask: Ask) -> Measured:
    """The day of the high (of the ratio's peak, for a cycle) that the event exceeded or followed."""
    study, found, _ = _one(ask)
    return _of_event(study, found, found.prior, "high before")


@metric(
    "analogue.gap",
    label="days since the high before",
    unit=Unit.DAYS,
    display=Display.DAYS,
    variants=NUMBERED,
    spoken=SAID,
    window="none",
    kinds=KINDS,
    words=("days without a record", "wait", "days before", "days since the high"),
    example="rut.analogue.gap.breakout.1",
)
def event_gap(ask: Ask) -> Measured:
    """Calendar days from the high before to the event."""
    study, found, _ = _one(ask)
    return _of_event(study, found, float(found.gap), "days since the high before")


@metric(
    "analogue.depth",
    label="deepest fall before the event",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=NUMBERED,
    spoken=SAID,
    window="none",
    kinds=KINDS,
    words=("fall", "drawdown", "fall before"),
    example="rut.analogue.depth.breakout.1",
)
def event_depth(ask: Ask) -> Measured:
    """Lowest close between the high before and the event, over that high, minus one."""
    study, found, _ = _one(ask)
    return _of_event(study, found, found.depth, "deepest fall before")


@metric(
    "analogue.event_count",
    label="events",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=EVENT,
    spoken=SAID,
    window="none",
    kinds=KINDS,
    words=("events", "breakouts"),
    example="rut.analogue.event_count.breakout",
)
def event_count(ask: Ask) -> Measured:
    """How many events of the rule the data hold up to the day of the report, open ones included."""
    study = _own_study(ask, ask.variants)
    _watch(ask, study, ask.as_of)
    end = study.series.last_day
    return Measured(len(study.events), start=study.began, end=end, label=f"{study.rule.label}: events", tolerance=0.0)


def _latest(ask: Ask) -> tuple[Study, Event]:
    study = _own_study(ask, ask.variants)
    if not study.events:
        raise Missing(f"{study.rule.label}: no such event since {long_day(study.began)}")
    _watch(ask, study, ask.as_of)
    return study, study.events[-1]


@metric(
    "analogue.latest",
    label="day of the latest event",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=EVENT,
    spoken=SAID,
    window="none",
    kinds=KINDS,
    words=("latest", "last time", "most recent"),
    example="rut.analogue.latest.breakout",
)
def latest(ask: Ask) -> Measured:
    """The day of the rule's newest event."""
    study, found = _latest(ask)
    return _of_event(study, found, found.day, "latest")


@metric(
    "analogue.latest_days",
    label="days since the latest event",
    unit=Unit.DAYS,
    display=Display.DAYS,
    variants=EVENT,
    spoken=SAID,
    window="none",
    kinds=KINDS,
    words=("days ago",),
    example="rut.analogue.latest_days.breakout",
)
def latest_days(ask: Ask) -> Measured:
    """Calendar days from the rule's newest event to the day of the report."""
    study, found = _latest(ask)
    days = (ask.as_of - found.day).days
    label = f"{study.rule.label}: days since the latest"
    return Measured(float(days), start=found.day, end=ask.as_of, label=label, tolerance=0.0)


@metric(
    "analogue.due",
    label="day the latest event's outcome is due",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=EVENT,
    spoken=SAID,
    kinds=KINDS,
    words=("until", "ends on"),
    example="rut.analogue.due.breakout@1y",
)
def due(ask: Ask) -> Measured:
    """The calendar day on which the horizon of the rule's newest event ends."""
    study, found = _latest(ask)
    day = horizon(found.day, months_of(ask.window))
    label = f"{study.rule.label}: outcome of the latest due"
    return Measured(day, start=found.day, end=ask.as_of, label=label, tolerance=0.0)


def _session(ask: Ask) -> date:
    try:
        return ask.sessions.on_or_before(ask.as_of)
    except LookupError:
        raise Missing(f"the {ask.calendar} calendar does not reach {long_day(ask.as_of)}") from None


@metric(
    "analogue.since",
    label="return since the latest event",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASED,
    spoken=SAID,
    window="none",
    kinds=KINDS,
    words=(
        "since the breakout",
        "since the latest",
        "newest path … at #",
        "still open and not counted ; #",
        "so far returned #",
    ),
    example="spx.analogue.since.price.breakout",
)
def since(ask: Ask) -> Measured:
    """Return from the close of the rule's newest event to the newest session: an outcome still open."""
    event, words = event_words(ask.variants[1:])
    study = study_of(ask, event, words)
    if not study.events:
        raise Missing(f"{study.rule.label}: no such event since {long_day(study.began)}")
    begin = ask.fact(".".join((study.rule.subject, "analogue.latest", event, *words)))
    assert isinstance(begin.value, date)
    series = ask.series(ask.basis.value)
    end = _session(ask)
    value = ask.close(series, end) / ask.close(series, begin.value) - 1
    label = f"{ask.entity.name}: return since {study.rule.label} of {long_day(begin.value)}"
    return Measured(value, start=begin.value, end=end, label=label)
