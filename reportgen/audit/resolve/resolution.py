"""The outcome of resolving a statement: what the data say to each of its readings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportgen.audit.resolve.shelf import Evidence


@dataclass(frozen=True, slots=True)
class Resolution:
    """Evidence for every reading of a statement.

    `tried` answers what the text says; `beside` what it may have confused it with (the other basis, the
    other unit): matches there name the error. `firm` tells whether a mismatch is a contradiction. `signed` is the
    direction to compare with: +1, -1, or 0 for either.
    """

    tried: tuple[Evidence, ...] = ()
    beside: tuple[tuple[str, Evidence], ...] = ()
    missing: tuple[str, ...] = ()
    firm: bool = True
    loose: str = ""
    bounds: tuple[tuple[Evidence, float, float], ...] = ()
    """Where the data hold no total return of a window: its price return, and what the total lies between."""
    may_be: str = ""
    """What the bounds allow for."""
    blur: float = 0.0
    """How far, in parts of one, the start or end of a move may lie from a close."""
    signed: int = 1
    subject: str = ""
    metric: str = ""
    gap: str = ""
    """Why one of the readings could not be looked up: then a mismatch of the others proves nothing."""
    threshold: int = 0
    """+1 for "above x", -1 for "below x": the quantity is a line, not a value."""
    order: int = 0
    """For statements without a number: the sign that the evidence must have."""

    def sharper(self) -> Resolution:
        """The resolution with estimates held more tightly: for a text that shows it speaks of prices."""
        tried = (replace(one, tolerance=one.tolerance / 2) if one.estimated else one for one in self.tried)
        return replace(self, tried=tuple(tried))


def unresolved(reason: str, *, subject: str = "", metric: str = "") -> Resolution:
    """A statement that the data cannot answer, with the reason."""
    return Resolution(missing=(reason,), firm=False, subject=subject, metric=metric)
