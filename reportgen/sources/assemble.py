"""Parsed cells -> series or a table, with what failed set aside column by column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from math import isnan

import numpy as np

from reportgen.errors import Problem, ProblemsError
from reportgen.model.catalog import ColumnSpec, DatasetSpec
from reportgen.model.dataset import Cell, Origin, Row, Series, Table
from reportgen.model.sessions import Sessions, month_end
from reportgen.sources.checks import Context, check_column, check_days, check_ends
from reportgen.sources.columns import numbers
from reportgen.sources.dates import ordinals, parse_day
from reportgen.sources.readers import Parsed
from reportgen.sources.release import Exceptions, ReleaseInput, known_days


@dataclass(slots=True)
class Loaded:
    """What one file gave: series or a table, and what was set aside with the reason."""

    series: dict[str, Series] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    quarantined: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def set_aside(self, target: str, problems: list[Problem]) -> bool:
        """Note problems; whether one of them is bad enough to set the target aside."""
        self.problems += problems
        errors = [problem for problem in problems if problem.severity == "error"]
        if errors:
            self.quarantined[target] = f"{target} failed its checks: {errors[0].what.rstrip('.')}"
        return bool(errors)


def targets(spec: DatasetSpec) -> list[str]:
    """The ids a dataset provides: its own for a table, dataset.column for series."""
    return [spec.id] if spec.kind else [f"{spec.id}.{column}" for column in spec.columns]


def origin_of(spec: DatasetSpec, column: ColumnSpec | None, sha256: str) -> Origin:
    """Where a dataset, or a column with an origin of its own, comes from."""
    source = column.origin if column is not None and column.origin is not None else spec.origin
    own = column is not None and column.origin is not None
    return Origin(
        dataset=f"{spec.id}.{column.id}" if own and column is not None else spec.id,
        publisher=source.publisher,
        title=source.title,
        file=spec.file,
        sha256=sha256,
        url=source.url,
        retrieved=source.retrieved or spec.origin.retrieved,
        licence=spec.licence.text,
        attribution=spec.licence.attribution,
        may_publish_levels=spec.licence.may_publish_levels,
        may_publish_series=spec.licence.may_publish_series,
        standing=spec.standing,
        vintage=source.vintage or spec.origin.vintage,
    )


# -- series ----------------------------------------------------------------------------------------


def assemble_series(
    spec: DatasetSpec, parsed: Parsed, context: Context, exceptions: Exceptions, sha256: str
) -> Loaded:
    """The dataset's columns as series. A fault of the dates sets all of them aside, one of a column only it."""
    loaded = Loaded()
    days, problems = _days(spec, parsed, context.sessions)
    problems += check_days(spec, parsed, days)
    problems += check_ends(spec, parsed)
    if any(problem.severity == "error" for problem in problems):
        for target in targets(spec):
            loaded.set_aside(target, problems)
        loaded.problems = problems
        return loaded
    loaded.problems += problems
    keep = days >= spec.first.toordinal() if spec.first else np.ones(len(days), dtype=bool)
    for column in spec.columns.values():
        _column(loaded, _Rows(spec, parsed, days, keep, context, exceptions), column, sha256)
    return loaded


@dataclass(frozen=True, slots=True)
class _Rows:
    spec: DatasetSpec
    parsed: Parsed
    days: np.ndarray[tuple[int], np.dtype[np.int64]]
    keep: np.ndarray[tuple[int], np.dtype[np.bool_]]
    context: Context
    exceptions: Exceptions


def _days(
    spec: DatasetSpec, parsed: Parsed, sessions: Sessions | None
) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], list[Problem]]:
    texts = parsed.cells[parsed.date or ""]
    found, bad = ordinals(texts, spec.dated, sessions)
    problems = []
    if bad:
        more = f" So have {len(bad) - 1} more rows." if len(bad) > 1 else ""
        what = f"{texts[bad[0]]!r} is no date.{more}"
        row = parsed.lines[bad[0]]
        problems.append(Problem(spec.file, what, "Write dates as 2025-01-31.", row=row, key=spec.date_column))
    return np.asarray(found, dtype=np.int64), problems


def _column(loaded: Loaded, rows: _Rows, column: ColumnSpec, sha256: str) -> None:
    spec, parsed, target = rows.spec, rows.parsed, f"{rows.spec.id}.{column.id}"
    if missing := _missing_header(spec, column, parsed):
        loaded.set_aside(target, [missing])
        return
    read = numbers(spec.file, column, parsed, spec.missing)
    problems = list(read.problems)
    present = rows.keep & ~np.isnan(read.values)
    released, holes = _apply_exceptions(rows, column, present)
    days, values = rows.days[present], read.values[present]
    lines = np.asarray(parsed.lines)[present]
    if not problems:
        problems += check_column(spec, column, days, values, lines, rows.context.with_holes(holes))
    if not len(days):
        problems.append(Problem(spec.file, "holds no value.", "Fetch it again.", key=column.id))
    try:
        known = _known(rows, column, present, released)
    except ProblemsError as error:
        problems += error.problems
        known = days
    if not loaded.set_aside(target, problems):
        loaded.series[target] = Series(
            id=target,
            unit=column.unit,
            frequency=spec.frequency,
            origin=origin_of(spec, column, sha256),
            days=_ints(days),
            values=_floats(values),
            known=_ints(known),
            rows=_ints(lines),
            calendar=spec.calendar,
            tolerance=column.tolerance,
            proxy=column.proxy,
            known_holes=frozenset(date.fromordinal(day) for day in holes),
            dense_from=spec.dense_from,
            note=column.note,
        )


def _ints(values: np.ndarray[tuple[int], np.dtype[np.int64]]) -> memoryview[int]:
    """A read-only buffer of whole numbers, as the model keeps them."""
    return memoryview(values.astype(np.int32).tobytes()).cast("i")


def _floats(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> memoryview[float]:
    return memoryview(values.tobytes()).cast("d")


def _missing_header(spec: DatasetSpec, column: ColumnSpec, parsed: Parsed) -> Problem | None:
    if column.header in parsed.cells:
        return None
    near = get_close_matches(column.header, parsed.cells, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]}?" if near else ""
    what = f"has no column {column.header!r}; its header is {', '.join(parsed.cells)}."
    return Problem(spec.file, what, f"Correct the file or the catalog.{hint}", row=1, key=column.id)


def _apply_exceptions(
    rows: _Rows, column: ColumnSpec, present: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> tuple[dict[int, int], list[int]]:
    """Release days that break the rule, and the holes: declared ones and figures never collected.

    A figure never collected is taken out of `present` even where the file has a number in its place.
    """
    released: dict[int, int] = {}
    holes = [period.last.toordinal() for period in column.known_holes]
    for (name, period), when in rows.exceptions.items():
        if name != column.id:
            continue
        if when is None:
            holes.append(period)
            present &= rows.days != period
        else:
            released[period] = when.toordinal()
    return released, holes


def _known(
    rows: _Rows, column: ColumnSpec, present: np.ndarray[tuple[int], np.dtype[np.bool_]], released: Mapping[int, int]
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    spec, parsed = rows.spec, rows.parsed
    texts = {name: parsed.cells[other.header] for name, other in spec.columns.items() if other.header in parsed.cells}
    inputs = ReleaseInput(spec.file, parsed.lines, rows.days.tolist(), texts)
    known = np.asarray(known_days(column.release or spec.release, inputs), dtype=np.int64)
    for period, when in released.items():
        known[rows.days == period] = when
    return known[present]


# -- tables ----------------------------------------------------------------------------------------


def assemble_table(spec: DatasetSpec, parsed: Parsed, context: Context, sha256: str) -> Loaded:
    """The dataset as a table. Any fault sets the whole table aside: its rows only make sense together."""
    loaded = Loaded()
    problems: list[Problem] = []
    cells: dict[str, list[Cell]] = {}
    for column in spec.columns.values():
        values, wrong = _cells(spec, column, parsed)
        cells[column.id] = values
        problems += wrong
    if not problems:
        problems += _required(spec, parsed, cells) + _twice(spec, parsed, cells)
    days, wrong = _table_days(spec, parsed, context.sessions)
    problems += wrong
    known: list[int] = []
    if not problems:
        texts = {name: [str(value) for value in values] for name, values in cells.items()}
        try:
            known = known_days(spec.release, ReleaseInput(spec.file, parsed.lines, days, texts))
        except ProblemsError as error:
            problems += error.problems
    if loaded.set_aside(spec.id, problems):
        return loaded
    rows = tuple(
        Row(line, date.fromordinal(when), dict(zip(cells, values, strict=True)))
        for line, when, *values in zip(parsed.lines, known, *cells.values(), strict=True)
    )
    loaded.tables[spec.id] = Table(
        id=spec.id,
        kind=spec.kind or "",
        columns=tuple(cells),
        rows=rows,
        origin=origin_of(spec, None, sha256),
        note=spec.note,
        stale_after_days=spec.stale_after_days,
    )
    return loaded


def _table_days(spec: DatasetSpec, parsed: Parsed, sessions: Sessions | None) -> tuple[list[int], list[Problem]]:
    if parsed.date is None:
        return [1] * len(parsed.lines), []
    days, problems = _days(spec, parsed, sessions)
    return days.tolist(), problems


def _cells(spec: DatasetSpec, column: ColumnSpec, parsed: Parsed) -> tuple[list[Cell], list[Problem]]:
    if column.value is not None:
        return [column.value] * len(parsed.lines), []
    if missing := _missing_header(spec, column, parsed):
        return [], [missing]
    if column.type == "number":
        read = numbers(spec.file, column, parsed, spec.missing)
        return [None if isnan(value) else value for value in read.values.tolist()], list(read.problems)
    words = {"", *parsed.missing, *spec.missing, *column.missing}
    values: list[Cell] = []
    problems = []
    for line, text in zip(parsed.lines, parsed.cells[column.header], strict=True):
        try:
            values.append(None if text in words else _cell(column, text))
        except ValueError:
            what = f"{text!r} is no {column.type}."
            problems.append(Problem(spec.file, what, "Correct the cell or its type.", row=line, key=column.id))
    return values, problems


def _cell(column: ColumnSpec, text: str) -> Cell:
    match column.type:
        case "date":
            return parse_day(text)
        case "month":
            return month_end(parse_day(text))
        case _:
            return text


def _required(spec: DatasetSpec, parsed: Parsed, cells: Mapping[str, list[Cell]]) -> list[Problem]:
    return [
        Problem(spec.file, "is empty.", "Fill the cell.", row=line, key=column.id)
        for column in spec.columns.values()
        if column.required
        for line, value in zip(parsed.lines, cells[column.id], strict=True)
        if value is None
    ]


def _twice(spec: DatasetSpec, parsed: Parsed, cells: Mapping[str, list[Cell]]) -> list[Problem]:
    if not spec.unique:
        return []
    seen: dict[tuple[Cell, ...], int] = {}
    problems = []
    for line, *key in zip(parsed.lines, *(cells[name] for name in spec.unique), strict=True):
        if (first := seen.setdefault(tuple(key), line)) != line:
            what = f"{', '.join(map(str, key))} stands twice, first on row {first}."
            problems.append(Problem(spec.file, what, "Keep one.", row=line, key=", ".join(spec.unique)))
    return problems
