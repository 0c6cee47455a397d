"""Configuration: YAML written by people -> frozen objects, with every problem reported at once.

pydantic and the model are imported only when a file is read, so that naming the reports there are costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import UnknownReportError

if TYPE_CHECKING:
    from reportgen.model.catalog import CatalogSpec
    from reportgen.model.mail import Sender, Server
    from reportgen.model.report import ReportSpec
    from reportgen.model.run import RunPlan


_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""What a report may be called: its name becomes a folder, an address, a mailing list's id."""


def read_catalog(path: Path) -> CatalogSpec:
    """The catalog in that file (or in `catalog.yaml` of that folder).

    Raises ProblemsError with every fault of it: file, line, key, what is wrong, how to mend it.
    """
    from reportgen.config.catalog import read

    return read(path / "catalog.yaml" if path.is_dir() else path)


def read_report(path: Path) -> ReportSpec:
    """The report in that file. Raises ProblemsError with every fault of it."""
    from reportgen.config.reports import read

    return read(path)


def read_mail(path: Path, environment: Mapping[str, str]) -> tuple[Server, Sender, bytes]:
    """Mail server, sender and the secret behind unsubscribe tokens, from a mail.yaml and the environment.

    Raises ProblemsError with every fault of it.
    """
    from reportgen.config.mail import read

    return read(path, environment)


def read_run(path: Path) -> RunPlan:
    """What a run.yaml wants done. Raises UsageError where there is none, ProblemsError with every fault of it."""
    from reportgen.config.run import read

    return read(path)


def report_names(folders: Sequence[Path]) -> tuple[str, ...]:
    """The names of all reports, in alphabetical order."""
    names = {path.stem for folder in folders for path in folder.glob("*.yaml")}
    return tuple(sorted(name for name in names if _NAME.fullmatch(name)))


def report_file(name: str, folders: Sequence[Path]) -> Path:
    """The file of a report: the first folder that has it wins. Raises UnknownReportError."""
    if _NAME.fullmatch(name):
        for folder in folders:
            if (folder / f"{name}.yaml").is_file():
                return folder / f"{name}.yaml"
    known = report_names(folders)
    near = get_close_matches(name, known, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known) or 'none'}."
    raise UnknownReportError(f"{name}: no such report. {hint}")


def report_titles(folders: Sequence[Path]) -> tuple[tuple[str, str], ...]:
    """Name and title of every report, read without checking the rest of it."""
    return tuple((name, _title(report_file(name, folders))) for name in report_names(folders))


def _title(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip().strip("\"'") for line in lines if line.startswith("title:")), "")
