"""Small editions for the house rules: sound ones, and ones with a single fault.

In texts `{key=printed}` is a fact, `[21 August 2026]` a typed date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from reportgen.audit import house
from reportgen.audit.house.proof import Proof
from reportgen.model.dataset import Origin
from reportgen.model.document import Block, Callout, Document, Masthead, Person, Prose, Section, Source
from reportgen.model.facts import Fact
from reportgen.model.house import RuleSetting
from reportgen.model.prose import Inline, Quoted, Text, Token
from reportgen.model.report import CompanyTerms, ReportSpec
from reportgen.model.units import Basis, Display, Standing, Unit

_PIECE = re.compile(r"\{([^=}]+)=([^}]*)\}|\[([^\]]+)\]")
NOTICE = "Levels of FTSE Russell, the owner."
ORIGIN = Origin("closes", "FTSE Russell", "Closes", "closes.csv", "ab", attribution=NOTICE)

PURPOSE = "Example Research publishes this commentary for information. It is impersonal and no advice."
OFFER = "It is no offer to buy or sell. Past performance is no guide to future returns."
FUTURE = "Statements about the future may prove wrong."
INDEX = "Indices are unmanaged, cannot be invested in directly and bear no fees."
BASIS = "Returns are price returns, without dividends, unless a total return is named."
CONFLICTS = "Conflicts of interest: none."
ERRORS = "Errors are corrected in a new edition; report them to desk@research.example."
CLOSING = (PURPOSE, OFFER, FUTURE, INDEX, BASIS, CONFLICTS, ERRORS, f"Data: {NOTICE}")
METHOD = "Every figure was computed from the data named below as they were known on 21 August 2026."
RISKS = (
    "Depth. The deepest fall of ten years took {rut.drawdown.max.price@10y=43.1%}.",
    "Swings. Volatility was {rut.volatility.price@1y=19.1%}, more than that of most.",
    "Rates. The ten-year yield is up {ust10y.yield.change@1y=36 basis points} over twelve months.",
)
BODY = ("The index fell {rut.return.price@1w=1.6%} in the week to [21 August 2026].",)


def inline(text: str) -> tuple[Inline, ...]:
    """The pieces of a text."""
    out: list[Inline] = []
    at = 0
    for hit in _PIECE.finditer(text):
        out.append(Text(text[at : hit.start()]))
        out.append(Quoted(hit[1], hit[2]) if hit[1] else Token("date", hit[3]))
        at = hit.end()
    return tuple(part for part in (*out, Text(text[at:])) if not isinstance(part, Text) or part.text)


def fact(key: str, value: float | date = -0.016, **more: Any) -> Fact:
    """A fact by its key: metric, variants and window are read from it."""
    subject, _, rest = key.partition(".")
    name, _, window = rest.partition("@")
    basis = next((Basis(word) for word in name.split(".") if word in {"price", "total"}), None)
    metric = name.removesuffix(f".{basis}") if basis else name
    if metric.startswith("analogue."):
        metric = ".".join(metric.split(".")[:2])
    made = Fact(
        key, value, Unit.FRACTION, Display.PERCENT, 1, "label", subject, metric, "method", date(2026, 8, 21),
        date(2026, 8, 21), Standing.COMPUTED, variants=tuple(name.split(".")[1:]) if basis is None else (str(basis),),
        basis=basis, window=window or None, origins=(ORIGIN,),
    )  # fmt: skip
    if metric.startswith("analogue."):
        made = replace(made, variants=tuple(name.split(".")[2:]))
    return replace(made, **more)


def prose(texts: Iterable[str]) -> tuple[Block, ...]:
    """Paragraphs."""
    return tuple(Prose(inline(text)) for text in texts)


def keys_in(texts: Iterable[str]) -> Iterator[str]:
    """The keys of the facts printed in texts."""
    for text in texts:
        yield from (hit[1] for hit in _PIECE.finditer(text) if hit[1])


def _masthead(headline: str, standfirst: str) -> Masthead:
    return Masthead(
        "weekly", "Weekly", "2026-08-21", None, date(2026, 8, 21), "21 August 2026", inline(headline),
        inline(standfirst), "Example Research", Person("Ada Byron", "Strategist"), Person("Robin Hale"), "none",
    )  # fmt: skip


def edition(
    *body: str,
    headline: str = "Small caps fell in the week",
    standfirst: str = "They lagged.",
    risks: tuple[str, ...] = RISKS,
    closing: tuple[str, ...] = CLOSING,
    method: str = METHOD,
    facts: Iterable[Fact] = (),
    sections: tuple[Section, ...] = (),
    counter: tuple[str, ...] = (),
    title: str = "The week",
) -> Document:
    """An edition that breaks no rule, but for what is asked for."""
    texts = body or BODY
    known = {key: fact(key) for key in keys_in((*texts, *risks, *counter, headline, standfirst, title))}
    known |= {one.key: one for one in facts}
    boxes = (Callout("counter", inline("The other side"), tuple(Prose(inline(text)) for text in counter)),)
    parts = [
        Section("week", inline(title), (*prose(texts), *(boxes if counter else ()))),
        *sections,
        Section("risks", inline("The risks"), prose(risks), kind="risks"),
        Section("method", inline("Method"), prose([method]), "back", "method"),
        Section("disclosures", inline("Disclosures"), prose(closing), "back", "disclosures"),
    ]
    return Document(
        masthead=_masthead(headline, standfirst),
        sections=tuple(part for part in parts if part.blocks),
        facts=known,
        metrics={},
        sources=(Source(1, "FTSE Russell, Closes", None, tuple(known), "computed"),),
    )


def spec(regime: str = "publisher", rules: Mapping[str, RuleSetting] | None = None, **more: Any) -> ReportSpec:
    """A report of a regime; `terms` replaces some of the publisher's."""
    terms = CompanyTerms("Example Research", regime, "desk@research.example", "none")  # type: ignore[arg-type]
    made = ReportSpec(
        name="weekly", title="Weekly", frequency="weekly", roles={}, sections=("week",), author=Person("Ada", "Writer"),
        terms=replace(terms, **more.pop("terms", {})), rules=rules or {}, file="weekly.yaml",
    )  # fmt: skip
    return replace(made, **more)


def proof(document: Document, report: ReportSpec | None = None) -> Proof:
    """The proof of an edition."""
    return Proof(document, report or spec())


def breaches(rule: str, document: Document, report: ReportSpec | None = None) -> list[str]:
    """What one rule says of an edition, with its remedy."""
    return [f"{one.what} {one.mend}" for one in house.CHECKS[rule](proof(document, report))]


def says(rule: str, text: str, **more: Any) -> list[str]:
    """What one rule says of one paragraph in a sound edition."""
    return breaches(rule, edition(text, **more))
