"""How an edition came about, in the words machines read: IPTC's digital source types.

schema.org carries them as `digitalSourceType` in the page's JSON-LD, XMP as `Iptc4xmpExt:DigitalSourceType` in the PDF.
Both follow from the one word a report gives under `ai_use`. Source: https://cv.iptc.org/newscodes/digitalsourcetype/
"""

from __future__ import annotations

from collections.abc import Mapping

_TYPES: Mapping[str, str] = {
    "none": "algorithmicMedia",
    "assisted": "compositeWithTrainedAlgorithmicMedia",
    "generated": "trainedAlgorithmicMedia",
}
"""Rules and data alone; a person's and a model's words together; a model's words."""


def iptc(ai_use: str) -> str:
    """The address of the type in IPTC's vocabulary; empty for a declaration in words of a desk's own."""
    return f"http://cv.iptc.org/newscodes/digitalsourcetype/{_TYPES[ai_use]}" if ai_use in _TYPES else ""


def schema_org(ai_use: str) -> str:
    """The same as a member of schema.org's enumeration."""
    name = _TYPES.get(ai_use, "")
    return f"https://schema.org/{name[0].upper()}{name[1:]}DigitalSource" if name else ""
