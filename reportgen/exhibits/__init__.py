"""Exhibits: charts and tables as specifications, from data and facts. No drawing library here.

To add one: write a builder in a file of this folder and name it in `TABLE`.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.exhibits import performance, rates, relative, tables
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
}

TABLE: Mapping[str, Builder] = {name: guarded(builder) for name, builder in BUILDERS.items()}

__all__ = ["TABLE", "Absent", "Builder", "Exhibit", "Plan"]
