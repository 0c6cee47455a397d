"""The checker: reads finished text, finds what it claims, and says what the data make of it.

Knows nothing of how a text was made. `read` a document, `check` it against a fact book, `render` the audits.
"""

from __future__ import annotations

from reportgen.audit.check import BookFor, check, tagger_of
from reportgen.audit.outputs import FORMATS, render
from reportgen.audit.readers import read
from reportgen.audit.reading import Reading
from reportgen.audit.result import Audit, Claim, Finding
from reportgen.audit.verdicts import Verdict

__all__ = [
    "FORMATS",
    "Audit",
    "BookFor",
    "Claim",
    "Finding",
    "Reading",
    "Verdict",
    "check",
    "read",
    "render",
    "tagger_of",
]
