"""The effective rate observed, where a path of rates starts from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from reportgen.metrics.ask import Ask
from reportgen.metrics.policy import decisions
from reportgen.metrics.rate_path import Curve, days_in, month_number
from reportgen.model.dataset import Series


def with_observed(ask: Ask, curve: Curve, settled: date) -> Curve:
    """The curve with the effective rate in force and the days of the month gone by, where they are known."""
    found = _observed(ask, settled)
    if found is None:
        return curve
    series, at = found
    elapsed = _elapsed(series, settled) if series.frequency != "monthly" else ()
    return replace(curve, in_force=float(series.values[at]), elapsed=elapsed)


def _observed(ask: Ask, settled: date) -> tuple[Series, int] | None:
    """The effective rate last observed under the present range: of a day, or of the whole month before."""
    source = ask.entity.roles.get("effective")
    series = ask.data.series.get(source or "")
    if series is None or (at := series.index_on_or_before(settled)) is None:
        return None
    since = decisions(ask).on(ask.as_of)["effective_date"]
    last = date.fromordinal(series.days[at])
    first = last.replace(day=1) if series.frequency == "monthly" else last
    wait = timedelta(days=31 if series.frequency == "monthly" else 7)
    if not isinstance(since, date) or first < since or settled - last > wait:
        return None
    return series, at


def _elapsed(series: Series, settled: date) -> tuple[float, ...]:
    """A rate for each day of the month up to the last observed; a day without one has that of the day before."""
    first = settled.replace(day=1)
    last = series.index_on_or_before(settled)
    rates: list[float] = []
    day = first
    while last is not None and day <= date.fromordinal(series.days[last]):
        at = series.index_on_or_before(day)
        if at is None:
            return ()
        rates.append(float(series.values[at]))
        day += timedelta(days=1)
    return tuple(rates[: days_in(month_number(first))])


def read_observed(ask: Ask, settled: date) -> None:
    """Record the observed rates that a path rests on."""
    if found := _observed(ask, settled):
        series, at = found
        ask.at(series, at)
        if series.frequency != "monthly" and date.fromordinal(series.days[at]) >= settled.replace(day=1):
            ask.span(series, settled.replace(day=1), settled)
