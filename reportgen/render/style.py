"""The theme as CSS: colours as variables, fonts as rules."""

from __future__ import annotations

import base64

from reportgen.render.colour import shade
from reportgen.render.theme import Face, Scheme, Theme

SOFT = ("subject", "benchmark", "third", "fourth", "muted", "positive", "warning")
_LOOKS = {"regular": "400", "bold": "600", "italic": "400;font-style:italic"}


def variables(theme: Theme, scheme: Scheme) -> str:
    """The colours of a scheme as CSS variables, the soft tints included."""
    palette = theme.palette(scheme)
    soft = {f"{role}-soft": shade(f"{role}~", palette) for role in SOFT}
    return "".join(f"--{role}:{value};" for role, value in {**palette, **soft}.items())


def faces_inside(theme: Theme) -> str:
    """The fonts of a page that needs no other file, their bytes in the rules."""
    return "".join(face_inside(face) for face in (theme.text, theme.sans))


def face_inside(face: Face) -> str:
    """One family with its bytes in the rules."""
    rules = ""
    for style, path in face.web.items():
        coded = base64.b64encode(path.read_bytes()).decode("ascii")
        rules += (
            f'@font-face{{font-family:"{face.family}";font-weight:{_LOOKS[style]};font-display:swap;'
            f'src:url(data:font/woff2;base64,{coded}) format("woff2")}}\n'
        )
    return rules


def faces_on_disk(theme: Theme) -> str:
    """The fonts of a PDF, which embeds what it uses of them itself."""
    return "".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{_LOOKS[style]};src:url("{path.resolve().as_uri()}")}}\n'
        for face in (theme.text, theme.sans)
        for style, path in face.files.items()
    )
