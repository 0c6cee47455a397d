"""What changed between two editions: figures by key, sentences by wording."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\u201c*#>|-])|\n+")


@dataclass(frozen=True, slots=True)
class Changed:
    """One figure: its key, its printed form before and after; None where it is absent."""

    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Figures that changed, sentences that went and that came."""

    figures: tuple[Changed, ...]
    removed: tuple[str, ...]
    added: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """What `diff --json` prints."""
        return {
            "figures": [asdict(change) for change in self.figures],
            "sentences": {"removed": list(self.removed), "added": list(self.added)},
        }

    def text(self) -> str:
        """The same for a person."""
        if not (self.figures or self.removed or self.added):
            return "No figure and no sentence differs."
        lines = [f"{change.key}: {change.before or 'absent'} -> {change.after or 'absent'}" for change in self.figures]
        lines += [f"- {sentence}" for sentence in self.removed]
        lines += [f"+ {sentence}" for sentence in self.added]
        return "\n".join(lines)


def difference(before: Path, after: Path) -> Difference:
    """What differs between two editions' folders. Methods and notes count with the figures they belong to."""
    old, new = _figures(before), _figures(after)
    figures = tuple(
        Changed(key, old.get(key), new.get(key)) for key in sorted(old | new) if old.get(key) != new.get(key)
    )
    left, right = _sentences(before), _sentences(after)
    removed: list[str] = []
    added: list[str] = []
    for tag, low, high, start, end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            removed.extend(left[low:high])
            added.extend(right[start:end])
    return Difference(figures, tuple(removed), tuple(added))


def _figures(folder: Path) -> dict[str, str]:
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    return {fact["key"]: fact.get("text", f"unavailable: {fact.get('unavailable')}") for fact in facts}


def _sentences(folder: Path) -> list[str]:
    path = folder / "report.md"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [sentence.strip() for sentence in _SENTENCE.split(text) if sentence and sentence.strip()]
