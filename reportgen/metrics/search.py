"""Which keys a stated number might have meant: the windows, bases and subjects worth trying."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product

from reportgen.metrics.windows import STANDARD
from reportgen.model.dataset import Dataset
from reportgen.model.facts import MetricInfo
from reportgen.model.units import Basis

RECENT_YEARS = 6
"""How far back single months and quarters are tried; years and standard windows go all the way."""


def windows_worth_trying(as_of: date) -> tuple[str, ...]:
    """Standard windows, then months and quarters of recent years, then years, newest first."""
    months = [divmod(as_of.year * 12 + as_of.month - 1 - back, 12) for back in range(RECENT_YEARS * 12)]
    quarters = dict.fromkeys(f"{year}Q{month // 3 + 1}" for year, month in months)
    years = [str(year) for year in range(as_of.year, as_of.year - 50, -1)]
    return (*STANDARD, *(f"{year:04d}-{month + 1:02d}" for year, month in months), *quarters, *years)


def candidates(
    dataset: Dataset,
    metrics: Mapping[str, MetricInfo],
    as_of: date,
    *,
    subject: str | None,
    metric: str | None,
) -> Iterator[str]:
    """Keys to try, in the order they are worth trying: of one metric, or of the family of returns."""
    infos = [info for name, info in metrics.items() if name == metric or (metric is None and info.family == "returns")]
    subjects = [subject] if subject is not None else sorted(dataset.entities)
    for info, who in product(infos, subjects):
        parts = [dataset.entities[part].kind for part in who.split("-") if part in dataset.entities]
        kind = "pair" if "-" in who else (parts[0] if parts else "")
        if kind not in info.kinds:
            continue
        named = (words for words in product(*_slots(info)) if not _gap(words))
        spellings = [".".join((who, info.name, *filter(None, words))) for words in named]
        if info.window != "required":
            yield from spellings
        if info.window != "none":
            windows = _meetings(dataset, who, as_of) if "@meeting:" in info.example else windows_worth_trying(as_of)
            yield from (f"{name}@{window}" for window in windows for name in spellings)


def _slots(info: MetricInfo) -> list[tuple[str, ...]]:
    """The words to try slot by slot; "" leaves a slot out. A basis left out means price, which is tried by name.

    Of slots that take the same words one is filled.
    """
    slots = dict.fromkeys(slot if Basis.PRICE in slot else ("", *slot) for slot in info.variants)
    return list(slots)


def _gap(words: tuple[str, ...]) -> bool:
    """Whether a slot is left out before one that is filled: the words of a key stand in their slots' order."""
    filled = len([word for word in words if word])
    return any(not word for word in words[:filled])


def _meetings(dataset: Dataset, who: str, as_of: date) -> tuple[str, ...]:
    """The meetings ahead of a committee, as windows."""
    table = dataset.tables.get(dataset.entities[who].roles.get("meetings", ""))
    days = [row["end_date"] for row in table.rows] if table is not None else []
    return tuple(f"meeting:{day}" for day in sorted(day for day in days if isinstance(day, date) and day > as_of))
