"""The site in a real browser, and at the size it has after ten years."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from reportgen.config.places import Places
from reportgen.deliver.editions import verify
from reportgen.deliver.site import open_target, publish, search
from reportgen.deliver.site.plan import Settings
from reportgen.release.publishing import _site_look
from tests.conftest import ROOT
from tests.deliver.site.shelf import BASE, NOW, Shelf, faults
from tests.full import tools

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    shelf = Shelf(tmp_path_factory.mktemp("site"))
    look = _site_look(Places((), (ROOT / "templates",), Path(), Path(), Path()))
    settings = Settings(look, "Example Research", "en-GB", BASE, search.program())
    folders = [
        shelf.edition("2025-12-26", headline="Copper slid"),
        shelf.edition("2026-08-14", headline="Zinc rallied"),
        shelf.edition("2026-08-21", headline="Lead and zinc stood still"),
        shelf.edition("2026-08-21-r2", headline="Lead and zinc moved", corrects="2026-08-21"),
        shelf.edition("2026-08-20", "monthly", "A long month"),
    ]
    publish([(folder, verify(folder)) for folder in folders], open_target(str(shelf.site)), settings, now=NOW)
    with tools.served(shelf.site) as root:
        yield root


PAGES = (
    "index.html", "archive/index.html", "archive/2026/index.html", "weekly/index.html", "404.html",
    "weekly/2026-08-14/index.html", "weekly/2026-08-21/index.html", "weekly/2026-08-21-r2/index.html",
    "search/index.html?q=zinc",
)  # fmt: skip
WINDOWS: tuple[tuple[int, tools.Scheme], ...] = ((390, "light"), (1280, "dark"), (390, "dark"))


def test_every_kind_of_page_is_accessible_in_light_and_dark(site: str) -> None:
    views = [
        tools.View(f"{site}/{page}", width=width, scheme=scheme, steps=(("wait", 800),) if "q=" in page else ())
        for page in PAGES
        for width, scheme in WINDOWS
    ]
    found = dict(zip([(view.page, view.width, view.scheme) for view in views], tools.axe_all(views), strict=True))
    assert {view: wrong for view, wrong in found.items() if wrong} == {}


def test_no_page_scrolls_sideways_on_a_telephone(site: str) -> None:
    wide = {page: tools.overflow(f"{site}/{page}", 390) for page in PAGES}
    assert {page: pixels for page, pixels in wide.items() if pixels > 0} == {}


def test_the_keyboard_reaches_the_skip_link_first_and_then_the_site(site: str) -> None:
    def focused(tabs: int) -> str:
        view = tools.View(f"{site}/weekly/2026-08-14/index.html", steps=(("press", "Tab"),) * tabs)
        return str(tools.evaluate(view, "document.activeElement.textContent.trim()").result)

    assert [focused(1), focused(2), focused(3)] == ["Skip to the text", "Example Research", "The Monthly"]


def test_the_search_finds_editions_of_all_years_and_no_corrected_one(site: str) -> None:
    tools.need(search.program() is not None, "the extra `site`")

    def found(words: str) -> list[str]:
        view = tools.View(f"{site}/search/index.html?q={words}", steps=(("wait", 1500),))
        script = "[...document.querySelectorAll('#found a')].map(a => a.textContent)"
        return sorted(tools.evaluate(view, script).result)

    assert found("zinc") == ["Lead and zinc moved", "Zinc rallied"]
    assert found("copper") == ["Copper slid"]
    assert found("platinum") == []


def test_the_html_of_the_pages_is_valid(site: str, tmp_path: Path) -> None:
    import httpx

    paths = []
    for number, page in enumerate(page for page in PAGES if "weekly/2026" not in page):
        paths.append(tmp_path / f"{number}.html")
        paths[-1].write_bytes(httpx.get(f"{site}/{page}").content)
    assert [message for message in tools.nu(paths) if message.kind == "error"] == []


def test_one_more_edition_of_five_hundred_takes_about_a_second(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, program=search.program())
    more = "".join(f"<p>Paragraph {n} of the long text of an edition with figures and words.</p>\n" for n in range(200))
    charts = {f"figures/{n}.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>" * 200 for n in range(20)}
    names = [(date(2017, 1, 6) + timedelta(weeks=n)).isoformat() for n in range(503)]
    shelf.publish(*(shelf.edition(name, more=more, extra=charts) for name in names[:500]), base=BASE)
    took = []
    for name in names[500:]:
        folder = shelf.edition(name, more=more, extra=charts)
        start = time.monotonic()
        shelf.publish(folder)
        took.append(time.monotonic() - start)
    assert faults(shelf.files(), BASE) == []
    assert min(took) < 2.5, f"about a second on an idle machine, which this may not be: {took}"
