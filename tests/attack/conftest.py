"""The small desk of the narrative's tests, for attacks through its templates."""

from __future__ import annotations

from tests.narrative.conftest import desk

__all__ = ["desk"]
