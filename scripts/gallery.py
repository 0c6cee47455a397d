"""Makes the pictures of docs/gallery from real editions of the sample data: `make gallery`.

Builds every report into a temporary folder, prints the PDF's pages with Poppler and opens web pages and mail
in Chromium. Each picture has at most 64 colours, which keeps it under 250 kB.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "docs" / "gallery"
REPORTGEN = Path(sys.executable).parent / "reportgen"
LIMIT = 250_000
Shot = tuple[str, Path, dict[str, Any]]

sys.path.insert(0, str(ROOT))


def built(report: str, out: Path, *, desk: Path = ROOT) -> Path:
    """The folder of a report's newest edition, built into `out` by a desk that lives in `desk`."""
    subprocess.run([REPORTGEN, "build", report, "--out", out], check=True, cwd=desk)
    return out / report / "latest"


def second_theme(folder: Path) -> Path | None:
    """A desk that wears the second theme the templates carry, None where they carry none."""
    themes = sorted((ROOT / "templates" / "themes").glob("*.yaml"))
    if not themes:
        return None
    (folder / "templates").mkdir(parents=True)
    (folder / "templates" / "theme.yaml").write_text(f"based_on: {themes[0].stem}\n", encoding="utf-8")
    return folder


def pages(edition: Path, name: str) -> None:
    """Every page of the edition's PDF as a picture."""
    prefix = GALLERY / name
    subprocess.run(["pdftoppm", "-r", "96", "-png", edition / "report.pdf", prefix], check=True)


def as_received(edition: Path) -> Path:
    """The e-mail as a client shows it: the picture found, the slots filled."""
    html = (edition / "email.html").read_text(encoding="utf-8")
    html = re.sub(r"cid:([A-Za-z0-9_.-]+)", r"figures/\1.png", html)
    html = html.replace("{{salutation}}", "Dear Ms Lindqvist,").replace("{{unsubscribe_url}}", "#")
    shown = edition / "email-as-received.html"
    shown.write_text(html, encoding="utf-8")
    return shown


def screens(weekly: Path, thesis: Path) -> Iterator[Shot]:
    """The weekly on a desktop and a telephone, light and dark, a figure in focus, the e-mail; the thesis at night."""
    page = weekly / "report.html"
    for scheme in ("light", "dark"):
        yield f"web-1280-{scheme}", page, {"width": 1280, "height": 1000, "scheme": scheme}
        yield f"web-390-{scheme}", page, {"width": 390, "height": 844, "scheme": scheme}
    yield "web-provenance", page, {"width": 900, "height": 700, "steps": (("hover", "p data"), ("wait", 400))}
    yield "email", as_received(weekly), {"width": 640, "height": 1000}
    yield "web-thesis", thesis / "report.html", {"width": 1280, "height": 1000, "scheme": "dark"}


def photograph(shots: Iterator[Shot]) -> None:
    """The top of each page, as far as its window reaches."""
    from tests.full import tools  # noqa: PLC0415 - found through the line that extends the path

    views = [(name, tools.View(page, **window)) for name, page, window in shots]
    tools.browse([("screenshot", view, {"png": str(GALLERY / f"{name}.png"), "full": False}) for name, view in views])


def checked(folder: Path) -> Iterator[Shot]:
    """The annotated page of a check of a draft with the errors that started this project."""
    page = folder / "check.html"
    draft = Path("docs") / "examples" / "draft.md"
    done = subprocess.run(
        [REPORTGEN, "check", draft, "--format", "html"], check=False, capture_output=True, cwd=ROOT, timeout=120
    )
    if done.returncode in {0, 1} and done.stdout:
        page.write_bytes(done.stdout)
        opened = (("click", "button.contradicted"), ("wait", 200))
        yield "check", page, {"width": 1180, "height": 920, "steps": opened}


def slimmed(picture: Path) -> int:
    """The picture in few colours, so that a page of text stays small; its size in bytes."""
    from PIL import Image  # noqa: PLC0415 - heavy

    image = Image.open(picture).convert("RGB")
    image.quantize(colors=64, dither=Image.Dither.NONE).save(picture, optimize=True)
    return picture.stat().st_size


def unused() -> list[Path]:
    """The pictures no page shows."""
    shown = "".join(path.read_text(encoding="utf-8") for path in (GALLERY.with_suffix(".md"), ROOT / "README.md"))
    return [picture for picture in sorted(GALLERY.glob("*.png")) if f"gallery/{picture.name}" not in shown]


def main() -> int:
    """Make every picture; 1 where one is larger than it should be."""
    GALLERY.mkdir(parents=True, exist_ok=True)
    for old in GALLERY.glob("*.png"):
        old.unlink()
    with TemporaryDirectory() as temporary:
        out = Path(temporary)
        weekly = built("small-cap-weekly", out)
        pages(weekly, "weekly")
        thesis = built("small-cap-thesis", out)
        pages(thesis, "thesis")
        pages(built("nasdaq-weekly", out), "nasdaq")
        shots = [*screens(weekly, thesis), *checked(out)]
        if desk := second_theme(out / "desk"):
            second = built("small-cap-weekly", out / "second", desk=desk)
            pages(second, "theme")
            shots.append(("email-theme", as_received(second), {"width": 390, "height": 844, "scheme": "dark"}))
        photograph(iter(shots))
    for picture in unused():
        picture.unlink()
    sizes = {picture.name: slimmed(picture) for picture in sorted(GALLERY.glob("*.png"))}
    for name, size in sizes.items():
        print(f"{name:28} {size:>8,}")
    return int(max(sizes.values()) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
