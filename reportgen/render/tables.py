"""Tables as HTML: heads, groups, decimals aligned, what is absent said with its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

from reportgen.model.exhibit import Column, TableRow, TableSpec
from reportgen.model.prose import Inline, Quoted, plain
from reportgen.render.markup import EMPTY, Dialect, inline, kept

_LONGEST = 5
"""A longer tail is words, which no reader looks for under each other."""
_WORDY = 12
"""A figure longer than this may be broken on a narrow screen."""
_DIGIT = re.compile(r"\d")


def tail(text: str) -> str:
    """What stands after the units' digit: decimals, a per cent sign, a word."""
    digits = [at for at, letter in enumerate(text) if letter.isdigit()]
    if not digits:
        return ""
    point = text.find(".", digits[0])
    return text[point:] if point > 0 and text[point + 1 : point + 2].isdigit() else text[_whole(text, digits[0]) :]


def _whole(text: str, start: int) -> int:
    """Where the whole number that begins at `start` ends, thousands separators included."""
    at = start
    while at < len(text) and (text[at].isdigit() or (text[at] == "," and text[at + 1 : at + 2].isdigit())):
        at += 1
    return at


def tails(table: TableSpec) -> tuple[str | None, ...]:
    """For each column the widest tail when its cells' tails differ, None where plain right alignment will do."""
    out: list[str | None] = []
    for at, column in enumerate(table.columns):
        numeric = [row for row in table.rows if column.numeric and _numeric(row, at)]
        shapes = {_DIGIT.sub("0", tail(plain(row.cells[at]))) for row in numeric}
        fit = len(shapes) > 1 and max(map(len, shapes)) <= _LONGEST
        out.append(max(sorted(shapes), key=len) if fit else None)
    return tuple(out)


def _numeric(row: TableRow, at: int) -> bool:
    return row.kind != "group" and at < len(row.cells) and any(letter.isdigit() for letter in plain(row.cells[at]))


def rows(table: TableSpec, dialect: Dialect) -> Markup:
    """The body of a table."""
    widest = tails(table)
    return EMPTY.join(_row(row, table.columns, widest, dialect) for row in table.rows)


def head(table: TableSpec) -> Markup:
    """The head of a table; an empty head is a plain cell, for a header must say something."""
    cells = EMPTY.join(
        Markup('<th scope="col" class="{}">{}</th>').format(classes(column), _headed(column.head))
        if column.head
        else Markup('<td class="{}"></td>').format(classes(column))
        for column in table.columns
    )
    return Markup("<thead><tr>{}</tr></thead>\n").format(cells)


def _headed(text: str) -> str:
    """A head that opens with a figure stays on one line: 3 years."""
    return kept(text) if text[:1].isdigit() else text


def even(table: TableSpec, name: float, head: float) -> Markup:
    """Figures in columns of one width, where nothing but figures follows the names and names and heads have room.

    `name` and `head` are the widest of each, as shares of the table's width.
    """
    named, *others = table.columns
    if len(others) < 2 or named.numeric or not all(column.numeric for column in others):
        return EMPTY
    share = min(0.16, (1 - name) / len(others))
    if share < head:
        return EMPTY
    column = '<col style="width:{:.2f}%">'
    widths = (1 - share * len(others), *(share for _ in others))
    return Markup("<colgroup>{}</colgroup>\n").format(EMPTY.join(Markup(column.format(w * 100)) for w in widths))  # noqa: S704 - figures of our own


def classes(column: Column) -> str:
    """The classes of a column's cells."""
    return ("num" if column.numeric else "name") + ("" if column.keep else " wide")


def _row(row: TableRow, columns: Sequence[Column], widest: Sequence[str | None], dialect: Dialect) -> Markup:
    if row.kind == "group":
        text = inline(row.cells[0], dialect) if row.cells else EMPTY
        return Markup('<tr class="group"><th scope="colgroup" colspan="{}">{}</th></tr>\n').format(len(columns), text)
    reasons = dict(row.absent)
    cells = EMPTY.join(
        _cell(at, cell, column, widest[at], reasons.get(at), dialect)
        for at, (cell, column) in enumerate(zip(row.cells, columns, strict=False))
    )
    return Markup("<tr{}>{}</tr>\n").format(Markup(' class="total"') if row.kind == "total" else EMPTY, cells)


def _cell(  # noqa: PLR0913, PLR0917 - a cell in its row and column
    at: int, cell: tuple[Inline, ...], column: Column, widest: str | None, absent: str | None, dialect: Dialect
) -> Markup:
    shape = classes(column) + (" long" if column.numeric and len(plain(cell)) > _WORDY else "")
    if absent is not None:
        text = Markup('<span class="absent" title="{}">{}</span>').format(absent, plain(cell) or "–")
    else:
        text = aligned(cell, widest, dialect)
    if at == 0 and not column.numeric:
        return Markup('<th scope="row" class="{}">{}</th>').format(classes(column), text)
    return Markup('<td class="{}">{}</td>').format(shape, text)


def aligned(cell: tuple[Inline, ...], widest: str | None, dialect: Dialect) -> Markup:
    """A cell whose decimal point stands under its neighbours': what follows the point fills a fixed width."""
    if widest is None or len(cell) != 1 or not isinstance(cell[0], Quoted):
        return inline(cell, dialect)
    text = cell[0].text
    after = tail(text)
    split = Markup('{}<span class="tail" style="width:{}">{}{}</span>')
    body = split.format(text[: len(text) - len(after)], _width(widest), after, dialect.mark(cell[0]))
    return dialect.number(cell[0], body)


def _width(text: str) -> str:
    """The width of a tail in widths of a digit, near enough: the sign of per cent is wide, the point narrow."""
    wide = {"%": 1.4, ".": 0.45, " ": 0.4}
    return f"{sum(wide.get(letter, 1.0) for letter in text):.2f}ch"


def caption_of(title: Markup, subtitle: Markup) -> Markup:
    """Finding and measure, above a chart or a table."""
    measure = Markup('<span class="measure">{}</span>').format(subtitle) if subtitle else EMPTY
    return Markup('<span class="finding">{}</span>{}').format(title, measure)


def source_line(source: str, note: Markup, *, link: str = "") -> Markup:
    """Source and note, below; on a page with the address of the chart itself."""
    more = Markup(" {}").format(note) if note else EMPTY
    here = Markup(' <a class="here" href="#{}">Link<span class="unseen"> to this chart</span></a>').format(link)
    return Markup('<p class="source">Source: {}.{}{}</p>\n').format(source.rstrip("."), more, here if link else EMPTY)
