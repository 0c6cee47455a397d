"""The last touches to a tagged PDF that WeasyPrint leaves out: PDF/UA beside PDF/A, header scopes, list numbering."""

from __future__ import annotations

from typing import Any

_UA = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" />'
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    b'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>The part of ISO 14289 this file conforms to</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
_ROW, _COLUMN = "/Row", "/Column"


def finish(_document: Any, pdf: Any) -> None:
    """Mend the finished PDF in place; WeasyPrint calls this before it writes."""
    _declare_ua(pdf)
    elements = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/StructElem"]
    for element in elements:
        if element["S"] == "/TH" and "A" in element:
            element["A"]["Scope"] = _COLUMN if _under(element, pdf, "/THead") else _ROW
        elif element["S"] == "/L":
            element["A"] = _list_attribute(element, pdf)


def _declare_ua(pdf: Any) -> None:
    stream = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    stream.stream = [part.replace(b"</rdf:RDF>", _UA + b"</rdf:RDF>") for part in stream.stream]


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
