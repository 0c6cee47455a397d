"""The vocabulary of templates: every function and value a section may use, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reportgen.model.stance import Stance, weigh
from reportgen.narrative.desk import Desk
from reportgen.narrative.figures import Figures
from reportgen.narrative.gaps import Gaps
from reportgen.narrative.ledger import Mark
from reportgen.narrative.names import Names
from reportgen.narrative.placing import Placing
from reportgen.narrative.words import Words

ASKING = "has why value on_paper up down flat start end read_on noted leads_with"
PRINTING = "fact size signed count rank"
CHOOSING = "percentile verb move updown gain_or_loss versus degree choose cap listed spell"
NAMING = "name the short date day month year weekday label label_of attribution"
SETTING = "show key_number strip box margin"


def vocabulary(desk: Desk, placing: Placing, gaps: Gaps) -> Mapping[str, Any]:
    """What templates see, by name."""
    figures, names = Figures(desk), Names(desk)
    speakers = (
        (desk, ASKING),
        (figures, PRINTING),
        (Words(desk, figures), CHOOSING),
        (names, NAMING),
        (placing, SETTING),
        (gaps, "left_out"),
    )
    functions = {word: getattr(speaker, word) for speaker, words in speakers for word in words.split()}
    found = weigh(desk.report.stance_rules, desk.book)
    return functions | {
        "setting": _setting(desk),
        "reasons": _reasons(found, names),
        "as_of": desk.book.as_of,
        "report": desk.report,
        "stance": found.side,
    }


def _setting(desk: Desk) -> Callable[..., Any]:
    def setting(name: str, default: Any = None) -> Any:
        """A value of the report's YAML under `settings`."""
        return desk.report.settings.get(name, default)

    return setting


def _reasons(found: Stance, names: Names) -> Callable[[str], list[Mark]]:
    def reasons(side: str) -> list[Mark]:
        """What the declared rules that fired for a side say, one clause each."""
        return [names.label(one.rule.says) for one in found.verdicts if one.fired and one.rule.side == side]

    return reasons
