# ruff: noqa: E501 - a document reads best with a paragraph to the line
"""A made-up edition in the shape of a real one, for looking at pages and for tests."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import pairwise

from reportgen.model.dataset import Origin
from reportgen.model.document import (
    Block,
    Bullets,
    Callout,
    Document,
    Dropped,
    FigureBlock,
    Heading,
    KeyNumber,
    KeyNumbers,
    MarginNote,
    Masthead,
    Person,
    Prose,
    Section,
    Source,
    TableBlock,
)
from reportgen.model.exhibit import (
    Area,
    Band,
    Bars,
    Column,
    DataTable,
    Dots,
    Event,
    Figure,
    Line,
    Panel,
    Ranges,
    Rule,
    TableRow,
    TableSpec,
)
from reportgen.model.facts import Fact
from reportgen.model.printing import printed
from reportgen.model.prose import Emphasis, Inline, Link, Quoted, Strong, Text, Token
from reportgen.model.units import Basis, Display, Standing, Unit

AS_OF = date(2026, 8, 21)
CLOSES = Origin(
    "closes", "Sample Exchange", "US equity closing levels", "closes.csv", "0" * 64,
    url="https://example.org/closes", retrieved=AS_OF, licence="public", attribution="Sample Exchange",
)  # fmt: skip
RATES = Origin("rates", "Federal Reserve Board", "H.15 selected interest rates", "rates.csv", "1" * 64)
CITED = Origin("cited", "Example Research", "Small-cap monthly", "cited.csv", "2" * 64, standing=Standing.CITED)


def fact(
    key: str,
    value: float | date,
    *,
    label: str,
    display: Display = Display.PERCENT,
    precision: int = 1,
    start: date | None = None,
    standing: Standing = Standing.COMPUTED,
    origin: Origin = CLOSES,
    basis: Basis | None = Basis.PRICE,
    unit: Unit = Unit.FRACTION,
) -> Fact:
    """A made-up fact."""
    subject, metric = key.split("@", maxsplit=1)[0].split(".")[:2]
    return Fact(
        key, value, unit, display, precision, label, subject, metric,
        "The last close over the close before the window, less one. Closes are those the exchange published.",
        AS_OF, AS_OF, standing, basis=basis, start=start, end=AS_OF, origins=(origin,),
        window=key.split("@")[1] if "@" in key else None,
    )  # fmt: skip


WEEK = date(2026, 8, 14)
FACTS = {
    found.key: found
    for found in (
        fact("rut.return.price@1w", -0.01647, label="Russell 2000, price return", start=WEEK),
        fact("spx.return.price@1w", -0.01431, label="S&P 500, price return", start=WEEK),
        fact("ixic.return.price@1w", -0.02053, label="Nasdaq Composite, price return", start=WEEK),
        fact("rut.return.price@mtd", 0.0301, label="Russell 2000, price return", start=date(2026, 7, 31)),
        fact("rut.return.price@ytd", 0.2164, label="Russell 2000, price return", start=date(2025, 12, 31)),
        fact("spx.return.price@ytd", 0.1208, label="S&P 500, price return", start=date(2025, 12, 31)),
        fact("ixic.return.price@ytd", 0.1386, label="Nasdaq Composite, price return", start=date(2025, 12, 31)),
        fact("rut-spx.ratio", 0.3934, label="Russell 2000 over S&P 500", display=Display.RATIO, precision=3, unit=Unit.RATIO),
        fact("rut-spx.ratio_gain@low", 0.131, label="Ratio above its low", start=date(2025, 4, 11)),
        fact("rut-spx.ratio_loss@high", -0.342, label="Ratio below its high", start=date(2021, 3, 12)),
        fact("ust10y.yield", 0.0469, label="Ten-year Treasury yield", precision=2, origin=RATES, basis=None),
        fact("fed.implied_rate@2026-12", 0.0391, label="Policy rate implied for December", precision=2, standing=Standing.ESTIMATED, basis=None),
        fact("smallcap.pe", 17.4, label="Small-cap trailing P/E", display=Display.MULTIPLE, precision=1, standing=Standing.CITED, origin=CITED, basis=None, unit=Unit.RATIO),
        fact("rut.level", 2987.41, label="Russell 2000 level", display=Display.LEVEL, precision=1, unit=Unit.INDEX_POINTS),
        fact("spx.level", 7594.2, label="S&P 500 level", display=Display.LEVEL, precision=1, unit=Unit.INDEX_POINTS),
        fact("rut.record", date(2026, 8, 14), label="Russell 2000 record close", display=Display.DATE, unit=Unit.DATE),
        fact("iwm.net_flow@1m", -1.234e9, label="Fund flow", display=Display.DOLLARS, unit=Unit.USD, standing=Standing.CITED, origin=CITED, basis=None),
        fact("unemployment.level@2026-07", 0.044, label="Unemployment rate", origin=RATES, basis=None),
    )
}  # fmt: skip


def q(key: str, sign: str = "auto", *, short: bool = False) -> Quoted:
    """A quoted fact."""
    return Quoted(key, printed(FACTS[key], sign=sign, short=short))  # type: ignore[arg-type]


def t(*parts: str | Inline) -> tuple[Inline, ...]:
    """Text from words and inline pieces."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def d(text: str) -> Token:
    """A date or another token."""
    return Token("date", text)


def sessions(first: date, last: date, step: int = 1) -> list[date]:
    """Weekdays."""
    days = [first + timedelta(days=at) for at in range(0, (last - first).days + 1, step)]
    return [day for day in days if day.weekday() < 5]


def walk(count: int, seed: float, drift: float, end: float | None = None) -> list[float]:
    """A wavy line that looks like an index; no randomness."""
    values = [100.0]
    for at in range(1, count):
        noise = (
            math.sin(at * 1.7 + seed) * 0.9
            + math.sin(at * 0.31 + seed * 2) * 0.7
            + math.sin(at * 0.043 + seed * 3) * 0.9
        )
        values.append(values[-1] * (1 + drift + noise * 0.006))
    if end is not None:
        tilt = math.log(end / values[-1]) / max(count - 1, 1)
        values = [value * math.exp(tilt * at) for at, value in enumerate(values)]
    return values


def lead_figure() -> Figure:
    days = sessions(date(2025, 12, 31), AS_OF)
    lines = (
        Line("Russell 2000", "subject", tuple(days), tuple(v / 100 - 1 for v in walk(len(days), 0.3, 0.001, 121.64)), weight="bold"),
        Line("S&P 500", "benchmark", tuple(days), tuple(v / 100 - 1 for v in walk(len(days), 1.3, 0.0007, 112.08))),
        Line("Nasdaq Composite", "third", tuple(days), tuple(v / 100 - 1 for v in walk(len(days), 2.1, 0.0008, 113.86))),
    )  # fmt: skip
    rows: tuple[tuple[str | float | None, ...], ...] = tuple(
        (day.isoformat(), *(round(line.y[at] or 0, 6) for line in lines)) for at, day in enumerate(days)
    )
    return Figure(
        "ytd", t("Small caps are ", q("rut.return.price@ytd"), " up this year, the S&P ", Token("name", "500"), " ", q("spx.return.price@ytd")),
        t("Price return since ", d("31 December 2025"), ", per cent, daily closes to ", d("21 August 2026")),
        t("Three lines from the end of December to ", d("21 August 2026"), ". The Russell 2000 ends highest, ", q("rut.return.price@ytd"), " up; the S&P 500 ends ", q("spx.return.price@ytd"), " up."),
        "Sample Exchange, closing levels", (
            Panel(lines, "percent0", events=(Event(date(2026, 1, 28), "Fed holds"), Event(date(2026, 6, 17), "Fed holds again")), rules=()),
        ), note=t("Dividends left out."), data=DataTable(("date", "Russell 2000", "S&P 500", "Nasdaq Composite"), rows), keys=("rut.return.price@ytd",),
    )  # fmt: skip


def multiples() -> tuple[Figure, ...]:
    weeks = sessions(date(2011, 1, 7), AS_OF, 7)
    ratio = [v * 0.0055 for v in walk(len(weeks), 0.9, -0.0004, 70)]
    months = [date(2024 + at // 12, at % 12 + 1, 1) for at in range(8, 32)]
    ends = tuple(following - timedelta(days=1) for following in [*months[1:], date(2026, 9, 1)])
    returns = tuple(round(math.sin(at * 2.3) * 0.05 + 0.008, 4) for at in range(len(ends)))
    peaks, falls, peak = walk(len(weeks), 2.2, 0.001), [], 0.0
    for value in peaks:
        peak = max(peak, value)
        falls.append(value / peak - 1)
    yields = tuple(0.02 + 0.03 * (at / len(weeks)) + math.sin(at / 40) * 0.006 for at in range(len(weeks)))
    policy = tuple(
        0.0025 if at < 300 else 0.0125 if at < 500 else 0.0525 if at < 700 else 0.0363 for at in range(len(weeks))
    )
    source = "Sample Exchange"
    return (
        Figure("ratio", t("The long lag is only partly repaired: a ratio of ", q("rut-spx.ratio")), t("Russell 2000 over S&P 500, weekly closes"), t("A falling line."), source,
               (Panel((Line("Ratio", "subject", tuple(weeks), tuple(ratio)),), "ratio2", bands=(Band(date(2014, 3, 4), date(2020, 3, 18), "cycle", "large led"), Band(date(2020, 2, 1), date(2020, 4, 30), "recession"))),), size="half"),
        Figure("drawdown", t("The index stands ", q("rut.return.price@1w", "none"), " below its record"), t("Fall from the highest close so far, per cent"), t("Falls."), source,
               (Panel((Area("Russell 2000", "subject", tuple(weeks), tuple(falls)),), "percent0"),), size="half"),
        Figure("months", t("August is on course to be the ", Token("rank", "7th"), " month of gains in ", Token("count", "9")), t("Monthly price return, per cent"), t("Bars."), source,
               (Panel((Bars("Russell 2000", "subject", ends, returns),), "percent0"),), size="half"),
        Figure("rates", t("Ten-year yields ended Thursday at ", q("ust10y.yield")), t("Ten-year Treasury yield and policy rate, per cent"), t("Two lines."), "Federal Reserve Board",
               (Panel((Line("10-year yield", "subject", tuple(weeks), yields), Line("Policy rate", "benchmark", tuple(weeks), policy, step=True)), "rate1"),), size="half"),
    )  # fmt: skip


def returns_table() -> TableSpec:
    def row(name: str, level: str | None, keys: tuple[str | None, ...]) -> TableRow:
        cells: list[tuple[Inline, ...]] = [t(Token("name", name)), t(q(level, short=True)) if level else t("–")]
        cells += [t(q(key, short=True)) if key else t("–") for key in keys]
        absent = tuple(
            (at, "No total return series reaches this week.") for at, cell in enumerate(cells) if cell == t("–")
        )
        return TableRow(tuple(cells), absent=absent)

    return TableSpec(
        "returns", t("Small caps lead for the year and trail for the week"), t("Levels and price returns to ", d("21 August 2026")),
        (Column("", numeric=False), Column("Level"), Column("Week"), Column("Month to date", keep=False), Column("Year to date")),
        (
            TableRow((t("Indices"), (), (), (), ()), kind="group"),
            row("Russell 2000", "rut.level", ("rut.return.price@1w", "rut.return.price@mtd", "rut.return.price@ytd")),
            row("S&P 500", "spx.level", ("spx.return.price@1w", None, "spx.return.price@ytd")),
            row("Nasdaq Composite", None, ("ixic.return.price@1w", None, "ixic.return.price@ytd")),
            TableRow((t("Rates and macro"), (), (), (), ()), kind="group"),
            row("Ten-year yield", "ust10y.yield", (None, None, None)),
            row("Unemployment", "unemployment.level@2026-07", (None, None, None)),
            row("Small-cap P/E", "smallcap.pe", (None, None, None)),
        ), "Sample Exchange; Federal Reserve Board", t("A dash: not computed, with the reason in the web page."),
    )  # fmt: skip


def lead_section() -> Section:
    return Section("week", t("The week"), (
        KeyNumbers((
            KeyNumber(t(q("rut.return.price@1w", short=True)), t("Russell ", Token("name", "2000")), t("week to ", d("21 August"), ", price return"), tone="warning"),
            KeyNumber(t(q("rut.return.price@ytd", short=True)), t("Russell ", Token("name", "2000")), t("year to date, price return")),
            KeyNumber(t(q("rut-spx.ratio", short=True)), t("Russell over S&P ", Token("name", "500")), t("ratio of closing levels, ", d("21 August"))),
        )),
        FigureBlock(lead_figure()),
        Prose(t("The Russell ", Token("name", "2000"), " fell ", q("rut.return.price@1w", "none"), " in the week to ", d("21 August"), ", a touch more than the S&P ", Token("name", "500"), " (down ", q("spx.return.price@1w", "none"), ") and less than the Nasdaq Composite (down ", q("ixic.return.price@1w", "none"), "), after setting a record close on ", q("rut.record"), ". It is still ", q("rut.return.price@mtd"), " up for the month to date and ", q("rut.return.price@ytd"), " for the year, against ", q("spx.return.price@ytd"), " for the S&P ", Token("name", "500"), ".")),
        Prose(t("The longer lag is only partly repaired. The Russell’s level stood at ", q("rut-spx.ratio"), " of the S&P ", Token("name", "500"), "’s on Friday, ", q("rut-spx.ratio_gain@low"), " above its low of ", d("11 April 2025"), " but ", q("rut-spx.ratio_loss@high", "none"), " below its high of ", d("12 March 2021"), ". Small caps traded on ", q("smallcap.pe"), " trailing earnings, by the count of Example Research.")),
        Prose(t("Ten-year Treasury yields ended Thursday at ", q("ust10y.yield"), ", and futures settled on Friday at prices that imply a policy rate of ", q("fed.implied_rate@2026-12"), " by December, ", Emphasis(t("higher")), ", not lower. Last year’s case rested on cuts; this week’s prices no longer do. Holders took ", q("iwm.net_flow@1m", "none"), " out of the largest small-cap fund in July, ", Strong(t("the fourth month of withdrawals in a row")), ".")),
    ), place="lead", columns=2)  # fmt: skip


def body_sections() -> tuple[Section, ...]:
    return (
        Section("context", t("In context"), tuple(FigureBlock(figure) for figure in multiples()), page=True),
        Section("table", t("Returns, levels and macro"), (TableBlock(returns_table()),)),
        Section("risks", t("What could prove this wrong"), (
            Bullets((
                t("A policy rate above ", q("fed.implied_rate@2026-12"), " by December would raise interest cost where floating debt is most common."),
                t("The week’s fall of ", q("rut.return.price@1w", "none"), " is within the usual range and says little by itself."),
                t("Unemployment at ", q("unemployment.level@2026-07"), " leaves earnings estimates room to fall."),
            )),
        ), kind="risks"),
        Section("watch", t("What to watch"), (
            Bullets((t("The Federal Open Market Committee meets on ", d("16 September 2026"), "."), t("Consumer prices for August are due on ", d("11 September 2026"), "."))),
        )),
    )  # fmt: skip


def back_sections() -> tuple[Section, ...]:
    return (
        Section("method", t("How the numbers were made"), (
            Prose(t("Every figure was computed from the closing levels named below, or quoted from a named source, and checked again on the finished page. Returns leave dividends out unless a line says otherwise.")),
        ), kind="method", place="back"),
        Section("sources", t("Sources"), (), kind="sources", place="back"),
        Section("disclosures", t("Disclosures"), (
            Prose(t("This is commentary for information, not advice or an offer. Past performance is no guide to the future. The author holds no position in the funds named. See ", Link(t("the method"), "https://example.org/method"), ".")),
        ), kind="disclosures", place="back"),
    )  # fmt: skip


def masthead(**changes: object) -> Masthead:
    fields: dict[str, object] = {
        "report": "small-cap-weekly", "report_title": "Small Cap Weekly", "edition": "2026-08-21", "number": 34,
        "as_of": AS_OF, "as_of_text": "21 August 2026",
        "headline": t("Small caps gave back some of August’s gain, but not their year"),
        "standfirst": t("The Russell ", Token("name", "2000"), " fell ", q("rut.return.price@1w", "none"), " in the week; it is still ", q("rut.return.price@ytd"), " up for the year, well ahead of larger companies."),
        "publisher": "Example Research Desk", "author": Person("Jane Writer", "Market strategist"),
        "reviewer": Person("John Reader", "Head of research"), "ai_use": "Text assembled by program from computed figures; no language model wrote any of it.",
        "reading_minutes": 3, "contact": "desk@example.org", "url": "https://example.org/small-cap-weekly/2026-08-21/", "pages": 2,
    }  # fmt: skip
    return Masthead(**{**fields, **changes})  # type: ignore[arg-type]


def document(**changes: object) -> Document:
    """The made-up brief."""
    sections = (lead_section(), *body_sections(), *back_sections())
    sources = (
        Source(1, "Sample Exchange, US equity closing levels, retrieved 21 August 2026", "https://example.org/closes", tuple(k for k, f in FACTS.items() if f.origins == (CLOSES,)), "computed"),
        Source(2, "Federal Reserve Board, H.15 selected interest rates", None, tuple(k for k, f in FACTS.items() if f.origins == (RATES,)), "computed"),
        Source(3, "Example Research, Small-cap monthly, July 2026", None, tuple(k for k, f in FACTS.items() if f.origins == (CITED,)), "cited"),
    )  # fmt: skip
    dropped = (Dropped("valuation", "Valuation", "No fundamentals were published after 30 June 2026."),)
    return Document(masthead(**changes), sections, FACTS, {}, sources, dropped)


def thesis() -> Document:
    """A longer document: an argument a page, margin notes, a counter-argument, every kind of chart."""
    import dataclasses

    filler = "Small companies borrow at floating rates more often than large ones do, sell more of what they make at home, and are held by fewer analysts. Each of these cuts both ways. "
    charts = (lead_figure(), *odd_figures())
    pages: list[Section] = []
    for at, figure in enumerate(charts):
        blocks: list[Block] = [
            Prose(t(filler * 2 + "The Russell rose ", q("rut.return.price@ytd"), " this year.")),
            FigureBlock(figure),
            MarginNote(
                t(
                    "Price return, ",
                    d("31 December 2025"),
                    " to ",
                    d("21 August 2026"),
                    ". Computed from closing levels; source ",
                    Token("ref", "1"),
                    ".",
                )
            ),
            Heading(t("What the record says")),
            Prose(t(filler * 2 + "Ten-year yields stood at ", q("ust10y.yield"), ".")),
            Callout(
                "counter",
                t("The other side"),
                (Prose(t(filler + "The ratio remains ", q("rut-spx.ratio_loss@high", "none"), " below its high.")),),
            ),
            Prose(t(filler)),
        ]
        pages.append(
            Section(
                f"argument-{at}",
                t("An argument that fills a page"),
                tuple(blocks),
                place="lead" if at == 0 else "body",
                page=at > 0,
            )
        )
    tail = (*body_sections()[1:], *back_sections())
    return dataclasses.replace(document(layout="thesis", pages=None, report_title="The small-cap case"), sections=(*pages, *tail))  # fmt: skip


def odd_figures() -> tuple[Figure, ...]:
    """Every other kind of chart."""
    base = lead_figure()

    def of(name: str, panels: tuple[Panel, ...], **more: object) -> Figure:
        return Figure(name, base.title, base.subtitle, base.alt, base.source, panels, **more)  # type: ignore[arg-type]

    sectors = ("Industrials", "Financials", "Health care", "Consumer discretionary", "Technology", "Utilities")
    years = tuple(str(year) for year in range(1987, 1999))
    outcomes = (0.21, 0.11, 0.18, -0.04, 0.31, 0.16, 0.19, 0.02, 0.12, 0.17, 0.03, 0.25)
    long_days = [date(year, month, 1) for year in range(1979, 2027) for month in (1, 7)]
    return (
        of("sectors", (Panel((Bars("Discount", "subject", sectors, (0.27, 0.31, -0.05, 0.12, 0.08, 0.22), value_labels=True, emphasis=(1,)),), "percent0", x_kind="category", horizontal=True),)),
        of("grouped", (Panel((Bars("Price return", "subject", ("1 month", "3 months", "1 year"), (0.03, -0.02, 0.21), value_labels=True), Bars("Total return", "benchmark", ("1 month", "3 months", "1 year"), (0.031, -0.017, 0.225), value_labels=True)), "percent1", x_kind="category"),)),
        of("events", (Panel((Dots("Return in the year after", "subject", ("After 12 months",) * 12, outcomes, years), Dots("After six", "third", ("After 6 months",) * 12, tuple(y / 2 for y in outcomes), years)), "percent0", x_kind="category", horizontal=True, rules=(Rule(0.09, "all years"),)),)),
        of("ranges", (Panel((Ranges("Range since 2011", "subject", sectors, (8, 9, 12, 11, 14, 10), (19, 15, 30, 24, 38, 21), (14, 11, 22, 18, 30, 19)),), "multiple1", x_kind="category", horizontal=True),)),
        of("long", (Panel((Line("Russell 2000", "subject", tuple(long_days), tuple(walk(len(long_days), 0.2, 0.03))), Line("S&P 500", "benchmark", tuple(long_days), tuple(walk(len(long_days), 1.2, 0.035)))), "level", log=True, bands=(Band(date(2007, 12, 1), date(2009, 6, 30), "recession", "recession"), Band(date(2001, 3, 1), date(2001, 11, 30), "recession"))),)),
        of("panels", tuple(Panel((Line(name, "subject", tuple(long_days), tuple(v / 100 for v in walk(len(long_days), at, 0.01))), Line("S&P 500", "benchmark", tuple(long_days), tuple(v / 100 for v in walk(len(long_days), at + 1, 0.012)))), "ratio2", title=name) for at, name in enumerate(("Value", "Growth", "Quality", "Momentum"))), columns=4, same_scale=True, size="strip"),
        of("path", (Panel((Line("Implied", "subject", (date(2026, 9, 16), date(2026, 10, 28), date(2026, 12, 9), date(2027, 1, 27)), (0.0363, 0.037, 0.0391, 0.04), dashed=True), Line("Target", "benchmark", tuple(d for d, _ in pairwise((date(2025, 9, 17), date(2025, 10, 29), date(2025, 12, 10), date(2026, 8, 21), AS_OF))), (0.0413, 0.0388, 0.0363, 0.0363), step=True)), "rate2"),)),
        of("debt", (Panel((Bars("Fixed", "benchmark", ("2026", "2027", "2028", "2029"), (1e11, 2e11, 3e11, 2.4e11)), Bars("Floating", "subject", ("2026", "2027", "2028", "2029"), (0.8e11, 1.5e11, 1e11, 0.7e11))), "dollars", x_kind="category", stacked=True),)),
    )  # fmt: skip
