"""docs/data.md explains every key, format and provider there is, and its example is a valid catalog."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.config import read_catalog
from reportgen.config.shapes import CatalogShape, ColumnShape, DatasetShape, EntityShape, ReleaseShape, Shape
from reportgen.sources import READERS
from reportgen.sources.providers import PROVIDERS

DOCS = (Path(__file__).resolve().parent.parent / "docs" / "data.md").read_text(encoding="utf-8")
PROSE = re.sub(r"```.*?```", "", DOCS, flags=re.DOTALL)
WORDS = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]+)`", PROSE))))


@pytest.mark.parametrize("shape", [DatasetShape, ColumnShape, EntityShape, ReleaseShape])
def test_every_key_is_explained(shape: type[Shape]) -> None:
    keys = {info.alias or name for name, info in shape.model_fields.items()}
    assert keys - WORDS == set()


def test_every_top_level_key_is_shown() -> None:
    assert {name for name in CatalogShape.model_fields if f"{name}:" not in DOCS} == set()


def test_every_format_and_provider_is_named() -> None:
    assert {*READERS, *PROVIDERS} - WORDS == set()


def test_the_example_is_a_catalog(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(title:.*?)```", DOCS, re.DOTALL)
    assert example is not None
    (tmp_path / "catalog.yaml").write_text(example[1], encoding="utf-8")
    catalog = read_catalog(tmp_path)
    assert set(catalog.datasets) == {"closes", "yields"}
