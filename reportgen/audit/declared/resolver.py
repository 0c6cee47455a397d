"""Puts a figure to every metric that the words around it call, with the subject, period and variants they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reportgen.audit.declared.rings import Ring, Rings, first_named
from reportgen.audit.declared.slots import MOST, Filling, fill
from reportgen.audit.declared.spelling import marked, plain, segment
from reportgen.audit.declared.subjects import compared, of_kind, subjects
from reportgen.audit.declared.topics import Topic, Topics
from reportgen.audit.declared.vocabulary import MOVES, UNITS, Call, Vocabulary, units_of
from reportgen.audit.declared.windows import windows
from reportgen.audit.grammar.quantity import Measure, Quantity
from reportgen.audit.grammar.statement import Sort, Statement
from reportgen.audit.grammar.tagger import Tagger
from reportgen.audit.grammar.when import When
from reportgen.audit.resolve.clock import Clock
from reportgen.audit.resolve.resolution import Resolution
from reportgen.audit.resolve.shelf import Evidence, Shelf
from reportgen.audit.verdicts import Judgement, Verdict, judge
from reportgen.model.facts import MetricInfo

_SHORT = 7
"""An ellipsis is short: after more words than these a figure may be of something else."""


_MOST_FIGURES = 24
"""A sentence with more figures than these is a list that no phrase explains."""
_LABELLED = re.compile(r"# ([^:~#]{3,120}): ([^:~#]{3,240})")
"""A figure set apart with its full label: `12.2 points Russell 2000 against S&P 500: excess return, ...`."""
_BREAK = r"[;:](?=\s)|(?<=[a-z])\.(?=\s)"


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure read by declared words: what the data say, the verdict, and the call that found it."""

    said: Statement
    found: Resolution
    verdict: Judgement
    call: Call


@dataclass(frozen=True, slots=True)
class Text:
    """The texts around a figure, and the declared events in the order they may be meant.

    `firm` tells whether a mismatch would be a contradiction, `placed` that phrases may say where the figure stands.
    """

    rings: Sequence[Ring]
    events: tuple[str, ...]
    firm: bool = True
    placed: bool = False
    stranger: frozenset[str] = frozenset()
    """The words of a subject the catalog does not know: then nobody else may be meant."""


@dataclass(slots=True)
class Declared:
    """Reads figures by what metrics declare, and remembers what a text has measured."""

    shelf: Shelf
    clock: Clock
    tagger: Tagger
    basis: str = ""
    vocabulary: Vocabulary = field(init=False)
    rings: Rings = field(init=False)
    topics: Topics = field(init=False)

    def __post_init__(self) -> None:
        self.vocabulary = Vocabulary(self.shelf.metrics)
        self.rings = Rings(self.tagger, dict(self.shelf.book.events), dict(self.shelf.entities))
        self.topics = Topics()

    # -- tables ------------------------------------------------------------------------------------

    def cell(self, said: Statement, labels: Sequence[str], around: Sequence[str]) -> Reading | None:
        """A table's figure: `labels` are its row, column and group, `around` its caption and what stands before."""
        if said.quantity is None:
            return None
        rings = [self.rings.read(text) for text in (*labels, *around) if text.strip()]
        near = [ring.text for ring in rings[: len([text for text in labels if text.strip()])]]
        units = units_of(said.quantity, frozenset(word for ring in rings for word in ring.words))
        calls = self.vocabulary.in_labels(near, units)
        text = self._text(rings)
        if found := self._best(said, calls, text):
            return found
        calls = self.vocabulary.in_labels([ring.text for ring in rings[len(near) :]], units, together=False)
        own = rings[: len(near)]
        placed = any(ring.names or ring.whens for ring in own)
        return self._best(said, calls, text) if placed else None

    # -- prose -------------------------------------------------------------------------------------

    def prose(self, said: Statement, sentence: str, spans: Sequence[tuple[int, int]], at: int) -> Reading | None:
        """A figure of a sentence: the one at `at` of those that stand at `spans`."""
        if said.quantity is None or len(spans) > _MOST_FIGURES:
            return None
        if label := _LABELLED.fullmatch(marked(sentence, spans, at).strip()):
            return self.cell(replace(said, role="label"), label.groups(), ())
        text = plain(marked(sentence, spans, at))
        near = segment(text)
        rings = [self.rings.read(part) for part in (_part(sentence, spans, at), marked(sentence, spans, at))]
        calls = self.vocabulary.in_prose(near, text, said.quantity.measure)
        around = replace(self._text(rings), placed=True, stranger=_stranger(said) or _unnamed(rings[0], near))
        if found := self._best(said, calls, around):
            return found
        return None if said.future or around.stranger else self._taken_up(said, rings[0], near)

    def _taken_up(self, said: Statement, ring: Ring, near: str) -> Reading | None:
        """`..., against 3.8%`, `For large-cap companies it is 1.4 times`: the last measure, of another."""
        topic, quantity = self.topics.here, said.quantity
        if topic is None or quantity is None:
            return None
        info = self.shelf.metrics[topic.metric]
        if info.name in MOVES or info.unit not in UNITS.get(quantity.measure, frozenset()):
            return None
        lead = near.partition(" # ")[0].split()
        who = self._other(topic, ring, lead)
        evidence = self.shelf.evidence(topic.key(who)) if who else None
        if evidence is None or evidence.when is not None:
            return None
        firm = 0 < len(lead) <= _SHORT and len(ring.names) == 1
        call = Call(info, 1, topic.turned)
        return self._judged(said, call, Resolution((evidence,), firm=firm, subject=who, metric=info.name))

    def _other(self, topic: Topic, ring: Ring, lead: Sequence[str]) -> str:
        """Whom an ellipsis names, or the one the catalog compares with."""
        kinds = self.shelf.metrics[topic.metric].kinds
        named = [who for name in ring.names for who in of_kind(name, kinds, self.shelf)]
        if named:
            return named[0]
        return compared(topic.subject, self.shelf) if "against" in lead else ""

    def _text(self, rings: Sequence[Ring]) -> Text:
        return Text(rings, tuple(dict.fromkeys((*first_named(rings), *self.shelf.book.events))))

    # -- both --------------------------------------------------------------------------------------

    def _best(self, said: Statement, calls: Sequence[Call], text: Text) -> Reading | None:
        """The reading that explains most words; of several that explain as many, one that fits.

        Where the data have no value for the best one, another may support but contradicts nothing.
        """
        filled = [(call, self._filled(call.info, text)) for call in calls]
        filled.sort(key=lambda pair: (-(text.placed and pair[0].exact), -(pair[0].size + pair[1].size)))
        found: list[Reading] = []
        most = 0
        for call, filling in filled:
            size = call.size + filling.size
            if found and size < most:
                break
            reading = self._read(said, call, filling, text)
            if reading is not None:
                found.append(reading)
                most = size
            elif not found:
                text = replace(text, firm=False)
        fitting = [one for one in found if one.verdict.verdict is Verdict.SUPPORTED]
        if fitting or len(found) < 2:
            return next(iter(fitting or found), None)
        doubt = Judgement(Verdict.UNVERIFIABLE, None, "the words name several measures")
        return replace(found[0], verdict=doubt, call=replace(found[0].call, size=0, exact=False))

    def _filled(self, info: MetricInfo, text: Text) -> Filling:
        before = self.topics.variants(info) if text.placed else ()
        return fill(info, text.rings, text.events, self.basis, before)

    def _read(self, said: Statement, call: Call, filling: Filling, text: Text) -> Reading | None:
        """What one metric says to a figure; None where it has no value for what the words name."""
        spoken = {word for phrase in (*call.info.words, *call.info.opposite) for word in plain(phrase).split()}
        topics = self.topics if text.stranger <= spoken else None
        for who, sure in subjects(call.info, text.rings, topics, self.shelf, text.events):
            own = [(words, True) for words in windows(call.info, text.rings, self.clock, self._times)]
            for words, named in (*own, self.topics.window(call.info)):
                tried = list(self._evidence(call, who, filling.stated, words))
                if not tried:
                    continue
                others = [one for one in self._evidence(call, who, filling.admitted, words) if one not in tried]
                firm = text.firm and sure and named and (call.size + filling.size > 1 or call.exact)
                beside = tuple(("variant", one) for one in others)
                found = Resolution(tuple(tried), beside, firm=firm, subject=who, metric=call.info.name)
                return self._judged(said, call, found)
        return None

    def _times(self, when: When) -> tuple[str, ...]:
        return self.clock.times(when).words

    def _evidence(
        self, call: Call, who: str, variants: Sequence[tuple[str, ...]], words: Sequence[str]
    ) -> Iterator[Evidence]:
        for chosen in variants[:MOST]:
            for word in words[:4]:
                key = ".".join((who, call.info.name, *chosen)) + (f"@{word}" if word else "")
                if (found := self.shelf.evidence(key)) and found.when is None:
                    yield found

    def _judged(self, said: Statement, call: Call, found: Resolution) -> Reading:
        quantity = said.quantity
        assert quantity is not None
        found = replace(found, signed=_sign(said, quantity, call))
        denied = said.negated and not {"without", "none", "nobody"} & set(said.words)
        full = replace(said, sort=Sort.MEASURE, noun=call.info.label, sign=found.signed, negated=denied)
        return Reading(full, found, judge(full, found), call)

    def heard(self, evidence: Evidence | None) -> None:
        """Remember a figure that the grammar read, where what it measures is declared."""
        known = evidence is not None and evidence.metric in self.shelf.metrics and evidence.metric not in MOVES
        if evidence is not None and known and not evidence.made_of:
            self.topics.keep(evidence, self.shelf.metrics[evidence.metric])

    def keep(self, reading: Reading) -> None:
        """Remember a figure that was read, for what takes it up."""
        evidence = reading.verdict.evidence or reading.found.tried[0]
        self.topics.keep(evidence, reading.call.info, turned=reading.call.turned)


_POINTING = frozenset("the these those of its their such all both other".split())
_PEOPLE = frozenset("companies company firms shares stocks funds etfs caps equities index indices bonds yields".split())


def _stranger(said: Statement) -> frozenset[str]:
    """The words of a subject that is somebody else: a proper name, somebody's own, a kind of companies."""
    phrase = said.subject
    if phrase is None or phrase.ids or not phrase.alien:
        return frozenset()
    words = plain(phrase.alien).split()
    other = phrase.proper or phrase.possessive or phrase.owner is not None or (len(words) > 1 and words[-1] in _PEOPLE)
    return frozenset(words) if other else frozenset()


def _unnamed(ring: Ring, near: str) -> frozenset[str]:
    """The words before a figure that tell whose companies or shares are meant, where the catalog knows no such."""
    lead = near.partition(" # ")[0].split()
    kinds = [at for at, word in enumerate(lead) if word in _PEOPLE and at and lead[at - 1] not in _POINTING]
    return frozenset(lead[: kinds[-1] + 1]) if kinds and not ring.names else frozenset()


def _part(sentence: str, spans: Sequence[tuple[int, int]], at: int) -> str:
    """The words around a figure as they are written, as far as the next figures."""
    start = max((end for _, end in spans[:at]), default=0)
    last = min((first for first, _ in spans[at + 1 :]), default=len(sentence))
    before, after = sentence[start : spans[at][0]], sentence[spans[at][1] : last]
    return f"{re.split(_BREAK, before)[-1]} # {re.split(_BREAK, after)[0]}"


def _sign(said: Statement, quantity: Quantity, call: Call) -> int:
    """The sign to compare with: the printed one, that of the words, or either."""
    if quantity.sign:
        return quantity.sign
    if call.turned:
        return 0 if said.role == "cell" else -1
    if call.info.opposite or (said.role == "cell" and quantity.measure is not Measure.SPAN):
        return 1
    return 0
