"""What the prose of a weekly claims, read with a grammar of its own and held against brute force."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from reportgen.metrics.book import FactBook
from reportgen.model.document import Document
from reportgen.model.printing import printed
from tests.narrative.reading import FALLING_THEN_MINUS, FIGURE, in_month, on_day, signs, spelt, unsigned
from tests.narrative.truths import Truth
from tests.narrative.walks import passages

Check = Callable[[Document, FactBook, Truth], None]


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
    sizes = [float(shown.strip("+−%").replace(",", "")) if shown.endswith("%") else 0.0 for _, shown in first.figures]
    other = rf"the \w+ Index \(\w+ {FIGURE}\)"
    for found in re.finditer(rf"(a touch |far )?(more|less) than (?:both {other} and )?{other}", first.text):
        extent, how, *numbers = found.groups()
        for size in (sizes[int(number)] for number in numbers if number):
            assert size != sizes[0], first.plain
            assert (sizes[0] > size) == (how == "more"), first.plain
            assert extent != "far " or max(sizes[0], size) >= 1.5 * min(sizes[0], size), first.plain
            assert extent != "a touch " or abs(sizes[0] - size) < 0.31, first.plain


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
        assert abs(own) > abs(other), head.plain
        assert own * other > 0, head.plain
    if ", less than the" in head.plain or "could not keep up" in head.plain or "held up better" in head.plain:
        assert abs(own) < abs(other), head.plain
        assert own * other > 0, head.plain
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
            assert found, text
            assert found[-1] == as_of, text
        if match := re.search(r"was its (\w+) record of the week", text):
            assert match[1] == ["zeroth", "first", "second", "third", "fourth", "fifth"][len(this_week)], text
        if match := re.search(r"set a record on (\w+) and ended", text):
            assert f"{found[-1]:%A}" == match[1], text
            assert found[-1] >= monday, text
            assert closes[as_of] < closes[found[-1]] or "level with it" in text, text
        if match := re.search(
            r"On (\w+) it set its first record close since (\d+ \w+ \d{4}), after ([\d,]+) days", text
        ):
            before = max((day for day in closes if day < this_week[0]), key=lambda day: (closes[day], -day.toordinal()))
            assert f"{this_week[0]:%A}" == match[1], text
            assert spelt(match[2]) == before, text
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
                _unbeaten_since(truth.weeks(subject), sign, in_month(match[1]), text)
            if re.search(rf"(?:their|its) {word} week since the data begin", text):
                _unbeaten_since(truth.weeks(subject), sign, None, text)
            if match := re.search(rf"(?:their|its) {word} month since (\w+ \d{{4}})", text):
                _unbeaten_since(truth.months(subject), sign, in_month(match[1]), text)
            if match := re.search(rf"was the (\w+)-{word} of ([\d,]+) weeks since (\d{{4}})", text):
                moves = truth.weeks("alpha")
                better = sum(sign * move > sign * moves[-1][1] for _, move in moves)
                assert ORDINALS[better] == match[1], text
                assert int(match[2].replace(",", "")) == len(moves), text
        if match := re.search(r"No week had been (worse|better) since the one that ended on (\d+ \w+ \d{4})", text):
            _unbeaten_since(truth.weeks("alpha"), -1 if match[1] == "worse" else 1, on_day(match[2]), text)
        if match := re.search(r"(beat|lagged) the Beta Index by the most since (\w+ \d{4})", text):
            _unbeaten_since(
                truth.weeks("alpha-beta"),
                1 if match[1] == "beat" else -1,
                in_month(match[2]),
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
        assert as_far, f"{text}: {as_far[-3:]}"
        assert named(as_far[-1]), f"{text}: {as_far[-3:]}"


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
            assert ratios[low] == min(inside.values()), text
            assert ratios[high] == max(inside.values()), text


WIDER = re.compile(r"\b(widens|narrows|grown|shrunk|wider|narrower)\b")


def the_years_gap_moves_as_told(document: Document, book: FactBook, truth: Truth) -> None:
    ends, as_of = truth.market.week_ends, truth.market.as_of
    for passage in passages(document):
        if match := WIDER.search(passage.plain):
            base = max(day for day in truth.market.sessions if day.year < as_of.year)
            before, now = truth.change("alpha-beta", base, ends[-2]), truth.change("alpha-beta", base, as_of)
            assert before is not None, passage.plain
            assert now is not None, passage.plain
            assert before * now > 0, passage.plain
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
            assert week is not None, passage.plain
            assert (week < 0) == (match[1] == "up"), passage.plain


def what_is_over_is_not_so_far(document: Document, book: FactBook, truth: Truth) -> None:
    """No month is "so far" on its last session; none "ends" before it."""
    sessions, as_of = truth.market.sessions, truth.market.as_of
    last = max(day for day in sessions if (day.year, day.month) == (as_of.year, as_of.month))
    for passage in passages(document):
        if " so far" in passage.plain:
            assert as_of != last, passage.plain
        if match := re.search(r"^(\w+) ends with", passage.plain):
            assert as_of == last, passage.plain
            assert match[1] == f"{as_of:%B}", passage.plain


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
