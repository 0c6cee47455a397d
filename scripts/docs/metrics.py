"""docs/metrics.md: every metric as its declaration and docstring say, with a figure from the sample."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.metrics import FAMILIES
from reportgen.model.facts import Fact, MetricInfo
from reportgen.model.printing import day, printed
from reportgen.model.units import Display
from scripts.docs import sample

SHORT = 5
"""A slot with more words than that is given a name, and its words at the end."""
NAMES = {
    ("running", "9"): "cycle",
    ("ex_negative", "median"): "rule",
    ("communication_services", "utilities"): "sector",
    ("communication_services", "unclassified"): "sector_or_none",
    ("communication_services", "all"): "sector_or_all",
    ("all", "unclassified"): "companies",
    ("lowest", "utilities"): "without",
    ("2", "8"): "size",
}
"""Names of long lists, by their first and last word."""
WHOLE = {Display.DATE, Display.DAYS, Display.COUNT}
WINDOWS = {"required": "needs a window", "optional": "a window where wanted", "none": "no window"}


def definitions() -> str:
    """Every family with its metrics."""
    blocks = [" · ".join(f"[{_title(family)}](#{family.replace('_', '-')})" for family in FAMILIES)]
    for family, found in FAMILIES.items():
        blocks.append(f"## {_title(family)}")
        blocks += [_definition(metric.info) for metric in found]
    return "\n\n".join(blocks)


def _title(family: str) -> str:
    return family.replace("_", " ").capitalize()


def lists() -> str:
    """The words of the slots that have too many to repeat."""
    return "\n".join(f"- **{name}**: {', '.join(f'`{word}`' for word in words)}" for words, name in _names().items())


def _definition(info: MetricInfo) -> str:
    lines = [f"### `{_form(info)}`", "", f"{_sentence(info.label)} {_facts(info)}", "", info.method]
    return "\n".join([*lines, *(["", _example(info.example)] if info.example else [])])


def _sentence(label: str) -> str:
    return f"{label[:1].upper()}{label[1:]}."


def _facts(info: MetricInfo) -> str:
    """Unit, printed form, window, subjects: "*Fraction, printed in percent with 1 decimal ...*"."""
    decimals = f" to {info.precision} decimal{'' if info.precision == 1 else 's'}" if info.precision else ""
    decimals = "" if info.display in WHOLE else decimals
    unit = str(info.unit).replace("_", " ")
    form = unit if unit == str(info.display) else f"{unit}, printed as {info.display}"
    return f"*{form.capitalize()}{decimals}; {WINDOWS[info.window]}; of {_either(info.kinds)}.*"


def _either(words: tuple[str, ...]) -> str:
    return " or ".join(word.replace("_", " ") for word in words)


def _form(info: MetricInfo) -> str:
    slots = "".join(f".{_slot(words)}" for words in info.variants)
    window = {"required": "@window", "optional": "[@window]", "none": ""}[info.window]
    return f"{info.name}{slots}{window}"


def _slot(words: tuple[str, ...]) -> str:
    if not words:
        return "[word]"
    return f"[{_names()[words]}]" if len(words) > SHORT else f"[{'|'.join(words)}]"


def _example(key: str) -> str:
    answer, when = sample.example(key)
    shown = f"`{key}` on {day(when)}: "
    if not isinstance(answer, Fact):
        return f"{shown}unavailable: {answer.reason}."
    standing = "" if answer.standing == "computed" else f", {answer.standing}"
    period = f"{day(answer.start)} to {day(answer.end)}" if answer.start and answer.end else day(answer.as_of)
    return f"{shown}**{printed(answer)}** ({period}{standing})."


def _names() -> dict[tuple[str, ...], str]:
    """A name for every long list of words, in the order the metrics declare them."""
    found: dict[tuple[str, ...], str] = {}
    for words in _long():
        found.setdefault(words, _name(words, len(found)))
    return found


def _long() -> Iterator[tuple[str, ...]]:
    for family in FAMILIES.values():
        for metric in family:
            yield from (words for words in metric.info.variants if len(words) > SHORT)


def _name(words: tuple[str, ...], number: int) -> str:
    return NAMES.get((words[0], words[-1]), f"list {number}")
