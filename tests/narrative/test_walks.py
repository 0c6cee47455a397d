"""Over markets of any shape the weekly says nothing false: directions, records, ranks, spans, by brute force.

The prose is read here with a grammar of its own, not with the guard's.
"""

# mypy: disable-error-code="misc"

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from reportgen.metrics.book import FactBook
from reportgen.model.document import Document
from reportgen.model.facts import Fact
from reportgen.model.printing import printed
from tests.narrative.truths import Truth
from tests.narrative.walks import NAMES, SHAPES, Market, Passage, Plan, market, passages, written

PLANS = st.builds(
    Plan,
    shapes=st.tuples(*(st.sampled_from(SHAPES) for _ in NAMES)),
    yields=st.sampled_from(SHAPES),
    prices=st.sampled_from(SHAPES),
    seed=st.integers(0, 10_000),
    weeks=st.one_of(st.integers(2, 30), st.integers(50, 70), st.integers(260, 275)),
    closed=st.sampled_from((0, 9, 23)),
    gap=st.tuples(st.integers(0, 60), st.sampled_from((0, 0, 1, 5))),
    late=st.sampled_from((0, 0, 0, 1, 20)),
    day=st.integers(0, 6),
    plural=st.booleans(),
)
Check = Callable[[Document, FactBook, Truth], None]

# -- reading ------------------------------------------------------------------------------------

FIGURE = r"⟦(\d+)⟧"
UP = (
    "rose|gained|climbed|advanced|jumped|rallied|surged|soared|edged up|inched up|up|"
    "a gain of|lead for the year to|lead for the year is now|lead has (?:grown|shrunk) to"
)
DOWN = (
    "fell|dipped|slipped|declined|dropped|slid|tumbled|slumped|plunged|sank|edged down|down|has lost|took|"
    "a loss of|lag for the year to|lag for the year is now|lag has (?:grown|shrunk) to"
)
BEAT = r"(?:beat|outpaced|led) the [A-Z]\w+ Index by|(?:outpaced it|it led) by"
LAGGED = r"(?:lagged|trailed) the [A-Z]\w+ Index by|(?:trailed it|it lagged) by"
RISES = re.compile(rf"(?:\b(?:{UP})|{BEAT}) {FIGURE}|{FIGURE} (?:above|ahead|higher)")
FALLS = re.compile(rf"(?:\b(?:{DOWN})|{LAGGED}) {FIGURE}|{FIGURE} (?:below|behind|lower)")
SAME_WAY = re.compile(rf"(?:{UP}|{DOWN}) {FIGURE} for \w+ so far and {FIGURE}")
SAME_WAY_TOO = re.compile(rf"(?:{UP}|{DOWN}) {FIGURE}, for the year {FIGURE}")
AGAINST = re.compile(rf"{FIGURE}(?: for the year)?, against {FIGURE} for")
SIGNED = {"return", "excess", "drawdown", "drawdown.max", "yield.change", "ratio.from_high", "ratio.from_low"}
FALLING_THEN_MINUS = re.compile(rf"\b(?:{DOWN}|lagged|trailed|behind|below)\b[^.;,]{{0,12}}[−-]\d")


def signs(passage: Passage) -> dict[int, int]:
    """For each figure with a direction in words: +1 or −1."""
    found: dict[int, int] = {}
    for pattern, sign in ((RISES, 1), (FALLS, -1)):
        for match in pattern.finditer(passage.text):
            found[int(next(group for group in match.groups() if group))] = sign
    for pattern in (SAME_WAY, SAME_WAY_TOO, AGAINST):
        for match in pattern.finditer(passage.text):
            if int(match[1]) in found:
                found[int(match[2])] = found[int(match[1])]
    return found


def unsigned(fact: Fact, shown: str) -> bool:
    """Whether a change is printed as a bare size, so that words must carry its direction."""
    return fact.metric in SIGNED and shown[0] not in "+−" and bool(shown.strip("0.% pointsbaerceg"))


def spelt(text: str) -> date:
    """A date as prose writes it."""
    return datetime.strptime(text, "%d %B %Y").date()


def month_of(text: str) -> tuple[int, int]:
    """A month as prose writes it: year and month."""
    read = datetime.strptime(text, "%B %Y")
    return read.year, read.month


# -- checks -------------------------------------------------------------------------------------


def every_change_has_its_direction(document: Document, book: FactBook, truth: Truth) -> None:
    for passage in passages(document):
        told = signs(passage)
        for at, (fact, shown) in enumerate(passage.figures):
            if at in told:
                assert fact.number * told[at] >= 0, f"{fact.key} = {fact.value} in {passage.plain!r}"
            elif len(passage.text) > 12:  # the strip prints figures alone, with their sign
                assert not unsigned(fact, shown), f"no word says where {fact.key} went in {passage.plain!r}"


def no_minus_follows_a_falling_word(document: Document, book: FactBook, truth: Truth) -> None:
    for passage in passages(document):
        assert not FALLING_THEN_MINUS.search(passage.plain), passage.plain


def every_printed_return_is_that_of_its_closes(document: Document, book: FactBook, truth: Truth) -> None:
    for passage in passages(document):
        for fact, shown in passage.figures:
            if fact.metric not in {"return", "excess"}:
                continue
            assert fact.start is not None
            assert fact.end is not None
            assert fact.end <= truth.market.as_of
            move = truth.change(fact.subject, fact.start, fact.end)
            assert move is not None, f"{fact.key} claims a window without closes"
            assert fact.number == pytest.approx(move, abs=1e-9), fact.key
            assert shown.lstrip("+−") == printed(fact, sign="none"), passage.plain


def comparisons_hold(document: Document, book: FactBook, truth: Truth) -> None:
    """ "More than", "less than", "as much as", "both": by the sizes a reader sees."""
    first = next(
        (p for p in passages(document) if " in the week to " in p.text or p.text.startswith("In the week to")), None
    )
    if first is None or not first.figures or first.figures[0][0].key != "alpha.return.price@1w":
        return
    own = abs(round(100 * first.figures[0][0].number, 1))
    for extent, how, both, number in re.findall(
        rf"(a touch |far )?(more|less) than (both )?the \w+ Index \(\w+ {FIGURE}\)", first.text
    ):
        other = abs(round(100 * first.figures[int(number)][0].number, 1))
        assert (own > other) == (how == "more") and own != other, first.plain
        assert extent != "far " or max(own, other) >= 1.5 * min(own, other), first.plain
        assert extent != "a touch " or abs(own - other) < 0.31, first.plain
        if both:
            number = re.search(rf"both the \w+ Index \(\w+ {FIGURE}\) and the \w+ Index \(\w+ {FIGURE}\)", first.text)[
                2
            ]  # type: ignore[index]
            other = abs(round(100 * first.figures[int(number)][0].number, 1))
            assert (own > other) == (how == "more") and own != other, first.plain


def headlines_know_the_sides(document: Document, book: FactBook, truth: Truth) -> None:
    head, *_ = passages(document)
    ends = truth.market.week_ends
    own, other = (truth.change(subject, *ends[-2:]) if len(ends) > 1 else None for subject in ("alpha", "beta"))
    if own is None or other is None:
        return
    own, other = round(100 * own, 1), round(100 * other, 1)
    says = head.plain.endswith
    if says("while the Beta Index fell") or says("as the Beta Index fell"):
        assert other < 0 <= own, head.plain
    if says("while the Beta Index rose") or says("as the Beta Index rose"):
        assert own <= 0 < other, head.plain
    if ", more than the" in head.plain or "fell further" in head.plain or "outran" in head.plain:
        assert abs(own) > abs(other) and own * other > 0, head.plain
    if ", less than the" in head.plain or "could not keep up" in head.plain or "held up better" in head.plain:
        assert abs(own) < abs(other) and own * other > 0, head.plain
    if "gave back" in head.plain or "won back" in head.plain:
        assert (own < 0) == ("gave back" in head.plain), head.plain


RECORD_NOW = re.compile(
    r"closed the week at a record|ended with a record close|record of the week|ended the week at a record|finished the week at a new record"
)


def records_are_records(document: Document, book: FactBook, truth: Truth) -> None:
    closes, found, as_of = truth.closes("alpha"), truth.records(), truth.market.as_of
    monday = as_of - timedelta(days=as_of.weekday())
    this_week = [day for day in found if day >= monday]
    for passage in passages(document):
        text = passage.plain
        if RECORD_NOW.search(text):
            assert found and found[-1] == as_of, text
        if match := re.search(r"was its (\w+) record of the week", text):
            assert match[1] == ["zeroth", "first", "second", "third", "fourth", "fifth"][len(this_week)], text
        if match := re.search(r"set a record on (\w+) and ended", text):
            assert f"{found[-1]:%A}" == match[1] and found[-1] >= monday, text
            assert closes[as_of] < closes[found[-1]] or "level with it" in text, text
        if match := re.search(
            r"On (\w+) it set its first record close since (\d+ \w+ \d{4}), after ([\d,]+) days", text
        ):
            before = max((day for day in closes if day < this_week[0]), key=lambda day: (closes[day], -day.toordinal()))
            assert f"{this_week[0]:%A}" == match[1] and spelt(match[2]) == before, text
            assert int(match[3].replace(",", "")) == (this_week[0] - before).days, text
        if match := re.search(r"(?:below|From) its record close of (\d+ \w+ \d{4})", text):
            assert spelt(match[1]) == truth.record_day(), text
        if match := re.search(r"above ([\d,.]+) would be a record", text):
            assert float(match[1].replace(",", "")) == pytest.approx(max(closes.values()), abs=0.006), text
        for fact, _ in passage.figures:
            if fact.key == "alpha.drawdown.price":
                assert fact.number == pytest.approx(closes[as_of] / max(closes.values()) - 1, abs=1e-12)


def superlatives_hold(document: Document, book: FactBook, truth: Truth) -> None:
    for passage in passages(document):
        text = passage.plain
        for word, subject, sign in (("worst", "alpha", -1), ("best", "alpha", 1)):
            if match := re.search(rf"(?:their|its) {word} week since (\w+ \d{{4}})", text):
                _unbeaten_since(
                    truth.weeks(subject), sign, lambda end, m=match: (end.year, end.month) == month_of(m[1]), text
                )
            if re.search(rf"(?:their|its) {word} week since the data begin", text):
                _unbeaten_since(truth.weeks(subject), sign, None, text)
            if match := re.search(rf"(?:their|its) {word} month since (\w+ \d{{4}})", text):
                _unbeaten_since(
                    truth.months(subject), sign, lambda end, m=match: (end.year, end.month) == month_of(m[1]), text
                )
            if match := re.search(rf"was the (\w+)-{word} of ([\d,]+) weeks since (\d{{4}})", text):
                moves = truth.weeks("alpha")
                better = sum(sign * move > sign * moves[-1][1] for _, move in moves)
                assert ORDINALS[better] == match[1] and int(match[2].replace(",", "")) == len(moves), text
        if match := re.search(r"No week had been (worse|better) since the one that ended on (\d+ \w+ \d{4})", text):
            _unbeaten_since(
                truth.weeks("alpha"), -1 if match[1] == "worse" else 1, lambda end, m=match: end == spelt(m[2]), text
            )
        if match := re.search(r"(beat|lagged) the Beta Index by the most since (\w+ \d{4})", text):
            _unbeaten_since(
                truth.weeks("alpha-beta"),
                1 if match[1] == "beat" else -1,
                lambda end, m=match: (end.year, end.month) == month_of(m[2]),
                text,
            )


ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth".split()
    + ("fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split())
)


def _unbeaten_since(
    moves: list[tuple[date, float]], sign: int, named: Callable[[date], bool] | None, text: str
) -> None:
    """The last move is further out than every one after the period named, and that one was as far out."""
    *earlier, (_, last) = moves
    as_far = [end for end, move in earlier if sign * move >= sign * last]
    if named is None:
        assert not as_far, text
    else:
        assert as_far and named(as_far[-1]), f"{text}: {as_far[-3:]}"


def runs_are_counted_right(document: Document, book: FactBook, truth: Truth) -> None:
    for passage in passages(document):
        if match := re.search(
            r"(?:the|a|an) ([\w-]+) (?:weekly (gain|loss) in a row|losing week running|week$)", passage.plain
        ):
            if match[1] not in ORDINALS:
                continue
            run = truth.run()
            assert ORDINALS[abs(run) - 1] == match[1], f"{passage.plain}: {run}"
            falls = match[2] == "loss" or "losing" in passage.plain or " fell for " in passage.plain
            assert (run < 0) == falls, passage.plain


def long_views_have_the_years(document: Document, book: FactBook, truth: Truth) -> None:
    """A five-year low or high is the lowest or highest ratio of five years for which there are closes."""
    ratios = truth.ratios()
    for passage in passages(document):
        text = passage.plain
        for words, years in (("five-year", 5), ("five years", 5), ("ten-year", 10), ("ten years", 10)):
            if words in text:
                assert min(ratios if "Beta" in text else truth.closes("alpha")) <= truth.market.as_of - timedelta(
                    days=365 * years - 10
                ), text
        if match := re.search(
            r"above its five-year low of (\d+ \w+ \d{4}) (?:and|but) \S+ below the high of (\d+ \w+ \d{4})", text
        ):
            low, high = spelt(match[1]), spelt(match[2])
            inside = {day: ratio for day, ratio in ratios.items() if day >= min(low, high)}
            assert ratios[low] == min(inside.values()) and ratios[high] == max(inside.values()), text


WIDER = re.compile(r"\b(widens|narrows|grown|shrunk|wider|narrower)\b")


def the_years_gap_moves_as_told(document: Document, book: FactBook, truth: Truth) -> None:
    ends, as_of = truth.market.week_ends, truth.market.as_of
    for passage in passages(document):
        if match := WIDER.search(passage.plain):
            base = max(day for day in truth.market.sessions if day.year < as_of.year)
            before, now = truth.change("alpha-beta", base, ends[-2]), truth.change("alpha-beta", base, as_of)
            assert before is not None and now is not None and before * now > 0, passage.plain
            assert (abs(now) > abs(before)) == (match[1] in {"widens", "grown", "wider"}), passage.plain
            assert (now > 0) == ("lead" in passage.plain), passage.plain


def verbs_fit_the_size(document: Document, book: FactBook, truth: Truth) -> None:
    """Great words for great weeks of this index only, small words for small ones."""
    weeks = truth.weeks("alpha")
    if len(weeks) < 13 or weeks[-1][0] != truth.market.as_of:
        return
    *earlier, (_, last) = weeks
    share = sum(abs(move) < abs(last) for _, move in earlier) / len(earlier)
    for passage in list(passages(document))[:1]:
        if re.search(r"(?:caps|Index) (?:soared|plunged|sank)\b", passage.plain):
            assert share >= 0.94, f"{passage.plain}: {share}"
        if re.search(r"(?:caps|Index) (?:edged|inched|slipped)\b", passage.plain):
            assert share <= 0.11, f"{passage.plain}: {share}"


def still_means_against_the_week(document: Document, book: FactBook, truth: Truth) -> None:
    for passage in passages(document):
        for match in re.finditer(r"still (up|down) ", passage.plain):
            week = truth.change("alpha", *truth.market.week_ends[-2:])
            assert week is not None and (week < 0) == (match[1] == "up"), passage.plain


def what_is_over_is_not_so_far(document: Document, book: FactBook, truth: Truth) -> None:
    """No month is "so far" on its last session; none "ends" before it."""
    sessions, as_of = truth.market.sessions, truth.market.as_of
    last = max(day for day in sessions if (day.year, day.month) == (as_of.year, as_of.month))
    for passage in passages(document):
        if " so far" in passage.plain:
            assert as_of != last, passage.plain
        if match := re.search(r"^(\w+) ends with", passage.plain):
            assert as_of == last and match[1] == f"{as_of:%B}", passage.plain


def what_is_left_out_has_a_reason(document: Document, book: FactBook, truth: Truth) -> None:
    assert all(gone.reason for gone in document.dropped)
    assert document.masthead.headline


CHECKS: tuple[Check, ...] = (
    every_change_has_its_direction,
    no_minus_follows_a_falling_word,
    every_printed_return_is_that_of_its_closes,
    comparisons_hold,
    headlines_know_the_sides,
    records_are_records,
    superlatives_hold,
    runs_are_counted_right,
    long_views_have_the_years,
    the_years_gap_moves_as_told,
    verbs_fit_the_size,
    still_means_against_the_week,
    what_is_over_is_not_so_far,
    what_is_left_out_has_a_reason,
)


@settings(
    max_examples=90,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(plan=PLANS)
@example(Plan(("crash", "walk", "walk"), "crash", "crash", 1, 70, 0, (0, 0), 0, 3, True))
@example(Plan(("constant", "constant", "constant"), "constant", "constant", 1, 60, 0, (0, 0), 0, 3, True))
@example(Plan(("explosive", "crash", "flat"), "walk", "flat", 1, 265, 9, (30, 5), 0, 3, False))
@example(Plan(("walk", "walk", "walk"), "walk", "walk", 1, 2, 0, (0, 0), 20, 3, False))
def test_a_weekly_over_any_market_says_nothing_false(plan: Plan) -> None:
    found: Market = market(plan)
    document, book = written(plan, found)
    truth = Truth(found)
    for check in CHECKS:
        check(document, book, truth)
