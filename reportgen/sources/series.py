"""Parsed cells -> series, a column each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from reportgen.errors import Problem, ProblemsError
from reportgen.model.catalog import ColumnSpec, DatasetSpec
from reportgen.model.dataset import Series
from reportgen.model.sessions import Sessions
from reportgen.sources.checks import Column, check_column, check_rows
from reportgen.sources.columns import numbers
from reportgen.sources.dates import day_ordinals, placed
from reportgen.sources.loaded import Loaded, missing_header, origin_of, targets
from reportgen.sources.readers import Parsed
from reportgen.sources.release import Exceptions, ReleaseInput, known_days

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

BASE = 100.0
"""Where a level made from returns begins."""


@dataclass(frozen=True, slots=True)
class SeriesInput:
    """A parsed file, its digest, the exchange's sessions and the release exceptions."""

    spec: DatasetSpec
    parsed: Parsed
    sha256: str
    sessions: Sessions | None
    exceptions: Exceptions


@dataclass(frozen=True, slots=True)
class _Values:
    """The values of a column that are there."""

    days: Ints
    values: Floats
    lines: Ints
    known: Ints


def assemble_series(source: SeriesInput) -> Loaded:
    """The columns as series. A fault of the rows sets all of them aside, one of a column only it."""
    loaded = Loaded()
    spec, parsed = source.spec, source.parsed
    days, problems = day_ordinals(spec, parsed, source.sessions)
    if not problems:
        problems = check_rows(spec, parsed, days)
    if not loaded.judge(targets(spec), problems):
        return loaded
    found = {name: _read(source, column, days, loaded) for name, column in spec.columns.items()}
    last = max((int(read.days[-1]) for read in found.values() if read is not None), default=0)
    for name, read in found.items():
        if read is not None:
            _finish(source, spec.columns[name], read, last, loaded)
    return loaded


def _read(source: SeriesInput, column: ColumnSpec, days: Ints, loaded: Loaded) -> _Values | None:
    """The column's values with their release days; None, and the problems noted, where it cannot be read."""
    spec, parsed, target = source.spec, source.parsed, f"{source.spec.id}.{column.id}"
    if absent := missing_header(spec, column, parsed):
        loaded.judge([target], [absent])
        return None
    read = numbers(spec.file, column, parsed, spec.missing)
    problems = list(read.problems)
    present = ~np.isnan(read.values)
    if spec.first is not None:
        present &= days >= spec.first.toordinal()
    for never in _never_released(source, column):
        present &= days != never
    if not problems and not present.any():
        problems.append(Problem(spec.file, "holds no value.", "Fetch the file again.", key=column.id))
    known = days
    try:
        known = _known(source, column, days)
    except ProblemsError as error:
        problems += error.problems
    if not loaded.judge([target], problems):
        return None
    found = _Values(days[present], read.values[present], np.asarray(parsed.lines)[present], known[present])
    return _compounded(source, found) if column.compound else found


def _never_released(source: SeriesInput, column: ColumnSpec) -> list[int]:
    return [day for (name, day), when in source.exceptions.items() if name == column.id and when is None]


def _holes(source: SeriesInput, column: ColumnSpec) -> frozenset[int]:
    """The days without a value that are no fault: declared, or never collected."""
    declared = (placed(period.last, source.spec.dated, source.sessions) for period in column.known_holes)
    return frozenset((*(day.toordinal() for day in declared), *_never_released(source, column)))


def _known(source: SeriesInput, column: ColumnSpec, days: Ints) -> Ints:
    spec, parsed = source.spec, source.parsed
    texts = {name: parsed.cells[other.header] for name, other in spec.columns.items() if other.header in parsed.cells}
    rule = column.release or spec.release
    known = np.asarray(known_days(rule, ReleaseInput(spec.file, parsed.lines, days.tolist(), texts)), dtype=np.int64)
    for (name, period), when in source.exceptions.items():
        if name == column.id and when is not None:
            known[days == period] = when.toordinal()
    return known


def _compounded(source: SeriesInput, returns: _Values) -> _Values:
    """A level from returns: it begins at 100 the period before the first of them."""
    before = _day_before(source, date.fromordinal(int(returns.days[0]))).toordinal()
    return _Values(
        days=np.concatenate(([before], returns.days)),
        values=np.concatenate(([BASE], BASE * np.cumprod(1 + returns.values))),
        lines=np.concatenate((returns.lines[:1], returns.lines)),
        known=np.concatenate((returns.known[:1], returns.known)),
    )


def _day_before(source: SeriesInput, day: date) -> date:
    if source.spec.frequency == "monthly":
        return placed(day.replace(day=1) - timedelta(days=1), source.spec.dated, source.sessions)
    if source.sessions is not None and source.sessions.covers(day - timedelta(days=1)):
        return source.sessions.before(day)
    return day - timedelta(days=1)


def _finish(source: SeriesInput, column: ColumnSpec, found: _Values, last: int, loaded: Loaded) -> None:
    spec, target = source.spec, f"{source.spec.id}.{column.id}"
    holes = _holes(source, column)
    judged = Column(spec, column, found.days, found.values, found.lines, source.sessions, holes, last)
    if loaded.judge([target], check_column(judged)):
        loaded.series[target] = Series(
            id=target,
            unit=column.unit,
            frequency=spec.frequency,
            origin=origin_of(spec, source.sha256, column),
            days=_int_buffer(found.days),
            values=memoryview(found.values.astype(np.float64).tobytes()).cast("d"),
            known=_int_buffer(found.known),
            rows=_int_buffer(found.lines),
            calendar=spec.calendar,
            tolerance=column.tolerance,
            proxy=column.proxy,
            known_holes=frozenset(date.fromordinal(day) for day in holes),
            dense_from=spec.dense_from,
            note=column.note,
            stale_after_days=spec.stale_after_days,
        )


def _int_buffer(values: Ints) -> memoryview[int]:
    """A read-only buffer, as the model keeps whole numbers."""
    return memoryview(values.astype(np.int32).tobytes()).cast("i")
