"""Exhibits: charts and tables as specifications, from data and facts. No drawing library here.

To add one: write a builder in a file of this folder and name it in `TABLE`.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.exhibits import (
    analogues,
    analogues_tables,
    debt,
    event_odds,
    flows,
    odds,
    performance,
    rates,
    relative,
    said,
    sectors,
    tables,
    valuation,
)
from reportgen.exhibits.common import Absent, Builder, Exhibit, Plan, guarded

BUILDERS: Mapping[str, Builder] = {
    "rebased": performance.rebased,
    "drawdown": performance.drawdown,
    "monthly": performance.monthly_excess,
    "relative": relative.ratio,
    "rates": rates.yields,
    "returns": tables.returns,
    "levels": tables.levels,
    "macro": tables.macro,
    "summary": tables.summary,
    "analogue_outcomes": analogues.distribution,
    "analogue_paths": analogues.paths,
    "analogue_events": analogues_tables.events,
    "analogue_sensitivity": analogues_tables.sensitivity,
    "valuation": valuation.rules,
    "valuation_rules": valuation.table,
    "sector_discounts": sectors.pe_discounts,
    "sector_targets": sectors.target_gaps,
    "maturity_wall": debt.wall,
    "debt_burden": debt.burden,
    "flows": flows.by_month,
    "flows_table": flows.table,
    "odds": odds.by_meeting,
    "odds_ranges": odds.by_range,
    "event_odds": event_odds.moves,
    "said": said.stated,
    "stance_rules": said.stance_rules,
}

TABLE: Mapping[str, Builder] = {name: guarded(builder) for name, builder in BUILDERS.items()}

__all__ = ["TABLE", "Absent", "Builder", "Exhibit", "Plan"]
