"""The pages that lead to editions: home, by date, by report, search, and the one for what is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from reportgen.deliver.site.frame import Frame, said
from reportgen.deliver.site.index import Published

Page = tuple[str, Callable[[], bytes]]
"""The key of what a page is made from, and how to make it."""
_RECENT = 12


def listing_pages(frame: Frame) -> Mapping[str, Page]:
    """Every page but the editions' own, by path."""
    return dict(_pages(frame))


def _pages(frame: Frame) -> Iterator[tuple[str, Page]]:
    yield _home(frame)
    yield from _archives(frame)
    for report, editions in frame.index.by_report.items():
        yield _report(frame, report, editions)
    yield "404.html", (frame.key("404"), lambda: frame.fill("404.html", "404.html"))
    if frame.search:
        years = sorted({one.edition[:4] for one in frame.index.editions}, reverse=True)
        yield (
            "search/index.html",
            (frame.key("search", years), lambda: frame.fill("search.html", "search/index.html", years=years)),
        )


def _home(frame: Frame) -> tuple[str, Page]:
    index = frame.index
    newest = [standing[0] for report in index.by_report if (standing := index.standing(report))]
    newest.sort(key=lambda one: one.edition, reverse=True)
    recent = [one for one in index.by_date if index.corrected_by(one) is None and one not in newest][:_RECENT]
    data = {"@context": "https://schema.org", "@type": "WebSite", "name": index.title, "inLanguage": index.language}
    if index.base:
        data["url"] = index.base
    key = frame.key("home", [said(one) for one in newest], [said(one) for one in recent])
    return "index.html", (key, lambda: frame.fill("home.html", "index.html", newest=newest, recent=recent, data=data))


def _archives(frame: Frame) -> Iterator[tuple[str, Page]]:
    by_year = {year: tuple(group) for year, group in groupby(frame.index.by_date, key=lambda one: one.edition[:4])}
    counts = [(year, len(editions)) for year, editions in by_year.items()]
    for year, editions in by_year.items():
        path = f"archive/{year}/index.html"
        yield path, (_listed_key(frame, year, editions), _filler(frame, "archive.html", path, year, editions))
    path = "archive/index.html"
    yield path, (frame.key("archives", counts), lambda: frame.fill("archives.html", path, counts=counts))


def _report(frame: Frame, report: str, editions: tuple[Published, ...]) -> tuple[str, Page]:
    path = f"{report}/index.html"
    return path, (_listed_key(frame, report, editions), _filler(frame, "report.html", path, report, editions))


def _listed_key(frame: Frame, name: str, editions: tuple[Published, ...]) -> str:
    marks = [(said(one), frame.index.corrected_by(one) is not None) for one in editions]
    return frame.key("list", name, marks)


def _filler(frame: Frame, template: str, path: str, name: str, editions: tuple[Published, ...]) -> Callable[[], bytes]:
    months = [(month, tuple(group)) for month, group in groupby(editions, key=lambda one: one.edition[:7])]
    return lambda: frame.fill(template, path, name=name, editions=editions, months=months)
