"""A small desk: a catalog of two daily closes and a monthly rate, whose files a test can spoil."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportgen.config import read_catalog
from reportgen.model.dataset import Dataset
from reportgen.sources import load
from reportgen.sources.calendars import sessions_of

CATALOG = """
title: A small desk
datasets:
  closes:
    file: closes.csv
    date: date
    frequency: session
    calendar: XNYS
    dense_from: 2025-01-02
    origin: {publisher: Exchange, title: Closing levels}
    columns:
      small: {unit: index_points, basis: price}
      large: {unit: index_points, basis: price}
  rates:
    file: rates.csv
    date: month
    frequency: monthly
    release: {days_after: 3}
    origin: {publisher: Bank, title: Policy rate}
    columns:
      rate: {unit: fraction, scale: percent}
entities:
  a: {kind: index, names: [Small Index], roles: {price: closes.small}}
  b: {kind: index, names: [Large Index], roles: {price: closes.large}}
  r: {kind: rate, names: [policy rate], roles: {level: rates.rate}}
"""

Edit = Callable[[list[str]], list[str]]


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder with a catalog and its files."""

    folder: Path

    def load(self) -> Dataset:
        """What the catalog gives."""
        return load(read_catalog(self.folder), self.folder)

    def spoil(self, file: str, edit: Edit) -> None:
        """Rewrite the lines of a file; the first is its header."""
        path = self.folder / file
        lines = edit(path.read_text(encoding="utf-8").splitlines())
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def declare(self, old: str, new: str) -> None:
        """Change the catalog."""
        path = self.folder / "catalog.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def complaints(self) -> list[str]:
        """The problems as `reportgen data check` prints them."""
        return [str(problem) for problem in self.load().problems]


def make_desk(folder: Path) -> Desk:
    """A desk whose files are in order: the sessions of the first half of 2025, and its months."""
    (folder / "catalog.yaml").write_text(CATALOG, encoding="utf-8")
    days = sessions_of("XNYS").between(date(2025, 1, 2), date(2025, 6, 30))
    closes = [f"{day},{2000 + 7 * (at % 11) + at},{6000 + 13 * (at % 7) + 2 * at}" for at, day in enumerate(days)]
    (folder / "closes.csv").write_text("\n".join(["date,small,large", *closes]) + "\n", encoding="utf-8")
    rates = [f"2025-{month:02d},{4.33 - month / 100:.2f}" for month in range(1, 7)]
    (folder / "rates.csv").write_text("\n".join(["month,rate", *rates]) + "\n", encoding="utf-8")
    return Desk(folder)
