"""Adds editions to a site: read, plan, check, deploy. Whether they may be published is asked before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from reportgen.deliver.site.change import Target
from reportgen.deliver.site.index import FILE, Published, SiteIndex, loaded
from reportgen.deliver.site.plan import Settings, plan
from reportgen.deliver.site.reading import candidate
from reportgen.errors import UsageError
from reportgen.model.edition import Manifest


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a publish did: the editions asked for as the site now has them, whether anything was written, hints."""

    editions: tuple[Published, ...]
    changed: bool
    base: str
    written: int
    notes: tuple[str, ...]

    def address(self, one: Published) -> str:
        """Where readers find an edition: its address, or its path on a site whose address is not known."""
        return (self.base or "/") + one.folder


def publish(
    editions: Sequence[tuple[Path, Manifest]],
    target: Target,
    settings: Settings,
    *,
    now: datetime,
    progress: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Add approved editions, verified by the caller, to the site at a target; publishing again changes nothing.

    A site keeps the name, language and address it has where `settings` leave them empty. Raises GateError,
    ProblemsError (links, lost files), UsageError (no such target) or WorldError (disk, network, permission);
    readers then still have the site as it was.
    """
    progress("opening the site")
    with target as session:
        old = loaded(session.read(FILE), "the site")
        chosen = _settled(old, settings)
        moment = now.isoformat(timespec="seconds")
        found = [candidate(folder, manifest, language=chosen.language, now=moment) for folder, manifest in editions]
        progress("making pages")
        index, change = plan(old, found, session, chosen, now)
        if change is not None:
            progress("going live")
            session.deploy(change)
    names = [(one.published.report, one.published.edition) for one in found]
    published = tuple(held for name in dict.fromkeys(names) if (held := index.get(*name)) is not None)
    written = 0 if change is None else len(change.sealed) + len(change.pages)
    return Outcome(published, change is not None, index.base, written, tuple(_notes(chosen)))


def _settled(old: SiteIndex, settings: Settings) -> Settings:
    return replace(
        settings,
        title=settings.look.brand or old.title or settings.title,
        language=old.language if old.editions else settings.language,
        base=based(settings.base) or old.base,
    )


def based(address: str) -> str:
    """A site's address with a slash at its end, empty for none. Raises UsageError for one no reader can open."""
    if not address:
        return ""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise UsageError(f"{address}: is no address of a site; write it as https://research.example/briefs/")
    return address.rstrip("/") + "/"


def _notes(settings: Settings) -> list[str]:
    notes = []
    if not settings.base:
        notes.append("The site's address is not known: no sitemap, no canonical links. Give it with --base-url.")
    if settings.program is None:
        notes.append("The site has no search: pip install 'reportgen[site]' adds it.")
    return notes
