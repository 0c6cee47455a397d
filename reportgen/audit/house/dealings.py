"""What turns commentary into something else: an advertisement, personal advice, research on an issuer, options."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.house.finding import Check, Finding, quoted, words
from reportgen.audit.house.proof import Proof
from reportgen.audit.house.sources import denied

_CALLS = words(
    r"(?:contact|call|e-?mail|phone|write to) (?:us|our (?:team|desk|advisers?|advisors?|office))",
    r"(?:speak|talk) (?:to|with) (?:us|one of our|our (?:team|advisers?|advisors?)|your (?:adviser|advisor|broker))",
    r"(?:sign up|subscribe|register|enrol|enroll) (?:now|today|here|for|to)",
    r"(?:buy|invest|act|sell|order|apply|join|start investing) (?:now|today)",
    r"open an account",
    r"(?:book|schedule|request) (?:a|your) (?:call|consultation|meeting|demo|review)",
    r"(?:don't|do not) miss (?:out|this|your)",
    r"(?:now|today) is the (?:time|moment) to (?:buy|invest|own|act|sell|add)",
    r"(?:learn|find out) more about our (?:funds?|strateg(?:y|ies)|services|portfolios?)",
    r"our (?:advisers|advisors) (?:can|will|are here to) help",
    r"(?:limited|special|exclusive) offer",
)
_PERSONAL = words(
    r"your (?:\w+ )?(?:portfolios?|holdings|savings|pension|retirement|nest egg|circumstances|situation|goals|"
    r"allocation|position|risk (?:tolerance|profile|appetite))",
    r"you (?:should|ought to|need to|must|may want to|might want to|will want to) (?:now )?(?:buy|sell|hold|own|"
    r"invest|add|reduce|rotate|consider|trim|switch|rebalance|take profits?)",
    r"(?:we|i) (?:recommend|advise|suggest|urge) (?:that )?you",
    r"(?:suitable|right|ideal|appropriate) for you",
)
_OWN = words(
    r"our (?:own )?(?:\w+ )?(?:funds?|portfolios?|strateg(?:y|ies)|composites?|model portfolios?|clients|picks|"
    r"recommendations|calls|accounts)(?:'s?)? (?:have |has |had )?(?:\w+ )?(?:returned|gained|rose|beat|"
    r"outperformed|earned|made|lost|fell|delivered|was up|were up|is up|are up|was down|is down)",
    r"(?:we|our (?:funds?|clients|portfolios?)) (?:have )?(?:outperformed|beaten|beat|returned|earned)",
)
_OPTIONS = words(
    r"(?:buy|buying|sell|selling|write|writing|own|owning|purchase|purchasing|roll|rolling) (?:\w+ ){0,3}?"
    r"(?:puts|calls|(?:put|call) options?|options)",
    r"(?:covered|naked|protective|cash-secured|married) (?:calls?|puts?)",
    r"(?:call|put|bull|bear|calendar|credit|debit) spreads?(?= (?:on|with|strateg|at|expir))",
    r"(?:long|short) (?:a )?(?:straddles?|strangles?)|iron condors?|butterfly spreads?",
    r"(?:zero-cost|equity|put) collars?",
    r"options? strateg(?:y|ies)",
)
_COMPANY = re.compile(
    r"(?<![\w&])(?:[A-Z][\w&'-]+ ){1,4}(?:Inc|Corp|Corporation|Incorporated|plc|PLC|Ltd|Limited|AG|Holdings|Co)\b\.?"
    r"|\((?:NYSE|NASDAQ|Nasdaq|AMEX|LSE|XETRA|TSX)(?: ?: ?)[A-Z.]{1,6}\)"
    r"|(?<![\w$])\$[A-Z]{2,5}\b"
)
_VIEW = words(
    r"(?:price )?targets? (?:of|to|for)|price targets?",
    r"(?:buy|sell|hold|overweight|underweight|outperform|underperform)[- ](?:rating|rated|recommendation)",
    r"rat(?:e|es|ed|ing) (?:it |them |the \w+ )?(?:a |an |at )?(?:strong )?(?:buy|sell|hold|overweight|underweight)",
    r"(?:upgrade|downgrade|initiate)[sd]?(?: \w+)? (?:to|at|coverage)",
    r"undervalued|overvalued|mispriced|a bargain|cheap|expensive",
    r"we (?:like|favou?r|prefer|recommend|own|would (?:buy|sell|avoid))",
    r"top picks?|conviction (?:buy|list)|fair value|upside|downside",
)


def _flags(pattern: re.Pattern[str], why: str, mend: str) -> Check:
    """A check that finds a pattern in the sentences a reader reads, where no negation governs it."""

    def check(proof: Proof) -> Iterator[Finding]:
        for sentence in proof.running:
            hit = pattern.search(sentence.words)
            if hit is not None and not denied(sentence.words, hit.start()):
                yield quoted(sentence, why.format(hit.group()), mend)

    return check


call_to_action = _flags(
    _CALLS,
    "asks the reader to act (“{}”), which makes an advertisement of it",
    "Leave it out; how to reach the publisher stands at the end.",
)
impersonal = _flags(
    _PERSONAL,
    "speaks to a reader's own circumstances (“{}”)",
    "Say what happened in the market, not what a reader should do.",
)
own_performance = _flags(
    _OWN,
    "shows the publisher's own performance (“{}”)",
    "Leave it out, or show it elsewhere: net of fees with equal prominence, over one, five and ten years.",
)
options = _flags(
    _OPTIONS,
    "speaks of a strategy in options (“{}”)",
    "Leave it out: it needs a principal's approval and the options disclosure document.",
)


def single_issuer(proof: Proof) -> Iterator[Finding]:
    """A view on one company: a rating, a target, a valuation beside its name."""
    for sentence in proof.running:
        company, view = _COMPANY.search(sentence.words), _VIEW.search(sentence.words)
        if company is not None and view is not None and not denied(sentence.words, view.start()):
            why = f"takes a view (“{view.group()}”) on one issuer ({company.group().strip(' ()')})"
            mend = "It may be a research report: speak of the index or the sector, or publish it under those rules."
            yield quoted(sentence, why, mend)


def annualised(proof: Proof) -> Iterator[Finding]:
    """A return of less than a year stated as a yearly rate."""
    for section, keys in proof.keys.items():
        for fact in proof.facts(sorted(keys)):
            if fact.metric != "return.annualised" or fact.start is None or fact.end is None:
                continue
            if (fact.end - fact.start).days < 365:
                what = f"annualises a return of {(fact.end - fact.start).days} days ({fact.key})."
                yield Finding(section, what, "Print the return of the period itself.")
