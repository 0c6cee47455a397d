"""Nouns that say what a number measures, grouped by the kind of measure."""

from __future__ import annotations

LEVEL = frozenset("level levels close value points mark".split())
RETURN = frozenset("return returns performance gain gains".split())
YIELD = frozenset("yield yields".split())
RATE = frozenset("rate rates".split())
INFLATION = frozenset({"inflation"})
DISCOUNT = frozenset("discount discounts".split())
PREMIUM = frozenset("premium premiums".split())
PROBABILITY = frozenset("probability probabilities odds chance chances likelihood".split())
OUTFLOW = frozenset("outflow outflows redemptions withdrawals".split())
INFLOW = frozenset("inflow inflows subscriptions".split())
FLOW = frozenset("flow flows".split())
DEBT = frozenset("debt debts borrowings leverage".split())
MULTIPLE = frozenset("multiple multiples p/e pe".split())
RATIO = frozenset("ratio ratios".split())
VOLATILITY = frozenset("volatility deviation".split())
CORRELATION = frozenset({"correlation"})
BETA = frozenset({"beta"})
JOBS = frozenset("jobs job payrolls positions".split())
SHARE = frozenset("share percentage proportion weight weighting".split())

MEASURES: dict[str, str] = {
    word: name
    for name, words in (
        ("level", LEVEL), ("return", RETURN), ("yield", YIELD), ("rate", RATE), ("inflation", INFLATION),
        ("discount", DISCOUNT), ("premium", PREMIUM), ("probability", PROBABILITY), ("outflow", OUTFLOW),
        ("ratio", RATIO), ("inflow", INFLOW), ("flow", FLOW), ("debt", DEBT), ("multiple", MULTIPLE),
        ("volatility", VOLATILITY), ("correlation", CORRELATION), ("beta", BETA), ("jobs", JOBS), ("share", SHARE),
    )
    for word in words
}  # fmt: skip
FOREIGN_HEADS = frozenset(
    "earnings revenue revenues sales profit profits margin margins dividend dividends volume volumes gdp growth wages "
    "spending orders claims starts permits exports imports oil gold crude bitcoin dollar euro bonds credit spreads "
    "commodities crypto eps income assets cash capex tariffs tariff population exposure weight".split()
)
"""Nouns the catalogue of facts does not measure; a number they head is another matter."""
