"""Forms of an audit: terminal, JSON, annotated page, code host annotations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from reportgen.audit.outputs import github, html, json, text
from reportgen.audit.result import Audit

FORMATS: Mapping[str, Callable[[Sequence[Audit]], str]] = {
    "text": text.render,
    "json": json.render,
    "html": html.render,
    "github": github.render,
}


def render(audits: Sequence[Audit], form: str = "text", *, colour: bool = False) -> str:
    """The audits in one of the formats, as text in colours where asked. Raises KeyError for an unknown one."""
    return text.render(audits, colour=True) if colour and form == "text" else FORMATS[form](audits)
