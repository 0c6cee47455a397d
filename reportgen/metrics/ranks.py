"""Where a move stands among all moves of its kind: ranks, "the best since", percentiles.

A month is compared with months, a week with weeks, over the whole history known on the day. For pairs the
same of the excess return, in percentage points.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.found import Measured, Missing
from reportgen.metrics.places import Place, enough, place, place_of_size
from reportgen.metrics.relative import PAIR
from reportgen.metrics.returns import BASES, KINDS
from reportgen.model.printing import day as spelt
from reportgen.model.units import Display, Unit

if TYPE_CHECKING:
    from numpy.typing import NDArray


def _rank(ask: Ask) -> Measured:
    """One more than the number of periods of the same kind with a higher move: 1 is the best.

    Equal moves share a rank. A week is compared with all weeks known on the day, a month with all months; a
    period still running is compared with whole ones and says so.
    """
    found = place(ask)
    return found.measured(ask, float(1 + np.count_nonzero(found.others.values > found.value)))


def _rank_worst(ask: Ask) -> Measured:
    """One more than the number of periods of the same kind with a lower move: 1 is the worst."""
    found = place(ask)
    return found.measured(ask, float(1 + np.count_nonzero(found.others.values < found.value)))


def _count(ask: Ask) -> Measured:
    """How many periods of the same kind are compared, the one asked for included."""
    found = place(ask)
    return found.measured(ask, float(len(found.others) + 1))


def _best_since(ask: Ask) -> Measured:
    """The last session of the latest earlier period of the same kind whose move was at least as high.

    There is none where the move is the highest of them all.
    """
    found = place(ask)
    return found.measured(ask, _latest(found, found.before.values >= found.value, "high"))


def _worst_since(ask: Ask) -> Measured:
    """The last session of the latest earlier period of the same kind whose move was at least as low.

    There is none where the move is the lowest of them all.
    """
    found = place(ask)
    return found.measured(ask, _latest(found, found.before.values <= found.value, "low"))


def _latest(found: Place, fits: NDArray[np.bool_], word: str) -> date:
    before = found.before
    hits = np.flatnonzero(fits)
    if len(hits):
        return before.end(int(hits[-1]))
    since = f" since {spelt(before.start(0))}" if len(before) else ""
    raise Missing(f"none of the {len(before)} {found.kind} before it{since} was as {word}")


def _percentile(ask: Ask) -> Measured:
    """The share of the other periods of the same kind with a lower move."""
    found = enough(place(ask))
    return found.measured(ask, float((found.others.values < found.value).mean()))


def _size_percentile(ask: Ask) -> Measured:
    """The share of the other periods of the same kind with a smaller move, up or down: how unusual its size is.

    A window that is no whole week, month, quarter or year is compared with overlapping runs of as many weeks
    between week-end closes (of as many months, where there are month-end values only).
    """
    found = enough(place_of_size(ask))
    return found.measured(ask, float((np.abs(found.others.values) < abs(found.value)).mean()))


rank = metric(
    "return.rank",
    label="rank of the return, best first",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=BASES,
    kinds=KINDS,
    words=("best", "highest", "strongest", "rank"),
    example="rut.return.rank.price@2025-08",
)(_rank)
rank_worst = metric(
    "return.rank_worst",
    label="rank of the return, worst first",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=BASES,
    kinds=KINDS,
    words=("worst", "lowest", "weakest", "rank"),
    example="rut.return.rank_worst.price@2025-08",
)(_rank_worst)
count = metric(
    "return.count",
    label="periods the return is compared with",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=BASES,
    kinds=KINDS,
    words=("of all", "among"),
    example="rut.return.count.price@2025-08",
)(_count)
best_since = metric(
    "return.best_since",
    label="return highest since",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES,
    kinds=KINDS,
    words=("best since", "largest since", "highest since", "strongest since"),
    example="rut.return.best_since.price@2025-08",
)(_best_since)
worst_since = metric(
    "return.worst_since",
    label="return lowest since",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES,
    kinds=KINDS,
    words=("worst since", "lowest since", "weakest since"),
    example="rut.return.worst_since.price@2025-08",
)(_worst_since)
percentile = metric(
    "return.percentile",
    label="share of periods with a lower return",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=0,
    variants=BASES,
    kinds=KINDS,
    words=("percentile",),
    example="rut.return.percentile.price@2025-08",
)(_percentile)
size_percentile = metric(
    "return.size_percentile",
    label="share of periods with a smaller return, up or down",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=0,
    variants=BASES,
    kinds=KINDS,
    words=("unusual", "percentile"),
    example="rut.return.size_percentile.price@2025-08",
)(_size_percentile)
excess_rank = metric(
    "excess.rank",
    label="rank of the excess return, best first",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=BASES,
    kinds=PAIR,
    words=("best", "highest", "strongest", "rank"),
    example="rut-spx.excess.rank.price@2024-07",
)(_rank)
excess_rank_worst = metric(
    "excess.rank_worst",
    label="rank of the excess return, worst first",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=BASES,
    kinds=PAIR,
    words=("worst", "lowest", "weakest", "rank"),
    example="rut-spx.excess.rank_worst.price@2024-07",
)(_rank_worst)
excess_count = metric(
    "excess.count",
    label="periods the excess return is compared with",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=BASES,
    kinds=PAIR,
    words=("of all", "among"),
    example="rut-spx.excess.count.price@2024-07",
)(_count)
excess_best_since = metric(
    "excess.best_since",
    label="excess return highest since",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES,
    kinds=PAIR,
    words=("best since", "largest since", "highest since", "strongest since"),
    example="rut-spx.excess.best_since.price@2024-07",
)(_best_since)
excess_worst_since = metric(
    "excess.worst_since",
    label="excess return lowest since",
    unit=Unit.DATE,
    display=Display.DATE,
    variants=BASES,
    kinds=PAIR,
    words=("worst since", "lowest since", "weakest since"),
    example="rut-spx.excess.worst_since.price@2024-07",
)(_worst_since)
excess_percentile = metric(
    "excess.percentile",
    label="share of periods with a lower excess return",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=0,
    variants=BASES,
    kinds=PAIR,
    words=("percentile",),
    example="rut-spx.excess.percentile.price@2024-07",
)(_percentile)
excess_size_percentile = metric(
    "excess.size_percentile",
    label="share of periods with a smaller excess return, up or down",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    precision=0,
    variants=BASES,
    kinds=PAIR,
    words=("unusual", "percentile"),
    example="rut-spx.excess.size_percentile.price@2024-07",
)(_size_percentile)


ALL = (
    rank,
    rank_worst,
    count,
    best_since,
    worst_since,
    percentile,
    size_percentile,
    excess_rank,
    excess_rank_worst,
    excess_count,
    excess_best_since,
    excess_worst_since,
    excess_percentile,
    excess_size_percentile,
)
