"""How many errors the checker finds, by class, how often it cries wolf on clean text, and how fast it reads.

    python -m benchmarks.checker.run [--list] [--only] [--others] [--record] [FILE ...]

More clean texts (built editions, say) are mutated too; `--only` takes them alone. `--others` puts two other checkers
from PyPI before the same cases, in an environment of their own. `--record` writes the table into docs/checker.md.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.checker.mutants import mutants
from benchmarks.checker.others import WANTED, Case, Score, environment, evidence_of, scores
from benchmarks.checker.proofs import Mutant
from reportgen import audit as checker
from reportgen.audit import Audit
from reportgen.config import read_catalog
from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset
from reportgen.sources import load

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DATA = ROOT / "data"
PAGE = ROOT / "docs" / "checker.md"
_PART = re.compile(r"(<!-- measured: mutants -->\n).*?(<!-- end -->)", re.DOTALL)


@dataclass(slots=True)
class Tally:
    """Counts by class of error."""

    made: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[Path, Mutant]] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    words: int = 0
    alarms: int = 0

    @property
    def rate(self) -> float:
        """The share of mutants caught."""
        return self.caught.total() / max(self.made.total(), 1)

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
    tally = Tally()
    for path in files:
        source = path.read_text(encoding="utf-8")
        clean = check(path.name, source)
        tally.words += clean.words
        tally.alarms += len(clean.contradicted)
        known = {(claim.text, claim.sentence) for claim in clean.contradicted}
        book = book_for(clean.as_of)
        case = Case(source, unique(mutants(source, clean, book)), evidence_of(clean, book))
        tally.cases.append(case)
        for mutant in case.mutants:
            tally.made[mutant.kind] += 1
            if caught(check(path.name, mutant.text), mutant, known):
                tally.caught[mutant.kind] += 1
            else:
                tally.missed.append((path, mutant))
    return tally


def unique(found: Iterable[Mutant]) -> list[Mutant]:
    """Each changed text once."""
    return list({one.text: one for one in found}.values())


def caught(found: Audit, mutant: Mutant, known: set[tuple[str, str]]) -> bool:
    """Whether the audit contradicts something in the sentence that was changed."""
    for claim in found.contradicted:
        start = mutant.text.rfind("\n", 0, mutant.start)
        end = mutant.text.find("\n", mutant.end)
        if start <= claim.start and (claim.end <= end or end < 0) and (claim.text, claim.sentence) not in known:
            return True
    return False


def seconds_per_thousand_words() -> float:
    """The CPU a draft takes beyond start-up and reading the data: a fresh fact book, the least of three."""
    texts = [path.read_text(encoding="utf-8").partition("---\n")[2] for path in sorted((HERE / "clean").glob("*.md"))]
    reading = checker.read("draft.md", "\n\n".join(text.partition("---\n")[2] for text in texts).encode())
    taken, words = [], 1
    for _ in range(3):
        fresh = cache(lambda day: FactBook(dataset(), day, TABLE))
        started = time.process_time()
        found = checker.check(reading, fresh)
        taken.append(time.process_time() - started)
        words = found.words
    return 1000 * min(taken) / words


def beside(tally: Tally) -> Mapping[str, Score]:
    """The other checkers on the same cases; none where they cannot be installed, with a message."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        if wrong := environment(place / "tools"):
            print(f"the others could not be installed: {wrong}", file=sys.stderr)
            return {}
        return scores(tally.cases, place / "tools", place / "cases")


def table(tally: Tally, others: Mapping[str, Score]) -> str:
    """The figures as a Markdown table, a class of error in each row."""
    names = {name: next((one.replace("==", " ") for one in WANTED if one.startswith(name)), name) for name in others}
    every = [tally.caught, *(score.caught for score in others.values())]
    lines = [f"Error | mutants | {' | '.join(['reportgen', *names.values()])}", " | ".join(["---"] * (3 + len(names)))]
    for kind in sorted(tally.made):
        shares = [one[kind] / tally.made[kind] for one in every]
        lines.append(" | ".join([kind, str(tally.made[kind]), *(f"{share:.0%}" for share in shares)]))
    total = tally.made.total()
    lines.append(" | ".join(["all", str(total), *(f"{one.total() / max(total, 1):.1%}" for one in every)]))
    alarms = [str(one) for one in (tally.alarms, *(score.alarms for score in others.values()))]
    lines.append(" | ".join([f"true figures flagged in {tally.words:,} clean words", "", *alarms]))
    return "\n".join(lines)


def record(text: str) -> None:
    """Set the table into the page on the checker."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(_PART.sub(lambda hit: f"{hit[1]}{text}\n{hit[2]}", page), encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Print the table; exit 1 below 98%, above one false alarm per 1,000 words, or above a second for as many."""
    files = [Path(name) for name in arguments if not name.startswith("--")]
    tally = measure([*([] if "--only" in arguments else sorted((HERE / "clean").glob("*.md"))), *files])
    others = beside(tally) if "--others" in arguments else {}
    speed = seconds_per_thousand_words()
    told = f"{table(tally, others)}\n\nA draft of 1,000 words took {speed:.2f} s of CPU beyond start-up."
    print(told)
    if "--list" in arguments:
        for path, mutant in tally.missed:
            line = mutant.text.count("\n", 0, mutant.start) + 1
            print(f"missed {mutant.kind}: {path.name}:{line}: {mutant.before!r} -> {mutant.after!r}")
    if "--record" in arguments:
        record(told)
    return 0 if tally.rate >= 0.98 and tally.alarms_per_thousand < 1 and speed < 1 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
