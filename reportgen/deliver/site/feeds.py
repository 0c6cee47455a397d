"""What programs read: Atom and JSON feeds, the site map, robots.txt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

from reportgen.deliver.site.frame import Frame, said
from reportgen.deliver.site.index import Published
from reportgen.deliver.site.pages import Page

_MOST = 50


def feed_pages(frame: Frame) -> Iterator[tuple[str, Page]]:
    """The feeds of the site and of each report, and, where the site's address is known, its map."""
    index = frame.index
    standing = tuple(one for one in index.by_date if index.corrected_by(one) is None)[:_MOST]
    yield from _pair(frame, "", index.title, standing)
    for report, editions in index.by_report.items():
        if kept := index.standing(report)[:_MOST]:
            yield from _pair(frame, f"{report}/", editions[0].title, kept)
    yield "robots.txt", (frame.key("robots"), lambda: _robots(frame))
    if index.base:
        key = frame.key("sitemap", [(one.page, _touched(frame, one)) for one in index.by_date])
        yield "sitemap.xml", (key, lambda: _sitemap(frame))


def _pair(frame: Frame, folder: str, title: str, editions: tuple[Published, ...]) -> Iterator[tuple[str, Page]]:
    key = frame.key("feed", folder, title, [said(one) for one in editions])
    yield f"{folder}feed.xml", (key, lambda: _atom(frame, folder, title, editions))
    yield f"{folder}feed.json", (key, lambda: _json(frame, folder, title, editions))


def _name(*parts: str) -> str:
    """An identity that outlives a move of the site to another address."""
    return uuid5(NAMESPACE_URL, "reportgen:" + "/".join(parts)).urn


def _place(frame: Frame, path: str, folder: str) -> str:
    return frame.full(path) or frame.relative(path, f"{folder}feed.xml")


def _atom(frame: Frame, folder: str, title: str, editions: tuple[Published, ...]) -> bytes:
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    feed.id(_name(frame.index.title, folder))
    feed.title(title)
    feed.author({"name": frame.index.title})
    feed.language(frame.index.language)
    feed.link(href=_place(frame, f"{folder}index.html", folder), rel="alternate", type="text/html")
    feed.link(href=_place(frame, f"{folder}feed.xml", folder), rel="self", type="application/atom+xml")
    feed.generator("reportgen")
    feed.updated(max(_moment(one) for one in editions))
    for one in editions:
        entry = feed.add_entry(order="append")
        entry.id(_name(frame.index.title, one.report, one.edition))
        entry.title(one.headline)
        entry.summary(one.standfirst or one.headline)
        entry.category(term=one.report, label=one.title)
        if one.author:
            entry.author({"name": one.author})
        entry.published(_moment(one))
        entry.updated(_moment(one))
        entry.link(href=_place(frame, one.page, folder), rel="alternate", type="text/html")
    return _attributed(frame, folder, editions, bytes(feed.atom_str(pretty=True)))


def _attributed(frame: Frame, folder: str, editions: tuple[Published, ...], feed: bytes) -> bytes:
    """The feed with what feedgen 1.0 drops from the links of entries: their relation and type; and with the PDFs."""
    from lxml import etree

    atom = "{http://www.w3.org/2005/Atom}"
    root = etree.fromstring(feed)
    for entry, one in zip(root.iter(f"{atom}entry"), editions, strict=True):
        link = next(entry.iter(f"{atom}link"))
        link.attrib.update({"rel": "alternate", "type": "text/html"})
        if "report.pdf" in one.files:
            pdf = etree.Element(f"{atom}link", href=_place(frame, f"{one.folder}report.pdf", folder))
            pdf.attrib.update({"rel": "enclosure", "type": "application/pdf", "title": "PDF"})
            pdf.tail = link.tail
            link.addnext(pdf)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _moment(one: Published) -> datetime:
    moment = datetime.fromisoformat(one.published)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _json(frame: Frame, folder: str, title: str, editions: tuple[Published, ...]) -> bytes:
    items = [
        {
            "id": _name(frame.index.title, one.report, one.edition),
            "url": _place(frame, one.page, folder),
            "title": one.headline,
            "summary": one.standfirst,
            "content_text": one.standfirst or one.headline,
            "date_published": _moment(one).isoformat(),
            "language": one.language,
            "tags": [one.title],
            **({"authors": [{"name": one.author}]} if one.author else {}),
        }
        for one in editions
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": _place(frame, f"{folder}index.html", folder),
        "feed_url": _place(frame, f"{folder}feed.json", folder),
        "language": frame.index.language,
        "items": items,
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _touched(frame: Frame, one: Published) -> str:
    fixed = frame.index.corrected_by(one)
    return max(one.published, fixed.published if fixed else "")[:10]


def _sitemap(frame: Frame) -> bytes:
    index = frame.index
    newest = max(one.published for one in index.editions)[:10]
    places = {"index.html": newest, "archive/index.html": newest}
    for report, editions in index.by_report.items():
        places[f"{report}/index.html"] = max(one.published for one in editions)[:10]
    for one in index.by_date:
        year = f"archive/{one.edition[:4]}/index.html"
        places[year] = max(places.get(year, ""), one.published[:10])
    places |= {one.page: _touched(frame, one) for one in index.by_date}
    rows = "".join(
        f"<url><loc>{escape(frame.full(path))}</loc><lastmod>{day}</lastmod></url>\n" for path, day in places.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{rows}</urlset>\n".encode()


def _robots(frame: Frame) -> bytes:
    where = f"\nSitemap: {frame.index.base}sitemap.xml\n" if frame.index.base else ""
    return f"User-agent: *\nAllow: /\n{where}".encode()
