"""What a template may call: facts, words chosen from facts, names, dates, exhibits.

Every function takes a fact key whose subject may be a role of the report ("subject", "benchmark",
"subject-benchmark"), so a section serves any report that fills those roles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date as Day  # noqa: N812 - templates call a function date()
from typing import Any, Literal

from reportgen.model.dataset import Entity
from reportgen.model.document import (
    OUTPUTS,
    Block,
    Bullets,
    Callout,
    FigureBlock,
    KeyNumber,
    KeyNumbers,
    MarginNote,
    Prose,
    TableBlock,
)
from reportgen.model.facts import Fact, Facts, Unavailable
from reportgen.model.printing import Style, day, month, printed
from reportgen.model.prose import Inline, Token
from reportgen.model.report import ReportSpec
from reportgen.model.stance import weigh
from reportgen.model.units import Display
from reportgen.narrative import wording
from reportgen.narrative.blocks import inline, parse, slot_mark
from reportgen.narrative.ledger import MARK, Ledger, Mark

ExhibitMaker = Callable[[str], "Block | str"]
"""An exhibit as a block, or the reason why it is absent."""


class Absent(Exception):  # noqa: N818 - an answer: the section is dropped with the reason
    """A template printed a fact that is unavailable."""

    def __init__(self, key: str, reason: str) -> None:
        self.key, self.reason = key, reason
        super().__init__(reason)


def shaped(block: Block, only: tuple[str, ...], size: str) -> Block:
    """The exhibit for some outputs only, a chart in another size."""
    outputs = tuple(output for output in OUTPUTS if output in only) or OUTPUTS
    match block:
        case FigureBlock():
            figure = replace(block.figure, size=size) if size else block.figure  # type: ignore[arg-type]
            return replace(block, figure=figure, outputs=outputs)
        case TableBlock():
            return replace(block, outputs=outputs)
        case _:
            return block


def titled(block: Block, title: tuple[Inline, ...]) -> Block:
    """The exhibit under another finding."""
    match block:
        case FigureBlock():
            return replace(block, figure=replace(block.figure, title=title))
        case TableBlock():
            return replace(block, table=replace(block.table, title=title))
        case _:
            return block


@dataclass
class Desk:
    """The functions of one edition. `ledger`, `slots` and `missing` are fresh for each section."""

    report: ReportSpec
    book: Facts
    exhibit: ExhibitMaker
    ledger: Ledger = field(default_factory=Ledger)
    slots: dict[int, Block] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    spoken: dict[str, int] = field(default_factory=dict)

    # -- keys and facts ------------------------------------------------------------------------

    @property
    def style(self) -> Style:
        """The house style of numbers and dates."""
        return self.report.style

    def resolve(self, key: str) -> str:
        """The key with roles replaced by entities. A word that is no role is left as it is."""
        head, dot, rest = key.partition(".")
        return "-".join(self.report.roles.get(part, part) for part in head.split("-")) + dot + rest

    def need(self, key: str) -> Fact:
        """The fact. Raises Absent where it is unavailable, UnknownKeyError where there is no such key."""
        answer = self.book.get(self.resolve(key))
        if isinstance(answer, Unavailable):
            raise Absent(answer.key, answer.reason)
        return answer

    def has(self, *keys: str) -> bool:
        """Whether every one of these facts is available; what is not is remembered with its reason."""
        found = True
        for key in keys:
            answer = self.book.get(self.resolve(key))
            if isinstance(answer, Unavailable):
                self.missing[answer.key] = answer.reason
                found = False
        return found

    def why(self, key: str) -> str:
        """Why a fact is unavailable, as a clause; empty where it is there."""
        answer = self.book.get(self.resolve(key))
        return self.ledger.token("reason", answer.reason) if isinstance(answer, Unavailable) else ""

    def value(self, key: str) -> float:
        """The number behind a fact, for tests in a template. It cannot be printed."""
        return self.need(key).number

    def on_paper(self, key: str) -> float:
        """The value as a reader sees it, rounded: what comparisons in words must agree with."""
        fact = self.need(key)
        scale = {Display.PERCENT: 100.0, Display.POINTS: 100.0, Display.BASIS_POINTS: 10_000.0}.get(fact.display, 1.0)
        return round(fact.number * scale, fact.precision) + 0.0

    def up(self, key: str) -> bool:
        """Whether the printed figure is above zero."""
        return self.on_paper(key) > 0

    def down(self, key: str) -> bool:
        """Whether the printed figure is below zero."""
        return self.on_paper(key) < 0

    def flat(self, key: str) -> bool:
        """Whether the figure prints as zero."""
        return self.on_paper(key) == 0

    def start(self, key: str) -> Day:
        """The first day of a fact's window."""
        fact = self.need(key)
        return fact.start or fact.as_of

    def end(self, key: str) -> Day:
        """The last day of a fact's window; the value of a fact that is a date."""
        fact = self.need(key)
        if isinstance(fact.value, Day):
            return fact.value
        return fact.end or fact.as_of

    def read_on(self, key: str) -> Day:
        """The last day a fact describes: that of a price, where its window is a meeting still ahead."""
        return self.need(key).as_of

    # -- printed figures -----------------------------------------------------------------------

    def fact(self, key: str, *, decimals: int | None = None, short: bool = False) -> Mark:
        """The figure in full, with its sign and unit."""
        found = self.need(key)
        return self.ledger.quote(found, printed(found, self.style, decimals=decimals, short=short))

    def size(self, key: str, *, decimals: int | None = None, short: bool = False) -> Mark:
        """The figure without its sign, for use after a word that carries the direction."""
        found = self.need(key)
        text = printed(found, self.style, sign="none", decimals=decimals, short=short)
        return self.ledger.quote(found, text, sign="none")

    def signed(self, key: str, *, decimals: int | None = None) -> Mark:
        """The figure with a plus or a minus."""
        found = self.need(key)
        return self.ledger.quote(found, printed(found, self.style, sign="always", decimals=decimals))

    def count(self, key: str) -> Mark:
        """A count in words up to ninety-nine, still tied to its fact."""
        found = self.need(key)
        return self.ledger.quote(found, wording.cardinal(abs(round(found.number))), sign="none")

    def rank(self, key: str) -> Mark:
        """A rank in words: "third"."""
        found = self.need(key)
        return self.ledger.quote(found, wording.ordinal(abs(round(found.number))), sign="none")

    # -- words chosen from facts ---------------------------------------------------------------

    def percentile(self, key: str) -> float:
        """The share of past moves over the same horizon that were smaller; one half where unknown."""
        found = self._percentile(key)
        return 0.5 if found is None else found

    def _percentile(self, key: str) -> float | None:
        fact = self.need(key)
        if fact.metric not in {"return", "excess"} or f"{fact.metric}.size_percentile" not in self.book.metrics:
            return None
        name = ".".join((fact.subject, f"{fact.metric}.size_percentile", *fact.variants)) + f"@{fact.window}"
        answer = self.book.get(name)
        return None if isinstance(answer, Unavailable) else answer.number

    def _pick(self, key: str) -> int:
        """A number that changes with the edition and with each use of a rung, never by chance."""
        used = self.spoken.get(key, 0)
        self.spoken[key] = used + 1
        return self.book.as_of.isocalendar().week + used + len(self.spoken)

    def verb(self, key: str, form: Literal["past", "participle"] = "past") -> str:
        """The verb for a move: by its direction and its size against this series' own history."""
        if self.flat(key):
            return wording.FLAT[form == "participle"]
        direction: wording.Direction = "up" if self.up(key) else "down"
        return wording.verb(direction, self._percentile(key), self._pick(key))[form == "participle"]

    def move(self, key: str, form: Literal["past", "participle"] = "past") -> Mark:
        """Verb and size: "fell 1.6%"; "was little changed" where the figure prints as zero."""
        word = self.verb(key, form)
        return Mark(word) if self.flat(key) else Mark(f"{word} {self.size(key)}")

    def updown(self, key: str) -> Mark:
        """An adverb and the size: "up 3.0%", "down 1.4%", "unchanged"."""
        if self.flat(key):
            return Mark("unchanged")
        return Mark(f"{'up' if self.up(key) else 'down'} {self.size(key)}")

    def gain_or_loss(self, key: str) -> str:
        """The noun for a move: gain, loss, or "unchanged level"."""
        return "gain" if self.up(key) else "loss" if self.down(key) else "unchanged level"

    def versus(self, left: str, right: str, *, form: Literal["participle", "past", "adverb"] = "participle") -> str:
        """How one printed figure compares with another: outpacing, lagging, matching."""
        words = {
            "participle": ("outpacing", "lagging", "matching"),
            "past": ("outpaced", "lagged", "matched"),
            "adverb": ("ahead of", "behind", "level with"),
        }[form]
        gap = round(self.on_paper(left) - self.on_paper(right), 6)
        return words[0 if gap > 0 else 1 if gap < 0 else 2]

    def degree(self, left: str, right: str) -> str:
        """By how much two printed percentages differ, in words: "a touch", "slightly", "clearly", "far"."""
        return wording.margin(self.on_paper(left) - self.on_paper(right))

    def choose(self, name: str, *options: str) -> str:
        """One of several equal wordings, by the edition's week and the name of the place."""
        at = (self.book.as_of.isocalendar().week + sum(map(ord, name))) % len(options)
        return options[at]

    def cap(self, text: str) -> Mark:
        """The text with its first letter in upper case, be it a word or a name in the ledger."""
        if match := MARK.match(text):
            piece = self.ledger.entries[int(match[1])].piece
            if isinstance(piece, Token) and piece.text[:1].islower():
                capital = self.ledger.token(piece.kind, piece.text[:1].upper() + piece.text[1:])
                return Mark(capital + text[match.end() :])
            return Mark(text)
        return Mark(text[:1].upper() + text[1:])

    # -- names, dates, labels ------------------------------------------------------------------

    def entity(self, role: str) -> Entity:
        """The entity that plays a role. Raises LookupError naming the report's YAML where none does."""
        wanted = self.report.roles.get(role, role)
        try:
            return self.book.dataset.entities[wanted]
        except KeyError:
            raise LookupError(f"{self.report.file}: roles names no {role!r} that the catalog has") from None

    def name(self, role: str) -> Mark:
        """A proper name, without article: "Russell 2000"."""
        return self.ledger.token("name", self.entity(role).name)

    def the(self, role: str) -> Mark:
        """A name as prose says it: "the Russell 2000"."""
        entity = self.entity(role)
        return Mark(("the " if entity.the else "") + self.ledger.token("name", entity.name))

    def short(self, role: str) -> Mark:
        """A short name for strips and tables."""
        return self.ledger.token("name", self.entity(role).short)

    def date(self, value: Day | str, *, year: bool = True) -> Mark:
        """A date in full: 21 August 2026."""
        return self.ledger.token("date", day(self._day(value), self.style, year=year))

    def day(self, value: Day | str) -> Mark:
        """A date without its year where it is the edition's, with it where it is another."""
        when = self._day(value)
        return self.date(when, year=when.year != self.book.as_of.year)

    def month(self, value: Day | str, *, year: bool | None = None) -> Mark:
        """A month: "August", with its year where that is not the edition's."""
        when = self._day(value)
        with_year = when.year != self.book.as_of.year if year is None else year
        return self.ledger.token("date", month(when, year=with_year))

    def year(self, value: Day | str) -> Mark:
        """A year."""
        return self.ledger.token("date", str(self._day(value).year))

    def weekday(self, value: Day | str) -> str:
        """The name of a day of the week."""
        return f"{self._day(value):%A}"

    def _day(self, value: Day | str) -> Day:
        return self.end(value) if isinstance(value, str) else value

    def label(self, text: str) -> Mark:
        """Digits that are no fact: a tenor, a rule's number, a count of sessions in a name."""
        return self.ledger.token("label", text)

    def listed(self, items: Iterable[str], word: str = "and") -> Mark:
        """A list in words: "a, b and c"."""
        parts = [item for item in items if item]
        if len(parts) < 2:
            return Mark("".join(parts))
        return Mark(f"{', '.join(parts[:-1])} {word} {parts[-1]}")

    # -- blocks --------------------------------------------------------------------------------

    def place(self, block: Block) -> Mark:
        """Put a block where the template stands."""
        number = len(self.slots)
        self.slots[number] = block
        return Mark(f"\n\n{slot_mark(number)}\n\n")

    def show(self, name: str, *, only: str = "", size: str = "", caller: Callable[[], str] | None = None) -> Mark:
        """An exhibit by name; nothing where it is absent (the reason is kept for the edition's notes).

        `only` names the outputs that print it ("md html"), `size` makes a chart full, measure, half or strip.
        With `{% call show("name") %}finding{% endcall %}` the template words the finding over it.
        """
        made = self.exhibit(name)
        if isinstance(made, str):
            self.absent[name] = made
            return Mark("")
        if caller is not None:
            made = titled(made, inline(caller(), self.ledger))
        return self.place(shaped(made, tuple(only.split()), size))

    def key_number(
        self, value: str, label: str, detail: str, tone: Literal["neutral", "warning"] = "neutral"
    ) -> KeyNumber:
        """One figure of the strip: the number, what it is, its period and basis in small type."""
        number, name, period = (inline(text, self.ledger) for text in (value, self.cap(label), detail))
        return KeyNumber(number, name, period, tone)

    def strip(self, *items: KeyNumber) -> Mark:
        """The strip of key numbers."""
        return self.place(KeyNumbers(tuple(items)))

    def box(
        self,
        kind: Literal["counter", "warning", "missing", "comment", "rules"],
        title: str,
        signed: str = "",
        *,
        caller: Callable[[], str],
    ) -> Mark:
        """A box with a title, around what the template calls it with."""
        inner = tuple(b for b in parse(caller(), self.ledger, self.slots) if isinstance(b, Prose | Bullets))
        return self.place(Callout(kind, inline(title, self.ledger), inner, signed))

    def margin(self, *, caller: Callable[[], str]) -> Mark:
        """A note for the margin, around what the template calls it with."""
        return self.place(MarginNote(inline(caller(), self.ledger)))

    def setting(self, name: str, default: Any = None) -> Any:
        """A value of the report's YAML under `settings`."""
        return self.report.settings.get(name, default)

    def functions(self) -> Mapping[str, Any]:
        """What templates see, by name."""
        names = (
            "fact size signed count rank has why value on_paper up down flat start end read_on verb move updown "
            "gain_or_loss versus degree choose name the short date day month year weekday label listed show setting "
            "key_number strip box margin percentile cap"
        )
        return {name: getattr(self, name) for name in names.split()} | {
            "as_of": self.book.as_of,
            "report": self.report,
            "stance": weigh(self.report.stance_rules, self.book).side,
        }
