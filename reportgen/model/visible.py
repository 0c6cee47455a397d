"""Characters that no reader sees, or that turn what he sees around: no text that is printed may hold one."""

from __future__ import annotations

import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab and line ends
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that change the direction of writing
    "\u2028\u2029\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"  # separators and joiners without a width
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"  # surrogates, private use, no characters at all
    "\U000e0000-\U000e007f\U000f0000-\U0010ffff]"  # tags, private use
)


def unseen(text: str) -> str | None:
    """The code point of the first such character, as U+202E; None where the text is what it seems."""
    found = _UNSEEN.search(text)
    return f"U+{ord(found.group()):04X}" if found else None
