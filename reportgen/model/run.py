"""What a desk wants done by itself: which reports, when they are due, how far a run may go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Literal

Rhythm = Literal["session", "week", "month"]
"""An edition for every session, for the last session of each week, or of each month."""


@dataclass(frozen=True, slots=True)
class Job:
    """One report of a run.

    A session counts as over at `ready` in `zone`. `fetch` names live datasets to fetch first. Without `site` the
    edition is not published, without `clients` not sent. `approval` "wait" stops until a person has approved.
    """

    report: str
    rhythm: Rhythm = "week"
    ready: time = time(18, 30)
    zone: str = "America/New_York"
    fetch: tuple[str, ...] = ()
    approval: Literal["wait", "automatic"] = "wait"
    site: str = ""
    base_url: str = ""
    clients: Path | None = None
    mail: Path | None = None


@dataclass(frozen=True, slots=True)
class RunPlan:
    """Everything a run.yaml says. `alerts` are told of failures and of what waits for them, through `alert_mail`."""

    jobs: tuple[Job, ...]
    alerts: tuple[str, ...] = ()
    alert_mail: Path | None = None
