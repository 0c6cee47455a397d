"""`make bench`: what reportgen costs beside the pipeline anyone would write, measured in one run.

Absolute times belong to the machine and the hour; the ratios are what counts.
`python benchmarks/run.py [--quick] [ROW ...]`
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import inside
from benchmarks.measure import Cost, compared, middle, run

HERE = Path(__file__).resolve().parent
PYTHON = sys.executable
REPORTGEN = Path(PYTHON).parent / "reportgen"
REPORT = "small-cap-weekly"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: the work, what was found, what it should be."""

    work: str
    found: str
    wanted: str
    detail: str


def start_up(command: str, rounds: int) -> Row:
    """A command that loads no data, against `import pandas`."""
    ratio, ours, theirs = compared(
        lambda: run([REPORTGEN, command]), lambda: run([PYTHON, "-c", "import pandas"]), rounds
    )
    return Row(
        f"`{command}`", f"{ratio:.2f} x `import pandas`", "0.40 x", f"{ours.cpu:.2f} s against {theirs.cpu:.2f} s"
    )


def build(out: Path, *words: str) -> Cost:
    """One build of the weekly brief."""
    return run([REPORTGEN, "build", REPORT, "--out", out, *words], cwd=HERE.parent)


def cold(rounds: int) -> Row:
    """One edition in all formats with its audit, against the baseline's PDF."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out"

        def ours() -> Cost:
            shutil.rmtree(out, ignore_errors=True)
            return build(out)

        ratio, cost, base = compared(ours, lambda: run([PYTHON, HERE / "baseline.py", out / "b.pdf"]), rounds)
    detail = f"{cost.cpu:.2f} s against {base.cpu:.2f} s; peak {cost.peak:.0f} MiB against {base.peak:.0f}"
    return Row("one edition, cold, all formats and the audit", f"{ratio:.2f} x the baseline's PDF", "0.60 x", detail)


def again(rounds: int) -> Row:
    """The same edition once more, nothing changed."""
    with TemporaryDirectory() as folder:
        build(Path(folder))
        cost = middle([build(Path(folder)) for _ in range(rounds)])
    return Row("the same edition again", f"{cost.wall:.2f} s", "0.40 s", f"{cost.cpu:.2f} s of CPU")


def series(rounds: int) -> Row:
    """Three facts about every one of many series, against numpy on a matrix of the same."""
    found = inside.series(count=200 * rounds)
    detail = f"{found.ours * 1e3:.2f} ms a series with its provenance, {found.theirs * 1e3:.2f} ms without any"
    return Row("return, volatility, deepest fall of 40 years of closes", f"{found.ratio:.2f} x numpy", "0.15 x", detail)


def mail(rounds: int) -> Row:
    """Messages composed a second, without and with the PDF."""
    with TemporaryDirectory() as folder:
        build(Path(folder))
        plain, attached = inside.mail(Path(folder) / REPORT / "latest", 400 * rounds)
    return Row("e-mail composed", f"{plain:,.0f} a second", "1,000", f"{attached:,.0f} a second with the PDF")


def memory(rounds: int) -> Row:
    """How much memory more documents take in one process."""
    code = f"from benchmarks import inside; print(*inside.memory({6 * rounds}))"
    done = subprocess.run([PYTHON, "-c", code], cwd=HERE.parent, capture_output=True, text=True, check=True)
    first, last, peak = map(float, done.stdout.split())
    detail = f"{first:.0f} MiB after the first, {last:.0f} after {6 * rounds}"
    return Row("documents one after another", f"peak {peak:.0f} MiB", "250 MiB", detail)


ROWS: Mapping[str, Callable[[int], Row]] = {
    "help": lambda rounds: start_up("--help", 2 * rounds),
    "list": lambda rounds: start_up("list", 2 * rounds),
    "cold": cold,
    "again": again,
    "series": series,
    "mail": mail,
    "memory": memory,
}


def main(words: list[str]) -> None:
    """Print the rows asked for, or all."""
    rounds = 1 if "--quick" in words else 5
    names = [word for word in words if word in ROWS] or list(ROWS)
    print("Work | Found | Should be | In detail\n--- | --- | --- | ---")
    for name in names:
        row = ROWS[name](rounds)
        print(f"{row.work} | {row.found} | {row.wanted} | {row.detail}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
