"""From a report and a fact book to a Document: the lead, the sections, what was dropped and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import Problem, ProblemsError
from reportgen.model.correction import Correction
from reportgen.model.document import (
    Block,
    Callout,
    Document,
    Dropped,
    Masthead,
    Section,
)
from reportgen.model.facts import Facts
from reportgen.model.printing import day
from reportgen.model.prose import Inline
from reportgen.model.report import ReportSpec
from reportgen.narrative import blocks, guard
from reportgen.narrative.backmatter import back_matter, references
from reportgen.narrative.correction import front
from reportgen.narrative.correction import section as restated
from reportgen.narrative.desk import Absent, Desk
from reportgen.narrative.environment import environment, problem_of
from reportgen.narrative.gaps import Gaps
from reportgen.narrative.gather import facts_of, keys_of, reading_minutes
from reportgen.narrative.placing import ExhibitMaker, Placing
from reportgen.narrative.sections import SectionFile, find, read, text_of
from reportgen.narrative.vocabulary import vocabulary

if TYPE_CHECKING:
    from reportgen.narrative.sandbox import Bounded

MARKS = {"estimated": "e", "cited": "c", "illustrative": "i"}


@dataclass
class Writer:
    """One edition being written. Problems are collected, so that an editor sees all of them at once."""

    report: ReportSpec
    desk: Desk
    folders: Sequence[Path]
    env: Bounded
    gaps: Gaps
    problems: list[Problem] = field(default_factory=list)


def compose(  # noqa: PLR0913 - the stage's one door
    report: ReportSpec,
    book: Facts,
    *,
    exhibit: ExhibitMaker,
    templates: Sequence[Path],
    edition: str,
    commentary: Path | None = None,
    correction: Correction | None = None,
) -> Document:
    """The edition's document.

    `exhibit` gives an exhibit's block by name, or the reason why it is absent. `templates` are searched in
    order. Raises ProblemsError with every problem of every section: unknown facts, bare numbers, loose
    digits, words that contradict their figure, templates that fail.
    """
    desk = Desk(report, book)
    placing = Placing(desk.sheet, exhibit)
    gaps = Gaps(placing.absent)
    writer = Writer(report, desk, templates, environment(templates, vocabulary(desk, placing, gaps)), gaps)
    headline, standfirst = _lead(writer)
    sections = [section for name in report.sections if (section := _section(writer, f"sections/{name}.md", name))]
    if commentary is not None:
        sections = _with_comment(writer, sections, commentary)
    if writer.problems:
        raise ProblemsError(writer.problems)
    facts = facts_of(book, sections, headline, standfirst)
    keys = keys_of(sections, headline, standfirst)
    if correction is not None and (told := restated(correction, keys, facts, report.style)):
        sections.append(told)
    sections.extend(back_matter(report, book, facts))
    masthead = _masthead(report, book, edition, headline, standfirst, sections)
    if correction is not None:
        masthead = replace(masthead, correction=front(correction, report.style))
    return Document(
        masthead=masthead,
        sections=tuple(sections),
        facts=facts,
        metrics={name: book.metrics[name] for name in sorted({fact.metric for fact in facts.values()})},
        sources=references(facts),
        dropped=gaps.closed(),
        marks={standing: mark for standing, mark in MARKS.items() if _stands(facts, standing)},
    )


def _stands(facts: Mapping[str, object], standing: str) -> bool:
    return any(getattr(fact, "standing", "") == standing for fact in facts.values())


def _masthead(  # noqa: PLR0913, PLR0917 - one noun from its parts
    report: ReportSpec,
    book: Facts,
    edition: str,
    headline: tuple[Inline, ...],
    standfirst: tuple[Inline, ...],
    sections: Sequence[Section],
) -> Masthead:
    return Masthead(
        report=report.name,
        report_title=report.title,
        edition=edition,
        number=_number(report, book.as_of),
        as_of=book.as_of,
        as_of_text=day(book.as_of, report.style),
        headline=headline,
        standfirst=standfirst,
        publisher=report.terms.publisher,
        author=report.author,
        reviewer=report.reviewer,
        ai_use=report.ai_use,
        language=report.language,
        paper=report.paper,
        style=report.style,
        reading_minutes=reading_minutes(sections),
        contact=report.terms.contact,
        url=_address(report, edition),
        tags=report.tags,
        layout=report.layout,
    )


def _address(report: ReportSpec, edition: str) -> str | None:
    """Where the edition stands on the publisher's site; None where the report names no site."""
    site = report.terms.url
    return f"{site.rstrip('/')}/{report.name}/{edition}/" if site else None


def _number(report: ReportSpec, as_of: date) -> int | None:
    """The running number of a weekly edition, counted from the first."""
    if report.first_edition is None or report.frequency != "weekly" or as_of < report.first_edition:
        return None
    return (as_of - report.first_edition).days // 7 + 1


def _lead(writer: Writer) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """Headline and standfirst of the lead that scores highest this time: what mattered most."""
    folder = f"leads/{writer.report.settings.get('leads', writer.report.layout)}"
    names = sorted({path.name for root in writer.folders for path in (root / folder).glob("*.md")})
    scores = {name: _score(writer, folder, name) for name in names}
    ranked = sorted(((score, name) for name, score in scores.items() if score is not None), reverse=True)
    for _, name in ranked:
        writer.desk.sheet.clear()
        file = read(find(f"{folder}/{name}", writer.folders), name)
        text = _rendered(writer, file)
        if text is not None:
            writer.desk.lead = name.removesuffix(".md")
            head, _, rest = text.strip().partition("\n")
            ledger = writer.desk.sheet.ledger
            return blocks.inline(head.lstrip("# "), ledger), blocks.inline(rest.strip(), ledger)
    if not writer.problems:
        writer.problems.append(Problem(folder, "no lead fits this edition.", "One lead must need no fact at all."))
    return (), ()


def _score(writer: Writer, folder: str, name: str) -> float | None:
    file = read(find(f"{folder}/{name}", writer.folders), name)
    try:
        if not writer.desk.has(*file.requires) or not _evaluate(writer, file.when):
            return None
        return float(_evaluate(writer, file.score))  # type: ignore[arg-type]
    except Absent:
        return None
    except Exception as error:  # noqa: BLE001 - whatever a template's expression does is its author's to mend
        writer.problems.append(problem_of(error, file.path))
        return None


def _evaluate(writer: Writer, expression: str) -> object:
    return writer.env.evaluate(expression)


def _rendered(writer: Writer, file: SectionFile) -> str | None:
    """The section's finished Markdown, guarded; None where it was dropped or has problems."""
    try:
        text = writer.env.from_string("\n" * file.offset + file.body).render()
    except Absent as absent:
        writer.gaps.dropped.append(Dropped(file.name, file.title, f"{absent.reason}"))
        return None
    except Exception as error:  # noqa: BLE001 - a broken template is its author's to mend, named with its line
        writer.problems.append(problem_of(error, file.path))
        return None
    source = "\n" * file.offset + file.body
    sheet = writer.desk.sheet
    texts = (text, *sheet.heard)
    found = [fault for said in texts for fault in guard.inspect(said, sheet.ledger, where=file.path, source=source)]
    writer.problems.extend(found)
    return None if found else text


def _section(writer: Writer, template: str, name: str) -> Section | None:
    writer.desk.sheet.clear()
    try:
        file = read(find(template, writer.folders), name)
    except ProblemsError as error:
        writer.problems.extend(error.problems)
        return None
    return _written(writer, file)


def _written(writer: Writer, file: SectionFile) -> Section | None:
    try:
        if lacking := [key for key in file.requires if not writer.desk.has(key)]:
            reason = writer.desk.missing[writer.desk.resolve(lacking[0])]
            writer.gaps.dropped.append(Dropped(file.name, file.title, reason))
            return None
        if not _evaluate(writer, file.when):
            return None
        file = replace(file, page=str(bool(_evaluate(writer, file.page))).lower())
        title_text = writer.env.from_string(file.title).render()
    except Absent as absent:
        writer.gaps.dropped.append(Dropped(file.name, file.title, absent.reason))
        return None
    except Exception as error:  # noqa: BLE001 - the author's to mend, named with its file
        writer.problems.append(problem_of(error, file.path))
        return None
    writer.problems.extend(guard.inspect(title_text, writer.desk.sheet.ledger, where=file.path, source=file.title))
    text = _rendered(writer, file)
    return None if text is None else _assembled(writer, file, title_text, text)


def _assembled(writer: Writer, file: SectionFile, title: str, text: str) -> Section | None:
    try:
        found = blocks.parse(text, writer.desk.sheet.ledger, writer.desk.sheet.slots)
    except ValueError as error:
        writer.problems.append(Problem(file.path, f"{error}."))
        return None
    if not found:
        return None
    writer.problems.extend(guard.loose(found, where=file.path))
    return Section(
        id=file.name,
        title=blocks.inline(title, writer.desk.sheet.ledger),
        blocks=found,
        place=file.place,
        kind=file.kind,
        page=file.page == "true",
        outputs=file.outputs,
        columns=file.columns,
    )


def _with_comment(writer: Writer, sections: list[Section], path: Path) -> list[Section]:
    """The sections with a person's signed paragraph after the lead; checked like everything else."""
    writer.desk.sheet.clear()
    raw = text_of(path)
    body, signed = _signature(raw)
    text = _rendered(writer, SectionFile("commentary", str(path), body, raw.count("\n") - body.count("\n")))
    if text is None:
        return sections
    inner: tuple[Block, ...] = blocks.parse(text, writer.desk.sheet.ledger, writer.desk.sheet.slots)
    box = Callout("comment", (), tuple(b for b in inner if not isinstance(b, Callout)), signed)  # type: ignore[misc]
    at = next((i for i, section in enumerate(sections) if section.place != "lead"), len(sections))
    return [*sections[:at], Section("commentary", (), (box,)), *sections[at:]]


def _signature(raw: str) -> tuple[str, str]:
    """Body and signature of a commentary: front matter `signed: NAME` and the text."""
    if not raw.startswith("---\n") or "signed:" not in raw.split("---\n", 2)[1]:
        raise ProblemsError([Problem("commentary", "has no `signed: NAME` in its front matter.", "Sign it.")])
    front, body = raw.split("---\n", 2)[1:]
    return body, front.partition("signed:")[2].strip().splitlines()[0]
