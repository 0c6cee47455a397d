"""Where templates run: Jinja's sandbox, which holds back what they may reach, and bounds to what they may take.

A section works on facts and strings of a page's length. What goes on without end, or grows without measure,
is a mistake, and stops with a message instead of the machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

if TYPE_CHECKING:
    from jinja2.runtime import Context

STEPS = 200_000
"""Rounds of loops and calls of functions an edition's templates may take together."""
LENGTH = 100_000
"""How long a text or list may grow, in characters or items."""
_COMPILED: dict[tuple[str, str | None, str | None], Any] = {}
"""Templates of this process as code, by text and name: the code holds nothing of one edition."""


class Bounded(ImmutableSandboxedEnvironment):
    """A sandbox whose templates come to an end."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.steps = 0
        self.filters["counted"] = self.counted

    def step(self) -> None:
        """Count a round of a loop or a call. Raises SecurityError where there were too many."""
        self.steps += 1
        if self.steps > STEPS:
            raise SecurityError(f"it takes more than {STEPS:,} steps, as if without end")

    def counted(self, items: Iterable[object]) -> Iterator[object]:
        """The items of a loop, each counted."""
        for item in items:
            self.step()
            yield item

    def compile(
        self, source: Any, name: str | None = None, filename: str | None = None, *more: Any, **named: Any
    ) -> Any:
        """A template's code, made once in a process: making it takes longer than running it."""
        if more or named or not isinstance(source, str):
            return super().compile(source, name, filename, *more, **named)
        key = (source, name, filename)
        if key not in _COMPILED:
            _COMPILED[key] = super().compile(source, name, filename)
        return _COMPILED[key]

    def evaluate(self, expression: str) -> object:
        """The value of an expression over the globals."""
        template = self.from_string(f"{{% set result = ({expression}) %}}")
        context = template.new_context()
        for _ in template.root_render_func(context):
            pass
        return context.vars["result"]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
        return tree

    def call(self, context: Context, called: Any, /, *given: Any, **named: Any) -> Any:
        """A function's answer. Raises SecurityError for a text method that is to pad a text beyond measure."""
        self.step()
        if isinstance(getattr(called, "__self__", None), str) and any(_long(each) for each in given):
            raise SecurityError(f"it asks for a text of more than {LENGTH:,} characters")
        return super().call(context, called, *given, **named)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result of an operator. Raises SecurityError for one that is beyond measure."""
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            raise SecurityError(f"{operator} is not for templates; a figure comes from a fact")
        size = _size(left) * right if isinstance(right, int) else left * _size(right) if isinstance(left, int) else 0
        grown = size if operator == "*" else _size(left) + _size(right)
        if grown > LENGTH:
            raise SecurityError(f"{operator} makes a text or list longer than {LENGTH:,}")
        return super().call_binop(context, operator, left, right)


def _long(value: object) -> bool:
    return isinstance(value, int) and value > LENGTH


def _size(value: object) -> int:
    return len(value) if isinstance(value, str | list | tuple) else 0
