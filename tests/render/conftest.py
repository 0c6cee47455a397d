from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.model.edition import Artifact
from reportgen.render import render
from reportgen.render.theme import Theme, load_theme
from tests.render.fixtures import document

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme([TEMPLATES])


@pytest.fixture(scope="session")
def layouts() -> tuple[Path, ...]:
    return (TEMPLATES / "layouts",)


@pytest.fixture(scope="session")
def facts_file() -> Artifact:
    return Artifact("facts.json", b'{"rut.return.price@1w": -0.016}', "application/json")


@pytest.fixture(scope="session")
def edition(theme: Theme, layouts: tuple[Path, ...], facts_file: Artifact) -> dict[str, bytes]:
    """The made-up brief in every format, by path."""
    made = render(document(), theme, layouts, ("md", "html", "pdf", "email"), [facts_file])
    return {artifact.path: artifact.content for artifact in made}
