"""The fact that follows: a metric's declaration, what it found, what it read."""

from __future__ import annotations

from datetime import date
from math import isfinite

from reportgen.metrics.ask import Ask
from reportgen.metrics.found import Measured, Missing
from reportgen.model.facts import Fact, Value
from reportgen.model.units import weakest


def conclude(ask: Ask, found: Measured) -> Fact:
    """The fact. What the metric left open follows from its declaration or from the reads.

    Raises Missing where the value is no finite number.
    """
    reads, info = ask.reads, ask.info
    as_of = found.as_of or found.end or date.fromordinal(max(reads.latest, 2))
    if as_of.toordinal() < 3:
        as_of = ask.as_of
    return Fact(
        key=ask.key,
        value=_finite(found.value),
        unit=found.unit or info.unit,
        display=found.display or info.display,
        precision=info.precision if found.precision is None else found.precision,
        label=found.label or _label(ask),
        subject=ask.subject,
        metric=info.name,
        method=info.method,
        as_of=as_of,
        known_at=date.fromordinal(max(reads.known, as_of.toordinal() if reads.known < 3 else 1, 2)),
        standing=found.standing or weakest(*reads.standings),
        variants=ask.variants,
        basis=found.basis or (ask.basis if {"price", "total"} & set(ask.variants) else None),
        window=ask.window,
        start=found.start,
        end=found.end,
        tolerance=reads.tolerance if found.tolerance is None else found.tolerance,
        origins=tuple(sorted(reads.origins.values(), key=lambda origin: origin.dataset)),
        inputs=tuple(reads.inputs),
        notes=tuple(dict.fromkeys((*reads.notes, *found.notes))),
        who=found.who,
        attribution=found.attribution,
        document=found.document,
    )


def _finite(value: Value) -> Value:
    """The value as a fact may hold it: a day, or a finite number, zero without a sign."""
    if isinstance(value, date):
        return value
    if not isfinite(value):
        raise Missing("the arithmetic has no finite result for these data")
    return float(value) + 0.0


def _label(ask: Ask) -> str:
    names = []
    for part in ask.subject.split("-"):
        entity = ask.data.entities.get(part)
        names.append(entity.name if entity else part)
    return f"{' against '.join(names)}: {ask.info.label}"
