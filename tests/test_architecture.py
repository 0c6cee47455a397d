"""The rules of the house that a program can check. The import direction is import-linter's."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "reportgen").rglob("*.py"))

# Where each library may be imported. One that is not named here is nobody's yet: say where it lives.
HOMES: dict[str, tuple[str, ...]] = {
    "PIL": ("render/*",),
    "aiosmtplib": ("deliver/*",),
    "boto3": ("deliver/*",),
    "botocore": ("deliver/*",),
    "css_inline": ("render/*",),
    "distributed": ("deliver/*",),
    "dkim": ("deliver/*",),
    "exchange_calendars": ("sources/*",),
    "feedgen": ("deliver/*",),
    "fontTools": ("render/*",),
    "httpx": ("sources/*",),
    "jinja2": ("narrative/*", "render/*", "deliver/*"),
    "lxml": ("sources/*", "audit/*", "render/*", "deliver/*"),
    "markdown": ("narrative/*", "render/*"),
    "markupsafe": ("narrative/*", "render/*", "deliver/*"),
    "matplotlib": ("render/figures*.py", "render/chart/*"),
    "numpy": ("sources/*", "metrics/*", "exhibits/*", "render/figures*.py", "render/chart/*"),
    "pagefind_bin": ("deliver/*",),
    "pandas": ("sources/*",),
    "pikepdf": ("render/*", "deliver/*"),
    "pydyf": ("render/*",),
    "pydantic": ("config/*",),
    "pydantic_core": ("config/*",),
    "pypdfium2": ("audit/*", "render/logo.py"),
    "rich": ("cli*",),
    "scipy": ("metrics/*",),
    "smtplib": ("deliver/*",),
    "typer": ("cli*",),
    "weasyprint": ("render/pdf*", "render/logo.py", "render/engine.py"),
    "yaml": ("config/*", "narrative/*", "render/*", "deliver/*"),
}
HEAVY = (
    "aiosmtplib", "boto3", "exchange_calendars", "httpx", "lxml", "markdown", "matplotlib", "numpy", "pandas",
    "pikepdf", "pydantic", "rich", "scipy", "weasyprint",
)  # fmt: skip


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """The line and dotted name of everything a file imports, at whatever depth and for whatever use."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def where(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def test_every_library_is_imported_only_where_it_lives() -> None:
    known = sys.stdlib_module_names - HOMES.keys() | {"reportgen"}
    strays = [
        f"{where(path, line)} imports {name}"
        for path in MODULES
        for line, name in imports(path)
        if (top := name.partition(".")[0]) not in known
        and not any(fnmatch(path.relative_to(ROOT / "reportgen").as_posix(), home) for home in HOMES.get(top, ()))
    ]
    assert strays == []


def test_the_model_imports_only_the_standard_library_and_itself() -> None:
    strays = [
        f"{where(path, line)} imports {name}"
        for path in MODULES
        if path.is_relative_to(ROOT / "reportgen/model")
        for line, name in imports(path)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not name.startswith(("reportgen.model", "reportgen.errors"))
    ]
    assert strays == []


def test_nobody_uses_pyplot_and_its_global_figures() -> None:
    assert [where(p, line) for p in MODULES for line, name in imports(p) if name.startswith("matplotlib.pyplot")] == []


@pytest.mark.parametrize("call", [("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("time", "time")])
def test_the_clock_is_read_in_the_command_line_alone(call: tuple[str, str]) -> None:
    readers = [
        where(path, node.lineno)
        for path in MODULES
        if not path.name.startswith("cli") and path.parent.name != "cli"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) == call
    ]
    assert readers == []


@pytest.mark.parametrize("arguments", ["--help", "list"])
def test_small_commands_import_no_heavy_library(arguments: str) -> None:
    program = f"""
import sys
from reportgen.cli import main
sys.argv = ["reportgen", {arguments!r}]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("loaded:", *sorted(set({HEAVY!r}) & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1].split() == ["loaded:"]
