"""What makes data unfit to print from. Each rule names file, row, itself and the remedy.

A column that breaks a rule is set aside and the rest loads. What looks wrong and is right is declared in
the catalog: `known_moves`, `known_holes`, `missing`, `limits`, `sign`, `max_move`.

To add a rule: a function `(Column) -> Problem | None` and its name in a table below.
"""

from __future__ import annotations

from reportgen.errors import Problem
from reportgen.sources.checks.calendar import (
    ends_with_the_others,
    every_session,
    no_hole_in_months,
    one_value_a_month,
)
from reportgen.sources.checks.column import Column, Rule
from reportgen.sources.checks.rows import check_rows
from reportgen.sources.checks.values import (
    no_jump,
    no_wrong_sign,
    no_zero_for_missing,
    right_unit,
    within_limits,
)

__all__ = ["Column", "check_column", "check_rows", "check_values"]

VALUE_RULES: tuple[Rule, ...] = (no_wrong_sign, no_zero_for_missing, within_limits, right_unit)
CALENDAR_RULES: tuple[Rule, ...] = (no_hole_in_months, one_value_a_month, every_session, ends_with_the_others)


def check_values(column: Column) -> list[Problem]:
    """What is wrong with the values alone: all that can be said of a table's column."""
    return [problem for rule in VALUE_RULES if len(column.values) and (problem := rule(column))]


def check_column(column: Column) -> list[Problem]:
    """Everything wrong with a series. Moves are judged only where signs and sizes are right."""
    if not len(column.values):
        return []
    problems = check_values(column)
    if not problems and (jump := no_jump(column)):
        problems.append(jump)
    return problems + [problem for rule in CALENDAR_RULES if (problem := rule(column))]
