from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.errors import ProblemsError
from reportgen.model.document import Bullets, Document, FigureBlock, MarginNote, Prose, Section
from reportgen.model.edition import Artifact
from reportgen.model.exhibit import Figure
from reportgen.model.prose import Text
from reportgen.render import render
from reportgen.render.charts import Charts
from reportgen.render.job import Job, arranged, numbers
from reportgen.render.pdf import fitted, free_height, laid_out, written
from reportgen.render.printed import Fit, folded
from reportgen.render.theme import Theme
from tests.render.fixtures import document, lead_figure, lead_section, thesis


def pdf_of(made: Document, theme: Theme, layouts: tuple[Path, ...]) -> bytes:
    return written(Job(arranged(made), theme, layouts, Charts(theme), (), numbers(made)))


def texts(content: bytes) -> list[str]:
    import pypdfium2

    found = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in found]


def flat(text: str) -> str:
    return " ".join(text.replace("\ufffe\n", "").replace("\u00ad\n", "").split())


def test_a_brief_is_two_pages_the_first_with_the_argument_the_second_with_the_context(
    edition: dict[str, bytes],
) -> None:
    first, second = (flat(text) for text in texts(edition["report.pdf"]))
    for said in ("Small caps gave back", "−1.6%", "The Russell 2000 fell 1.6% in the week", "1 of 2"):
        assert said in first
    for said in ("In context", "Small caps lead for the year", "Disclosures", "2 of 2"):
        assert said in second
    assert "Sample Exchange, US equity closing levels" in second


@settings(max_examples=3, deadline=None)
@given(lead=st.integers(0, 900), rest=st.integers(0, 900))
def test_a_brief_stays_two_pages_whatever_the_week_had_to_say(
    lead: int, rest: int, theme: Theme, layouts: tuple[Path, ...]
) -> None:
    made, word = document(), "Small companies borrow at floating rates more often. "
    more = (
        Section("more", (Text("More"),), (Prose((Text((word * 20)[:lead]),)),), place="lead"),
        Section("risk", (Text("Risk"),), (Prose((Text((word * 20)[:rest]),)),)),
    )
    grown = dataclasses.replace(
        made, sections=(made.sections[0], more[0], *made.sections[1:3], more[1], *made.sections[3:])
    )
    assert len(texts(pdf_of(grown, theme, layouts))) == 2


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_paper_is_the_report_s(paper: str, theme: Theme, layouts: tuple[Path, ...]) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(document(paper=paper), theme, layouts))) as found:
        width, height = (round(float(side)) for side in found.pages[0].MediaBox[2:])
        assert (width, height) == {"letter": (612, 792), "a4": (595, 842)}[paper]
        assert len(found.pages) == 2


def test_the_file_declares_both_standards_its_title_and_its_language(edition: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(edition["report.pdf"])) as found:
        metadata = bytes(found.Root.Metadata.read_bytes()).decode()
        assert 'pdfaid:part="3"' in metadata
        assert 'pdfuaid:part="1"' in metadata
        assert str(found.Root.Lang) == "en-GB"
        assert str(found.docinfo["/Title"]).startswith("Small caps gave back")
        assert str(found.docinfo["/CreationDate"]) == "D:20260821"
        assert bool(found.Root.MarkInfo.Marked)


def test_pdf_ua_rules_hold(edition: dict[str, bytes]) -> None:
    page = pytest.importorskip("page")
    report = page.validate_pdf_bytes(edition["report.pdf"], profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, report


def test_facts_and_data_are_attached_unchanged(edition: dict[str, bytes], facts_file: Artifact) -> None:
    with pikepdf.open(io.BytesIO(edition["report.pdf"])) as found:
        inside = {name: bytes(spec.get_file().read_bytes()) for name, spec in found.attachments.items()}
        kinds = {str(spec.obj.AFRelationship) for spec in found.attachments.values()}
    assert inside == {"facts.json": facts_file.content, "ytd.csv": edition["data/ytd.csv"]}
    assert kinds == {"/Data"}


def test_charts_are_drawings_with_alternative_texts_not_pictures(edition: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(edition["report.pdf"])) as found:
        objects = [item for item in found.objects if isinstance(item, pikepdf.Dictionary | pikepdf.Stream)]
        figures = [item for item in objects if item.get("/S") == "/Figure"]
        forms = [item for item in objects if item.get("/Subtype") == "/Form"]
        images = [item for item in objects if item.get("/Subtype") == "/Image"]
        headers = [item for item in objects if item.get("/S") == "/TH"]
        assert len(figures) == len(forms) == 5
        assert all(str(figure.Alt) for figure in figures)
        assert images == []
        assert {str(header.A.Scope) for header in headers} == {"/Row", "/Column"}


def test_bookmarks_lead_through_the_sections(edition: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(edition["report.pdf"])) as found, found.open_outline() as outline:
        top = outline.root[0]
        assert str(top.title).startswith("Small caps gave back")
        assert "Returns, levels and macro" in [str(item.title) for item in top.children]


def test_the_same_document_gives_the_same_bytes(
    edition: dict[str, bytes], theme: Theme, layouts: tuple[Path, ...], facts_file: Artifact
) -> None:
    again = render(document(), theme, layouts, ("pdf",), [facts_file])
    assert next(a.content for a in again if a.path == "report.pdf") == edition["report.pdf"]


@pytest.mark.parametrize(
    "address",
    ["file:///etc/hostname", "https://example.org/logo.png", "ftp://example.org/x", "http://127.0.0.1:1/x.png"],
)
def test_a_layout_that_asks_for_another_file_stops_the_run(
    address: str, tmp_path: Path, theme: Theme, layouts: tuple[Path, ...]
) -> None:
    text = (layouts[0] / "print.html").read_text(encoding="utf-8")
    (tmp_path / "print.html").write_text(
        text.replace('<div class="first', f'<img src="{address}" alt="x"><div class="first'), encoding="utf-8"
    )
    with pytest.raises(ProblemsError, match="no part of the edition"):
        pdf_of(document(), theme, (tmp_path, *layouts))


def test_a_layout_cannot_attach_a_file_of_the_machine(tmp_path: Path, theme: Theme, layouts: tuple[Path, ...]) -> None:
    text = (layouts[0] / "print.html").read_text(encoding="utf-8")
    (tmp_path / "print.html").write_text(
        text.replace("</head>", '<link rel="attachment" href="file:///etc/hostname"></head>'), encoding="utf-8"
    )
    with pikepdf.open(io.BytesIO(pdf_of(document(), theme, (tmp_path, *layouts)))) as found:
        assert dict(found.attachments) == {}


def test_a_thesis_gives_each_argument_its_page(theme: Theme, layouts: tuple[Path, ...]) -> None:
    pages = texts(pdf_of(thesis(), theme, layouts))
    assert sum("An argument that fills a page" in flat(page) for page in pages) == 9
    assert "How the numbers were made" in flat(pages[-1])


def test_a_brief_whose_leading_chart_is_missing_opens_with_the_first_of_its_context(
    theme: Theme, layouts: tuple[Path, ...]
) -> None:
    made = document()
    lead = dataclasses.replace(
        made.sections[0], blocks=tuple(b for b in made.sections[0].blocks if not isinstance(b, FigureBlock))
    )
    pages = [
        flat(text)
        for text in texts(pdf_of(dataclasses.replace(made, sections=(lead, *made.sections[1:])), theme, layouts))
    ]
    assert len(pages) == 2
    assert "The long lag is only partly repaired: a ratio of 0.393" in pages[0]
    assert "The index stands 1.6% below its record" in pages[1]


def paged(made: Document, theme: Theme, layouts: tuple[Path, ...], fit: Fit | None = None) -> list[float]:
    """The height left on each page, set at once or as the pages ask."""
    job = Job(arranged(made), theme, layouts, Charts(theme), (), numbers(made))
    return [free_height(page) for page in (fitted(job) if fit is None else laid_out(job, fit)).pages]


def argued(paragraphs: tuple[int, ...]) -> Document:
    """A thesis of a chart and so many paragraphs a section, each section on a page of its own."""
    words = Prose((Text("A sentence of a plain argument that goes on for about a line and a half of the page. " * 3),))
    sections = tuple(
        Section(
            f"s{at}", (Text(f"Argument {at}"),), (FigureBlock(figure(at)), *(words for _ in range(count))), page=True
        )
        for at, count in enumerate(paragraphs)
    )
    masthead = dataclasses.replace(document().masthead, layout="thesis", pages=None)
    return dataclasses.replace(document(), masthead=masthead, sections=(lead_section(), *sections))


def figure(at: int) -> Figure:
    return dataclasses.replace(lead_figure(), id=f"chart{at}")


def test_the_charts_of_a_thesis_grow_into_what_is_left_of_their_pages(theme: Theme, layouts: tuple[Path, ...]) -> None:
    made = argued((4, 5, 3))
    before, after = paged(made, theme, layouts, Fit()), paged(made, theme, layouts)
    assert len(after) == len(before)
    grown = [was - left for was, left in zip(before[1:-1], after[1:-1], strict=True)]
    assert grown
    assert all(more > 60 for more in grown), (before, after)
    assert after[-1] == pytest.approx(before[-1], abs=0.1), "the last page is as long as its words"


def test_a_margin_note_begins_beside_the_words_it_follows() -> None:
    words, note, list_ = Prose((Text("a"),)), MarginNote((Text("n"),)), Bullets(((Text("b"),),))
    assert folded((words, note, list_)) == ((words, note), (list_,))
    assert folded((note, words)) == ((note,), (words,)), "nothing stands before it"
    assert folded((FigureBlock(lead_figure()), note)) == ((FigureBlock(lead_figure()),), (note,))
