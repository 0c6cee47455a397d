"""Quotes as a typesetter sets them, in what is read and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.render.typography import curled, typeset


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("August's gain", "August’s gain"),
        ("analysts' forecasts", "analysts’ forecasts"),
        ('prices of "no change" then', "prices of “no change” then"),
        ('("so")', "(“so”)"),
        ("it&#39;s &#34;so&#34; &amp; no more", "it’s “so” &amp; no more"),
    ],
)
def test_what_is_typed_and_what_is_read(typed: str, read: str) -> None:
    assert curled(typed) == read


def test_a_page_keeps_its_tags_styles_scripts_and_code() -> None:
    page = """<title>August's</title><style>a::after { content: "'" }</style><p title="it's">It's <b>"so"</b></p>
<script>let x = "it's";</script><code>key="x"</code>"""
    set_ = typeset(page)
    assert "<title>August’s</title>" in set_
    assert '<p title="it\'s">It’s <b>“so”</b></p>' in set_
    for kept in ("""<style>a::after { content: "'" }</style>""", """let x = "it's";""", """<code>key="x"</code>"""):
        assert kept in set_


def test_a_quote_closes_after_the_words_of_the_tag_before_it() -> None:
    assert typeset('<p>"<b>so</b>" it goes</p>') == "<p>“<b>so</b>” it goes</p>"


@given(st.text("ab '\"<>&/=pcode \n", max_size=60))
def test_nothing_but_quotes_changes(text: str) -> None:
    back = str.maketrans({"“": '"', "”": '"', "’": "'"})
    assert typeset(text).translate(back) == text.translate(back)
