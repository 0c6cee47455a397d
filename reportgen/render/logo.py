"""A desk's logo, given once as SVG: how wide it is, and as pixels for mails, whose readers show no SVG."""

from __future__ import annotations

import base64
import io
import re
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree as ET

from reportgen.render import engine

HEIGHT = 28
"""How high a mail shows it, in pixels."""
_SHARP = 3
_WORDMARK = 2.5
"""A logo at least so many times as wide as high is taken to say the name itself; beside a narrower one it is set."""
_UNKNOWN = 4.0
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def address(path: Path | None) -> str:
    """The file as an address that holds it; as an image it can neither run a script nor fetch a thing."""
    if path is None:
        return ""
    return "data:image/svg+xml;base64," + base64.b64encode(path.read_bytes()).decode("ascii")


def shape(path: Path) -> float:
    """Its width over its height, from the view box, else width and height."""
    try:
        root = ET.fromstring(path.read_bytes())  # noqa: S314 - the desk's own file
    except ET.ParseError:
        return _UNKNOWN
    box = [float(part) for part in _NUMBER.findall(root.get("viewBox", ""))]
    wide, high = box[2:] if len(box) == 4 else (_length(root, "width"), _length(root, "height"))
    return wide / high if wide > 0 and high > 0 else _UNKNOWN


def _length(root: ET.Element, name: str) -> float:
    found = _NUMBER.match(root.get(name, ""))
    return float(found.group()) if found else 0.0


def speaks(path: Path | None) -> bool:
    """Whether the logo says the desk's name, so that nothing else has to."""
    return path is not None and shape(path) >= _WORDMARK


@lru_cache(maxsize=8)
def pixels(path: Path) -> bytes:
    """The logo as a PNG with a clear ground, three pixels to each that a mail shows."""
    import pypdfium2

    engine.load()
    from weasyprint import HTML

    high = HEIGHT * _SHARP
    wide = round(high * shape(path))
    page = (
        f"<style>@page{{size:{wide}px {high}px;margin:0}}body{{margin:0}}img{{display:block}}</style>"
        f'<img src="{address(path)}" style="width:{wide}px;height:{high}px">'
    )
    document = pypdfium2.PdfDocument(HTML(string=page).write_pdf())
    try:
        picture = document[0].render(scale=96 / 72, fill_color=(255, 255, 255, 0)).to_pil()
    finally:
        document.close()
    out = io.BytesIO()
    picture.save(out, format="PNG", optimize=True)
    return out.getvalue()
