"""Real editions of the embedded sample for the validators, each built once a run.

`python -m tests.full.editions FOLDER [NAME ...]` builds them all, or those named, in a process of its own.
"""

from __future__ import annotations

import fcntl
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportgen import pipeline
from reportgen.config.places import Places, packaged

SECOND = "harbour"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An edition to build: report, day, theme ("" is the house's own), and how many pages its PDF may have."""

    report: str
    day: date
    pages: tuple[int, ...]
    theme: str = ""

    @property
    def name(self) -> str:
        """What tests and tables call it."""
        return f"{self.report} {self.day.isoformat()}" + (f" {self.theme}" if self.theme else "")


BRIEF = (2,)
CASE = (4, 5, 6)
WANTED = (
    Wanted("small-cap-weekly", date(2020, 3, 20), BRIEF),
    Wanted("small-cap-weekly", date(2025, 4, 11), BRIEF),
    Wanted("small-cap-weekly", date(2026, 8, 21), BRIEF),
    Wanted("small-cap-weekly", date(2026, 8, 21), BRIEF, SECOND),
    Wanted("nasdaq-weekly", date(2026, 8, 21), BRIEF),
    Wanted("small-cap-thesis", date(2025, 12, 10), CASE),
    Wanted("small-cap-thesis", date(2026, 8, 21), CASE),
    Wanted("small-cap-thesis", date(2026, 8, 21), CASE, SECOND),
)


@dataclass(frozen=True, slots=True)
class Made:
    """A built edition: what was wanted, and the folder it lies in."""

    wanted: Wanted
    folder: Path

    @property
    def name(self) -> str:
        """What tests and tables call it."""
        return self.wanted.name

    @property
    def page(self) -> Path:
        """The web page."""
        return self.folder / "report.html"

    @property
    def pdf(self) -> Path:
        """The printed edition."""
        return self.folder / "report.pdf"

    def drawings(self) -> list[Path]:
        """Every chart as a file."""
        return sorted(self.folder.glob("figures/*.svg"))


def places(root: Path, theme: str) -> Places:
    """The packaged reports, templates and data; another theme is one line in a folder of the desk's own."""
    desk = root / "desks" / (theme or "house")
    desk.mkdir(parents=True, exist_ok=True)
    own: tuple[Path, ...] = ()
    if theme:
        (desk / "theme.yaml").write_text(f"based_on: {theme}\n", encoding="utf-8")
        own = (desk,)
    templates = (*own, packaged("templates"))
    out = root / (theme or "house")
    return Places((packaged("reports"),), templates, packaged("data"), out, root / "commentary")


def make(root: Path, wanted: Sequence[Wanted] = WANTED) -> list[Made]:
    """The editions, built below `root`; where they stand there already they are left as they are."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".building").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return [_made(one, root) for one in wanted]


def _made(wanted: Wanted, root: Path) -> Made:
    order = pipeline.Order(wanted.report, wanted.day)
    return Made(wanted, pipeline.build(order, places(root, wanted.theme)).folder)


if __name__ == "__main__":
    make(Path(sys.argv[1]), [wanted for wanted in WANTED if not sys.argv[2:] or wanted.name in sys.argv[2:]])
