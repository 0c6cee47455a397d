"""Metrics: pure functions from data to facts, one family per file.

To add one: write the function in its family's file and name it in `FAMILIES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reportgen.metrics import (
    analogues,
    analogues_base,
    analogues_odds,
    analogues_outcomes,
    cited,
    curve,
    cycles,
    debt,
    debt_interest,
    debt_leverage,
    debt_maturities,
    debt_refinancing,
    drawdown,
    event_markets,
    flows,
    futures,
    inflation,
    labour,
    lags,
    levels,
    meetings,
    odds,
    odds_bands,
    odds_ranges,
    policy,
    ranks,
    rates,
    records,
    recovery,
    relative,
    releases,
    returns,
    risk,
    sectors,
    sectors_fair_value,
    sectors_targets,
    streaks,
    valuation,
    valuation_relative,
    valuation_sensitivity,
)
from reportgen.metrics.declare import Metric

FAMILIES: Mapping[str, tuple[Metric, ...]] = {
    "analogues": (
        analogues.event_date,
        analogues.event_prior,
        analogues.event_gap,
        analogues.event_depth,
        analogues.event_count,
        analogues.latest,
        analogues.latest_days,
        analogues.due,
        analogues.since,
        analogues_outcomes.event_return,
        analogues_outcomes.count,
        analogues_outcomes.still_open,
        analogues_outcomes.hits,
        analogues_outcomes.hit_rate,
        analogues_outcomes.mean,
        analogues_outcomes.middle,
        analogues_outcomes.best,
        analogues_outcomes.worst,
        analogues_base.base_rate,
        analogues_base.base_mean,
        analogues_base.base_median,
        analogues_base.base_count,
        analogues_base.base_effective_n,
        analogues_base.base_error,
        analogues_base.hac_error,
        analogues_odds.effective_n,
        analogues_odds.wilson_low,
        analogues_odds.wilson_high,
        analogues_odds.bootstrap_low,
        analogues_odds.bootstrap_high,
        analogues_odds.p_mean,
        analogues_odds.p_hits,
        analogues_odds.edge,
        analogues_odds.hit_edge,
    ),
    "returns": returns.ALL,
    "levels": levels.ALL,
    "relative": relative.ALL,
    "drawdown": drawdown.ALL,
    "records": records.ALL,
    "recovery": recovery.ALL,
    "streaks": streaks.ALL,
    "ranks": ranks.ALL,
    "cycles": (*cycles.ALL, *lags.ALL),
    "risk": risk.ALL,
    "valuation": (*valuation.ALL, *valuation_relative.ALL, *valuation_sensitivity.ALL),
    "macro": (*inflation.ALL, *labour.ALL, *releases.ALL),
    "rates": (*rates.ALL, *curve.ALL),
    "sectors": (*sectors.ALL, *sectors_targets.ALL, *sectors_fair_value.ALL),
    "debt": (*debt.ALL, *debt_leverage.ALL, *debt_maturities.ALL, *debt_interest.ALL, *debt_refinancing.ALL),
    "policy": (*policy.ALL, *meetings.ALL),
    "odds": (*futures.ALL, *odds.ALL, *odds_bands.ALL, *odds_ranges.ALL, *event_markets.ALL),
    "cited": cited.ALL,
    "flows": flows.ALL,
}

TABLE: Mapping[str, Metric] = {
    metric.info.name: replace(metric, info=replace(metric.info, family=family))
    for family, metrics in FAMILIES.items()
    for metric in metrics
}
