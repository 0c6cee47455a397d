"""The unattended run, for cron, systemd or CI."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.app import AsJson, Data, Out, Templates, app, places_of, progress_for, say, say_json, tell
from reportgen.errors import ReportgenError


@app.command()
def run(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What to do.")] = Path("run.yaml"),
    data: Data = None,
    templates: Templates = None,
    out: Out = None,
    json: AsJson = False,
) -> None:
    """Fetch, build, wait for approval or go on, publish and send whatever is due; nothing is done twice."""
    import os
    import time

    from reportgen import release
    from reportgen.config import read_run
    from reportgen.deliver.mail import Clock

    plan = read_run(file)
    progress = progress_for(json)
    clock = Clock(lambda: datetime.now(UTC), time.time)
    means = release.Means(places_of(data, templates, out), clock, os.environ, progress)
    try:
        ran = release.run(plan, means)
    finally:
        progress("")
    code = max(one.code for one in ran)
    if json:
        say_json([one.as_json() for one in ran])
    else:
        for one in ran:
            say(one.text())
    try:
        release.alert(plan, ran, means)
    except ReportgenError as error:
        tell(str(error))
        code = max(code, error.exit_code)
    raise typer.Exit(code)
