"""From a built edition to its readers: approve, compare, correct, prove, publish, send."""

from reportgen.release.approving import approve, compare
from reportgen.release.correcting import Corrected, correct
from reportgen.release.mailing import Posted, send, settle, suppress, waiting
from reportgen.release.proving import substantiate
from reportgen.release.publishing import publish

__all__ = [
    "Corrected",
    "Posted",
    "approve",
    "compare",
    "correct",
    "publish",
    "send",
    "settle",
    "substantiate",
    "suppress",
    "waiting",
]
