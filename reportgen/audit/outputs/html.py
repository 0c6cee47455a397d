"""The audit as a page: the text as read, every claim marked, its evidence one tap away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from reportgen.audit.reading import Block, Grid, Kind
from reportgen.audit.result import Audit, Claim
from reportgen.audit.text.passage import Passage
from reportgen.audit.verdicts import Verdict

_STYLE = """
:root{color-scheme:light dark;--ink:#1c2326;--paper:#fff;--quiet:#5b666b;--rule:#d8dee0;--good:#0f6b5c;--bad:#b3261e;
--open:#8a6d1a;--goodbg:#e3f2ee;--badbg:#fde7e4;--openbg:#f7efd8}
@media(prefers-color-scheme:dark){:root{--ink:#e4e9ea;--paper:#14191b;--quiet:#9aa6aa;--rule:#333c40;--good:#6fd1bd;
--bad:#ff8a7d;--open:#e0c36a;--goodbg:#123029;--badbg:#3d1a17;--openbg:#332b12}}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.6 Georgia,"Source Serif 4",serif}
main{max-width:46rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.4rem;line-height:1.25}h2,h3{font-size:1.1rem;line-height:1.3}
.sum,.ev,table,summary{font-family:system-ui,"IBM Plex Sans",sans-serif}
.sum{color:var(--quiet);font-size:.9rem;border-bottom:1px solid var(--rule);padding-bottom:.8rem}
details.c{display:inline}details.c:not([open])::details-content{display:none}
details.c>summary{display:inline;list-style:none;cursor:pointer;border-radius:2px;padding:0 .12em;
font:inherit}details.c>summary::-webkit-details-marker{display:none}
.supported>summary{background:var(--goodbg);border-bottom:2px solid var(--good)}
.contradicted>summary{background:var(--badbg);border-bottom:2px double var(--bad)}
.unverifiable>summary{background:var(--openbg);border-bottom:2px dotted var(--open)}
.ev{display:block;margin:.5rem 0 .8rem;padding:.6rem .8rem;border-left:3px solid var(--rule);font-size:.85rem;
line-height:1.45}
.contradicted .ev{border-color:var(--bad)}.supported .ev{border-color:var(--good)}.ev b{font-weight:600}
.ev code{font-size:.8rem;overflow-wrap:anywhere}svg{display:block;max-width:100%;height:auto;margin-top:.5rem}
table{border-collapse:collapse;font-size:.9rem;display:block;overflow-x:auto}td,th{padding:.25rem .6rem;
border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
summary:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
"""


def render(audits: Sequence[Audit]) -> str:
    """One self-contained page without scripts."""
    title = "Checked: " + ", ".join(audit.reading.title or audit.reading.name for audit in audits)
    body = "\n".join(part for audit in audits for part in _document(audit))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title[:160])}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _document(audit: Audit) -> Iterator[str]:
    yield f"<h1>{escape(audit.reading.name)}</h1>"
    summed = f"Checked as of {audit.as_of.isoformat()}: {escape(audit.line())}."
    yield f'<p class="sum">{summed} Select a marked figure for its evidence.</p>'
    if audit.findings:
        yield "<h2>Findings</h2>\n<ul>"
        for finding in audit.findings:
            yield f"<li>Line {finding.line}, {escape(finding.kind)}: {escape(finding.message)}</li>"
        yield "</ul>"
    claims = sorted(audit.claims, key=lambda one: (one.start, -one.end))
    for piece in audit.reading.pieces:
        if isinstance(piece, Block):
            yield _block(piece, claims, audit)
        else:
            yield _grid(piece, claims, audit)


def _block(block: Block, claims: Sequence[Claim], audit: Audit) -> str:
    tag = {Kind.HEADING: "h2" if block.level < 2 else "h3", Kind.ITEM: "li", Kind.QUOTE: "blockquote"}.get(
        block.kind, "div"
    )
    inner = _marked(block.passage, claims, audit)
    return f"<ul><li>{inner}</li></ul>" if tag == "li" else f"<{tag}>{inner}</{tag}>"


def _grid(grid: Grid, claims: Sequence[Claim], audit: Audit) -> str:
    rows = []
    for row in grid.rows:
        cells = "".join(
            f"<{'th' if cell.head else 'td'}>{_marked(cell.passage, claims, audit)}</{'th' if cell.head else 'td'}>"
            for cell in row
        )
        rows.append(f"<tr>{cells}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _marked(passage: Passage, claims: Sequence[Claim], audit: Audit) -> str:
    """A passage with its claims marked; where two overlap the first is."""
    text = passage.text
    if not text:
        return ""
    first, last = passage.span(0, len(text))
    out: list[str] = []
    at = 0
    for claim in claims:
        if claim.start < first or claim.end > last:
            continue
        start = _position(passage, claim.start)
        end = _position(passage, claim.end - 1) + 1
        if start < at or end <= start:
            continue
        out.append(escape(text[at:start]))
        out.append(_claim(claim, text[start:end], audit))
        at = end
    out.append(escape(text[at:]))
    return "".join(out)


def _position(passage: Passage, origin: int) -> int:
    """The place in the text of a place in the source."""
    from bisect import bisect_right

    run = max(0, bisect_right(passage.origins, origin) - 1)
    return min(len(passage.text), passage.starts[run] + max(0, origin - passage.origins[run]))


def _claim(claim: Claim, words: str, audit: Audit) -> str:
    label = {"supported": "supported", "contradicted": "contradicted", "unverifiable": "could not be checked"}[
        claim.verdict.value
    ]
    lines = [f"<b>{label.capitalize()}.</b>"]
    if claim.expected and claim.verdict is Verdict.CONTRADICTED:
        lines.append(f"Expected {escape(claim.expected)}.")
    lines.extend(f"{escape(part[:1].upper() + part[1:])}." for part in (claim.reason, claim.suggestion) if part)
    if claim.fact:
        lines.append(f"<br><code>{escape(claim.fact)}</code>")
    drawing = audit.drawings.get(claim.fact or "", "")
    return (
        f'<details class="c {claim.verdict.value}"><summary>{escape(words)}</summary>'
        f'<span class="ev">{" ".join(lines)}{drawing}</span></details>'
    )
