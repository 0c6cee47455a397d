"""Levels: closes of an index, yields, readings of the economy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportgen.audit.grammar.quantity import PERCENT_LIKE, Measure
from reportgen.audit.grammar.statement import Reach, Statement
from reportgen.audit.grammar.when import Scope
from reportgen.audit.resolve.places import passed
from reportgen.audit.resolve.resolution import Resolution, unresolved
from reportgen.audit.resolve.returns import Subject, uncovered
from reportgen.audit.resolve.shelf import Evidence, Shelf
from reportgen.audit.resolve.times import month_word
from reportgen.model.units import Display, Unit

_QUOTES = 0.0003
"""By how much market quotes of a yield differ from the official curve."""
_ONE_ROUNDED = 0.0101
"""Publishers round half hundredths of a point differently."""
_ADJUSTED = 0.0015
"""By how much a yearly change of seasonally adjusted prices may differ from the official one."""
_REVISED = 0.00101
"""By how much the yearly review of seasonal factors commonly moves a monthly change or an unemployment rate."""
_OFFICIAL = "the official figure may be of unadjusted prices, or the first print"
_NO_YIELD = 0.6
_LINES = {"above": 1, "over": 1, "past": 1, "through": 1, "below": -1, "under": -1}


def close(said: Statement, about: Subject, days: tuple[date, ...], shelf: Shelf) -> Resolution:
    """`closed at 2,534.35`: the close of one of the days the text may mean."""
    quantity = said.quantity
    if quantity is None or quantity.measure in {*PERCENT_LIKE, Measure.SPAN, Measure.TIMES, Measure.FOREIGN_MONEY}:
        return unresolved("a level in per cent is none of an index", subject=about.who, metric="level")
    if not days:
        return unresolved("the text does not say of which day", subject=about.who, metric="level")
    levels = shelf.each(about.who, "level", ("price",), (day.isoformat() for day in days))
    tried = [replace(one, tolerance=max(one.tolerance, _ONE_ROUNDED)) for one in levels]
    reason = tuple(shelf.reason(f"{about.who}.level.price@{day.isoformat()}") for day in days)
    intraday = said.role in {"hit", "near", "toward"} or bool({"intraday", "touched", "session"} & set(said.words))
    intraday = intraday or _in_passing(said, about, shelf) or "one point" in " ".join((*said.lead, *said.words))
    missing = tuple(filter(None, reason))
    return Resolution(
        tuple(tried), missing=missing, firm=(about.firm or _closing(said, about)) and not intraday,
        gap=uncovered(tried, [days[0].isoformat()], missing),
        loose="the level may be an intraday one, and the data hold closes" if intraday else "",
        subject=about.who, metric="level", threshold=_LINES.get(said.role, 0),
    )  # fmt: skip


_PERIODS = frozenset(
    {Scope.MONTH, Scope.QUARTER, Scope.YEAR, Scope.HALF, Scope.WEEK, Scope.THE, Scope.THIS, Scope.LAST}
)
_ENDINGS = frozenset("close finish end settle conclude start begin open be stand".split())


def _in_passing(said: Statement, about: Subject, shelf: Shelf) -> bool:
    """`dipped to 3.61% in September`: a level of some day of the period, where nothing says that it closed there."""
    when, quantity = said.when, said.quantity
    if when is None or quantity is None or when.scope not in _PERIODS or when.unit == "day" or said.noun in _ENDINGS:
        return False
    moved = said.noun in said.lead and said.role in {"to", "at", "hit", "near"}
    return moved and passed(about.who, about.times.words, quantity.value, shelf)


def _closing(said: Statement, about: Subject) -> bool:
    """Whether a text that names no day says where its subject closed: `fell 1.8% to 4,577.11`."""
    quantity = said.quantity
    exact = quantity is not None and quantity.measure is Measure.PLAIN and quantity.places == 2
    return about.sure and exact and said.reach in {Reach.NONE, Reach.LOOSE} and said.role in {"at", "to"}


def rate_level(said: Statement, about: Subject, days: tuple[date, ...], shelf: Shelf) -> Resolution:
    """`rose to 4.69%`: a yield on one of the days the text may mean."""
    if said.quantity is None or said.quantity.measure not in PERCENT_LIKE:
        return unresolved("a yield is stated in per cent", subject=about.who, metric="yield")
    if said.quantity.high > _NO_YIELD:
        return unresolved("no yield is as high", subject=about.who, metric="yield")
    if not days:
        return unresolved("the text does not say of which day", subject=about.who, metric="yield")
    words = [day.isoformat() for day in days]
    latest = [""] if said.when is None or said.role == "cell" else []
    tried = shelf.each(about.who, "yield", ("",), [*words, *latest])
    reason = tuple(filter(None, (shelf.reason(f"{about.who}.yield@{word}") for word in words)))
    intraday = said.role in {"hit", "near", "toward"} or bool({"intraday", "touched"} & set(said.words))
    intraday = intraday or _in_passing(said, about, shelf)
    return Resolution(
        tuple(_quoted_rates(tried)), missing=reason, firm=about.firm and not intraday,
        gap=uncovered(tried, words[:1], reason),
        loose="quotes of yields differ by source and hour" if intraday else "",
        subject=about.who, metric="yield", threshold=_LINES.get(said.role, 0),
    )  # fmt: skip


def _quoted_rates(tried: list[Evidence]) -> list[Evidence]:
    """Yields with the few hundredths by which market quotes differ from the official curve."""
    return [replace(found, tolerance=max(found.tolerance, _QUOTES)) for found in tried]


def rate_change(said: Statement, about: Subject, shelf: Shelf) -> Resolution:
    """`rose 12 basis points`; in per cent the change may be one of the yield itself, or relative to it."""
    words = about.times.words
    if not words:
        return unresolved("the text does not say over which period", subject=about.who, metric="yield.change")
    found = shelf.each(about.who, "yield.change", ("",), (*words, *_to_last_reading(about.who, words, shelf)))
    found += [one for word in words if (one := _between_readings(about.who, word, shelf)) is not None]
    points = [replace(one, tolerance=max(one.tolerance, _QUOTES)) for one in found]
    percent = said.quantity is not None and said.quantity.measure is Measure.PERCENT
    relative = [one for change in points for one in _relative(about.who, change, shelf)] if percent else []
    missing = tuple(filter(None, (shelf.reason(f"{about.who}.yield.change@{word}") for word in words)))
    return Resolution(
        tuple(points + relative), missing=missing, firm=about.firm, signed=said.sign, subject=about.who,
        metric="yield.change", gap=uncovered(points, words[:1], missing),
    )  # fmt: skip


def _to_last_reading(who: str, words: tuple[str, ...], shelf: Shelf) -> list[str]:
    """The windows as they end for a reader whose newest yield is some days old."""
    latest = shelf.evidence(f"{who}.yield")
    if latest is None or latest.end is None:
        return []
    spans = [word.split("..") for word in words if ".." in word]
    last = latest.end.isoformat()
    return [f"{start}..{last}" for start, end in spans if start < last < end]


def _between_readings(who: str, word: str, shelf: Shelf) -> Evidence | None:
    """The change to a reading of a day on which shares did not trade, which no window of sessions ends on."""
    latest = shelf.evidence(f"{who}.yield")
    start, _, last = word.partition("..")
    if latest is None or latest.end is None or latest.end.isoformat() != last:
        return None
    first = date.fromisoformat(start)
    value = shelf.value_on(who, first)
    if value is None or shelf.fact(f"{who}.yield.change@{word}") is not None:
        return None
    return replace(
        latest, value=latest.value - value, unit=Unit.FRACTION_DIFFERENCE, display=Display.BASIS_POINTS,
        metric="yield.change", start=first, made_of=(latest.key, f"{who}.yield@{start}"),
    )  # fmt: skip


def _relative(who: str, change: Evidence, shelf: Shelf) -> list[Evidence]:
    """The change as a part of the yield at its start."""
    if change.start is None:
        return []
    start = shelf.evidence(f"{who}.yield@{change.start.isoformat()}")
    if start is None or not start.value:
        return []
    share = change.value / start.value
    return [replace(change, value=share, tolerance=_QUOTES / start.value, unit=Unit.FRACTION, display=Display.PERCENT)]


# -- the economy -----------------------------------------------------------------------------------


def months_of(about: Subject) -> tuple[str, ...]:
    """The months a release may be about, as window words."""
    return tuple(dict.fromkeys(month_word(year, month) for year, month in about.times.months))


def reading(
    said: Statement, about: Subject, months: tuple[str, ...], shelf: Shelf, *, yearly: bool | None
) -> Resolution:
    """`inflation was 3.0% in September`, `the unemployment rate rose to 4.4%`."""
    if said.quantity is None or said.quantity.measure not in PERCENT_LIKE:
        return unresolved("a rate is stated in per cent", subject=about.who)
    words = months or ("",)
    names = ("mom",) if yearly is False else ("rate", "yoy")
    found = {name: shelf.each(about.who, name, ("",), words) for name in names}
    metric = next((name for name, some in found.items() if some), names[-1])
    tried = found[metric]
    missing = _reasons(about.who, metric, words, shelf)
    other = "yoy" if metric == "mom" else "mom"
    beside = tuple(("period", one) for one in shelf.each(about.who, other, ("",), words)) if metric != "rate" else ()
    return Resolution(
        tuple(tried), beside, missing, firm=about.firm,
        subject=about.who, metric=metric, gap=uncovered(tried, words[:1], missing), threshold=_LINES.get(said.role, 0),
        bounds=_unadjusted(tried), may_be=_OFFICIAL, signed=-1 if said.quantity.sign < 0 else 1,
    )  # fmt: skip


def _unadjusted(tried: list[Evidence]) -> tuple[tuple[Evidence, float, float], ...]:
    """Yearly changes with what they may be unadjusted, and older readings with what they may have been at first."""
    out: list[tuple[Evidence, float, float]] = []
    for one in tried:
        room = _ADJUSTED if one.metric == "yoy" else _REVISED
        out.append((one, one.value - room, one.value + room))
    return tuple(out)


def _reasons(who: str, metric: str, months: tuple[str, ...], shelf: Shelf) -> tuple[str, ...]:
    return tuple(filter(None, (shelf.reason(f"{who}.{metric}" + (f"@{word}" if word else "")) for word in months)))


def economy_change(
    said: Statement, about: Subject, months: tuple[str, ...], shelf: Shelf, *, yearly: bool | None
) -> Resolution:
    """`prices rose 0.3% in September`, `payrolls rose by 119,000`, `unemployment rose 0.1 points`.

    `yearly` tells whether the text says "from a year earlier"; None where it says neither that nor "on the month".
    """
    quantity = said.quantity
    if quantity is None:
        return unresolved("no number", subject=about.who)
    if quantity.measure is Measure.PLAIN:
        return _counted(said, about, months, shelf)
    if quantity.measure in {Measure.POINTS, Measure.BASIS, Measure.BARE_POINTS}:
        return _points_of_rate(said, about, months or ("",), shelf)
    metrics = {True: ("yoy",), False: ("mom",), None: ("yoy", "mom")}[yearly]
    tried = [found for metric in metrics for found in shelf.each(about.who, metric, ("",), months or ("",))]
    other = [found for metric in ("yoy", "mom") if metric not in metrics
             for found in shelf.each(about.who, metric, ("",), months or ("",))]  # fmt: skip
    missing = tuple(reason for metric in metrics for reason in _reasons(about.who, metric, months, shelf))
    return Resolution(tuple(tried), tuple(("period", found) for found in other), missing, firm=about.firm,
                      signed=said.sign, subject=about.who, metric=metrics[0],
                      bounds=_unadjusted(tried), may_be=_OFFICIAL)  # fmt: skip


def _points_of_rate(said: Statement, about: Subject, words: tuple[str, ...], shelf: Shelf) -> Resolution:
    """`rose 0.1 percentage points`: a change of the rate; of prices it would be the rate in the wrong unit."""
    tried = [*shelf.each(about.who, "rate.change", ("", "12m"), words),
             *shelf.each(about.who, "yoy.change", ("", "12m"), words)]  # fmt: skip
    quantity = said.quantity
    if quantity is not None and quantity.measure is Measure.BASIS:
        rates = [one for name in ("yoy", "mom") for one in shelf.each(about.who, name, ("",), words)]
        same = [
            one for one in rates if abs(abs(one.value) - 100 * quantity.value) <= 100 * quantity.half + one.tolerance
        ]
        tried = same or tried
    return Resolution(tuple(tried), firm=about.firm, signed=said.sign, subject=about.who, metric="rate.change")


def _counted(said: Statement, about: Subject, months: tuple[str, ...], shelf: Shelf) -> Resolution:
    """Payrolls are revised: the first print differs from the vintage, so only the direction is firm."""
    tried = shelf.each(about.who, "change", ("",), months or ("",))
    return Resolution(
        tuple(tried), missing=_reasons(about.who, "change", months, shelf), firm=False, signed=said.sign,
        loose="the figures have been revised since", subject=about.who, metric="change",
    )  # fmt: skip
