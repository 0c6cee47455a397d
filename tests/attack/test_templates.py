"""Templates that try to print a number of their own, to reach out of the sandbox, to go on for ever."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import process_time

import pytest

from reportgen.errors import ProblemsError
from reportgen.model.document import Document
from reportgen.model.prose import plain
from reportgen.narrative.gather import runs
from reportgen.narrative.guard import loose_digits

Compose = Callable[..., Document]
LOOSE = "neither a fact nor a typed token"

SMUGGLED: Mapping[str, str] = {
    "in a box": '{% call box("counter", "The other side") %}\nIt rose 4%.\n{% endcall %}',
    "in a box's title": '{% call box("counter", "Up 4%") %}\nIt rose.\n{% endcall %}',
    "in a box's signature": '{% call box("counter", "Up", "Ada 4%") %}\nIt rose.\n{% endcall %}',
    "in a margin": "{% call margin() %}It rose 4%.{% endcall %}",
    "in the strip": '{{ strip(key_number("7.1%", "Return", "September")) }}',
    "in the strip's small type": '{{ strip(key_number(fact("subject.return.price@1w"), "Return", "2025")) }}',
    "as a named character": "It rose &half; percent.",
    "as a numbered character": "It rose &#55; percent.",
    "as a fraction": "It rose ½ percent.",
    "as a superscript": "It rose by²",
    "in a circle": "It rose ⑦ percent.",
    "in Roman": "It rose Ⅶ percent.",
    "full width": "It rose ７ percent.",
    "Arabic": "It rose ٧ percent.",
    "mathematical": "It rose 𝟕 percent.",
    "in a link's words": "[rose 7%](https://example.org/)",
    "in code": "It rose `7%`.",
    "in a heading": "### Up 7%\n\nText.",
    "as a list's number": "7. Gains\n8. Losses\n",
    "spelt out": "It rose seven percent.",
    "spelt out, hyphened": "It rose twenty-one per cent.",
    "half a point": "It rose half a percentage point.",
    "a sum": "It holds two billion dollars.",
    "from the calendar": "In {{ as_of.year ~ '' }} it rose.",
    "counted": "It rose {{ (range(7) | list | length) ~ '%' }}.",
    "from a name": "It rose {{ report.name | length ~ '%' }}.",
    "by replacement": "It rose {{ 'x%' | replace('x', '7') }}.",
    "by a join": "It rose {{ [7, '%'] | join }}.",
}


@pytest.mark.parametrize("how", SMUGGLED)
def test_no_number_of_its_own(desk: Compose, how: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        desk(SMUGGLED[how])
    assert LOOSE in str(caught.value)
    assert "sections/one.md" in str(caught.value)
    assert desk("It rose.").sections


@pytest.mark.parametrize("words", ["some per cent", "a few percent", "one of those weeks", "half the year"])
def test_words_that_state_no_figure_pass(words: str) -> None:
    assert list(loose_digits(words)) == []


def test_a_verb_inside_a_box_agrees_with_its_figure(desk: Compose) -> None:
    body = "It rose {{ size('subject.return.price@1w') }}."
    with pytest.raises(ProblemsError, match=r"'rose' stands beside rut\.return\.price@1w, which is negative"):
        desk('{% call box("counter", "But") %}\n' + body + "\n{% endcall %}")


@pytest.mark.parametrize("number", [7, 0, 10**6])
def test_a_mark_made_up_by_a_template_quotes_nothing(desk: Compose, number: int) -> None:
    with pytest.raises(ProblemsError, match="private use"):
        desk(f'It rose {{{{ "\\ue000{number}\\ue001" }}}}.')


def test_an_image_or_raw_mark_up_is_no_part_of_prose(desk: Compose) -> None:
    with pytest.raises(ProblemsError, match="an image has no place"):
        desk("![x](https://example.org/x.png)")
    (block,) = desk("<b>bold</b> <script>alert()</script>").sections[0].blocks
    (text,) = runs(block)
    assert plain(text) == "<b>bold</b> <script>alert()</script>"


REACHING: Mapping[str, str] = {
    "class": "{{ ''.__class__ }}",
    "mro": "{{ [].__class__.__base__.__subclasses__() }}",
    "globals": "{{ fact.__globals__ }}",
    "self": "{{ fact.__self__.book }}",
    "func": "{{ fact.__func__.__code__ }}",
    "attr filter": "{{ fact | attr('__globals__') }}",
    "format": "{{ '{0.__class__}'.format(fact) }}",
    "format map": "{{ '{x.__init__}'.format_map({'x': fact}) }}",
    "map attribute": "{{ [fact] | map(attribute='__self__') | list }}",
    "generator": "{{ (fact for x in [1]) }}",
    "import of a file": "{% include '/etc/passwd' %}",
    "path upwards": "{% include '../../etc/passwd' %}",
    "import": "{% import '/etc/passwd' as x %}",
    "lipsum": "{{ lipsum.__globals__ }}",
    "cycler": "{{ cycler.__init__.__globals__ }}",
    "joiner": "{{ joiner.__init__ }}",
    "namespace": "{{ namespace.__init__.__globals__ }}",
    "report": "{{ report.__class__ }}",
    "assignment": "{% set report.title = 'x' %}",
    "a list of the report": "{{ report.tags.append('x') }}",
    "settings": "{{ report.settings.update({'x': 1}) }}",
    "the environment": "{{ self.__init__ }}",
    "undefined": "{{ nobody }}",
    "debug": "{% debug %}",
}


@pytest.mark.parametrize("how", REACHING)
def test_nothing_is_reached_outside(desk: Compose, how: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        desk(REACHING[how])
    assert "sections/one.md" in str(caught.value)
    assert "root:" not in str(caught.value)


ENDLESS: Mapping[str, str] = {
    "loop in loop": "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}",
    "loops over a list": "{% set x = range(3000) | list %}{% for a in x %}{% for b in x %}{% for c in x %}"
    "{% endfor %}{% endfor %}{% endfor %}",
    "macro in macro": "{% macro f(n) %}{{ f(n) }}{{ f(n) }}{% endmacro %}{{ f(1) }}",
    "two for one": "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}",
    "a long text": "{{ 'x' * 10000000000 }}",
    "a long list": "{{ ([1] * 10000000000) | length }}",
    "a great power": "{{ 10 ** 10 ** 10 }}",
    "a wide field": "{{ '%10000000000d' % 1 }}",
    "padded": "{{ 'x'.center(10000000000) }}",
    "filled": "{{ 'x'.zfill(10000000000) }}",
    "by a filter": "{{ 'x' | center(10000000000) }}",
    "by another": "{{ 'x' | indent(10000000000, true) }}",
    "by format": "{{ '%10000000000d' | format(1) }}",
    "grown": "{% set n = namespace(x='xx') %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "range": "{% for i in range(10 * 1000 * 1000) %}{% endfor %}",
}


@pytest.mark.parametrize("how", ENDLESS)
def test_everything_ends(desk: Compose, how: str) -> None:
    desk("It rose.")
    before = process_time()
    with pytest.raises(ProblemsError) as caught:
        desk(ENDLESS[how])
    assert process_time() - before < 10
    assert "sections/one.md" in str(caught.value)
