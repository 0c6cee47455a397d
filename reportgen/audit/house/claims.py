"""Claims that need something beside them: a measure, a date, a count, a named mind."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.audit.house.finding import Finding, clipped, quoted, words
from reportgen.audit.house.proof import Proof, Sentence
from reportgen.audit.house.sources import attributed, denied
from reportgen.audit.lexicon.verbs import COMPARES, MOVE_NOUNS, MOVES

_SUPERLATIVE = words(
    r"unprecedented",
    r"never before",
    r"all-time (?:highs?|lows?|bests?|records?)",
    r"of all time",
    r"on record",
    r"(?:a|its|their|another|new|fresh|the) record(?: \w+)?",
    r"record (?:close|high|low|level|day|week|month|quarter|year|gain|loss|rally|run|inflows?|outflows?)s?",
    r"(?:best|worst|largest|biggest|smallest|highest|lowest|longest|shortest|deepest|steepest|strongest|weakest|"
    r"first|widest|narrowest) [^.;]{0,60}?(?:since|ever|in history|in (?:over )?(?:\w+ )?(?:years?|decades?|months?))",
)
_SEARCHED = ("record.", "drawdown", "rebound", "streak", "years_lagging", "ratio.high", "ratio.low", "ratio.from",
             "high", "low", "below_high", "analogue.gap", "analogue.latest")  # fmt: skip
_SEARCHES = ("best_since", "worst_since", "highest_since", "lowest_since", ".rank", "percentile", "longest")
_VALUATION = words(
    r"cheap(?:er|est|ly)?",
    r"inexpensive",
    r"expensive",
    r"undervalued",
    r"overvalued",
    r"mispriced",
    r"bargains?",
    r"(?:attractively|fairly|fully|richly) (?:valued|priced)",
    r"(?:look|looks|looked|is|are|was|were) dear",
)
_MEASURES = ("pe", "pe_", "relative_pe", "earnings_yield", "sector_pe", "sector_earnings", "fair_value", "price_to",
             "target_price")  # fmt: skip
_HISTORY = words(
    r"history (?:shows?|suggests?|tells?|says|teaches|proves|is (?:on|with)|argues|favou?rs)",
    r"historically",
    r"(?:has|have) (?:always|invariably|without fail|every time)",
    r"every time",
)
_OUTCOMES = ("analogue.hits", "analogue.hit_rate", "analogue.mean", "analogue.median")
_COUNTS = ("analogue.count",)
_BASES = ("analogue.base_",)
_RANKED = ("percentile", ".rank", ".count", "wins")
_CAUSE = words(
    r"because(?: of)?",
    r"due to",
    r"owing to",
    r"thanks to",
    r"as a result of",
    r"on the back of",
    r"on (?:hopes|fears|expectations|optimism|worries|concerns|news|word) (?:of|that|over|about)",
    r"(?:driven|fuelled|fueled|boosted|lifted|helped|hurt|hit|sparked|caused|prompted|triggered|propelled|buoyed|"
    r"supported|dragged down|weighed down|spooked) by",
    r"(?:weighed|weighing) on",
    r"in response to",
)
_MOVING = frozenset(MOVES) | frozenset(COMPARES) | frozenset(MOVE_NOUNS)


def superlative(proof: Proof) -> Iterator[Finding]:
    """Superlatives without a figure or a date in their sentence, in a text that searched no history."""
    searched = any(
        name.startswith(_SEARCHED) or any(part in name for part in _SEARCHES)
        for name in (fact.metric for fact in proof.document.facts.values())
    )
    for sentence in proof.running:
        hit = _SUPERLATIVE.search(sentence.words)
        if hit is None or sentence.keys or sentence.dated or searched or denied(sentence.words, hit.start()):
            continue
        mend = "Print the fact that shows it (record, rank, best since ...), or say less."
        yield quoted(sentence, f"makes a superlative claim (“{hit.group()}”) that nothing here measures or dates", mend)


def valuation(proof: Proof) -> Iterator[Finding]:
    """Cheap or dear, in a section that prints no valuation."""
    for sentence in proof.running:
        hit = _VALUATION.search(sentence.words)
        if hit is None or attributed(sentence.words) or _prints(proof, sentence, _MEASURES):
            continue
        mend = "Print the measure in the same section (a price-earnings ratio, a discount), with its rule on losses."
        yield quoted(sentence, f"judges a price (“{hit.group()}”) without the measure that says so", mend)


def history(proof: Proof) -> Iterator[Finding]:
    """What history shows, without the number of cases and what happened at other times."""
    for sentence in proof.running:
        hit = _HISTORY.search(sentence.words)
        if hit is not None and not attributed(sentence.words) and not _counted(proof, sentence):
            mend = "Print how many cases there were and the base rate, in the same section."
            yield quoted(sentence, f"appeals to history (“{hit.group()}”) without cases and base rate", mend)
    for passage in proof.passages:
        told = {fact.metric for fact in proof.facts(passage.keys)}
        beside = {fact.metric for fact in proof.facts(proof.keys[passage.section])}
        if _any(told, _OUTCOMES) and not (_any(beside, _COUNTS) and _any(beside, _BASES)):
            what = f"“{clipped(passage.text)}” says what followed past events without the cases and the base rate."
            mend = "Print analogue.count and analogue.base_rate (or base_mean) in the same section."
            yield Finding(passage.section, what, mend)


def causal(proof: Proof) -> Iterator[Finding]:
    """A cause given for a market's move on nobody's authority."""
    for sentence in proof.running:
        hit = _CAUSE.search(sentence.words)
        if hit is None or attributed(sentence.words) or not _moves(sentence) or denied(sentence.words, hit.start()):
            continue
        mend = "Name whose explanation it is, or set the two facts side by side without a cause."
        yield quoted(sentence, f"gives a cause (“{hit.group()}”) on nobody's authority", mend)


def _moves(sentence: Sentence) -> bool:
    return any(word.strip(".,;:!?()\"'").lower() in _MOVING for word in sentence.words.split())


def _prints(proof: Proof, sentence: Sentence, metrics: tuple[str, ...]) -> bool:
    keys = proof.keys.get(sentence.passage.section, frozenset())
    return _any({fact.metric for fact in proof.facts((*keys, *sentence.keys))}, metrics)


def _any(names: set[str], prefixes: tuple[str, ...]) -> bool:
    return any(name == prefix or name.startswith(prefix) for name in names for prefix in prefixes)


def _counted(proof: Proof, sentence: Sentence) -> bool:
    keys = proof.keys.get(sentence.passage.section, frozenset())
    metrics = {fact.metric for fact in proof.facts(keys)}
    ranked = any(part in name for name in metrics for part in _RANKED if not name.startswith("analogue"))
    return ranked or (_any(metrics, _COUNTS) and _any(metrics, _BASES))
