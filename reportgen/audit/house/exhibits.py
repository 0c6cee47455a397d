"""Charts and tables: each with its source, kept on record by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.audit.house.finding import Finding, clipped
from reportgen.audit.house.proof import Proof, name_of
from reportgen.model.document import Document, FigureBlock, TableBlock
from reportgen.model.prose import plain, quoted_keys


def sourced(proof: Proof) -> Iterator[Finding]:
    """Charts and tables without a source."""
    for exhibit in listed(proof.document):
        if not exhibit["source"].strip():
            what = f"“{clipped(exhibit['title'])}” names no source."
            yield Finding(exhibit["section"], what, f"Give the {exhibit['kind']} {exhibit['id']} a source line.")


def listed(document: Document) -> list[dict[str, Any]]:
    """Every chart and table: section, kind, id, title, source, the facts and datasets it rests on."""
    return [
        {"section": name_of(section), **_entry(block, document)}
        for section in document.sections
        for block in section.blocks
        if isinstance(block, FigureBlock | TableBlock)
    ]


def _entry(block: FigureBlock | TableBlock, document: Document) -> dict[str, Any]:
    chart = isinstance(block, FigureBlock)
    exhibit = block.figure if isinstance(block, FigureBlock) else block.table
    keys = tuple(dict.fromkeys((*exhibit.keys, *quoted_keys((*exhibit.title, *exhibit.subtitle, *exhibit.note)))))
    facts = [document.facts[key] for key in keys if key in document.facts]
    return {
        "kind": "chart" if chart else "table",
        "id": exhibit.id,
        "title": plain(exhibit.title),
        "source": exhibit.source,
        "facts": list(keys),
        "datasets": sorted({origin.dataset for fact in facts for origin in fact.origins}),
    }
