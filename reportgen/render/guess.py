"""A guess, from the length of its words, of how a brief will fill its two pages.

A wrong guess costs one more layout and nothing else: `pdf.fitted` sets the pages and looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportgen.model.document import (
    Block,
    Bullets,
    Callout,
    FigureBlock,
    Heading,
    KeyNumbers,
    Prose,
    Section,
    TableBlock,
)
from reportgen.model.prose import plain
from reportgen.render.job import Job
from reportgen.render.printed import Density, Fit, Printed, divided

FLATTER: Mapping[Density, float] = {"normal": 0.0, "tight": 10.0, "tightest": 22.0}
"""How much flatter the small charts of a dense page are, in points."""

_PAGE = {"letter": 700.0, "a4": 750.0}
_HEADING = 22.0


@dataclass(frozen=True, slots=True)
class _Type:
    """Letters to a line of a column, and the height of a line in points."""

    letters: float
    leading: float

    def height(self, text: str) -> float:
        """The height of a paragraph."""
        return -(-len(text) // self.letters) * self.leading + 2.5


_LEAD = _Type(52, 13.1)
_BODY: Mapping[Density, _Type] = {"normal": _Type(60, 11.3), "tight": _Type(64, 10.0), "tightest": _Type(69, 9.1)}
_BACK: Mapping[Density, _Type] = {"normal": _Type(67, 10.2), "tight": _Type(68, 9.8), "tightest": _Type(74, 8.6)}
_GAPS: Mapping[Density, float] = {"normal": 29.0, "tight": 29.0, "tightest": 10.0}
"""What columns lose by breaking, and other space no letter counts."""
_LEAD_SHARE: Mapping[Density, float] = {"loose": 1.1, "normal": 0.945, "tight": 0.89, "tightest": 0.84}


def guessed(job: Job) -> Fit:
    """The fit that asks least of the reader among those whose estimated heights suit two pages, else the densest."""
    room, dialect = _PAGE[job.document.masthead.paper], Printed(job, Fit())
    fitting = [(cost, fit) for cost, fit in _candidates() if _suits(job, dialect, fit, room)]
    return min(
        fitting, key=lambda found: found[0], default=(0.0, Fit("normal", "tightest", half=-FLATTER["tightest"]))
    )[1]


def _suits(job: Job, dialect: Printed, fit: Fit, room: float) -> bool:
    return _rest(job, dialect, fit) <= room and _lead(job, dialect, fit) <= room


def _candidates() -> Iterator[tuple[float, Fit]]:
    """Every fit worth a thought, with what it costs the reader: small type on the second page costs most."""
    leads: tuple[Density, ...] = ("normal", "tight")
    for rank, rest in enumerate(FLATTER):
        for place, lead in enumerate(leads):
            for moved in range(3):
                yield rank * 2.0 + place * 1.5 + moved * 0.5, Fit(lead, rest, half=-FLATTER[rest], moved=moved)


def _lead(job: Job, dialect: Printed, fit: Fit) -> float:
    masthead = job.document.masthead
    lines = -(-len(plain(masthead.headline)) // 52), -(-len(plain(masthead.standfirst)) // 95)
    above = 62.0 + lines[0] * 24.0 + lines[1] * 15.0
    sections = (*job.sections("pdf", "lead"), *divided(job.sections("pdf", "body"), fit.moved)[0])
    return (above + _across(sections, dialect, "normal") + _columns(sections, _LEAD)) * _LEAD_SHARE[fit.lead]


def _rest(job: Job, dialect: Printed, fit: Fit) -> float:
    density, back = fit.rest, job.sections("pdf", "back")
    body = divided(job.sections("pdf", "body"), fit.moved)[1]
    closing = _BACK[density].height(" ".join(source.text for source in job.document.sources)) + 80.0
    columns = _columns(body, _BODY[density]) + _columns(back, _BACK[density]) + closing / 2
    return _across(body, dialect, density) + columns + _GAPS[density]


def _columns(sections: Iterable[Section], kind: _Type) -> float:
    """What the words of some sections take when set in two columns."""
    return (
        sum(
            _HEADING + sum(kind.height(text) for block in section.blocks for text in _texts(block))
            for section in sections
        )
        / 2
    )


def _across(sections: Iterable[Section], dialect: Printed, density: Density) -> float:
    """What charts, tables and key numbers take of the page's height; of two charts in a row each takes half."""
    total = 0.0
    for block in (block for section in sections for block in section.blocks):
        if isinstance(block, FigureBlock):
            height = dialect.sketch(block.figure).height
            half = block.figure.size == "half"
            total += (height - FLATTER[density] + 62.0) / 2 if half else height + 64.0
        elif isinstance(block, TableBlock) and "pdf" in block.outputs:
            total += len(block.table.rows) * (11.4 if density == "tightest" else 13.2) + 76.0
        elif isinstance(block, KeyNumbers):
            total += 66.0
    return total


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Prose() | Heading():
            yield plain(block.text)
        case Bullets():
            yield from (plain(item) for item in block.items)
        case Callout():
            yield plain(block.title)
            for part in block.blocks:
                yield from _texts(part)
        case _:
            return
