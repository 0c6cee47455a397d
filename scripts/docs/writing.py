"""docs/writing.md: what a template may call, each with an example as it prints, and what the guards say."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reportgen import narrative
from reportgen.errors import ProblemsError
from reportgen.exhibits import BUILDERS, TABLE, Absent, Plan
from reportgen.model.document import Block, Callout, FigureBlock, KeyNumbers, MarginNote, TableBlock
from reportgen.model.exhibit import Figure, TableSpec
from reportgen.model.prose import plain
from reportgen.narrative.desk import Desk
from reportgen.narrative.environment import environment
from reportgen.narrative.gaps import Gaps
from reportgen.narrative.ledger import MARK
from reportgen.narrative.placing import Placing
from reportgen.narrative.sections import read
from reportgen.narrative.vocabulary import vocabulary
from reportgen.narrative.wording import LADDER
from scripts.docs import sample

REPORT = "small-cap-weekly"
REPORTS = ("small-cap-weekly", "small-cap-thesis")
WEEK, YEAR = "subject.return.price@1w", "subject.return.price@ytd"
FEDERAL = "policy.next_meeting"

GROUPS: Mapping[str, Mapping[str, str]] = {
    "Figures": {
        "fact": f'{{{{ fact("{WEEK}") }}}}; {{{{ fact("small.debt.total") }}}}; {{{{ fact("{FEDERAL}") }}}}',
        "size": f'fell {{{{ size("{WEEK}") }}}}',
        "signed": f'{{{{ signed("{YEAR}") }}}}; {{{{ signed("{YEAR}", decimals=0) }}}}',
        "count": '{{ count("subject-benchmark.cycle.count.price") }} cycles',
        "rank": 'the {{ rank("subject.return.rank.price@2025-08") }} best month',
    },
    "Words chosen from facts": {
        "move": f'{{{{ move("{WEEK}") }}}}; {{{{ move("{YEAR}", "participle") }}}}',
        "verb": f'{{{{ verb("{WEEK}") }}}}; {{{{ verb("{YEAR}") }}}}',
        "updown": f'{{{{ updown("{WEEK}") }}}}; {{{{ updown("{YEAR}") }}}}',
        "gain_or_loss": f'a {{{{ gain_or_loss("{WEEK}") }}}} of {{{{ size("{WEEK}") }}}}',
        "versus": f'{{{{ versus("{WEEK}", "benchmark.return.price@1w") }}}} {{{{ the("benchmark") }}}}; '
        f'{{{{ versus("{YEAR}", "benchmark.return.price@ytd", form="past") }}}} it',
        "degree": f'{{{{ degree("{WEEK}", "benchmark.return.price@1w") }}}} more',
        "choose": '{{ choose("opening", "Its close is a record.", "It closed the week at a record.") }}',
        "cap": '{{ the("subject") | cap }}',
        "spell": "{{ spell(2) }} reasons",
        "reasons": '{{ reasons("bull") | join("; ") or "no rule speaks for it" }}',
        "why": '{{ why("subject.return.price@2026-08") }}',
    },
    "Tests, for use in conditions": {
        "has": f'{{% if has("{WEEK}", "fund.assets") %}}both{{% else %}}not both{{% endif %}}',
        "up": f'{{% if up("{YEAR}") %}}a good year{{% endif %}}',
        "down": f'{{% if down("{WEEK}") %}}a bad week{{% endif %}}',
        "flat": f'{{% if not flat("{WEEK}") %}}it moved{{% endif %}}',
        "value": '{% if value("subject.drawdown.price") > -0.2 %}no bear market{% endif %}',
        "on_paper": f'{{% if on_paper("{WEEK}") <= -1.6 %}}a fall of note{{% endif %}}',
        "noted": '{% if noted("subject.record.date.price") %}told in the notes{% endif %}',
        "leads_with": '{% if not leads_with("crash") %}no crash in the headline{% endif %}',
        "percentile": f'{{% if percentile("{WEEK}") < 0.9 %}}nothing unusual{{% endif %}}',
    },
    "Names, dates, labels": {
        "name": '{{ name("subject") }}; {{ name("long_yield") }}',
        "the": '{{ the("subject") }}; {{ the("inflation") }}',
        "short": '{{ short("subject") }}',
        "date": '{{ date("subject.record.date.price") }}; {{ date(as_of) }}',
        "day": '{{ day("subject.record.date.price") }}; {{ day(start("subject.return.price@ytd")) }}',
        "month": '{{ month("inflation.yoy") }}; {{ month(start("inflation.yoy")) }}',
        "year": "{{ year(as_of) }}",
        "weekday": '{{ weekday("long_yield.yield") }}',
        "start": f'{{{{ day(start("{WEEK}")) }}}}',
        "end": f'{{{{ day(end("{WEEK}")) }}}}',
        "read_on": '{{ day(read_on("policy.hold_probability@meeting:2026-12-09")) }}',
        "label": 'the {{ label("200") }}-day average',
        "listed": '{{ listed([name("subject"), name("benchmark"), name("third")]) }}',
        "label_of": '{{ label_of("cited.figure.iwm.net_flow_2025_nov") }}',
        "attribution": 'according to {{ attribution("cited.figure.iwm.net_flow_2025_nov") }}',
        "setting": '{{ setting("headline_name") }}; {{ setting("motto", "none") }}',
    },
    "Blocks": {
        "show": '{{ show("drawdown") }}',
        "strip": f'{{{{ strip(key_number(signed("{WEEK}"), name("subject"), "week to " ~ day(as_of))) }}}}',
        "key_number": f'{{{{ strip(key_number(fact("{YEAR}"), name("subject"), "this year", "warning")) }}}}',
        "box": '{% call box("counter", "The other side") %}\nYields rose.\n{% endcall %}',
        "left_out": "{% for gone in left_out() %}{{ label(gone.title) }}; {% else %}nothing{% endfor %}",
        "margin": f'{{% call margin() %}}Price return, to {{{{ day("{WEEK}") }}}}.{{% endcall %}}',
    },
}
VALUES = {
    "as_of": "the day of the edition, for `date()`, `day()`, `month()` and comparisons",
    "report": "the report, as its YAML says: `report.title`",
    "stance": "`bull`, `bear` or `mixed`: what the report's `stance_rules` say on the day",
}
MISTAKES: Mapping[str, str] = {
    "A number typed": "It fell 1.6% in the week.",
    "A number computed in the template": f'It fell {{{{ value("{WEEK}") * 100 }}}} per cent.',
    "A minus after a falling verb": f'It fell {{{{ fact("{WEEK}") }}}}.',
    "A rising verb beside a loss": f'It climbed {{{{ size("{WEEK}") }}}}.',
    "A key of no metric": '{{ fact("subject.retrun.price@1w") }}',
    "A role the report does not fill": '{{ the("rival") }}',
    "A function there is not": "{{ facts() }}",
    "Broken Jinja": "{% if up() %}",
    "A way out of the sandbox": '{{ "".__class__.__mro__ }}',
    "A chart there is not": '{{ show("drawdwn") }}',
}


def functions() -> str:
    """Every function by group: signature, what it gives, an example and what that prints on the sample."""
    parts = []
    for group, found in GROUPS.items():
        rows = [_row(name, template) for name, template in found.items()]
        head = [f"### {group}", "", "Function | What it gives | Example, and what it prints", "--- | --- | ---"]
        parts.append("\n".join([*head, *rows]))
    values = [f"`{name}` | {meaning}" for name, meaning in VALUES.items()]
    parts.append("\n".join(["### Values", "", "Name | What it is", "--- | ---", *values]))
    return "\n\n".join(parts)


def mistakes() -> str:
    """What the guards say to each mistake."""
    rows = [f"{what} | `{_cell(template)}` | {_cell(refusal(template))}" for what, template in MISTAKES.items()]
    return "\n".join(["Mistake | Template | What the build says", "--- | --- | ---", *rows])


def exhibits() -> str:
    """Every chart and table by name, with what it is."""
    rows = []
    for name, maker in sorted(BUILDERS.items()):
        meaning = (inspect.getdoc(maker) or "").split("\n\n")[0].replace("\n", " ")
        rows.append(f"`{name}` | {_cell(meaning)}")
    return "\n".join(["Name | What it shows", "--- | ---", *rows])


def sections() -> str:
    """Every section that comes along: its title, the roles it speaks of, its charts and tables."""
    folder = sample.ROOT / "templates" / "sections"
    files = [read(path, path.stem) for path in sorted(folder.glob("[!_]*.md"))]
    rows = [
        f"`{file.name}` | {_cell(file.title)} | {_words(_roles(file.path))} | {_words(_shown(file.body))}"
        for file in files
    ]
    return "\n".join(["Section | Title | Roles | Shows", "--- | --- | --- | ---", *rows])


def _words(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _shown(body: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"show\(\"([a-z_]+)\"", body)))


def _roles(path: str) -> list[str]:
    """The roles whose facts or names a section may ask for, macros included."""
    text = Path(path).read_text(encoding="utf-8")
    for used in re.findall(r"from \"(sections/_[a-z]+\.md)\"", text):
        text += (sample.ROOT / "templates" / used).read_text(encoding="utf-8")
    known = dict.fromkeys(role for name in REPORTS for role in sample.report(name).roles)
    return [role for role in known if re.search(rf"[\"\[ ,-]{role}[\".-]", text)]


def ladder() -> str:
    """The rungs: verbs by the share of past moves that were smaller."""
    rows = []
    floor = 0.0
    for rung in LADDER:
        rows.append(f"{floor:.0%} to {min(rung.below, 1):.0%} | {_verbs(rung.up)} | {_verbs(rung.down)}")
        floor = rung.below
    return "\n".join(["Past moves that were smaller | Up | Down", "--- | --- | ---", *rows])


def _verbs(words: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(past for past, _ in words)


def _row(name: str, template: str) -> str:
    method = words()[1][name]
    meaning = (inspect.getdoc(method) or "").split("\n\n")[0].replace("\n", " ")
    return f"`{_signature(name)}` | {_cell(meaning)} | `{_cell(template)}` → {_cell(rendered(template))}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").strip()


def _signature(name: str) -> str:
    signature = inspect.signature(words()[1][name])
    given = (p for p in signature.parameters.values() if p.name not in {"self", "caller"})
    parameters = [p.replace(annotation=p.empty) for p in given]
    return f"{name}{signature.replace(parameters=parameters, return_annotation=signature.empty)}"


def exhibit(name: str) -> Block | str:
    """A chart or a table of the weekly brief, or why there is none. Raises LookupError for a name of none."""
    report = sample.report(REPORT)
    plan = Plan(report.roles, report.style, report.events, report.settings, report.title, report.stance_rules)
    if name not in TABLE:
        raise LookupError(f"there is no exhibit {name!r}; there are {', '.join(sorted(TABLE))}")
    match TABLE[name](sample.book(), plan):
        case Figure() as figure:
            return FigureBlock(figure)
        case TableSpec() as table:
            return TableBlock(table)
        case Absent() as absent:
            return absent.reason


def words() -> tuple[Desk, Mapping[str, Any]]:
    """The functions of the weekly brief of the sample's last day, and the desk they write on."""
    desk = Desk(sample.report(REPORT), sample.book())
    placing = Placing(desk.sheet, exhibit)
    return desk, vocabulary(desk, placing, Gaps(placing.absent))


def rendered(template: str) -> str:
    """What the template prints, blocks as a word about each."""
    desk, functions = words()
    text = environment(sample.PLACES.templates, functions).from_string(template).render()
    said = MARK.sub(lambda mark: plain([desk.sheet.ledger.entries[int(mark[1])].piece]), text)
    blocks = " ".join(_told(block) for block in desk.sheet.slots.values())
    return re.sub(r"[\ue000-\uf8ff]", "", said).strip() + blocks


def _told(block: Block) -> str:
    match block:
        case FigureBlock():
            return f"the chart “{plain(block.figure.title)}”"
        case TableBlock():
            return f"the table “{plain(block.table.title)}”"
        case KeyNumbers():
            return " ".join(f"**{plain(i.value)}** {plain(i.label)}, {plain(i.detail)}" for i in block.items)
        case Callout():
            return f"a box “{plain(block.title)}”"
        case MarginNote():
            return f"in the margin: {plain(block.text)}"
        case _:
            return type(block).__name__


def refusal(template: str) -> str:
    """What the build says of a section that holds this template."""
    report = replace(sample.report(REPORT), sections=("mine",))
    with TemporaryDirectory() as folder:
        own = Path(folder)
        (own / "sections").mkdir()
        (own / "sections" / "mine.md").write_text(template + "\n", encoding="utf-8")
        try:
            narrative.compose(
                report, sample.book(), exhibit=exhibit, templates=(own, *sample.PLACES.templates), edition="mine"
            )
        except ProblemsError as error:
            return str(error.problems[0]).replace(f"{own}/", "templates/")
    return "nothing"
