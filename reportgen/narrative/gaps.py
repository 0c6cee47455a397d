"""What an edition leaves out, with the reasons, for a box of its own or for the list at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reportgen.model.document import Dropped

_EXHIBITS: Mapping[str, str] = {
    "analogue_events": "Table of past events",
    "analogue_outcomes": "Chart of what followed past events",
    "analogue_paths": "Chart of the paths after past events",
    "analogue_sensitivity": "Table of other definitions",
    "debt_burden": "Table of debt",
    "drawdown": "Chart of the distance from the record",
    "event_odds": "Chart of odds on event markets",
    "flows": "Chart of fund flows",
    "macro": "Table of rates and the economy",
    "maturity_wall": "Chart of debt by year of maturity",
    "monthly": "Chart of monthly leads and lags",
    "odds": "Chart of odds from futures",
    "odds_ranges": "Table of odds by target range",
    "rates": "Chart of yields and the policy rate",
    "rebased": "Chart of returns from a common start",
    "relative": "Chart of the ratio of the two indices",
    "said": "Table of stated figures",
    "sector_discounts": "Chart of discounts by sector",
    "sector_targets": "Chart of price targets by sector",
    "valuation": "Chart of valuations",
}
"""What readers call an exhibit; one of another name is called by that."""


@dataclass
class Gaps:
    """Sections dropped so far and exhibits that could not be made; `told` counts those a box has named."""

    absent: Mapping[str, str]
    dropped: list[Dropped] = field(default_factory=list)
    told: set[str] = field(default_factory=set)

    def left_out(self) -> list[Dropped]:
        """What has been left out up to here: title and reason of each. What a box names is not listed again."""
        found = self._all()
        self.told.update(gone.section for gone in found)
        return found

    def closed(self) -> tuple[Dropped, ...]:
        """Everything left out, each marked where a box has named it."""
        return tuple(replace(gone, told=gone.section in self.told) for gone in self._all())

    def _all(self) -> list[Dropped]:
        charts = (Dropped(name, _EXHIBITS.get(name, _called(name)), why) for name, why in self.absent.items())
        return [*self.dropped, *charts]


def _called(name: str) -> str:
    return f"Chart or table “{name.replace('_', ' ')}”"
