"""How the checker does on prose nobody here wrote: precision of what it contradicts, recall of what is false.

    python -m benchmarks.checker.prose [--list] [--unseen]

Each excerpt of `excerpts/*.yaml` holds two texts: as published, and with errors put in where it says
`{{published=>altered}}`. The labels were set by hand before the checker ran: `wrong` (false once altered),
`published` (false already), `open` (nothing here can tell, or only the hour of writing could). What is not
labelled is true. Half of the excerpts, by their names' digests, are `unseen`: scored, never tuned to.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from benchmarks.checker.run import book_for
from reportgen import audit as checker
from reportgen.audit import Claim, Verdict

HERE = Path(__file__).resolve().parent / "excerpts"
CHANGE = re.compile(r"\{\{(.*?)=>(.*?)\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A short text by somebody else, twice, with its labels: words of a claim -> what is wrong, or why open."""

    name: str
    day: date
    source: str
    text: str
    wrong: Mapping[str, str]
    published: Mapping[str, str]
    open: Mapping[str, str]

    @property
    def unseen(self) -> bool:
        """Whether the excerpt is only scored: decided by its name alone, but for those gathered to learn from."""
        return not self.name.startswith("more-") and hashlib.sha256(self.name.encode()).digest()[0] % 2 == 1

    def versions(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        """The text as published and as altered, each with its false claims."""
        yield CHANGE.sub(r"\1", self.text), self.published
        if self.wrong:
            altered = CHANGE.sub(r"\2", self.text)
            yield altered, {**{key: why for key, why in self.published.items() if spans(altered, key)}, **self.wrong}


@dataclass(slots=True)
class Score:
    """Counts over one half of the excerpts."""

    excerpts: int = 0
    words: int = 0
    labelled: int = 0
    found: int = 0
    accused: int = 0
    right: int = 0
    checkable: int = 0
    resolved: int = 0
    misses: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    by_class: dict[str, list[int]] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        """The share of contradictions that are right."""
        return self.right / max(self.accused, 1)

    @property
    def recall(self) -> float:
        """The share of labelled errors that are contradicted."""
        return self.found / max(self.labelled, 1)

    @property
    def decided(self) -> float:
        """The share of checkable figures that are supported or contradicted."""
        return self.resolved / max(self.checkable, 1)


@cache
def excerpts() -> tuple[Excerpt, ...]:
    """Every excerpt, in the order of the files."""
    rows = [row for path in sorted(HERE.glob("*.yaml")) for row in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return tuple(map(_excerpt, rows))


def _excerpt(row: Mapping[str, Any]) -> Excerpt:
    labels = {kind: row.get(kind) or {} for kind in ("wrong", "published", "open")}
    return Excerpt(name=row["id"], day=row["date"], source=row["source"], text=row["text"], **labels)


def spans(text: str, label: str) -> list[tuple[int, int]]:
    """Where the words of a label stand; `a|b` is either, `a#2` the second of its kind."""
    found: list[tuple[int, int]] = []
    for words in label.split("|"):
        wanted, _, nth = words.partition("#")
        edge = (r"(?<![\w.,])" if wanted[0].isalnum() else "") + re.escape(wanted) + r"(?!\d|[.,]\d)"
        hits = [hit.span() for hit in re.finditer(edge, text)]
        found.extend(hits[int(nth or 1) - 1 :][:1])
    return found


def measure(half: Sequence[Excerpt]) -> Score:
    """The score over some excerpts."""
    score = Score(excerpts=len(half))
    for one in half:
        for version, (text, false) in enumerate(one.versions()):
            _judge(score, one, text, false, "altered" if version else "published")
    return score


def _judge(score: Score, one: Excerpt, text: str, false: Mapping[str, str], version: str) -> None:
    # The published errors of an altered text were counted with the published one.
    found = checker.check(checker.read("excerpt.md", text.encode()), book_for, one.day)
    score.words += found.words
    places = {label: spans(text, label) for label in false}
    where = f"{one.name} ({version})"
    for label, why in false.items():
        if not places[label]:
            raise ValueError(f"{where}: no {label!r} in the text")
        if version == "altered" and label not in one.wrong:
            continue
        hit = any(_meets(claim, place) for claim in found.contradicted for place in places[label])
        score.labelled += 1
        score.found += hit
        tally = score.by_class.setdefault(re.split(r"[:,]", why)[0], [0, 0])
        tally[0] += 1
        tally[1] += hit
        if not hit:
            score.misses.append(f"{where}: {label} ({why}){_said(found.claims, places[label])}")
    unclear = [place for label in one.open for place in spans(text, label)]
    for claim in found.claims:
        _count(score, claim, [place for hits in places.values() for place in hits], unclear, where)


def _count(
    score: Score, claim: Claim, wrong: Sequence[tuple[int, int]], unclear: Sequence[tuple[int, int]], where: str
) -> None:
    false = any(_meets(claim, place) for place in wrong)
    if claim.verdict is Verdict.CONTRADICTED:
        score.accused += 1
        score.right += false
        if not false:
            score.alarms.append(f"{where}: {claim.text!r} in {claim.sentence!r}: {claim.reason} [{claim.fact}]")
    if claim.stated is not None and not any(_meets(claim, place) for place in unclear):
        score.checkable += 1
        score.resolved += claim.verdict is not Verdict.UNVERIFIABLE


def _meets(claim: Claim, place: tuple[int, int]) -> bool:
    return claim.start < place[1] and place[0] < claim.end


def _said(claims: Sequence[Claim], places: Sequence[tuple[int, int]]) -> str:
    hits = [claim for claim in claims if any(_meets(claim, place) for place in places)]
    return "".join(f"\n      {hit.verdict} {hit.text!r}: {hit.reason} [{hit.fact}]" for hit in hits) or " (no claim)"


def halves() -> dict[str, Score]:
    """The scores of the two halves."""
    every = excerpts()
    return {
        "seen": measure([one for one in every if not one.unseen]),
        "unseen": measure([one for one in every if one.unseen]),
    }


def report(scores: Mapping[str, Score]) -> str:
    """The figures as a table in Markdown."""
    lines = [
        "Half | Excerpts | Words | Errors | Found | Contradictions | Right | Figures decided",
        "--- | --- | --- | --- | --- | --- | --- | ---",
    ]
    for name, one in scores.items():
        lines.append(
            f"{name} | {one.excerpts} | {one.words:,} | {one.labelled} | {one.recall:.1%} | {one.accused} | "
            f"{one.precision:.1%} | {one.decided:.1%}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Print the table; exit 1 below the floors of 95% and 80%."""
    scores = halves()
    print(report(scores))
    for name in ["seen", "unseen"][: 2 if "--unseen" in arguments else 1] if "--list" in arguments else []:
        print(f"-- {name}", {kind: f"{hit}/{made}" for kind, (made, hit) in sorted(scores[name].by_class.items())})
        print("\n".join(f"alarm  {line}" for line in scores[name].alarms))
        print("\n".join(f"missed {line}" for line in scores[name].misses))
    return 0 if all(one.precision >= 0.95 and one.recall >= 0.80 for one in scores.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
