"""What every layout template is handed: masthead, sections by place, references, marks."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from markupsafe import Markup

from reportgen.model.document import Source
from reportgen.model.prose import plain
from reportgen.model.units import Standing
from reportgen.render.job import MARKS, MEANINGS, SHORTLY, Job
from reportgen.render.markup import EMPTY, Dialect, SectionView, inline, safe_url, view

AI_USE = {
    "none": "",
    "assisted": "Drafted with the help of a language model, edited by a person.",
    "generated": "Assembled by software from the data named; no person wrote the words.",
}
"""What is said of the use of a language model, by the word the report declares; other words are said as they are."""
PLACES = ("lead", "body", "back")


def frame(job: Job, dialect: Dialect) -> dict[str, Any]:
    """The values of a layout."""
    masthead = job.document.masthead
    brand = job.theme.brand
    return {
        "m": masthead,
        "publisher": brand.name or masthead.publisher,
        "contact": brand.contact or masthead.contact,
        "disclaimer": brand.disclaimer,
        "logo": data_address(brand.logo),
        "logo_dark": data_address(brand.logo_dark or brand.logo),
        "theme": job.theme,
        "ai_use": AI_USE.get(masthead.ai_use, masthead.ai_use),
        "headline": inline(masthead.headline, dialect),
        "headline_text": plain(masthead.headline),
        "standfirst": inline(masthead.standfirst, dialect),
        "standfirst_text": plain(masthead.standfirst),
        "marks": marks(job),
        "legend": legend(job),
        "face": face(job),
        "references": job.document.sources,
        "has_sources": any(s.kind == "sources" and dialect.output in s.outputs for s in job.document.sections),
        "dropped": [gone for gone in job.document.dropped if not gone.told],
        "output": dialect.output,
        **{place: views(job, dialect, place) for place in PLACES},
    }


def data_address(path: Path | None) -> str:
    """An SVG file as an address that holds it; as an image it can neither run a script nor fetch a thing."""
    if path is None:
        return ""
    return "data:image/svg+xml;base64," + base64.b64encode(path.read_bytes()).decode("ascii")


def views(job: Job, dialect: Dialect, place: str) -> tuple[SectionView, ...]:
    """The sections of a place; the references follow the section of sources, and stand alone where there is none.

    Print sets them small in its closing lines instead.
    """
    sections = job.sections(dialect.output, place)
    out = [view(s, dialect, references(job) if s.kind == "sources" else EMPTY) for s in sections]
    alone = not any(s.kind == "sources" for s in job.document.sections) and dialect.output != "pdf"
    if place == "back" and alone and job.document.sources:
        found = references(job)
        out.append(SectionView("sources", "sources", Markup("Sources"), "Sources", found, page=False, columns=1))
    return tuple(out)


def references(job: Job) -> Markup:
    """The numbered sources."""
    items = EMPTY.join(_reference(source) for source in job.document.sources)
    return Markup('<ol class="references">\n{}</ol>\n').format(items) if items else EMPTY


def _reference(source: Source) -> Markup:
    text = Markup('<a href="{}">{}</a>').format(safe_url(source.url), source.text) if source.url else source.text
    standing = f" ({source.standing})" if source.standing != Standing.COMPUTED else ""
    return Markup('<li id="source-{0}" value="{0}">{1}{2}</li>\n').format(source.number, text, standing)


def face(job: Job) -> str:
    """What the first page says of made-up figures, where there are any: nothing that is no fact may pass for one."""
    mark = next((mark for mark, meaning in marks(job) if meaning == MEANINGS[Standing.ILLUSTRATIVE]), "")
    made_up = f"Figures marked {mark} are illustrative: made up, to show the form." if mark else ""
    return f"{job.document.masthead.correction} {made_up}".strip()


def legend(job: Job) -> tuple[tuple[str, str], ...]:
    """The marks this document uses, in few words, for the foot of a page."""
    used = {fact.standing for fact in job.document.facts.values()} - {Standing.COMPUTED}
    return tuple((job.document.marks.get(s, MARKS[s]), SHORTLY[s]) for s in MARKS if s in used)


def marks(job: Job) -> tuple[tuple[str, str], ...]:
    """The marks of standings this document uses, with their meaning, weakest last."""
    used = {fact.standing for fact in job.document.facts.values()} - {Standing.COMPUTED}
    return tuple((job.document.marks.get(s, MARKS[s]), MEANINGS[s]) for s in MARKS if s in used)
