"""What differs between two editions, as a page of its own: figures in a table, sentences with their words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from reportgen.deliver.difference import Difference
from reportgen.model.correction import Changed

_WORD = re.compile(r"\s+|\S+")
_ALIKE = 0.5
"""From which share of common words on a sentence is called reworded, not exchanged for another."""

_PAGE = Markup("""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --gone: #fbe3e0; --come: #dcefe3; --rule: #9995; }}
@media (prefers-color-scheme: dark) {{ :root {{ --gone: #5a2a26; --come: #1f4a35; }} }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.5rem; line-height: 1.25; }}
h2 {{ font-size: 1.1rem; margin-top: 2rem; }}
.wide {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: left; padding: .35rem .75rem .35rem 0; vertical-align: top; }}
tr {{ border-bottom: 1px solid var(--rule); }}
td:nth-child(n+2), th:nth-child(n+2) {{ text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }}
code {{ font-size: .8rem; opacity: .75; overflow-wrap: anywhere; }}
del {{ background: var(--gone); }}
ins {{ background: var(--come); text-decoration: none; }}
p {{ overflow-wrap: anywhere; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{body}</main>
</body>
</html>
""")


def page(found: Difference, left: str, right: str) -> str:
    """A self-contained page; `left` and `right` are what the two editions are called."""
    title = f"From {left} to {right}"
    parts = [*_figures(found, left, right), *_sentences(found)]
    body = Markup("").join(parts) or Markup("<p>No figure and no sentence differs.</p>\n")
    return str(_PAGE.format(title=title, body=body))


def _figures(found: Difference, left: str, right: str) -> Iterator[Markup]:
    if not found.figures:
        return
    rows = Markup("").join(_row(one) for one in found.figures)
    head = Markup('<tr><th scope="col">Figure</th><th scope="col">{}</th><th scope="col">{}</th></tr>')
    yield Markup('<h2>Figures</h2>\n<div class="wide" tabindex="0" role="region" aria-label="Figures">\n<table>\n')
    yield Markup("<thead>{}</thead>\n<tbody>\n{}</tbody>\n</table>\n</div>\n").format(head.format(left, right), rows)


def _row(one: Changed) -> Markup:
    cells = [Markup("<td>{}</td>").format("absent" if text is None else text) for text in (one.before, one.after)]
    what = Markup("{}<br>").format(one.label) if one.label else Markup("")
    return Markup('<tr><th scope="row">{}<code>{}</code></th>{}</tr>\n').format(what, one.key, Markup("").join(cells))


def _sentences(found: Difference) -> Iterator[Markup]:
    """Reworded sentences side by side in one line, then those that went, then those that came."""
    if not (found.removed or found.added):
        return
    yield Markup("<h2>Sentences</h2>\n")
    added = list(found.added)
    for gone in found.removed:
        likeliest = max(added, key=lambda come: _likeness(gone, come), default=None)
        if likeliest is not None and _likeness(gone, likeliest) >= _ALIKE:
            added.remove(likeliest)
            yield Markup("<p>{}</p>\n").format(_reworded(gone, likeliest))
        else:
            yield Markup("<p><del>{}</del></p>\n").format(gone)
    for come in added:
        yield Markup("<p><ins>{}</ins></p>\n").format(come)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _reworded(before: str, after: str) -> Markup:
    old, new = _WORD.findall(before), _WORD.findall(after)
    out = []
    for tag, low, high, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            out.append(escape("".join(old[low:high])))
            continue
        for words, mark in (("".join(old[low:high]), "del"), ("".join(new[start:end]), "ins")):
            out.append(Markup("<{0}>{1}</{0}>").format(mark, words) if words else Markup(""))
    return Markup("").join(out)
