"""The audit as a page: the text as read, every claim marked, its evidence with a chart one tap away. No scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from reportgen.audit.outputs import style
from reportgen.audit.outputs.marks import Mark, Marks
from reportgen.audit.outputs.words import LABELS, checked, sentence, sentences
from reportgen.audit.reading import Block, Cell, Grid, Kind, Piece
from reportgen.audit.result import Audit, Claim, Finding
from reportgen.audit.verdicts import Verdict
from reportgen.model.evidence import Drawing, Look, sight


def render(audits: Sequence[Audit]) -> str:
    """One self-contained page; where no browser opens its evidence, and on paper, it stands below the text."""
    title = "Checked: " + ", ".join(audit.reading.title or audit.reading.name for audit in audits)
    pages = [_Page(audit, at) for at, audit in enumerate(audits)]
    body = "\n".join(line for page in pages for line in page.lines())
    sheet = style.sheet(audits[0].gallery.look if audits else Look())
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title[:160])}</title>\n<style>\n{sheet}</style>\n</head>\n<body>\n"
        f"<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


class _Page:
    """One audited text on the page; `at` keeps its ids apart from those of the others."""

    def __init__(self, audit: Audit, at: int) -> None:
        self.audit = audit
        self.marks = Marks(audit.claims, f"{at}-" if at else "")
        self.drawn = {name: f"d{at}-{number}" for number, name in enumerate(audit.gallery.drawings)}

    def lines(self) -> Iterator[str]:
        """The text's part of the page, piece by piece."""
        audit = self.audit
        yield f"<h1>{escape(audit.reading.name)}</h1>"
        yield f'<p class="sum">Checked against the data {escape(checked(audit))}.</p>'
        yield self._tally()
        yield from self._wrong()
        yield "<h2>The text</h2>"
        if audit.claims:
            yield '<p class="sum hint">Select a marked figure for its evidence.</p>'
        yield from self._symbols()
        pieces = [piece for piece in audit.reading.pieces if not isinstance(piece, Block) or piece.passage.text.strip()]
        at = 0
        while at < len(pieces):
            run = _items(pieces, at)
            yield self._list(run) if run else self._piece(pieces[at])
            at += len(run) or 1
            yield from (self._evidence(mark) for mark in self.marks.taken())

    def _tally(self) -> str:
        claims = len(self.audit.claims)
        cells = [f"<li><b>{claims:,}</b> {'claim' if claims == 1 else 'claims'}</li>"]
        for verdict in (Verdict.CONTRADICTED, Verdict.SUPPORTED, Verdict.UNVERIFIABLE):
            words, count = LABELS[verdict].lower(), self.audit.count(verdict)
            cells.append(f'<li class="{verdict.value}"><b>{count:,}</b> {words}</li>')
        return f'<ul class="tally">{"".join(cells)}</ul>'

    def _wrong(self) -> Iterator[str]:
        """What the data contradict and what else was found, each with a link to its place."""
        if not self.audit.contradicted and not self.audit.findings:
            return
        yield '<h2>What is wrong</h2>\n<ol class="wrong">'
        for claim in self.audit.contradicted:
            yield f"<li>{self._link(claim)} {escape(' '.join(sentences(claim)))}</li>"
        for finding in self.audit.findings:
            told = f"{finding.kind}: {finding.message}"
            yield f"<li>{self._link(finding)} {escape(sentence(told))}</li>"
        yield "</ol>"

    def _link(self, one: Claim | Finding) -> str:
        mark = self.marks.at(one.start)
        words = f"<b>{escape(one.text)}</b>"
        return f'<a href="#{mark.id}">{words}</a>' if mark else words

    def _symbols(self) -> Iterator[str]:
        """Every drawing once; where it is shown it is used by its name."""
        if not self.drawn:
            return
        yield '<svg width="0" height="0" aria-hidden="true" focusable="false" style="position:absolute">'
        for name, drawing in self.audit.gallery.drawings.items():
            inner = drawing.svg[drawing.svg.index(">") + 1 : drawing.svg.rindex("</svg>")]
            yield f'<symbol id="{self.drawn[name]}" viewBox="0 0 {drawing.wide:g} {drawing.high:g}">{inner}</symbol>'
        yield "</svg>"

    # -- the text ------------------------------------------------------------------------------

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, Grid):
            return self._grid(piece)
        inner = self.marks.marked(piece.passage)
        match piece.kind:
            case Kind.HEADING:
                return f"<h3>{inner}</h3>"
            case Kind.QUOTE:
                return f"<blockquote><p>{inner}</p></blockquote>"
            case Kind.CAPTION | Kind.NOTE:
                return f'<p class="note">{inner}</p>'
            case _:
                return f"<p>{inner}</p>"

    def _list(self, run: Sequence[Block]) -> str:
        return "<ul>" + "".join(f"<li>{self.marks.marked(block.passage)}</li>" for block in run) + "</ul>"

    def _grid(self, grid: Grid) -> str:
        caption = f"<caption>{self.marks.marked(grid.caption)}</caption>" if grid.caption else ""
        widest = max((len(row) for row in grid.rows), default=0)
        rows = "".join(f"<tr>{self._row(row, widest)}</tr>" for row in grid.rows)
        table = f"<table>{caption}{rows}</table>"
        return f'<div class="wide" role="region" aria-label="Table" tabindex="0">{table}</div>'

    def _row(self, row: Sequence[Cell], widest: int) -> str:
        """The cells of a row; the last of a short one reaches to the table's edge."""
        out = []
        for at, cell in enumerate(row, start=1):
            tag = "th" if cell.head and cell.passage.text.strip() else "td"
            reach = f' colspan="{widest - at + 1}"' if at == len(row) < widest else ""
            out.append(f"<{tag}{reach}>{self.marks.marked(cell.passage)}</{tag}>")
        return "".join(out)

    # -- the evidence --------------------------------------------------------------------------

    def _evidence(self, mark: Mark) -> str:
        label = escape(f"Evidence for {mark.claims[0].text}", quote=True)
        told = "".join(f'<div class="one">{self._told(claim)}</div>' for claim in mark.claims)
        return (
            f'<div class="ev {mark.verdict.value}" id="e{mark.id}" popover role="group" aria-label="{label}">{told}'
            f'<button class="close" type="button" popovertarget="e{mark.id}" popovertargetaction="hide">Close</button>'
            "</div>"
        )

    def _told(self, claim: Claim) -> str:
        """The verdict on a claim, why, and its chart."""
        where = f"page {claim.page}" if claim.page else f"line {claim.line}"
        head = f"{LABELS[claim.verdict]}: {escape(claim.text)} <span>{where}</span>"
        out = [f'<p class="head">{head}</p>', *(f"<p>{escape(one)}</p>" for one in sentences(claim))]
        if claim.fact:
            name = sight(claim.fact, claim.fitting)
            drawing = self.audit.gallery.drawings.get(name)
            out += [self._figure(drawing, self.drawn[name])] if drawing else []
            out.append(f"<p><code>{escape(claim.fact)}</code></p>")
        return "".join(out)

    def _figure(self, drawing: Drawing, name: str) -> str:
        return (
            f"<figure><figcaption>{escape(drawing.title)}<span>{escape(drawing.subtitle)}</span></figcaption>"
            f'<svg viewBox="0 0 {drawing.wide:g} {drawing.high:g}" role="img" aria-label="{escape(drawing.alt)}">'
            f'<use href="#{name}"/></svg><p class="source">Source: {escape(drawing.source)}</p></figure>'
        )


def _items(pieces: Sequence[Piece], at: int) -> list[Block]:
    """The run of list items that begins at a place."""
    run: list[Block] = []
    for piece in pieces[at:]:
        if not isinstance(piece, Block) or piece.kind is not Kind.ITEM:
            break
        run.append(piece)
    return run
