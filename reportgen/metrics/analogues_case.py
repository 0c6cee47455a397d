"""What every analogue figure shares: the case it is drawn from, its remarks, its label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from reportgen.metrics.analogues_study import Outcomes, Study, months_of, outcomes_of, sparse, stretch, study_of
from reportgen.metrics.ask import Ask
from reportgen.metrics.found import Measured, Missing
from reportgen.model.facts import Fact

TERMS = ((), (), ())
"""Up to three words that vary the terms: gap_<days>, next_close, sessions, month_end."""
SAID = {
    "gap_{}": ("{} days without one", "{} days without a record"),
    "month_end": ("from the month-end", "from month-ends"),
    "next_close": ("at the next close",),
}
"""What prose calls the terms."""
EVENT = ((), *TERMS)
NUMBERED = ((), (), *TERMS)
BASED = (("price", "total"), *EVENT)
BASED_NUMBERED = (("price", "total"), *NUMBERED)
KINDS = ("index", "fund")

LIST_ONLY, ANECDOTE, FRACTIONS = 5, 10, 30
_SPANS = {1: "a month", 3: "three months", 6: "six months", 12: "a year"}


@dataclass(frozen=True, slots=True)
class Case:
    """A question about an event's outcomes: the study, and the outcomes of the asked subject."""

    study: Study
    outcomes: Outcomes
    terms: tuple[str, ...]
    facts: tuple[Fact, ...]

    @property
    def returns(self) -> list[float]:
        """The known outcomes, in the events' order."""
        return [fact.number for fact in self.facts]

    @property
    def tolerance(self) -> float:
        """The mean tolerance of the outcomes: what their average may be off."""
        return fmean(fact.tolerance for fact in self.facts) if self.facts else 0.0


def case_of(ask: Ask, *, least: int = 1) -> Case:
    """Every known outcome as a fact of its own. Raises Missing below `least` of them, with the reason."""
    event, words = event_words(ask.variants[1:])
    study = study_of(ask, event, words)
    if not study.events:
        raise Missing(f"{study.rule.label}: no such event between {long_day(study.began)} and {long_day(ask.as_of)}")
    outcomes = outcomes_of(ask, study)
    if len(outcomes.unmeasured) == len(study.events):
        raise Missing(f"there is no {ask.basis} close of {ask.entity.name} on the day of any event")
    case = Case(study, outcomes, words, _outcome_facts(ask, study, outcomes, words))
    if len(case.facts) < least:
        raise Missing(_too_few(ask, case))
    _remark(ask, case)
    return case


def event_words(words: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """An event's id and the words after it. Raises Missing where it is not named."""
    if not words:
        raise Missing("name the event, as the report declares it")
    return words[0], tuple(words[1:])


def named(ask: Ask, study: Study) -> str:
    """The event in a sentence: with an article, and the name of whose event it is."""
    label = study.rule.label
    text = label if label.split(" ", 1)[0] in {"a", "an", "the"} else f"the {label}"
    owner = ask.entity_of(study.rule.subject)
    return text if owner.name in text else f"{text} of {'the ' if owner.the else ''}{owner.name}"


def span_words(months: int) -> str:
    """A horizon in words."""
    return _SPANS.get(months, f"{months} months")


def _outcome_facts(ask: Ask, study: Study, outcomes: Outcomes, words: tuple[str, ...]) -> tuple[Fact, ...]:
    numbers = [str(int(at) + 1) for at in outcomes.closed]
    stem = (ask.basis.value, study.rule.id)
    return tuple(ask.fact(ask.sibling("analogue.event", *stem, number, *words)) for number in numbers)


def _too_few(ask: Ask, case: Case) -> str:
    count = len(case.facts)
    if not count:
        return f"{after(ask, case.study)}: no outcome is known yet"
    return f"{after(ask, case.study)}: {count} known outcome{'s' * (count > 1)}, too few for more than a list"


def _remark(ask: Ask, case: Case) -> None:
    """The remarks that belong beside any figure drawn from these outcomes."""
    count, outcomes, events = len(case.facts), case.outcomes, case.study.events
    event = _capital(named(ask, case.study))
    what = event + _varied(case.terms)
    if count < LIST_ONLY:
        ask.note(f"{what}: too few outcomes for an average; they are listed one by one.")
    elif count < ANECDOTE:
        ask.note(f"{what}: fewer than ten outcomes, anecdotal.")
    if len(outcomes.open):
        days = " and ".join(long_day(events[at].day) for at in outcomes.open)
        ask.note(f"{event}: that of {days} is still open and not counted.")
    if missing := [long_day(events[at].day) for at in outcomes.unmeasured]:
        ask.note(f"{what}: not measured, for want of a close, the event of {' and '.join(missing)}.")
    _remark_early(ask, case)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _varied(terms: tuple[str, ...]) -> str:
    """The terms that differ from the declared ones, in words."""
    words = {"next_close": "entry at the next close", "sessions": "sessions counted", "month_end": "from month-ends"}
    found = [words.get(term) or f"{term.removeprefix('gap_')} days without one" for term in terms]
    return f" ({', '.join(found)})" if found else ""


def _remark_early(ask: Ask, case: Case) -> None:
    """Closes that are not daily, and history that was computed afterwards."""
    if not case.terms and sparse(stretch(case.study.series).days):
        ask.note("Where the data hold week-end closes only, events and outcomes are dated on those.")
    until = ask.entity_of(case.study.rule.subject).backtested_until
    if until is not None and case.study.events[0].day < until:
        ask.note(f"Levels before {long_day(until)} are back-tested.")


def long_day(day: date) -> str:
    """A day as a reason or remark names it."""
    return f"{day.day} {day:%B %Y}"


def after(ask: Ask, study: Study) -> str:
    """The horizon and the event in words."""
    months = months_of(ask.window)
    return f"{span_words(months)} after {named(ask, study)}"


def measured(ask: Ask, case: Case, value: float, *, tolerance: float | None = None) -> Measured:
    """A figure over all known outcomes, labelled with the event and spanning first entry to last exit."""
    label = f"{ask.entity.name}: {ask.info.label}, {after(ask, case.study)}"
    ends = [fact.end for fact in case.facts if fact.end is not None]
    return Measured(
        value,
        start=case.study.events[0].day,
        end=max(ends, default=None),
        as_of=case.outcomes.series.last_day,
        basis=ask.basis,
        label=label,
        tolerance=tolerance,
    )
