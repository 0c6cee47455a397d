"""The last touches to a tagged PDF that WeasyPrint leaves out: PDF/UA beside PDF/A, header scopes, list numbering."""

from __future__ import annotations

from typing import Any

from reportgen.render.xmp import IPTC, PDF_UA, descriptions

_ROW, _COLUMN = "/Row", "/Column"


def finish(_document: Any, pdf: Any, *, source_type: str = "") -> None:
    """Mend the finished PDF in place; WeasyPrint calls this before it writes. `source_type` is IPTC's address."""
    _declare(pdf, source_type)
    elements = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/StructElem"]
    for element in elements:
        if element["S"] == "/TH" and "A" in element:
            element["A"]["Scope"] = _COLUMN if _under(element, pdf, "/THead") else _ROW
        elif element["S"] == "/L":
            element["A"] = _list_attribute(element, pdf)


def _declare(pdf: Any, source_type: str) -> None:
    said = descriptions([(PDF_UA, "1"), *([(IPTC, source_type)] if source_type else [])])
    stream = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    stream.stream = [part.replace(b"</rdf:RDF>", said + b"</rdf:RDF>") for part in stream.stream]


def _at(reference: Any, pdf: Any) -> Any:
    """The object behind a reference such as b"12 0 R"."""
    return pdf.objects[int(reference.split()[0])]


def _under(element: Any, pdf: Any, kind: str) -> bool:
    """Whether the cell's row stands in a part of the table of that kind."""
    row = _at(element["P"], pdf)
    return bool(_at(row["P"], pdf).get("S") == kind)


def _list_attribute(element: Any, pdf: Any) -> Any:
    import pydyf

    labelled = any(_at(kid, pdf).get("S") == "/LI" for kid in element["K"] if isinstance(kid, bytes))
    return pydyf.Dictionary({"O": "/List", "ListNumbering": "/Disc" if labelled else "/None"})
