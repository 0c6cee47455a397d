"""Money into and out of funds: net flows by period, as a share of assets, and in how many months in a row.

A subject is a fund, or a group of funds (kind `fund_group`, option `members: iwm, ijr`) whose flows add up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportgen.metrics.ask import Ask
from reportgen.metrics.declare import metric
from reportgen.metrics.flows_reported import reported, sum_of
from reportgen.metrics.flows_shares import assets_on, from_assets, from_shares
from reportgen.metrics.flows_windows import Period, period
from reportgen.metrics.found import Measured, Missing
from reportgen.model.facts import Fact
from reportgen.model.printing import month as named
from reportgen.model.units import Display, Unit

KINDS = ("fund", "fund_group")
LATE_MONTHS = 2
"""How many months the newest flow may lag behind: filings are public sixty days after the quarter."""
WAYS = ("reported", "shares", "assets")
_NEEDS = {"reported": ("flows",), "shares": ("shares", "nav"), "assets": ("aum", "nav")}
_WORDS = {
    "reported": "as reported",
    "shares": "shares outstanding times net asset value",
    "assets": "assets less what those before would have grown to",
}
_SUMS: Mapping[str, Callable[[Ask, Period], float]] = {"shares": from_shares, "assets": from_assets}


@dataclass(frozen=True, slots=True)
class Flow:
    """A net flow in dollars, its period, and the way it was found."""

    amount: float
    period: Period
    way: str


def members(ask: Ask) -> tuple[str, ...]:
    """The funds of a group, empty for a single fund. Raises Missing for a group that names none."""
    if ask.entity.kind != "fund_group":
        return ()
    named = ask.entity.options.get("members")
    found = tuple(filter(None, (part.strip() for part in str(named or "").split(","))))
    if not found:
        raise Missing(f"the catalog names no members of {ask.entity.name} (option `members`)")
    return found


def _way(ask: Ask) -> str:
    """How the flow is found: as the key says, else the first way the catalog has the data for."""
    asked = next((word for word in ask.variants if word in WAYS), None)
    usable = [way for way in WAYS if all(role in ask.entity.roles for role in _NEEDS[way])]
    if asked is None and not usable:
        raise Missing(f"the catalog has neither flows nor shares and net asset values of {ask.entity.name}")
    return asked or usable[0]


def _flow(ask: Ask) -> Flow:
    way = _way(ask)
    if way == "reported":
        flows = reported(ask)
        when = period(ask, flows.last, monthly=flows.monthly, limit=flows.limit)
        return Flow(sum_of(ask, flows, when), when, way)
    last = min(ask.series(role).last_day for role in _NEEDS[way])
    when = period(ask, last)
    return Flow(_SUMS[way](ask, when), when, way)


@metric(
    "net_flow",
    label="net flow",
    unit=Unit.USD,
    display=Display.DOLLARS,
    variants=(WAYS,),
    kinds=KINDS,
    words=("net flow", "net inflows", "net outflows", "inflows", "outflows", "flows", "net flows", "took in #"),
    opposite=("net outflows", "outflows", "net outflow", "lost #"),
    example="iwm.net_flow@2026Q1",
)
def net_flow(ask: Ask) -> Measured:
    """Money that came into a fund less money that left it, dollars; negative is a net outflow.

    reported: the figures of a table or filing, month by month or day by day; a blank is never taken for zero,
    and a period with figures for fewer than nine in ten sessions is Unavailable. shares: change of shares
    outstanding times net asset value of the day, creations in kind included, splits taken out; a month-end
    creation may be booked on the next session. assets: assets less those before times the return of the net
    asset value without distributions. Without a word, the first of these the data allow. Flows of a fund that
    is used to hedge and to sell short are no measure of sentiment.
    """
    if group := members(ask):
        parts = [ask.fact(ask.sibling("net_flow", *ask.variants, subject=fund)) for fund in group]
        ends = {(part.start, part.end) for part in parts}
        if len(ends) > 1:
            raise Missing(f"the funds of {ask.entity.name} are not known to the same day")
        names = ", ".join(ask.entity_of(fund).name for fund in group)
        ask.note(f"{ask.entity.name}: {len(group)} funds, {names}.")
        label = f"{ask.entity.name} ({len(group)} funds): {parts[0].label.partition(': ')[2]}"
        first = parts[0]
        return Measured(sum(part.number for part in parts), start=first.start, end=first.end, label=label)
    found = _flow(ask)
    label = f"{ask.entity.name}: net flow, {found.period.words}, {_WORDS[found.way]}"
    return Measured(found.amount, start=found.period.after, end=found.period.end, label=label)


@metric(
    "assets",
    label="assets",
    unit=Unit.USD,
    display=Display.DOLLARS,
    window="optional",
    kinds=KINDS,
    words=("assets", "assets under management"),
    example="iwm.assets",
)
def assets(ask: Ask) -> Measured:
    """A fund's net assets at the last session's close with data, or at that of the day named (@2026-03-31).

    Reported assets, else shares outstanding times net asset value.
    """
    if group := members(ask):
        parts = [ask.fact(ask.sibling("assets", subject=fund)) for fund in group]
        total = sum(part.number for part in parts)
        return Measured(total, as_of=min(part.as_of for part in parts), label=f"{ask.entity.name}: assets")
    roles = [role for role in ("aum", "shares", "nav") if role in ask.entity.roles]
    if "aum" not in roles and len(roles) < 2:
        raise Missing(f"the assets of {ask.entity.name} are not known")
    last = min(ask.series(role).last_day for role in (["aum"] if "aum" in roles else roles))
    day = ask.dates().end if ask.window else ask.sessions.on_or_before(last)
    return Measured(assets_on(ask, day), end=day, label=f"{ask.entity.name}: assets")


@metric(
    "flow_share",
    label="net flow as a share of assets",
    unit=Unit.FRACTION,
    display=Display.PERCENT,
    variants=(WAYS,),
    kinds=KINDS,
    words=("share of assets", "of assets"),
    example="iwm.flow_share@2026Q1",
)
def flow_share(ask: Ask) -> Measured:
    """Net flow over the assets at the close before the period began: what makes funds of different size comparable."""
    flow = ask.fact(ask.sibling("net_flow", *ask.variants))
    if flow.start is None or flow.end is None:
        raise Missing("the flow has no period")
    before = [ask.fact(ask.sibling("assets", subject=fund, window=flow.start.isoformat())) for fund in _funds(ask)]
    held = sum(fact.number for fact in before)
    label = flow.label.replace("net flow", "net flow as a share of assets before it")
    return Measured(flow.number / held, start=flow.start, end=flow.end, label=label)


def _funds(ask: Ask) -> tuple[str, ...]:
    return members(ask) or (ask.subject,)


@metric(
    "flow_streak",
    label="months of net flow in one direction",
    unit=Unit.COUNT,
    display=Display.COUNT,
    precision=0,
    variants=(("outflow", "inflow"),),
    window="none",
    kinds=KINDS,
    words=("months of outflows", "months of inflows", "straight month"),
    example="iwm.flow_streak.outflow",
)
def flow_streak(ask: Ask) -> Measured:
    """How many months in a row, up to the last complete one, had a net outflow (or inflow); 0 where that one had none.

    Where the last complete month is not reported yet, the run ends a month or two earlier, and its label says
    where. Where it reaches the start of the data, the notes say so.
    """
    sign = 1 if "inflow" in ask.variants else -1
    month, flow = _latest(ask)
    end, run = flow.end, 0
    while flow.number * sign > 0:
        run += 1
        try:
            flow = _of_month(ask, month - run)
        except Missing:
            ask.note("The run reaches back to the first month there are figures for.")
            break
    way = "inflow" if sign > 0 else "outflow"
    to = "" if end is None else f" to {named(end)}"
    return Measured(run, end=end, label=f"{ask.entity.name}: months of net {way} in a row{to}")


def _latest(ask: Ask) -> tuple[int, Fact]:
    """The last complete month that is reported, and its flow. Raises Missing where it is too long ago."""
    last = _last_complete(ask)
    for late in range(LATE_MONTHS):
        try:
            return last - late, _of_month(ask, last - late)
        except Missing:
            continue
    return last - LATE_MONTHS, _of_month(ask, last - LATE_MONTHS)


def _of_month(ask: Ask, month: int) -> Fact:
    """The net flow of a month, counted from year 0."""
    return ask.fact(ask.sibling("net_flow", window=f"{month // 12:04d}-{month % 12 + 1:02d}"))


def _last_complete(ask: Ask) -> int:
    """The last month that has ended by the as-of session, as months since year 0."""
    today = ask.as_of
    ended = ask.sessions.last_of_month(today.year, today.month) <= today
    return today.year * 12 + today.month - 1 - (0 if ended else 1)


ALL = (
    net_flow,
    assets,
    flow_share,
    flow_streak,
)
