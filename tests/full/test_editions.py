"""Real editions of the sample, whole: the same bytes anywhere, charts as files, data, JSON-LD, Markdown."""

from __future__ import annotations

import csv
import json
import math
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from reportgen.config import read_catalog
from reportgen.config.places import packaged
from reportgen.sources import load
from tests.full import tools
from tests.full.editions import WANTED, Made
from tests.full.htmlpage import parsed, words

pytestmark = pytest.mark.full

ROOT = Path(__file__).resolve().parent.parent.parent
TWICE = ("small-cap-weekly 2026-08-21 harbour", "small-cap-thesis 2025-12-10", "nasdaq-weekly 2026-08-21")
"""Every report and both themes once: built a second time elsewhere."""
SVG = "{http://www.w3.org/2000/svg}"


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_an_edition_is_the_same_to_the_byte_in_another_place_time_zone_language_and_process(
    editions: list[Made], tmp_path: Path
) -> None:
    elsewhere = {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "4711",
        "PYTHONPATH": str(ROOT),
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
    }
    again = tmp_path / "an other place"
    command = [sys.executable, "-m", "tests.full.editions", str(again), *TWICE]
    subprocess.run(command, check=True, env=elsewhere, cwd=tmp_path)
    for made in (one for one in editions if one.name in TWICE):
        twin = again / (made.wanted.theme or "house") / made.wanted.report / made.folder.name
        here, there = files(made.folder), files(twin)
        assert set(here) == set(there)
        assert [name for name in here if here[name] != there[name]] == [], made.name


def test_every_edition_wanted_was_built_for_its_own_day(editions: list[Made]) -> None:
    assert len(editions) == len(WANTED)
    assert [made.folder.name for made in editions] == [wanted.day.isoformat() for wanted in WANTED]


def test_every_chart_is_a_small_drawing_with_a_title_and_a_description(editions: list[Made]) -> None:
    for made in editions:
        drawings = made.drawings()
        assert len(drawings) >= 8, made.name
        for path in drawings:
            assert path.stat().st_size < 60_000, path
            root = ET.fromstring(path.read_bytes())
            for part in ("title", "desc"):
                text = root.findtext(SVG + part) or ""
                assert re.search(r"\d", text), f"{path}: no figure in its {part}: {text!r}"
            named = {element.get("id") for element in root.iter()} - {None}
            assert set((root.get("aria-labelledby") or "").split()) <= named


def test_no_drawing_runs_a_script_or_points_outside(editions: list[Made]) -> None:
    for made in editions:
        for path in made.drawings():
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"<script|\son\w+=|<foreignObject|<image", text), path
            outside = re.findall(r"(?:href|src)=\"(?!#)([^\"]*)\"|url\((?!#)([^)]*)\)", text)
            assert outside == [], path


# ------------------------------------------------------------------------------------------ data


def attached(made: Made, folder: Path) -> dict[str, bytes]:
    folder.mkdir(exist_ok=True)
    tools.poppler("pdfdetach", "-saveall", "-o", folder, made.pdf)
    return files(folder)


def test_the_pdf_carries_the_facts_and_the_data_that_lie_beside_it(editions: list[Made], tmp_path: Path) -> None:
    for at, made in enumerate(editions):
        inside = attached(made, tmp_path / str(at))
        beside = {path.name: path.read_bytes() for path in made.folder.glob("data/*.csv")}
        assert inside == beside | {"facts.json": (made.folder / "facts.json").read_bytes()}, made.name
        assert "rates.csv" in inside, "the Treasury's yields are anybody's"


@pytest.fixture(scope="session")
def held_back() -> list[dict[float, int]]:
    """The values of every series whose owner lets no series out, each with the place it stands at."""
    dataset = load(read_catalog(packaged("data")), packaged("data"))
    kept = [one for one in dataset.series.values() if not one.origin.may_publish_series]
    assert len(kept) > 5
    return [{float(value): at for at, value in enumerate(one.values) if not math.isnan(value)} for one in kept]


def numbers(column: list[str]) -> list[float]:
    return [float(cell) for cell in column if re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell)]


def test_no_data_file_gives_away_a_series_its_owner_keeps(
    editions: list[Made], held_back: list[dict[float, int]]
) -> None:
    """Neither as it is nor rebased: no column's ratios from row to row are those of a series kept back."""
    for made in editions:
        for path in made.folder.glob("data/*.csv"):
            rows = list(csv.reader(path.open(encoding="utf-8", newline="")))
            assert len(rows) > 1, path
            assert len({len(row) for row in rows}) == 1, path
            for column in zip(*rows[1:], strict=True):
                for kept in held_back:
                    assert longest_run(numbers(list(column)), kept) < 4, f"{path} gives a series away"


def longest_run(column: list[float], kept: dict[float, int]) -> int:
    """How many values in a row are those of the series kept, level by level."""
    best = run = 0
    for value in column:
        run = run + 1 if value in kept and abs(value) > 10 else 0
        best = max(best, run)
    return best


def test_only_tables_of_printed_facts_come_from_series_that_are_kept_back(editions: list[Made]) -> None:
    """Where an owner lets no series out, every number in a data file is a fact the edition quotes with its source."""
    free = {"rates.csv", "valuation.csv", "sector_discounts.csv", "maturity_wall.csv"}
    for made in editions:
        facts = json.loads((made.folder / "facts.json").read_text(encoding="utf-8"))
        told = {round(float(fact["value"]), 6) for fact in facts if isinstance(fact.get("value"), int | float)}
        for path in made.folder.glob("data/*.csv"):
            if path.name in free:
                continue
            rows = list(csv.reader(path.open(encoding="utf-8", newline="")))
            given = {round(value, 6) for row in rows[1:] for value in numbers(row[1:])}
            assert given <= told, f"{made.name} {path.name}: {sorted(given - told)[:5]}"


# ------------------------------------------------------------------------------------------ JSON-LD, picture


def linked(made: Made) -> dict[str, Any]:
    (script,) = parsed(made.page).xpath("//script[@type='application/ld+json']")
    found: dict[str, Any] = json.loads(script.text)
    return found


def test_search_engines_read_a_report_its_people_and_its_data(editions: list[Made]) -> None:
    for made in editions:
        found = linked(made)
        assert (found["@context"], found["@type"]) == ("https://schema.org", "Report")
        assert found["headline"] == words(parsed(made.page).xpath("//h1")[0])
        assert found["datePublished"] == made.folder.name
        assert found["author"]["name"]
        assert found["publisher"]["name"]
        names = {path.name for path in made.folder.glob("data/*.csv")}
        sets = [part for part in found["hasPart"] if part["@type"] == "Dataset"]
        assert {Path(one["distribution"]["contentUrl"]).name for one in sets} == names, made.name
        assert all(len(one["description"]) >= 50 and one["name"] for one in sets)


def test_a_shared_link_has_a_picture_of_the_size_networks_ask_for(editions: list[Made]) -> None:
    image = pytest.importorskip("PIL.Image")
    for made in editions:
        with image.open(made.folder / "opengraph.png") as picture:
            assert picture.size == (1200, 630)
            assert len(picture.convert("RGB").getcolors(1 << 24)) > 50, "words and a chart, not an empty card"
        assert (made.folder / "opengraph.png").stat().st_size < 300_000


# ------------------------------------------------------------------------------------------ Markdown


def test_the_markdown_reads_alone_its_notes_and_pictures_found(editions: list[Made]) -> None:
    for made in editions:
        text = (made.folder / "report.md").read_text(encoding="utf-8")
        used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
        told = re.findall(r"^\[\^(\d+)\]: \S.*$", text, re.MULTILINE)
        assert used == set(told), made.name
        assert len(told) == len(set(told))
        pictures = re.findall(r"!\[([^\]]*)\]\(([^)]*)\)", text)
        assert pictures
        for words_, path in pictures:
            assert (made.folder / path).is_file(), path
            assert re.search(r"\d", words_), f"{made.name}: {path} says no number"


def test_the_markdown_is_tidy(editions: list[Made]) -> None:
    for made in editions:
        text = (made.folder / "report.md").read_text(encoding="utf-8")
        assert text.startswith("# ")
        assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
        assert not re.search(r"\n{3,}|[ \t]+\n|\{\{|\}\}|\bNone\b|\bnan\b|(?<!\\)<(?!https?://)[a-z/]", text), made.name
        for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
            assert len({line.count("|") - line.count("\\|") for line in block.splitlines()}) == 1, block
