"""How much a command costs: CPU with all its children, wall time, peak memory; and how two compare in one run."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Command = Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Cost:
    """One run: seconds of CPU, seconds on the clock, MiB at most."""

    cpu: float
    wall: float
    peak: float


def run(command: Command, *, cwd: Path | None = None) -> Cost:
    """Run a command to its end. Raises RuntimeError where it fails."""
    started = time.perf_counter()
    child = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{command[0]} ended with {child.returncode}: {' '.join(map(str, command))}")
    unit = 1024 if os.uname().sysname == "Linux" else 1024**2
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - started, usage.ru_maxrss / unit)


def compared(ours: Callable[[], Cost], theirs: Callable[[], Cost], rounds: int) -> tuple[float, Cost, Cost]:
    """The median of the rounds' ratios of CPU, and the median cost of each; the two take turns."""
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return median(a.cpu / b.cpu for a, b in pairs), middle([a for a, _ in pairs]), middle([b for _, b in pairs])


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each part; of memory, the most."""
    return Cost(median(c.cpu for c in costs), median(c.wall for c in costs), max(c.peak for c in costs))


def seconds(work: Callable[[], object]) -> float:
    """The CPU seconds of this process that some work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started
