"""From clauses to statements: what each quantity says of whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reportgen.audit.grammar.clauses import Clause
from reportgen.audit.grammar.marks import VERBS, Mark, Phrase, Tag
from reportgen.audit.grammar.quantity import PERCENT_LIKE, Measure, Quantity
from reportgen.audit.grammar.statement import Sort, Statement
from reportgen.audit.grammar.when import Scope, When

_VERSUS = frozenset({"versus", "vs", "against", "than", "compared"})
_THROUGH = frozenset({Tag.DET, Tag.ADVERB, Tag.PERIOD, Tag.SUPERLATIVE, Tag.STRAIGHT, Tag.ORDINAL, Tag.QUOTE})
_ADJECTIVES = frozenset(
    "total price net gross cumulative annualized annualised average additional further combined impressive respectable "
    "modest strong solid robust healthy whopping mere meager meagre further single double digit point full similar "
    "relative valuation trailing forward - outsized sizable sizeable steep sharp big large small slight hefty record "
    "one day two three week month year dividend inclusive etf fund short brief decent handsome stellar blistering p/e "
    "implied market median mean compound aggregate nominal real index stock share equity peak trough to maximum max "
    "weighted excess active benchmark intraday closing".split()
)


@dataclass(frozen=True, slots=True)
class Site:
    """A quantity in its clause: the clause, its position, what was said just before."""

    clause: Clause
    at: int
    previous: Statement | None = None
    before: tuple[Clause, ...] = ()

    @property
    def mark(self) -> Mark:
        """The quantity's mark."""
        return self.clause.marks[self.at]

    def on(self, step: int) -> Mark | None:
        """The mark some steps away."""
        place = self.at + step
        return self.clause.marks[place] if 0 <= place < len(self.clause.marks) else None


def _restated(site: Site) -> Statement | None:
    """`down 276.50 points, or 2%`, `climbed 14.15 points, 0.8%`: the same move in another unit."""
    before, quantity = site.previous, site.mark.quantity
    if before is None or before.sort is not Sort.CHANGE or quantity is None or before.quantity is None:
        return None
    head = [mark for mark in site.clause.marks[: site.at] if mark.tag is not Tag.ADVERB]
    bare = not head or (len(head) == 1 and head[0].low == "or")
    units = {before.quantity.measure, quantity.measure}
    if not bare or site.clause.opener not in {",", "("} or Measure.PERCENT not in units or not units & {
        Measure.BARE_POINTS, Measure.MONEY, Measure.PLAIN,
    }:  # fmt: skip
        return None
    if quantity.sign and before.sign and quantity.sign != before.sign:
        return None
    return _statement(site, Sort.CHANGE, subject=before.subject, sign=before.sign, noun=before.noun, role="restated")


def bind(site: Site) -> Statement:
    """The statement a quantity makes. The first pattern that fits its neighbours decides."""
    for pattern in _PATTERNS:
        if found := pattern(site):
            return found
    return _statement(site, Sort.OTHER, subject=_object(site.clause.marks, site.at + 1) or site.clause.subject)


def _statement(site: Site, sort: Sort, **more: object) -> Statement:
    quantity = site.mark.quantity
    clause = site.clause
    before = site.previous
    points = clause.subject is not None and clause.subject.back in {"that", "this"} and not clause.own
    if (left := _left_object(site)) is not None:
        more.setdefault("subject", left)
    elif points and before is not None and before.subject is not None:
        more.setdefault("subject", before.subject)
    fields: dict[str, object] = {
        "quantity": quantity, "subject": clause.subject, "negated": clause.negated, "future": clause.future,
        "words": tuple(mark.low for mark in clause.marks), "aside": clause.opener in {"when", "until", "once"}, **more,
    }  # fmt: skip
    if quantity is not None and quantity.sign and not fields.get("sign"):
        fields["sign"] = quantity.sign
    return Statement(sort, site.mark.first, site.mark.last, **fields)  # type: ignore[arg-type]


def _left_object(site: Site) -> Phrase | None:
    """`which leaves it 2% below its high`: the object of the verb is what the number is about."""
    marks = site.clause.marks
    for at, mark in enumerate(marks[: site.at]):
        if mark.tag is Tag.LIGHT and mark.low in {"leave", "put", "bring"} and at + 1 < site.at:
            phrase = marks[at + 1].phrase
            return phrase if phrase is not None and (phrase.back or phrase.ids) and not phrase.possessive else None
    return None


# -- a noun after: "a 7.1% gain", "an 80% probability", "$19.5B in net outflows" --------------------


def _noun_after(site: Site) -> Statement | None:
    marks, place = site.clause.marks, site.at + 1
    seen_in = False
    while place < len(marks) and place - site.at <= 6:
        mark = marks[place]
        if mark.tag is Tag.MOVE_NOUN:
            return _movement(site, place)
        if mark.tag is Tag.LEAD_NOUN:
            return _lead(site, place, mark.sign)
        if mark.tag is Tag.GAP_NOUN:
            return _lead(site, place, 0)
        if mark.phrase and mark.phrase.measure:
            return _measure(site, place, mark.phrase)
        if place == site.at + 1 and mark.phrase and mark.phrase.ids and _verb_before(site) is None and (
            mark.phrase.modifiers != ("adjective",) and not mark.phrase.possessive
        ):  # fmt: skip
            return _statement(site, Sort.CHANGE, subject=mark.phrase, role="beside")
        adjective = mark.phrase is not None and set(mark.phrase.alien.replace("-", " ").split()) <= _ADJECTIVES
        named = mark.phrase is not None and mark.phrase.modifiers == ("adjective",)
        if mark.tag is Tag.PREP and mark.low in {"in", "of"} and site.mark.quantity and not seen_in and (
            site.mark.quantity.measure is Measure.MONEY
        ):  # fmt: skip
            seen_in = True
        elif not (mark.tag in _THROUGH or adjective or named or (mark.tag is Tag.WORD and mark.low == "-")):
            return None
        place += 1
    return None


def _movement(site: Site, noun: int) -> Statement:
    """`a 7.1% gain (in the Russell 2000)`."""
    mark = site.clause.marks[noun]
    subject = _object(site.clause.marks, noun + 1) or _adjective_owner(site, noun) or site.clause.subject
    role = "rival" if subject is None and site.clause.opener in _VERSUS else ""
    light = _verb_before(site)
    sign = mark.sign
    if light is not None and light.low == "average":
        return _statement(site, Sort.OTHER, subject=subject, noun="average")
    if light is not None and light.tag is Tag.MOVE and light.low in {"erase", "trim", "reduce", "cut"}:
        sign = 0
    return _statement(site, Sort.CHANGE, sign=sign, subject=subject, role=role,
                      noun="return" if mark.sign == 0 else mark.low)  # fmt: skip


def _lead(site: Site, noun: int, sign: int) -> Statement:
    """`an 8.8 percentage point lead over the S&P 500`."""
    other = _object(site.clause.marks, noun + 1, over=True)
    subject = _adjective_owner(site, noun) or site.clause.subject
    return _statement(site, Sort.EXCESS, sign=sign, subject=subject, other=other, noun=site.clause.marks[noun].low)


def _measure(site: Site, noun: int, phrase: Phrase) -> Statement:
    """`a 20% discount to the S&P 500`, `an 80% probability of a cut`."""
    marks = site.clause.marks
    other = _object(marks, noun + 1, over=True)
    owner = phrase.owner or _plain_name(site.clause.subject)
    sort = Sort.CHANGE if phrase.measure == "return" else Sort.MEASURE
    if sort is Sort.CHANGE:
        return _statement(site, sort, subject=_object(marks, noun + 1) or owner or site.clause.subject, noun="return")
    return _statement(site, sort, subject=owner or site.clause.subject, other=other, noun=phrase.measure)


def _plain_name(phrase: Phrase | None) -> Phrase | None:
    return phrase if phrase and (phrase.ids or phrase.alien or phrase.back) else None


def _adjective_owner(site: Site, noun: int) -> Phrase | None:
    """`a 7.1% small-cap gain`, `the Russell 2000's 7.1% surge`."""
    for mark in site.clause.marks[site.at + 1 : noun]:
        if mark.phrase is not None and mark.phrase.ids:
            return mark.phrase
    place = site.at - 1
    marks = site.clause.marks
    while place >= 0 and marks[place].tag in _THROUGH:
        place -= 1
    if place >= 0 and (phrase := marks[place].phrase) is not None and phrase.possessive:
        return phrase
    return None


def _object(marks: Sequence[Mark], at: int, *, over: bool = False) -> Phrase | None:
    """The name after a noun: `in the Russell 2000`, `for small caps`, `over the S&P 500`."""
    words = {"over", "to", "against", "on", "versus", "relative", "with", "and", "between"} if over else {
        "in", "for", "by", "of", "from", "among"
    }  # fmt: skip
    place = at
    while place < len(marks):
        mark = marks[place]
        if mark.tag in {Tag.PERIOD, Tag.ADVERB, Tag.ANCHOR, Tag.DET}:
            place += 1
            continue
        if mark.tag in {Tag.AND, Tag.COMMA} and place + 1 < len(marks) and marks[place + 1].tag is Tag.QUANTITY:
            place += 2
            continue
        joins = mark.low in words and mark.tag in {Tag.PREP, Tag.TO, Tag.VERSUS}
        after = marks[place + 1] if place + 1 < len(marks) else None
        if joins and after is not None and after.phrase is not None and _worth_naming(after.phrase):
            return after.phrase
        if joins and after is not None and after.tag is Tag.PERIOD:
            place += 2
            continue
        return None
    return None


def _worth_naming(phrase: Phrase) -> bool:
    return bool(phrase.ids or phrase.back or (phrase.alien and not phrase.measure))


# -- a verb before ---------------------------------------------------------------------------------


def _verb_before(site: Site) -> Mark | None:
    """The verb or word of direction that governs the quantity: the nearest before it."""
    for mark in reversed(site.clause.marks[: site.at]):
        if mark.tag in VERBS or mark.tag is Tag.WAY:
            return mark
    return None


def _in_period(site: Site) -> Statement | None:
    """`since the Nov. 8 record close of 2,442.74`: the level at the high or low that a period starts from."""
    of, time = site.on(-1), site.on(-2)
    if of is None or of.low not in {"of", "at"} or time is None or time.when is None:
        return None
    inner = time.when.end or time.when.start
    if inner is None or inner.scope is not Scope.ANCHOR:
        return None
    return _statement(site, Sort.LEVEL, role="anchor", anchor=inner, noun="close")


def _direct(site: Site) -> tuple[Mark | None, str]:
    """What stands before the quantity once adverbs and periods are passed: (mark, preposition passed)."""
    place, preposition = site.at - 1, ""
    marks = site.clause.marks
    while place >= 0:
        mark = marks[place]
        empty = mark.phrase is not None and (
            not mark.phrase.ids
            and not mark.phrase.measure
            and set(mark.phrase.alien.split()) <= _ADJECTIVES | {"another"}
        )
        if mark.tag in _THROUGH or empty:
            place -= 1
        elif mark.tag in {Tag.PREP, Tag.TO} and not preposition and place == _nearest(marks, site.at):
            preposition, place = mark.low, place - 1
        elif mark.tag == Tag.PREP and place > 0 and marks[place + 1].tag is Tag.PERIOD:
            place -= 1
        else:
            return mark, preposition
    return None, preposition


def _nearest(marks: Sequence[Mark], at: int) -> int:
    place = at - 1
    while place >= 0 and (marks[place].tag in {Tag.ADVERB, Tag.QUOTE, Tag.DET} or _empty(marks[place])):
        place -= 1
    return place


def _empty(mark: Mark) -> bool:
    return mark.phrase is not None and not (
        mark.phrase.ids or mark.phrase.measure or mark.phrase.back or mark.phrase.alien.strip("?")
    )


def _way_after(site: Site) -> Statement | None:
    """`2% higher`, `13% above its low`, `3.0% up for the month`, `8.8 points ahead of`."""
    after = site.on(1)
    if after is None:
        return None
    if after.tag is Tag.WAY and after.low != "flat":
        return _statement(site, Sort.CHANGE, sign=after.sign)
    if after.tag is Tag.COMPARE and after.form == "adj":
        return _statement(site, Sort.EXCESS, sign=after.sign, other=_other(site.clause.marks, site.at + 2))
    if after.tag is Tag.ADVERB and after.low in {"ahead", "behind"}:
        return _statement(site, Sort.EXCESS, sign=1 if after.low == "ahead" else -1)
    if after.tag is Tag.PREP and after.low in {"above", "below", "off", "from", "over", "under", "short"}:
        return _from_anchor(site, after)
    if after.tag is Tag.PREP and after.low == "of":
        return _ratio(site)
    if after.tag is Tag.ADVERB and after.low == "short" and (anchor := _anchor(site)):
        return _statement(site, Sort.CHANGE, sign=-1, anchor=anchor, noun="distance")
    return None


def _ratio(site: Site) -> Statement | None:
    """`stood at 0.393 of the level of the S&P 500`: one level as a part of another."""
    quantity = site.mark.quantity
    if quantity is None or quantity.measure not in {Measure.PLAIN, Measure.TIMES} or not quantity.places:
        return None
    for step in (2, 4):
        mark = site.on(step)
        if mark is not None and mark.phrase is not None:
            other = mark.phrase.owner if mark.phrase.measure else mark.phrase
            if other is not None and other.ids:
                return _statement(site, Sort.MEASURE, noun="ratio", other=replace(other, possessive=False))
    return None


def _from_anchor(site: Site, after: Mark) -> Statement | None:
    anchor = _anchor(site) or _that_high(site)
    if anchor is None and not _at_start(site):
        return None
    sign = {"above": 1, "over": 1, "below": -1, "under": -1, "off": 0}.get(after.low, 0)
    verb = _verb_before(site)
    if not sign and verb is not None:
        sign = verb.sign
    if after.low == "off" and not sign:
        sign = 1 if anchor is not None and anchor.word == "low" else -1
    before = site.previous
    if before is not None and before.noun == "ratio" and before.other is not None:
        return _statement(site, Sort.CHANGE, sign=sign, anchor=anchor, noun="ratio", other=before.other)
    return _statement(site, Sort.CHANGE, sign=sign, anchor=anchor, noun="distance")


def _that_high(site: Site) -> When | None:
    """`1.6% below it`, `1.6% below.`: the high or low spoken of just before."""
    following = site.on(2)
    points = following is None or (following.phrase is not None and following.phrase.back in {"it", "that"})
    return When(Scope.ANCHOR, word="that") if points else None


def _at_start(site: Site) -> bool:
    """`19.2% below its start`: the distance from where the period began."""
    following = site.on(2)
    return following is not None and following.phrase is not None and following.low.split(" ")[-1] in {
        "start", "starting", "beginning", "outset",
    }  # fmt: skip


def _anchor(site: Site) -> When | None:
    """The high or low after the quantity, in its clause."""
    for mark in site.clause.marks[site.at + 1 :]:
        if mark.tag is Tag.ANCHOR:
            return mark.when
        if mark.tag is Tag.QUANTITY:
            return None
    return None


def _verb_pattern(site: Site) -> Statement | None:
    mark, preposition = _direct(site)
    if mark is None:
        return _no_verb(site, preposition)
    builder = _BY_TAG.get(mark.tag)
    return builder(site, mark, preposition) if builder else _after_other(site, mark, preposition)


def _after_move(site: Site, mark: Mark, preposition: str) -> Statement | None:
    if preposition in {"", "by"}:
        return _statement(site, Sort.CHANGE, sign=_sign(site, mark), anchor=_anchor(site), noun=mark.low)
    return _standing(site, mark, preposition)


def _sign(site: Site, mark: Mark) -> int:
    """The verb's direction, or that of the word that completes it: `edged 2% lower`, `edged up 2%`."""
    if mark.sign or mark.tag is not Tag.MOVE:
        return mark.sign
    for other in site.clause.marks:
        if other.tag is Tag.WAY:
            return other.sign
    return 0


def _standing(site: Site, mark: Mark, preposition: str) -> Statement | None:
    """`rose to 4.5%`, `closed at 2,410`, `fell from 4.7%`."""
    if preposition in {"to", "at", "near", "around", "above", "below", "over", "under", "past", "through", "toward"}:
        role = "at" if preposition in {"at", "to"} else preposition
        return _statement(site, Sort.LEVEL, role="to" if preposition == "to" else role, noun=mark.low)
    if preposition == "from":
        return _statement(site, Sort.LEVEL, role="from", noun=mark.low)
    return None


def _after_way(site: Site, mark: Mark, preposition: str) -> Statement | None:
    if preposition in {"", "by"}:
        return _statement(site, Sort.CHANGE, sign=mark.sign, anchor=_anchor(site), noun=mark.low)
    return _standing(site, mark, preposition)


def _after_return(site: Site, mark: Mark, preposition: str) -> Statement | None:
    if preposition in {"", "of"} and mark.tag is Tag.RETURN:
        return _statement(site, Sort.CHANGE, noun="return")
    return None


def _after_light(site: Site, mark: Mark, preposition: str) -> Statement | None:
    """`posted 2.0%`, `averaging 15%`: what the quantity measures is said elsewhere."""
    if preposition:
        return _standing(site, mark, preposition)
    quantity = site.mark.quantity
    if mark.low in {"take", "bring"} and (loser := _object(site.clause.marks, site.at + 1)) is not None:
        return _statement(site, Sort.CHANGE, sign=-1, subject=loser, noun="fall")
    if quantity is not None and quantity.measure in PERCENT_LIKE:
        noun = "average" if mark.low == "average" else "return"
        return _statement(site, Sort.CHANGE if noun == "return" else Sort.OTHER, noun=noun)
    return None


def _after_level(site: Site, mark: Mark, preposition: str) -> Statement | None:
    quantity = site.mark.quantity
    if preposition:
        return _standing(site, mark, preposition)
    if quantity is not None and quantity.measure in PERCENT_LIKE and mark.low in {"close", "finish", "end", "settle"}:
        return _statement(site, Sort.CHANGE, sign=0, noun="return")
    if mark.low in {"hit", "reach", "touch", "cross", "top"}:
        return _statement(site, Sort.LEVEL, role="hit", noun=mark.low)
    return _statement(site, Sort.LEVEL, role="at", noun=mark.low) if mark.low in {"close", "end", "settle"} else None


def _after_be(site: Site, mark: Mark, preposition: str) -> Statement | None:
    """`was 4.4%`, `was at 4.4%`."""
    if preposition not in {"", "at", "near", "around", "above", "below"}:
        return None
    subject = site.clause.subject
    if subject is not None and subject.measure == "return":
        return _statement(site, Sort.CHANGE, subject=subject.owner or subject, noun="return")
    if subject is not None and subject.measure:
        return _statement(site, Sort.MEASURE, noun=subject.measure, subject=subject.owner or subject)
    return _statement(site, Sort.LEVEL, role="at", noun="be")


def _after_compare(site: Site, mark: Mark, preposition: str) -> Statement | None:
    """`outperformed by 5 points`, `outpaced the S&P 500 by 5 points`, `led by 2%`."""
    if preposition == "by" or (preposition == "" and mark.form != "adj" and mark.low not in _LINES):
        other = _other(site.clause.marks, list(site.clause.marks).index(mark) + 1)
        return _statement(site, Sort.EXCESS, sign=mark.sign, other=other, noun=mark.low)
    return None


_LINES = frozenset({"exceed", "top", "surpass", "beat", "eclipse", "best"})
"""Verbs that take a number as a line to cross, not as a lead."""


def _other(marks: Sequence[Mark], at: int) -> Phrase | None:
    """The name a comparison is made with."""
    for mark in marks[at : at + 3]:
        if mark.phrase is not None and _worth_naming(mark.phrase):
            return mark.phrase
        if mark.tag not in {Tag.PREP, Tag.ADVERB, Tag.PHRASE}:
            return None
    return None


def _after_other(site: Site, mark: Mark, preposition: str) -> Statement | None:
    """A noun, a name or a quantity before: `gain of 2%`, `the S&P 500's 2.0%`, `the Nasdaq 3%`, `and 21.6%`."""
    if mark.tag is Tag.MOVE_NOUN and preposition in {"of", "to", "at", ""}:
        subject = _adjective_owner_left(site, mark) or _object(site.clause.marks, site.at + 1) or site.clause.subject
        role = "rival" if subject is None and site.clause.opener in _VERSUS else ""
        return _statement(site, Sort.CHANGE, sign=mark.sign, subject=subject, noun=mark.low, role=role)
    if mark.tag is Tag.LEAD_NOUN and preposition in {"of", ""}:
        return _statement(site, Sort.EXCESS, sign=mark.sign, noun=mark.low)
    if mark.tag is Tag.GAP_NOUN and preposition in {"of", ""}:
        return _statement(site, Sort.EXCESS, noun=mark.low)
    if mark.tag is Tag.QUANTITY:
        return _continued(site, preposition)
    if mark.phrase is not None:
        return _after_phrase(site, mark.phrase, preposition)
    return None


def _adjective_owner_left(site: Site, noun: Mark) -> Phrase | None:
    place = list(site.clause.marks).index(noun) - 1
    while place >= 0:
        phrase = site.clause.marks[place].phrase
        if phrase is not None and (phrase.possessive or phrase.ids):
            return phrase
        if site.clause.marks[place].tag not in _THROUGH and phrase is None:
            return None
        place -= 1
    return None


def _at_anchor(site: Site, mark: Mark, preposition: str) -> Statement | None:
    """`its record close of 2,442.74`: the level on the day of the high."""
    if preposition in {"of", "at", ""}:
        return _statement(site, Sort.LEVEL, role="anchor", anchor=mark.when, noun="close")
    return None


def _after_phrase(site: Site, phrase: Phrase, preposition: str) -> Statement | None:
    if phrase.measure and preposition in {"of", "at", "to", ""}:
        owner = phrase.owner or _plain_name(site.clause.subject)
        if phrase.measure == "return":
            return _statement(site, Sort.CHANGE, subject=owner or site.clause.subject, noun="return")
        role = "to" if preposition == "to" else "at"
        return _statement(site, Sort.MEASURE, subject=owner or site.clause.subject, noun=phrase.measure, role=role)
    verb = _verb_before(site)
    if verb is not None and verb.tag is Tag.COMPARE and preposition == "by":
        return _statement(site, Sort.EXCESS, sign=verb.sign, other=phrase, noun=verb.low)
    if verb is not None and verb.tag is Tag.MOVE and preposition == "by":
        return _statement(site, Sort.CHANGE, sign=_sign(site, verb), noun=verb.low)
    if preposition in {"to", "at", "from"} and verb is not None:
        return _standing(site, verb, preposition)
    before = site.previous
    if preposition == "at" and verb is None and phrase.ids and before is not None and before.sort is Sort.LEVEL:
        return _statement(site, Sort.LEVEL, subject=phrase, role=before.role, noun=before.noun)
    if preposition == "by" and verb is None and phrase.ids and (found := _by_how_much(site)):
        return replace(found, subject=phrase)
    if preposition == "" and (phrase.ids or phrase.possessive or phrase.back):
        return _beside(site, replace(phrase, possessive=False))
    return None


def _beside(site: Site, phrase: Phrase) -> Statement | None:
    """`the S&P 500's 2.0%`, `the Nasdaq 3%`: the same measure as what was said before."""
    verb = _verb_before(site)
    if verb is not None and verb.tag is Tag.COMPARE and not phrase.measure:
        kind = site.previous.sort if site.previous and site.previous.sort is Sort.LEVEL else Sort.CHANGE
        return _statement(site, kind, subject=phrase, role="beside", negated=False)
    return _like_previous(site, phrase)


def _like_previous(site: Site, subject: Phrase | None, role: str = "beside") -> Statement | None:
    """A quantity that repeats the predicate of the one before it."""
    before, quantity = site.previous, site.mark.quantity
    if (
        quantity is not None
        and quantity.measure is Measure.PLAIN
        and subject is not None
        and subject.measure == "level"
    ):
        return _statement(site, Sort.LEVEL, subject=subject, role="at", noun="close")
    if quantity is None or (quantity.measure in {Measure.SPAN, Measure.PLAIN} and before is None):
        return None
    if before is not None and before.quantity is not None and _akin(before.quantity, quantity):
        if before.sort in {Sort.CHANGE, Sort.LEVEL, Sort.MEASURE, Sort.EXCESS}:
            signed = before.sign if role == "continued" or site.clause.opener in {"and", ","} else 0
            sort = Sort.CHANGE if before.sort is Sort.EXCESS and role == "beside" else before.sort
            return _statement(site, sort, subject=subject, noun=before.noun, role=role, sign=quantity.sign or signed,
                              anchor=_anchor(site))  # fmt: skip
    if before is not None and before.sort is Sort.OTHER and role == "continued":
        return None
    if quantity.measure == Measure.PERCENT:
        return _statement(site, Sort.CHANGE, subject=subject, role=role)
    return None


def _akin(left: Quantity, right: Quantity) -> bool:
    """Whether two quantities may say the same kind of thing."""
    return left.measure is right.measure or {left.measure, right.measure} <= PERCENT_LIKE


def _continued(site: Site, preposition: str) -> Statement | None:
    """`rose 2%, 3% and 4%`; `3.0% for the month and 21.6% for the year`; `from 4.3% to 4.4%`."""
    if preposition in {"to", "from"}:
        verb = _verb_before(site)
        return _standing(site, verb, preposition) if verb else _statement(site, Sort.LEVEL, role=preposition)
    if preposition == "of":
        return None
    verb = _verb_before(site)
    if preposition == "by" and verb is not None and verb.tag is Tag.COMPARE:
        return _after_compare(site, verb, preposition)
    subject = _object(site.clause.marks, site.at + 1) if preposition == "" else None
    before = site.previous
    same_clause = before is not None and any(mark.first == before.first for mark in site.clause.marks)
    if subject is None and same_clause and before is not None:
        subject = before.subject
    return _like_previous(site, subject or site.clause.subject, role="continued")


def _no_verb(site: Site, preposition: str) -> Statement | None:
    """A quantity that opens its clause: `(2.0%)`, `versus 2.0% for the S&P 500`, `13% above its low`."""
    before = site.previous
    if preposition == "by" and (found := _by_how_much(site)):
        return found
    if before is not None and before.sort is Sort.EXCESS and site.clause.opener in {":", "(", "—", "-"}:
        return _statement(site, Sort.CHANGE, subject=before.subject, other=before.other, role="pair", noun="return")
    if before is not None and before.role == "pair" and site.clause.opener in {"versus", "vs", "against", "to"}:
        return _statement(site, Sort.CHANGE, subject=before.other, role="rival", noun="return")
    subject = _object(site.clause.marks, site.at + 1)
    if preposition in {"to", "from"}:
        return _statement(site, Sort.LEVEL, role=preposition, subject=subject or site.clause.subject)
    if subject is not None:
        return _like_previous(site, subject, role="beside")
    if site.clause.inside or site.clause.opener in {"versus", "vs", "against", "than", "compared", "and", ",", ":", "—",
                                                    "or", "-", "–", "while", "but"}:  # fmt: skip
        side = site.clause.opener in {"versus", "vs", "against", "than", "compared"} and not site.clause.own
        role = "continued" if site.clause.opener in {"and", ",", "or", "but"} else "beside"
        return _like_previous(site, None if side else site.clause.subject, role=role)
    if site.clause.opener == "after" and site.clause.subject is not None:
        return _like_previous(site, site.clause.subject, role="continued")
    return _like_previous(site, site.clause.subject) if site.clause.own else None


def _by_how_much(site: Site) -> Statement | None:
    """`trailed the S&P 500, which climbed 24%, by 9.1 points`; `all fell: the Russell 2000 by 24%`."""
    verbs = [(clause, at, mark) for clause in reversed(site.before) for at, mark in enumerate(clause.marks)]
    quantity = site.mark.quantity
    points = quantity is not None and quantity.measure in {Measure.POINTS, Measure.BASIS, Measure.BARE_POINTS}
    for clause, at, mark in verbs:
        if mark.tag is Tag.COMPARE and mark.form != "adj":
            other = _other(clause.marks, at + 1)
            return _statement(site, Sort.EXCESS, sign=mark.sign, other=other, subject=clause.subject, noun=mark.low)
        if mark.tag is Tag.MOVE and mark.sign and not points:
            return _statement(site, Sort.CHANGE, sign=mark.sign, noun=mark.low)
    moved = next((mark for _, _, mark in verbs if mark.tag is Tag.MOVE and mark.sign), None)
    return _statement(site, Sort.CHANGE, sign=moved.sign, noun=moved.low) if moved is not None else None


def _after_and(site: Site, _mark: Mark, preposition: str) -> Statement | None:
    return _continued(site, preposition)


_BY_TAG: dict[Tag, Callable[[Site, Mark, str], Statement | None]] = {
    Tag.MOVE: _after_move,
    Tag.WAY: _after_way,
    Tag.RETURN: _after_return,
    Tag.LIGHT: _after_light,
    Tag.LEVEL: _after_level,
    Tag.BE: _after_be,
    Tag.COMPARE: _after_compare,
    Tag.AND: _after_and,
    Tag.COMMA: _after_and,
    Tag.ANCHOR: _at_anchor,
}
_PATTERNS: tuple[Callable[[Site], Statement | None], ...] = (
    _restated,
    _in_period,
    _noun_after,
    _way_after,
    _verb_pattern,
)
