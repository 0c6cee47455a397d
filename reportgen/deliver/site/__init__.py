"""The static site: approved editions copied byte for byte, and the pages that lead to them.

reading -> plan (pages, wrapper, feeds, search) -> links -> target (folder, git branch, bucket).
An edition's files lie at `/<report>/<edition>/` for ever; every other page is made from `site.json` and them.
"""

from reportgen.deliver.site.index import Published, SiteIndex
from reportgen.deliver.site.look import Font, Look
from reportgen.deliver.site.publish import Outcome, publish
from reportgen.deliver.site.target import open_target

__all__ = ["Font", "Look", "Outcome", "Published", "SiteIndex", "open_target", "publish"]
