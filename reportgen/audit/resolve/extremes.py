"""Superlatives and runs, checked against the whole history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from reportgen.audit.grammar.statement import Extreme, Reach, Statement
from reportgen.audit.grammar.when import Scope, When
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.histories import Stretch, gaps_of, returns_of
from reportgen.audit.resolve.resolution import Resolution, unresolved
from reportgen.audit.resolve.returns import Subject
from reportgen.audit.resolve.shelf import Evidence, Shelf
from reportgen.audit.resolve.times import months_back
from reportgen.model.sessions import month_end
from reportgen.model.units import Basis, Display, Unit

_ROLES = (("price", Basis.PRICE), ("total", Basis.TOTAL))
_UNIT_KEYS = {"week": "weeks", "month": "months", "quarter": "quarters", "year": "years"}


def superlative(said: Statement, about: Subject, other: str | None, shelf: Shelf, clock: Clock) -> Resolution:
    """`its best month since November 2023`: +1 in `tried` where the history bears it out, -1 where not."""
    extreme = said.extreme
    if extreme is None:
        return unresolved("no superlative")
    if extreme.kind == "close":
        return _close(said, extreme, about, shelf, clock)
    tried: list[Evidence] = []
    short = False
    for role, basis in _ROLES:
        runs = _history((about.who, other), extreme, role, shelf, clock)
        for past in _pasts(runs, said, about):
            if found := _ranked(past, extreme, about.who, basis, clock):
                tried.append(replace(found, subject=_pair(about.who, other, extreme)))
            else:
                short = True
    if not tried:
        return unresolved("the data do not reach back far enough", subject=about.who, metric="return.best_since")
    open_period = about.sure and said.reach in {Reach.NONE, Reach.LOOSE}
    firm = (about.firm or open_period) and not short
    return Resolution(tuple(tried), firm=firm, subject=_pair(about.who, other, extreme),
                      metric=tried[0].metric, order=1)  # fmt: skip


def _pair(who: str, other: str | None, extreme: Extreme) -> str:
    return f"{who}-{other}" if extreme.kind == "excess" and other else who


def _history(
    pair: tuple[str, str | None], extreme: Extreme, role: str, shelf: Shelf, clock: Clock
) -> list[Stretch]:  # fmt: skip
    who, other = pair
    if extreme.kind == "excess":
        return gaps_of((who, other), extreme.unit, role, shelf, clock) if other else []
    return returns_of(who, extreme.unit, role, shelf, clock)


def _pasts(runs: Sequence[Stretch], said: Statement, about: Subject) -> list[Sequence[Stretch]]:
    """The units up to the one the text speaks of; where it names none, up to each of the last two."""
    target = _target(runs, about)
    ends = [target.end] if target is not None else []
    if said.reach in {Reach.NONE, Reach.LOOSE}:
        ends += [one.end for one in runs[-2:]]
    return [[one for one in runs if one.end <= end] for end in dict.fromkeys(ends)]


def _ranked(past: Sequence[Stretch], extreme: Extreme, who: str, basis: Basis, clock: Clock) -> Evidence | None:
    """Whether the last unit beats all since the one named, and that one beats it."""
    target = past[-1]
    before = [one for one in past[:-1] if (not extreme.month or one.end.month == extreme.month)]
    better = [one for one in before if (one.value - target.value) * extreme.sign > 0]
    last = better[-1].end if better else None
    if last is None and (_too_early(extreme, past[0].start, clock) or _sparse(past, extreme, clock)):
        return None
    if not _placed(extreme, clock):
        return None
    verdict = _since_holds(last, extreme, clock, target.end)
    label = "worst" if extreme.sign < 0 else "best"
    metric = f"{'excess' if extreme.kind == 'excess' else 'return'}.{label}_since"
    return Evidence(
        value=1.0 if verdict else -1.0, tolerance=0.0, unit=Unit.DATE, display=Display.DATE,
        key=f"{who}.{metric}.{basis.value}@{target.start.isoformat()}..{target.end.isoformat()}",
        label=label, subject=who, metric=metric, start=target.start, end=target.end, basis=basis, when=last,
    )  # fmt: skip


def _target(runs: Sequence[Stretch], about: Subject) -> Stretch | None:
    """The unit the text speaks of: the one that ends on one of the days it may mean."""
    for day in about.times.days:
        for one in reversed(runs):
            if one.end == day:
                return one
    return None


def _since_holds(last: date | None, extreme: Extreme, clock: Clock, target: date) -> bool:
    """Whether the last better unit is the one the text names, or older than the span it names."""
    if extreme.since is None or extreme.record:
        return last is None or (extreme.since is None and not extreme.record and last.year < target.year)
    since = extreme.since
    if since.scope is Scope.ROLLING:
        months = since.number * {"year": 12, "quarter": 3, "month": 1}.get(since.unit, 0)
        return last is None or not months or last <= months_back(target, months - 1)
    bounds = _named_days(since.start, clock)
    return last is not None and bounds is not None and bounds[0] <= last <= bounds[1]


def _placed(extreme: Extreme, clock: Clock) -> bool:
    """Whether the day a superlative looks back to can be found in the calendar: "since the election" cannot."""
    since = extreme.since
    return since is None or since.scope is Scope.ROLLING or _named_days(since.start, clock) is not None


def _sparse(past: Sequence[Stretch], extreme: Extreme, clock: Clock) -> bool:
    """Whether the data lack most of the days a superlative of days looks back over."""
    since = extreme.since
    bounds = _named_days(since.start, clock) if since is not None and since.scope is not Scope.ROLLING else None
    if extreme.unit != "day" or bounds is None:
        return False
    return sum(one.end >= bounds[1] for one in past) < _MOST_SESSIONS * (past[-1].end - bounds[1]).days


_MOST_SESSIONS = 0.6
"""There are nearly seven sessions in ten days."""


def _too_early(extreme: Extreme, first: date, clock: Clock) -> bool:
    """Whether a superlative looks back to a day before the data begin."""
    since = extreme.since
    bounds = _named_days(since.start, clock) if since is not None and since.scope is not Scope.ROLLING else None
    return bounds is not None and bounds[1] < first


def _named_days(point: When | None, clock: Clock) -> tuple[date, date] | None:
    """First and last day of what "since" names, a little wider than the calendar."""
    if point is None:
        return None
    if point.scope is Scope.YEAR and point.year:
        return date(point.year, 1, 1), date(point.year, 12, 31)
    if point.scope is Scope.VAGUE:
        return _part_of_year(point)
    days = clock.times(point).days
    if not days:
        return None
    end = max(days)
    if point.scope is Scope.MONTH:
        return end.replace(day=1), end
    if point.scope is Scope.QUARTER:
        return months_back(end.replace(day=1), 2), end
    return (min(days), end)


_PARTS = {"start": (1, 4), "middle": (4, 9), "end": (8, 12)}
"""The months a part of a year may mean, generously."""


def _part_of_year(point: When) -> tuple[date, date] | None:
    """`early 2020`: None for anything vaguer than a part of a named year or a month."""
    inner = point.start
    if inner is None or not inner.year or inner.scope not in {Scope.YEAR, Scope.MONTH}:
        return None
    first, last = (
        _PARTS.get(point.word, (1, 12)) if inner.scope is Scope.YEAR else (inner.month or 1, inner.month or 12)
    )
    return date(inner.year, first, 1), month_end(date(inner.year, last, 1))


# -- closes ----------------------------------------------------------------------------------------


def _close(said: Statement, extreme: Extreme, about: Subject, shelf: Shelf, clock: Clock) -> Resolution:
    """`a record close`, `the highest close since 2021`, `its lowest level since April`."""
    days, values = shelf.history(about.who)
    tried: list[Evidence] = []
    for day in about.times.days or clock.latest()[:2]:
        value = shelf.value_on(about.who, day)
        if value is None:
            continue
        before = [one for one, level in zip(days, values, strict=True)
                  if one < day.toordinal() and (level - value) * extreme.sign > 0]  # fmt: skip
        last = date.fromordinal(before[-1]) if before else None
        if last is None and days and _too_early(extreme, date.fromordinal(days[0]), clock):
            continue
        if not _placed(extreme, clock):
            continue
        holds = _since_holds(last, extreme, clock, day)
        tried.append(Evidence(
            1.0 if holds else -1.0, 0.0, Unit.DATE, Display.DATE, f"{about.who}.record.date.price@{day.isoformat()}",
            "record close", about.who, "record.date", start=None, end=day, when=last,
        ))  # fmt: skip
    if not tried:
        return unresolved("the data do not hold the closes it looks back to", subject=about.who, metric="record.date")
    closing = bool({"close", "closed", "closing", "ended", "finished", "settled", "end", "finish"} & set(said.words))
    loose = "" if closing else "a high may be an intraday one"
    return Resolution(
        tuple(tried), firm=about.firm and closing, loose=loose, subject=about.who, metric="record.date", order=1
    )


# -- runs ------------------------------------------------------------------------------------------


def run(said: Statement, about: Subject, others: Sequence[str], shelf: Shelf, clock: Clock) -> Resolution:
    """`the third weekly loss in a row`, `five straight years of underperformance`."""
    extreme = said.extreme
    if extreme is None or not extreme.sign:
        return unresolved("the text does not say of what the run is", subject=about.who, metric="streak")
    open_period = about.sure and said.reach in {Reach.NONE, Reach.LOOSE, Reach.SENTENCE}
    rivals: Sequence[str | None] = others if extreme.kind == "excess" else (None,)
    tried: list[Evidence] = []
    for other in rivals:
        for role, basis in _ROLES:
            runs = _history((about.who, other), extreme, role, shelf, clock)
            subject = _pair(about.who, other, extreme)
            tried.extend(replace(found, subject=subject) for found in _lengths(runs, said, about, basis, clock))
    if not tried:
        return unresolved("the data hold no such run", subject=about.who, metric="streak")
    return Resolution(
        tuple(tried),
        firm=(about.firm or open_period) and len(rivals) == 1,
        subject=tried[0].subject,
        metric="streak",
        order=1,
    )


def _lengths(
    runs: Sequence[Stretch], said: Statement, about: Subject, basis: Basis, clock: Clock
) -> list[Evidence]:  # fmt: skip
    """The run up to the unit in question; where that unit still runs, the run up to the one before it too."""
    target = _target(runs, about) or (runs[-1] if runs else None)
    if target is None or said.extreme is None:
        return []
    targets = [target, *runs[-2:]] if said.reach is not Reach.OWN else [target]
    unit = said.extreme.unit
    if unit in _UNIT_KEYS and clock.runs_still(target.end, unit):
        targets += [one for one in runs if one.end < target.end][-1:]
    pasts = [[one for one in runs if one.end <= until.end] for until in targets]
    return [_length(past, said, said.extreme, about, basis) for past in pasts]


def _length(
    past: Sequence[Stretch], said: Statement, extreme: Extreme, about: Subject, basis: Basis
) -> Evidence:  # fmt: skip
    """The run that ends with the last unit of a past."""
    count, target = 0, past[-1]
    for one in reversed(past):
        if one.value * extreme.sign <= 0:
            break
        count += 1
    holds = count == said.number if extreme.record else count >= said.number
    unit = _UNIT_KEYS.get(extreme.unit, extreme.unit)
    return Evidence(
        1.0 if holds else -1.0, 0.0, Unit.COUNT, Display.COUNT,
        f"{about.who}.streak.{unit}.{basis.value}@{target.end.isoformat()}", f"{count} in a row", about.who, "streak",
        start=target.start, end=target.end, basis=basis, precision=count,
    )  # fmt: skip
