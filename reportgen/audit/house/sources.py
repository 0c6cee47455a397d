"""Who says it: attribution, quotation and negation, which take words out of the house's own mouth."""

from __future__ import annotations

import re

_SAYING = (
    r"(?:said|says|say|told|tells|wrote|writes|argue[sd]?|reckons?|reported|reports|estimate[sd]?|expects?|expected|"
    r"forecasts?|projects?|projected|predicts?|predicted|sees|believes?|believed|thinks?|thought|warns?|warned|"
    r"notes|noted|anticipates?)"
)
_NAME = r"(?:the )?[A-Z][\w&.'-]*(?: (?:of|the|and|for|de|van|von|[A-Z&][\w&.'-]*))*"
_NOBODY = frozenset(
    "a an the this that these those it its our my your his her their they we i he she you there here some many most "
    "several few all both one analysts strategists economists investors experts observers commentators traders "
    "everyone everybody people pundits others stocks shares equities small large prices yields returns history past "
    "what why how when where while if but and or so as in on at by for from with after before since wall street".split()
)
_MARKET = re.compile(
    r"\b(?:futures|event markets|options? markets?|swaps?|betting markets|prediction markets)\b[^.;]{0,60}?"
    r"\b(?:put|puts|price[sd]?|imply|implies|implied)\b",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    rf"\b(?P<who>{_NAME})(?:'s)?(?:,[^,.;]{{1,60}},)?(?: (?!is\b|are\b|was\b|were\b)[\w'-]+){{0,3}}? {_SAYING}\b"
)
_ACCORDING = re.compile(rf"\b(?:[Aa]ccording to|[Ii]n the (?:words|view) of) (?P<who>{_NAME})")
_BEHIND = re.compile(rf"\b(?:said|says|wrote|writes|argued|warned|noted|estimates|reckons) (?P<who>{_NAME})")
_QUOTATION = re.compile(r'"[^"]{1,800}"')
_REACH = 160
"""How far from a quotation its speaker may be named, in characters."""
_NEGATION = re.compile(
    r"\b(?:not|no|never|cannot|nothing|nobody|none|without|hardly|scarcely|neither|nor|less than|far from|rather than|"
    r"instead of)\b|n't\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:()\u2013\u2014]|\b(?:and|but|while|because)\b", re.IGNORECASE)


def attributed(text: str) -> bool:
    """Whether a sentence names who says so: a person, a house, an office, or the price in a market."""
    if _MARKET.search(text):
        return True
    return any(_named(hit["who"]) for pattern in (_ACCORDING, _SPEAKER, _BEHIND) for hit in pattern.finditer(text))


def _named(who: str) -> bool:
    words = who.split()
    return any(word[:1].isupper() and word.lower().strip("'.") not in _NOBODY for word in words)


def without_quotations(text: str) -> str:
    """The text with every attributed quotation blanked; what is quoted from nobody stays."""
    out, at = [], 0
    for hit in _QUOTATION.finditer(text):
        around = f"{text[max(0, hit.start() - _REACH) : hit.start()]} … {text[hit.end() : hit.end() + _REACH]}"
        blank = attributed(around) or attributed(f"{text[hit.end() : hit.end() + _REACH]}".lstrip(" ,"))
        out.append(text[at : hit.start()])
        out.append(" " * len(hit.group()) if blank else hit.group())
        at = hit.end()
    return "".join((*out, text[at:]))


def denied(text: str, at: int) -> bool:
    """Whether a negation in the same clause governs the word at a position: "is not guaranteed"."""
    clause = _CLAUSE.split(text[:at])[-1]
    return _NEGATION.search(clause) is not None
