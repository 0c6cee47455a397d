"""What a corrected edition tells its readers: which one it replaces and why, what was stated and what is right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from reportgen.model.correction import Changed, Correction
from reportgen.model.document import Bullets, Prose, Section
from reportgen.model.facts import Fact
from reportgen.model.printing import Style, day, period_of
from reportgen.model.prose import Inline, Quoted, Text, Token
from reportgen.narrative.backmatter import sentence, worded

SHOWN = 4
"""How many restated figures an edition lists; correction.json beside it has them all."""


def front(correction: Correction, style: Style) -> str:
    """The line under the headline: that this is a correction, of what and why."""
    return (
        f"Corrected edition, {day(correction.day, style)}. {sentence(correction.reason)} It replaces "
        f"{_replaced(correction, style)}."
    )


def section(correction: Correction, keys: Iterable[str], facts: Mapping[str, Fact], style: Style) -> Section | None:
    """What was stated and what is right, in the order of `keys`; None where no printed figure changed."""
    changed = {one.key: one for one in correction.figures if one.before and one.after}
    told = [changed[key] for key in keys if key in changed and key in facts]
    if not told:
        return None
    items = [_item(one, facts[one.key]) for one in told[:SHOWN]]
    if (more := len(told) - SHOWN) > 0:
        items.append(worded(f"{more} more: correction.json, beside this edition, lists them."))
    head = worded(f"Figures stated otherwise in {_replaced(correction, style)}:")
    return Section("correction", (Text("What was corrected"),), (Prose(head), Bullets(tuple(items))))


def _item(one: Changed, fact: Fact) -> tuple[Inline, ...]:
    what = f"{fact.label[:1].upper()}{fact.label[1:]}, {period_of(fact)}{_BASES.get(fact.basis or '', '')}: "
    right, stated = Quoted(one.key, one.after or ""), Token("stated", one.before or "")
    return (*worded(what), right, Text("; stated as "), stated, Text("."))


_BASES = {"total": ", dividends reinvested"}


def _replaced(correction: Correction, style: Style) -> str:
    as_of, _, revision = correction.edition.partition("-r")
    which = f", revision {revision}" if revision else ""
    return f"the edition of {day(date.fromisoformat(as_of), style)}{which}"
