from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

from reportgen.model.exhibit import Figure
from reportgen.model.prose import plain
from reportgen.render.chart.sketch import Label
from reportgen.render.charts import Charts, draw
from reportgen.render.figures import Drawn
from reportgen.render.theme import Theme
from tests.render.fixtures import lead_figure, multiples, odd_figures

SVG = "{http://www.w3.org/2000/svg}"
EVERY = (lead_figure(), *multiples(), *odd_figures())


@pytest.mark.parametrize("figure", EVERY, ids=lambda figure: figure.id)
def test_a_chart_is_a_small_file_that_says_what_it_shows(figure: Figure, theme: Theme) -> None:
    content = draw(figure, theme)
    root = ET.fromstring(content)
    assert len(content) < 60_000
    assert root.find(f"{SVG}title").text == plain(figure.title)  # type: ignore[union-attr]
    assert root.find(f"{SVG}desc").text == plain(figure.alt)  # type: ignore[union-attr]
    assert root.attrib["role"] == "img"


def test_the_same_spec_gives_the_same_bytes_in_another_process(theme: Theme) -> None:
    program = (
        "import sys, hashlib; from pathlib import Path\n"
        "from reportgen.render.charts import draw; from reportgen.render.theme import load_theme\n"
        "from tests.render.fixtures import lead_figure\n"
        "theme = load_theme([Path('templates')])\n"
        "print(*(hashlib.sha256(draw(lead_figure(), theme, v)).hexdigest() for v in ('light', 'email')))\n"
        "print('matplotlib.pyplot' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    hashes, pyplot = done.stdout.splitlines()
    import hashlib

    assert hashes.split() == [hashlib.sha256(draw(lead_figure(), theme, v)).hexdigest() for v in ("light", "email")]
    assert pyplot == "False"


def test_the_dark_chart_is_the_same_drawing_in_the_dark_colours(theme: Theme) -> None:
    light, dark = draw(lead_figure(), theme).decode(), draw(lead_figure(), theme, "dark").decode()
    assert theme.light["subject"] in light
    assert theme.dark["subject"] in dark
    assert theme.light["subject"] not in dark
    for key, colour in theme.dark.items():
        dark = dark.replace(f'"{colour}"', f'"{key}"')
    for key, colour in theme.light.items():
        light = light.replace(f'"{colour}"', f'"{key}"')
    assert dark == light


def test_the_mail_gets_a_picture_of_the_size_it_is_shown_at(theme: Theme) -> None:
    content = draw(lead_figure(), theme, "email")
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20]) == 2 * 552
    assert len(content) < 60_000


def test_what_data_say_cannot_leave_its_place(theme: Theme) -> None:
    import dataclasses

    hostile = '</text><script>alert("1")</script>&'
    figure = lead_figure()
    panel = dataclasses.replace(figure.panels[0], title=hostile)
    content = draw(dataclasses.replace(figure, panels=(panel,)), theme).decode()
    assert "<script" not in content
    ET.fromstring(content)


def test_a_long_line_is_thinned_to_what_can_be_seen(theme: Theme) -> None:
    figure = multiples()[1]
    points = len(figure.panels[0].marks[0].x)
    parts = Charts(theme).record(figure).parts
    longest = max(len(part.commands) for part in parts if isinstance(part, Drawn) and part.stroke)
    assert longest < points
    assert any(isinstance(part, Label) for part in parts)
