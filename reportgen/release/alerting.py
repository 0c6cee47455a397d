"""What a run tells the desk by mail: each failure and each wait once, not with every call of cron."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from reportgen.config import read_mail
from reportgen.errors import WorldError
from reportgen.model.run import RunPlan
from reportgen.release.running import Means, Ran

FILE = ".run/told.json"
"""What the desk has been told, by report: the same words are not mailed again until something else happens."""


def alert(plan: RunPlan, ran: Sequence[Ran], means: Means) -> tuple[str, ...]:
    """Mail what is new of failures and waits to the plan's addresses; the reports it was about.

    Raises ProblemsError where mail.yaml is at fault, WorldError where the server or the disk refuses; the next
    run then tries again.
    """
    before = _told(means.places.out)
    said = {one.report: f"{one.edition}: {one.error or one.waits}" for one in ran if one.error or one.waits}
    fresh = [one for one in ran if one.report in said and said[one.report] != before.get(one.report)]
    if fresh and plan.alerts and plan.alert_mail is not None:
        from reportgen.deliver.alert import alert as mail

        server, sender, _ = read_mail(plan.alert_mail, means.environment)
        text = "\n\n".join(one.text() for one in fresh) + "\n"
        now = means.clock.now()
        mail(server, sender, plan.alerts, subject=f"reportgen: {_subject(fresh)}", text=text, now=now)
    _remember(means.places.out, said)
    return tuple(one.report for one in fresh)


def _subject(fresh: Sequence[Ran]) -> str:
    failed = [one.report for one in fresh if one.error]
    waiting = [one.report for one in fresh if not one.error]
    parts = [f"{', '.join(failed)} failed"] if failed else []
    parts += [f"{', '.join(waiting)} wait{'s' * (len(waiting) == 1)} for approval"] if waiting else []
    return "; ".join(parts)


def _told(out: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((out / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _remember(out: Path, said: dict[str, str]) -> None:
    path = out / FILE
    fresh = path.with_suffix(".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise WorldError(f"{path} cannot be written: {error.strerror}.") from None
