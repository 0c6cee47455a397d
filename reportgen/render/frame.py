"""What every layout template is handed: masthead, sections by place, references, marks."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from reportgen.model.document import Output, Prose, Source
from reportgen.model.prose import plain
from reportgen.model.units import Standing
from reportgen.render import logo
from reportgen.render.job import MARKS, MEANINGS, SHORTLY, Job
from reportgen.render.markup import EMPTY, Dialect, SectionView, inline, safe_url, view

AI_USE = {
    "none": "",
    "assisted": "Drafted with the help of a language model, edited by a person.",
    "generated": "Worded by a language model, reviewed by a person.",
}
"""What is said of the use of a language model, by the word the report declares; other words are said as they are."""
_MODEL = "language model"
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
        "logo": logo.address(brand.logo),
        "logo_dark": logo.address(brand.logo_dark or brand.logo),
        "named": not logo.speaks(brand.logo),
        "theme": job.theme,
        "ai_use": ai_use(job, dialect.output),
        "headline": inline(masthead.headline, dialect),
        "headline_text": plain(masthead.headline),
        "standfirst": inline(masthead.standfirst, dialect),
        "standfirst_text": plain(masthead.standfirst),
        "marks": unexplained(job, dialect.output),
        "legend": legend(job),
        "face": face(job),
        "references": job.document.sources,
        "has_sources": any(s.kind == "sources" and dialect.output in s.outputs for s in job.document.sections),
        "dropped": [gone for gone in job.document.dropped if not gone.told],
        "output": dialect.output,
        **{place: views(job, dialect, place) for place in PLACES},
    }


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


def disclosed(job: Job, output: Output) -> str:
    """The words of the disclosures this output prints."""
    closing = (s for place in PLACES for s in job.sections(output, place) if s.kind == "disclosures")
    return " ".join(plain(block.text) for s in closing for block in s.blocks if isinstance(block, Prose))


def ai_use(job: Job, output: Output) -> str:
    """What is said of a language model beside the names; nothing where the disclosures say it."""
    said = job.document.masthead.ai_use
    return "" if said in AI_USE and _MODEL in disclosed(job, output) else AI_USE.get(said, said)


def unexplained(job: Job, output: Output) -> tuple[tuple[str, str], ...]:
    """The marks this document uses that its disclosures do not explain."""
    said = disclosed(job, output)
    return tuple((mark, meaning) for mark, meaning in marks(job) if f"marked {mark} " not in said)


def legend(job: Job) -> tuple[tuple[str, str], ...]:
    """The marks this document uses, in few words, for the foot of a page."""
    used = {fact.standing for fact in job.document.facts.values()} - {Standing.COMPUTED}
    return tuple((job.document.marks.get(s, MARKS[s]), SHORTLY[s]) for s in MARKS if s in used)


def marks(job: Job) -> tuple[tuple[str, str], ...]:
    """The marks of standings this document uses, with their meaning, weakest last."""
    used = {fact.standing for fact in job.document.facts.values()} - {Standing.COMPUTED}
    return tuple((job.document.marks.get(s, MARKS[s]), MEANINGS[s]) for s in MARKS if s in used)
