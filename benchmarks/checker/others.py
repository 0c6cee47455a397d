"""Other checkers on the same cases, where they are installed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benchmarks.checker.mutants import Mutant

OTHERS: Mapping[str, Callable[[str, Mutant], bool]] = {}
