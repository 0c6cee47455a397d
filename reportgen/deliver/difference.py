"""What changed between two editions: figures by key, sentences by wording."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from reportgen.model.correction import Changed

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\u201c*#>|-])|\n+")


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
    """What differs between two editions' folders: printed figures, and sentences."""
    old, new = _figures(before), _figures(after)
    figures = tuple(
        Changed(key, as_printed(old.get(key)), as_printed(new.get(key)), label_of(new.get(key) or old[key]))
        for key in sorted(old | new)
        if as_printed(old.get(key)) != as_printed(new.get(key))
    )
    left, right = _sentences(before), _sentences(after)
    removed: list[str] = []
    added: list[str] = []
    for tag, low, high, start, end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            removed.extend(left[low:high])
            added.extend(right[start:end])
    return Difference(figures, tuple(removed), tuple(added))


def _figures(folder: Path) -> dict[str, dict[str, Any]]:
    facts: list[dict[str, Any]] = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    return {fact["key"]: fact for fact in facts if fact.get("printed", True)}


def as_printed(fact: Mapping[str, Any] | None) -> str | None:
    """A figure as it was printed; the reason where it could not be computed."""
    return None if fact is None else str(fact.get("text", f"unavailable: {fact.get('unavailable')}"))


def label_of(fact: Mapping[str, Any]) -> str:
    """What a figure is, in words."""
    return str(fact.get("label", ""))


def _sentences(folder: Path) -> list[str]:
    path = folder / "report.md"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [sentence.strip() for sentence in _SENTENCE.split(text) if sentence and sentence.strip()]
