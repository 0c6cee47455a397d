"""Editions whose facts and words are kept in this folder, pair by pair: `make golden` writes them anew.

Numbers and words change for different reasons. Kept side by side they tell which of the two moved: a fact that
differs is a change of data or of a method, words alone are a change of a template.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reportgen import pipeline
from reportgen.config.places import Places, packaged

HERE = Path(__file__).resolve().parent
_CHECKED = re.compile(r" ?Checked before release:[^.]*\.")
_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Kept:
    """An edition: its report and its day."""

    report: str
    day: date

    @property
    def folder(self) -> Path:
        """Where its pair lies."""
        return HERE / f"{self.report}-{self.day.isoformat()}"


KEPT = (
    Kept("small-cap-weekly", date(2020, 3, 20)),
    Kept("small-cap-weekly", date(2026, 8, 21)),
    Kept("small-cap-thesis", date(2025, 12, 10)),
)


def pair(one: Kept) -> Mapping[str, str]:
    """The facts and the words of an edition as they are today, by the name of the file they are kept in."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        places = Places((packaged("reports"),), (packaged("templates"),), packaged("data"), root, root / "commentary")
        made = pipeline.build(pipeline.Order(one.report, one.day, ("md",)), places).folder
        facts = json.loads((made / "facts.json").read_text(encoding="utf-8"))
        words = (made / "report.md").read_text(encoding="utf-8")
    return {"facts.json": reduced(facts), "report.md": _CHECKED.sub("", words)}


def reduced(facts: list[dict[str, Any]]) -> str:
    """Each fact on a line of its own: value and period, or why there is none. Methods and notes are told elsewhere."""
    lines = sorted(f"{json.dumps(fact['key'])}: {json.dumps(_told(fact), ensure_ascii=False)}" for fact in facts)
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _told(fact: dict[str, Any]) -> Any:
    if "unavailable" in fact:
        return fact["unavailable"]
    value = fact["value"]
    stated = float(f"{value:.{_DIGITS}g}") if isinstance(value, float) else value
    return [stated, fact["start"], fact["end"] or fact["as_of"], fact["standing"]]


def main() -> None:
    """Write every pair anew."""
    for one in KEPT:
        one.folder.mkdir(exist_ok=True)
        for name, text in pair(one).items():
            (one.folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
