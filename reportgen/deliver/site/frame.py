"""What every page is made with: the templates, links from page to page, the key of what a page was made from."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.deliver.site.index import Published, SiteIndex
from reportgen.deliver.site.look import Look
from reportgen.errors import Problem, ProblemsError
from reportgen.model.printing import day

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment


@dataclass(frozen=True)
class Frame:
    """The site as it will be, its look, and whether it has a search."""

    index: SiteIndex
    look: Look
    search: bool

    def relative(self, path: str, start: str) -> str:
        """The link from one page to another. It works under any address and from a disk."""
        return posixpath.relpath(path, posixpath.dirname(start) or ".")

    def full(self, path: str) -> str:
        """The full address of a page, empty where the site's own is not known."""
        return self.index.base + path.removesuffix("index.html") if self.index.base else ""

    def key(self, name: str, *parts: object) -> str:
        """The digest of everything a page is made from."""
        common = [name, self._made_by, self.look.style, self.look.brand, self.look.contact, self.look.disclaimer]
        site = [self.index.title, self.index.language, self.index.base, self.search]
        text = json.dumps([common, site, parts], default=str, ensure_ascii=False)
        return sha256(text.encode()).hexdigest()

    @cached_property
    def _made_by(self) -> str:
        """The digest of the templates and of this package: a change of either makes every page anew."""
        total = sha256()
        for folder in self.look.templates:
            for path in sorted((folder / "site").glob("*")):
                total.update(path.name.encode() + b"\0" + path.read_bytes())
        for path in sorted(Path(__file__).parent.glob("*.py")):
            total.update(path.read_bytes())
        return total.hexdigest()

    @cached_property
    def _environment(self) -> SandboxedEnvironment:
        from jinja2 import FileSystemLoader, StrictUndefined, select_autoescape
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        made = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader([str(folder / "site") for folder in self.look.templates]),
            undefined=StrictUndefined,
            autoescape=select_autoescape(("html",)),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        made.filters["day"] = _day
        made.filters["linked"] = linked
        return made

    def fill(self, template: str, path: str, **values: Any) -> bytes:
        """A page from its template. Raises ProblemsError naming the template and what is wrong with it."""
        from jinja2 import TemplateError

        common: Mapping[str, Any] = {
            "site": self.index,
            "look": self.look,
            "search": self.search,
            "path": path,
            "address": self.full(path),
            "full": self.full,
            "to": lambda target: self.relative(target, path),
        }
        try:
            return self._environment.get_template(template).render({**common, **values}).encode()
        except (TemplateError, TypeError, AttributeError) as error:
            row = getattr(error, "lineno", None)
            raise ProblemsError([Problem(f"templates/site/{template}", f"{error}.", row=row)]) from None


def _day(value: date | str) -> str:
    return day(value if isinstance(value, date) else date.fromisoformat(value[:10]))


def linked(value: Mapping[str, Any]) -> str:
    """JSON for a script element: what could end the element is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def said(one: Published | None) -> tuple[str, ...] | None:
    """What other pages say of an edition: where it differs, they are made anew."""
    if one is None:
        return None
    return (one.report, one.edition, one.title, one.headline, one.standfirst, one.published, *one.files)
