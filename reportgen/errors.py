"""Every error reportgen raises on purpose.

    ReportgenError
    |-- FindingsError            exit 1   the run worked and found something wrong
    |   |-- ProblemsError                 data, catalog, report or template at fault, all problems at once
    |   |-- ContradictionError            a finished text states a number the data contradict
    |   `-- GateError                     an approval, disclosure or freeze forbids the step
    |-- UsageError               exit 2   the command's words are wrong
    |   |-- UnknownKeyError               no such fact, subject, metric or window
    |   `-- UnknownReportError            no such report or edition
    `-- WorldError               exit 3   disk, network or mail server failed

A fact that cannot be computed is no error: it is `model.facts.Unavailable`, an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a person must mend: where it stands, what is wrong, how to mend it.

    An error sets what it concerns aside; a warning is told and nothing is left out.
    """

    where: str
    what: str
    mend: str = ""
    row: int | None = None
    key: str | None = None
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        place = self.where
        if self.row is not None:
            place += f", row {self.row}"
        if self.key is not None:
            place += f", {self.key}"
        return f"{place}: {self.what}" + (f" {self.mend}" if self.mend else "")


class ReportgenError(Exception):
    """The base of everything below; `exit_code` is what the command returns."""

    exit_code = 1


class FindingsError(ReportgenError):
    """The run worked and found something wrong."""

    exit_code = 1


class ProblemsError(FindingsError):
    """One or more problems in data, a catalog, a report or a template."""

    def __init__(self, problems: tuple[Problem, ...] | list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ContradictionError(FindingsError):
    """The finished text states something the data contradict."""


class GateError(FindingsError):
    """A rule of the house forbids this step; the message says which and what would lift it."""


class UsageError(ReportgenError):
    """The command's words are wrong."""

    exit_code = 2


class UnknownKeyError(UsageError):
    """No fact has this key; `suggestions` are the nearest that exist."""

    def __init__(self, key: str, reason: str, suggestions: tuple[str, ...] = ()) -> None:
        self.key, self.reason, self.suggestions = key, reason, suggestions
        hint = f" Did you mean {', '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"{key}: {reason}.{hint}")


class UnknownReportError(UsageError):
    """No report or edition has this name."""


class WorldError(ReportgenError):
    """The disk, the network or a server failed; trying again may help."""

    exit_code = 3
