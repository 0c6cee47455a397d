"""A section's sheet of paper: what its template has printed and the blocks it has put between."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportgen.model.document import Block
from reportgen.narrative.blocks import slot_mark
from reportgen.narrative.ledger import Ledger, Mark


@dataclass
class Sheet:
    """The ledger of printed digits, the placed blocks, what was said inside them; fresh for each section."""

    ledger: Ledger = field(default_factory=Ledger)
    slots: dict[int, Block] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)

    def clear(self) -> None:
        """Begin another section."""
        self.ledger, self.slots, self.heard = Ledger(), {}, []

    def hear(self, text: str) -> str:
        """Keep a text that goes into a block, for the guard to read as it reads the prose around; the text."""
        self.heard.append(text)
        return text

    def place(self, block: Block) -> Mark:
        """Put a block where the template stands."""
        number = len(self.slots)
        self.slots[number] = block
        return Mark(f"\n\n{slot_mark(number)}\n\n")
