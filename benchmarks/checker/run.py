"""How many errors the checker finds, by class, and how often it cries wolf on clean text.

    python -m benchmarks.checker.run [--list] [FILE ...]     more clean texts (built editions, say) are mutated too

Also runs `numaudit` and `onus` on the same cases where they are installed (`pip install numaudit onus`).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from benchmarks.checker.mutants import Mutant, mutants
from benchmarks.checker.others import OTHERS
from reportgen import audit as checker
from reportgen.audit import Audit, Verdict
from reportgen.config import read_catalog
from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset
from reportgen.sources import load

HERE = Path(__file__).resolve().parent
DATA = HERE.parent.parent / "data"


@dataclass(slots=True)
class Tally:
    """Counts by class of error."""

    made: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[Path, Mutant]] = field(default_factory=list)
    by_others: dict[str, Counter[str]] = field(default_factory=dict)
    words: int = 0
    alarms: int = 0

    @property
    def rate(self) -> float:
        """The share of mutants caught."""
        return sum(self.caught.values()) / max(sum(self.made.values()), 1)

    @property
    def alarms_per_thousand(self) -> float:
        """False alarms per 1,000 words of clean text."""
        return 1000 * self.alarms / max(self.words, 1)


@cache
def dataset() -> Dataset:
    """The embedded sample."""
    return load(read_catalog(DATA), DATA)


@cache
def book_for(day: date) -> FactBook:
    """A fact book over the sample as of a day."""
    return FactBook(dataset(), day, TABLE)


def check(name: str, text: str) -> Audit:
    """The audit of a text."""
    return checker.check(checker.read(name, text.encode()), book_for)


def measure(files: Sequence[Path]) -> Tally:
    """Mutate every file and count."""
    tally = Tally(by_others={name: Counter() for name in OTHERS})
    for path in files:
        source = path.read_text(encoding="utf-8")
        clean = check(path.name, source)
        tally.words += clean.words
        tally.alarms += len(clean.contradicted)
        known = {(claim.text, claim.sentence) for claim in clean.contradicted}
        for mutant in unique(mutants(source, clean, book_for(clean.as_of))):
            tally.made[mutant.kind] += 1
            if caught(check(path.name, mutant.text), mutant, known):
                tally.caught[mutant.kind] += 1
            else:
                tally.missed.append((path, mutant))
            for name, other in OTHERS.items():
                tally.by_others[name][mutant.kind] += other(source, mutant)
    return tally


def unique(found: Sequence[Mutant] | object) -> list[Mutant]:
    """Each changed text once."""
    return list({one.text: one for one in found}.values())  # type: ignore[attr-defined]


def caught(found: Audit, mutant: Mutant, known: set[tuple[str, str]]) -> bool:
    """Whether the audit contradicts something in the sentence that was changed."""
    for claim in found.contradicted:
        start = mutant.text.rfind("\n", 0, mutant.start)
        end = mutant.text.find("\n", mutant.end)
        if start <= claim.start and (claim.end <= end or end < 0) and (claim.text, claim.sentence) not in known:
            return True
    return False


def report(tally: Tally) -> str:
    """The figures as a table."""
    names = [name for name in OTHERS if sum(tally.by_others[name].values()) or OTHERS]
    head = f"{'class':14}{'mutants':>8}{'caught':>8}{'rate':>8}" + "".join(f"{name:>12}" for name in names)
    lines = [head]
    for kind in sorted(tally.made):
        made, hit = tally.made[kind], tally.caught[kind]
        others = "".join(f"{tally.by_others[name][kind] / made:>12.0%}" for name in names)
        lines.append(f"{kind:14}{made:>8}{hit:>8}{hit / made:>8.1%}{others}")
    total = sum(tally.made.values())
    others = "".join(f"{sum(tally.by_others[name].values()) / max(total, 1):>12.0%}" for name in names)
    lines.append(f"{'all':14}{total:>8}{sum(tally.caught.values()):>8}{tally.rate:>8.1%}{others}")
    lines.append(
        f"clean text: {tally.words} words, {tally.alarms} false alarms, {tally.alarms_per_thousand:.2f} per 1,000 words"
    )
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Print the table; exit 1 below 98% or above one false alarm per 1,000 words."""
    files = [Path(name) for name in arguments if not name.startswith("--")]
    tally = measure([*([] if "--only" in arguments else sorted((HERE / "clean").glob("*.md"))), *files])
    print(report(tally))
    if "--list" in arguments:
        for path, mutant in tally.missed:
            line = mutant.text.count("\n", 0, mutant.start) + 1
            print(f"missed {mutant.kind}: {path.name}:{line}: {mutant.before!r} -> {mutant.after!r}")
    return 0 if tally.rate >= 0.98 and tally.alarms_per_thousand < 1 and Verdict else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
