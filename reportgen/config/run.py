"""run.yaml: what `reportgen run` does by itself, report by report. Paths in it are relative to its folder."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, ValidationError

from reportgen.config.complaints import complaints
from reportgen.config.shapes import Shape, Text
from reportgen.config.yamlfile import read_yaml
from reportgen.errors import ProblemsError, UsageError
from reportgen.model.run import Job, Rhythm, RunPlan


def _time(value: Any) -> time:
    # YAML 1.1 reads an unquoted 18:30 as the number 1110.
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 24 * 60:
        return time(value // 60, value % 60)
    try:
        return time.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f'{value!r} is no time of day; write it as "18:30".') from None


def _zone(value: Any) -> str:
    try:
        return ZoneInfo(str(value)).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{value!r} is no time zone; write it as America/New_York.") from None


class PublishShape(Shape):
    """`publish:` of a run."""

    site: Text
    base_url: Text = ""


class SendShape(Shape):
    """`send:` of a run."""

    to: Text
    mail: Text = "mail.yaml"


class JobShape(Shape):
    """One entry of `runs:`."""

    report: Text
    every: Rhythm = "week"
    ready: Annotated[time, BeforeValidator(_time)] = time(18, 30)
    zone: Annotated[str, BeforeValidator(_zone)] = "America/New_York"
    fetch: list[Text] = []
    approval: Literal["wait", "automatic"] = "wait"
    publish: PublishShape | None = None
    send: SendShape | None = None


class AlertsShape(Shape):
    """`alerts:` of run.yaml."""

    to: list[Text] = Field(min_length=1)
    mail: Text = "mail.yaml"


class RunShape(Shape):
    """A whole run.yaml."""

    runs: list[JobShape] = Field(min_length=1)
    alerts: AlertsShape | None = None


def read(path: Path) -> RunPlan:
    """The plan. Raises UsageError where there is no such file, ProblemsError with every fault of it."""
    if not path.is_file():
        raise UsageError(f"{path}: no such file. docs/running.md shows one; `reportgen new` lays one out.")
    source = read_yaml(path)
    try:
        shape = RunShape.model_validate(source.values)
    except ValidationError as error:
        raise ProblemsError(complaints(error, source, RunShape)) from None
    here = path.parent
    alerts = shape.alerts
    return RunPlan(
        tuple(_job(job, here) for job in shape.runs),
        tuple(alerts.to) if alerts else (),
        here / alerts.mail if alerts else None,
    )


def _job(shape: JobShape, here: Path) -> Job:
    publish, send = shape.publish, shape.send
    site = publish.site if publish else ""
    local = site and "://" not in site and "@" not in site
    return Job(
        report=shape.report,
        rhythm=shape.every,
        ready=shape.ready,
        zone=shape.zone,
        fetch=tuple(shape.fetch),
        approval=shape.approval,
        site=str(here / site) if local else site,
        base_url=publish.base_url if publish else "",
        clients=here / send.to if send else None,
        mail=here / send.mail if send else None,
    )
