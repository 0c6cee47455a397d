"""Historical analogues: what followed each event, and how many of how many rose."""

from __future__ import annotations

from statistics import fmean, median

from reportgen.metrics.analogues_case import (
    BASED,
    BASED_NUMBERED,
    KINDS,
    LIST_ONLY,
    SAID,
    after,
    case_of,
    event_words,
    long_day,
    measured,
    span_words,
)
from reportgen.metrics.analogues_study import OPEN, Outcomes, Study, months_of, outcomes_of, study_of
from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.model.units import Display, Unit


@metric(
    "analogue.event",
    label="return after the event",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASED_NUMBERED,
    spoken=SAID,
    kinds=KINDS,
    words=("return after", "a year later", "followed by", "return of … after"),
    example="spx.analogue.event.price.breakout.1@1y",
)
def event_return(ask: Ask) -> Measured:
    """Return of the subject after the n-th event, price or total.

    From the event's close to the last close on or before the same day of the month so many months later,
    at most seven days before that day. Variants: next_close enters at the following close; sessions counts
    21 sessions a month instead of calendar months (both on daily closes only); month_end runs from the
    first month-end on or after the event, for series that have month-ends only; gap_<days> asks another
    number of days without a record. Unavailable while the horizon has not passed.
    """
    event, words = event_words(ask.variants[1:])
    if not words:
        raise Missing("name the event and its number, such as breakout.1")
    study = study_of(ask, event, words[1:])
    found, at = study.event(words[0]), study.place(words[0])
    gap = [word for word in words[1:] if word.startswith("gap_")]
    ask.fact(".".join((study.rule.subject, "analogue.date", event, words[0], *gap)))
    outcomes = outcomes_of(ask, study)
    entry, leave = int(outcomes.entries[at]), int(outcomes.exits[at])
    if leave == OPEN:
        raise Missing(f"{span_words(months_of(ask.window))} after the event of {long_day(found.day)} has not passed")
    if entry < 0 or leave < 0:
        raise Missing(f"there is no {ask.basis} close of {ask.entity.name} for the event of {long_day(found.day)}")
    return _gain(ask, study, outcomes, (entry, leave))


def _gain(ask: Ask, study: Study, outcomes: Outcomes, between: tuple[int, int]) -> Measured:
    series, (entry, leave) = outcomes.series, between
    start, end = outcomes.closes.day(entry), outcomes.closes.day(leave)
    value = ask.at(series, leave) / ask.at(series, entry) - 1
    if series.proxy is not None:
        ask.tolerate(series.proxy.over(start, end))
    label = f"{ask.entity.name}: return, {after(ask, study)} of {long_day(start)}"
    return Measured(value, start=start, end=end, basis=ask.basis, label=label)


@metric(
    "analogue.count",
    label="known outcomes",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("cases", "instances", "occasions", "in ~ of # cases", "of # cases"),
    example="spx.analogue.count.price.breakout@1y",
)
def count(ask: Ask) -> Measured:
    """How many events have a known outcome: their horizon has passed and the subject has both closes."""
    case = case_of(ask, least=0)
    return measured(ask, case, len(case.facts), tolerance=0.0)


@metric(
    "analogue.open",
    label="events still open",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("open", "not yet known"),
    example="spx.analogue.open.price.breakout@1y",
)
def still_open(ask: Ask) -> Measured:
    """How many events have a horizon that has not passed (right-censored): told, never dropped silently."""
    case = case_of(ask, least=0)
    rule, gap = case.study.rule, [word for word in case.terms if word.startswith("gap_")]
    for at in case.outcomes.open:
        ask.fact(".".join((rule.subject, "analogue.date", rule.id, str(int(at) + 1), *gap)))
    return measured(ask, case, len(case.outcomes.open), tolerance=0.0)


@metric(
    "analogue.hits",
    label="times it was higher",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=(
        "of",
        "times higher",
        "rose in",
        "followed by gains",
        "higher",
        "higher … in # of ~",
        "higher … later in #",
        "breakouts followed by a higher",
    ),
    example="spx.analogue.hits.price.breakout@1y",
)
def hits(ask: Ask) -> Measured:
    """How many of the known outcomes are above zero. Print it with the count beside it."""
    case = case_of(ask)
    return measured(ask, case, sum(value > 0 for value in case.returns), tolerance=0.0)


@metric(
    "analogue.hit_rate",
    label="share of times it was higher",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=0,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("hit rate", "share"),
    example="spx.analogue.hit_rate.price.breakout@1y",
)
def hit_rate(ask: Ask) -> Measured:
    """Known outcomes above zero over all known outcomes. Below thirty outcomes print the fraction, not this alone."""
    case = case_of(ask, least=LIST_ONLY)
    share = sum(value > 0 for value in case.returns) / len(case.facts)
    return measured(ask, case, share, tolerance=0.0)


@metric(
    "analogue.mean",
    label="average return",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("average", "averaging", "mean", "returned # on average", "average … return after"),
    example="spx.analogue.mean.price.breakout@1y",
)
def mean(ask: Ask) -> Measured:
    """Arithmetic mean of the known outcomes. Unavailable below five outcomes; anecdotal below ten."""
    case = case_of(ask, least=LIST_ONLY)
    return measured(ask, case, fmean(case.returns), tolerance=case.tolerance)


@metric(
    "analogue.median",
    label="median return",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("median", "typical", "median #"),
    example="spx.analogue.median.price.breakout@1y",
)
def middle(ask: Ask) -> Measured:
    """Median of the known outcomes. Unavailable below five outcomes."""
    case = case_of(ask, least=LIST_ONLY)
    return measured(ask, case, median(case.returns), tolerance=case.tolerance)


@metric(
    "analogue.best",
    label="best return",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("best", "at most", "outcomes run from ~ to #", "stood anywhere from ~ to #"),
    example="spx.analogue.best.price.breakout@1y",
)
def best(ask: Ask) -> Measured:
    """The largest known outcome."""
    case = case_of(ask)
    return measured(ask, case, max(case.returns), tolerance=case.tolerance)


@metric(
    "analogue.worst",
    label="worst return",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=BASED,
    spoken=SAID,
    kinds=KINDS,
    words=("worst", "at least", "outcomes run from #", "stood anywhere from #"),
    example="spx.analogue.worst.price.breakout@1y",
)
def worst(ask: Ask) -> Measured:
    """The smallest known outcome."""
    case = case_of(ask)
    return measured(ask, case, min(case.returns), tolerance=case.tolerance)
