"""Narrative: section files and facts to a Document whose every digit has a reason."""

from reportgen.narrative.compose import compose

__all__ = ["compose"]
