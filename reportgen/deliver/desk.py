"""A fresh desk: the packaged reports, templates and data laid out in a folder of one's own."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from reportgen.errors import GateError, WorldError


def lay_out(target: Path, folders: Mapping[str, Path]) -> tuple[str, ...]:
    """Copy each folder under its name into the target; the names of the top-level entries made.

    Raises GateError where the target holds anything already, WorldError where the disk refuses.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise GateError(f"{target} is not empty. Name a new folder, so that nothing of yours is overwritten.")
    try:
        for name, source in folders.items():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        (target / "mail.yaml").write_text(_MAIL, encoding="utf-8")
        (target / "run.yaml").write_text(_RUN, encoding="utf-8")
    except OSError as error:
        raise WorldError(f"{target} cannot be written: {error.strerror or error}.") from None
    return tuple(sorted(path.name for path in target.iterdir()))


_MAIL = """\
# Where mail goes and in whose name. The password is read from the environment, never from this file.
sender: {address: desk@research.example, name: Example Research}
server: {host: 127.0.0.1, port: 2525, security: none}
unsubscribe:
  url: "https://research.example/stop?e={email}&t={token}"     # {token} needs REPORTGEN_SECRET in the environment
  mailto: stop@research.example
greeting: "Dear {name},"
greeting_without_name: "Good day,"
pdf: attached
# dkim: {domain: research.example, selector: s1, key_file: dkim.pem}
"""
_RUN = """\
# What `reportgen run` does by itself. Let cron, systemd or CI call it as often as you like: it does nothing twice.
runs:
  - report: small-cap-weekly
    every: week                 # for the last session of each week; or session, or month
    ready: "18:30"              # when that session's closes are in the data, in the exchange's own time
    zone: America/New_York
    approval: wait              # stop until the reviewer has approved; or automatic
    publish: {site: site}
#   fetch: [equities]           # live datasets of the catalog to fetch first
#   send: {to: clients.csv, mail: mail.yaml}
# alerts: {to: [desk@research.example], mail: mail.yaml}      # told of failures and of what waits for them
"""
