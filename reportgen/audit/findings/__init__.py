"""What is wrong with how figures are used, beyond a single figure. One kind of finding per file.

Each finder takes the judged statements of a document and yields what it found; `FINDERS` is the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportgen.audit.findings import arithmetic, averages, bases, moves, odds, windows
from reportgen.audit.findings.raw import Raw
from reportgen.audit.judged import Judged
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.shelf import Shelf

Finder = Callable[[Sequence[Judged], Shelf, Clock], Iterator[Raw]]

FINDERS: tuple[Finder, ...] = (
    arithmetic.gaps,
    moves.moves,
    bases.mixed,
    windows.chosen,
    averages.bare,
    odds.incoherent,
)


def findings(judged: Sequence[Judged], shelf: Shelf, clock: Clock) -> list[Raw]:
    """Every finding, in the order of the text."""
    found = [raw for finder in FINDERS for raw in finder(judged, shelf, clock)]
    return sorted(found, key=lambda raw: (raw.at.block, raw.at.start, raw.kind))
