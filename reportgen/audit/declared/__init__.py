"""Figures resolved by what metrics declare: their words, variants, units, windows and kinds.

Nothing here knows a metric by name. A metric added to the table is understood as soon as it says what prose calls it.
"""
