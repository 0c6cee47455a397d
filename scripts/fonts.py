"""Rebuild templates/fonts from the packages their publishers put on npm.

The TTF files, for PDF and charts, are the publishers' own: copied, or unpacked from WOFF2, which changes
no glyph. The WOFF2 files, for the self-contained web page, are cut to the characters a Western European
or American page needs. The Open Font License calls a cut font a modified version, and two of the licences
reserve the names "Source" and "Plex"; so the cut files call themselves something else inside.

Run it with `.venv/bin/python scripts/fonts.py`; the same packages give the same bytes.
"""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "templates" / "fonts"

# Latin with its accents, punctuation, super- and subscripts, currencies, arrows, the mathematics and the
# shapes that commentary uses, and the Greek letters of finance.
WEB_CHARACTERS = (
    "U+0020-007E,U+00A0-017F,U+0192,U+0218-021B,U+0232-0233,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0300-0304,U+0306-0308,U+030A-030C,U+0326-0328,"
    "U+0394,U+03A3,U+03B1-03B2,U+03C3,U+1E80-1E85,U+1E9E,U+2000-200B,U+2010-2011,U+2012-2015,U+2018-201E,"
    "U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+2044,U+2070-208E,U+20A9,U+20AC,U+20B9,"
    "U+20BD,U+2113,U+2116,U+2122,U+2150-215F,U+2190-2193,U+2196-2199,U+2202,U+2206,U+2211-2212,U+2215,"
    "U+221A,U+221E,U+2248,U+2260,U+2264-2265,U+25A0,U+25B2,U+25B3,U+25BC,U+25BD,U+25CA,U+25CF"
)
WEB_FEATURES = "kern,mark,liga,calt,ccmp,locl,tnum,pnum,lnum,onum,frac,numr,dnom,sups"


@dataclass(frozen=True, slots=True)
class Family:
    """One npm package: its files, their licence, and what a cut version must call itself."""

    package: str
    licence: str
    licence_to: str
    files: dict[str, str]
    web_name: str


FAMILIES = (
    Family(
        package="source-serif@4.5.1",
        licence="LICENSE.md",
        licence_to="SourceSerif4-OFL.txt",
        files={
            "SourceSerif4-Regular": "TTF/SourceSerif4-Regular.ttf",
            "SourceSerif4-Italic": "TTF/SourceSerif4-It.ttf",
            "SourceSerif4-SemiBold": "TTF/SourceSerif4-Semibold.ttf",
        },
        web_name="Reportgen Serif",
    ),
    Family(
        package="inter-ui@4.1.1",
        licence="LICENSE.txt",
        licence_to="Inter-OFL.txt",
        files={
            "Inter-Regular": "web/Inter-Regular.woff2",
            "Inter-SemiBold": "web/Inter-SemiBold.woff2",
        },
        web_name="Inter",
    ),
    Family(
        package="@ibm/plex-sans@1.1.0",
        licence="LICENSE.txt",
        licence_to="IBMPlexSans-OFL.txt",
        files={
            "IBMPlexSans-Regular": "fonts/complete/woff2/IBMPlexSans-Regular.woff2",
            "IBMPlexSans-SemiBold": "fonts/complete/woff2/IBMPlexSans-SemiBold.woff2",
        },
        web_name="Reportgen Sans",
    ),
)


def main() -> None:
    """Fetch every family, write its TTF and WOFF2 files and its licence."""
    (FONTS / "web").mkdir(parents=True, exist_ok=True)
    for family in FAMILIES:
        with tempfile.TemporaryDirectory() as folder:
            build(family, fetch(family.package, Path(folder)))


def fetch(package: str, folder: Path) -> Path:
    """Return the unpacked npm package; npm verifies its checksum."""
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), package]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
    with tarfile.open(folder / name) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def build(family: Family, package: Path) -> None:
    """Write one family's files from its unpacked package."""
    licence = (package / family.licence).read_text(encoding="utf-8")
    (FONTS / family.licence_to).write_text(licence.strip() + "\n", encoding="utf-8")
    for name, source in family.files.items():
        ttf = FONTS / f"{name}.ttf"
        unpack(package / source, ttf)
        cut(ttf, FONTS / "web" / f"{name}.woff2", family.web_name)


def unpack(source: Path, target: Path) -> None:
    """Write a font as plain TTF, leaving every glyph and time stamp as it is."""
    if source.suffix == ".ttf":
        shutil.copyfile(source, target)
        return
    with TTFont(source, recalcTimestamp=False, recalcBBoxes=False) as font:
        font.flavor = None
        font.save(target)


def cut(source: Path, target: Path, name: str) -> None:
    """Write the font's web version: fewer characters, the features text needs, its own name."""
    options = subset.Options(
        flavor="woff2", layout_features=WEB_FEATURES.split(","), hinting=False, recalc_timestamp=False
    )
    with TTFont(source, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=subset.parse_unicodes(WEB_CHARACTERS))
        cutter.subset(font)
        rename(font, name)
        subset.save_font(font, target, options)


def rename(font: TTFont, name: str) -> None:
    """Give the font a family name, so that no reserved name stays in a modified version."""
    table = font["name"]
    old = table.getBestFamilyName()
    if old == name:
        return
    kept = {0, 13, 14}  # copyright and licence stay as their owner wrote them
    table.names = [record for record in table.names if record.nameID in kept]
    style = "SemiBold" if font["OS/2"].usWeightClass == 600 else ""
    style = style or ("Italic" if font["post"].italicAngle else "Regular")
    full = f"{name} {style}"
    for number, text in {1: name, 2: style, 3: full, 4: full, 6: full.replace(" ", "-")}.items():
        table.setName(text, number, 3, 1, 0x409)


if __name__ == "__main__":
    main()
