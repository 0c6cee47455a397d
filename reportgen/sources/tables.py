"""Parsed cells -> a table. Any fault sets the whole table aside: its rows only make sense together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import isnan

import numpy as np

from reportgen.errors import Problem, ProblemsError
from reportgen.model.catalog import ColumnSpec, DatasetSpec
from reportgen.model.dataset import Cell, Row, Table
from reportgen.model.sessions import Sessions, month_end
from reportgen.model.visible import unseen
from reportgen.sources.checks import Column, check_values
from reportgen.sources.columns import numbers
from reportgen.sources.dates import day_ordinals, parse_day
from reportgen.sources.loaded import Loaded, missing_header, origin_of
from reportgen.sources.readers import Parsed
from reportgen.sources.release import ReleaseInput, known_days

Cells = Mapping[str, list[Cell]]


def assemble_table(spec: DatasetSpec, parsed: Parsed, sha256: str, sessions: Sessions | None) -> Loaded:
    """The dataset as a table, its numbers in the units declared."""
    loaded = Loaded()
    days, problems = _days(spec, parsed, sessions)
    cells: dict[str, list[Cell]] = {}
    for column in spec.columns.values():
        cells[column.id], wrong = _cells(spec, column, parsed)
        problems += wrong
    if not problems:
        problems = _required(spec, parsed, cells) + _twice(spec, parsed, cells)
    known: list[int] = []
    if not problems:
        known, problems = _known(spec, parsed, cells, days)
    if not loaded.judge([spec.id], problems):
        return loaded
    loaded.tables[spec.id] = Table(
        id=spec.id,
        kind=spec.kind or "",
        columns=tuple(cells),
        rows=tuple(
            Row(line, date.fromordinal(when), dict(zip(cells, values, strict=True)))
            for line, when, *values in zip(parsed.lines, known, *cells.values(), strict=True)
        ),
        origin=origin_of(spec, sha256),
        note=spec.note,
        stale_after_days=spec.stale_after_days,
    )
    return loaded


def _days(spec: DatasetSpec, parsed: Parsed, sessions: Sessions | None) -> tuple[list[int], list[Problem]]:
    if parsed.date is None:
        return [0] * len(parsed.lines), _undated(spec)
    days, problems = day_ordinals(spec, parsed, sessions)
    return days.tolist(), problems


def _undated(spec: DatasetSpec) -> list[Problem]:
    """A table without dates must say otherwise when its rows became public."""
    if spec.release.column is not None or spec.release.known is not None:
        return []
    mend = "Name its `date:`, or declare `release: {column: ...}` or `release: {known: 2026-08-21}`."
    return [Problem("catalog.yaml", "does not say when its rows became public.", mend, key=f"datasets.{spec.id}")]


def _known(spec: DatasetSpec, parsed: Parsed, cells: Cells, days: list[int]) -> tuple[list[int], list[Problem]]:
    texts = {name: ["" if value is None else str(value) for value in values] for name, values in cells.items()}
    try:
        return known_days(spec.release, ReleaseInput(spec.file, parsed.lines, days, texts)), []
    except ProblemsError as error:
        return [], list(error.problems)


def _cells(spec: DatasetSpec, column: ColumnSpec, parsed: Parsed) -> tuple[list[Cell], list[Problem]]:
    if column.value is not None:
        return [column.value] * len(parsed.lines), []
    if absent := missing_header(spec, column, parsed):
        return [], [absent]
    if column.type == "number":
        return _numbers(spec, column, parsed)
    words = {"", *parsed.missing, *spec.missing, *column.missing}
    values: list[Cell] = []
    problems = []
    for line, text in zip(parsed.lines, parsed.cells[column.header], strict=True):
        try:
            values.append(None if text in words else _cell(column, text))
        except ValueError:
            point = unseen(text)
            what = f"holds {point}, which no reader sees." if point else f"{text!r} is no {column.type}."
            problems.append(Problem(spec.file, what, "Correct the cell or its `type`.", row=line, key=column.id))
    return values, problems


def _numbers(spec: DatasetSpec, column: ColumnSpec, parsed: Parsed) -> tuple[list[Cell], list[Problem]]:
    read = numbers(spec.file, column, parsed, spec.missing)
    there = ~np.isnan(read.values)
    nothing = np.zeros(int(there.sum()), dtype=np.int64)
    judged = Column(spec, column, nothing, read.values[there], np.asarray(parsed.lines)[there])
    values: list[Cell] = [None if isnan(value) else value for value in read.values.tolist()]
    return values, list(read.problems) or check_values(judged)


def _cell(column: ColumnSpec, text: str) -> Cell:
    match column.type:
        case "date":
            return parse_day(text)
        case "month":
            return month_end(parse_day(text))
        case _:
            if unseen(text):
                raise ValueError(text)
            return " ".join(text.split())


def _required(spec: DatasetSpec, parsed: Parsed, cells: Cells) -> list[Problem]:
    return [
        Problem(spec.file, "is empty.", "Fill the cell.", row=line, key=column.id)
        for column in spec.columns.values()
        if column.required
        for line, value in zip(parsed.lines, cells[column.id], strict=True)
        if value is None
    ]


def _twice(spec: DatasetSpec, parsed: Parsed, cells: Cells) -> list[Problem]:
    if not spec.unique:
        return []
    seen: dict[tuple[Cell, ...], int] = {}
    problems = []
    for at, key in enumerate(zip(*(cells[name] for name in spec.unique), strict=True)):
        if (first := seen.setdefault(key, at)) != at:
            what = f"{', '.join(map(str, key))} stands twice, first on row {parsed.lines[first]}."
            row, columns = parsed.lines[at], ", ".join(spec.unique)
            problems.append(Problem(spec.file, what, "Keep one.", row=row, key=columns))
    return problems
