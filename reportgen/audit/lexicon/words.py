"""Small words and what they do in a sentence."""

from __future__ import annotations

DETERMINERS = frozenset(
    "the a an this that these those its their his her our your each every both all some any another no either such "
    "same entire whole respective".split()
)
PREPOSITIONS = frozenset(
    "of in on at by for with from to into onto over under above below against versus vs than during through throughout "
    "across among amid amidst after before since until till per via within without between despite like near off "
    "unlike besides except as upon toward towards around alongside beyond following including excluding compared "
    "relative given".split()
)
COMPARATORS = frozenset({"versus", "vs", "against", "than", "compared", "relative", "v"})
CLAUSE_OPENERS = frozenset(
    "while whereas but although though when because whilst how why however yet if unless so whereby even until "
    "once".split()
)
RELATIVES = frozenset({"which", "that", "who", "whose", "where"})
PRONOUNS = frozenset({"it", "they", "both", "this", "that", "these", "those", "all", "each", "neither", "them"})
AUXILIARIES = frozenset(
    "has have had having do does did will would could may might should can must shall to get got".split()
)
MODALS = frozenset("will would could may might should can must shall".split())
FUTURE = frozenset("will would could may might should shall".split())
NEGATIONS = frozenset({"not", "never", "no", "neither", "nor", "without", "cannot", "hardly", "nt"})
PLAIN_ADVERBS = frozenset(
    "also still just only even then now yet already again more most less least very quite too so far much almost "
    "nearly about around roughly ever once twice thrice further furthermore meanwhile moreover instead otherwise "
    "however together alone overall well back forward ahead behind apart later earlier soon often always sometimes "
    "perhaps maybe rather fairly somewhat slightly sharply modestly strongly significantly substantially considerably "
    "steady respectively broadly relatively comfortably solidly handily nonetheless nevertheless thus therefore hence "
    "alone itself themselves lately today yesterday tonight here there outright intraday overnight".split()
)
GENERIC_HEADS = frozenset(
    "index indexes indices benchmark benchmarks gauge gauges average averages barometer measure group asset class "
    "stock stocks share shares equity equities market markets name names".split()
)
"""Nouns that leave a name what it is: "the Russell 2000 index", "S&P 500 stocks"."""
PLURAL_HEADS = frozenset({"indexes", "indices", "benchmarks", "gauges", "averages"})
SINGLE_HEADS = frozenset({"index", "benchmark", "gauge", "average", "barometer"})
CHANGES_IDENTITY = frozenset(
    "equal equally weighted weight growth value futures future option options leveraged inverse mini micro midcap "
    "midcaps quality dividend dividends hedged etf etfs fund funds trust portfolio strategy sector sectors industry "
    "industries earnings profits revenues revenue constituents members companies firms volatility valuation yield "
    "momentum composite-plus preferred producer wholesale import export supercore trimmed wage shelter rent grocery "
    "gasoline pure esg technology tech energy financials healthcare utilities materials industrials "
    "staples discretionary biotech biotechnology software banks banking telecom communication services".split()
)
"""Words beside a name that make it something else: "equal-weighted S&P 500", "S&P 500 futures"."""
HARMLESS = frozenset(
    "small large mid big mega cap caps capitalization capitalisation benchmark broad broader wider u s us american "
    "domestic domestically widely followed watched key major leading main popular closely flagship headline local "
    "heavy laden rich blue chip focused oriented sensitive rate cyclical beaten long lagging battered resurgent mighty "
    "venerable tr pr smaller larger size style entire overall total full nominal official reported latest new".split()
)
"""Adjectives that leave a name what it is."""
QUOTES = frozenset({'"'})
