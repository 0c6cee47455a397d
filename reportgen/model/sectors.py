"""Sector names: one slug for what GICS, ICB, Morningstar and fund files call differently.

The mapping is of names only. The schemes put some companies elsewhere (payment processors, media,
retailers), so two universes are best compared under one scheme; `schemes` says which a name belongs to.
Sources: MSCI and S&P, Global Industry Classification Standard (structure of 2023); FTSE Russell,
Industry Classification Benchmark; Morningstar, Global Equity Classification Structure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

SECTORS: Mapping[str, str] = {
    "communication_services": "Communication Services",
    "consumer_discretionary": "Consumer Discretionary",
    "consumer_staples": "Consumer Staples",
    "energy": "Energy",
    "financials": "Financials",
    "health_care": "Health Care",
    "industrials": "Industrials",
    "materials": "Materials",
    "real_estate": "Real Estate",
    "technology": "Technology",
    "utilities": "Utilities",
}
"""Slug -> the name printed for a reader."""

UNCLASSIFIED = "unclassified"
SLUGS = tuple(SECTORS)
LEVERED_BY_TRADE = frozenset({"financials", "real_estate"})
"""Sectors whose debt is their raw material: left out where leverage is compared."""

_GICS = {
    "communication_services": "communication services|communication",
    "consumer_discretionary": "consumer discretionary",
    "consumer_staples": "consumer staples",
    "energy": "energy",
    "financials": "financials|financial",
    "health_care": "health care|healthcare",
    "industrials": "industrials",
    "materials": "materials",
    "real_estate": "real estate",
    "technology": "information technology",
    "utilities": "utilities",
}
_ICB = {
    "communication_services": "telecommunications",
    "consumer_discretionary": "consumer discretionary|consumer services",
    "consumer_staples": "consumer staples|consumer goods",
    "energy": "energy|oil & gas",
    "financials": "financials|financial",
    "health_care": "health care|healthcare",
    "industrials": "industrials",
    "materials": "basic materials",
    "real_estate": "real estate",
    "technology": "technology",
    "utilities": "utilities",
}
_MORNINGSTAR = {
    "communication_services": "communication services",
    "consumer_discretionary": "consumer cyclical",
    "consumer_staples": "consumer defensive",
    "energy": "energy",
    "financials": "financial services|financial",
    "health_care": "healthcare|health care",
    "industrials": "industrials",
    "materials": "basic materials",
    "real_estate": "real estate",
    "technology": "technology",
    "utilities": "utilities",
}
_SUB_INDUSTRIES = {
    "communication_services": """advertising|broadcasting|cable & satellite|integrated telecommunication services|
        interactive home entertainment|interactive media & services|movies & entertainment|publishing|
        wireless telecommunication services|alternative carriers""",
    "consumer_discretionary": """apparel retail|apparel, accessories & luxury goods|automobile manufacturers|
        automotive parts & equipment|automotive retail|broadline retail|casinos & gaming|
        computer & electronics retail|consumer electronics|distributors|education services|footwear|
        home furnishings|home improvement retail|homebuilding|homefurnishing retail|
        hotels, resorts & cruise lines|household appliances|housewares & specialties|leisure facilities|
        leisure products|motorcycle manufacturers|other specialty retail|restaurants|
        specialized consumer services|textiles|tires & rubber""",
    "consumer_staples": """agricultural products & services|brewers|consumer staples merchandise retail|
        distillers & vintners|drug retail|food distributors|food retail|household products|
        packaged foods & meats|personal care products|soft drinks & non-alcoholic beverages|tobacco""",
    "energy": """coal & consumable fuels|integrated oil & gas|oil & gas drilling|oil & gas equipment & services|
        oil & gas exploration & production|oil & gas refining & marketing|oil & gas storage & transportation""",
    "financials": """asset management & custody banks|commercial & residential mortgage finance|consumer finance|
        diversified banks|diversified capital markets|diversified financial services|
        financial exchanges & data|insurance brokers|investment banking & brokerage|life & health insurance|
        mortgage reits|multi-line insurance|multi-sector holdings|property & casualty insurance|regional banks|
        reinsurance|specialized finance|transaction & payment processing services""",
    "health_care": """biotechnology|health care distributors|health care equipment|health care facilities|
        health care services|health care supplies|health care technology|life sciences tools & services|
        managed health care|pharmaceuticals""",
    "industrials": """aerospace & defense|agricultural & farm machinery|air freight & logistics|
        airport services|building products|cargo ground transportation|construction & engineering|
        construction machinery & heavy transportation equipment|data processing & outsourced services|
        diversified support services|electrical components & equipment|
        environmental & facilities services|heavy electrical equipment|highways & railtracks|
        human resource & employment services|industrial conglomerates|
        industrial machinery & supplies & components|marine ports & services|marine transportation|
        office services & supplies|commercial printing|passenger airlines|passenger ground transportation|
        rail transportation|research & consulting services|security & alarm services|
        trading companies & distributors""",
    "materials": """aluminum|commodity chemicals|construction materials|copper|diversified chemicals|
        diversified metals & mining|fertilizers & agricultural chemicals|forest products|gold|industrial gases|
        metal, glass & plastic containers|paper & plastic packaging products & materials|paper products|
        precious metals & minerals|silver|specialty chemicals|steel""",
    "real_estate": """data center reits|diversified reits|diversified real estate activities|health care reits|
        hotel & resort reits|industrial reits|multi-family residential reits|office reits|
        other specialized reits|real estate development|real estate operating companies|real estate services|
        retail reits|self-storage reits|single-family residential reits|telecom tower reits|timber reits""",
    "technology": """application software|communications equipment|electronic components|
        electronic equipment & instruments|electronic manufacturing services|
        internet services & infrastructure|it consulting & other services|
        semiconductor materials & equipment|semiconductors|systems software|technology distributors|
        technology hardware, storage & peripherals""",
    "utilities": """electric utilities|gas utilities|independent power producers & energy traders|multi-utilities|
        renewable electricity|water utilities""",
}
_TABLES = {"GICS": _GICS, "ICB": _ICB, "Morningstar": _MORNINGSTAR, "GICS sub-industry": _SUB_INDUSTRIES}


def _plain(text: str) -> str:
    return " ".join(text.lower().replace(" and ", " & ").replace("_", " ").split())


_SCHEMES: dict[str, frozenset[str]] = {}
_SLUG_OF: dict[str, str] = {_plain(slug): slug for slug in SECTORS}
for _scheme, _table in _TABLES.items():
    for _slug, _names in _table.items():
        for _name in map(_plain, _names.split("|")):
            _SLUG_OF[_name] = _slug
            _SCHEMES[_name] = _SCHEMES.get(_name, frozenset()) | {_scheme}


def sector_slug(text: str | None) -> str | None:
    """The slug of a sector as any of the schemes writes it; None for a name that is in none of them."""
    return _SLUG_OF.get(_plain(text)) if text else None


def sector_name(slug: str) -> str:
    """What a reader is shown for a slug."""
    return SECTORS.get(slug, "no sector")


def schemes(names: Iterable[str]) -> frozenset[str]:
    """The classification schemes in which all of these names occur; empty where they mix schemes."""
    found: frozenset[str] | None = None
    for name in names:
        mine = _SCHEMES.get(_plain(name))
        if mine is not None:
            found = mine if found is None else found & mine
    return found or frozenset()
