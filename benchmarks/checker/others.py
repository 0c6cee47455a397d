"""Two other checkers on the same cases: `numaudit` and `onus` from PyPI, each in a throw-away environment.

Both look whether a number of the text is in the evidence they are given. They get the best there is: for every text
the very facts it was written from and no others, as label, days, printed form, value and the form the text states
("the smaller the pool, the fewer wrong numbers slip through", says the manual of numaudit). onus runs its
deterministic tier: its others ask a language model. A mutant counts as caught where a tool flags anything it did not
flag in the clean text.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.checker.proofs import Mutant
from reportgen.audit import Audit
from reportgen.model.facts import Fact, Facts
from reportgen.model.printing import day, period, printed

WANTED = ("numaudit==0.1.0", "onus==0.1.0")
Flags = Counter[str]


@dataclass(slots=True)
class Score:
    """What one tool made of the cases: mutants caught by class, and true numbers it flagged."""

    caught: Counter[str] = field(default_factory=Counter)
    alarms: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """A clean text with its mutants and the evidence it was written from."""

    source: str
    mutants: Sequence[Mutant]
    evidence: str


def environment(folder: Path) -> str:
    """Install both tools into a virtual environment in that folder; what went wrong, or nothing."""
    try:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True, timeout=120)
        pip: list[str | Path] = [
            folder / "bin" / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            *WANTED,
        ]
        subprocess.run(pip, check=True, capture_output=True, timeout=600)
    except (OSError, subprocess.SubprocessError) as error:
        told = getattr(error, "stderr", b"") or b""
        return (told.decode(errors="replace").strip().splitlines() or [str(error)])[-1]
    return ""


def evidence_of(found: Audit, book: Facts) -> str:
    """The facts behind a clean text as JSON: what each says in words, its printed form, its value, the form stated."""
    rows: list[dict[str, object]] = [{"label": "as of", "text": day(found.as_of), "date": found.as_of.isoformat()}]
    for claim in found.claims:
        row: dict[str, object] = {"stated": claim.text} if claim.stated is not None else {}
        fact = book.get(claim.fact) if claim.fact else None
        if isinstance(fact, Fact):
            when = period((fact.window or "").partition(":")[0], fact.start, fact.end)
            days = [day(one) for one in (fact.start, fact.end) if one is not None]
            row |= {"label": f"{fact.label}, {when}", "days": days, "text": printed(fact, sign="none")}
            row |= {"value": str(fact.value)}
        rows.append(row)
    return json.dumps(rows, ensure_ascii=False, indent=1)


def scores(cases: Iterable[Case], tools: Path, folder: Path) -> dict[str, Score]:
    """What each tool catches and cries over; `tools` is the environment, `folder` one to work in."""
    out = {name: Score() for name in TOOLS}
    for number, case in enumerate(cases):
        place = folder / str(number)
        place.mkdir(parents=True)
        evidence = place / "facts.json"
        evidence.write_text(case.evidence, encoding="utf-8")
        texts = [case.source, *(mutant.text for mutant in case.mutants)]
        files = [place / f"{at}.md" for at in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_text(text, encoding="utf-8")
        for name, flags in TOOLS.items():
            clean, *rest = flags(tools / "bin", files, evidence)
            out[name].alarms += clean.total()
            out[name].caught += Counter(m.kind for m, got in zip(case.mutants, rest, strict=True) if got - clean)
    return out


def _numaudit(tools: Path, files: Sequence[Path], evidence: Path) -> list[Flags]:
    """The numbers without a source, file by file."""
    command: list[str | Path] = [tools / "numaudit", *files, "--data", evidence, "--json"]
    told = json.loads(_output(command))["documents"]
    unsourced = [[one for one in text["findings"] if one["status"] == "unsourced"] for text in told]
    return [Counter(f"{one['line']} {one['text']}" for one in found) for found in unsourced]


def _onus(tools: Path, files: Sequence[Path], evidence: Path) -> list[Flags]:
    """The findings of the deterministic rules, file by file."""
    command: list[str | Path] = [tools / "onus", *files, "--evidence", evidence, "--no-llm", "--format", "json"]
    told = json.loads(_output(command))
    return [Counter(f"{one['label']} {one['message']}" for one in text["findings"]) for text in told]


def _output(command: Sequence[str | Path]) -> str:
    """What a checker prints. Both exit 1 where they find something."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode not in {0, 1}:
        raise RuntimeError(f"{Path(command[0]).name} ended with {done.returncode}: {done.stderr[-400:]}")
    return done.stdout


TOOLS: Mapping[str, Callable[[Path, Sequence[Path], Path], list[Flags]]] = {"numaudit": _numaudit, "onus": _onus}
