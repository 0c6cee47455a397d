"""The look of the site: colours, fonts and names, handed in as values, and the style sheet made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Font:
    """One web font: its family, CSS weight and style, its WOFF2 file."""

    family: str
    weight: str
    style: str
    file: Path


@dataclass(frozen=True)
class Look:
    """Brand, colours by meaning for light and dark, font stacks as CSS writes them, template folders."""

    templates: tuple[Path, ...]
    light: Mapping[str, str]
    dark: Mapping[str, str]
    text: str = "serif"
    sans: str = "sans-serif"
    fonts: tuple[Font, ...] = ()
    brand: str = ""
    contact: str = ""
    disclaimer: str = ""

    @cached_property
    def assets(self) -> Mapping[str, bytes]:
        """The style sheet and the fonts, each under a name that holds its digest."""
        fonts = [(font, font.file.read_bytes()) for font in self.fonts]
        sheet = self._sheet("".join(_rule(font, content) for font, content in fonts)).encode()
        found = {asset(content, "woff2"): content for _, content in fonts}
        return {**found, asset(sheet, "css"): sheet}

    @property
    def style(self) -> str:
        """The path of the style sheet."""
        return next(path for path in self.assets if path.endswith(".css"))

    def find(self, name: str) -> Path | None:
        """A file of the site's templates, the user's own first."""
        places = (folder / "site" / name for folder in self.templates)
        return next((path for path in places if path.is_file()), None)

    def _sheet(self, faces: str) -> str:
        path = self.find("site.css")
        rules = path.read_text(encoding="utf-8") if path else ""
        light, dark = _variables(self.light), _variables(self.dark)
        fonts = f"--site-text:{self.text};--site-sans:{self.sans};"
        return (
            f"{faces}:root{{{light}{fonts}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{rules}"
        )


def asset(content: bytes, kind: str) -> str:
    """The path of a file that is named by its content and therefore never changes."""
    return f"assets/{sha256(content).hexdigest()[:16]}.{kind}"


def _rule(font: Font, content: bytes) -> str:
    name = asset(content, "woff2").rpartition("/")[2]
    return (
        f'@font-face{{font-family:"{font.family}";font-weight:{font.weight};font-style:{font.style};'
        f'font-display:swap;src:url({name}) format("woff2")}}\n'
    )


def _variables(palette: Mapping[str, str]) -> str:
    return "".join(f"--site-{role}:{value};" for role, value in sorted(palette.items()))
