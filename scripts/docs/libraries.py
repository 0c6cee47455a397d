"""docs/architecture.md: which file imports which library."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HEAVY = (
    "pandas exchange_calendars pydantic yaml jinja2 markdown matplotlib weasyprint pikepdf css_inline "
    "pypdfium2 lxml httpx aiosmtplib dkim feedgen boto3 distributed rich scipy"
).split()


def libraries() -> str:
    """Every library that takes time to load, with the files that import it."""
    found = defaultdict(list)
    for path in sorted((ROOT / "reportgen").rglob("*.py")):
        for name in sorted(set(_imported(path)) & set(HEAVY)):
            found[name].append(path.relative_to(ROOT / "reportgen").as_posix())
    rows = [f"{name} | {', '.join(f'`{file}`' for file in found[name])}" for name in HEAVY if found[name]]
    return "\n".join(["Library | Where", "--- | ---", *rows])


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import():
                yield from (alias.name.partition(".")[0] for alias in node.names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
            case _:
                pass
