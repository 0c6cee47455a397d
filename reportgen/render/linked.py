"""What a search engine reads of an edition: schema.org's Report, with its charts' data and its sources, as JSON-LD."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urljoin

from reportgen.model.exhibit import Figure
from reportgen.model.prose import plain
from reportgen.render.job import Job, all_figures
from reportgen.render.origin import schema_org
from reportgen.render.typography import curled


def linked_data(job: Job) -> str:
    """The JSON text of a script element."""
    masthead = job.document.masthead
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "headline": curled(plain(masthead.headline)),
        "abstract": plain(masthead.standfirst),
        "name": f"{masthead.report_title}, {masthead.as_of_text}",
        "reportNumber": masthead.edition,
        "inLanguage": masthead.language,
        "datePublished": masthead.as_of.isoformat(),
        "author": _person(masthead.author.name, masthead.author.role),
        "publisher": {"@type": "Organization", "name": job.theme.brand.name or masthead.publisher},
        "digitalSourceType": schema_org(masthead.ai_use),
        "citation": [_source(source.text, source.url) for source in job.document.sources],
        "hasPart": [_dataset(figure, job) for figure in all_figures(job.document) if figure.data is not None],
    }
    if masthead.reviewer is not None:
        found["editor"] = _person(masthead.reviewer.name, masthead.reviewer.role)
    if masthead.tags:
        found["keywords"] = ", ".join(masthead.tags)
    if masthead.url:
        found |= {"url": masthead.url, "image": urljoin(masthead.url, "opengraph.png")}
    text = json.dumps({key: value for key, value in found.items() if value}, ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _person(name: str, role: str) -> dict[str, str]:
    return {"@type": "Person", "name": name} | ({"jobTitle": role} if role else {})


def _source(text: str, url: str | None) -> dict[str, str]:
    return {"@type": "CreativeWork", "name": text} | ({"url": url} if url else {})


def _dataset(figure: Figure, job: Job) -> dict[str, Any]:
    """The data behind a chart. Google asks for a description of at least fifty letters."""
    assert figure.data is not None
    masthead = job.document.masthead
    path = f"data/{figure.id}.csv"
    return {
        "@type": "Dataset",
        "name": plain(figure.title),
        "description": f"{plain(figure.subtitle)}. Source: {figure.source.rstrip('.')}. "
        f"The data of a chart in {masthead.report_title}.",
        "variableMeasured": list(figure.data.columns[1:]),
        "creator": {"@type": "Organization", "name": job.theme.brand.name or masthead.publisher},
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": urljoin(masthead.url, path) if masthead.url else path,
        },
    }
