"""Flows nobody reports, from shares outstanding and net asset values, or from assets and returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from reportgen.metrics.ask import Ask
from reportgen.metrics.flows_windows import Period
from reportgen.metrics.found import Missing
from reportgen.model.dataset import Series
from reportgen.model.printing import day as spelt

CONSTANT_SESSIONS = 5
"""Shares outstanding of an exchange-traded fund that stand still this long come from a feed that stopped."""
_SPLITS = tuple(
    sorted({*(float(n) for n in (2, 3, 4, 5, 6, 8, 10, 15, 20)), 1.5, *(1 / n for n in (2, 3, 4, 5, 8, 10))})
)
_NEAR = 0.15
_JUMP = 1.5


@dataclass(frozen=True, slots=True)
class Step:
    """One session to the next that has both figures."""

    day: date
    before: float
    after: float
    nav_before: float
    nav: float


def steps(ask: Ask, amounts: Series, nav: Series, period: Period) -> list[Step]:
    """The sessions of a period that have both figures, from the one it starts after, each with the one before.

    Raises Missing where the first or last has none, or too many between have none.
    """
    sessions = [period.after, *ask.sessions.between(period.after, period.end)[1:]]
    days = [day for day in sessions if amounts.index_on(day) is not None and nav.index_on(day) is not None]
    for day, what in ((period.after, "before it begins"), (period.end, "at its end")):
        if day not in days:
            raise Missing(f"no figures of {ask.entity.name} on {spelt(day)}, the session {what}")
    if gaps := len(sessions) - len(days):
        if gaps > 0.1 * len(sessions):
            raise Missing(f"{ask.entity.name} lacks figures on {gaps} of {len(sessions)} sessions")
        ask.note(f"{gaps} of {len(sessions)} sessions have no figure; the next one takes up their flow.")
    ask.span(amounts, period.after, period.end)
    ask.span(nav, period.after, period.end)
    read = [(day, amounts.value_on(day) or 0.0, nav.value_on(day) or 0.0) for day in days]
    return [Step(day, held, now, old, new) for (_, held, old), (day, now, new) in pairwise(read)]


def from_shares(ask: Ask, period: Period) -> float:
    """Change of shares outstanding times net asset value, session by session, dollars.

    Raises Missing where the feed of shares stands still, or a jump is no split the net asset value shows.
    """
    shares, nav = ask.series("shares"), ask.series("nav")
    _moving(ask, shares, period)
    return sum(_created(ask, step) * step.nav for step in steps(ask, shares, nav, period))


def _created(ask: Ask, step: Step) -> float:
    """Shares created or redeemed, the ones before a split counted as what they became."""
    ratio = step.after / step.before
    if 1 / _JUMP < ratio < _JUMP:
        return step.after - step.before
    factor = min(_SPLITS, key=lambda split: abs(ratio / split - 1))
    if abs(ratio / factor - 1) > _NEAR or abs(step.nav / step.nav_before * factor - 1) > _NEAR:
        raise Missing(
            f"shares outstanding of {ask.entity.name} changed by a factor of {ratio:.2f} on {spelt(step.day)} "
            "without the net asset value: a split it is adjusted for, or a wrong figure"
        )
    ask.note(f"The split of {spelt(step.day)}, {factor:g} for 1, is no flow.")
    return step.after - step.before * factor


def _moving(ask: Ask, shares: Series, period: Period) -> None:
    """Raises Missing where the period touches a run of sessions with the very same count."""
    limit = ask.entity.options.get("constant_sessions")
    longest = int(limit) if isinstance(limit, (int, float)) else CONSTANT_SESSIONS
    since, length, count = shares.first_day, 0, 0.0
    for day in ask.sessions.between(shares.first_day, shares.last_day):
        at = shares.index_on(day)
        if at is None:
            continue
        if not length or shares.values[at] != count:
            since, length, count = day, 0, float(shares.values[at])
        length += 1
        if length >= longest and day > period.after and since < period.end:
            ask.at(shares, at)
            raise Missing(
                f"shares outstanding of {ask.entity.name} have stood at {count:,.0f} since {spelt(since)}: "
                "the feed has stopped"
            )


def from_assets(ask: Ask, period: Period) -> float:
    """Assets less what the ones before would have grown to: `AUM - AUM_before * (1 + r)`, dollars.

    `r` is the return of the net asset value without distributions: what is paid out has left the fund and is
    no flow.
    """
    assets, nav = ask.series("aum"), ask.series("nav")
    return sum(step.after - step.before * step.nav / step.nav_before for step in steps(ask, assets, nav, period))


def assets_on(ask: Ask, day: date) -> float:
    """A fund's assets at a session's close, dollars, recorded. Raises Missing where they are not known."""
    roles = ask.entity.roles
    if "aum" in roles:
        return ask.close(ask.series("aum"), day)
    if "shares" in roles and "nav" in roles:
        return ask.close(ask.series("shares"), day) * ask.close(ask.series("nav"), day)
    raise Missing(f"the assets of {ask.entity.name} are not known")
