"""The theme: brand, fonts, colours and sizes, checked when loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from reportgen.errors import Problem, ProblemsError
from reportgen.render.colour import COLOURS, faults

Scheme = Literal["light", "dark"]
Palette = Mapping[str, str]
_STYLES = ("regular", "italic", "bold")
_SIZES = ("display", "head", "text", "small")
_BRAND = ("name", "logo", "logo_dark", "disclaimer", "contact")
_LOGOS = ("logo", "logo_dark")
_TOP = ("based_on", "brand", "fonts", "light", "dark", "sizes")


@dataclass(frozen=True, slots=True)
class Face:
    """A family: its name, what stands in for it, and its files by style."""

    family: str
    fallback: str
    files: Mapping[str, Path]
    web: Mapping[str, Path]

    @property
    def stack(self) -> str:
        """The family and its fallbacks as CSS writes them."""
        return f'"{self.family}", {self.fallback}'


@dataclass(frozen=True, slots=True)
class Brand:
    """Who the pages come from. Empty strings leave the report's own words."""

    name: str = ""
    logo: Path | None = None
    logo_dark: Path | None = None
    disclaimer: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """Everything about the look that is not layout. Colours are `#rrggbb`, sizes points."""

    brand: Brand
    text: Face
    sans: Face
    light: Palette
    dark: Palette
    sizes: Mapping[str, float]

    def palette(self, scheme: Scheme) -> Palette:
        """The colours of a scheme by meaning."""
        return self.dark if scheme == "dark" else self.light


def load_theme(folders: Sequence[Path], overrides: Mapping[str, Any] | None = None) -> Theme:
    """The theme of a search path of template folders, the user's own first.

    The last folder's theme.yaml is the base; each earlier one, and then `overrides`, change single lines of it.
    Raises ProblemsError naming every unknown key, missing font, malformed colour and contrast too low.
    """
    problems: list[Problem] = []
    merged: dict[str, Any] = {}
    for layer in _layers(folders, overrides or {}, problems):
        _merge(merged, layer)
    where = str(next((folder / "theme.yaml" for folder in folders if (folder / "theme.yaml").is_file()), "theme"))
    if not merged:
        problems.append(Problem(where, "no theme.yaml in any template folder.", "Give the folder that holds it."))
        raise ProblemsError(problems)
    theme = _theme(merged, where, problems)
    problems += faults(theme.light, f"{where}, light") + faults(theme.dark, f"{where}, dark")
    if problems:
        raise ProblemsError(problems)
    return theme


def _layers(folders: Sequence[Path], overrides: Mapping[str, Any], problems: list[Problem]) -> list[dict[str, Any]]:
    layers: list[dict[str, Any]] = []
    for folder in reversed(folders):
        path = folder / "theme.yaml"
        if path.is_file():
            layers += _with_base(_read(path, problems), folders, str(path), problems)
    if overrides:
        layers += _with_base(dict(overrides), folders, "the report's theme", problems)
    return layers


def _with_base(
    layer: dict[str, Any], folders: Sequence[Path], where: str, problems: list[Problem]
) -> list[dict[str, Any]]:
    name = layer.pop("based_on", None)
    if name is None:
        return [layer]
    for folder in folders:
        path = folder / "themes" / f"{name}.yaml"
        if path.is_file():
            return [_read(path, problems), layer]
    known = sorted({path.stem for folder in folders for path in (folder / "themes").glob("*.yaml")})
    problems.append(Problem(where, f"no theme {name!r}.", f"There are: {', '.join(known) or 'none'}.", key="based_on"))
    return [layer]


def _read(path: Path, problems: list[Problem]) -> dict[str, Any]:
    import yaml

    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        problems.append(Problem(str(path), f"is no readable YAML: {error}".replace("\n", " ")))
        return {}
    if not isinstance(found, dict):
        problems.append(Problem(str(path), "must hold keys and values."))
        return {}
    return _anchored(found, path.parent if path.parent.name != "themes" else path.parent.parent)


def _anchored(layer: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The layer with its file names made absolute, so that layers from several folders can be merged."""
    out = dict(layer)
    if isinstance(brand := out.get("brand"), dict):
        logos = {key: str(folder / str(brand[key])) for key in _LOGOS if brand.get(key)}
        out["brand"] = {**brand, **logos}
    if isinstance(fonts := out.get("fonts"), dict):
        out["fonts"] = {key: _anchored_face(face, folder) for key, face in fonts.items()}
    return out


def _anchored_face(face: Any, folder: Path) -> Any:
    if not isinstance(face, dict):
        return face
    out = {key: str(folder / str(value)) if key in _STYLES else value for key, value in face.items()}
    if isinstance(web := out.get("web"), dict):
        out["web"] = {key: str(folder / str(value)) for key, value in web.items()}
    return out


def _merge(into: dict[str, Any], layer: Mapping[str, Any]) -> None:
    for key, value in layer.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = dict(value) if isinstance(value, dict) else value


def _theme(merged: Mapping[str, Any], where: str, problems: list[Problem]) -> Theme:
    _refuse_unknown(merged, _TOP, where, problems)
    brand, fonts = _part(merged, "brand", where, problems), _part(merged, "fonts", where, problems)
    _refuse_unknown(brand, _BRAND, f"{where}, brand", problems)
    _refuse_unknown(fonts, ("text", "sans"), f"{where}, fonts", problems)
    return Theme(
        brand=_brand(brand, where, problems),
        text=_face(fonts, "text", where, problems),
        sans=_face(fonts, "sans", where, problems),
        light=_palette(merged, "light", where, problems),
        dark=_palette(merged, "dark", where, problems),
        sizes=_sizes(_part(merged, "sizes", where, problems), where, problems),
    )


def _part(parent: Mapping[str, Any], key: str, where: str, problems: list[Problem]) -> Mapping[str, Any]:
    found = parent.get(key) or {}
    if isinstance(found, dict):
        return found
    problems.append(Problem(where, "must hold keys and values.", key=key))
    return {}


def _refuse_unknown(part: Mapping[str, Any], known: Sequence[str], where: str, problems: list[Problem]) -> None:
    what, mend = "is no key of a theme.", f"Known: {', '.join(known)}."
    problems += [Problem(where, what, mend, key=str(key)) for key in part if key not in known]


def _brand(brand: Mapping[str, Any], where: str, problems: list[Problem]) -> Brand:
    logos = {key: Path(str(brand[key])) for key in _LOGOS if brand.get(key)}
    problems += [
        Problem(where, f"no file {path.name}.", "The path is relative to the theme.", key=f"brand.{key}")
        for key, path in logos.items()
        if not path.is_file()
    ]
    problems += [
        Problem(where, f"{path.name} is no SVG file.", "Only SVG stays sharp everywhere.", key=f"brand.{key}")
        for key, path in logos.items()
        if path.suffix.lower() != ".svg"
    ]
    words = {key: str(brand.get(key) or "") for key in ("name", "disclaimer", "contact")}
    return Brand(**words, logo=logos.get("logo"), logo_dark=logos.get("logo_dark"))


def _face(fonts: Mapping[str, Any], name: str, where: str, problems: list[Problem]) -> Face:
    face = _part(fonts, name, f"{where}, fonts", problems)
    _refuse_unknown(face, ("family", "fallback", "web", *_STYLES), f"{where}, fonts.{name}", problems)
    web = _part(face, "web", f"{where}, fonts.{name}", problems)
    _refuse_unknown(web, _STYLES, f"{where}, fonts.{name}.web", problems)
    files = {style: Path(str(face[style])) for style in _STYLES if face.get(style)}
    pages = {style: Path(str(web[style])) for style in _STYLES if web.get(style)}
    problems += [
        Problem(where, "no file is named.", "Name a TTF file.", key=f"fonts.{name}.{style}")
        for style in ("regular", "bold")
        if style not in files
    ]
    problems += [
        Problem(where, f"no font file {path}.", "Paths are relative to the theme.", key=f"fonts.{name}.{style}")
        for style, path in (*files.items(), *pages.items())
        if not path.is_file()
    ]
    what = "is no TTF file, and only TTF is quick in PDF and known to the charts."
    problems += [
        Problem(where, f"{path.name} {what}", "Convert it.", key=f"fonts.{name}.{style}")
        for style, path in files.items()
        if path.suffix.lower() != ".ttf"
    ]
    return Face(str(face.get("family") or name), str(face.get("fallback") or "sans-serif"), files, pages)


def _palette(merged: Mapping[str, Any], scheme: str, where: str, problems: list[Problem]) -> Palette:
    part = _part(merged, scheme, where, problems)
    _refuse_unknown(part, COLOURS, f"{where}, {scheme}", problems)
    return {key: str(part.get(key, "")).lower() for key in COLOURS}


def _sizes(part: Mapping[str, Any], where: str, problems: list[Problem]) -> Mapping[str, float]:
    _refuse_unknown(part, _SIZES, f"{where}, sizes", problems)
    wrong = [key for key in _SIZES if not _is_size(part.get(key))]
    what = "must be a size from 5 to 60 points."
    problems += [Problem(where, what, "Write a number.", key=f"sizes.{key}") for key in wrong]
    return {key: float(part[key]) for key in _SIZES if key not in wrong}


def _is_size(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 5 <= value <= 60
