"""What a text has measured so far: the metric, subject and window that an ellipsis takes up."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportgen.audit.declared.slots import parts
from reportgen.audit.resolve.shelf import Evidence
from reportgen.model.facts import MetricInfo


@dataclass(frozen=True, slots=True)
class Topic:
    """A figure that was resolved, taken apart."""

    subject: str
    metric: str
    variants: tuple[str, ...]
    window: str
    turned: bool = False

    def key(self, subject: str) -> str:
        """The same measure of another subject."""
        return ".".join((subject, self.metric, *self.variants)) + (f"@{self.window}" if self.window else "")


def topic_of(evidence: Evidence, *, turned: bool = False) -> Topic:
    """The topic that evidence gives."""
    body, _, window = evidence.key.partition("@")
    rest = body.removeprefix(f"{evidence.subject}.{evidence.metric}").strip(".")
    return Topic(evidence.subject, evidence.metric, parts(rest), window, turned)


@dataclass(slots=True)
class Topics:
    """The figures of a text, the latest of each family, and the latest of the present block."""

    families: dict[str, Topic] = field(default_factory=dict)
    pairs: dict[str, None] = field(default_factory=dict)
    """Pairs spoken of, the latest first."""
    here: Topic | None = None
    lead: str = ""
    """The first subject of the present block."""

    def begin(self) -> None:
        """A new block: an ellipsis takes up nothing from the one before."""
        self.here, self.lead = None, ""

    def keep(self, evidence: Evidence, info: MetricInfo, *, turned: bool = False) -> None:
        """Remember a figure that was resolved."""
        self.here = self.families[info.family] = topic_of(evidence, turned=turned)
        self.lead = self.lead or evidence.subject
        if "-" in evidence.subject:
            self.pairs = {evidence.subject: None, **self.pairs}

    def of(self, info: MetricInfo) -> tuple[str, ...]:
        """Whom a metric without a subject may be about: the block's first, and the last of the metric's family."""
        found = self.families.get(info.family)
        return tuple(filter(None, (self.lead, found.subject if found is not None else "")))

    def window(self, info: MetricInfo) -> tuple[tuple[str, ...], bool]:
        """The window last measured by the metric's family, and whether the present block has just measured it."""
        found = self.families.get(info.family)
        return ((found.window,) if found is not None and found.window else ()), found is not None and found is self.here

    def variants(self, info: MetricInfo) -> tuple[str, ...]:
        """The variants of the same metric where the block has just measured it."""
        return self.here.variants if self.here is not None and self.here.metric == info.name else ()
