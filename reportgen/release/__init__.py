"""From a built edition to its readers: approve, compare, correct, prove, publish, send."""

from reportgen.release.approving import approve, compare, write_comparison
from reportgen.release.correcting import Corrected, correct
from reportgen.release.mailing import Posted, listed, send, settle, suppress
from reportgen.release.proving import substantiate
from reportgen.release.publishing import publish

__all__ = [
    "Corrected",
    "Posted",
    "approve",
    "compare",
    "correct",
    "listed",
    "publish",
    "send",
    "settle",
    "substantiate",
    "suppress",
    "write_comparison",
]
