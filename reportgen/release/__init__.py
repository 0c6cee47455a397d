"""From a built edition to its readers: approve, compare, correct, prove, publish, send."""

from reportgen.release.alerting import alert
from reportgen.release.approving import approve, compare, write_comparison
from reportgen.release.correcting import Corrected, correct
from reportgen.release.mailing import Posted, addresses_in, listed, send, settle, suppress
from reportgen.release.proving import substantiate
from reportgen.release.publishing import publish
from reportgen.release.revisions import Looked, Revised, revisions
from reportgen.release.running import Means, Ran, run

__all__ = [
    "Corrected",
    "Looked",
    "Means",
    "Posted",
    "Ran",
    "Revised",
    "addresses_in",
    "alert",
    "approve",
    "compare",
    "correct",
    "listed",
    "publish",
    "revisions",
    "run",
    "send",
    "settle",
    "substantiate",
    "suppress",
    "write_comparison",
]
