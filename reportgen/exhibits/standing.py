"""What an exhibit says of figures that are not plainly computed from observed data."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.model.facts import Fact
from reportgen.model.units import Standing

_WORDS = (
    (Standing.ILLUSTRATIVE, "Illustrative: made-up companies that show the form, not a market. "),
    (Standing.CITED, "Some figures are stated by others and quoted, not computed. "),
    (Standing.ESTIMATED, "Some figures rest on estimates or a proxy. "),
)


def told(facts: Iterable[Fact]) -> str:
    """The sentences a note owes its reader, "" where every figure is computed."""
    met = {fact.standing for fact in facts}
    return "".join(words for standing, words in _WORDS if standing in met)
