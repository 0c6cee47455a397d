"""An edition's page: its own report.html, word for word, with the site's navigation and notices around it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from reportgen.deliver.editions import order
from reportgen.deliver.site.frame import Frame, said
from reportgen.deliver.site.index import Published
from reportgen.deliver.site.look import asset

_BODY = re.compile(r"<body(?P<attributes>[^>]*)>(?P<inside>.*)</body>", re.DOTALL)
_CLASS = re.compile(r'\bclass="([^"]*)"')
_SKIP = re.compile(r'\A\s*<a class="skip"[^>]*>.*?</a>\n?', re.DOTALL)
_KEPT = re.compile(
    r"<style\b.*?</style>|<script\b.*?</script>"
    r'|<link\b[^>]*\brel="(?:stylesheet|icon)"[^>]*>|<meta\b[^>]*\bname="(?:color-scheme|theme-color)"[^>]*>',
    re.DOTALL,
)
_LINKED = re.compile(r'<script type="application/ld\+json">(?P<json>.*?)</script>', re.DOTALL)
_FONT = re.compile(r"url\(data:font/woff2;base64,([A-Za-z0-9+/=]+)\)")
_DOWNLOADS = (("report.pdf", "PDF"), ("report.md", "Markdown"), ("facts.json", "Every figure with its source (JSON)"))
_MOST_FIGURES = 12


@dataclass(frozen=True, slots=True)
class Split:
    """A report's page in its parts: the head worth keeping, the body's class, its skip link, the rest."""

    head: str
    css_class: str
    skip: str
    body: str
    linked: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The editions an edition's page names."""

    older: Published | None
    newer: Published | None
    corrected_by: Published | None
    newest: Published | None
    corrects: Published | None


def neighbours(frame: Frame, one: Published) -> Neighbours:
    """The editions before and after, leaving out those corrected since, and those it corrects and is corrected by."""
    index, at = frame.index, order(one.edition)
    chain = [each for each in index.standing(one.report) if order(each.edition)[0] != at[0]]
    older = next((each for each in chain if order(each.edition) < at), None)
    newer = next((each for each in reversed(chain) if order(each.edition) > at), None)
    fixed = index.corrected_by(one)
    newest = fixed
    while newest is not None and (further := index.corrected_by(newest)) is not None:
        newest = further
    corrects = index.get(one.report, one.correction.corrects) if one.correction else None
    return Neighbours(older, newer, fixed, newest, corrects)


def key(frame: Frame, one: Published) -> str:
    """The digest of what the page is made from."""
    near = neighbours(frame, one)
    fixed = near.corrected_by
    others = [said(each) for each in (near.older, near.newer, fixed, near.newest, near.corrects)]
    notice = asdict(fixed.correction) if fixed is not None and fixed.correction else None
    return frame.key("edition", one.digest, one.published, others, notice)


def split(html: str) -> tuple[Split, Mapping[str, bytes]]:
    """The parts of a report's page, and the fonts it carried inside, which all pages of the site share."""
    fonts: dict[str, bytes] = {}
    head, _, _ = html.partition("</head>")
    found = _BODY.search(html)
    inside = found["inside"] if found else html
    held = _CLASS.search(found["attributes"]) if found else None
    skip = _SKIP.match(inside)
    kept = "\n".join(part for part in _KEPT.findall(head) if not _LINKED.fullmatch(part))
    linked = _LINKED.search(head)
    return Split(
        head=_FONT.sub(lambda font: _shared(font[1], fonts), kept),
        css_class=held[1] if held else "",
        skip=skip[0] if skip else "",
        body=inside[skip.end() :] if skip else inside,
        linked=_json(linked["json"]) if linked else {},
    ), fonts


def _shared(coded: str, fonts: dict[str, bytes]) -> str:
    import base64

    content = base64.b64decode(coded)
    path = asset(content, "woff2")
    fonts[path] = content
    return f"url(../../{path})"


def _json(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def page(frame: Frame, one: Published, html: str | None) -> tuple[bytes, Mapping[str, bytes]]:
    """The edition's page, and fonts it needs. `html` is report.html, None where the edition has none."""
    parts, fonts = split(html) if html is not None else (None, {})
    near = neighbours(frame, one)
    filled = frame.fill(
        "edition.html",
        one.page,
        one=one,
        parts=parts,
        near=near,
        figures=near.corrected_by.correction.figures[:_MOST_FIGURES]
        if near.corrected_by is not None and near.corrected_by.correction
        else (),
        downloads=tuple(downloads(one)),
        card=frame.full(f"{one.folder}opengraph.png") if "opengraph.png" in one.files else "",
        data=linked_data(frame, one, parts.linked if parts else {}),
    )
    return filled, fonts


def downloads(one: Published) -> Iterator[tuple[str, str]]:
    """The files a reader may want, with what each is."""
    yield from (pair for pair in _DOWNLOADS if pair[0] in one.files)
    for name in one.files:
        if name.startswith("data/"):
            stem, _, kind = name.removeprefix("data/").rpartition(".")
            yield name, f"Data: {stem.replace('-', ' ').replace('_', ' ')} ({kind.upper()})"
    if "report.html" in one.files:
        yield "report.html", "The page as approved"
    yield "manifest.json", "Digests of all files"


def linked_data(frame: Frame, one: Published, own: Mapping[str, Any]) -> Mapping[str, Any]:
    """The edition's JSON-LD with its address, the publication it is part of, and its corrections."""
    plain = {"@context": "https://schema.org", "@type": "Report", "headline": one.headline, "abstract": one.standfirst}
    found: dict[str, Any] = {**plain, **own, "datePublished": one.published[:10], "version": one.edition}
    found["isPartOf"] = {"@type": "Periodical", "name": one.title}
    fixed = frame.index.corrected_by(one)
    if fixed is not None and fixed.correction is not None:
        found["correction"] = {"@type": "CorrectionComment", "text": fixed.correction.reason}
        found["correction"]["datePublished"] = fixed.correction.day
    if address := frame.full(one.page):
        found |= {"url": address, "mainEntityOfPage": address}
        if "opengraph.png" in one.files:
            found["image"] = address + "opengraph.png"
    if isinstance(found.get("hasPart"), list):
        found["hasPart"] = [_addressed(part, one, address) for part in found["hasPart"]]
    return {name: value for name, value in found.items() if value}


def _addressed(part: Any, one: Published, address: str) -> Any:
    """A chart's dataset with the address its file has on this site."""
    where = part.get("distribution", {}).get("contentUrl", "") if isinstance(part, dict) else ""
    name = "data/" + where.rpartition("data/")[2]
    if name not in one.files:
        return part
    return {**part, "distribution": {**part["distribution"], "contentUrl": address + name}}
