"""What was claimed beside what the data say, and the declared rules beside what fired."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from reportgen.errors import Problem, ProblemsError
from reportgen.exhibits.common import NotDrawnError, Piece, Plan, in_month, label, line, on, quoted, source_line
from reportgen.exhibits.standing import told
from reportgen.model.exhibit import Column, TableRow, TableSpec
from reportgen.model.facts import Answer, Fact, Facts, Unavailable
from reportgen.model.printing import printed, size_on_paper
from reportgen.model.prose import Inline, Text, Token
from reportgen.model.stance import Stance, Verdict, weigh
from reportgen.model.units import Standing

Reading = Literal["agrees", "differs", "elsewhere", "unknown"]
_MONTH = re.compile(r"\d{4}-\d{2}")
_DASH = (Text("–"),)


@dataclass(frozen=True, slots=True)
class Claim:
    """A stated figure, the fact it should be, and facts it may have been mistaken for."""

    about: str
    said: Fact
    truth: Answer
    others: tuple[Fact, ...]

    @property
    def twin(self) -> Fact | None:
        """The fact that the stated figure really is: the truth itself, or one it was mistaken for."""
        known = [self.truth] if isinstance(self.truth, Fact) else []
        return next((fact for fact in (*known, *self.others) if same(self.said, fact)), None)

    @property
    def reading(self) -> Reading:
        """Agrees; is another period's or basis's; differs; cannot be told."""
        if isinstance(self.truth, Unavailable):
            return "elsewhere" if self.twin else "unknown"
        return "agrees" if self.twin is self.truth else "elsewhere" if self.twin else "differs"


def same(said: Fact, fact: Fact) -> bool:
    """Whether a stated figure, within half its last printed unit, meets a fact within its tolerance."""
    room = size_on_paper(said) + fact.tolerance
    return abs(said.number - fact.number) <= room + 1e-12


def claims(book: Facts, plan: Plan) -> list[Claim]:
    """The stated figures that the report's `said` settings name. Raises NotDrawnError where none is known."""
    found: list[Claim] = []
    for entry in _entries(plan):
        said = book.get(str(entry["said"]))
        if isinstance(said, Fact):
            found.append(_claim(book, entry, said))
    if not found:
        raise NotDrawnError("no stated figure to compare was public by then")
    return found


def _entries(plan: Plan) -> list[Mapping[str, Any]]:
    """The report's list. Raises ProblemsError where an entry names no stated figure."""
    entries = plan.settings.get("said", ())
    wrong = [
        Problem("the report's settings", f"entry {at} of `said` names no figure.", "Write `said: cited.figure...`.")
        for at, entry in enumerate(entries, 1)
        if not isinstance(entry, Mapping) or "said" not in entry
    ]
    if wrong:
        raise ProblemsError(wrong)
    return list(entries)


def _claim(book: Facts, entry: Mapping[str, Any], said: Fact) -> Claim:
    truth: Answer = Unavailable("", "no data in the catalog speak to it")
    if "key" in entry:
        truth = book.get(str(entry["key"]))
    others = (book.get(str(key)) for key in entry.get("also", ()))
    return Claim(
        str(entry.get("about", said.label)), said, truth, tuple(one for one in others if isinstance(one, Fact))
    )


def stated(book: Facts, plan: Plan) -> TableSpec:
    """What the original said, what the data say, and how the two stand to each other."""
    found = claims(book, plan)
    facts = [fact for claim in found for fact in (claim.said, claim.truth, *claim.others) if isinstance(fact, Fact)]
    checked = [claim for claim in found if claim.reading != "unknown"]
    return TableSpec(
        id="said",
        title=_title(found, checked),
        subtitle=line("Figures as stated by others, beside the same figure computed from the data of this edition"),
        columns=(
            Column("Claim", numeric=False),
            Column("Stated"),
            Column("Data"),
            Column("Reading", numeric=False),
        ),
        rows=tuple(_row(claim, plan) for claim in found),
        source=source_line(origin for fact in facts for origin in fact.origins),
        note=line(told(fact for claim in checked for fact in _shown(claim)), "Stated: ", _attributed(found), "."),
        keys=tuple(dict.fromkeys(fact.key for claim in found for fact in _shown(claim))),
    )


def _title(found: list[Claim], checked: list[Claim]) -> tuple[Inline, ...]:
    agreed = sum(claim.reading == "agrees" for claim in checked)
    return line(
        "Of ",
        label(str(len(found))),
        " stated figures the data can test ",
        label(str(len(checked))),
        " and bear out ",
        label(str(agreed)),
    )


def _attributed(found: Iterable[Claim]) -> Piece:
    names = dict.fromkeys(claim.said.attribution or "others, as quoted" for claim in found)
    return label("; ".join(names))


def _shown(claim: Claim) -> list[Fact]:
    """The facts a row prints."""
    facts = [claim.said, *([claim.truth] if isinstance(claim.truth, Fact) else [])]
    return [*facts, *([claim.twin] if claim.reading == "elsewhere" and claim.twin else [])]


def _row(claim: Claim, plan: Plan) -> TableRow:
    data: tuple[Inline, ...] = _DASH
    absent: tuple[tuple[int, str], ...] = ()
    if isinstance(claim.truth, Fact):
        data = (quoted(claim.truth, plan.style, short=True),)
    else:
        absent = ((2, claim.truth.reason),)
    cells = (line(label(claim.about)), (quoted(claim.said, plan.style, short=True),), data, _reading(claim, plan))
    return TableRow(cells, absent=absent)


def _reading(claim: Claim, plan: Plan) -> tuple[Inline, ...]:
    match claim.reading:
        case "agrees":
            return line("borne out")
        case "differs":
            return line("not borne out")
        case "unknown":
            assert isinstance(claim.truth, Unavailable)
            return line("cannot be told: ", label(claim.truth.reason))
        case "elsewhere":
            assert claim.twin is not None
            return line("is that of ", *_place(claim.twin, claim.truth, plan), ": ", quoted(claim.twin, plan.style))


def _place(twin: Fact, truth: Answer, plan: Plan) -> list[Piece]:
    """Where a figure belongs: its month or days, and its basis where that is another."""
    pieces: list[Piece] = []
    if twin.window and _MONTH.fullmatch(twin.window) and twin.end:
        pieces.append(in_month(twin.end))
    elif isinstance(truth, Fact) and (twin.metric, twin.window) == (truth.metric, truth.window):
        ends = ", from month-ends" if {"month_end"} & (set(twin.variants) - set(truth.variants)) else ""
        return [f"the {twin.basis} return{ends}" if twin.basis != truth.basis else label(twin.label)]
    elif twin.start and twin.end and twin.metric == "return":
        pieces += [on(twin.start, plan.style), " to ", on(twin.end, plan.style)]
    else:
        pieces.append(label(twin.label))
    if twin.basis and (not isinstance(truth, Fact) or truth.basis != twin.basis):
        pieces.append(f", {twin.basis} return")
    return pieces


# -- the rules that choose the stance ----------------------------------------------------------


def stance_rules(book: Facts, plan: Plan) -> TableSpec:
    """Every declared rule: what it reads, its test, whether it fired, the side it speaks for."""
    if not plan.stance_rules:
        raise NotDrawnError("the report declares no stance rules")
    found = weigh(plan.stance_rules, book)
    facts = [one.answer for one in found.verdicts if isinstance(one.answer, Fact)]
    if not facts:
        raise NotDrawnError("none of the facts its stance rules read is available")
    return TableSpec(
        id="stance_rules",
        title=_leaning(found),
        subtitle=line("Declared before the facts were read; a side needs two rules more than the other, else: mixed"),
        columns=(
            Column("Rule", numeric=False),
            Column("Fact"),
            Column("Test"),
            Column("Holds", numeric=False),
            Column("Speaks for", numeric=False, keep=False),
        ),
        rows=tuple(_verdict(one, book, plan) for one in found.verdicts),
        source=source_line(origin for fact in facts for origin in fact.origins),
        note=line(told(facts), "A dash: the fact could not be computed for this edition."),
        keys=tuple(fact.key for fact in facts),
    )


def _leaning(found: Stance) -> tuple[Inline, ...]:
    bull, bear = found.count("bull"), found.count("bear")
    words = {"bull": "the rules lean to the bull side", "bear": "the rules lean to the bear side"}
    return line(
        label(str(bull)),
        " for the bulls, ",
        label(str(bear)),
        " for the bears: ",
        words.get(found.side, "the picture is mixed"),
    )


def _verdict(one: Verdict, book: Facts, plan: Plan) -> TableRow:
    test = (Text(one.rule.test + " "), _threshold(one, book, plan))
    says, side = line(label(one.rule.says)), line(one.rule.side + "s")
    if isinstance(one.answer, Fact):
        fired = line("yes" if one.fired else "no")
        return TableRow((says, (quoted(one.answer, plan.style),), test, fired, side))
    return TableRow((says, _DASH, test, _DASH, side), absent=((1, one.answer.reason),))


def _threshold(one: Verdict, book: Facts, plan: Plan) -> Token:
    """The threshold in the form of the fact it is held against, its unit said once where that is available."""
    fact = one.answer
    if isinstance(fact, Fact) and isinstance(fact.value, float | int):
        return label(printed(replace(fact, value=one.rule.threshold), plan.style, short=True))
    words = one.rule.key.partition("@")[0].split(".")[1:]
    names = (".".join(words[:length]) for length in range(len(words), 0, -1))
    info = next((book.metrics[name] for name in names if name in book.metrics), None)
    if info is None:
        return label(f"{one.rule.threshold:g}")
    stand_in = Fact(
        key=one.rule.key,
        value=one.rule.threshold,
        unit=info.unit,
        display=info.display,
        precision=info.precision,
        label="",
        subject="",
        metric=info.name,
        method="",
        as_of=book.as_of,
        known_at=book.as_of,
        standing=Standing.COMPUTED,
    )
    return label(printed(stand_in, plan.style))
