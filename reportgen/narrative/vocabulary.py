"""The vocabulary of templates: every function and value a section may use, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportgen.model.stance import weigh
from reportgen.narrative.desk import Desk
from reportgen.narrative.figures import Figures
from reportgen.narrative.names import Names
from reportgen.narrative.placing import Placing
from reportgen.narrative.words import Words

ASKING = "has why value on_paper up down flat start end read_on"
PRINTING = "fact size signed count rank"
CHOOSING = "percentile verb move updown gain_or_loss versus degree choose cap listed"
NAMING = "name the short date day month year weekday label"
SETTING = "show key_number strip box margin"


def vocabulary(desk: Desk, placing: Placing) -> Mapping[str, Any]:
    """What templates see, by name."""
    figures = Figures(desk)
    speakers = (
        (desk, ASKING),
        (figures, PRINTING),
        (Words(desk, figures), CHOOSING),
        (Names(desk), NAMING),
        (placing, SETTING),
    )
    functions = {name: getattr(speaker, name) for speaker, names in speakers for name in names.split()}

    def setting(name: str, default: Any = None) -> Any:
        """A value of the report's YAML under `settings`."""
        return desk.report.settings.get(name, default)

    return functions | {
        "setting": setting,
        "as_of": desk.book.as_of,
        "report": desk.report,
        "stance": weigh(desk.report.stance_rules, desk.book).side,
    }
