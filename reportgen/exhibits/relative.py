"""The relative strength line: the subject's level over the benchmark's."""

from __future__ import annotations

from datetime import date

from reportgen.exhibits.common import (
    Piece,
    Plan,
    given_away,
    label,
    line,
    name,
    need,
    on,
    quoted,
    role,
    series_of,
    source_line,
    want,
)
from reportgen.exhibits.cycles import recessions, shaded
from reportgen.exhibits.lines import common, floats, monthly
from reportgen.model.exhibit import Event, Figure, Line, Panel
from reportgen.model.facts import Facts


def ratio(book: Facts, plan: Plan) -> Figure:
    """Subject over benchmark since the first common close, month-ends, log scale, extremes marked."""
    subject, benchmark = role(book, plan, "subject"), role(book, plan, "benchmark")
    pair = f"{subject.id}-{benchmark.id}"
    now = need(book, f"{pair}.ratio")
    days, values = common(series_of(book, subject, "price"), series_of(book, benchmark, "price"))
    shown, thinned = monthly(days, values)
    low, high = want(book, f"{pair}.ratio.low_date@all"), want(book, f"{pair}.ratio.high_date@all")
    above = want(book, f"{pair}.ratio.from_low@5y")
    title: list[Piece] = [name(subject, capital=True), " stands at ", now, " of the level of ", name(benchmark)]
    if above is not None and round(above.number, 3) > 0:
        title += [", ", quoted(above, plan.style, sign="none"), " above its low of the last five years"]
    events = tuple(
        Event(fact.value, f"{word}, {fact.value.year}")
        for fact, word in ((high, "high"), (low, "low"))
        if fact is not None and isinstance(fact.value, date)
    )
    bands, dated = recessions(book, shown[0], shown[-1])
    keys = tuple(fact.key for fact in (now, low, high, above) if fact is not None)
    return Figure(
        id="relative",
        size="half",
        title=line(*title, style=plan.style),
        subtitle=line(
            "Level of ",
            name(subject),
            " divided by that of ",
            name(benchmark),
            ", price indices, month-ends since ",
            label(str(shown[0].year)),
            f", log scale{shaded(bands)}",
        ),
        alt=line("Line chart. ", *title, " on ", on(now.as_of, plan.style), ".", style=plan.style),
        source=source_line((*now.origins, *dated)),
        panels=(
            Panel((Line("ratio", "subject", shown, floats(thinned)),), "ratio2", log=True, events=events, bands=bands),
        ),
        data=given_away(
            now.origins,
            ("month", "ratio"),
            ((str(day), round(float(value), 6)) for day, value in zip(shown, thinned, strict=True)),
        ),
        keys=keys,
    )
