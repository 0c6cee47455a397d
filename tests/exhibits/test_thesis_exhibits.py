"""The thesis's charts and tables as a reader meets them: findings that hold, every event shown, reasons given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

import pytest

from reportgen.errors import ProblemsError
from reportgen.exhibits import TABLE as EXHIBITS
from reportgen.exhibits import Absent, Exhibit, Plan
from reportgen.metrics import TABLE
from reportgen.metrics.book import FactBook
from reportgen.model.dataset import Dataset, Entity, Origin, Series
from reportgen.model.events import EventRule
from reportgen.model.exhibit import Bars, Dots, Figure, Line, TableSpec
from reportgen.model.facts import Fact
from reportgen.model.prose import Emphasis, Inline, Link, Quoted, Strong, Text, plain
from reportgen.model.report import StanceRule
from reportgen.model.sessions import Sessions

ROLES = {
    "subject": "rut",
    "benchmark": "spx",
    "third": "ixic",
    "policy": "fed",
    "small": "smallcap",
    "large": "largecap",
    "fund": "iwm",
}
EVENTS = (
    EventRule("breakout", "record_close", "rut", "a record close of the Russell 2000 after a year without one"),
    EventRule("turn", "cycle_end", "rut", "the end of a long lag of the Russell 2000", benchmark="spx"),
)
STANCE = (
    StanceRule("rose", "rut.return.price@1y", "above", 0.0, "bull", "the index rose over a year"),
    StanceRule("cheap", "smallcap.pe_discount.trailing.ex_negative", "above", 0.1, "bull", "a discount of a tenth"),
    StanceRule("losses", "smallcap.earnings_yield.trailing.all", "below", 0.02, "bear", "with losses little is earned"),
)
THESIS = (
    "analogue_outcomes",
    "analogue_paths",
    "analogue_events",
    "analogue_sensitivity",
    "valuation",
    "valuation_rules",
    "sector_discounts",
    "sector_targets",
    "said",
    "stance_rules",
)
SAID = {"said": "rut.return.total@2025-08", "about": "September 2025", "key": "rut.return.total@2025-09"}

Draw = Callable[..., Exhibit]


@pytest.fixture(scope="module")
def draw(sample_dataset: Dataset) -> Draw:
    books: dict[date, FactBook] = {}

    def make(name: str, as_of: str = "2026-08-21", **settings: object) -> Exhibit:
        day = date.fromisoformat(as_of)
        book = books.setdefault(day, FactBook(sample_dataset, day, TABLE, events=EVENTS))
        plan = Plan(ROLES, events=EVENTS, settings=settings, stance_rules=STANCE)
        return EXHIBITS[name](book, plan)

    return make


def figure(found: Exhibit) -> Figure:
    assert isinstance(found, Figure), found
    return found


def table(found: Exhibit) -> TableSpec:
    assert isinstance(found, TableSpec), found
    return found


def grid(found: Exhibit) -> dict[str, list[str]]:
    """A table's rows by their head."""
    return {plain(row.cells[0]): [plain(cell) for cell in row.cells[1:]] for row in table(found).rows}


def flat(parts: Iterable[Inline]) -> Iterator[Inline]:
    for part in parts:
        yield part
        if isinstance(part, Strong | Emphasis | Link):
            yield from flat(part.parts)


@pytest.mark.parametrize("as_of", ["1983-12-30", "2009-03-31", "2022-09-30", "2023-12-29", "2025-12-10", "2026-08-21"])
@pytest.mark.parametrize("name", THESIS)
def test_every_exhibit_answers_at_any_date_and_accounts_for_every_digit(draw: Draw, name: str, as_of: str) -> None:
    found = draw(name, as_of, said=[SAID, {"said": "rut.return.price@ytd", "about": "no such claim"}])
    if isinstance(found, Absent):
        assert len(found.reason) > 10
        return
    texts = [found.title, found.subtitle, found.note]
    texts += [found.alt] if isinstance(found, Figure) else [cell for row in found.rows for cell in row.cells]
    for text in texts:
        for part in flat(text):
            assert not (isinstance(part, Text) and re.search(r"\d", part.text)), plain(text)
            assert not isinstance(part, Quoted) or part.key in found.keys, part
    assert plain(found.title)[0] != " "
    assert len(found.source) > 5
    assert found.keys
    assert not [plain(text) for text in texts if re.search(r" {2}| [.,;]", plain(text))]


# -- analogues ---------------------------------------------------------------------------------


def test_every_event_is_a_dot_with_its_year_and_the_open_one_is_hollow(draw: Draw) -> None:
    found = figure(draw("analogue_outcomes"))
    dots, _ = found.panels[0].marks
    assert isinstance(dots, Dots)
    years = "1982 1985 1989 1991 1995 1999 2004 2011 2013 2016 2020 2025".split()
    for horizon in ("1 month", "3 months", "6 months", "1 year"):
        assert [dots.names[at] for at, head in enumerate(dots.x) if head == horizon] == years
    assert [(dots.x[at], dots.names[at]) for at in dots.open] == [("1 year", "2025")]
    title = "The S&P 500 was higher a year later in 10 of 11 cases, against 79% of all one-year periods"
    assert plain(found.title) == title
    assert "18 September 2025, still open and not counted" in plain(found.note)
    assert "from −10.1% to 30.6%" in plain(found.alt)


def test_the_fan_starts_at_one_hundred_and_the_newest_path_is_bold(draw: Draw) -> None:
    found = figure(draw("analogue_paths"))
    lines = [mark for mark in found.panels[0].marks if isinstance(mark, Line)]
    assert len(lines) == 12
    assert all(line.y[0] == 100 for line in lines)
    assert [line.label for line in lines if line.weight == "bold"] == ["2025"]
    assert len(lines[-1].y) < len(lines[0].y)
    outcomes = figure(draw("analogue_outcomes")).panels[0].marks[0]
    assert isinstance(outcomes, Dots)
    ends = [value for at, value in enumerate(outcomes.y) if outcomes.x[at] == "1 year"]
    assert [line.y[-1] for line in lines] == pytest.approx([100 * (1 + end) for end in ends], abs=1e-3)
    assert found.data is None, "with one level known, paths rebased to 100 are the owner's series again"
    assert plain(found.title).startswith("A year later the S&P 500 stood anywhere from −10.1% to +30.6%")


def test_the_event_table_ends_with_counts_and_the_base(draw: Draw) -> None:
    rows = grid(draw("analogue_events"))
    assert rows["31 December 1999"][-1] == "−10.1%"
    assert rows["18 September 2025"][-1] == "–"
    assert rows["Higher"][-1] == "10 of 11"
    assert rows["Average"][-1] == "12.4%"
    assert rows["All periods: higher"][-1] == "79%"
    open_row = next(row for row in table(draw("analogue_events")).rows if plain(row.cells[0]) == "18 September 2025")
    assert "has not passed" in open_row.absent[0][1]


def test_other_definitions_are_shown_with_their_counts(draw: Draw) -> None:
    rows = grid(draw("analogue_sensitivity"))
    assert rows["The Russell 2000 itself"][0] == "8 of 11"
    assert rows["After 180 days without one"][0] == "14 of 17"
    assert rows["From the month-end after, total return"][:2] == ["10 of 11", "14.8%"]
    assert rows["The end of a long lag of the Russell 2000"][:2] == ["2 of 3", "–"]
    assert "Entry at the next close" not in rows, "week-end closes cannot tell it"
    assert (
        plain(table(draw("analogue_sensitivity")).title) == "The count runs from 8 of 11 to 5 of 5 with the definition"
    )


def test_a_report_chooses_event_entity_and_horizon(draw: Draw) -> None:
    found = figure(draw("analogue_outcomes", analogue={"of": "subject", "window": "6m"}))
    assert plain(found.title).startswith("The Russell 2000 was higher six months later in ")
    assert plain(found.title).endswith("of all six-month periods")
    nothing = draw("analogue_outcomes", analogue={"event": "other"})
    assert isinstance(nothing, Absent)
    assert "declares no event" in nothing.reason


def _falling() -> FactBook:
    """An index that breaks out six times and falls by half in the year after each."""
    origin = Origin("made", "Nobody", "made", "made.csv", "0" * 64)
    days: list[date] = []
    values: list[float] = []
    day, level, peak = date(1990, 1, 1), 100.0, 100.0
    for turn in range(7):
        for goal, count in ((peak * 0.5, 300), (peak * 1.02, 120)) if turn else ((peak * 1.1, 420),):
            step = (goal / level) ** (1 / count)
            for _ in range(count):
                level *= step
                days.append(day)
                values.append(level)
                day += timedelta(days=1 if day.weekday() < 4 else 3)
        peak = level
    series = Series.of("made", days, values, origin=origin)
    sessions = Sessions("XNYS", tuple(each.toordinal() for each in days))
    data = Dataset(
        {"made": series},
        {},
        {"rut": Entity("rut", "index", ("Index",), "Index", {"price": "made"})},
        {"XNYS": sessions},
    )
    return FactBook(data, days[-1], TABLE, events=EVENTS)


def test_the_title_reads_true_where_the_events_led_to_losses() -> None:
    plan = Plan({"subject": "rut", "benchmark": "rut"}, events=EVENTS)
    found = figure(EXHIBITS["analogue_outcomes"](_falling(), plan))
    hits = re.match(r"The Index was higher a year later in (\d+) of (\d+) cases", plain(found.title))
    assert hits
    shown = next(mark for mark in found.panels[0].marks if isinstance(mark, Dots))
    closed = [value for at, value in enumerate(shown.y) if shown.x[at] == "1 year" and at not in shown.open]
    assert (int(hits[1]), int(hits[2])) == (sum(value > 0 for value in closed), len(closed))
    assert (int(hits[1]), len(closed)) == (0, 5)


# -- valuation and sectors ---------------------------------------------------------------------


def test_both_rules_stand_side_by_side_and_the_meaningless_one_is_a_gap(draw: Draw) -> None:
    found = figure(draw("valuation"))
    assert "trade 20.0% below large-cap companies; with losses they yield 0.9%, against 3.8%" in plain(found.title)
    small = found.panels[0].marks[0]
    assert isinstance(small, Bars)
    assert small.y[0] == pytest.approx(20.3, abs=0.05)
    assert small.y[1] is None
    assert "too small for one to mean anything: trailing, losses counted" in plain(found.note)
    rows = grid(draw("valuation_rules"))
    assert rows["Trailing, loss-makers left out"][:3] == ["20.3", "25.4", "20.0%"]
    assert rows["Trailing, losses counted"] == ["–", "26.4", "–", "0.9%", "3.8%"]


def test_without_fundamentals_the_reason_is_given(draw: Draw) -> None:
    for name in ("valuation", "valuation_rules", "sector_discounts"):
        found = draw(name, "2025-12-10")
        assert isinstance(found, Absent)
        assert "published" in found.reason


def test_sectors_are_ranked_and_dearer_ones_are_told_apart(draw: Draw) -> None:
    found = figure(draw("sector_discounts"))
    (bars,) = found.panels[0].marks
    assert isinstance(bars, Bars)
    heights = [value for value in bars.y if value is not None]
    assert heights == sorted(heights, reverse=True)
    cheaper = sum(value > 0 for value in heights)
    assert f"in {cheaper} of {len(heights)} sectors, by " in plain(found.title)
    assert plain(found.title).endswith(f"% in {bars.x[0]}, the most")
    assert "left: dearer" in plain(found.note)


def test_old_price_targets_are_refused_and_fresh_ones_stand_beside_the_large_caps(draw: Draw) -> None:
    assert isinstance(draw("sector_targets", "2026-08-21"), Absent)
    found = figure(draw("sector_targets", "2023-12-29"))
    assert [mark.label for mark in found.panels[0].marks] == ["Small caps", "Large caps"]
    assert "estimates or a proxy" in plain(found.note)


# -- what was said, and the rules --------------------------------------------------------------


def test_a_figure_of_another_month_is_named_as_such(draw: Draw) -> None:
    entry = SAID | {"also": ["rut.return.total@2025-07", "rut.return.total@2025-08"]}
    right = {"said": "spx.return.price@2025-09", "about": "right", "key": "spx.return.price@2025-09"}
    wrong = {"said": "spx.return.price@2025-09", "about": "wrong", "key": "rut.return.price@2025-09"}
    untold = {"said": "spx.return.price@2025-09", "about": "untold"}
    found = draw("said", "2025-12-10", said=[entry, right, wrong, untold])
    rows = grid(found)
    assert rows["September 2025"][2].startswith("is that of August 2025: 7.")
    assert [rows[about][2] for about in ("right", "wrong")] == ["borne out", "not borne out"]
    assert rows["untold"][2].startswith("cannot be told")
    assert plain(table(found).title) == "Of 4 stated figures the data can test 3 and bear out 1"


def test_an_entry_that_names_no_figure_is_told_with_its_place(draw: Draw) -> None:
    with pytest.raises(ProblemsError, match="entry 2 of `said`"):
        draw("said", said=[SAID, {"key": "rut.return.price@1y"}])


def test_the_rules_show_what_they_read_and_what_fired(draw: Draw) -> None:
    rows = grid(draw("stance_rules"))
    assert rows["the index rose over a year"][1:] == ["above 0.0%", "yes", "bulls"]
    assert rows["with losses little is earned"] == ["0.9%", "below 2.0%", "yes", "bears"]
    assert plain(table(draw("stance_rules")).title) == "2 for the bulls, 1 for the bears: the picture is mixed"
    earlier = grid(draw("stance_rules", "2025-12-10"))
    assert earlier["a discount of a tenth"][:3] == ["–", "above 10.0%", "–"]


def test_nothing_that_an_owner_withholds_is_given_away(draw: Draw, sample_dataset: Dataset) -> None:
    levels = {
        round(float(value), 6)
        for series in sample_dataset.series.values()
        if not series.origin.may_publish_series
        for value in series.values
    }
    for name in THESIS:
        found = draw(name)
        if isinstance(found, Figure) and found.data is not None:
            given = [cell for row in found.data.rows for cell in row if isinstance(cell, float)]
            met = sum(cell in levels for cell in given)
            assert met <= 0.05 * len(given), f"{name}: a few cells may meet a level by chance, {met} are no chance"


def test_facts_of_the_sample_are_facts(sample_dataset: Dataset) -> None:
    book = FactBook(sample_dataset, date(2026, 8, 21), TABLE, events=EVENTS)
    found = figure(EXHIBITS["analogue_outcomes"](book, Plan(ROLES, events=EVENTS)))
    assert all(isinstance(book.get(key), Fact) for key in found.keys)
