"""A section's sheet of paper: what its template has printed and the blocks it has put between."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportgen.model.document import Block
from reportgen.narrative.blocks import slot_mark
from reportgen.narrative.ledger import Ledger, Mark


@dataclass
class Sheet:
    """The ledger of printed digits and the placed blocks; both fresh for each section."""

    ledger: Ledger = field(default_factory=Ledger)
    slots: dict[int, Block] = field(default_factory=dict)

    def clear(self) -> None:
        """Begin another section."""
        self.ledger, self.slots = Ledger(), {}

    def place(self, block: Block) -> Mark:
        """Put a block where the template stands."""
        number = len(self.slots)
        self.slots[number] = block
        return Mark(f"\n\n{slot_mark(number)}\n\n")
