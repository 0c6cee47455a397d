"""Blocks between a section's prose: exhibits, key numbers, boxes, margin notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from reportgen.model.document import (
    OUTPUTS,
    Block,
    Bullets,
    Callout,
    FigureBlock,
    KeyNumber,
    KeyNumbers,
    MarginNote,
    Prose,
    TableBlock,
)
from reportgen.model.prose import Inline
from reportgen.narrative.blocks import inline, parse
from reportgen.narrative.ledger import Mark
from reportgen.narrative.sheet import Sheet

ExhibitMaker = Callable[[str], "Block | str"]
"""An exhibit as a block, or the reason why it is absent."""


@dataclass(frozen=True, slots=True)
class Placing:
    """What puts a block on the sheet; `absent` keeps the exhibits that could not be made, with the reason."""

    sheet: Sheet
    exhibit: ExhibitMaker
    absent: dict[str, str] = field(default_factory=dict)

    def show(self, name: str, *, only: str = "", size: str = "", caller: Callable[[], str] | None = None) -> Mark:
        """An exhibit by name; nothing where it is absent (the reason is kept for the edition's notes).

        `only` names the outputs that print it ("md html"), `size` makes a chart full, measure, half or strip.
        With `{% call show("name") %}finding{% endcall %}` the template words the finding over it.
        """
        made = self.exhibit(name)
        if isinstance(made, str):
            self.absent[name] = made
            return Mark("")
        if caller is not None:
            made = titled(made, inline(self.sheet.hear(caller()), self.sheet.ledger))
        return self.sheet.place(shaped(made, tuple(only.split()), size))

    def key_number(
        self, value: str, label: str, detail: str, tone: Literal["neutral", "warning"] = "neutral"
    ) -> KeyNumber:
        """One figure of the strip: the number, what it is, its period and basis in small type."""
        number, name, period = (inline(self.sheet.hear(text), self.sheet.ledger) for text in (value, label, detail))
        return KeyNumber(number, name, period, tone)

    def strip(self, *items: KeyNumber) -> Mark:
        """The strip of key numbers."""
        return self.sheet.place(KeyNumbers(tuple(items)))

    def box(
        self,
        kind: Literal["counter", "warning", "missing", "comment", "rules"],
        title: str,
        signed: str = "",
        *,
        caller: Callable[[], str],
    ) -> Mark:
        """A box with a title, around what the template calls it with."""
        sheet = self.sheet
        text = sheet.hear(caller())
        inner = tuple(b for b in parse(text, sheet.ledger, sheet.slots) if isinstance(b, Prose | Bullets))
        return sheet.place(Callout(kind, inline(sheet.hear(title), sheet.ledger), inner, sheet.hear(signed)))

    def margin(self, *, caller: Callable[[], str]) -> Mark:
        """A note for the margin, around what the template calls it with."""
        return self.sheet.place(MarginNote(inline(self.sheet.hear(caller()), self.sheet.ledger)))


def shaped(block: Block, only: tuple[str, ...], size: str) -> Block:
    """The exhibit for some outputs only, a chart in another size."""
    outputs = tuple(output for output in OUTPUTS if output in only) or OUTPUTS
    match block:
        case FigureBlock():
            figure = replace(block.figure, size=size) if size else block.figure  # type: ignore[arg-type]
            return replace(block, figure=figure, outputs=outputs)
        case TableBlock():
            return replace(block, outputs=outputs)
        case _:
            return block


def titled(block: Block, title: tuple[Inline, ...]) -> Block:
    """The exhibit under another finding."""
    match block:
        case FigureBlock():
            return replace(block, figure=replace(block.figure, title=title))
        case TableBlock():
            return replace(block, table=replace(block.table, title=title))
        case _:
            return block
