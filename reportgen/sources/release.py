"""When each row became public: the release rule, and the exceptions to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reportgen.errors import Problem, ProblemsError
from reportgen.model.catalog import ReleaseSpec
from reportgen.model.sessions import month_end
from reportgen.sources.dates import parse_day

Exceptions = Mapping[tuple[str, int], date | None]
"""(column, ordinal of the month's last day) -> the day it was released, None where it never was."""


@dataclass(frozen=True, slots=True)
class ReleaseInput:
    """What a release rule may look at: the rows' days, and the text of the columns it names."""

    file: str
    lines: Sequence[int]
    days: Sequence[int]
    texts: Mapping[str, Sequence[str]]


def known_days(rule: ReleaseSpec, rows: ReleaseInput) -> list[int]:
    """The ordinal of the day each row became public. Raises ProblemsError where a row does not say."""
    if rule.by is not None:
        return _by_case(rule, rows)
    if rule.column is not None:
        return _by_column(rule.column, rows)
    if rule.known is not None:
        return [rule.known.toordinal()] * len(rows.days)
    if rule.year_before is not None:
        return [_announced(rule, date.fromordinal(row).year).toordinal() for row in rows.days]
    if rule.days_after_period is not None:
        lag = timedelta(days=rule.days_after_period)
        return [(month_end(date.fromordinal(row)) + lag).toordinal() for row in rows.days]
    return [row + rule.days_after for row in rows.days]


def _announced(rule: ReleaseSpec, year: int) -> date:
    """The day a year's rows were announced together."""
    month, day = (int(part) for part in (rule.year_before or "").split("-"))
    return rule.by_year.get(year) or date(year - 1, month, day)


def _by_case(rule: ReleaseSpec, rows: ReleaseInput) -> list[int]:
    words = rows.texts[rule.by or ""]
    answers = {word: known_days(case, rows) for word, case in rule.cases.items()}
    known, problems = [], []
    for position, word in enumerate(words):
        if word in answers:
            known.append(answers[word][position])
        else:
            what = f"{word!r} has no release rule; there are rules for {', '.join(answers)}."
            problems.append(
                Problem(rows.file, what, "Add the case to the catalog.", row=rows.lines[position], key=rule.by)
            )
    if problems:
        raise ProblemsError(problems)
    return known


def _by_column(column: str, rows: ReleaseInput) -> list[int]:
    known, problems = [], []
    for line, text in zip(rows.lines, rows.texts[column], strict=True):
        try:
            known.append(parse_day(text).toordinal())
        except ValueError:
            what = f"{text!r} is no day on which the row became public."
            problems.append(Problem(rows.file, what, "Write it as 2025-12-18.", row=line, key=column))
    if problems:
        raise ProblemsError(problems)
    return known


def read_exceptions(file: str, cells: Mapping[str, Sequence[str]], lines: Sequence[int]) -> Exceptions:
    """The exceptions a file declares. Raises ProblemsError naming the rows that cannot be read."""
    found: dict[tuple[str, int], date | None] = {}
    problems = []
    for line, series, month, released in zip(lines, cells["series"], cells["month"], cells["released"], strict=True):
        try:
            when = parse_day(released) if released else None
            found[series, month_end(parse_day(month)).toordinal()] = when
        except ValueError:
            what = f"{month!r} and {released!r} are no month and day."
            problems.append(Problem(file, what, "Write them as 2025-10 and 2025-12-16.", row=line))
    if problems:
        raise ProblemsError(problems)
    return found
