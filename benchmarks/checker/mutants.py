"""Mutants: clean sentences with one error put in, each proved false by the fact book before it counts.

A mutator changes the words around a claim that the clean text supports; the fact of that claim, and the
fact the changed words ask for, show that the new sentence is wrong. The grammar under test decides nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from benchmarks.checker.proofs import Mutant, both_bases, fact_of, made, misses, number_of, sentence_around
from reportgen.audit import Audit, Claim, Verdict
from reportgen.model.facts import Facts

_MONTHS = "January February March April May June July August September October November December".split()
_INDICES = {"rut": "Russell 2000", "spx": "S&P 500", "ixic": "Nasdaq Composite"}
_FLIPS = {
    "rose": "fell", "fell": "rose", "gained": "lost", "lost": "gained", "climbed": "dropped", "dropped": "climbed",
    "advanced": "declined", "declined": "advanced", "surged": "plunged", "plunged": "surged", "soared": "sank",
    "sank": "soared", "rallied": "slumped", "tumbled": "jumped", "jumped": "tumbled", "up": "down", "down": "up",
    "added": "shed", "slipped": "edged up", "eased": "edged higher", "dipped": "edged up", "lowered": "raised",
    "raised": "lowered", "outpacing": "lagging", "beat": "trailed", "beating": "trailing", "trailed": "beat",
    "outperformed": "underperformed", "underperformed": "outperformed", "lagged": "beat", "higher": "lower",
    "gain of": "loss of", "loss of": "gain of", "behind": "ahead", "above": "below", "below": "above",
}  # fmt: skip


def mutants(source: str, audit: Audit, book: Facts) -> Iterator[Mutant]:
    """Every mutant of a clean text that its audit and the book can prove false."""
    for claim in audit.claims:
        if claim.verdict is not Verdict.SUPPORTED or claim.fact is None:
            continue
        for mutate in MUTATORS:
            yield from mutate(source, claim, book)
    yield from _respectively(source)


# -- the number itself -------------------------------------------------------------------------------


def _digit(source: str, claim: Claim, book: Facts) -> Iterator[Mutant]:
    """A changed digit: the last one by two or more, the first one by one."""
    found = number_of(claim)
    if found is None or not isinstance(claim.stated, float):
        return
    hit, value = found
    places = len(hit[0].partition(".")[2])
    for step in (3 * 10.0**-places, 10.0 ** max(len(str(int(value))) - 1, 0)):
        changed = value + step
        scale = claim.stated / value if value else 0.01
        facts = [fact for key in both_bases(claim) if (fact := fact_of(book, key))]
        if facts and all(misses(fact, changed * scale, abs(scale) * 0.5 * 10.0**-places) for fact in facts):
            yield made("digit", source, claim.start + hit.start(), claim.start + hit.end(), f"{changed:,.{places}f}")


def _sign(source: str, claim: Claim, _book: Facts) -> Iterator[Mutant]:
    """A minus where none belongs, or none where one does."""
    if claim.unit not in {"fraction", "fraction_difference"} or not isinstance(claim.stated, float):
        return
    if claim.text[:1] in "+-\u2212" and abs(claim.stated) > 0.002:
        other = "+" if claim.text[0] in "-\u2212" else "\u2212"
        yield made("sign", source, claim.start, claim.start + 1, other)


def _unit(source: str, claim: Claim, _book: Facts) -> Iterator[Mutant]:
    """Per cent for basis points and the reverse, percentage points for per cent of a return."""
    if "basis points" in claim.text:
        start = claim.start + claim.text.index(" basis points")
        if abs(claim.stated or 0) > 0.0005:  # type: ignore[arg-type, operator]
            yield made("unit", source, start, start + len(" basis points"), "%")
    elif claim.text.endswith("%") and claim.metric in {"return", "yoy", "yield"}:
        yield made("unit", source, claim.end - 1, claim.end, " basis points")


def _scale(source: str, claim: Claim, _book: Facts) -> Iterator[Mutant]:
    """A lost or gained digit."""
    found = number_of(claim)
    if found is None or claim.unit not in {"fraction", "index_points", "fraction_difference"}:
        return
    hit, value = found
    places = len(hit[0].partition(".")[2])
    if value > 1:
        yield made(
            "scale", source, claim.start + hit.start(), claim.start + hit.end(), f"{value * 10:,.{max(places - 1, 0)}f}"
        )


# -- the words around it ------------------------------------------------------------------------------


def _verb(source: str, claim: Claim, book: Facts) -> Iterator[Mutant]:
    """The nearest verb before (or the noun after) turned round."""
    fact = fact_of(book, claim.fact or "")
    if fact is None or isinstance(fact.value, date) or abs(fact.number) < 0.002 or claim.sort == "level":
        return
    start, _ = sentence_around(source, claim)
    spot = claim.start if claim.stated is not None else claim.end
    words = "|".join(sorted(map(re.escape, _FLIPS), key=len, reverse=True))
    hits = list(re.finditer(rf"\b({words})\b", source[start:spot]))
    if hits and (claim.start - start - hits[-1].end() < 25 or claim.stated is None):
        hit = hits[-1]
        yield made("verb", source, start + hit.start(), start + hit.end(), _FLIPS[hit[0]])


def _subject(source: str, claim: Claim, book: Facts) -> Iterator[Mutant]:
    """Another index's name."""
    who = claim.subject or ""
    if who not in _INDICES or claim.stated is None or not isinstance(claim.stated, float):
        return
    start, end = sentence_around(source, claim)
    hits = [hit for name in (_INDICES[who],) for hit in re.finditer(re.escape(name), source[start : claim.start])]
    after = re.match(
        rf"\s*(?:gain |loss |rise |fall )?(?:for|of|in) the ({re.escape(_INDICES[who])})", source[claim.end : end]
    )
    if not hits and not after:
        return
    spot = (
        (claim.end + after.start(1), claim.end + after.end(1))
        if after
        else (start + hits[-1].start(), start + hits[-1].end())
    )
    for other, name in _INDICES.items():
        if other == who or re.search(re.escape(name), source[start:end]):
            continue
        facts = [fact for key in both_bases(claim) if (fact := fact_of(book, key.replace(f"{who}.", f"{other}.", 1)))]
        half = 0.0005 if "." in claim.text else 0.005
        if facts and all(misses(fact, claim.stated, half) for fact in facts):
            yield made("subject", source, *spot, name)


def _month(source: str, claim: Claim, book: Facts) -> Iterator[Mutant]:
    """The month before or after."""
    window = (claim.fact or "").partition("@")[2]
    month = re.fullmatch(r"(\d{4})-(\d{2})", window)
    if month is None or not isinstance(claim.stated, float):
        return
    start, end = sentence_around(source, claim)
    name = _MONTHS[int(month[2]) - 1]
    hits = list(re.finditer(rf"\b{name} {month[1]}\b", source[start:end]))
    if len(hits) != 1 or len(re.findall("|".join(_MONTHS), source[start:end])) > 1:
        return
    for step in (-1, 1):
        year, at = divmod(int(month[1]) * 12 + int(month[2]) - 1 + step, 12)
        keys = [key.replace(window, f"{year:04d}-{at + 1:02d}") for key in both_bases(claim)]
        facts = [fact for key in keys if (fact := fact_of(book, key))]
        half = 0.0005 if "." in claim.text else 0.005
        if facts and all(misses(fact, claim.stated, half) for fact in facts):
            yield made("month", source, start + hits[0].start(), start + hits[0].end(), f"{_MONTHS[at]} {year}")


def _window(source: str, claim: Claim, book: Facts) -> Iterator[Mutant]:
    """Another quarter, year or span."""
    if claim.metric not in {"return", "excess", "yield.change"} or not isinstance(claim.stated, float):
        return
    start, end = sentence_around(source, claim)
    for pattern, replacement, key_change in _WINDOWS:
        hit = re.search(pattern, source[start:end])
        if hit is None or len(re.findall(pattern, source[start:end])) != 1:
            continue
        window = (claim.fact or "").partition("@")[2]
        other = key_change(window)
        keys = [key.replace(window, other) for key in both_bases(claim)] if other else []
        facts = [fact for key in keys if (fact := fact_of(book, key))]
        half = 0.0005 if "." in claim.text else 0.005
        if facts and all(misses(fact, claim.stated, half) for fact in facts):
            yield made("window", source, start + hit.start(), start + hit.end(), hit.expand(replacement))


def _quarter_before(window: str) -> str:
    hit = re.fullmatch(r"(\d{4})Q([1-4])", window)
    if not hit:
        return ""
    year, quarter = divmod(int(hit[1]) * 4 + int(hit[2]) - 2, 4)
    return f"{year}Q{quarter + 1}"


def _year_before(window: str) -> str:
    return str(int(window) - 1) if re.fullmatch(r"\d{4}", window) else ""


_ORDINALS = {"first": "fourth", "second": "first", "third": "second", "fourth": "third"}
_WINDOWS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    (r"second quarter of (\d{4})", r"first quarter of \1", _quarter_before),
    (r"fourth quarter of (\d{4})", r"third quarter of \1", _quarter_before),
    (r"in 2025(?=[,;. ])", "in 2024", _year_before),
    (r"in 2009(?=[,;. ])", "in 2008", _year_before),
    (r"in 2023(?=[,;. ])", "in 2022", _year_before),
)


def _basis(source: str, claim: Claim, book: Facts) -> Iterator[Mutant]:
    """A basis named that is not the figure's."""
    if claim.metric != "return" or claim.basis is None or not isinstance(claim.stated, float):
        return
    other = "total" if claim.basis == "price" else "price"
    fact = fact_of(book, (claim.fact or "").replace(f".{claim.basis}", f".{other}"))
    half = 0.0005 if "." in claim.text else 0.005
    if fact is None or not misses(fact, claim.stated, half) or fact.number * claim.stated <= 0:
        return
    start, end = sentence_around(source, claim)
    sentence = source[start:end]
    words = {"total": ("total return", "price return"), "price": ("price return", "total return")}[claim.basis]
    if words[0] in sentence:
        at = start + sentence.index(words[0])
        yield made("basis", source, at, at + len(words[0]), words[1])
    elif claim.basis == "total" and (hit := re.search(r"[Ii]ncluding dividends", sentence)):
        yield made("basis", source, start + hit.start(), start + hit.end(), "Excluding dividends")
    elif claim.basis == "price" and "total" not in sentence and "dividend" not in sentence:
        yield made("basis", source, claim.end, claim.end, " (total return)")


def _superlative(source: str, claim: Claim, book: Facts) -> Iterator[Mutant]:
    """A record where there is none, and a "since" that goes back too far."""
    if claim.sort == "extreme":
        _, end = sentence_around(source, claim)
        hit = re.search(r"since (?:the fourth quarter of |[A-Z][a-z]+ )?(\d{4})", source[claim.start : end])
        if hit:
            spot = claim.start + hit.start(1)
            yield made("superlative", source, spot, spot + 4, str(int(hit[1]) - 6))
    elif claim.metric == "return" and re.fullmatch(r"\d{4}-\d{2}", (claim.fact or "").partition("@")[2]):
        fact = fact_of(book, claim.fact or "")
        if fact is not None and 0.002 < abs(fact.number) < 0.05 and claim.text.endswith("%") and "," not in source[
            claim.end : claim.end + 2
        ]:  # fmt: skip
            label = "best" if fact.number > 0 else "worst"
            yield made("superlative", source, claim.end, claim.end, f", its {label} month since 1999,")


def _negation(source: str, claim: Claim, _book: Facts) -> Iterator[Mutant]:
    """A denial of what is so, and a denial dropped."""
    start, end = sentence_around(source, claim)
    sentence = source[start:end]
    if (
        hit := re.search(r"did not (beat|outperform|rise)|has not (outpaced|beaten)", sentence)
    ) and claim.stated is None:
        verb = {"beat": "beat", "outperform": "outperformed", "rise": "rose"}.get(hit[1] or "", hit[2] or "")
        yield made("negation", source, start + hit.start(), start + hit.end(), verb)
        return
    bases = {"outpacing": "not outpacing", "beating": "not beating", "outperformed": "did not outperform",
             "underperformed": "did not underperform", "lagged": "did not lag", "trailed": "did not trail"}  # fmt: skip
    if claim.sort in {"order", "excess"}:
        for word, denial in bases.items():
            if hit := re.search(rf"\b{word}\b", source[start : max(claim.end, claim.start + 1)]):
                yield made("negation", source, start + hit.start(), start + hit.end(), denial)
                return


def _respectively(source: str) -> Iterator[Mutant]:
    """Two numbers of a "respectively" changed places."""
    for hit in re.finditer(r"(\d[\d.]*%)((?:, \d[\d.]*%)?) and (\d[\d.]*%), respectively", source):
        if hit[1] != hit[3]:
            swapped = f"{hit[3]}{hit[2]} and {hit[1]}, respectively"
            yield made("respectively", source, hit.start(), hit.end(), swapped)


MUTATORS: tuple[Callable[[str, Claim, Facts], Iterator[Mutant]], ...] = (
    _digit, _sign, _unit, _scale, _verb, _subject, _month, _window, _basis, _superlative, _negation,
)  # fmt: skip
