"""What a template may not print, and how it is told."""

from __future__ import annotations

import pytest

from reportgen.errors import ProblemsError
from reportgen.model.document import Prose
from reportgen.model.prose import Quoted, plain, quoted_keys
from tests.narrative.conftest import Compose


def only_problem(desk: Compose, body: str, **more: str) -> str:
    with pytest.raises(ProblemsError) as caught:
        desk(body, **more)
    assert len(caught.value.problems) == 1
    return str(caught.value.problems[0])


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("Small caps rose.\n\nThey gained 7.1% in all.", 3, "'7.1%'"),
        ("It fell {{ 3 }} times.", 1, "bare number"),
        ("It fell {{ 1.5 * 2 }}.", 1, "bare number"),
        ("It fell {{ value('subject.return.price@1w') }}.", 1, "bare number"),
        ("Up\n\n{{ '%.1f' % 7.1 }} percent.", None, "% is not for templates"),
        ("Up {{ 7.1 ~ '%' }}.", 1, "'7.1%'"),
        ("Since {{ as_of }}.", 1, "a date"),
        ("In {{ '2025' }} it rose.", 1, "'2025'"),
    ],
)
def test_a_number_that_is_no_fact_is_refused_with_its_line(
    desk: Compose, body: str, line: int | None, said: str
) -> None:
    problem = only_problem(desk, body)
    assert said in problem
    assert "sections/one.md" in problem
    if line is not None:
        assert f"row {line}" in problem


def test_lines_are_counted_from_the_top_of_the_file(desk: Compose) -> None:
    assert "row 5" in only_problem(desk, "---\ntitle: One\n---\n\nIt gained 4%.")


@pytest.mark.parametrize(
    ("prose", "said"),
    [
        ("The index fell {{ fact('subject.return.price@1w') }} in the week.", "minus after 'fell'"),
        ("The index rose {{ fact('subject.return.price@1w') }} in the week.", "'rose' stands beside"),
        ("The index surged {{ size('subject.return.price@1w') }}.", "which is negative"),
        ("The index tumbled {{ size('subject.return.price@ytd') }}.", "which is positive"),
        ("It is up {{ size('subject.return.price@1w') }} this week.", "which is negative"),
    ],
)
def test_a_verb_that_contradicts_its_figure_is_refused(desk: Compose, prose: str, said: str) -> None:
    assert said in only_problem(desk, prose)


def test_a_verb_governs_its_own_clause_only(desk: Compose) -> None:
    document = desk(
        "It fell {{ size('subject.return.price@1w') }} in the week but is "
        "{{ updown('subject.return.price@ytd') }} for the year."
    )
    block = document.sections[0].blocks[0]
    assert isinstance(block, Prose)
    assert plain(block.text) == "It fell 1.6% in the week but is up 21.6% for the year."


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{{ fact('subject.retrun.price@1w') }}", "Did you mean"),
        ("{{ fact('nobody.return.price@1w') }}", "no subject 'nobody'"),
        ("{{ fact('subject.return.price@wk') }}", "is no window"),
        ("{{ facts('subject.return.price@1w') }}", "'facts' is undefined"),
        ("{% if %}", "no valid template"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ fact.__self__.book }}", "unsafe"),
        ("{% for x in range(999999999) %}{% endfor %}", "range"),
    ],
)
def test_a_broken_template_is_a_problem_with_its_file(desk: Compose, body: str, said: str) -> None:
    problem = only_problem(desk, body)
    assert said.lower() in problem.lower()
    assert "sections/one.md" in problem


def test_every_problem_of_every_section_is_told_at_once(desk: Compose) -> None:
    with pytest.raises(ProblemsError) as caught:
        desk("It gained 4% and then 5%.", files={"leads/brief/plain.md": "# Up 9%\n\nText.\n"})
    assert len(caught.value.problems) == 3


def test_names_dates_and_labels_carry_their_digits(desk: Compose) -> None:
    document = desk("{{ the('subject') | cap }} on {{ date(as_of) }} under rule {{ label('206(4)-1') }}.")
    block = document.sections[0].blocks[0]
    assert isinstance(block, Prose)
    assert plain(block.text) == "The Russell 2000 on 21 August 2026 under rule 206(4)-1."


def test_a_figure_keeps_its_key_through_any_mark_up(desk: Compose) -> None:
    document = desk("**{{ fact('subject.return.price@ytd') }}** and *{{ fact('benchmark.return.price@ytd') }}*")
    block = document.sections[0].blocks[0]
    assert isinstance(block, Prose)
    assert quoted_keys(block.text) == ("rut.return.price@ytd", "spx.return.price@ytd")
    assert document.facts["rut.return.price@ytd"].key == "rut.return.price@ytd"


def test_raw_html_is_words_and_nothing_else(desk: Compose) -> None:
    document = desk("A <script>alert('x')</script> & [label](fact:rut.return.price) stays text.")
    block = document.sections[0].blocks[0]
    assert isinstance(block, Prose)
    assert "<script>" in plain(block.text)
    assert not any(isinstance(part, Quoted) for part in block.text)


def test_a_section_without_its_fact_is_dropped_with_the_reason(desk: Compose) -> None:
    document = desk("---\ntitle: Years\n---\nIt rose {{ size('subject.return.price@2026') }}.")
    assert [section.id for section in document.sections if section.place != "back"] == []
    assert document.dropped[0].reason == "2026 ends on 31 December 2026, after 21 August 2026"
