"""SUBSTANTIATION.md: what a person reads first in a substantiation file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportgen.deliver.journal import Entry
from reportgen.deliver.outbox import Message
from reportgen.deliver.retention import kept_until
from reportgen.model.edition import Manifest

_USES = ("published", "sent")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on record of one edition. `enclosed`: the data and configuration lie in the file as well."""

    manifest: Manifest
    entries: tuple[Entry, ...]
    facts: list[dict[str, Any]]
    house: Mapping[str, Any] | None
    messages: tuple[Message, ...]
    enclosed: bool = False


def lines(sheet: Sheet) -> Iterator[str]:
    """The lines of the sheet."""
    yield from _head(sheet)
    yield from _people(sheet)
    yield from _uses(sheet)
    yield from _events(sheet.entries)
    yield from _figures(sheet.facts)
    yield from _exhibits(sheet)
    yield from _sources(sheet.facts)
    yield from _rules(sheet)
    yield from _recipients(sheet)
    yield ""


def _head(sheet: Sheet) -> Iterator[str]:
    manifest = sheet.manifest
    yield f"# Substantiation of {manifest.title}, edition {manifest.edition}"
    yield ""
    yield f"As of {manifest.as_of.isoformat()}. Digest {manifest.digest}. The copy is in `edition/`."
    yield f"Data {manifest.inputs}; configuration {manifest.config}; code {manifest.code}."
    if sheet.enclosed:
        yield "Data and configuration are unchanged since and lie in `inputs/`."
    else:
        yield "Data or configuration have changed since it was built, so they are named by digest alone."
    if manifest.corrects:
        yield f"It corrects edition {manifest.corrects}; `edition/correction.json` says what changed."


def _people(sheet: Sheet) -> Iterator[str]:
    yield from ("", "## Who prepared and approved it", "")
    approved = _binding(sheet)
    if approved is None:
        prepared = next((entry.by for entry in reversed(sheet.entries) if entry.event == "built"), "")
        yield f"Prepared by {prepared or 'nobody on record'}; not approved in these bytes."
        return
    note = f" Note: {approved.details.get('note')}." if approved.details.get("note") else ""
    yield f"Prepared by {approved.details.get('preparer', '')}; approved by {approved.by} at {approved.time}.{note}"


def _binding(sheet: Sheet) -> Entry | None:
    """The last approval of these very bytes."""
    return next(
        (one for one in reversed(sheet.entries) if one.event == "approved" and one.digest == sheet.manifest.digest),
        None,
    )


def _uses(sheet: Sheet) -> Iterator[str]:
    yield from ("", "## When it was used", "")
    times = sorted(entry.time for entry in sheet.entries if entry.event in _USES)
    yield f"First used {times[0]}, last used {times[-1]}." if times else "It was neither published nor sent."
    approved = _binding(sheet)
    if approved is None or "retention_years" not in approved.details:
        return
    last, years = (times or [approved.time])[-1], int(approved.details["retention_years"])
    year_end = str(approved.details.get("fiscal_year_end", "12-31"))
    until = kept_until(date.fromisoformat(last[:10]), years, year_end)
    yield f"Records are kept until {until.isoformat()}: {years} years after the end of the fiscal year of the last use."


def _events(entries: Iterable[Entry]) -> Iterator[str]:
    yield from ("", "## What happened", "", "time | event | by | details", "--- | --- | --- | ---")
    for entry in entries:
        told = "; ".join(f"{key}: {_cell(value)}" for key, value in entry.details.items())
        yield f"{entry.time} | {entry.event} | {_cell(entry.by)} | {told}"


def _cell(value: Any) -> str:
    """A value as the cell of a table: on one line, without a bar."""
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return " ".join(text.split()).replace("|", "/")


def _figures(facts: list[dict[str, Any]]) -> Iterator[str]:
    yield from ("", "## Every figure", "", "figure | what | period | standing | sources | key", " | ".join(["---"] * 6))
    for fact in facts:
        if "unavailable" in fact:
            continue
        period = f"{fact['start']} to {fact['end']}" if fact.get("start") and fact.get("end") else fact["as_of"]
        sources = ", ".join(origin["dataset"] for origin in fact["origins"])
        label = _cell(fact["label"])
        yield f"{_cell(fact['text'])} | {label} | {period} | {fact['standing']} | {sources} | `{fact['key']}`"


def _exhibits(sheet: Sheet) -> Iterator[str]:
    yield from ("", "## Every chart and table", "")
    exhibits = (sheet.house or {}).get("exhibits", [])
    if not exhibits:
        yield "None is on record."
        return
    yield from ("what | title | source | datasets", "--- | --- | --- | ---")
    for one in exhibits:
        datasets = ", ".join(one["datasets"])
        yield f"{one['kind']} {one['id']} | {_cell(one['title'])} | {_cell(one['source'])} | {datasets}"


def _sources(facts: list[dict[str, Any]]) -> Iterator[str]:
    yield from ("", "## Sources", "")
    origins = {origin["dataset"]: origin for fact in facts for origin in fact.get("origins", ())}
    for name in sorted(origins):
        origin = origins[name]
        yield (
            f"- `{name}`: {origin['publisher']}, {origin['title']}; file {origin['file']}, sha256 {origin['sha256']}; "
            f"retrieved {origin['retrieved'] or 'not stated'}; {origin['licence']}"
        )


def _rules(sheet: Sheet) -> Iterator[str]:
    yield from ("", "## House rules it was held to", "")
    if sheet.house is None:
        yield "None is on record."
        return
    rules = sheet.house["rules"]
    off = [name for name, rule in rules.items() if rule["severity"] == "off"]
    yield f"Regime {sheet.house['regime']}; {len(rules) - len(off)} rules on, off: {', '.join(off) or 'none'}."
    for one in sheet.house["findings"]:
        yield f"- {one['severity']}, {one['rule']}: {_cell(one['what'])}"


def _recipients(sheet: Sheet) -> Iterator[str]:
    yield from ("", "## Who received it", "")
    counts = Counter(message.state for message in sheet.messages)
    told = ", ".join(f"{count} {state}" for state, count in sorted(counts.items()))
    yield f"By mail: {told}; each in `recipients.csv`." if told else "Nobody by mail."
