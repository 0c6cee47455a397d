"""Statements about rates, the economy and policy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportgen.audit.grammar.quantity import Measure
from reportgen.audit.grammar.statement import Reach, Sort, Statement
from reportgen.audit.grammar.when import Scope
from reportgen.audit.resolve.case import Case, level_days, subject_of
from reportgen.audit.resolve.policy import is_odds, move, odds, target, turn
from reportgen.audit.resolve.resolution import Resolution, unresolved
from reportgen.audit.resolve.returns import Subject
from reportgen.audit.resolve.standing import economy_change, rate_change, rate_level, reading
from reportgen.audit.resolve.times import month_word


def rate_says(case: Case, entity: str) -> Resolution | None:
    """What the data say of a yield."""
    said = case.said
    about = subject_of(case, entity)
    percent = said.quantity is not None and said.quantity.measure is Measure.PERCENT
    if said.sort is Sort.CHANGE and percent and (not said.noun or (said.role == "cell" and said.noun != "change")):
        said = replace(said, sort=Sort.LEVEL, role="at", clear=said.clear and said.role != "cell")
    if _GAPS & set(" ".join(said.words).split()) and said.sort is not Sort.DIRECTION:
        return None
    match said.sort:
        case Sort.CHANGE | Sort.DIRECTION:
            found = rate_change(said, about, case.shelf)
            return replace(found, order=said.sign) if said.sort is Sort.DIRECTION else found
        case Sort.LEVEL | Sort.MEASURE:
            opening = said.role == "from" and said.reach is not Reach.OWN
            about = Subject(entity, about.times, case.who.sure and said.clear and not said.future and not opening)
            return rate_level(said, about, level_days(replace(case, said=said)), case.shelf)
        case _:
            return None


_GAPS = frozenset({"differential", "spread", "gap", "difference"})


def economy_says(case: Case, entity: str) -> Resolution | None:
    """What the data say of a release."""
    said = case.said
    about = subject_of(case, entity)
    months = release_months(case)
    latest = said.role == "cell" and said.sort is Sort.LEVEL
    placed = latest or (said.reach in {Reach.OWN, Reach.SENTENCE} and not about.times.loose)
    if not placed and said.when is not None and said.when.scope is not Scope.VAGUE:
        until = said.when.scope is Scope.UNTIL
        placed = (until or said.reach in {Reach.BEFORE, Reach.LOOSE}) and said.anchor is None
        months = tuple(dict.fromkeys((*months, *_latest_months(case.clock.today))))
    if said.role == "from" and said.reach is not Reach.OWN:
        months = tuple(dict.fromkeys(month for word in months for month in (word, _month_before(word))))
    firm = case.who.sure and said.clear and not said.future and placed
    about = Subject(entity, about.times, firm)
    yearly = _yearly(case)
    percent = said.quantity is not None and said.quantity.measure is Measure.PERCENT
    match said.sort:
        case Sort.LEVEL | Sort.MEASURE:
            return reading(said, about, months, case.shelf, yearly=yearly)
        case Sort.CHANGE if percent and not said.noun:
            return reading(said, about, months, case.shelf, yearly=yearly)
        case Sort.CHANGE if percent and _is_rate(case, entity):
            return unresolved("a change of a rate in per cent may be relative", subject=entity)
        case Sort.DIRECTION:
            return _turned(case, entity, Subject(entity, about.times, firm), months)
        case Sort.CHANGE:
            return economy_change(said, about, months, case.shelf, yearly=yearly)
        case _:
            return None


_REVIEWED = 0.0011
"""How far revisions commonly move a rate."""


def _turned(case: Case, entity: str, about: Subject, months: tuple[str, ...]) -> Resolution:
    """`the jobless rate ticked up`: the change of the rate on the month, beyond what revisions may move."""
    found = case.shelf.each(entity, "rate.change", ("",), months) or case.shelf.each(
        entity, "yoy.change", ("",), months
    )
    tried = [replace(one, tolerance=max(one.tolerance, _REVIEWED)) for one in found]
    return Resolution(tuple(tried), firm=about.firm, subject=entity, metric="rate.change", order=case.said.sign)


def policy_says(case: Case, entity: str) -> Resolution | None:
    """What the data say of a central bank's target, its moves and the odds of one."""
    said = case.said
    about = subject_of(case, entity)
    if is_odds(said):
        whens = (*said.times, *filter(None, (said.when,)), *said.restated)
        return odds(said, entity, whens, case.shelf, case.clock)
    quantity = said.quantity
    moved = quantity is not None and quantity.measure in {Measure.BASIS, Measure.POINTS}
    if quantity is not None and quantity.is_range and not moved:
        said = replace(said, sort=Sort.LEVEL)
    elif moved and said.sort in {Sort.LEVEL, Sort.MEASURE, Sort.OTHER}:
        said = replace(said, sort=Sort.CHANGE)
    match said.sort:
        case Sort.DIRECTION:
            return turn(said, about, case.shelf)
        case Sort.CHANGE:
            return move(said, about, case.shelf)
        case Sort.LEVEL | Sort.MEASURE | Sort.OTHER:
            about = Subject(entity, about.times, case.who.sure and not said.future and said.role != "from")
            return target(said, about, level_days(case), case.shelf)
        case _:
            return None


def _is_rate(case: Case, entity: str) -> bool:
    return case.shelf.fact(f"{entity}.rate") is not None


def _yearly(case: Case) -> bool | None:
    """Whether a change of prices is meant over a year or over a month."""
    own = case.said.times or tuple(filter(None, (case.said.when,)))
    for whens in (own, case.said.restated):
        scopes = {when.scope for when in whens}
        every = {when.unit for when in whens if when.scope is Scope.EVERY}
        over_year = any(
            when.scope is Scope.ROLLING and (when.number, when.unit) in {(12, "month"), (1, "year")} for when in whens
        )
        if Scope.YEAR_AGO in scopes or "year" in every or over_year:
            return True
        if Scope.MONTH_AGO in scopes or "month" in every:
            return False
    return None


_MONTHLY = frozenset({
    Scope.MONTH, Scope.LAST, Scope.THIS, Scope.THE, Scope.AT, Scope.QUARTER, Scope.YEAR, Scope.UNTIL, Scope.DAY,
    Scope.EARLIER,
})  # fmt: skip

_CURRENT = frozenset({Scope.LAST, Scope.THIS, Scope.THE, Scope.DAY, Scope.UNTIL})


def release_months(case: Case) -> tuple[str, ...]:
    """The months a reading may be of: the one named, else the latest released."""
    said, clock = case.said, case.clock
    near = tuple(filter(None, (*said.times, said.when)))
    named = [when for when in near if when.scope in _MONTHLY or (when.scope is Scope.ROLLING and when.end)]
    named = named or [when for when in said.restated if when.scope is Scope.MONTH]
    months = [month for when in named[:1] for month in clock.times(when, year=case.year).months]
    if _long_ago(said):
        return tuple(month_word(year - 1, month) for year, month in map(_parts, _latest_months(clock.today)))
    words = [month_word(year, month) for year, month in months]
    if not words or named[0].scope in _CURRENT:
        words.extend(_latest_months(clock.today))
    return tuple(dict.fromkeys(words))


def _month_before(word: str) -> str:
    year, month = _parts(word)
    return month_word(year, month - 1) if month > 1 else month_word(year - 1, 12)


def _long_ago(said: Statement) -> bool:
    """`A year ago headline inflation was 5.4%`: a level of the year before."""
    own = {when.scope for when in (*said.times, *filter(None, (said.when,)))}
    standing = said.sort in {Sort.LEVEL, Sort.MEASURE}
    return standing and Scope.YEAR_AGO in own and said.noun == "be" and said.reach in {Reach.OWN, Reach.SENTENCE}


def _parts(word: str) -> tuple[int, int]:
    return int(word[:4]), int(word[5:])


def _latest_months(today: date) -> list[str]:
    out: list[str] = []
    year, month = today.year, today.month
    for _ in range(3):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        out.append(month_word(year, month))
    return out
