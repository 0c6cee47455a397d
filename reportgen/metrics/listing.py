"""What there is to ask: metrics, subjects and windows, as data and as text."""

from __future__ import annotations

from typing import Any

from reportgen.metrics.windows import STANDARD
from reportgen.model.facts import Answer, Facts, Unavailable
from reportgen.model.printing import day, printed

WINDOWS = (*STANDARD, "2025-08", "2025Q2", "2025", "2025-04-08..2025-06-30", "2025-04-08", "meeting:2026-12-09", "all")


def listing(book: Facts) -> dict[str, Any]:
    """Metrics with their families, units, variants and an example; subjects with their kinds; windows."""
    return {
        "as_of": book.as_of.isoformat(),
        "metrics": [
            {
                "name": info.name,
                "family": info.family,
                "label": info.label,
                "unit": str(info.unit),
                "variants": [list(words) for words in info.variants],
                "window": info.window,
                "kinds": list(info.kinds),
                "example": info.example,
                "method": info.method,
            }
            for info in book.metrics.values()
        ],
        "subjects": [
            {"id": entity.id, "name": entity.name, "kind": entity.kind} for entity in book.dataset.entities.values()
        ],
        "windows": list(WINDOWS),
    }


def listing_text(book: Facts) -> str:
    """The same for a person: one line a metric, by family."""
    lines = [f"Facts as of {day(book.as_of)}. A key is subject.metric[.variant ...][@window].", ""]
    family = ""
    for info in sorted(book.metrics.values(), key=lambda info: (info.family, info.name)):
        if info.family != family:
            family = info.family
            lines += ["", family.replace("_", " ")]
        variants = "".join(f".[{'|'.join(words) or 'any'}]" for words in info.variants)
        lines.append(f"  {info.name + variants:52} {info.example or info.label}")
    lines += ["", "subjects"]
    lines += [f"  {entity.id:14} {entity.kind:10} {entity.name}" for entity in book.dataset.entities.values()]
    lines += ["", "windows", "  " + "  ".join(WINDOWS)]
    return "\n".join(lines)


def answer_line(answer: Answer) -> str:
    """One answer for a person: key, printed form, period."""
    if isinstance(answer, Unavailable):
        return f"{answer.key:44} unavailable: {answer.reason}"
    period = ""
    if answer.start and answer.end:
        period = f"{answer.start.isoformat()} to {answer.end.isoformat()}"
    elif not period:
        period = f"as of {answer.as_of.isoformat()}"
    standing = "" if answer.standing == "computed" else f"  ({answer.standing})"
    return f"{answer.key:44} {printed(answer):>14}  {period}{standing}"
