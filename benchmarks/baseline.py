"""The pipeline anyone would write for the weekly brief: pandas, matplotlib SVG, Jinja, WeasyPrint.

The same data, the same five charts, the same tables and about as many words, on two pages. No facts, no
provenance, no guards, no other format: only the PDF. `python benchmarks/baseline.py OUT.pdf`
"""

from __future__ import annotations

import base64
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import matplotlib as mpl
import pandas as pd
import weasyprint
from matplotlib import pyplot as plt

if TYPE_CHECKING:
    from matplotlib.figure import Figure

mpl.use("svg")
DATA = Path(__file__).resolve().parent.parent / "data"
NAMES = {"russell_2000": "Russell 2000", "sp_500": "S&P 500", "nasdaq_composite": "Nasdaq Composite"}
COLOURS = ("#0b5a63", "#736a61", "#965f08")

PAGE = (Path(__file__).parent / "baseline.html").read_text(encoding="utf-8")


def drawing(width: float = 7.2, height: float = 3.4) -> tuple[Figure, Any]:
    """An empty chart."""
    figure, axes = plt.subplots(figsize=(width, height))
    axes.grid(axis="y", alpha=0.3)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.yaxis.tick_right()
    return figure, axes


def as_svg(figure: Figure) -> str:
    """The chart as an address for <img>."""
    out = io.StringIO()
    figure.tight_layout()
    figure.savefig(out, format="svg")
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue().encode()).decode()


def charts(closes: pd.DataFrame, yields: pd.DataFrame, policy: pd.DataFrame) -> dict[str, str]:
    """The five charts of the brief, as SVG."""
    made = {}
    figure, axes = drawing()
    year = closes[closes.index >= closes.index[-1] - pd.DateOffset(years=1)]
    for colour, (key, name) in zip(COLOURS, NAMES.items(), strict=True):
        line = (year[key] / year[key].iloc[0] - 1) * 100
        axes.plot(line.index, line, color=colour)
        axes.annotate(f"{name} {line.iloc[-1]:.1f}%", (line.index[-1], line.iloc[-1]), color=colour)
    made["rebased"] = as_svg(figure)

    figure, axes = drawing(3.4, 1.35)
    axes.plot(closes.index, closes["russell_2000"] / closes["sp_500"], color=COLOURS[0])
    axes.set_yscale("log")
    made["relative"] = as_svg(figure)

    figure, axes = drawing(3.4, 1.35)
    small = closes["russell_2000"]
    fall = (small / small.cummax() - 1)[small.index >= "2006"] * 100
    axes.fill_between(fall.index, fall, 0, color=COLOURS[0], alpha=0.5)
    made["drawdown"] = as_svg(figure)

    figure, axes = drawing(3.4, 1.35)
    moves = closes.resample("ME").last().pct_change()
    excess = (moves["russell_2000"] - moves["sp_500"]).tail(24) * 100
    axes.bar(range(len(excess)), excess, color=COLOURS[0])
    made["monthly"] = as_svg(figure)

    figure, axes = drawing(3.4, 1.35)
    recent = yields["10y"].dropna()[yields["10y"].dropna().index >= "2021"]
    axes.plot(recent.index, recent, color=COLOURS[0])
    axes.step(policy.index, policy.iloc[:, -1], color=COLOURS[1])
    axes.set_xlim(recent.index[0], recent.index[-1])
    made["rates"] = as_svg(figure)
    return made


def read(name: str, index: str) -> pd.DataFrame:
    """A file of the sample."""
    return pd.read_csv(DATA / name, parse_dates=[index], index_col=index)


def change(closes: pd.DataFrame, since: pd.Timestamp) -> pd.Series:
    """Price returns since the last close on or before a day."""
    return closes.iloc[-1] / closes[closes.index <= since].iloc[-1] - 1


def values() -> dict[str, Any]:
    """Everything the page prints."""
    closes = read("us_equity_closes.csv", "date").dropna()
    yields = read("us_treasury_yields.csv", "date")
    yields = yields.rename(columns=dict(zip(yields.columns, ("3m", "2y", "10y", "30y"), strict=True)))
    policy = read("fed_funds_target_range.csv", "effective_date").select_dtypes("number")
    macro = pd.read_csv(DATA / "us_macro_monthly.csv")
    cpi = macro[["month", "cpi_all_items_sa"]].dropna()
    last, now = closes.iloc[-1], closes.index[-1]
    small, ratio = closes["russell_2000"], closes["russell_2000"] / closes["sp_500"]
    five = ratio[ratio.index >= now - pd.DateOffset(years=5)]
    ten = small[small.index >= now - pd.DateOffset(years=10)]
    table = {
        "Week": change(closes, now - pd.Timedelta(days=7)),
        "Month": change(closes, now.replace(day=1) - pd.Timedelta(days=1)),
        "Year": change(closes, pd.Timestamp(now.year - 1, 12, 31)),
        **{f"{n} years": change(closes, now - pd.DateOffset(years=n)) for n in (1, 3, 5, 10)},
    }
    return {
        "day": f"{now:%d %B %Y}",
        "week": table["Week"],
        "month": table["Month"],
        "year": table["Year"],
        "twelve": table["1 years"],
        "table": table,
        "names": NAMES,
        "last": last,
        "high": closes.max(),
        "record_day": f"{small.idxmax():%d %B}",
        "drawdown": last["russell_2000"] / small.max() - 1,
        "worst": (ten / ten.cummax() - 1).min(),
        "volatility": small.pct_change().tail(252).std() * 252**0.5,
        "ratio": ratio.iloc[-1],
        "from_low": ratio.iloc[-1] / five.min() - 1,
        "from_high": ratio.iloc[-1] / five.max() - 1,
        "yields": {"10y": yields["10y"].dropna().iloc[-1], "date": f"{yields.index[-1]:%d %B}"},
        "inflation": cpi["cpi_all_items_sa"].iloc[-1] / cpi["cpi_all_items_sa"].iloc[-13] - 1,
        "cpi_month": cpi["month"].iloc[-1],
        "unemployment": macro["unemployment_rate"].dropna().iloc[-1],
        "macro": macro.dropna().iloc[-1].to_dict(),
        "charts": charts(closes, yields, policy),
        "pct": lambda value: f"{value * 100:.1f}%",
    }


def main(target: str) -> None:
    """Write the PDF."""
    html = jinja2.Environment(autoescape=True).from_string(PAGE).render(values())
    weasyprint.HTML(string=html).write_pdf(target)


if __name__ == "__main__":
    main(sys.argv[1])
