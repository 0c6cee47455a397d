"""Statistics behind the analogue family: intervals, overlap-aware errors, resampling.

Pure functions of numbers. Random draws come from a seed given as an argument, through PCG64's raw bits,
whose stream numpy guarantees across versions; so the same seed gives the same figure everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A lower and an upper bound, in the unit of what was asked."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Chance:
    """How often random dates did as well: by their mean, and by the number above zero."""

    mean: float
    hits: float


def wilson(hits: int, count: int, confidence: float = 0.95) -> Interval:
    """Score interval of a proportion. Raises ValueError unless 0 <= hits <= count and count > 0.

    Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
    JASA 22 (1927).
    """
    if not 0 <= hits <= count or count == 0:
        raise ValueError(f"{hits} of {count} is no proportion")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share = hits / count
    centre = share + z * z / (2 * count)
    spread = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    scale = 1 + z * z / count
    return Interval(max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale))


def naive_error(values: Floats) -> float:
    """Standard error of the mean as if the values were independent. Raises ValueError below two."""
    _at_least_two(values)
    return float(np.std(values, ddof=1) / sqrt(len(values)))


def newey_west_error(values: Floats, lags: int) -> float:
    """Standard error of the mean of values that overlap, Bartlett weights over `lags` autocovariances.

    For returns over h periods, observed every period, take at least h - 1 lags. Source: W. K. Newey and
    K. D. West, Econometrica 55 (1987). Raises ValueError below two values.
    """
    _at_least_two(values)
    count = len(values)
    off = values - np.mean(values)
    total = float(off @ off)
    for lag in range(1, min(lags, count - 1) + 1):
        total += 2 * (1 - lag / (lags + 1)) * float(off[lag:] @ off[:-lag])
    return sqrt(max(total, 0.0)) / count


def effective_count(starts: Ints, ends: Ints) -> float:
    """How many windows the stretches would fill laid end to end: covered days over the mean length.

    Equal to their number where none overlap. Raises ValueError where there is none or one has no length.
    """
    if not len(starts) or np.any(ends <= starts):
        raise ValueError("windows need a length")
    covered, until = 0, int(starts.min())
    for low, high in sorted(zip(starts.tolist(), ends.tolist(), strict=True)):
        covered += max(0, high - max(low, until))
        until = max(until, high)
    return covered / float(np.mean(ends - starts))


def uniforms(seed: int, count: int) -> Floats:
    """`count` numbers in [0, 1) from the seed: the upper 53 of PCG64's 64 bits."""
    raw = np.asarray(np.random.PCG64(seed).random_raw(count), dtype=np.uint64)
    return (raw >> np.uint64(11)).astype(np.float64) * 2.0**-53


def stationary_indices(count: int, block: float, draws: int, seed: int) -> Ints:
    """Positions of `draws` stationary-bootstrap resamples of `count` values, one a row.

    Blocks begin anywhere, wrap around and have a geometric length with mean `block`; 1 is the plain
    bootstrap. Source: D. N. Politis and J. P. Romano, "The Stationary Bootstrap", JASA 89 (1994).
    """
    chance = uniforms(seed, 2 * draws * count).reshape(2, draws, count)
    jumps = (chance[1] * count).astype(np.int64)
    fresh = chance[0] < 1 / max(block, 1.0)
    out = np.empty((draws, count), dtype=np.int64)
    out[:, 0] = jumps[:, 0]
    for at in range(1, count):
        out[:, at] = np.where(fresh[:, at], jumps[:, at], (out[:, at - 1] + 1) % count)
    return out


def bootstrap_mean(
    values: Floats, *, seed: int, block: float = 1.0, draws: int = 10_000, confidence: float = 0.95
) -> Interval:
    """Percentile interval of the mean by the stationary bootstrap. Raises ValueError below two values."""
    _at_least_two(values)
    means = values[stationary_indices(len(values), block, draws, seed)].mean(axis=1)
    tail = (1 - confidence) / 2
    low, high = np.quantile(means, (tail, 1 - tail))
    return Interval(float(low), float(high))


def random_picks(population: int, size: int, draws: int, seed: int) -> Ints:
    """`draws` rows of `size` different positions below `population`, every set equally likely.

    Raises ValueError where the population is smaller than the pick.
    """
    if not 0 < size <= population:
        raise ValueError(f"cannot pick {size} of {population}")
    if population <= 16 * size:
        order = np.argsort(uniforms(seed, draws * population).reshape(draws, population), axis=1, kind="stable")
        return order[:, :size].astype(np.int64)
    return _rejecting(population, size, draws, seed)


def _rejecting(population: int, size: int, draws: int, seed: int) -> Ints:
    """The same for a population large enough that a pick seldom repeats itself: draw, refuse repeats."""
    kept: list[Ints] = []
    have, attempt = 0, 0
    while have < draws:
        chance = uniforms(seed + attempt, (draws - have + draws // 8) * size)
        rows = (chance * population).astype(np.int64).reshape(-1, size)
        ordered = np.sort(rows, axis=1)
        kept.append(rows[np.all(np.diff(ordered, axis=1) > 0, axis=1)])
        have, attempt = have + len(kept[-1]), attempt + 1
    return np.concatenate(kept)[:draws]


def chance_of_as_good(values: Floats, base: Floats, *, seed: int, draws: int = 20_000) -> Chance:
    """How often as many random dates of the base do at least as well as the events.

    A Monte Carlo permutation test with the observed pick counted among the draws, so never 0. Source:
    B. Phipson and G. K. Smyth, "Permutation P-values Should Never Be Zero", SAGMB 9 (2010). Raises
    ValueError where there are more events than base dates.
    """
    picks = base[random_picks(len(base), len(values), draws, seed)]
    means = picks.mean(axis=1) >= values.mean() - 1e-12
    hits = (picks > 0).sum(axis=1) >= int((values > 0).sum())
    return Chance((int(means.sum()) + 1) / (draws + 1), (int(hits.sum()) + 1) / (draws + 1))


def block_for(count: int, effective: float) -> float:
    """The mean block that keeps overlapping outcomes together; 1 where none overlap."""
    return float(ceil(count / effective - 1e-9)) if effective > 0 else 1.0


def _at_least_two(values: Floats) -> None:
    if len(values) < 2:
        raise ValueError("an error of the mean needs two values")
