"""When an edition is due: by the exchange's sessions, not by the days of the week."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from reportgen.errors import FindingsError
from reportgen.metrics.windows import last_week
from reportgen.model.run import Job

if TYPE_CHECKING:
    from reportgen.model.sessions import Sessions


def due_day(job: Job, sessions: Sessions, now: datetime) -> date:
    """The day of the newest edition that is due: the last session over, or that of the last week or month over.

    `now` has a zone. A session is over once `job.ready` has come where the exchange is, so holidays and weeks that
    end on a Thursday need no care. Raises FindingsError where the calendar does not reach that far.
    """
    local = now.astimezone(ZoneInfo(job.zone))
    today = local.date()
    try:
        over = sessions.is_session(today) and local.time() >= job.ready
        newest = today if over else sessions.before(today)
        if job.rhythm == "week":
            return last_week(newest, sessions).end
        if job.rhythm == "month" and not sessions.ends_month(newest):
            return sessions.before(newest.replace(day=1))
    except LookupError as error:
        raise FindingsError(f"{job.report}: {error}. Install a newer reportgen.") from None
    return newest
