"""The web pages of real editions before axe, the Nu checker, Lighthouse and Chromium."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.full import measures, tools
from tests.full.editions import Made
from tests.full.htmlpage import parsed, words

pytestmark = pytest.mark.full

CARD = """(() => {
  const on = document.activeElement.closest('.q'), card = on && on.querySelector('.card');
  if (!card) return null;
  const box = card.getBoundingClientRect(), style = getComputedStyle(card);
  const wide = document.documentElement.clientWidth;
  return {id: on.id, shown: style.display !== 'none' && style.visibility === 'visible' && box.height > 20,
          inside: box.left >= -1 && box.right <= wide + 1 && box.top < innerHeight && box.bottom > 0,
          text: card.innerText};
})()"""


def clean(found: measures.Findings) -> bool:
    faults = [f"{name}: {fault}" for name, some in found.items() for fault in some]
    assert not faults, "\n".join(faults[:20])
    return True


WHOLE = ("small-cap-weekly 2026-08-21", "small-cap-thesis 2026-08-21")
"""Both reports where they are fullest: looked at from every side."""
SCORED = ("small-cap-weekly 2020-03-20", "small-cap-thesis 2026-08-21", "small-cap-weekly 2026-08-21 harbour")


def test_axe_finds_nothing_at_three_widths_in_both_schemes(editions: list[Made]) -> None:
    assert clean(measures.accessibility([made for made in editions if made.name in WHOLE]))


def test_axe_finds_nothing_in_any_edition_on_a_telephone_at_night_and_a_desktop_by_day(editions: list[Made]) -> None:
    assert clean(measures.accessibility([made for made in editions if made.name not in WHOLE], measures.SOME))


def test_the_nu_checker_finds_nothing(editions: list[Made]) -> None:
    assert clean(measures.markup(editions))


def test_no_page_scrolls_sideways(editions: list[Made]) -> None:
    assert clean(measures.overflows(editions))


@pytest.mark.parametrize("name", SCORED)
def test_lighthouse_gives_at_least_95(editions: list[Made], name: str) -> None:
    found = measures.scores(next(made for made in editions if made.name == name), times=1)
    assert {name: found.scores[name] for name in measures.HELD if found.scores[name] < 0.95} == {}, found.failed
    assert found.scores["performance"] > 0


# ------------------------------------------------------------------------------------------ alone


def test_a_page_is_whole_without_script_and_without_network(editions: list[Made]) -> None:
    looks = [(made, scripts) for made in editions for scripts in (True, False)]
    views = [tools.View(made.page, scripts=scripts) for made, scripts in looks]
    asked = "[document.body.innerText.length, document.querySelectorAll('.drawing svg').length]"
    visits = tools.browse([("evaluate", view, {"script": asked}) for view in views])
    for at, made in enumerate(editions):
        with_, without = visits[2 * at], visits[2 * at + 1]
        assert with_.result == without.result, made.name
        assert with_.result[0] > 2000
        assert with_.result[1] >= 4
        for visit in (with_, without):
            assert [url for url in visit.requests if not url.startswith("data:")] == [made.page.resolve().as_uri()]
            assert visit.console == ()


def test_nothing_on_a_page_is_fetched_from_elsewhere(editions: list[Made]) -> None:
    for made in editions:
        text = made.page.read_text(encoding="utf-8")
        assert re.findall(r"@import|url\((?!data:)[^)]*\)", text) == []
        tree = parsed(made.page)
        loads = tree.xpath("//@src | //@srcset | //link[not(@rel='canonical')]/@href | //object/@data")
        assert [value for value in loads if not str(value).startswith("data:")] == [], made.name


# ------------------------------------------------------------------------------------------ provenance


def stops_before_the_first_figure(page: Path) -> int:
    """How often the Tab key is pressed to come to the first figure where the contents are not shown."""
    stops = parsed(page).xpath("//a[@href][not(ancestor::nav)] | //*[@tabindex='0'] | //summary")
    return 1 + next(at for at, stop in enumerate(stops) if "q" in (stop.get("class") or "").split())


def test_the_tab_key_comes_to_a_figure_and_shows_where_it_comes_from(editions: list[Made]) -> None:
    views = [
        tools.View(made.page, 768, scripts=False, steps=(("press", "Tab"),) * stops_before_the_first_figure(made.page))
        for made in editions
    ]
    for made, card in zip(editions, cards(views), strict=True):
        assert card is not None, made.name
        assert card["shown"], made.name
        assert card["inside"], made.name
        assert re.search(r"(?i)source", card["text"]), card["text"]


@pytest.mark.parametrize(("step", "width"), [("tap", 390), ("focus", 390), ("focus", 1280)])
def test_a_figure_in_prose_strip_and_table_tells_its_source_without_script(
    editions: list[Made], step: str, width: int
) -> None:
    looks = [(made, selector) for made in editions for selector in places_of_figures(made)]
    views = [tools.View(made.page, width, scripts=False, steps=((step, selector),)) for made, selector in looks]
    for (made, selector), card in zip(looks, cards(views), strict=True):
        where = f"{made.name} {selector} {step} {width}: {card}"
        assert card is not None, where
        assert card["shown"], where
        assert card["inside"], where
        assert re.search(r"(?i)period|as of", card["text"]), where


def places_of_figures(made: Made) -> list[str]:
    """One figure of the prose, one of the strip, one of a table: the last of each, where there is one."""
    tree = parsed(made.page)
    spots = ("//p//span[@class='q']", "//ul[@class='keys']//span[@class='q']", "//td//span[@class='q']")
    found = [tree.xpath(spot) for spot in spots]
    return [f"#{some[-1].get('id')}" for some in found if some]


def cards(views: list[tools.View]) -> list[Any]:
    return [visit.result for visit in tools.browse([("evaluate", view, {"script": CARD}) for view in views])]


def test_every_figure_can_be_reached_and_linked_to(editions: list[Made]) -> None:
    for made in editions:
        figures = parsed(made.page).find_class("q")
        assert len(figures) > 30
        assert {figure.get("tabindex") for figure in figures} == {"0"}
        ids = [figure.get("id") for figure in figures]
        assert len(set(ids)) == len(ids)


# ------------------------------------------------------------------------------------------ words


def test_every_picture_says_its_number_to_those_who_cannot_see_it(editions: list[Made]) -> None:
    for made in editions:
        drawings = parsed(made.page).find_class("drawing")
        assert drawings
        for drawing in drawings:
            assert drawing.get("role") == "img"
            assert re.search(r"\d", drawing.get("aria-label") or ""), made.name


def test_headings_descend_by_one_and_say_different_things(editions: list[Made]) -> None:
    for made in editions:
        headings = parsed(made.page).xpath("//h1 | //h2 | //h3 | //h4")
        levels = [int(heading.tag[1]) for heading in headings]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        texts = [words(heading) for heading in headings if heading.tag in {"h1", "h2"}]
        assert len(set(texts)) == len(texts), made.name


def test_the_head_says_what_the_page_is(editions: list[Made]) -> None:
    for made in editions:
        tree = parsed(made.page)
        assert tree.get("lang") == "en-GB"
        title, description = tree.findtext(".//title"), tree.xpath("string(//meta[@name='description']/@content)")
        assert 20 <= len(title) <= 160
        assert 50 <= len(description) <= 320, made.name
