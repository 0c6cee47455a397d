"""Where reports, templates, data and output are: the desk's own folders first, then the packaged ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def packaged(name: str) -> Path:
    """A folder the package carries: in the wheel beside the code, in a checkout at its root."""
    bundled = _PACKAGE / "_bundled" / name
    return bundled if bundled.is_dir() else _PACKAGE.parent / name


@dataclass(frozen=True, slots=True)
class Places:
    """The folders one command works with. Templates and reports are searched in order."""

    reports: tuple[Path, ...]
    templates: tuple[Path, ...]
    data: Path
    out: Path
    commentary: Path


def places(here: Path, *, data: Path | None = None, templates: Path | None = None, out: Path | None = None) -> Places:
    """The folders for a command run in `here`; what is named on the command line comes first."""
    own = here / "data"
    return Places(
        reports=_search(here / "reports", packaged("reports")),
        templates=_search(*([templates] if templates else []), here / "templates", packaged("templates")),
        data=data or (own if (own / "catalog.yaml").exists() else packaged("data")),
        out=out or here / "output",
        commentary=here / "commentary",
    )


def _search(*folders: Path) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir()))
