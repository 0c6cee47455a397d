"""Facts as JSON: the one shape `facts --json`, facts.json and substantiation files share."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from reportgen.model.dataset import Origin
from reportgen.model.facts import Answer, Input, Observation, Span, Unavailable
from reportgen.model.printing import Style, printed

Json = dict[str, Any]


def dumps(value: Any) -> str:
    """JSON text, two spaces deep, keys in the order given, a newline at the end."""
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def answer_json(answer: Answer, style: Style = "house") -> Json:
    """A fact, or its key and the reason why there is none."""
    if isinstance(answer, Unavailable):
        return {"key": answer.key, "unavailable": answer.reason}
    return {
        "key": answer.key,
        "value": _day(answer.value) if isinstance(answer.value, date) else answer.value,
        "unit": str(answer.unit),
        "text": printed(answer, style),
        "label": answer.label,
        "subject": answer.subject,
        "metric": answer.metric,
        "variants": list(answer.variants),
        "basis": None if answer.basis is None else str(answer.basis),
        "window": answer.window,
        "start": _day(answer.start),
        "end": _day(answer.end),
        "as_of": _day(answer.as_of),
        "known_at": _day(answer.known_at),
        "tolerance": answer.tolerance,
        "standing": str(answer.standing),
        "who": answer.who,
        "attribution": answer.attribution,
        "document": answer.document,
        "method": answer.method,
        "notes": list(answer.notes),
        "origins": [origin_json(origin) for origin in answer.origins],
        "inputs": [_input_json(read) for read in answer.inputs],
    }


def origin_json(origin: Origin) -> Json:
    """Where data come from."""
    return {
        "dataset": origin.dataset,
        "publisher": origin.publisher,
        "title": origin.title,
        "url": origin.url,
        "retrieved": _day(origin.retrieved),
        "licence": origin.licence,
        "attribution": origin.attribution,
        "standing": str(origin.standing),
        "vintage": origin.vintage,
        "file": origin.file,
        "sha256": origin.sha256,
    }


def _input_json(read: Input) -> Json:
    match read:
        case Observation():
            return {"source": read.source, "row": read.row, "date": _day(read.day), "value": read.value}
        case Span():
            return {"source": read.source, "start": _day(read.start), "end": _day(read.end), "count": read.count}
        case str():
            return {"fact": read}
